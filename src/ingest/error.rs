//! What can stop reading: I/O, a file that is no table, a column that is not there. A bad row never does.

use crate::config::nearest;
use crate::ingest::Field;
use crate::text::printable;

/// Why inputs could not be read.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The operating system or the compression said no.
    #[error("cannot read \"{file}\": {cause}")]
    Io {
        /// Input as the user named it.
        file: String,
        /// Told above, and no `source`, so that no chain of errors says it twice.
        cause: std::io::Error,
    },
    /// A folder without any export.
    #[error("\"{folder}\" holds no export: files whose names end in .csv, .tsv, .gz or .xlsx are read")]
    NoExport {
        /// Folder as the user named it.
        folder: String,
    },
    /// Neither a text table nor a workbook that we read.
    #[error("\"{file}\" is {found}: save it as CSV or XLSX")]
    NotATable {
        /// Input as the user named it.
        file: String,
        /// What the first bytes say it is.
        found: &'static str,
    },
    /// A workbook that cannot be opened, or that breaks on the way.
    #[error("cannot read workbook \"{file}\": {message}; save it again as XLSX or as CSV")]
    Workbook {
        /// Input as the user named it.
        file: String,
        /// Cause.
        message: String,
    },
    /// No column looks like comments.
    #[error("no text column can be told in \"{file}\" (columns: {}): name it with --text COL", list(headers))]
    NoTextColumn {
        /// Input as the user named it.
        file: String,
        /// Headers in order.
        headers: Vec<String>,
    },
    /// A column that the user named does not exist.
    #[error("no column {wanted} for --{} in \"{file}\" (columns: {}){}", field.id(), list(headers), hint(wanted, headers))]
    UnknownColumn {
        /// Input as the user named it.
        file: String,
        /// What the column was for.
        field: Field,
        /// Header between quotes, or position.
        wanted: String,
        /// Headers in order.
        headers: Vec<String>,
    },
    /// One column named for two fields.
    #[error(
        "column {wanted} of \"{file}\" is asked for both --{} and --{}: a column holds one thing",
        first.id(),
        second.id()
    )]
    ColumnTwice {
        /// Input as the user named it.
        file: String,
        /// Header between quotes, or position.
        wanted: String,
        /// First use.
        first: Field,
        /// Second use.
        second: Field,
    },
    /// A header was named, but the file has none.
    #[error(
        "column {wanted} for --{} in \"{file}\": without a header line, give its position from 1",
        field.id()
    )]
    NameWithoutHeader {
        /// Input as the user named it.
        file: String,
        /// What the column was for.
        field: Field,
        /// Header between quotes.
        wanted: String,
    },
    /// `-` given twice.
    #[error("standard input (-) can be read once only: give it once")]
    StdinTwice,
    /// More than one of the above, one a line.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Several(Vec<IngestError>),
}

impl IngestError {
    /// Nothing wrong, one error as it is, or several at once.
    pub(super) fn all(mut errors: Vec<Self>) -> Result<(), Self> {
        match errors.len() {
            0 => Ok(()),
            1 => Err(errors.remove(0)),
            _ => Err(Self::Several(errors)),
        }
    }
}

fn hint(wanted: &str, headers: &[String]) -> String {
    let meant = nearest(wanted.trim_matches('"'), headers.iter().map(String::as_str));
    meant.map(|header| format!("; did you mean \"{}\"?", shown(header))).unwrap_or_default()
}

/// A header as messages show it: on one line, and one as long as a file by its beginning.
pub fn shown(header: &str) -> String {
    const LONGEST: usize = 120;
    let cut: String = header.chars().take(LONGEST).collect();
    let more = if cut.len() < header.len() { "..." } else { "" };
    printable(&cut) + more
}

fn list(headers: &[String]) -> String {
    const SHOWN: usize = 60;
    let some: Vec<String> = headers.iter().take(SHOWN).map(|header| shown(header)).collect();
    let more = if headers.len() > SHOWN { ", ..." } else { "" };
    format!("{}{more}", some.join(", "))
}
