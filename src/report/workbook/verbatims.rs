//! The list of comments, streamed from `verbatims.csv`: it may be longer than memory.

use std::error::Error;
use std::path::Path;

use csv::StringRecord;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::by_mention::Index;
use super::by_touchpoint::Comments;
use super::cells::Telling;
use super::columns::named;
use super::style::Style;
use super::{Tables, View, grid, head, print_first, printed, set_up_page};
use crate::report::source::{Rows, place};

/// Columns in reading order: what is said comes after what it is about.
pub(super) const COLUMNS: [&str; 17] = [
    "id",
    "date",
    "point_de_contact",
    "note",
    "ton",
    "ton_score",
    "qualification",
    "texte",
    "irritants",
    "enthousiasmants",
    "aspects",
    "modes",
    "etapes",
    "canaux",
    "depart",
    "alerte",
    "ligne",
];
/// Columns printed, from the left: up to what is said and what irritates or delights.
const N_PRINTED: u16 = 10;
/// Comments printed.
const MOST_PRINTED: usize = 300;
/// Row of the titles.
const TOP: u32 = 2;
/// Comments that fit on a sheet of 1,048,576 rows.
const MOST: u64 = 1_048_576 - TOP as u64 - 1;

/// Writes the list, and gives where the comments of each mention and of each touchpoint stand in the table.
pub(super) fn write(
    sheet: &mut Worksheet,
    dir: &Path,
    view: &View<'_>,
    (tables, telling): (&Tables, &Telling<'_>),
    style: &Style,
) -> Result<(Index, Comments), Box<dyn Error + Send + Sync>> {
    let total = view.summary.tones.total();
    head(
        sheet,
        &title(total, style),
        &printed(style.words.say("book.comments.note"), total as usize, MOST_PRINTED, style),
        style,
    )?;
    grid::header(sheet, &COLUMNS, TOP, style)?;
    let mut rows = Rows::open(&dir.join("verbatims.csv"), view.dialect)?;
    let places = COLUMNS.map(|name| place(rows.header(), name));
    let file = place(rows.header(), "fichier");
    let kinds = COLUMNS.map(|name| named(name).kind);
    let mut index = Index::new(view, tables, rows.header());
    let mut comments = Comments::new(&tables.touchpoints, rows.header());
    let (mut row, mut record) = (TOP + 1, StringRecord::new());
    while u64::from(row - TOP - 1) < MOST && rows.next(&mut record)? {
        if let Some(place) = record.position() {
            index.see(&record, place, view.spellings);
            comments.see(&record, place, view.spellings);
        }
        let cells = places.iter().zip(kinds);
        let cells: Vec<_> =
            cells.map(|(place, kind)| telling.told(&record[*place], kind, &record[file])).collect();
        grid::set_height(sheet, row, cells.iter().map(|cell| &**cell).zip(COLUMNS))?;
        for ((column, cell), kind) in (0..).zip(&cells).zip(kinds) {
            grid::cell(sheet, (row, column), cell, kind, style)?;
        }
        row += 1;
    }
    finish(sheet, row, style)?;
    Ok((index, comments))
}

fn title(total: u64, style: &Style) -> String {
    let all = style.words.number(total);
    let key = if total > MOST { "book.comments.beyond" } else { "book.comments" };
    style.words.counted(key, total.min(MOST), &[("all", &all)])
}

fn finish(sheet: &mut Worksheet, end: u32, style: &Style) -> Result<(), XlsxError> {
    let last = end.saturating_sub(1).max(TOP);
    sheet.autofilter(TOP, 0, last, COLUMNS.len() as u16 - 1)?;
    // Tags for filters would make what is printed too small to read.
    print_first(sheet, (TOP, N_PRINTED - 1), (last - TOP) as usize, MOST_PRINTED)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}
