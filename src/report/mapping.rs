//! `cartographie.csv`: importance x satisfaction of each touchpoint, on 0 to 10 with 5 in the middle.
//!
//! Importance is what the configuration declares. Else it is derived: a touchpoint is important when customers speak of it
//! more than of others, or when the rating clearly moves there; `importance_source` says which gave most.
//! Satisfaction is what ratings say, else what tones say. All is in hundredths, so that a zone follows from what is shown.

use crate::aggregate::TouchpointTotals;
use crate::scale::Scale;

use super::View;
use super::journey::UNKNOWN;
use super::scores::satisfaction;
use super::table::{TableWriter, ratio};
use super::touchpoints::{FEWEST_COMMENTS, net_tone, phase_id};
use super::welch::difference;

const HEADER: [&str; 10] = [
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

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    let none = TouchpointTotals::default();
    let usual = usual_number(view);
    for name in view.journey.order(view.summary.touchpoints.keys().map(String::as_str)) {
        if name == UNKNOWN {
            continue;
        }
        let totals = view.summary.touchpoints.get(name).unwrap_or(&none);
        let declared = view.journey.declared(name);
        let comments = totals.tones.total();
        let (importance, importance_source) = match declared.and_then(|touchpoint| touchpoint.importance) {
            Some(importance) => (Some(i64::from(importance) * 100), "declaree"),
            None => derived_importance(view, totals, usual),
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

/// Comments of touchpoints that have any, and how many such touchpoints.
fn usual_number(view: &View<'_>) -> (u64, u64) {
    let named = view.summary.touchpoints.iter().filter(|(name, _)| *name != UNKNOWN);
    named.fold((0, 0), |(comments, n), (_, totals)| (comments + totals.tones.total(), n + 1))
}

/// From how many comments there are, where 5 is the usual number, or from how far the rating moves there, where 10 is a
/// quarter of its scale; whichever is more.
fn derived_importance(
    view: &View<'_>,
    totals: &TouchpointTotals,
    (comments, n_touchpoints): (u64, u64),
) -> (Option<i64>, &'static str) {
    let times = (totals.tones.total() * n_touchpoints) as i64;
    let Some(by_number) = ratio(times * MIDDLE, comments, 0) else { return (None, "") };
    let by_effect = totals.scores.iter().filter_map(|(scale, here)| {
        let (here, all) = (here.moments(), view.summary.scores.get(scale)?.moments());
        let moved = difference(&here, &all.without(&here)).filter(|found| found.is_clear())?;
        let (low, high) = scale.ends();
        Some((moved.effect.abs() * 4.0 / f64::from(high - low) * 1000.0).round() as i64)
    });
    let (by_number, by_effect) = (by_number.min(1000), by_effect.max().unwrap_or(0).min(1000));
    if by_effect > by_number { (Some(by_effect), "effet") } else { (Some(by_number), "frequence") }
}

fn n_ratings(totals: &TouchpointTotals) -> u64 {
    totals.scores.values().map(|scores| scores.moments().n).sum()
}

/// From ratings when there are enough, whatever their scales; else from the net tone.
fn satisfaction_of(totals: &TouchpointTotals) -> (Option<i64>, &'static str) {
    let n = n_ratings(totals);
    if n >= FEWEST_COMMENTS {
        let weighted = |(scale, scores): (&Scale, &crate::aggregate::ScoreTotals)| {
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
