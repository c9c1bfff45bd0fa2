//! Goes in: command-line arguments and `verbatim.toml`. Comes out: [`Config`], what the run means, valid as a whole.
//! Never: opens an input or writes anything.

use std::path::PathBuf;

use crate::ingest::Field;

/// Where comments come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file: CSV, TSV, either with `.gz`, or XLSX.
    File(PathBuf),
    /// Standard input, a CSV or TSV.
    Stdin,
}

/// A column named by its header, or by its position counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnRef {
    /// Header, compared without case, accents or outer spaces.
    Name(String),
    /// Position from 1.
    Position(usize),
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8 with BOM, `;`, decimal comma, CRLF: opens in a French Excel by a double click.
    ExcelFr,
    /// UTF-8, `,`, decimal point, LF.
    Rfc4180,
}

/// Whether the first row of a table names its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// It does.
    Present,
    /// The first row is already a comment.
    Absent,
}

/// Whether personal data is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// E-mails, phones, IBAN, cards and social security numbers are masked in every output.
    Mask,
    /// Texts are written as they came.
    Off,
}

/// Which documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Tables, run.json, word clouds.
    All,
    /// Tables and run.json.
    Tables,
}

/// Place of a touchpoint around the purchase or visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Avant.
    Before,
    /// Pendant.
    During,
    /// Après.
    After,
}

/// One touchpoint of the declared journey, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touchpoint {
    /// Name as the export writes it, compared without case or accents.
    pub name: String,
    /// Before, during or after.
    pub phase: Option<Phase>,
    /// From 1 to 10.
    pub importance: Option<u8>,
}

/// How inputs are read; `None` means detected.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// Columns forced by the user.
    pub columns: Vec<(Field, ColumnRef)>,
    /// `,` `;` tab or `|`.
    pub delimiter: Option<u8>,
    /// Encoding label of the WHATWG standard: utf-8, windows-1252, utf-16le...
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Header line or not.
    pub header: Header,
}

/// What an analysis means, once arguments and configuration file are resolved.
#[derive(Clone, Debug)]
pub struct Config {
    /// In the order given.
    pub inputs: Vec<Input>,
    /// Report folder.
    pub out: PathBuf,
    /// How to read.
    pub ingest: IngestOptions,
    /// Folder that replaces or extends the embedded lexicons.
    pub lexicons: Option<PathBuf>,
    /// Worker threads; `None` is one per core.
    pub threads: Option<usize>,
    /// How to write tables.
    pub dialect: Dialect,
    /// Personal data.
    pub redaction: Redaction,
    /// What to write.
    pub documents: Documents,
    /// No progress bar, no summary.
    pub quiet: bool,
    /// Replace a folder that is not a report of ours.
    pub force: bool,
    /// Declared journey, empty when none.
    pub journey: Vec<Touchpoint>,
}
