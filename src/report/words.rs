//! `mots.csv`: the terms that customers use, how often, in which tone, and where they are most at home.
//!
//! A term is kept from [`FEWEST_COMMENTS`] comments on, unless the run itself is small; the [`MOST_TERMS`] most
//! frequent are written. `specificite` is Lafon's, at the touchpoint where it is highest (`specifique_de`): 2 means that
//! chance alone would do as much once in 100 draws, 3 once in 1,000. It is empty when there is one touchpoint.

use std::cmp::Reverse;

use crate::aggregate::{Summary, TermTotals, TouchpointTotals};

use super::View;
use super::journey::Place;
use super::table::{TableWriter, ratio};
use crate::specificity::{Contingency, specificity};

const FEWEST_COMMENTS: u64 = 2;
const SMALL_RUN: u64 = 50;
const MOST_TERMS: usize = 5000;

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let summary = view.summary;
    let fewest = if summary.tones.total() <= SMALL_RUN { 1 } else { FEWEST_COMMENTS };
    let header = ["mot", "racine", "occurrences", "verbatims", "ton_moyen", "specificite", "specifique_de"];
    let homes = homes(view);
    let all = homes.iter().map(|(.., comments)| comments).sum();
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &header);
    for (key, totals) in by_frequency(summary, fewest).into_iter().take(MOST_TERMS) {
        let home = most_specific(&homes, all, totals);
        table
            .text(totals.label())
            .text(key)
            .count(totals.occurrences())
            .count(totals.verbatims)
            .maybe_fixed(ratio(totals.score_sum, totals.verbatims, 0), 3)
            .maybe_fixed(home.and_then(|(value, _)| ratio(value, 10, 0)), 2)
            .text(home.map_or("", |(_, name)| name))
            .end_row();
    }
    out
}

/// Every term of so many comments at least, with its key, most comments first.
pub(super) fn by_frequency(summary: &Summary, fewest: u64) -> Vec<(&str, &TermTotals)> {
    let frequent = summary.terms.iter().filter(|(_, totals)| totals.verbatims >= fewest);
    let mut terms: Vec<(&str, &TermTotals)> = frequent.collect();
    terms.sort_by_cached_key(|(key, totals)| {
        (Reverse((totals.verbatims, totals.occurrences())), totals.label(), *key)
    });
    terms
}

/// Touchpoints where a term may be at home: name, place in the journey, comments; by name. None when there is only one.
fn homes<'v>(view: &View<'v>) -> Vec<(&'v str, Place, u64)> {
    let touchpoints = &view.summary.touchpoints;
    let home = |(name, totals): (&'v String, &TouchpointTotals)| {
        (name.as_str(), view.journey.place(name), totals.tones.total())
    };
    if touchpoints.len() < 2 { Vec::new() } else { touchpoints.iter().map(home).collect() }
}

/// Specificity in thousandths and touchpoint; the first of the journey among equals. `all` is the comments of all homes.
fn most_specific<'v>(
    homes: &[(&'v str, Place, u64)],
    all: u64,
    totals: &TermTotals,
) -> Option<(i64, &'v str)> {
    let with_term = totals.touchpoints.values().map(|here| here.verbatims).sum();
    let candidates = totals.touchpoints.iter().filter_map(|(name, here)| {
        let home = homes.binary_search_by_key(&name, |(name, ..)| *name).ok()?;
        let (name, place, at_touchpoint) = homes[home];
        let value =
            specificity(Contingency { here: here.verbatims, with_term, in_part: at_touchpoint, all })?;
        Some((value, place, name))
    });
    let rank = |candidate: &(i64, Place, &'v str)| (Reverse(candidate.0), candidate.1, candidate.2);
    candidates.min_by_key(rank).map(|(value, _, name)| (value, name))
}
