//! Adding summaries up: exact, in any order, in any grouping.

use std::collections::BTreeMap;

use super::summary::{MentionTotals, Summary, TagCounts, TermAt, TermTotals, ToneCounts, TouchpointTotals};
use crate::taxonomy::Tone;

/// Totals that add up.
pub trait Absorb {
    /// Adds other totals to these.
    fn absorb(&mut self, other: Self);
}

impl Absorb for u64 {
    fn absorb(&mut self, other: Self) {
        *self += other;
    }
}

impl<K: Ord, V: Absorb> Absorb for BTreeMap<K, V> {
    fn absorb(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        for (key, totals) in other {
            match self.entry(key) {
                std::collections::btree_map::Entry::Vacant(place) => drop(place.insert(totals)),
                std::collections::btree_map::Entry::Occupied(mut place) => place.get_mut().absorb(totals),
            }
        }
    }
}

impl Absorb for ToneCounts {
    fn absorb(&mut self, other: Self) {
        self.merge(&other);
    }
}

impl TagCounts {
    /// Counts one comment.
    pub fn add(&mut self, tone: Tone, score: i32) {
        self.tones.add(tone);
        self.score_sum += i64::from(score);
    }
}

impl Absorb for TagCounts {
    fn absorb(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
    }
}

impl Absorb for TouchpointTotals {
    fn absorb(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
        self.ratings.absorb(other.ratings);
        self.scores.absorb(other.scores);
    }
}

impl Absorb for MentionTotals {
    fn absorb(&mut self, other: Self) {
        self.verbatims += other.verbatims;
        self.example = match (self.example.take(), other.example) {
            (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
            (ours, theirs) => ours.or(theirs),
        };
        self.scores.absorb(other.scores);
        self.quotations.absorb(other.quotations);
    }
}

impl Absorb for TermTotals {
    fn absorb(&mut self, other: Self) {
        self.forms.absorb(other.forms);
        self.verbatims += other.verbatims;
        self.score_sum += other.score_sum;
        self.touchpoints.absorb(other.touchpoints);
    }
}

impl Absorb for TermAt {
    fn absorb(&mut self, other: Self) {
        self.verbatims += other.verbatims;
        self.score_sum += other.score_sum;
    }
}

impl Absorb for Summary {
    fn absorb(&mut self, other: Self) {
        self.tones.merge(&other.tones);
        self.score_sum += other.score_sum;
        self.touchpoints.absorb(other.touchpoints);
        self.irritants.absorb(other.irritants);
        self.delights.absorb(other.delights);
        self.overall_irritants.absorb(other.overall_irritants);
        self.overall_delights.absorb(other.overall_delights);
        self.scores.absorb(other.scores);
        self.theme_scores.absorb(other.theme_scores);
        self.themes.absorb(other.themes);
        self.aspects.absorb(other.aspects);
        self.modes.absorb(other.modes);
        self.qualifications.absorb(other.qualifications);
        self.steps.absorb(other.steps);
        self.channels.absorb(other.channels);
        self.flags.absorb(other.flags);
        self.days.absorb(other.days);
        self.masked.absorb(other.masked);
        self.routed.absorb(other.routed);
        self.terms.absorb(other.terms);
        self.term_tones.absorb(other.term_tones);
    }
}
