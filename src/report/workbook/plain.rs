//! Sheets that are tables and nothing more: alerts, ratings and what goes with them, departments, quotations.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::Telling;
use super::columns::Kind;
use super::ordered::Ordered;
use super::style::Style;
use super::{Tables, View, grid, head, print_first, printed, set_up_page};
use crate::report::routing::DEPARTMENT_HEADER;
use crate::report::source::Table;
use crate::report::{effects, emerging};

/// Row of the titles.
const TOP: u32 = 2;
const ALERTS: [&str; 6] = ["regle", "pourquoi", "ou", "valeur", "seuil", "exemples"];
const RATINGS: [&str; 11] = [
    "point_de_contact",
    "echelle",
    "notes",
    "moyenne",
    "satisfaction",
    "nps",
    "promoteurs",
    "passifs",
    "detracteurs",
    "hors_echelle",
    "avertissement",
];
const SPREAD: [&str; 9] =
    ["echelle", "note", "classe", "verbatims", "part", "positif", "negatif", "mixte", "neutre"];
/// What a line is about comes first, by name; the figures are in the order of the table.
const EFFECTS: [&str; 4] = ["libelle", "famille", "theme", "echelle"];
const QUOTATIONS: [&str; 9] =
    ["irritant", "theme", "rang", "texte", "date", "note", "id", "fichier", "ligne"];

/// Quotations that are printed, and their columns from the left: where they stand in the export is for the screen.
const MOST_PRINTED: usize = 60;
const N_PRINTED: u16 = 6;

pub(super) fn alerts(sheet: &mut Worksheet, tables: &Tables, style: &Style) -> Result<(), XlsxError> {
    let note = if tables.alerts.rows.is_empty() { "book.raised.none" } else { "book.raised.note" };
    head(sheet, style.words.say("book.raised.title"), style.words.say(note), style)?;
    // The name of a rule stands in a column that is a flag elsewhere.
    let header =
        tables.alerts.header.iter().map(|name| if name == "alerte" { "regle" } else { name.as_str() });
    let rows = tables.alerts.rows.iter().map(|row| row.iter().map(|cell| cell.replace('|', ", ")).collect());
    let alerts = Table { header: header.map(str::to_owned).collect(), rows: rows.collect() };
    grid::write(sheet, &alerts, &ALERTS, TOP, style)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Scores of touchpoints, then how ratings spread.
pub(super) fn ratings(sheet: &mut Worksheet, tables: &Tables, style: &Style) -> Result<(), XlsxError> {
    head(sheet, style.words.say("book.ratings"), style.words.say("book.ratings.note"), style)?;
    let end = grid::write(sheet, &tables.scores, &RATINGS, TOP, style)?;
    sheet.set_row_height(end + 1, 24)?;
    sheet.write_string_with_format(end + 1, 0, style.words.say("book.spread"), &style.title)?;
    grid::write(sheet, &tables.spread, &SPREAD, end + 2, style)?;
    // The first columns are those of both tables.
    for (column, width) in (0..).zip([28.0, 20.0, 16.0].into_iter().chain([14.0; 7]).chain([26.0])) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, None, style)
}

/// What can be told from chance first; where too few ratings tell nothing, in grey, for the screen only.
pub(super) fn effects(
    sheet: &mut Worksheet,
    tables: &Tables,
    [style, grey]: [&Style; 2],
) -> Result<(), XlsxError> {
    let [theme, family, name, sense] =
        ["theme", "famille", "libelle", "sens"].map(|name| tables.effects.column(name));
    let mut rows = tables.effects.rows.clone();
    for row in &mut rows {
        row[theme] = tables.theme_label(&row[theme]).to_owned();
        if row[family] == "point_de_contact" {
            row[name] = style.places(&row[name]);
        }
    }
    let names = [&EFFECTS, &effects::HEADER[EFFECTS.len()..]].concat();
    let all = rows.len();
    let (told, silent): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| !row[sense].is_empty());
    let (n, last) = (told.len(), names.len() as u16 - 1);
    let note = printed(style.words.say("book.effects.note"), all, n, style);
    head(sheet, style.words.say("book.effects"), &note, style)?;
    let end = grid::write(sheet, &tables.effects.with_rows(told), &names, TOP, style)?;
    let end = grid::rows(sheet, &tables.effects.with_rows(silent), &names, end, grey)?;
    sheet.autofilter(TOP, 0, end.max(TOP + 2) - 1, last)?;
    print_first(sheet, (TOP, last), all, n)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

pub(super) fn departments(sheet: &mut Worksheet, tables: &Tables, style: &Style) -> Result<(), XlsxError> {
    head(sheet, style.words.say("book.departments"), style.words.say("book.departments.note"), style)?;
    grid::write(sheet, &tables.departments, &DEPARTMENT_HEADER, TOP, style)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Terms that rise against their own past.
pub(super) fn emerging(sheet: &mut Worksheet, table: &Table, style: &Style) -> Result<(), XlsxError> {
    head(sheet, style.words.say("emerging.title"), style.words.say("book.emerging.note"), style)?;
    let end = grid::write(sheet, table, &emerging::HEADER, TOP, style)?;
    sheet.autofilter(TOP, 0, end.max(TOP + 2) - 1, emerging::HEADER.len() as u16 - 1)?;
    sheet.set_freeze_panes(TOP + 1, 2)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Over all touchpoints, in the order of the Pareto.
pub(super) fn quotations(
    sheet: &mut Worksheet,
    view: &View<'_>,
    (tables, telling): (&Tables, &Telling<'_>),
    [style, grey]: [&Style; 2],
) -> Result<(), XlsxError> {
    let lines = Ordered::everywhere(view, &tables.quotations, "irritant");
    let n = lines.named.len() + lines.unnamed.len();
    let note = printed(style.words.say("book.quotations.note"), n, MOST_PRINTED, style);
    head(sheet, style.words.say("book.quotations"), &note, style)?;
    let [theme, date, file] = ["theme", "date", "fichier"].map(|name| tables.quotations.column(name));
    grid::header(sheet, &QUOTATIONS, TOP, style)?;
    let mut end = TOP + 1;
    for (mut rows, style) in [(lines.named, style), (lines.unnamed, grey)] {
        for row in &mut rows {
            row[theme] = tables.theme_label(&row[theme]).to_owned();
            row[date] = telling.told(&row[date], Kind::Day, &row[file]).into_owned();
        }
        end = grid::rows(sheet, &tables.quotations.with_rows(rows), &QUOTATIONS, end, style)?;
    }
    sheet.autofilter(TOP, 0, end.max(TOP + 2) - 1, QUOTATIONS.len() as u16 - 1)?;
    print_first(sheet, (TOP, N_PRINTED - 1), n, MOST_PRINTED)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}
