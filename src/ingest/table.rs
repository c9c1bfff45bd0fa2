//! Goes in: one input. Comes out: its rows, whatever the format, with the columns that matter. Never: judges a row.

mod open;
mod sheet;

use super::bounds::{CELL_END, Place, TOO_LONG, beginning};
use super::decisions::{Dress, FileDecisions};
use super::delimited::{Advance, Delimited};
use super::how::Plan;
use super::parts::{TextColumn, push_text};
use super::refusal::is_header_again;
use super::source::Raw;
use super::xlsx::{SheetRow, SheetRows};
use super::{Field, IngestError, mojibake};
use crate::config::Input;

/// One input opened, its columns chosen.
pub(super) struct Table {
    rows: Rows,
    pub(super) plan: Plan,
    /// Columns of the text.
    texts: Vec<TextColumn>,
    pub(super) decisions: FileDecisions,
    pub(super) dress: Dress,
    file: String,
    /// Columns of the header; `None` without a header.
    n_columns: Option<usize>,
    /// The columns in use, with their headers as they are written.
    written: Vec<(usize, String)>,
    /// Drawn from the beginning of the content.
    pub(super) seed: [u8; 32],
}

enum Rows {
    Delimited(Box<Delimited>),
    Sheet {
        rows: SheetRows,
        row: SheetRow,
        raw: Box<Raw>,
    },
    /// A file without a single byte of text.
    Empty(Box<Raw>),
}

/// What [`Table::advance`] met.
pub(super) enum Step {
    Row(Place),
    /// A row that cannot be read: why in French, and its beginning.
    Unreadable(Place, &'static str, String),
    End,
}

/// The input as the user named it, for errors.
pub(super) fn full_name(input: &Input) -> String {
    match input {
        Input::File(path) => path.display().to_string(),
        Input::Stdin => "-".to_owned(),
    }
}

/// The input as outputs name it: never a path of the machine.
pub fn base_name(input: &Input) -> String {
    match input {
        Input::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        Input::Stdin => "stdin".to_owned(),
    }
}

impl Table {
    /// Goes to the next row.
    pub(super) fn advance(&mut self) -> Result<Step, IngestError> {
        match &mut self.rows {
            Rows::Empty(_) => Ok(Step::End),
            Rows::Sheet { rows, row, .. } => {
                let next = rows.next();
                let next =
                    next.map_err(|message| IngestError::Workbook { file: self.file.clone(), message })?;
                let Some(next) = next else { return Ok(Step::End) };
                *row = next;
                let place = Place { line: row.number, byte: 0 };
                Ok(if row.is_too_long() {
                    Step::Unreadable(place, TOO_LONG, self.content())
                } else {
                    Step::Row(place)
                })
            }
            Rows::Delimited(table) => {
                let met = table.advance();
                match met.map_err(|cause| IngestError::Io { file: self.file.clone(), cause })? {
                    Advance::Record(place) => {
                        self.count_ragged();
                        Ok(Step::Row(place))
                    }
                    Advance::TooLong(place, start) => Ok(Step::Unreadable(place, TOO_LONG, start)),
                    Advance::End => Ok(Step::End),
                }
            }
        }
    }

    /// Appends a field of the row at hand.
    pub(super) fn push_field(&mut self, field: Field, out: &mut String) {
        match self.plan[field as usize] {
            Some(_) if field == Field::Text => {
                let odd = push_text(&self.texts, out, |column, out| self.push_part(column, out));
                self.decisions.twice_encoded += u64::from(odd.twice_encoded);
                self.decisions.html_texts += u64::from(odd.html);
                self.decisions.quoting_texts += u64::from(odd.quotes);
            }
            Some((column, _)) => {
                let start = out.len();
                self.push_cell(column, out);
                mojibake::mend(out, start);
            }
            None => {}
        }
    }

