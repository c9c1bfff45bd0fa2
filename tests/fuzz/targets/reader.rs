//! Any bytes are an input: they end with an error or with balanced accounts. Decoder, delimiter, records, columns, dates
//! and ratings; gzip and workbooks too, when the bytes begin as they do.

#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::config::{ColumnRef, Field, Header, IngestOptions, Input, Wanted};
use verbatim::ingest::{open, parse_day, parse_rating};

fuzz_target!(|bytes: &[u8]| {
    // The first byte draws the options, so that forced columns and encodings are tried as well.
    let Some((draw, bytes)) = bytes.split_first() else { return };
    let path = std::env::temp_dir().join(format!("verbatim-fuzz-{}.csv", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary folder takes files");
    let encodings = [
        None,
        Some("utf-8"),
        Some("windows-1252"),
        Some("utf-16le"),
        Some("utf-16be"),
        Some("macintosh"),
        Some("cp850"),
    ];
    let options = IngestOptions {
        columns: if draw & 1 == 0 { vec![(Field::Text, ColumnRef::Position(1))] } else { Vec::new() },
        delimiter: [None, Some(b';'), Some(b','), Some(b'\t')][usize::from(draw >> 1 & 3)],
        encoding: encodings[usize::from(draw >> 3 & 7) % 7]
            .map(|label| verbatim::config::parse_encoding(label).expect("known")),
        header: if draw >> 6 & 1 == 0 { Header::Present } else { Header::Absent },
        wanted: if draw >> 7 == 0 { Wanted::Analysis } else { Wanted::Customers },
        scale: None,
    };
    let Ok(mut reader) = open(&[Input::File(path)], &options) else { return };
    let (mut rows, mut rejects, mut line) = (0, 0, 0);
    loop {
        match reader.next_batch() {
            Ok(Some(batch)) => {
                rows += batch.rows.len() as u64;
                rejects += batch.rejects.len() as u64;
                for row in &batch.rows {
                    assert!(row.line > line, "rows come in the order of their lines");
                    line = row.line;
                    parse_day(batch.field(row, Field::Date), row.day_order);
                    parse_rating(batch.field(row, Field::Rating));
                    assert!(!batch.field(row, Field::Text).is_empty(), "an empty comment is rejected");
                }
            }
            Ok(None) => break,
            Err(_) => return,
        }
    }
    let read: u64 = reader.decisions().iter().map(|file| file.rows_read).sum();
    assert_eq!(read, rows + rejects, "a row was lost");
});
