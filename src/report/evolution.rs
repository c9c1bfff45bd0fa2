//! What the history says, in tables: `tendances.csv` and `signaux.csv`.

use super::View;
use super::table::TableWriter;
use crate::taxonomy::{Tag, Theme};
use crate::trend::{Change, Comparison, Direction, Signal, Verdict};

const CHANGES: [&str; 18] = [
    "indicateur",
    "point_de_contact",
    "theme",
    "nom",
    "du",
    "au",
    "verbatims",
    "valeur",
    "precedente",
    "ecart",
    "tendance",
    "symbole",
    "sens",
    "p",
    "annee_precedente",
    "ecart_annee",
    "tendance_annee",
    "p_annee",
];

/// Every figure of the last period, beside the period before and the same one a year ago.
pub(super) fn changes(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &CHANGES);
    let Some(evolution) = view.evolution else { return out };
    let span = evolution.calendar.last();
    let (first, last) = (span.first.to_string(), span.last.to_string());
    for change in evolution.changes.iter().filter(|change| change.is_told) {
        let places = if change.indicator == "verbatims" { 0 } else { 4 };
        let show = |value: Option<i64>| value.map(|value| rounded(value, places));
        let gap = |earlier: &Comparison| Some(show(change.value)? - show(earlier.value)?);
        table
            .text(&change.indicator)
            .text(&change.touchpoint)
            .text(&change.theme)
            .text(&called(view, &change.indicator, &change.theme, &change.name))
            .text(&first)
            .text(&last)
            .count(change.n)
            .maybe_fixed(show(change.value), places)
            .maybe_fixed(show(change.before.value), places)
            .maybe_fixed(gap(&change.before), places)
            .text(verdict(change.before.verdict))
            .text(symbol(change.before.verdict))
            .text(side(change))
            .maybe_fixed(change.before.p.map(probability), 6)
            .maybe_fixed(show(change.year_ago.value), places)
            .maybe_fixed(gap(&change.year_ago), places)
            .text(if change.year_ago.p.is_some() { verdict(change.year_ago.verdict) } else { "" })
            .maybe_fixed(change.year_ago.p.map(probability), 6)
            .end_row();
    }
    out
}

const SIGNALS: [&str; 14] = [
    "point_de_contact",
    "nom",
    "facette",
    "theme",
    "tendance",
    "symbole",
    "etat",
    "depuis",
    "verbatims",
    "part",
    "verbatims_avant",
    "part_avant",
    "rapport",
    "p",
];

/// What leaves its own past, the most certain first.
pub(super) fn signals(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &SIGNALS);
    for signal in view.evolution.iter().flat_map(|evolution| &evolution.signals) {
        let (up, symbol) = match signal.direction {
            Direction::Up => ("hausse", "↗"),
            Direction::Down => ("baisse", "↘"),
        };
        let share = |(some, of): (u64, u64)| (of > 0).then(|| (some as f64 / of as f64 * 1e4).round() as i64);
        table
            .text(&signal.name.touchpoint)
            .text(&called(view, &signal.name.facet, &signal.name.theme, &signal.name.name))
            .text(&signal.name.facet)
            .text(&signal.name.theme)
            .text(up)
            .text(symbol)
            .text(if signal.is_new { "nouveau" } else { "en cours" })
            .text(&signal.since.to_string())
            .count(signal.recent.0)
            .maybe_fixed(share(signal.recent), 4)
            .count(signal.past.0)
            .maybe_fixed(share(signal.past), 4)
            .maybe_fixed(times(signal), 1)
            .maybe_fixed(Some(probability(signal.p)), 6)
            .end_row();
    }
    out
}

/// As `irritants.csv` calls it.
pub(super) fn called(view: &View<'_>, facet: &str, theme: &str, name: &str) -> String {
    match Theme::from_id(theme).filter(|_| matches!(facet, "irritant" | "enthousiasmant")) {
        Some(theme) => view.labels.mention(theme, Some(name).filter(|name| !name.is_empty())),
        None => name.to_owned(),
    }
}

/// How many times the share of the past, in tenths; `None` where there was none.
fn times(signal: &Signal) -> Option<i64> {
    let ((some, of), (past, of_past)) = (signal.recent, signal.past);
    let ratio = some as f64 * of_past as f64 / (of as f64 * past as f64);
    (past > 0 && of > 0).then(|| (ratio * 10.0).round() as i64)
}

/// Millionths to units of the last decimal place.
pub(super) fn rounded(millionths: i64, places: u32) -> i64 {
    (millionths as f64 / 10f64.powi(6 - places as i32)).round() as i64
}

fn probability(p: f64) -> i64 {
    (p * 1e6).round() as i64
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "hausse",
        Verdict::Down => "baisse",
        Verdict::Steady => "stable",
        Verdict::TooFew => "trop peu de verbatims",
    }
}

fn symbol(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Up => "↗",
        Verdict::Down => "↘",
        Verdict::Steady => "→",
        Verdict::TooFew => "",
    }
}

/// Whether a change is for the better.
fn side(change: &Change) -> &'static str {
    let rises = match change.before.verdict {
        Verdict::Up => true,
        Verdict::Down => false,
        Verdict::Steady | Verdict::TooFew => return "",
    };
    match change.rises_for_good() {
        Some(good) if good == rises => "mieux",
        Some(_) => "moins bien",
        None => "",
    }
}
