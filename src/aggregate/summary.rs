//! Totals of a run, keyed by what reports show. Every total is an integer, so that merging is exact and in any order.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{ByName, Moments, Quotations, Routed, ScoreTotals};
use crate::scale::Scale;
use crate::taxonomy::{Aspect, Channel, Flag, Mode, Qualification, Step, Tag, Theme, Tone};

/// Comments counted by tone, by the index of [`Tone`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToneCounts(pub [u64; 4]);

impl ToneCounts {
    /// Comments of that tone.
    pub fn of(&self, tone: Tone) -> u64 {
        self.0[tone.index()]
    }
    /// Comments in all.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
    /// Counts one comment.
    pub fn add(&mut self, tone: Tone) {
        self.0[tone.index()] += 1;
    }
    /// Adds other counts.
    pub fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a += b);
    }
}

/// How often a tag was given, by tone of the comment that carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagCounts {
    /// Comments that carry the tag, by tone.
    pub tones: ToneCounts,
    /// Sum of tone scores of these comments, in thousandths.
    pub score_sum: i64,
}

/// What is known of one touchpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchpointTotals {
    /// Comments, by tone.
    pub tones: ToneCounts,
    /// Sum of tone scores, in thousandths.
    pub score_sum: i64,
    /// Ratings in thousandths, with how many comments gave each.
    pub ratings: BTreeMap<i32, u64>,
    /// The same as answers on the scale of their file.
    pub scores: BTreeMap<Scale, ScoreTotals>,
}

/// What a mention is counted under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MentionKey {
    /// Touchpoint, as written in reports.
    pub touchpoint: String,
    /// Theme of the irritant or « enthousiasmant ».
    pub theme: Theme,
    /// Its label; `None` when the theme alone is known.
    pub label: Option<String>,
}

/// A comment quoted in reports, masked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Example {
    /// Distance from the ideal length for a quotation: the least is kept.
    pub unfitness: u32,
    /// Input file, then line: the first of equals is kept.
    pub position: (u32, u64),
    /// The text, masked.
    pub text: String,
}

/// How often something was mentioned, with one example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentionTotals {
    /// Comments (a comment counts once).
    pub verbatims: u64,
    /// The best example seen.
    pub example: Option<Example>,
    /// Ratings of these comments; counted over all touchpoints only.
    pub scores: BTreeMap<Scale, Moments>,
    /// Comments to quote, of irritants.
    pub quotations: Quotations,
}

/// What is known of one term: a stem, or a multi-word term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermTotals {
    /// Occurrences of each lower-case surface form.
    pub forms: ByName<u64>,
    /// Comments that hold the term.
    pub verbatims: u64,
    /// Sum of the tone scores of these comments, in thousandths.
    pub score_sum: i64,
    /// The same by touchpoint.
    pub touchpoints: ByName<TermAt>,
}

/// What is known of one term at one touchpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermAt {
    /// Comments that hold the term.
    pub verbatims: u64,
    /// Sum of the tone scores of these comments, in thousandths.
    pub score_sum: i64,
}

impl TermTotals {
    /// Occurrences of all forms.
    pub fn occurrences(&self) -> u64 {
        self.forms.values().sum()
    }
    /// The most frequent form; the first in alphabetical order among equals.
    pub fn label(&self) -> &str {
        let best = self.forms.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        best.map_or("", |(form, _)| form)
    }
}

/// Totals of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Comments, by tone.
    pub tones: ToneCounts,
    /// Sum of tone scores, in thousandths.
    pub score_sum: i64,
    /// By touchpoint, as written in reports.
    pub touchpoints: BTreeMap<String, TouchpointTotals>,
    /// Irritants by touchpoint.
    pub irritants: BTreeMap<MentionKey, MentionTotals>,
    /// « Enthousiasmants » by touchpoint.
    pub delights: BTreeMap<MentionKey, MentionTotals>,
    /// Irritants over all touchpoints: a comment counts once, whatever the touchpoints that it speaks of.
    pub overall_irritants: BTreeMap<(Theme, Option<String>), MentionTotals>,
    /// « Enthousiasmants » over all touchpoints.
    pub overall_delights: BTreeMap<(Theme, Option<String>), MentionTotals>,
    /// Ratings over all touchpoints.
    pub scores: BTreeMap<Scale, ScoreTotals>,
    /// Ratings of the comments that speak of a theme.
    pub theme_scores: BTreeMap<(Scale, Theme), Moments>,
    /// Comments by theme whatever the polarity.
    pub themes: BTreeMap<Theme, TagCounts>,
    /// Comments by theme and polarity.
    pub aspects: BTreeMap<Aspect, u64>,
    /// Comments by mode.
    pub modes: BTreeMap<Mode, TagCounts>,
    /// Comments by qualification.
    pub qualifications: BTreeMap<Qualification, TagCounts>,
    /// Comments by journey step.
    pub steps: BTreeMap<Step, TagCounts>,
    /// Comments by channel.
    pub channels: BTreeMap<Channel, TagCounts>,
    /// Comments by flag.
    pub flags: BTreeMap<Flag, u64>,
    /// Comments by day, where their date is one; counted for documents only, not for tables.
    pub days: BTreeMap<NaiveDate, ToneCounts>,
    /// Personal data that was masked, by kind.
    pub masked: BTreeMap<&'static str, u64>,
    /// What routing adds up; empty when nothing is routed.
    pub routed: Routed,
    /// By stem key, or by words joined with a space for multi-word terms.
    pub terms: ByName<TermTotals>,
    /// Comments that hold each term, by tone; counted for documents only, as days are.
    pub term_tones: ByName<ToneCounts>,
}
