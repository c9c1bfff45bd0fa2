//! Goes in: a history that holds the run at hand. Comes out: the terms that emerge in it, as comments write them, with
//! what customers say. Never: decides which terms rise.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::sightings::{Seen, Sightings, TEXTS, WordNames, sightings};
use crate::aggregate::Spellings;
use crate::annotate::Annotator;
use crate::history::{HistoryError, KeptComment, Ledger};
use crate::lexicon::Lexicon;
use crate::specificity::{Contingency, specificity};
use crate::taxonomy::Tone;
use crate::text::{Kind, blemishes};
use crate::trend::{Emerging, Rise, Said, Windows, days, rises};

/// Comments read of each day, so that a night costs the same whatever the history holds: of the last weeks, and of those
/// before.
const READ_A_DAY: [u32; 2] = [500, 100];

/// Comments that tell the tone and the touchpoint of a term, the most recent first.
const TOLD_BY: usize = 200;

/// Examples of a term.
const EXAMPLES: usize = 3;

/// Longest example, in characters: beyond, what stands before the term and after it is cut.
const LONGEST: usize = 240;
const BEFORE: usize = 90;
const AFTER: usize = 130;

/// The class of the lexicons that has the months.
const MONTHS: &str = "mois";

/// The terms that emerge by some day, at touchpoints named as reports name them; none without a past.
pub fn emerging(
    ledger: &mut Ledger,
    lexicon: &Lexicon,
    annotators: &mut [Annotator<'_>],
    (last, spellings): (NaiveDate, &Spellings),
) -> Result<Vec<Emerging>, HistoryError> {
    let Some(windows) = Windows::ending(last) else { return Ok(Vec::new()) };
    let weeks = [windows.recent_weeks(), windows.past_weeks()];
    let of = [days(&weeks[0]), days(&weeks[1])];
    let comments = [ledger.n_comments(&of[0])?, ledger.n_comments(&of[1])?];
    let mut said = Said { comments, ..Said::default() };
    if !said.has_past() {
        return Ok(Vec::new());
    }
    said.words = ledger.words(weeks.each_ref().map(Vec::as_slice), said.fewest())?;
    said.recent = ledger.terms_read(&of[0], READ_A_DAY[0])?;
    said.past = ledger.terms_read(&of[1], READ_A_DAY[1])?;
    let rises = rises(&said);
    let keys: Vec<i64> = rises.iter().flat_map(|rise| rise.keys.iter().copied()).collect();
    let ids = |at_most: usize| {
        let mut ids: Vec<i64> =
            rises.iter().flat_map(|rise| rise.comments.iter().take(at_most).copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let names = ledger.names(&weeks[0], &keys)?;
    let texts = by_number(ledger.texts(&ids(TEXTS))?);
    let teller = Teller {
        lexicon,
        sightings: sightings(annotators, &texts, &rises, &names),
        names,
        touchpoints: by_name(ledger.touchpoints(&of[0])?, spellings),
        spellings,
        comments: by_number(ledger.comments(&ids(TOLD_BY))?),
    };
    Ok(rises.into_iter().filter_map(|rise| teller.tell(rise)).collect())
}

fn by_number(comments: Vec<KeptComment>) -> FxHashMap<i64, KeptComment> {
    comments.into_iter().map(|comment| (comment.id, comment)).collect()
}

fn by_name(spelled: BTreeMap<String, u64>, spellings: &Spellings) -> BTreeMap<String, u64> {
    let mut named = BTreeMap::new();
    spelled
        .iter()
        .for_each(|(spelling, n)| *named.entry(spellings.name(spelling).to_owned()).or_default() += n);
    named
}

/// Tells what stands behind the terms that rise.
struct Teller<'t> {
    lexicon: &'t Lexicon,
    names: WordNames,
    /// What the texts show of each term, by its keys.
    sightings: FxHashMap<Vec<i64>, Sightings<'t>>,
    /// Comments of the last weeks by touchpoint.
    touchpoints: BTreeMap<String, u64>,
    spellings: &'t Spellings,
    comments: FxHashMap<i64, KeptComment>,
}

impl Teller<'_> {
    /// A term in its longest form that comments write as one term. `None` for names of months.
    fn tell(&self, mut rise: Rise) -> Option<Emerging> {
        let shorter = std::mem::take(&mut rise.shorter);
        std::iter::once(rise).chain(shorter).find_map(|rise| self.tell_as(rise))
    }

    fn tell_as(&self, rise: Rise) -> Option<Emerging> {
        let names: Vec<&[String; 2]> =
            rise.keys.iter().map(|key| self.names.get(key)).collect::<Option<_>>()?;
        let Sightings { n_words, n_texts, seen } = self.sightings.get(&rise.keys)?;
        if rise.keys.len() > 1 && 2 * seen.len() < *n_texts {
            return None;
        }
        let one_spelling = || names.iter().map(|[_, form]| form.as_str()).collect::<Vec<_>>().join(" ");
        let term = usual(seen).unwrap_or_else(one_spelling);
        if self.is_month(&term) {
            return None;
        }
        // What a lexicon names by several words is one root.
        let is_named = rise.keys.len() == 1 && *n_words > 1;
        let n_held = seen.iter().filter(|(_, sighting)| sighting.is_held).count();
        let is_unknown = (!seen.is_empty()).then_some(!is_named && 2 * n_held < seen.len());
        let examples = examples(seen);
        let told = || rise.comments.iter().filter_map(|id| self.comments.get(id)).take(TOLD_BY);
        let (net_tone, touchpoint) = (net_tone(told()), self.home(told()));
        Some(Emerging { term, net_tone, touchpoint, examples, is_unknown, rise })
    }

    /// « Mars » rises every year in March.
    fn is_month(&self, term: &str) -> bool {
        let (atoms, _) = self.lexicon.atoms.resolve(term, Kind::Word, &self.lexicon.normalizer);
        self.lexicon.atoms.class(MONTHS).is_some_and(|class| atoms.contains(&class))
    }

    /// The touchpoint where the term is most at home.
    fn home<'c>(&self, told: impl Iterator<Item = &'c KeptComment>) -> String {
        let mut here: BTreeMap<String, u64> = BTreeMap::new();
        for comment in told {
            for name in self.spellings.cell(&comment.touchpoints).split('|') {
                *here.entry(name.to_owned()).or_default() += 1;
            }
        }
        let (with_term, all) = (here.values().sum(), self.touchpoints.values().sum());
        let rank = |(name, n): (&String, &u64)| {
            let in_part = self.touchpoints.get(name).copied().unwrap_or(0);
            (Reverse(specificity(Contingency { here: *n, with_term, in_part, all })), name.clone())
        };
        here.iter().map(rank).min().map(|(_, name)| name).unwrap_or_default()
    }
}

