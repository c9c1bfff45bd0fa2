//! `cartographie.csv`: importance x satisfaction of each touchpoint, on 0 to 10 with 5 in the middle.
//!
//! Importance is what the configuration declares. Else it is derived: a touchpoint is important when customers speak of it
//! more than of others, or when the mean rating moves more with it; `importance_source` says which gave most.
//! Satisfaction is what ratings say, else what tones say. All is in hundredths, so that a zone follows from what is shown.

use std::collections::BTreeMap;

use crate::aggregate::{Moments, ScoreTotals, Summary, TouchpointTotals};
use crate::scale::Scale;
use crate::welch::difference;

use super::View;
use super::effects::impact;
use super::journey::UNKNOWN;
use super::scores::satisfaction;
use super::table::{TableWriter, ratio};
use super::touchpoints::{FEWEST_COMMENTS, net_tone, phase_id};

pub(super) const HEADER: [&str; 10] = [
    "point_de_contact",
    "phase",
    "verbatims",
    "notes",
    "importance",
    "importance_source",
    "satisfaction",
    "satisfaction_source",
    "zone",
    "libelle",
];

/// The middle of both axes.
const MIDDLE: i64 = 500;
/// Their high end.
const HIGHEST: i64 = 1000;

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    let none = TouchpointTotals::default();
    let weights = Weights::new(view.summary);
    for name in view.journey.order(view.summary.touchpoints.keys().map(String::as_str)) {
        if name == UNKNOWN {
            continue;
        }
        let totals = view.summary.touchpoints.get(name).unwrap_or(&none);
        let declared = view.journey.declared(name);
        let comments = totals.tones.total();
        let (importance, importance_source) = match declared.and_then(|touchpoint| touchpoint.importance) {
            Some(importance) => (Some(i64::from(importance) * 100), "declaree"),
            None => weights.importance(view.summary, totals),
        };
        let (satisfied, satisfaction_source) = satisfaction_of(totals);
        let (zone, label) = match (importance, satisfied) {
            (Some(importance), Some(satisfied)) if comments >= FEWEST_COMMENTS => zone(importance, satisfied),
            _ => ("", ""),
        };
        table
            .text(name)
            .text(declared.and_then(|touchpoint| touchpoint.phase).map_or("", phase_id))
            .count(comments)
            .count(n_ratings(totals))
            .maybe_fixed(importance, 2)
            .text(importance_source)
            .maybe_fixed(satisfied, 2)
            .text(satisfaction_source)
            .text(zone)
            .text(label)
            .end_row();
    }
    out
}

/// What touchpoints weigh together: the usual weight is this over their number.
#[derive(Default)]
struct Weights {
    n_touchpoints: u64,
    comments: u64,
    /// By scale, how much the mean rating moves with each, up or down, in millionths.
    impacts: BTreeMap<Scale, i64>,
}

impl Weights {
    fn new(summary: &Summary) -> Self {
        let mut weights = Self::default();
        for (_, totals) in summary.touchpoints.iter().filter(|(name, _)| *name != UNKNOWN) {
            weights.n_touchpoints += 1;
            weights.comments += totals.tones.total();
            for (scale, scores) in &totals.scores {
                let moved = impact_of(summary, *scale, &scores.moments()).map_or(0, |(impact, _)| impact);
                *weights.impacts.entry(*scale).or_default() += moved;
            }
        }
        weights
    }

    /// By how many comments there are, or by how much the mean rating moves with them; whichever is more.
    fn importance(&self, summary: &Summary, totals: &TouchpointTotals) -> (Option<i64>, &'static str) {
        let on_scale = |here: i64, all: u64| {
            ratio(here * self.n_touchpoints as i64 * MIDDLE, all, 0).map(|importance| importance.min(HIGHEST))
        };
        let Some(by_number) = on_scale(totals.tones.total() as i64, self.comments) else { return (None, "") };
        let by_effect = totals.scores.iter().filter_map(|(scale, scores)| {
            let (impact, is_clear) = impact_of(summary, *scale, &scores.moments())?;
            on_scale(impact, *self.impacts.get(scale)? as u64).filter(|_| is_clear)
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
    let n = n_ratings(totals);
    if n >= FEWEST_COMMENTS {
        let weighted = |(scale, scores): (&Scale, &ScoreTotals)| {
            let moments = scores.moments();
            satisfaction(*scale, &moments).map_or(0, |mean| mean * moments.n as i64)
        };
        return (ratio(totals.scores.iter().map(weighted).sum(), n, 0), "notes");
    }
    match net_tone(totals) {
        Some(net) => (Some((net + 1000) / 2), "ton"),
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
