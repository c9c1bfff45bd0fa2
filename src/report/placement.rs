//! Where each touchpoint stands: its importance and the satisfaction it gives, in hundredths, and the zone that follows.
//!
//! Importance is what the configuration declares. Else it is derived: a touchpoint is important when customers speak of it
//! more than of others, or when the mean rating moves more with it. Satisfaction is what ratings say, else what tones say.
//! All is in hundredths, so that a zone follows from what is shown.

use std::collections::BTreeMap;

use crate::aggregate::{Moments, Summary, ToneCounts, TouchpointTotals, UNKNOWN_TOUCHPOINT};
use crate::scale::Scale;
use crate::taxonomy::Tone;
use crate::welch::difference;

use super::View;
use super::effects::impact;
use super::journey::Journey;
use super::scores::satisfaction;
use super::table::ratio;

/// Comments needed to name a moment or a zone.
pub(super) const FEWEST_COMMENTS: u64 = 5;
/// The middle of both axes.
const MIDDLE: i64 = 500;
/// Their high end.
const HIGHEST: i64 = 1000;

/// Where touchpoints stand on the mapping.
pub(super) struct Placements<'v> {
    summary: &'v Summary,
    journey: &'v Journey<'v>,
    weights: Weights,
}

/// Where a touchpoint stands: figures in hundredths with what they come from, the zone as an id and as a label.
pub(super) struct Placement {
    /// Comments with a rating.
    pub(super) ratings: u64,
    pub(super) importance: (Option<i64>, &'static str),
    pub(super) satisfaction: (Option<i64>, &'static str),
    pub(super) zone: (&'static str, &'static str),
}

impl<'v> Placements<'v> {
    pub(super) fn new(view: &View<'v>) -> Self {
        Self { summary: view.summary, journey: view.journey, weights: Weights::new(view.summary) }
    }

    pub(super) fn of(&self, name: &str, totals: &TouchpointTotals) -> Placement {
        let declared = self.journey.declared(name).and_then(|touchpoint| touchpoint.importance);
        let importance = match declared {
            Some(importance) => (Some(i64::from(importance) * 100), "declaree"),
            None => self.weights.importance(self.summary, totals),
        };
        let satisfaction = satisfaction_of(totals);
        let zone = match (importance.0, satisfaction.0) {
            (Some(importance), Some(satisfied)) if totals.tones.total() >= FEWEST_COMMENTS => {
                zone(importance, satisfied)
            }
            _ => ("", ""),
        };
        Placement { ratings: n_ratings(totals), importance, satisfaction, zone }
    }

    /// The zone of a touchpoint, as an id; empty for what is no touchpoint or has too few comments.
    pub(super) fn zone(&self, name: &str, totals: &TouchpointTotals) -> &'static str {
        if name == UNKNOWN_TOUCHPOINT { "" } else { self.of(name, totals).zone.0 }
    }
}

/// What touchpoints weigh together: the usual weight is this over their number.
#[derive(Default)]
struct Weights {
    n_touchpoints: u64,
    comments: u64,
    /// By scale, how much the mean rating moves with each, up or down, in millionths, and with how many it can.
    impacts: BTreeMap<Scale, (i64, u64)>,
}

impl Weights {
    fn new(summary: &Summary) -> Self {
        let mut weights = Self::default();
        for (_, totals) in summary.touchpoints.iter().filter(|(name, _)| *name != UNKNOWN_TOUCHPOINT) {
            weights.n_touchpoints += 1;
            weights.comments += totals.tones.total();
            for (scale, scores) in &totals.scores {
                if let Some((impact, _)) = impact_of(summary, *scale, &scores.moments()) {
                    let (moved, n_rated) = weights.impacts.entry(*scale).or_default();
                    *moved += impact;
                    *n_rated += 1;
                }
            }
        }
        weights
    }

    /// By how many comments there are, or by how much the mean rating moves with them; whichever is more.
    fn importance(&self, summary: &Summary, totals: &TouchpointTotals) -> (Option<i64>, &'static str) {
        let on_scale = |here: i64, all: u64, touchpoints: u64| {
            ratio(here * touchpoints as i64 * MIDDLE, all, 0).map(|importance| importance.min(HIGHEST))
        };
        let by_number = on_scale(totals.tones.total() as i64, self.comments, self.n_touchpoints);
        let Some(by_number) = by_number else { return (None, "") };
        let by_effect = totals.scores.iter().filter_map(|(scale, scores)| {
            let (impact, is_clear) = impact_of(summary, *scale, &scores.moments())?;
            let (all, n_rated) = *self.impacts.get(scale)?;
            on_scale(impact, all as u64, n_rated).filter(|_| is_clear)
        });
        match by_effect.max() {
            Some(by_effect) if by_effect > by_number => (Some(by_effect), "effet"),
            _ => (Some(by_number), "frequence"),
        }
    }
}

/// How much the mean rating of the run moves with a touchpoint, and whether that cannot be chance.
fn impact_of(summary: &Summary, scale: Scale, here: &Moments) -> Option<(i64, bool)> {
    let all = summary.scores.get(&scale)?.moments();
    let is_clear = difference(here, &all.without(here))?.is_clear();
    Some((impact(here, &all)?.abs(), is_clear))
}

fn n_ratings(totals: &TouchpointTotals) -> u64 {
    totals.scores.values().map(|scores| scores.moments().n).sum()
}

/// From ratings when there are enough, whatever their scales; else from the net tone.
fn satisfaction_of(totals: &TouchpointTotals) -> (Option<i64>, &'static str) {
    if n_ratings(totals) >= FEWEST_COMMENTS {
        return (satisfaction(&totals.scores), "notes");
    }
    // The net tone, brought to 0 to 10; from counts, since that of the tables is rounded already.
    let all = totals.tones.total();
    match ratio(lead(totals.tones) + all as i64, 2 * all, 3) {
        Some(satisfied) => (Some(satisfied), "ton"),
        None => (None, ""),
    }
}

fn zone(importance: i64, satisfied: i64) -> (&'static str, &'static str) {
    match (importance > MIDDLE, satisfied >= MIDDLE) {
        (true, true) => ("force", "points forts"),
        (true, false) => ("urgence", "urgence"),
        (false, true) => ("a_questionner", "à questionner"),
        (false, false) => ("moyen_terme", "actions à moyen terme"),
    }
}

/// (positive - negative) / comments, in thousandths.
pub(super) fn net_tone(tones: ToneCounts) -> Option<i64> {
    ratio(lead(tones), tones.total(), 3)
}

/// Positive - negative comments.
fn lead(tones: ToneCounts) -> i64 {
    tones.of(Tone::Positive) as i64 - tones.of(Tone::Negative) as i64
}
