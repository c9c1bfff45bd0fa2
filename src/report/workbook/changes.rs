//! The sheet of what the history says: what leaves its past, each figure period against period, targets.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::columns::{Kind, named};
use super::style::Style;
use super::{View, grid, head, set_up_page};
use crate::report::source::Table;
use crate::report::{evolution, targets};

/// Row of the titles.
const TOP: u32 = 2;
const SIGNALS: [&str; 9] = [
    "symbole",
    "nom",
    "point_de_contact",
    "etat",
    "depuis",
    "verbatims",
    "part",
    "verbatims_avant",
    "part_avant",
];
const CHANGES: [&str; 10] = [
    "symbole",
    "indicateur",
    "nom",
    "point_de_contact",
    "tendance",
    "valeur",
    "precedente",
    "ecart",
    "annee_precedente",
    "tendance_annee",
];
const TARGETS: [&str; 8] =
    ["indicateur", "nom", "point_de_contact", "situation", "echeance", "valeur", "objectif", "ecart"];

/// Figures that are no shares, which other sheets show as percentages.
const COUNTED: [&str; 3] = ["verbatims", "ton_net", "note"];

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, style: &Style) -> Result<(), XlsxError> {
    let read = |table: fn(&View<'_>) -> Vec<u8>| -> Result<Table, XlsxError> {
        Ok(Table::made(&table(view), view.dialect)?)
    };
    let (signals, aims) = (read(evolution::signals)?, read(targets::targets)?);
    head(sheet, style.words.say("book.changes"), style.words.say("book.changes.note"), style)?;
    let mut end = grid::write(sheet, &signals, &SIGNALS, TOP, style)?;
    if !aims.rows.is_empty() {
        end = block(sheet, "book.changes.targets", &aims, &TARGETS, end + 1, style)?;
    }
    let changes = read(evolution::changes)?;
    let symbol = changes.column("symbole");
    // What cannot be compared says nothing to a reader; the table has it.
    let compared = changes.rows.iter().filter(|row| !row[symbol].is_empty()).cloned().collect();
    block(sheet, "book.changes.period", &changes.with_rows(compared), &CHANGES, end + 1, style)?;
    set_up_page(sheet, None, style)
}

/// A table below its title, which stands on row `top`; gives the row after the last one.
fn block(
    sheet: &mut Worksheet,
    title: &str,
    table: &Table,
    names: &[&str],
    top: u32,
    style: &Style,
) -> Result<u32, XlsxError> {
    sheet.set_row_height(top, 24)?;
    sheet.write_string_with_format(top, 0, style.words.say(title), &style.title)?;
    let end = grid::write(sheet, table, names, top + 1, style)?;
    let figure = table.column("indicateur");
    for (row, cells) in (top + 2..).zip(&table.rows).filter(|(_, cells)| !COUNTED.contains(&&*cells[figure]))
    {
        for (column, name) in (0..).zip(names).filter(|(_, name)| named(name).kind == Kind::Measure) {
            grid::cell(sheet, (row, column), &cells[table.column(name)], Kind::Share, style)?;
        }
    }
    Ok(end)
}
