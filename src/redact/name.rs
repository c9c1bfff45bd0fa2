//! Names of people: after a title (« Mme Durand »), a presentation (« je m'appelle Paul »), or a closing formula that
//! ends a text (« Cordialement, Paul Durand »). A name has a capital: in lower case nothing tells it from a word.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::BLOT;
use super::words::{
    after_blanks, folded, is_accent, is_blank, is_capitalised, is_shouted, starts_free, word,
};

/// What a cue announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// A name right after.
    Title,
    /// A name right after, perhaps with « : » or « est » between.
    Presentation,
    /// A name that ends the text.
    Closing,
}

/// Parts of words, each in the cases that people write; the rarest part of the word, so that few places are looked at.
const CUES: &[(&str, Cue)] = &[
    ("Mme", Cue::Title),
    (" mme ", Cue::Title),
    ("MME", Cue::Title),
    ("Mlle", Cue::Title),
    (" mlle ", Cue::Title),
    ("MLLE", Cue::Title),
    ("Mr ", Cue::Title),
    (" mr ", Cue::Title),
    ("MR ", Cue::Title),
    ("Mr.", Cue::Title),
    ("M. ", Cue::Title),
    ("M.\u{a0}", Cue::Title),
    ("Dr ", Cue::Title),
    ("Dr.", Cue::Title),
    ("Maître ", Cue::Title),
    ("Mai\u{302}tre ", Cue::Title),
    ("docteur", Cue::Title),
    ("Docteur", Cue::Title),
    ("onsieur", Cue::Title),
    ("MONSIEUR", Cue::Title),
    ("adame", Cue::Title),
    ("MADAME", Cue::Title),
    ("ademoiselle", Cue::Title),
    ("m'appelle", Cue::Presentation),
    ("m’appelle", Cue::Presentation),
    ("s'appelle", Cue::Presentation),
    ("s’appelle", Cue::Presentation),
    ("nom est", Cue::Presentation),
    ("nom :", Cue::Presentation),
    ("nom:", Cue::Presentation),
    ("Nom :", Cue::Presentation),
    ("Nom:", Cue::Presentation),
    ("ordialement", Cue::Closing),
    ("CORDIALEMENT", Cue::Closing),
    ("Cdlt", Cue::Closing),
    ("cdlt", Cue::Closing),
    ("ien à vous", Cue::Closing),
    ("ien a\u{300} vous", Cue::Closing),
    ("ien cordialement", Cue::Closing),
    ("alutations", Cue::Closing),
    ("SALUTATIONS", Cue::Closing),
    ("incèrement", Cue::Closing),
    ("ince\u{300}rement", Cue::Closing),
    ("espectueusement", Cue::Closing),
    ("micalement", Cue::Closing),
    ("igné", Cue::Closing),
    ("igne\u{301}", Cue::Closing),
    ("onne journée", Cue::Closing),
    ("onne journe\u{301}e", Cue::Closing),
    ("onne réception", Cue::Closing),
    ("onne re\u{301}ception", Cue::Closing),
    ("erci d'avance", Cue::Closing),
    ("erci par avance", Cue::Closing),
];

static ANY_CUE: LazyLock<Regex> = LazyLock::new(|| {
    let cues: Vec<String> = CUES.iter().map(|(cue, _)| regex::escape(cue)).collect();
    Regex::new(&cues.join("|")).expect("cues are escaped")
});

/// Small words of a name, before a capital.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "ben", "bin", "el", "al", "da", "dos",
    "di", "st", "ste",
];

/// What announces a phone or a mail, and is no name either.
const REACHED_BY: &[&str] = &[
    "tel",
    "telephone",
    "portable",
    "mobile",
    "gsm",
    "fixe",
    "mail",
    "email",
    "e-mail",
    "courriel",
    "contact",
];

/// Words with a capital that are no name: functions, greetings, brands, and what a sentence goes on with.
const NO_NAMES: &[&str] = &[
    "madame",
    "monsieur",
    "mademoiselle",
    "mesdames",
    "messieurs",
    "mme",
    "mr",
    "directeur",
    "directrice",
    "president",
    "presidente",
    "maire",
    "ministre",
    "responsable",
    "conseiller",
    "conseillere",
    "gerant",
    "gerante",
    "chef",
    "secretaire",
    "juge",
    "prefet",
    "medecin",
    "client",
    "cliente",
    "clients",
    "service",
    "services",
    "equipe",
    "bonjour",
    "bonsoir",
    "merci",
    "bravo",
    "bricolage",
    "meuble",
    "store",
    "propre",
    "cuisine",
    "bien",
    "tres",
    "et",
    "ou",
    "mais",
    "car",
    "donc",
    "je",
    "j'ai",
    "tu",
    "il",
    "elle",
    "on",
    "nous",
    "vous",
    "ils",
    "elles",
    "ce",
    "c'est",
    "cet",
    "cette",
    "ces",
    "un",
    "une",
    "mon",
    "ma",
    "mes",
    "votre",
    "vos",
    "notre",
    "nos",
    "qui",
    "que",
    "quoi",
    "au",
    "aux",
    "est",
    "sont",
    "etait",
    "ete",
    "avait",
    "ont",
    "pour",
    "par",
    "en",
    "dans",
    "sur",
    "avec",
    "sans",
    "sous",
    "chez",
    "ne",
    "n'a",
    "n'est",
    "m'a",
    "m'ont",
    "l'a",
    "s'est",
    "se",
    "me",
    "te",
    "pas",
    "plus",
    "tout",
    "tous",
    "toute",
    "si",
    "aucun",
    "aucune",
    "super",
    "parfait",
    "rien",
    "jamais",
    "vraiment",
    "cordialement",
    "cdt",
    "cdlt",
    "salutations",
    "rapport",
    "societe",
    "entreprise",
    "agence",
    "magasin",
    "france",
    "internet",
    "web",
    "lui",
    "moi",
    "les",
    "ni",
    "bonne",
    "bon",
    "continuation",
    "journee",
    "soiree",
    "courage",
    "dommage",
    "decu",
    "decue",
    "satisfait",
    "satisfaite",
    "joignable",
    "appelez",
    "appelez-moi",
    "rappelez",
    "rappelez-moi",
    "contactez",
    "contactez-moi",
    "ecrivez",
    "ecrivez-moi",
    "note",
    "attente",
    "reponse",
    "svp",
    "ps",
    "nb",
    "ok",
    "non",
    "oui",
    "comme",
    "quand",
    "hier",
    "aujourd'hui",
    "demain",
    "encore",
    "toujours",
    "depuis",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "excellent",
    "excellente",
    "sympathique",
    "aimable",
    "rapide",
    "top",
    "nul",
];

