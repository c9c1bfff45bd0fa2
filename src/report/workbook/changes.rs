//! The sheet of what the history says: what leaves its past, each figure period against period, targets.

use rust_xlsxwriter::{Worksheet, XlsxError};

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

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, style: &Style) -> Result<(), XlsxError> {
    let read = |table: fn(&View<'_>) -> Vec<u8>| -> Result<Table, XlsxError> {
        Ok(Table::made(&table(view), view.dialect)?)
    };
    let (signals, aims) = (read(evolution::signals)?, read(targets::targets)?);
    head(sheet, style.words.say("book.changes"), style.words.say("book.changes.note"), style)?;
    let mut end = grid::write(sheet, &signals, &SIGNALS, TOP, style)?;
    if !aims.rows.is_empty() {
        sheet.write_string_with_format(end + 1, 0, style.words.say("book.changes.targets"), &style.title)?;
        end = grid::write(sheet, &aims, &TARGETS, end + 2, style)?;
    }
    sheet.write_string_with_format(end + 1, 0, style.words.say("book.changes.period"), &style.title)?;
    let changes = read(evolution::changes)?;
    let symbol = changes.column("symbole");
    // What cannot be compared says nothing to a reader; the table has it.
    let compared = changes.rows.iter().filter(|row| !row[symbol].is_empty()).cloned().collect();
    grid::write(sheet, &changes.with_rows(compared), &CHANGES, end + 2, style)?;
    set_up_page(sheet, None, style)
}
