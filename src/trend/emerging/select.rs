//! Goes in: counts of terms. Comes out: those that rise, each once, in its longest form. Never: tells a rise that chance
//! explains.
//!
//! P. Lafon's specificity (1980) of the last weeks is the test: exact where Dunning's log-likelihood is asymptotic, and
//! terms that emerge are few. Of all that are told, one in a hundred may be due to chance: Y. Benjamini, Y. Hochberg,
//! « Controlling the false discovery rate », JRSS B 57, 1995.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase::{Phrase, places, side_by_side};
use super::{MOST_TERMS, TermsRead, WordCount};
use crate::specificity::{Contingency, specificity};
use crate::trend::benjamini_hochberg;

/// Comments of the last weeks that must have a term: under that, one customer who writes often is a trend.
const FEWEST: u64 = 5;

/// A word that fewer than one comment in so many has is no subject yet; where comments are many, that spares most words.
const LEAST_SHARE: u64 = 10_000;

/// Comments that the weeks before must have, for a past to be known.
const FEWEST_PAST: u64 = 200;

/// A share that does not double is no emergence, be it ever so certain.
const LEAST_RATIO: u128 = 2;

/// Share of the terms told that chance may have made.
const FALSE_DISCOVERIES: f64 = 0.01;

/// Two terms are one subject when one of them has so many tenths of the comments of the other.
const SAME_TENTHS: usize = 9;

/// What was said in the last weeks and in those before.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Comments of the last weeks, and of those before.
    pub comments: [u64; 2],
    /// Terms of the last weeks.
    pub words: Vec<WordCount>,
    /// Comments read of the last weeks, in the order of days.
    pub recent: Vec<TermsRead>,
    /// Comments read of the weeks before, in the order of days.
    pub past: Vec<TermsRead>,
}

/// A term that rises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rise {
    /// Keys of its words.
    pub keys: Vec<i64>,
    /// Comments that have it: of the last weeks, and of those before.
    pub with: [u64; 2],
    /// Comments among which these were counted.
    pub of: [u64; 2],
    /// Specificity of the last weeks, in thousandths.
    pub specificity: i64,
    /// The day from which it is said, as far as the windows reach.
    pub first: NaiveDate,
    /// Comments read of the last weeks that have it, the most recent first.
    pub comments: Vec<i64>,
    /// The same with fewer words, the longest first, should texts not write all of them as one term.
    pub shorter: Vec<Rise>,
}

impl Said {
    /// Whether there is a past to rise against.
    pub fn has_past(&self) -> bool {
        self.comments[1] >= FEWEST_PAST
    }

    /// Comments of the last weeks that a word must have.
    pub fn fewest(&self) -> u64 {
        FEWEST.max(self.comments[0] / LEAST_SHARE)
    }
}

/// The terms that rise, the most unlikely first.
pub fn rises(said: &Said) -> Vec<Rise> {
    if !said.has_past() {
        return Vec::new();
    }
    let read = [said.recent.len() as u64, said.past.len() as u64];
    let word = |word: &WordCount| ([word.recent, word.past], vec![word.key], said.comments);
    let pairs =
        if read[1] >= FEWEST_PAST { side_by_side(&said.recent, &said.past, FEWEST) } else { Vec::new() };
    let pair = |(keys, with): ([i64; 2], [u64; 2])| (with, keys.to_vec(), read);
    let tested = said.words.iter().map(word).chain(pairs.into_iter().map(pair));
    let mut tested: Vec<(i64, Vec<i64>)> =
        tested.map(|(with, keys, of)| (unlikely(with, of), keys)).collect();
    let least = least_discovered(&tested.iter().map(|(value, _)| *value).collect::<Vec<_>>());
    tested.retain(|(value, _)| *value >= least);
    tested.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    // Those that are left out are the least of many: a page of hundreds is not read.
    tested.truncate(4 * MOST_TERMS);
    let words: FxHashMap<i64, &WordCount> = said.words.iter().map(|word| (word.key, word)).collect();
    let grown = grown(said, tested.into_iter().map(|(_, keys)| keys).collect());
    let told = grown.into_iter().filter_map(|stages| told(said, &words, stages, read));
    let mut told: Vec<(Rise, Phrase)> = told.collect();
    told.sort_by(|(a, _), (b, _)| b.specificity.cmp(&a.specificity).then_with(|| a.keys.cmp(&b.keys)));
    distinct(told, |with| unlikely(with, read) >= least)
}

