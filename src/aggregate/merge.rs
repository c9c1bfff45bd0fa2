//! Adding summaries up: exact, in any order, in any grouping.

use std::collections::BTreeMap;

use super::summary::{MentionTotals, Summary, TagCounts, TermTotals, TouchpointTotals};
use crate::taxonomy::Tone;

/// Totals that add up.
pub trait Merge {
    /// Adds other totals to these.
    fn merge(&mut self, other: Self);
}

impl Merge for u64 {
    fn merge(&mut self, other: Self) {
        *self += other;
    }
}

impl<K: Ord, V: Merge> Merge for BTreeMap<K, V> {
    fn merge(&mut self, other: Self) {
        for (key, totals) in other {
            match self.entry(key) {
                std::collections::btree_map::Entry::Vacant(place) => drop(place.insert(totals)),
                std::collections::btree_map::Entry::Occupied(mut place) => place.get_mut().merge(totals),
            }
        }
    }
}

impl TagCounts {
    /// Counts one comment.
    pub fn add(&mut self, tone: Tone, score: i32) {
        self.tones.add(tone);
        self.score_sum += i64::from(score);
    }
}

impl Merge for TagCounts {
    fn merge(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
    }
}

impl Merge for TouchpointTotals {
    fn merge(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
        self.ratings.merge(other.ratings);
    }
}

impl Merge for MentionTotals {
    fn merge(&mut self, other: Self) {
        self.verbatims += other.verbatims;
        self.example = match (self.example.take(), other.example) {
            (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
            (ours, theirs) => ours.or(theirs),
        };
    }
}

impl Merge for TermTotals {
    fn merge(&mut self, other: Self) {
        self.forms.merge(other.forms);
        self.verbatims += other.verbatims;
        self.score_sum += other.score_sum;
        self.touchpoints.merge(other.touchpoints);
    }
}

impl Merge for Summary {
    fn merge(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
        self.touchpoints.merge(other.touchpoints);
        self.irritants.merge(other.irritants);
        self.delights.merge(other.delights);
        self.overall_irritants.merge(other.overall_irritants);
        self.overall_delights.merge(other.overall_delights);
        self.themes.merge(other.themes);
        self.aspects.merge(other.aspects);
        self.modes.merge(other.modes);
        self.qualifications.merge(other.qualifications);
        self.steps.merge(other.steps);
        self.channels.merge(other.channels);
        self.flags.merge(other.flags);
        self.terms.merge(other.terms);
    }
}
