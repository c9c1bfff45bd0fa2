//! Goes in: the bytes of a workbook. Comes out: the rows of its first sheet with a text column. Never: holds the rows of
//! a sheet (shared strings excepted, which the format wants in memory); never reads hidden sheets.
//!
//! The reader of cells borrows the workbook, so both live in a thread of their own that hands over rows by a bounded channel.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::thread;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use crossbeam_channel::{Receiver, Sender, bounded};

use super::bounds::{MAX_ROW, beginning};
use super::percent;

const SAMPLE_ROWS: usize = 500;
/// Rows that are all as long as they may be would fill the memory.
const SAMPLE_BYTES: usize = MAX_ROW;
/// What a cell takes besides its text.
const CELL_BYTES: usize = size_of::<(usize, String)>();
const CHUNK_BYTES: usize = 64 * 1024;
const CHUNKS_AHEAD: usize = 4;

/// One row of a sheet: its number from 1 and its filled cells by column from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetRow {
    pub(super) number: u64,
    pub(super) cells: Vec<(usize, String)>,
    /// What its cells take.
    n_bytes: usize,
}

impl SheetRow {
    /// A cell; empty when not filled.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.iter().find(|(at, _)| *at == column).map_or("", |(_, cell)| cell)
    }
    /// All cells of a table at least as wide as the row.
    pub(super) fn to_cells(&self, n_columns: usize) -> Vec<String> {
        let mut cells = vec![String::new(); n_columns];
        self.cells.iter().for_each(|(column, cell)| cells[*column].clone_from(cell));
        cells
    }
    /// Width up to the last filled cell.
    pub(super) fn width(&self) -> usize {
        self.cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0)
    }
    /// Whether it was longer than [`MAX_ROW`]; then its cells are its beginning.
    pub(super) fn is_too_long(&self) -> bool {
        self.n_bytes > MAX_ROW
    }
    /// Adds a filled cell; of the one that makes the row too long, the beginning.
    fn push(&mut self, column: usize, value: String) {
        if value.is_empty() {
            return;
        }
        self.n_bytes += value.len() + CELL_BYTES;
        let value = if self.is_too_long() { beginning(&value) } else { value };
        self.cells.push((column, value));
    }
}

type Message = Result<Vec<SheetRow>, String>;
type Workbook = Xlsx<Cursor<Arc<[u8]>>>;

/// Rows of a workbook, sheet after sheet.
pub(super) struct Workbooks {
    sheets: Vec<String>,
    bytes: Arc<[u8]>,
    durations: Durations,
}

/// What the library calls a duration.
#[derive(Clone, Copy, Debug)]
enum Durations {
    AsTheyAre,
    /// Percentages, by [`percent::as_durations`].
    OfPercentages,
}

/// Rows of one sheet as they are read.
pub(super) struct SheetRows {
    rows: Receiver<Message>,
    chunk: std::vec::IntoIter<SheetRow>,
}

impl Workbooks {
    /// Lists the visible worksheets.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, String> {
        let (bytes, durations) = match percent::as_durations(&bytes) {
            Some(bytes) => (bytes, Durations::OfPercentages),
            None => (bytes, Durations::AsTheyAre),
        };
        let bytes: Arc<[u8]> = bytes.into();
        let shared = bytes.clone();
        // A broken workbook may panic inside the library: a thread keeps that an error.
        let sheets = thread::spawn(move || list_sheets(shared)).join().map_err(|_| broken())??;
        Ok(Self { sheets, bytes, durations })
    }

    /// Visible worksheets in order.
    pub(super) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Reads a sheet from its first row.
    pub(super) fn rows(&self, sheet: &str) -> SheetRows {
        let (sender, rows) = bounded(CHUNKS_AHEAD);
        let (sheet, bytes, durations) = (sheet.to_owned(), self.bytes.clone(), self.durations);
        thread::spawn(move || {
            if let Err(message) = send_rows(bytes, &sheet, durations, &sender) {
                // The reader may be gone already.
                let _ = sender.send(Err(message));
            }
            let _ = sender.send(Ok(Vec::new()));
        });
        SheetRows { rows, chunk: Vec::new().into_iter() }
    }

    /// The first rows of these sheets, of those that can be read.
    pub(super) fn beginnings(&self, sheets: Vec<String>, n_rows: usize) -> Vec<(String, Vec<SheetRow>)> {
        let (bytes, durations) = (self.bytes.clone(), self.durations);
        // The library may panic here too.
        let begun = thread::spawn(move || {
            let Ok(mut workbook) = Workbook::new(Cursor::new(bytes)) else { return Vec::new() };
            let begin = |name: String| {
                let rows = beginning_of(&mut workbook, &name, durations, n_rows).ok()?;
                Some((name, rows))
            };
            sheets.into_iter().filter_map(begin).collect()
        });
        begun.join().unwrap_or_default()
    }
}

