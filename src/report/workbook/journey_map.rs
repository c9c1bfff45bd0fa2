//! The journey: touchpoints in order, what irritates, what is the least expected, what delights, and the moment.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::columns::{Kind, named};
use super::source::Table;
use super::style::Style;
use super::{Tables, View, grid, head, set_up_page};

/// Row of the titles.
const TOP: u32 = 2;
/// Irritants, minimums or pluses told.
const MOST: usize = 3;
/// Columns of `points_de_contact.csv` before and after those of the map.
const BEFORE: [&str; 5] = ["phase", "point_de_contact", "importance", "moment", "zone"];
const AFTER: [&str; 8] =
    ["verbatims", "positif", "negatif", "mixte", "neutre", "ton_net", "note_moyenne", "nps"];
const MAP: [&str; 3] = ["Irritants", "Incontournables (thèmes reprochés)", "Plus (enthousiasmants)"];

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    style: &Style,
) -> Result<(), XlsxError> {
    head(
        sheet,
        "Parcours client",
        "Points de contact dans l'ordre du parcours. Moment : ▼ déceptif jusqu'à un ton net de -0,2, ▲ enchantement à partir de 0,4, ● neutre entre les deux, vide sous 5 verbatims. Phase et importance : celles de verbatim.toml.",
        style,
    )?;
    let names = [BEFORE.as_slice(), &["irritants", "theme", "enthousiasmants"], &AFTER].concat();
    grid::header(sheet, &names, TOP, style)?;
    for (i, title) in (BEFORE.len() as u16..).zip(MAP) {
        sheet.set_column_width(i, 36)?;
        sheet.write_string_with_format(TOP, i, title, &style.header)?;
    }
    let touchpoints = &tables.touchpoints;
    for (row, cells) in (TOP + 1..).zip(&touchpoints.rows) {
        let name = &cells[0];
        let own = |column: &str| cells[touchpoints.column(column)].as_str();
        let map = [
            first(&tables.irritants, name, "irritant", |label| label.to_owned()),
            first(&tables.irritants, name, "theme", |theme| theme_label(tables, theme)),
            first(&tables.delights, name, "enthousiasmant", |label| label.to_owned()),
        ];
        let told = BEFORE.iter().map(|column| match *column {
            "point_de_contact" => (view.labels.touchpoint(name), Kind::Text),
            column => (own(column), named(column).kind),
        });
        let map = map.iter().map(|cell| (cell.as_str(), Kind::Text));
        let after = AFTER.iter().map(|column| (own(column), named(column).kind));
        for (i, (value, kind)) in (0..).zip(told.chain(map).chain(after)) {
            grid::cell(sheet, (row, i), value, kind, style)?;
        }
        sheet.set_row_height(row, 48)?;
    }
    sheet.set_freeze_panes(TOP + 1, 2)?;
    set_up_page(sheet, Some((TOP, TOP)))
}

/// The first different values of a column at a touchpoint, in the order of the Pareto, one a line.
fn first(table: &Table, touchpoint: &str, column: &str, label: impl Fn(&str) -> String) -> String {
    let (at, value) = (table.column("point_de_contact"), table.column(column));
    let mut told: Vec<String> = Vec::new();
    for row in table.rows.iter().filter(|row| row[at] == touchpoint) {
        let label = label(&row[value]);
        if told.len() < MOST && !told.contains(&label) {
            told.push(label);
        }
    }
    told.join("\n")
}

fn theme_label(tables: &Tables, id: &str) -> String {
    let label = tables.themes.column("libelle");
    tables.themes.rows.iter().find(|row| row[0] == id).map_or(id, |row| &row[label]).to_owned()
}
