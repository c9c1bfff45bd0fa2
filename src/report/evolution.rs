//! What the history says, in tables: `tendances.csv`, `signaux.csv` and `objectifs.csv`.

use super::View;
use super::table::TableWriter;
use crate::aggregate::is_touchpoint;
use crate::config::Target;
use crate::taxonomy::{Tag, Theme};
use crate::trend::{Change, Comparison, Direction, Evolution, Signal, Verdict};

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
    for change in &evolution.changes {
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
fn called(view: &View<'_>, facet: &str, theme: &str, name: &str) -> String {
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

const TARGETS: [&str; 11] = [
    "indicateur",
    "point_de_contact",
    "nom",
    "verbatims",
    "valeur",
    "objectif",
    "ecart",
    "echeance",
    "jours_restants",
    "tendance",
    "situation",
];

/// Where each target of the configuration stands.
pub(super) fn targets(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &TARGETS);
    let Some(evolution) = view.evolution else { return out };
    for target in view.targets {
        let figure = figure(evolution, target);
        let value = figure.and_then(|figure| figure.value).or_else(|| absent(target));
        let value = value.map(|value| rounded(value, 4));
        let wanted = rounded(target.value, 4);
        let left = (target.by - evolution.calendar.reference).num_days();
        table
            .text(&target.indicator)
            .text(&target.touchpoint)
            .text(&target.name)
            .count(figure.map_or(0, |figure| figure.n))
            .maybe_fixed(value, 4)
            .fixed(wanted, 4)
            .maybe_fixed(value.map(|value| value - wanted), 4)
            .text(&target.by.to_string())
            .fixed(left, 0)
            .text(figure.map_or("", |figure| verdict(figure.before.verdict)))
            .text(situation(target, figure, value.map(|value| value - wanted), left))
            .end_row();
    }
    out
}

fn figure<'e>(evolution: &'e Evolution, target: &Target) -> Option<&'e Change> {
    evolution.changes.iter().find(|change| {
        change.indicator == target.indicator
            && is_touchpoint(&target.touchpoint, &change.touchpoint)
            && change.name == target.name
    })
}

/// What nobody mentions has no line among the figures.
fn absent(target: &Target) -> Option<i64> {
    matches!(target.indicator.as_str(), "irritant" | "enthousiasmant" | "drapeau").then_some(0)
}

fn situation(target: &Target, figure: Option<&Change>, gap: Option<i64>, left: i64) -> &'static str {
    let rises = !matches!(target.indicator.as_str(), "irritant" | "drapeau");
    let Some(gap) = gap else { return "sans verbatim" };
    match figure.map(|figure| figure.before.verdict) {
        _ if gap == 0 || (gap > 0) == rises => "atteint",
        _ if left < 0 => "manqué",
        Some(Verdict::Up) if rises => "en progrès",
        Some(Verdict::Down) if !rises => "en progrès",
        Some(Verdict::Up | Verdict::Down) => "en recul",
        _ => "en attente",
    }
}

/// Millionths to units of the last decimal place.
fn rounded(millionths: i64, places: u32) -> i64 {
    (millionths as f64 / 10f64.powi(6 - places as i32)).round() as i64
}

fn probability(p: f64) -> i64 {
    (p * 1e6).round() as i64
}

fn verdict(verdict: Verdict) -> &'static str {
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
