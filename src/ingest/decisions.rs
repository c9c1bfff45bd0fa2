//! Goes in: what reading decided and counted. Comes out: [`FileDecisions`], for the terminal and run.json.
//! Never: a path of the machine.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Field;
use super::batch::IdColumn;
use super::blank::{is_empty_text, is_total};
use super::columns::{Chosen, Sketch};
use super::date::{DayOrder, parse_day};
use super::how::{How, Plan};
use super::parts::TextColumn;
use super::refusal::of_customers;
use super::scale;
use crate::config::IngestOptions;
use crate::scale::Scale;

/// What was decided and counted for one input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileDecisions {
    /// Base name; `stdin` for standard input.
    pub file: String,
    /// Of the bytes as stored, in hexadecimal; of what was read so far until `complete`.
    pub sha256: String,
    /// Bytes as stored.
    pub bytes: u64,
    /// `csv`, `csv.gz` or `xlsx`.
    pub format: &'static str,
    /// Sheet of the workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Other sheets that have all headers in use of that one, over rows that are not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread_sheets: Vec<String>,
    /// Name of the encoding; `None` for a workbook.
    pub encoding: Option<&'static str>,
    /// Why that encoding, in French.
    pub encoding_reason: &'static str,
    /// That encoding was asked for, and the file is plainly in another.
    pub doubtful_encoding: bool,
    /// Sequences that are not of that encoding: read as windows-1252 in a UTF-8 file, replaced elsewhere.
    pub undecodable: u64,
    /// `None` for one column or a workbook.
    pub delimiter: Option<char>,
    /// Why that delimiter, in French.
    pub delimiter_reason: &'static str,
    /// Whether the first row named the columns.
    pub header: bool,
    /// That row names no column by a known name, and holds a number, a date or a sentence: it may be a comment.
    pub doubtful_header: bool,
    /// A column was taken for the comment though its header is empty: a title may stand where headers are looked for.
    pub nameless_text: bool,
    /// Lines above the headers that were left out: a title, a date of extraction.
    pub lines_above: u64,
    /// Lines under the headers that go on with them, as survey tools write.
    pub lines_under: u64,
    /// Columns in use.
    pub columns: Vec<ColumnDecision>,
    /// Headers, or positions from 1, of other columns that read as comments do.
    pub unread_texts: Vec<String>,
    /// Months come before days in the column of dates.
    pub month_first: bool,
    /// Scale of the rating column, by its name; `None` where none can be told.
    pub scale: Option<&'static str>,
    /// Why that scale, in French.
    pub scale_reason: &'static str,
    /// Headers of columns in use that other columns have too.
    pub namesakes: u64,
    /// Most dates of the first rows cannot be read.
    pub doubtful_dates: bool,
    /// An earlier input has the same bytes: its rows count twice.
    pub twice: bool,
    /// Rows read: analysed and rejected.
    pub rows_read: u64,
    /// Rows handed to analysis.
    pub rows_analysed: u64,
    /// Rows that the history had already; `None` without a history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows_known: Option<u64>,
    /// Rows refused.
    pub rows_rejected: u64,
    /// Rows whose id an earlier row of the file had; all are kept.
    pub duplicate_ids: u64,
    /// The file has more distinct ids than are remembered: `duplicate_ids` is a least value.
    pub duplicate_ids_capped: bool,
    /// Texts encoded twice (« dÃ©Ã§u »), read as they were meant.
    pub twice_encoded: u64,
    /// Texts that a tool stored as HTML, read without its tags and entities.
    pub html_texts: u64,
    /// Texts that quote the messages they answer, read without them.
    pub quoting_texts: u64,
    /// Opening quotes read as characters, because nothing closed them.
    pub quotes_recovered: u64,
    /// Rows with fewer fields than the header; what misses is empty.
    pub short_rows: u64,
    /// Rows with more fields than the header, joined back to the text, which is the last column.
    pub joined_rows: u64,
    /// Rows with more fields than the header; those are ignored.
    pub overlong_rows: u64,
    /// Whether the file was read to its end.
    pub complete: bool,
}

/// A column in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnDecision {
    /// What it holds: `text`, `id`, `date`, `touchpoint`, `channel`, `rating`, `entity`, `customer` or `product`.
    pub field: &'static str,
    /// Its header, if the file has headers.
    pub header: Option<String>,
    /// From 1.
    pub position: usize,
    /// How it was chosen, in French.
    pub how: &'static str,
    /// What its cells are read under, where its header asks for what pleased or for what did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<&'static str>,
}

/// How the cells of a table are to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dress {
    /// Scale of the column of ratings.
    pub(super) scale: Option<Scale>,
    /// Order of days and months in that of dates.
    pub(super) day_order: DayOrder,
    /// What that of identifiers holds.
    pub(super) id_column: IdColumn,
}

