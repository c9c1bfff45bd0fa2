//! The journey: touchpoints in order, what irritates, what is the least expected, what delights, and the moment.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::by_touchpoint::TONES;
use super::cells::number;
use super::columns::{Kind, named};
use super::listing::{Ranges, linked};
use super::style::Style;
use super::{Tables, View, grid, head, set_up_page};
use crate::report::source::Table;
use crate::taxonomy::{Tag, Theme};

/// Row of the titles.
const TOP: u32 = 2;
/// Irritants, minimums or pluses told.
const MOST: usize = 3;
/// Columns of `points_de_contact.csv` before and after those of the map.
const BEFORE: [&str; 6] = ["phase", "point_de_contact", "importance", "moment", "ton_net", "verbatims"];
const AFTER: [&str; 7] = ["zone", "positif", "negatif", "mixte", "neutre", "note_moyenne", "nps"];
/// Columns printed, from the left: up to the zone.
const N_PRINTED: u16 = 10;
const MAP: [&str; 3] = ["column.irritants", "book.journey.minimum", "book.journey.pluses"];

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    links: &Ranges,
    style: &Style,
) -> Result<(), XlsxError> {
    head(sheet, style.words.say("book.journey"), style.words.say("book.journey.note"), style)?;
    let names = [BEFORE.as_slice(), &["irritants", "theme", "enthousiasmants"], &AFTER].concat();
    grid::header(sheet, &names, TOP, style)?;
    for (i, key) in (BEFORE.len() as u16..).zip(MAP) {
        sheet.set_column_width(i, named("irritant").width)?;
        sheet.write_string_with_format(TOP, i, style.words.say(key), &style.header)?;
    }
    let touchpoints = &tables.touchpoints;
    let (irritants, delights) = (tables.irritants.by_touchpoint(), tables.delights.by_touchpoint());
    for (row, cells) in (TOP + 1..).zip(&touchpoints.rows) {
        let name = &cells[0];
        let own = |column: &str| cells[touchpoints.column(column)].as_str();
        let [blamed, praised] =
            [&irritants, &delights].map(|rows| rows.get(name.as_str()).map_or(&[][..], Vec::as_slice));
        let map = [
            named_first(view, &tables.irritants, blamed, "irritant"),
            first(most_blamed(&tables.irritants, blamed).into_iter().map(|theme| tables.theme_label(theme))),
            named_first(view, &tables.delights, praised, "enthousiasmant"),
        ];
        grid::set_height(sheet, row, map.iter().map(|cell| (cell.as_str(), "irritant")))?;
        let told = BEFORE.iter().map(|column| match *column {
            "point_de_contact" => (view.labels.touchpoint(name), Kind::Text),
            column => (own(column), named(column).kind),
        });
        let map = map.iter().map(|cell| (cell.as_str(), Kind::Text));
        let after = AFTER.iter().map(|column| (own(column), named(column).kind));
        for (i, (value, kind)) in (0..).zip(told.chain(map).chain(after)) {
            grid::cell(sheet, (row, i), value, kind, style)?;
        }
        for (i, column) in (0..).zip(&names) {
            let tone = TONES.contains(column).then_some(*column);
            let is_count = tone.is_some() || *column == "verbatims";
            if let Some(url) = is_count.then(|| links.touchpoint(name, tone)).flatten() {
                linked(sheet, (row, i), number(own(column)).unwrap_or(0.0), url, style)?;
            }
        }
    }
    sheet.set_print_area(0, 0, TOP + touchpoints.rows.len() as u32, N_PRINTED - 1)?;
    sheet.set_freeze_panes(TOP + 1, 2)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Identifiers of the themes of these rows of a Pareto, the one of most mentions first; equals in the order of themes.
fn most_blamed<'t>(table: &Table, rows: &[&'t [String]]) -> Vec<&'t str> {
    let (theme, count) = (table.column("theme"), table.column("verbatims"));
    let mut mentions: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows {
        *mentions.entry(&row[theme]).or_default() += row[count].parse().unwrap_or(0);
    }
    let mut themes: Vec<(&str, u64)> = mentions.into_iter().collect();
    themes.sort_by_key(|(theme, mentions)| (Reverse(*mentions), Theme::from_id(theme)));
    themes.into_iter().map(|(theme, _)| theme).collect()
}

/// The first named of these rows of a Pareto; themes without a motive only where nothing has a name.
fn named_first(view: &View<'_>, table: &Table, rows: &[&[String]], column: &str) -> String {
    let (theme, label) = (table.column("theme"), table.column(column));
    let named = rows.iter().filter(|row| view.labels.is_named(&row[theme], &row[label]));
    match first(named.map(|row| row[label].as_str())) {
        told if told.is_empty() => first(rows.iter().map(|row| row[label].as_str())),
        told => told,
    }
}

/// The first different ones, one a line.
fn first<'t>(labels: impl Iterator<Item = &'t str>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for label in labels {
        if told.len() < MOST && !told.contains(&label) {
            told.push(label);
        }
    }
    told.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The theme of the first line of a Pareto came first, though another one had more in all.
    #[test]
    fn a_theme_has_the_mentions_of_all_its_irritants() {
        let row = |theme: &str, n: &str| vec![theme.to_owned(), n.to_owned()];
        let (last, first) = (Theme::ALL[5].id(), Theme::ALL[1].id());
        let rows =
            vec![row(last, "7"), row("delai", "5"), row(first, "4"), row("delai", "4"), row(first, "3")];
        let table = Table { header: row("theme", "verbatims"), rows };
        let rows: Vec<&[String]> = table.rows.iter().map(Vec::as_slice).collect();
        assert_eq!(most_blamed(&table, &rows), ["delai", first, last]);
    }
}
