//! The unit of work: a run of comments in input order, stored in one string so that a row allocates nothing.

use std::ops::Range;

use super::date::DayOrder;
use crate::config::Field;
use crate::scale::Scale;

/// What tells the rows of a file from one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdColumn {
    /// Nothing: no column, or that of their customers.
    #[default]
    Absent,
    /// Their numbers in the file, from 1: those of the next export are the same, of other rows.
    Numbers,
    /// Identifiers of their own.
    Keys,
}

/// One input row that can be analysed.
#[derive(Clone, Debug)]
pub struct Row {
    /// Index of its file in the list of inputs.
    pub source: u32,
    /// Line of the file where the row starts, from 1 (for XLSX: the row of the sheet).
    pub line: u64,
    /// Byte of the decoded (UTF-8) file where the row starts, from 0.
    pub byte: u64,
    /// Whether its file has a touchpoint column, be it empty on this row.
    pub has_touchpoint: bool,
    /// What the column of identifiers of its file holds, be it empty on this row.
    pub id_column: IdColumn,
    /// Whether an earlier row of its file has its identifier, one of its own, as far as they are remembered.
    pub repeats_id: bool,
    /// Scale of the ratings of its file, where one can be told.
    pub scale: Option<Scale>,
    /// That scale, where it was asked for.
    pub asked_scale: Option<Scale>,
    /// Order of days and months in the dates of its file.
    pub day_order: DayOrder,
    /// Where each field stands in the batch's buffer, by [`Field`]; empty where the export has none.
    pub fields: [Range<u32>; Field::ALL.len()],
}

/// One input row that cannot be analysed.
#[derive(Clone, Debug)]
pub struct Reject {
    /// Index of its file in the list of inputs.
    pub source: u32,
    /// Line of the file where the row starts, from 1.
    pub line: u64,
    /// Byte of the decoded file where the row starts, from 0.
    pub byte: u64,
    /// Why, in French, for `rejets.csv`.
    pub reason: &'static str,
    /// The row as read, cut to 500 characters.
    pub content: String,
    /// Whether it was longer.
    pub is_cut: bool,
    /// What stands between its cells.
    pub delimiter: char,
}

/// A run of rows in input order.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Position of the batch in the run, from 0. Batch boundaries depend on the input alone.
    pub sequence: u64,
    /// The text of all fields, back to back.
    pub buffer: String,
    /// Rows to analyse.
    pub rows: Vec<Row>,
    /// Rows refused on the way.
    pub rejects: Vec<Reject>,
    /// Bytes of (decoded) input that this batch consumed, for progress.
    pub bytes_read: u64,
}

impl Batch {
    /// Forgets the rows, keeps the memory.
    pub fn clear(&mut self) {
        self.buffer.clear();
        self.rows.clear();
        self.rejects.clear();
        self.bytes_read = 0;
    }

    /// A field of a row; empty when the export has no such column.
    pub fn field(&self, row: &Row, field: Field) -> &str {
        let range = &row.fields[field as usize];
        &self.buffer[range.start as usize..range.end as usize]
    }
}
