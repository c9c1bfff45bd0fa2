//! `effets.csv`: how much the rating drops or rises in comments that mention something.
//!
//! A comment that mentions it twice counts once. `impact` is what the mean of all ratings has less (or more) than the mean
//! of those that do not mention it: a rare catastrophe may weigh less than a frequent nuisance.

use crate::aggregate::{MentionTotals, Moments, Summary};
use crate::scale::Scale;
use crate::taxonomy::{Tag, Theme};
use crate::welch::{Difference, difference};

use super::View;
use super::scores::mean;
use super::table::{TableWriter, ratio};

pub(super) const HEADER: [&str; 13] = [
    "echelle",
    "famille",
    "theme",
    "libelle",
    "notes_avec",
    "notes_sans",
    "moyenne_avec",
    "moyenne_sans",
    "effet",
    "effet_bas",
    "effet_haut",
    "sens",
    "impact",
];

/// What may go with a rating.
struct Factor {
    family: &'static str,
    theme: Option<Theme>,
    label: String,
    /// Ratings of the comments that mention it.
    with: Moments,
}

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    for (scale, totals) in &view.summary.scores {
        let all = totals.moments();
        for family in families(view, *scale) {
            let sign = if scale.rises_with_satisfaction() { 1 } else { -1 };
            let moved =
                family.into_iter().filter_map(|factor| Some((sign * impact(&factor.with, &all)?, factor)));
            let mut rows: Vec<(i64, Factor)> = moved.collect();
            // What costs most first.
            rows.sort_by(|(gain, a), (other, b)| (gain, &a.label, a.theme).cmp(&(other, &b.label, b.theme)));
            rows.iter().for_each(|(_, factor)| write_row(&mut table, *scale, factor, &all));
        }
    }
    out
}

fn families(view: &View<'_>, scale: Scale) -> [Vec<Factor>; 4] {
    let summary = view.summary;
    let themes = Theme::ALL.iter().filter_map(|theme| {
        let with = *summary.theme_scores.get(&(scale, *theme))?;
        Some(Factor {
            family: "theme",
            theme: Some(*theme),
            label: view.labels.theme(*theme).to_owned(),
            with,
        })
    });
    let mentions = |family, mentions: &std::collections::BTreeMap<(Theme, Option<String>), MentionTotals>| {
        let factor = |((theme, label), totals): (&(Theme, Option<String>), &MentionTotals)| {
            let label = view.labels.mention(*theme, label.as_deref());
            Some(Factor { family, theme: Some(*theme), label, with: *totals.scores.get(&scale)? })
        };
        mentions.iter().filter_map(factor).collect()
    };
    [
        touchpoints(summary, scale),
        themes.collect(),
        mentions("irritant", &summary.overall_irritants),
        mentions("enthousiasmant", &summary.overall_delights),
    ]
}

fn touchpoints(summary: &Summary, scale: Scale) -> Vec<Factor> {
    let factor = |(name, with): (&String, Moments)| Factor {
        family: "point_de_contact",
        theme: None,
        label: name.clone(),
        with,
    };
    let rated = summary.touchpoints.iter().filter_map(|(name, totals)| {
        let with = totals.scores.get(&scale)?.moments();
        (with.n > 0).then_some((name, with))
    });
    rated.map(factor).collect()
}

/// Mean of all ratings minus mean of those without, in millionths; `None` when all mention it.
pub(super) fn impact(with: &Moments, all: &Moments) -> Option<i64> {
    let without = all.without(with);
    let mean = |moments: &Moments| ratio(moments.sum, moments.n, 3);
    Some(mean(all)? - mean(&without)?)
}

fn write_row(table: &mut TableWriter<'_>, scale: Scale, factor: &Factor, all: &Moments) {
    let with = &factor.with;
    let without = all.without(with);
    let found = difference(with, &without);
    let hundredths = |value: f64| (value / 10.0).round() as i64;
    let ends = found.and_then(|found| found.interval);
    table
        .text(scale.id())
        .text(factor.family)
        .text(factor.theme.map_or("", Tag::id))
        .text(&factor.label)
        .count(with.n)
        .count(without.n)
        .maybe_fixed(mean(with), 2)
        .maybe_fixed(mean(&without), 2)
        .maybe_fixed(found.map(|found| hundredths(found.effect)), 2)
        .maybe_fixed(ends.map(|(low, _)| hundredths(low)), 2)
        .maybe_fixed(ends.map(|(_, high)| hundredths(high)), 2)
        .text(direction(scale, found))
        .maybe_fixed(impact(with, all).and_then(|impact| ratio(impact, 1000, 0)), 3)
        .end_row();
}

fn direction(scale: Scale, found: Option<Difference>) -> &'static str {
    match found {
        Some(found) if found.is_clear() => {
            if (found.effect > 0.0) == scale.rises_with_satisfaction() {
                "ameliore"
            } else {
                "degrade"
            }
        }
        Some(Difference { interval: Some(_), .. }) => "incertain",
        _ => "",
    }
}