impl FileDecisions {
    pub(super) fn set_columns(
        &mut self,
        sketch: &Sketch<'_>,
        chosen: &Chosen,
        options: &IngestOptions,
    ) -> Dress {
        let Chosen { plan, texts, unread } = chosen;
        let header = |column: usize| sketch.headers.and_then(|headers| headers.get(column)).cloned();
        self.header = sketch.headers.is_some();
        self.doubtful_header = sketch.headers.is_some_and(|headers| is_doubtful(plan, headers));
        let decision = |field: Field, column, how: How, heading| ColumnDecision {
            field: field.id(),
            header: header(column),
            position: column + 1,
            how: how.label(),
            heading,
        };
        let is_nameless = |text: &TextColumn| {
            text.how != How::Asked && header(text.column).is_some_and(|header| header.trim().is_empty())
        };
        self.nameless_text = texts.iter().any(is_nameless);
        let text = |text: &TextColumn| decision(Field::Text, text.column, text.how, text.heading());
        self.columns = texts.iter().map(text).collect();
        let others = Field::ALL.into_iter().filter(|field| *field != Field::Text);
        let held = others.filter_map(|field| plan[field as usize].map(|(column, how)| (field, column, how)));
        self.columns.extend(held.map(|(field, column, how)| decision(field, column, how, None)));
        let named = |column: &usize| header(*column).unwrap_or_else(|| (column + 1).to_string());
        self.unread_texts = unread.iter().map(named).collect();
        let asked =
            texts.iter().map(|text| text.column).chain(plan.iter().flatten().map(|(column, _)| *column));
        self.namesakes = sketch.headers.map_or(0, |headers| namesakes(headers, asked));
        let day_order = self.set_day_order(sketch, chosen);
        let scale = self.set_scale(sketch, chosen, day_order, options.scale);
        Dress { scale, day_order, id_column: id_column(sketch, plan) }
    }

    fn set_day_order(&mut self, sketch: &Sketch<'_>, chosen: &Chosen) -> DayOrder {
        let Some((column, _)) = chosen.plan[Field::Date as usize] else { return DayOrder::default() };
        let day_order = DayOrder::of(cells(sketch, column));
        self.month_first = day_order == DayOrder::MonthFirst;
        let filled = || cells(sketch, column).filter(|cell| !cell.trim().is_empty());
        let n_doubtful = filled().filter(|cell| parse_day(cell, day_order).is_none()).count();
        self.doubtful_dates = n_doubtful * 2 > filled().count();
        day_order
    }

    /// From the ratings of customers alone: a mean under the column would make a mark of a likelihood to recommend.
    fn set_scale(
        &mut self,
        sketch: &Sketch<'_>,
        chosen: &Chosen,
        day_order: DayOrder,
        forced: Option<Scale>,
    ) -> Option<Scale> {
        let (scale, reason) = match chosen.plan[Field::Rating as usize] {
            Some((column, _)) => {
                let rows = of_customers(sketch, chosen, day_order);
                let cells: Vec<&str> =
                    rows.iter().filter_map(|row| row.get(column)).map(String::as_str).collect();
                scale::decide(forced, sketch.titles(column), &cells)
            }
            None => (None, "pas de colonne de note"),
        };
        (self.scale, self.scale_reason) = (scale.map(Scale::id), reason);
        scale
    }
}

/// What tells rows from one another: neither the identifier of their customer nor their number in the file does, unless
/// the user says so.
fn id_column(sketch: &Sketch<'_>, plan: &Plan) -> IdColumn {
    let customer = plan[Field::Customer as usize].map(|(column, _)| column);
    match plan[Field::Id as usize] {
        Some((_, How::Asked)) => IdColumn::Keys,
        Some((column, _)) if customer == Some(column) => IdColumn::Absent,
        Some((column, _)) if is_numbering(cells(sketch, column)) => IdColumn::Numbers,
        Some(_) => IdColumn::Keys,
        None => IdColumn::Absent,
    }
}

/// Whether cells are 1, 2, 3 and so on; those that are empty and those of totals say nothing.
fn is_numbering<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut filled = cells.filter(|cell| !is_empty_text(cell) && !is_total(cell)).zip(1_u64..).peekable();
    filled.peek().is_some() && filled.all(|(cell, rank)| cell.trim().parse::<u64>() == Ok(rank))
}

/// The cells of a column, in the sample.
fn cells<'s>(sketch: &Sketch<'s>, column: usize) -> impl Iterator<Item = &'s str> + Clone + use<'s> {
    sketch.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str)
}

/// How many of these columns have a header that comes back.
fn namesakes(headers: &[String], used: impl Iterator<Item = usize>) -> u64 {
    let used: BTreeSet<&str> =
        used.filter_map(|column| headers.get(column)).map(|name| name.trim()).collect();
    let comes_back = |name: &&&str| headers.iter().filter(|header| header.trim() == **name).count() > 1;
    used.iter().filter(|name| !name.is_empty()).filter(comes_back).count() as u64
}

fn is_doubtful(plan: &Plan, headers: &[String]) -> bool {
    let is_named = |(_, how): &(usize, How)| matches!(how, How::ExactHeader | How::LikeHeader);
    let is_figure =
        |cell: &String| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    // A question may be as long.
    let is_sentence =
        |cell: &String| cell.split_whitespace().count() > 6 && !cell.trim_end().ends_with(['?', ':']);
    !plan.iter().flatten().any(is_named) && headers.iter().any(|cell| is_figure(cell) || is_sentence(cell))
}
