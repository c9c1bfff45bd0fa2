//! `objectifs.csv`: where the targets of the configuration stand.

use super::evolution::{called, rounded, verdict};
use super::{Labels, TableWriter, View};
use crate::aggregate::is_touchpoint;
use crate::config::{Place, Target};
use crate::lexicon::LabelBook;
use crate::taxonomy::{Polarity, Tag, Theme};
use crate::text::fold_name;
use crate::trend::{Change, Evolution, Verdict};

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
        let figure = figure(view, evolution, target);
        let value = figure.map_or_else(|| absent(evolution, target), |figure| figure.value);
        let value = value.map(|value| rounded(value, 4));
        let wanted = rounded(target.value, 4);
        let left = (target.by - evolution.calendar.reference).num_days();
        table
            .text(&target.indicator)
            .text(touchpoint(evolution, target))
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

/// A target for what no line of the lexicons names, and which would be reached on the first day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{place}: a target asks for the {indicator} \"{name}\", which no line of the lexicons names: see the column {indicator} of {indicator}s.csv"
)]
pub struct UnknownName {
    place: Place,
    indicator: String,
    name: String,
}

/// Targets that no figure can ever answer.
pub fn check_targets(targets: &[Target], book: &LabelBook, labels: &Labels) -> Vec<UnknownName> {
    let is_known = |target: &Target| {
        let polarity = match target.indicator.as_str() {
            "irritant" => Polarity::Negative,
            "enthousiasmant" => Polarity::Positive,
            _ => return true,
        };
        let wanted = fold_name(&target.name);
        let named =
            book.all().iter().filter(|label| label.polarity == polarity).map(|label| label.name.clone());
        let unnamed = Theme::ALL.iter().map(|theme| labels.mention(*theme, None));
        named.chain(unnamed).any(|name| fold_name(&name) == wanted)
    };
    let unknown = targets.iter().filter(|target| !is_known(target));
    unknown
        .map(|Target { indicator, name, name_at, .. }| UnknownName {
            place: name_at.clone(),
            indicator: indicator.clone(),
            name: name.clone(),
        })
        .collect()
}

fn figure<'e>(view: &View<'_>, evolution: &'e Evolution, target: &Target) -> Option<&'e Change> {
    let wanted = fold_name(&target.name);
    let is_named =
        |change: &Change| fold_name(&called(view, &change.indicator, &change.theme, &change.name)) == wanted;
    let is_asked = |change: &Change| match change.scale {
        Some(scale) => target.name.is_empty() || target.name == scale.id(),
        None => is_named(change),
    };
    let mut figures = evolution.changes.iter().filter(|change| {
        change.indicator == target.indicator
            && is_touchpoint(&target.touchpoint, &change.touchpoint)
            && is_asked(change)
    });
    let figure = figures.next();
    // A rating to reach is of one scale: where customers rate on several, the target says which.
    figure.filter(|figure| figure.scale.is_none() || figures.next().is_none())
}

/// The touchpoint as the other tables name it; as the configuration does where no comment has it.
fn touchpoint<'t>(evolution: &'t Evolution, target: &'t Target) -> &'t str {
    let mut names = evolution.changes.iter().map(|change| &change.touchpoint);
    names.find(|name| is_touchpoint(&target.touchpoint, name)).unwrap_or(&target.touchpoint)
}

/// What nobody mentions has no figure: its share is none of the comments there, if there are any.
fn absent(evolution: &Evolution, target: &Target) -> Option<i64> {
    let has_comments = |change: &Change| {
        change.indicator == "verbatims"
            && change.n > 0
            && is_touchpoint(&target.touchpoint, &change.touchpoint)
    };
    (target.is_share() && evolution.changes.iter().any(has_comments)).then_some(0)
}

fn situation(target: &Target, figure: Option<&Change>, gap: Option<i64>, left: i64) -> &'static str {
    let Some(gap) = gap else { return "sans verbatim" };
    let rises = figure.and_then(Change::rises_for_good).unwrap_or(target.indicator == "enthousiasmant");
    match figure.map(|figure| figure.before.verdict) {
        _ if gap == 0 || (gap > 0) == rises => "atteint",
        _ if left < 0 => "manqué",
        Some(Verdict::Up) if rises => "en progrès",
        Some(Verdict::Down) if !rises => "en progrès",
        Some(Verdict::Up | Verdict::Down) => "en recul",
        _ => "en attente",
    }
}
