//! Which terms a cloud may show, and how large each would be.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::Kind;
use super::select::CloudWord;
use crate::aggregate::{TermTotals, ToneCounts};
use crate::report::View;
use crate::report::table::ratio;
use crate::report::words::by_frequency;
use crate::specificity::{Contingency, specificity};

/// Specificity of a word, in thousandths, from which it is said to be specific: chance alone would do as much once in
/// 1,000 draws at most.
pub(super) const LEAST_SPECIFICITY: i64 = 3000;
/// Comments of a touchpoint that must hold a specific word: one customer's words are not those of a touchpoint.
const FEWEST_SPECIFIC: u64 = 3;

struct Term<'a> {
    label: &'a str,
    totals: &'a TermTotals,
    tones: ToneCounts,
}

/// Terms of the run, most comments first.
pub(super) struct Terms<'a> {
    terms: Vec<Term<'a>>,
    /// Comments of all touchpoints; a comment of two touchpoints counts in both.
    all: u64,
}

impl<'a> Terms<'a> {
    pub(super) fn new(view: &View<'a>) -> Self {
        let summary = view.summary;
        let term = |(key, totals): (&str, &'a TermTotals)| Term {
            label: totals.label(),
            totals,
            tones: summary.term_tones.get(key).copied().unwrap_or_default(),
        };
        let all = summary.touchpoints.values().map(|totals| totals.tones.total()).sum();
        Self { terms: by_frequency(summary, 0).into_par_iter().map(term).collect(), all }
    }

    /// Those of one picture, largest first.
    pub(super) fn of(&self, kind: Kind<'_>, n_comments: u64) -> Vec<CloudWord<'a>> {
        let word = |term| match kind {
            Kind::Whole => counted(term, term.totals.verbatims, term.totals.score_sum),
            Kind::Touchpoint(name) => {
                let here = term.totals.touchpoints.get(name)?;
                counted(term, here.verbatims, here.score_sum)
            }
            // The tone of the comments shown is the same for all: colours tell in which the word stands elsewhere.
            Kind::Tone(tone) => {
                let mean = mean(term.totals.score_sum, term.totals.verbatims);
                sized(term, term.tones.of(tone), mean, term.tones.of(tone))
            }
            Kind::Specific(name) => self.specific(term, name, n_comments),
        };
        let mut words: Vec<CloudWord<'a>> = self.terms.iter().filter_map(word).collect();
        // Stable: equals keep the order of the whole corpus.
        words.sort_by_key(|word| Reverse(word.weight));
        words
    }

    fn specific(&self, term: &Term<'a>, touchpoint: &str, at_touchpoint: u64) -> Option<CloudWord<'a>> {
        let here = term.totals.touchpoints.get(touchpoint)?;
        if here.verbatims < FEWEST_SPECIFIC {
            return None;
        }
        let with_term = term.totals.touchpoints.values().map(|there| there.verbatims).sum();
        let table = Contingency { here: here.verbatims, with_term, in_part: at_touchpoint, all: self.all };
        let value = specificity(table).filter(|value| *value >= LEAST_SPECIFICITY)?;
        sized(term, here.verbatims, mean(here.score_sum, here.verbatims), value.unsigned_abs())
    }
}

/// A word as large as the comments that hold it are many.
fn counted<'a>(term: &Term<'a>, count: u64, score_sum: i64) -> Option<CloudWord<'a>> {
    sized(term, count, mean(score_sum, count), count)
}

fn sized<'a>(term: &Term<'a>, count: u64, tone: i64, weight: u64) -> Option<CloudWord<'a>> {
    (count > 0).then_some(CloudWord { label: term.label, count, tone, weight })
}

/// As `mots.csv` tells it, in thousandths.
fn mean(score_sum: i64, count: u64) -> i64 {
    ratio(score_sum, count, 0).unwrap_or(0).clamp(-1000, 1000)
}