impl SheetRows {
    /// The next row with a filled cell.
    pub(super) fn next(&mut self) -> Result<Option<SheetRow>, String> {
        if let Some(row) = self.chunk.next() {
            return Ok(Some(row));
        }
        // A thread that panicked closes the channel before its empty chunk.
        let chunk = self.rows.recv().map_err(|_| broken())??;
        if chunk.is_empty() {
            let (sender, rows) = bounded(1);
            let _ = sender.send(Ok(Vec::new()));
            self.rows = rows;
            return Ok(None);
        }
        self.chunk = chunk.into_iter();
        Ok(self.chunk.next())
    }

    /// The first rows, which are then read again.
    pub(super) fn sample(&mut self) -> Result<Vec<SheetRow>, String> {
        let (mut sample, mut n_bytes) = (Vec::new(), 0);
        while sample.len() < SAMPLE_ROWS
            && n_bytes < SAMPLE_BYTES
            && let Some(row) = self.next()?
        {
            n_bytes += row.n_bytes;
            sample.push(row);
        }
        let mut again = sample.clone();
        again.extend(std::mem::take(&mut self.chunk));
        self.chunk = again.into_iter();
        Ok(sample)
    }
}

fn broken() -> String {
    "the file is damaged".to_owned()
}

fn list_sheets(bytes: Arc<[u8]>) -> Result<Vec<String>, String> {
    let workbook: Workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let sheets = workbook.sheets_metadata().iter();
    let visible =
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    Ok(visible.map(|sheet| sheet.name.clone()).collect())
}

fn send_rows(
    bytes: Arc<[u8]>,
    sheet: &str,
    durations: Durations,
    sender: &Sender<Message>,
) -> Result<(), String> {
    let mut workbook: Workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut chunk, mut n_bytes) = (Vec::new(), 0);
    each_row(&mut workbook, sheet, durations, |row| {
        n_bytes += row.n_bytes;
        chunk.push(row);
        if n_bytes < CHUNK_BYTES {
            return ControlFlow::Continue(());
        }
        n_bytes = 0;
        match sender.send(Ok(std::mem::take(&mut chunk))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    if !chunk.is_empty() {
        let _ = sender.send(Ok(chunk));
    }
    Ok(())
}

fn beginning_of(
    workbook: &mut Workbook,
    sheet: &str,
    durations: Durations,
    n_rows: usize,
) -> Result<Vec<SheetRow>, String> {
    let (mut rows, mut n_bytes) = (Vec::new(), 0);
    each_row(workbook, sheet, durations, |row| {
        n_bytes += row.n_bytes;
        rows.push(row);
        if rows.len() < n_rows && n_bytes < SAMPLE_BYTES {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(rows)
}

/// Gives each row with a filled cell, until no more is wanted.
fn each_row(
    workbook: &mut Workbook,
    sheet: &str,
    durations: Durations,
    mut take: impl FnMut(SheetRow) -> ControlFlow<()>,
) -> Result<(), String> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| error.to_string())?;
    let mut row = SheetRow::default();
    while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
        let (number, column) = cell.get_position();
        let number = u64::from(number) + 1;
        if number != row.number {
            let whole = std::mem::replace(&mut row, SheetRow { number, ..SheetRow::default() });
            if !whole.cells.is_empty() && take(whole).is_break() {
                return Ok(());
            }
        }
        if !row.is_too_long() {
            row.push(column as usize, value(cell.get_value(), durations));
        }
    }
    if !row.cells.is_empty() {
        let _ = take(row);
    }
    Ok(())
}

/// A cell as text: dates in ISO 8601, whole numbers without decimals, percentages with their sign.
fn value(cell: &DataRef<'_>, durations: Durations) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "VRAI" } else { "FAUX" }.to_owned(),
        DataRef::DateTime(date) if date.is_duration() => match durations {
            Durations::AsTheyAre => date.as_f64().to_string(),
            Durations::OfPercentages => percent::shown(date.as_f64()),
        },
        DataRef::DateTime(date) => iso(date.to_ymd_hms_milli()),
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => date.clone(),
        DataRef::Error(_) => String::new(),
    }
}

fn iso((year, month, day, hour, minute, second, _): (u16, u8, u8, u8, u8, u8, u16)) -> String {
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return date;
    }
    format!("{date}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_point_zero() {
        assert_eq!(value(&DataRef::Float(4.0), Durations::AsTheyAre), "4");
        assert_eq!(value(&DataRef::Float(4.5), Durations::AsTheyAre), "4.5");
    }

    #[test]
    fn dates_are_iso_and_drop_midnight() {
        assert_eq!(iso((2024, 3, 9, 0, 0, 0, 0)), "2024-03-09");
        assert_eq!(iso((2024, 3, 9, 14, 5, 0, 0)), "2024-03-09T14:05:00");
    }

    #[test]
    fn bytes_that_are_no_workbook_are_an_error() {
        assert!(Workbooks::open(b"PK\x03\x04 not a zip".to_vec()).is_err());
    }
}
