//! `rejets.csv`: one row per input row that could not be analysed, in input order.

use crate::config::Dialect;
use crate::ingest::Reject;

use super::TableWriter;

/// Starts `rejets.csv`.
pub fn write_reject_header(out: &mut Vec<u8>, dialect: Dialect) {
    TableWriter::start(out, dialect, &["fichier", "ligne", "octet", "raison", "contenu"]);
}

/// Appends one row; `content` is that of the reject, masked where it must be.
pub fn write_reject_row(out: &mut Vec<u8>, dialect: Dialect, file: &str, reject: &Reject, content: &str) {
    TableWriter::new(out, dialect)
        .text(file)
        .count(reject.line)
        .count(reject.byte)
        .text(reject.reason)
        .text(content)
        .end_row();
}