    fn push_part(&self, column: usize, out: &mut String) {
        match &self.rows {
            Rows::Delimited(table) if self.joins(column) => {
                let (record, window) = table.record();
                match record.bare_to_end(window, column) {
                    Some(text) => out.push_str(text),
                    None => record.push_field(window, column, out),
                }
            }
            _ => self.push_cell(column, out),
        }
    }

    /// Whether the row at hand is the header again.
    pub(super) fn repeats_header(&self) -> bool {
        let cell = |column: usize| match &self.rows {
            Rows::Empty(_) => None,
            Rows::Sheet { row, .. } => Some(row.cell(column)),
            Rows::Delimited(table) => {
                let (record, window) = table.record();
                record.as_it_stands(window, column)
            }
        };
        is_header_again(self.written.iter().map(|(column, header)| (cell(*column), header.as_str())))
    }

    fn push_cell(&self, column: usize, out: &mut String) {
        match &self.rows {
            Rows::Empty(_) => {}
            Rows::Sheet { row, .. } => out.push_str(row.cell(column)),
            Rows::Delimited(table) => {
                let (record, window) = table.record();
                record.push_field(window, column, out);
            }
        }
    }

    /// [`beginning`] of the row at hand.
    pub(super) fn content(&self) -> String {
        match &self.rows {
            Rows::Empty(_) => String::new(),
            Rows::Sheet { row, .. } => {
                let cells: Vec<&str> = row.cells.iter().map(|(_, cell)| cell.as_str()).collect();
                beginning(&cells.join(CELL_END.encode_utf8(&mut [0; 4])))
            }
            Rows::Delimited(table) => {
                let (record, window) = table.record();
                beginning(&window[..record.end])
            }
        }
    }

    /// Bytes of decoded text consumed so far.
    pub(super) fn bytes_read(&self) -> u64 {
        match &self.rows {
            Rows::Delimited(table) => table.text.offset(),
            Rows::Sheet { raw, .. } | Rows::Empty(raw) => raw.n_bytes(),
        }
    }

    /// Reads the input to its end and brings the decisions up to date.
    pub(super) fn finish(&mut self) -> Result<(), IngestError> {
        let raw = match &mut self.rows {
            Rows::Delimited(table) => table.text.raw(),
            Rows::Sheet { raw, .. } | Rows::Empty(raw) => raw,
        };
        raw.drain().map_err(|cause| IngestError::Io { file: self.file.clone(), cause })?;
        self.decisions.complete = true;
        Ok(())
    }

    /// Decisions, with the counts so far.
    pub(super) fn decisions(&self) -> FileDecisions {
        let mut decisions = self.decisions.clone();
        (decisions.bytes, decisions.sha256) = match &self.rows {
            Rows::Delimited(table) => table.text.raw_ref().fingerprint(),
            Rows::Sheet { raw, .. } | Rows::Empty(raw) => raw.fingerprint(),
        };
        if let Rows::Delimited(table) = &self.rows {
            decisions.undecodable = table.text.undecodable();
            decisions.quotes_recovered = table.quotes_recovered;
        }
        decisions
    }

    /// Whether the row at hand is too long because the bare text of a column, the last one, holds delimiters.
    fn joins(&self, column: usize) -> bool {
        let Rows::Delimited(table) = &self.rows else { return false };
        let (record, window) = table.record();
        self.n_columns.is_some_and(|n_columns| {
            column + 1 == n_columns
                && record.n_fields() > n_columns
                && !record.is_empty_from(n_columns)
                && record.bare_to_end(window, column).is_some()
        })
    }

    fn count_ragged(&mut self) {
        let Rows::Delimited(table) = &self.rows else { return };
        let (n_fields, Some(n_columns)) = (table.record().0.n_fields(), self.n_columns) else { return };
        if n_fields < n_columns {
            self.decisions.short_rows += 1;
        } else if self.texts.iter().any(|text| self.joins(text.column)) {
            self.decisions.joined_rows += 1;
        } else if n_fields > n_columns && !table.record().0.is_empty_from(n_columns) {
            self.decisions.overlong_rows += 1;
        }
    }
}