fn net_tone<'c>(told: impl Iterator<Item = &'c KeptComment>) -> Option<(i64, u64)> {
    let (mut net, mut n) = (0, 0);
    for comment in told {
        n += 1;
        net += match comment.tone {
            Tone::Positive => 1,
            Tone::Negative => -1,
            Tone::Mixed | Tone::Neutral => 0,
        };
    }
    (n > 0).then_some((net, n))
}

/// The way most comments write the term, the first in alphabetical order among equals.
fn usual(seen: &[Seen<'_>]) -> Option<String> {
    let mut ways: BTreeMap<&str, usize> = BTreeMap::new();
    seen.iter().for_each(|(_, sighting)| *ways.entry(&sighting.written).or_default() += 1);
    ways.into_iter().min_by_key(|(_, n)| Reverse(*n)).map(|(way, _)| way.to_owned())
}

/// The comments that read best, the most recent among equals, each text once.
fn examples(seen: &[Seen<'_>]) -> Vec<String> {
    let mut ranked: Vec<(u32, String)> = Vec::new();
    for (text, sighting) in seen {
        let example = excerpt(text, &sighting.place);
        if !ranked.iter().any(|(_, known)| *known == example) {
            let short = u32::from(text.chars().count() < 40);
            ranked.push((blemishes(text) + short, example));
        }
    }
    ranked.sort_by_key(|(unfitness, _)| *unfitness);
    ranked.into_iter().take(EXAMPLES).map(|(_, example)| example).collect()
}

/// A comment on one line, cut around a place when it is long.
fn excerpt(text: &str, place: &Range<usize>) -> String {
    let flat = text.replace(['\r', '\n'], " ");
    if flat.chars().nth(LONGEST).is_none() {
        return flat.trim().to_owned();
    }
    let (before, after) = (&flat[..place.start], &flat[place.end..]);
    // Cut between words.
    let start = before
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(0, |(at, _)| before[at..].find(' ').map_or(place.start, |blank| at + blank + 1));
    let end = after
        .char_indices()
        .nth(AFTER)
        .map_or(flat.len(), |(at, _)| place.end + after[..at].rfind(' ').unwrap_or(0));
    let (cut_before, cut_after) =
        (if start > 0 { "[…] " } else { "" }, if end < flat.len() { " […]" } else { "" });
    format!("{cut_before}{}{cut_after}", flat[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_comment_is_cut_between_words_around_the_term() {
        let text = format!("{}l'appli\nplante{}", "é à ".repeat(100), " où çà".repeat(100));
        let start = text.find("appli").unwrap();
        let cut = excerpt(&text, &(start..start + 5));
        assert!(cut.starts_with("[…] é") || cut.starts_with("[…] à"), "{cut}");
        assert!(cut.contains("l'appli plante") && cut.ends_with(" […]"), "{cut}");
        assert!(cut.chars().count() <= LONGEST);
        assert_eq!(excerpt("  Bref. ", &(2..6)), "Bref.");
        let endless = "x".repeat(1_000);
        assert_eq!(excerpt(&endless, &(0..1_000)), endless);
    }
}