/// Specificity of the last weeks, or 0 where the share does not double.
fn unlikely(with: [u64; 2], of: [u64; 2]) -> i64 {
    let share = |a: usize, b: usize| u128::from(with[a]) * u128::from(of[b]);
    if with[0] < FEWEST || share(0, 1) < LEAST_RATIO * share(1, 0) {
        return 0;
    }
    let table =
        Contingency { here: with[0], with_term: with[0] + with[1], in_part: of[0], all: of[0] + of[1] };
    specificity(table).unwrap_or(0)
}

/// The least specificity that is a discovery among these.
fn least_discovered(tested: &[i64]) -> i64 {
    let p: Vec<f64> = tested.iter().map(|value| 10_f64.powf(-*value as f64 / 1000.0)).collect();
    let kept = benjamini_hochberg(&p, FALSE_DISCOVERIES);
    tested.iter().zip(kept).filter(|(_, kept)| *kept).map(|(value, _)| *value).min().unwrap_or(i64::MAX)
}

/// Terms as they grow with the neighbours that they mostly come with; each longest one once.
fn grown(said: &Said, terms: Vec<Vec<i64>>) -> Vec<Vec<Phrase>> {
    let wanted: FxHashSet<i64> = terms.iter().map(|keys| keys[0]).collect();
    let (recent, past) = (places(&said.recent, &wanted), places(&said.past, &wanted));
    let none = Vec::new();
    let mut met: BTreeSet<Vec<i64>> = BTreeSet::new();
    let mut all = Vec::new();
    for keys in terms {
        let holders = [&recent, &past].map(|places| places.get(&keys[0]).unwrap_or(&none).as_slice());
        let seed = Phrase::new(keys, holders, &said.recent, &said.past);
        let stages = seed.grown(&said.recent, &said.past, FEWEST);
        if stages.last().is_some_and(|longest| met.insert(longest.keys.clone())) {
            all.push(stages);
        }
    }
    all
}

/// The longest stage of a term, with the shorter ones behind it.
fn told(
    said: &Said,
    words: &FxHashMap<i64, &WordCount>,
    stages: Vec<Phrase>,
    read: [u64; 2],
) -> Option<(Rise, Phrase)> {
    let mut rises =
        stages.into_iter().rev().filter_map(|phrase| Some((rise(said, words, &phrase, read)?, phrase)));
    let (mut longest, phrase) = rises.next()?;
    longest.shorter = rises.map(|(rise, _)| rise).collect();
    Some((longest, phrase))
}

fn rise(said: &Said, words: &FxHashMap<i64, &WordCount>, phrase: &Phrase, read: [u64; 2]) -> Option<Rise> {
    let first_read = |all: &[TermsRead], places: &[u32]| places.first().map(|place| all[*place as usize].day);
    let (with, of, first) = if let [key] = phrase.keys[..] {
        let word = words.get(&key)?;
        // The week is that of every comment, the day that of those read: the day of that week, if one was read.
        let day = first_read(&said.recent, &phrase.recent).filter(|_| word.past == 0);
        let in_week = |day: &NaiveDate| (0..7).contains(&(*day - word.first).num_days());
        ([word.recent, word.past], said.comments, day.filter(in_week).unwrap_or(word.first))
    } else {
        let first =
            first_read(&said.past, &phrase.past).or_else(|| first_read(&said.recent, &phrase.recent))?;
        ([phrase.recent.len() as u64, phrase.past.len() as u64], read, first)
    };
    Some(Rise {
        keys: phrase.keys.clone(),
        with,
        of,
        specificity: Some(unlikely(with, of)).filter(|value| *value > 0)?,
        first,
        comments: phrase.recent.iter().rev().map(|place| said.recent[*place as usize].id).collect(),
        shorter: Vec::new(),
    })
}

/// Each subject once: of a term and a longer one that holds it, the shorter one stays if it rises without the other; of
/// two terms said in the same comments, the first.
fn distinct(told: Vec<(Rise, Phrase)>, rises: impl Fn([u64; 2]) -> bool) -> Vec<Rise> {
    let without = |short: &Phrase, long: &Phrase| {
        [short.recent.len() - long.recent.len(), short.past.len() - long.past.len()].map(|n| n as u64)
    };
    let stays = |one: &Phrase| {
        told.iter().all(|(_, other)| {
            (!one.is_in(other) || rises(without(one, other)))
                && (!other.is_in(one) || !rises(without(other, one)))
        })
    };
    let mut kept: Vec<&(Rise, Phrase)> = Vec::new();
    for candidate in told.iter().filter(|(_, phrase)| stays(phrase)) {
        if kept.len() == MOST_TERMS {
            break;
        }
        if !kept.iter().any(|(_, known)| known.tells_of(&candidate.1, SAME_TENTHS)) {
            kept.push(candidate);
        }
    }
    kept.into_iter().map(|(rise, _)| rise.clone()).collect()
}
