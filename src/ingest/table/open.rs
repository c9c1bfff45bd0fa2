//! Goes in: an input. Comes out: its [`Table`], once format, headers and columns are decided. Never: reads a row of it.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::sheet::{Sheet, written};
use super::{Rows, Table, base_name, full_name};
use crate::config::{IngestOptions, Input};
use crate::ingest::columns::{Chosen, Sketch, choose};
use crate::ingest::decisions::{Dress, FileDecisions};
use crate::ingest::delimited::Delimited;
use crate::ingest::mojibake::mend_all;
use crate::ingest::source::{GZIP_MAGIC, Raw};
use crate::ingest::text::{SNIFF_BYTES, TextReader, read_prefix};
use crate::ingest::xlsx::{SheetRow, Workbooks};
use crate::ingest::{Field, IngestError};

impl Table {
    /// Opens an input and decides how to read it.
    pub(in crate::ingest) fn open(input: &Input, options: &IngestOptions) -> Result<Self, IngestError> {
        let file = full_name(input);
        let io_error = |cause| IngestError::Io { file: file.clone(), cause };
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
        let io_error = |cause| IngestError::Io { file: file.clone(), cause };
        decisions.format = if raw.is_gzip() { "csv.gz" } else { "csv" };
        if prefix.is_empty() {
            decisions.encoding_reason = "fichier vide";
            return Ok(Self::empty(raw, decisions, file));
        }
        let (text, encoding) = TextReader::new(raw, prefix, whole, options.encoding);
        let (table, delimiter, mut sample) = Delimited::new(text, options).map_err(io_error)?;
        decisions.encoding = Some(encoding.encoding.name());
        decisions.encoding_reason = encoding.reason;
        decisions.doubtful_encoding = encoding.doubtful;
        decisions.delimiter = delimiter.delimiter.map(char::from);
        decisions.delimiter_reason = delimiter.reason;
        decisions.lines_above = delimiter.n_above;
        decisions.lines_under = sample.under.n_rows as u64;
        let mut headers = table.headers.clone();
        let as_written = headers.clone();
        mend_all(headers.iter_mut().chain(&mut sample.rows).chain([&mut sample.under.subtitles]));
        let n_columns = headers.as_ref().map(Vec::len);
        let nothing = headers.is_none() && sample.rows.is_empty();
        let subtitles = &sample.under.subtitles;
        let sketch = Sketch { file: &file, headers: headers.as_deref(), subtitles, rows: &sample.rows };
        let chosen = if nothing { Chosen::default() } else { choose(&sketch, options)? };
        let dress = decisions.set_columns(&sketch, &chosen, options);
        Ok(Self {
            rows: Rows::Delimited(Box::new(table)),
            plan: chosen.plan,
            texts: chosen.texts,
            written: written(as_written, &decisions),
            decisions,
            dress,
            file,
            n_columns,
            seed: [0; 32],
        })
    }

    /// Reads the visible sheet with a text whose headers name most columns, the first of equals; two are enough.
    fn open_workbook(
        file: String,
        mut raw: Raw,
        mut bytes: Vec<u8>,
        decisions: FileDecisions,
        options: &IngestOptions,
    ) -> Result<Self, IngestError> {
        raw.read_to_end(&mut bytes).map_err(|cause| IngestError::Io { file: file.clone(), cause })?;
        let broken = |message| IngestError::Workbook { file: file.clone(), message };
        let workbook = Workbooks::open(bytes).map_err(broken)?;
        let decisions = FileDecisions { format: "xlsx", ..decisions };
        let (mut best, mut first_refusal): (Option<Sheet>, _) = (None, None);
        for name in workbook.sheets() {
            let decisions = FileDecisions { sheet: Some(name.clone()), ..decisions.clone() };
            match Sheet::open(&file, workbook.rows(name), decisions, options).map_err(broken)? {
                Some(Ok(sheet)) if best.as_ref().is_none_or(|best| sheet.n_named() > best.n_named()) => {
                    let is_sure = sheet.n_named() > 1;
                    best = Some(sheet);
                    if is_sure {
                        break;
                    }
                }
                Some(Ok(_)) | None => {}
                Some(Err(error)) => first_refusal = first_refusal.or(Some(error)),
            }
        }
        if let Some(sheet) = &mut best {
            sheet.note_unread(&workbook);
        }
        match (best, first_refusal) {
            (Some(Sheet { rows, chosen, headers, dress, decisions }), _) => Ok(Self {
                rows: Rows::Sheet { rows, row: SheetRow::default(), raw: Box::new(raw) },
                plan: chosen.plan,
                texts: chosen.texts,
                written: written(headers, &decisions),
                decisions,
                dress,
                file,
                n_columns: None,
                seed: [0; 32],
            }),
            (None, Some(error)) => Err(error),
            (None, None) => Ok(Self::empty(raw, decisions, file)),
        }
    }

    /// A file without a row.
    fn empty(raw: Raw, decisions: FileDecisions, file: String) -> Self {
        let rows = Rows::Empty(Box::new(raw));
        Self {
            rows,
            plan: [None; Field::ALL.len()],
            texts: Vec::new(),
            decisions,
            dress: Dress::default(),
            file,
            n_columns: None,
            written: Vec::new(),
            seed: [0; 32],
        }
    }
}

/// What the first bytes say of a file that is no table: `""` for a ZIP, which a workbook is.
fn foreign_format(prefix: &[u8]) -> Option<&'static str> {
    const MAGICS: [(&[u8], &str); 12] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file (.xls) or a protected workbook"),
        (b"%PDF-", "a PDF"),
        (b"PAR1", "a Parquet file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
        (b"BZh91AY&SY", "a bzip2 file"),
        (b"\xfd7zXZ\0", "an XZ file"),
        (GZIP_MAGIC, "a gzip inside a gzip"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xff\xfe\0\0", "a text in UTF-32"),
        (b"\0\0\xfe\xff", "a text in UTF-32"),
        (b"PK\x03\x04", ""),
    ];
    const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument";
    let has_at = |place: usize, what: &[u8]| prefix.get(place..).is_some_and(|rest| rest.starts_with(what));
    if has_at(30, OPEN_DOCUMENT) {
        return Some("an OpenDocument sheet (.ods)");
    }
    if has_at(257, b"ustar\0") || has_at(257, b"ustar  \0") {
        return Some("a tar archive");
    }
    let magic = MAGICS.iter().find(|(magic, _)| prefix.starts_with(magic)).map(|(_, found)| *found);
    magic.or_else(|| markup(prefix))
}

/// What tools write under the name of a table: a page of HTML, which Excel opens as a workbook, XML, or JSON.
fn markup(prefix: &[u8]) -> Option<&'static str> {
    let text = prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix).trim_ascii_start();
    let starts =
        |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()));
    if ["<!doctype html", "<html", "<table"].iter().any(|tag| starts(tag)) {
        return Some("a page of HTML, whatever its name");
    }
    if starts("<?xml") {
        return Some("an XML file");
    }
    let second = text.get(1..).and_then(|rest| rest.trim_ascii_start().first());
    let is_json = matches!((text.first(), second), (Some(b'{'), Some(b'"')) | (Some(b'['), Some(b'{')));
    is_json.then_some("a JSON file")
}
