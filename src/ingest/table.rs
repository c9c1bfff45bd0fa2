//! Goes in: one input. Comes out: its rows, whatever the format, with the columns that matter. Never: judges a row.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::columns::{How, Plan, Sketch, choose};
use super::decisions::FileDecisions;
use super::delimited::{Advance, Delimited};
use super::source::Raw;
use super::text::{SNIFF_BYTES, TextReader, read_prefix};
use super::xlsx::{SheetRow, SheetRows, Workbooks};
use super::{Field, IngestError, scale};
use crate::config::{Header, IngestOptions, Input};
use crate::scale::Scale;

/// Characters of a rejected row that are kept.
pub(super) const CONTENT_CHARS: usize = 500;

/// Cells of a workbook that are looked at to choose its columns.
const SAMPLE_CELLS: usize = 200_000;

/// Where a row starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: u64,
    /// In the decoded file, from 0; 0 in a workbook.
    pub(super) byte: u64,
}

/// One input opened, its columns chosen.
pub(super) struct Table {
    rows: Rows,
    pub(super) plan: Plan,
    pub(super) decisions: FileDecisions,
    /// Of the rating column.
    pub(super) scale: Option<Scale>,
    file: String,
    /// Columns of the header; `None` without a header.
    n_columns: Option<usize>,
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

/// The input as outputs name it.
/// Name of an input in outputs: never a path of the machine.
pub fn base_name(input: &Input) -> String {
    match input {
        Input::File(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        Input::Stdin => "stdin".to_owned(),
    }
}

impl Table {
    /// Opens an input and decides how to read it.
    pub(super) fn open(input: &Input, options: &IngestOptions) -> Result<Self, IngestError> {
        let file = full_name(input);
        let io_error = |source| IngestError::Io { file: file.clone(), source };
        let mut raw = Raw::open(input).map_err(io_error)?;
        let decisions = FileDecisions { file: base_name(input), ..FileDecisions::default() };
        let (prefix, whole) = read_prefix(&mut raw, SNIFF_BYTES).map_err(io_error)?;
        // Not the fingerprint of run.json: who reads the report must not be able to draw it again.
        let seed = Sha256::new().chain_update(b"verbatim seed").chain_update(&prefix).finalize().into();
        let table = match foreign_format(&prefix) {
            Some("") => Self::open_workbook(file, raw, prefix, decisions, options),
            Some(found) => Err(IngestError::NotATable { file, found }),
            None => Self::open_text(file, raw, prefix, whole, decisions, options),
        }?;
        Ok(Self { seed, ..table })
    }

    fn open_text(
        file: String,
        raw: Raw,
        prefix: Vec<u8>,
        whole: bool,
        mut decisions: FileDecisions,
        options: &IngestOptions,
    ) -> Result<Self, IngestError> {
        let io_error = |source| IngestError::Io { file: file.clone(), source };
        decisions.format = if raw.is_gzip() { "csv.gz" } else { "csv" };
        if prefix.is_empty() {
            decisions.encoding_reason = "fichier vide";
            return Ok(Self::empty(raw, decisions, file));
        }
        let (text, encoding) = TextReader::new(raw, prefix, whole, options.encoding);
        let (table, delimiter, sample) = Delimited::new(text, options).map_err(io_error)?;
        decisions.encoding = Some(encoding.encoding.name());
        decisions.encoding_reason = encoding.reason;
        decisions.delimiter = delimiter.delimiter.map(char::from);
        decisions.delimiter_reason = delimiter.reason;
        let headers = table.headers.clone();
        let n_columns = headers.as_ref().map(Vec::len);
        let nothing = headers.is_none() && sample.is_empty();
        let sketch = Sketch { file: &file, headers: headers.as_deref(), rows: &sample };
        let plan = if nothing { [None; Field::ALL.len()] } else { choose(&sketch, options)? };
        decisions.set_columns(&plan, headers.as_deref());
        let scale = decisions.set_scale(scale_of(&sketch, &plan, options));
        Ok(Self {
            rows: Rows::Delimited(Box::new(table)),
            plan,
            decisions,
            scale,
            file,
            n_columns,
            seed: [0; 32],
        })
    }

    fn open_workbook(
        file: String,
        mut raw: Raw,
        mut bytes: Vec<u8>,
        mut decisions: FileDecisions,
        options: &IngestOptions,
    ) -> Result<Self, IngestError> {
        raw.read_to_end(&mut bytes).map_err(|source| IngestError::Io { file: file.clone(), source })?;
        let broken = |message| IngestError::Workbook { file: file.clone(), message };
        let workbook = Workbooks::open(bytes).map_err(broken)?;
        decisions.format = "xlsx";
        let mut first_refusal = None;
        for sheet in workbook.sheets() {
            let mut rows = workbook.rows(sheet);
            let mut sample = rows.sample().map_err(broken)?;
            let n_columns = sample.iter().map(SheetRow::width).max().unwrap_or(0);
            let has_header = options.header == Header::Present && !sample.is_empty();
            let headers = has_header.then(|| sample.remove(0).to_cells(n_columns));
            // A sheet as wide as Excel allows shows fewer rows.
            let shown = sample.iter().take(SAMPLE_CELLS / n_columns.max(1));
            let cells: Vec<Vec<String>> = shown.map(|row| row.to_cells(n_columns)).collect();
            if n_columns == 0 {
                continue;
            }
            let sketch = Sketch { file: &file, headers: headers.as_deref(), rows: &cells };
            match choose(&sketch, options) {
                Ok(plan) => {
                    if has_header {
                        rows.next().map_err(broken)?;
                    }
                    decisions.sheet = Some(sheet.clone());
                    decisions.set_columns(&plan, headers.as_deref());
                    let scale = decisions.set_scale(scale_of(&sketch, &plan, options));
                    let rows = Rows::Sheet { rows, row: SheetRow::default(), raw: Box::new(raw) };
                    return Ok(Self { rows, plan, decisions, scale, file, n_columns: None, seed: [0; 32] });
                }
                Err(error) => first_refusal = first_refusal.or(Some(error)),
            }
        }
        match first_refusal {
            Some(error) => Err(error),
            None => Ok(Self::empty(raw, decisions, file)),
        }
    }

    /// A file without a row.
    fn empty(raw: Raw, decisions: FileDecisions, file: String) -> Self {
        let rows = Rows::Empty(Box::new(raw));
        Self {
            rows,
            plan: [None; Field::ALL.len()],
            decisions,
            scale: None,
            file,
            n_columns: None,
            seed: [0; 32],
        }
    }

    /// Whether rows have an identifier of their own: that of their customer tells no row from another, unless the user
    /// says so.
    pub(super) fn has_id(&self) -> bool {
        let customer = self.plan[Field::Customer as usize].map(|(column, _)| column);
        self.plan[Field::Id as usize]
            .is_some_and(|(column, how)| how == How::Asked || customer != Some(column))
    }

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
                Ok(Step::Row(Place { line: row.number, byte: 0 }))
            }
            Rows::Delimited(table) => {
                let met = table.advance();
                match met.map_err(|source| IngestError::Io { file: self.file.clone(), source })? {
                    Advance::Record(place) => {
                        self.count_ragged();
                        Ok(Step::Row(place))
                    }
                    Advance::TooLong(place, start) => Ok(Step::Unreadable(place, "ligne trop longue", start)),
                    Advance::End => Ok(Step::End),
                }
            }
        }
    }

    /// Appends a field of the row at hand.
    pub(super) fn push_field(&self, field: Field, out: &mut String) {
        let Some((column, _)) = self.plan[field as usize] else { return };
        match &self.rows {
            Rows::Empty(_) => {}
            Rows::Sheet { row, .. } => out.push_str(row.cell(column)),
            Rows::Delimited(table) => {
                let (record, window) = table.record();
                let joined = if field == Field::Text && self.joins() {
                    record.bare_to_end(window, column)
                } else {
                    None
                };
                match joined {
                    Some(text) => out.push_str(text),
                    None => record.push_field(window, column, out),
                }
            }
        }
    }

    /// Beginning of the row at hand.
    pub(super) fn content(&self) -> String {
        match &self.rows {
            Rows::Empty(_) => String::new(),
            Rows::Sheet { row, .. } => {
                let cells: Vec<&str> = row.cells.iter().map(|(_, cell)| cell.as_str()).collect();
                cells.join("\t").chars().take(CONTENT_CHARS).collect()
            }
            Rows::Delimited(table) => {
                let (record, window) = table.record();
                window[..record.end].chars().take(CONTENT_CHARS).collect()
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
        raw.drain().map_err(|source| IngestError::Io { file: self.file.clone(), source })?;
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

    /// Whether the row at hand is too long because its bare text, in the last column, holds delimiters.
    fn joins(&self) -> bool {
        let Rows::Delimited(table) = &self.rows else { return false };
        let (record, window) = table.record();
        let (Some(n_columns), Some((column, _))) = (self.n_columns, self.plan[Field::Text as usize]) else {
            return false;
        };
        column + 1 == n_columns
            && record.n_fields() > n_columns
            && !record.is_empty_from(n_columns)
            && record.bare_to_end(window, column).is_some()
    }

    fn count_ragged(&mut self) {
        let Rows::Delimited(table) = &self.rows else { return };
        let (n_fields, Some(n_columns)) = (table.record().0.n_fields(), self.n_columns) else { return };
        if n_fields < n_columns {
            self.decisions.short_rows += 1;
        } else if self.joins() {
            self.decisions.joined_rows += 1;
        } else if n_fields > n_columns && !table.record().0.is_empty_from(n_columns) {
            self.decisions.overlong_rows += 1;
        }
    }
}

/// The scale of the rating column, and why.
fn scale_of(sketch: &Sketch<'_>, plan: &Plan, options: &IngestOptions) -> (Option<Scale>, &'static str) {
    let Some((column, _)) = plan[Field::Rating as usize] else { return (None, "pas de colonne de note") };
    let header = sketch.headers.and_then(|headers| headers.get(column)).map(String::as_str);
    let cells: Vec<&str> = sketch.rows.iter().filter_map(|row| row.get(column)).map(String::as_str).collect();
    scale::decide(options.scale, header, &cells)
}

/// What the first bytes say of a file that is no text: `""` for a ZIP, which a workbook is.
fn foreign_format(prefix: &[u8]) -> Option<&'static str> {
    const MAGICS: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls) or a protected workbook"),
        (b"%PDF-", "a PDF"),
        (b"PAR1", "a Parquet file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    ];
    MAGICS.iter().find(|(magic, _)| prefix.starts_with(magic)).map(|(_, found)| *found)
}
