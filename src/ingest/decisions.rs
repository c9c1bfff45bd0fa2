//! Goes in: what reading decided and counted. Comes out: [`FileDecisions`], for the terminal and run.json.
//! Never: a path of the machine.

use serde::Serialize;

use super::Field;
use super::columns::{Chosen, How, Plan, Sketch};
use super::date::DayOrder;
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
    /// Name of the encoding in the WHATWG standard; `None` for a workbook.
    pub encoding: Option<&'static str>,
    /// Why that encoding, in French.
    pub encoding_reason: &'static str,
    /// Sequences that are not of that encoding: read as windows-1252 in a UTF-8 file, replaced elsewhere.
    pub undecodable: u64,
    /// `None` for one column or a workbook.
    pub delimiter: Option<char>,
    /// Why that delimiter, in French.
    pub delimiter_reason: &'static str,
    /// Whether the first row named the columns.
    pub header: bool,
    /// That row names no column by a known name, and holds a number or a date: it may be a comment.
    pub doubtful_header: bool,
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
    /// What it holds: `text`, `id`, `date`, `touchpoint`, `channel`, `rating`, `entity` or
    /// `customer`.
    pub field: &'static str,
    /// Its header, if the file has headers.
    pub header: Option<String>,
    /// From 1.
    pub position: usize,
    /// How it was chosen, in French.
    pub how: &'static str,
}

/// How the cells of a table are to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dress {
    /// Scale of the column of ratings.
    pub(super) scale: Option<Scale>,
    /// Order of days and months in that of dates.
    pub(super) day_order: DayOrder,
}

impl FileDecisions {
    pub(super) fn set_columns(
        &mut self,
        sketch: &Sketch<'_>,
        chosen: &Chosen,
        options: &IngestOptions,
    ) -> Dress {
        let Chosen { plan, more_texts, unread } = chosen;
        let header = |column: usize| sketch.headers.and_then(|headers| headers.get(column)).cloned();
        self.header = sketch.headers.is_some();
        self.doubtful_header = sketch.headers.is_some_and(|headers| is_doubtful(plan, headers));
        let held = Field::ALL.into_iter().flat_map(|field| {
            let more = if field == Field::Text { more_texts.as_slice() } else { &[] };
            let more = more.iter().map(|column| (*column, How::Asked));
            plan[field as usize].into_iter().chain(more).map(move |column| (field, column))
        });
        self.columns = held
            .map(|(field, (column, how))| ColumnDecision {
                field: field.id(),
                header: header(column),
                position: column + 1,
                how: how.label(),
            })
            .collect();
        let named = |column: &usize| header(*column).unwrap_or_else(|| (column + 1).to_string());
        self.unread_texts = unread.iter().map(named).collect();
        let day_order = match plan[Field::Date as usize] {
            Some((column, _)) => DayOrder::of(cells(sketch, column)),
            None => DayOrder::default(),
        };
        self.month_first = day_order == DayOrder::MonthFirst;
        let (scale, reason) = match plan[Field::Rating as usize] {
            Some((column, _)) => {
                let cells: Vec<&str> = cells(sketch, column).collect();
                scale::decide(options.scale, header(column).as_deref(), &cells)
            }
            None => (None, "pas de colonne de note"),
        };
        (self.scale, self.scale_reason) = (scale.map(Scale::id), reason);
        Dress { scale, day_order }
    }
}

/// The cells of a column, in the sample.
fn cells<'s>(sketch: &Sketch<'s>, column: usize) -> impl Iterator<Item = &'s str> + Clone + use<'s> {
    sketch.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str)
}

fn is_doubtful(plan: &Plan, headers: &[String]) -> bool {
    let is_named = |(_, how): &(usize, How)| matches!(how, How::ExactHeader | How::LikeHeader);
    let is_figure =
        |cell: &String| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    !plan.iter().flatten().any(is_named) && headers.iter().any(is_figure)
}
