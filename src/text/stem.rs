//! Stems: Snowball French, kept from the suffixes where it merges words that customers tell apart.
//!
//! Snowball gives « pôle » and « poli », « raison » and « raisonnable », « estime » and « estimation », « mois » and
//! « moisi », « plaisir » and « plais » one stem. A word with a derivational suffix, or that ends as a verb of the
//! second group does, only loses its plural and feminine marks here (those verbs are conjugated by the lexicons);
//! every other word is stemmed by Snowball.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// Engine and version, stamped in run.json: another version may give other stems.
pub const STEMMER: &str = "rust-stemmers 1.2 (Snowball French), suffixes guarded";

/// Stem of a lower-case word, accents kept.
///
/// ```
/// use verbatim::text::stem;
/// assert_eq!(stem("livraisons"), stem("livraison"));
/// assert_eq!(stem("remboursée"), stem("rembourser"));
/// assert_ne!(stem("estimation"), stem("estimer"));
/// assert_ne!(stem("poli"), stem("pôle"));
/// ```
pub fn stem(lower: &str) -> Cow<'_, str> {
    guarded(lower).unwrap_or_else(|| snowball(lower))
}

fn snowball(lower: &str) -> Cow<'_, str> {
    thread_local!(static SNOWBALL: Stemmer = Stemmer::create(Algorithm::French));
    SNOWBALL.with(|snowball| snowball.stem(lower))
}

/// Feminine endings with what they become; the longest first.
const FEMININE: [(&str, &str); 9] = [
    ("euse", "eux"),
    ("sive", "sif"),
    ("tive", "tif"),
    ("ante", "ant"),
    ("ite", "it"),
    ("ie", "i"),
    ("atrice", "ateur"),
    ("elle", "el"),
    ("ienne", "ien"),
];

/// Endings of words that Snowball would cut too short.
const GUARDED: [&str; 30] = [
    "ement", "ément", "iment", "ument", "amment", "emment", "tion", "sion", "xion", "ité", "able", "ible",
    "isme", "ance", "ence", "esse", "eux", "sif", "tif", "ateur", "ant", "it", "i", "ir", "el", "ien",
    "alite", "ilite", "icite", "idite",
];

/// Verbs of the first group that look guarded.
const VERBS: [&str; 55] = [
    "commence",
    "recommence",
    "avance",
    "lance",
    "relance",
    "balance",
    "finance",
    "influence",
    "devance",
    "arrive",
    "appelle",
    "rappelle",
    "aiment",
    "agence",
    "annonce",
    "laisse",
    "traité",
    "maltraité",
    "mérité",
    "évité",
    "limité",
    "profité",
    "habité",
    "cité",
    "récité",
    "hésité",
    "visité",
    "invité",
    "excité",
    "incité",
    "sollicité",
    "débité",
    "crédité",
    "édité",
    "hérité",
    "irrité",
    "imité",
    "délimité",
    "abrité",
    "agité",
    "félicité",
    "précipité",
    "exploité",
    "alité",
    "suscité",
    "convoité",
    "réhabilité",
    "médité",
    "milité",
    "plébiscité",
    "accrédité",
    "cohabité",
    "effrité",
    "facilité",
    "nécessité",
];

fn guarded(lower: &str) -> Option<Cow<'_, str>> {
    if lower.ends_with("ois") {
        return Some(Cow::Borrowed(lower));
    }
    let singular = match lower.strip_suffix(['s', 'x']) {
        Some(_) if lower.ends_with("eux") || lower.ends_with("ais") => lower,
        Some(short) if short.len() >= 3 => short,
        _ => lower,
    };
    if VERBS.contains(&singular) {
        return None;
    }
    // « mauvaise » has the stem of « mauvais ».
    if let Some(masculine) = singular.strip_suffix('e').filter(|masculine| masculine.ends_with("ais")) {
        return Some(snowball(masculine));
    }
    let endings = if singular.ends_with('e') { &FEMININE[..] } else { &[] };
    let feminine = endings.iter().find_map(|(ending, masculine)| {
        let radical = singular.strip_suffix(ending).filter(|radical| radical.len() >= 2)?;
        Some(Cow::Owned(format!("{radical}{masculine}")))
    });
    let word = feminine.unwrap_or(Cow::Borrowed(singular));
    // The last letter tells most of them apart.
    let last = word.as_bytes().last();
    let ends = |ending: &&str| {
        ending.as_bytes().last() == last && word.len() > ending.len() + 1 && word.ends_with(*ending)
    };
    let conjugated = word.ends_with("ai") || word.ends_with("oi");
    (!conjugated && GUARDED.iter().any(ends)).then_some(word)
}
