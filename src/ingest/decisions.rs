//! Goes in: what reading decided and counted. Comes out: [`FileDecisions`], for the terminal and run.json.
//! Never: a path of the machine.

use serde::Serialize;

use super::Field;
use super::columns::{How, Plan};
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
    /// Columns in use.
    pub columns: Vec<ColumnDecision>,
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

impl FileDecisions {
    pub(super) fn set_scale(&mut self, (scale, reason): (Option<Scale>, &'static str)) -> Option<Scale> {
        (self.scale, self.scale_reason) = (scale.map(Scale::id), reason);
        scale
    }

    pub(super) fn set_columns(&mut self, plan: &Plan, headers: Option<&[String]>) {
        self.header = headers.is_some();
        self.doubtful_header = headers.is_some_and(|headers| is_doubtful(plan, headers));
        let chosen = Field::ALL.into_iter().filter_map(|field| plan[field as usize].map(|c| (field, c)));
        self.columns = chosen
            .map(|(field, (column, how))| ColumnDecision {
                field: field.id(),
                header: headers.and_then(|headers| headers.get(column)).cloned(),
                position: column + 1,
                how: how.label(),
            })
            .collect();
    }
}

fn is_doubtful(plan: &Plan, headers: &[String]) -> bool {
    let is_named = |(_, how): &(usize, How)| matches!(how, How::ExactHeader | How::LikeHeader);
    let is_figure =
        |cell: &String| cell.chars().any(|c| c.is_ascii_digit()) && !cell.chars().any(char::is_alphabetic);
    !plan.iter().flatten().any(is_named) && headers.iter().any(is_figure)
}