/// Tells of every name.
pub(super) fn find_all(text: &str, tell: &mut dyn FnMut(Range<usize>)) {
    let mut told = 0;
    for found in ANY_CUE.find_iter(text) {
        if found.start() < told {
            continue;
        }
        let cue = CUES.iter().find(|(cue, _)| *cue == found.as_str()).map(|(_, cue)| *cue);
        let Some(cue) = cue else { continue };
        let name = match cue {
            Cue::Title => after_title(text, found.start(), found.end()),
            Cue::Presentation => after_presentation(text, found.end()),
            Cue::Closing => after_closing(text, found.end()),
        };
        if let Some(name) = name {
            told = name.end;
            tell(name);
        }
    }
}

fn after_title(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    // « onsieur » and « adame » stand for the word with its first letter.
    let first = text[start..].chars().next().is_some_and(|c| matches!(c, 'o' | 'a'));
    let start = start + usize::from(text[start..].starts_with(' '));
    let letter = text[..start].chars().next_back().filter(|_| first).map_or(0, |c| c.len_utf8());
    let start = start - letter;
    if !starts_free(text, start) || (first && !text[start..].starts_with(['M', 'm'])) {
        return None;
    }
    let mut at = end + usize::from(text[end..].starts_with('.'));
    let glued = text[..at].ends_with(char::is_alphanumeric) && text[at..].starts_with(char::is_alphanumeric);
    if glued {
        return None;
    }
    at = text[..at].trim_end_matches(is_blank).len();
    names(text, after_blanks(text, at), is_shouted(text[start..end].trim()))
}

fn after_presentation(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text[end..].trim_start_matches(|c| is_blank(c) || c == ':');
    names(text, text.len() - rest.len(), false)
}

/// The name must end its line, or stand before something masked: a phone, a mail. Only blanks, marks and what announces a
/// phone stand between.
fn after_closing(text: &str, end: usize) -> Option<Range<usize>> {
    let gap = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | '-' | '–' | '—' | '!' | ';' | '(');
    let rest = text[end..].trim_start_matches(gap);
    let start = text.len() - rest.len();
    if start == end {
        return None;
    }
    let name = names(text, start, false)?;
    let after =
        text[name.end..].trim_start_matches(|c: char| is_blank(c) || matches!(c, '.' | ',' | ')' | '!'));
    let ends = after.is_empty() || after.starts_with(['\n', '\r']);
    (ends || is_before_masked(text, name.end)).then_some(name)
}

/// Whether something masked follows, which a reading finds blotted out.
fn is_before_masked(text: &str, end: usize) -> bool {
    let gap = |c: char| is_blank(c) || matches!(c, ',' | '.' | ':' | '-' | '–' | '—' | '/' | '|' | ';' | '(');
    let after = text[end..].trim_start_matches(gap);
    let next = word(after, 0);
    let after = if REACHED_BY.contains(&folded(next).as_str()) { &after[next.len()..] } else { after };
    after.trim_start_matches(gap).starts_with(BLOT)
}

/// The names that start there: capitals and initials, small words between.
fn names(text: &str, start: usize, title_shouts: bool) -> Option<Range<usize>> {
    let (mut at, mut end, mut n_names, mut n_shouted) = (start, start, 0, 0);
    for _ in 0..6 {
        let from = if at == start { start } else { after_blanks(text, at) };
        let next = word(text, from);
        if next.is_empty() || (from == at && at != start && !text[..at].ends_with('.')) {
            break;
        }
        let plain = folded(next);
        let mut stop = from + next.len();
        let initial = next.chars().all(|c| c.is_uppercase() || c == '-' || is_accent(c))
            && plain.chars().count() <= 3
            && text[stop..].starts_with('.');
        let bare = plain.strip_prefix("d'").or_else(|| plain.strip_prefix("l'"));
        let elided = bare.is_some() && next.chars().nth(2).is_some_and(char::is_uppercase);
        if PARTICLES.contains(&plain.as_str()) && !initial {
            at = stop;
            continue;
        }
        let is_word = NO_NAMES.contains(&plain.as_str())
            || REACHED_BY.contains(&plain.as_str())
            || plain.chars().count() == 1;
        let is_name = (is_capitalised(next) || elided) && (initial || !is_word);
        // In a shouted sentence every word has capitals: two of them at most are the name.
        n_shouted += usize::from(is_shouted(next));
        if !is_name || (title_shouts && n_shouted > 2) {
            break;
        }
        stop += usize::from(initial && text[stop..].starts_with('.'));
        n_names += 1;
        (at, end) = (stop, stop);
    }
    (n_names > 0).then_some(start..end)
}
