//! `irritants.csv` and `enthousiasmants.csv`: Pareto of what irritates or delights, touchpoint by touchpoint, then over
//! all of them.
//!
//! Order: most comments first, then journey order, then label. `part` and `part_cumulee` are over all mentions of the
//! same block: those of touchpoints, then those of the totals (`TOUS`), in which a comment counts once per irritant.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::aggregate::{MentionKey, MentionTotals};
use crate::config::{Dialect, EVERY_TOUCHPOINT};
use crate::taxonomy::{Tag, Theme};

use super::journey::{Journey, Place};
use super::table::{TableWriter, ratio};
use super::{Labels, View};

/// One line of a Pareto.
#[derive(Clone, Debug)]
pub(super) struct Ranked<'a> {
    pub(super) touchpoint: &'a str,
    pub(super) theme: Theme,
    /// Named by the lexicon, and not by its theme alone.
    pub(super) named: bool,
    pub(super) label: String,
    pub(super) totals: &'a MentionTotals,
}

pub(super) fn irritants(view: &View<'_>) -> Vec<u8> {
    let summary = view.summary;
    table(view, "irritant", &summary.irritants, &summary.overall_irritants)
}

pub(super) fn delights(view: &View<'_>) -> Vec<u8> {
    let summary = view.summary;
    table(view, "enthousiasmant", &summary.delights, &summary.overall_delights)
}

/// Mentions by touchpoint, in the order of the table.
pub(super) fn ranked<'a>(
    mentions: &'a BTreeMap<MentionKey, MentionTotals>,
    labels: &Labels,
    journey: &Journey<'_>,
) -> Vec<Ranked<'a>> {
    let rows = mentions.iter().map(|(key, totals)| Ranked {
        touchpoint: &key.touchpoint,
        theme: key.theme,
        named: key.label.is_some(),
        label: labels.mention(key.theme, key.label.as_deref()),
        totals,
    });
    sorted(rows.collect(), |touchpoint| journey.place(touchpoint))
}

/// Mentions over all touchpoints, in the order of the table.
pub(super) fn overall<'a>(
    mentions: &'a BTreeMap<(Theme, Option<String>), MentionTotals>,
    labels: &Labels,
) -> Vec<Ranked<'a>> {
    let rows = mentions.iter().map(|((theme, label), totals)| Ranked {
        touchpoint: EVERY_TOUCHPOINT,
        theme: *theme,
        named: label.is_some(),
        label: labels.mention(*theme, label.as_deref()),
        totals,
    });
    sorted(rows.collect(), |_| Place::Other)
}

/// Mentions by theme, the theme of most mentions first, each with its lines in their order.
pub(super) fn by_theme<'r, 'a>(rows: &'r [Ranked<'a>]) -> Vec<ThemeTotal<'r, 'a>> {
    let mut themes: Vec<ThemeTotal<'r, 'a>> = Vec::new();
    for row in rows {
        let verbatims = row.totals.verbatims;
        match themes.iter_mut().find(|known| known.theme == row.theme) {
            Some(known) => {
                known.mentions += verbatims;
                known.rows.push(row);
            }
            None => themes.push(ThemeTotal { theme: row.theme, mentions: verbatims, rows: vec![row] }),
        }
    }
    // Those of as many mentions stay in the order of their first lines.
    themes.sort_by_key(|theme| Reverse(theme.mentions));
    themes
}

/// The lines of a theme.
pub(super) struct ThemeTotal<'r, 'a> {
    pub(super) theme: Theme,
    pub(super) mentions: u64,
    pub(super) rows: Vec<&'r Ranked<'a>>,
}

impl<'r> ThemeTotal<'r, '_> {
    /// What is named in it, the most frequent first.
    pub(super) fn names(&self) -> impl Iterator<Item = &'r str> {
        self.rows.iter().filter(|row| row.named).map(|row| row.label.as_str())
    }
}

fn sorted<'a>(rows: Vec<Ranked<'a>>, place: impl Fn(&str) -> Place) -> Vec<Ranked<'a>> {
    let mut keyed: Vec<(Place, Ranked<'a>)> =
        rows.into_iter().map(|row| (place(row.touchpoint), row)).collect();
    keyed.sort_by(|(place_a, a), (place_b, b)| {
        let count = b.totals.verbatims.cmp(&a.totals.verbatims);
        count
            .then_with(|| (place_a, a.touchpoint).cmp(&(place_b, b.touchpoint)))
            .then_with(|| (&a.label, a.theme).cmp(&(&b.label, b.theme)))
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

fn table(
    view: &View<'_>,
    name: &str,
    mentions: &BTreeMap<MentionKey, MentionTotals>,
    totals: &BTreeMap<(Theme, Option<String>), MentionTotals>,
) -> Vec<u8> {
    let mut out = Vec::new();
    let header = ["point_de_contact", name, "theme", "verbatims", "part", "part_cumulee", "exemple"];
    TableWriter::start(&mut out, view.dialect, &header);
    write_block(&mut out, view.dialect, &ranked(mentions, view.labels, view.journey));
    write_block(&mut out, view.dialect, &overall(totals, view.labels));
    out
}

fn write_block(out: &mut Vec<u8>, dialect: Dialect, rows: &[Ranked<'_>]) {
    let total: u64 = rows.iter().map(|row| row.totals.verbatims).sum();
    let mut table = TableWriter::new(out, dialect);
    let mut sum = 0;
    for row in rows {
        sum += row.totals.verbatims;
        table
            .text(row.touchpoint)
            .text(&row.label)
            .text(row.theme.id())
            .count(row.totals.verbatims)
            .maybe_fixed(ratio(row.totals.verbatims as i64, total, 4), 4)
            .maybe_fixed(ratio(sum as i64, total, 4), 4)
            .text(row.totals.example.as_ref().map_or("", |example| &example.text))
            .end_row();
    }
}
