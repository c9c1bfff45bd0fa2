//! Goes in: the text of a CSV or TSV. Comes out: its records one by one, with line and byte. Never: holds more than the
//! record at hand and one window.

use std::io;

use super::bounds::{MAX_ROW, Place, beginning};
use super::delimiter::{DelimiterChoice, cells, detect, sample_records};
use super::preamble::Under;
use super::records::{Record, Split, Splitter};
use super::text::{SNIFF_BYTES, TextReader};
use crate::config::{Header, IngestOptions};

const WINDOW: usize = 256 * 1024;
const SAMPLE_ROWS: usize = 1_000;

/// Reads the records of a CSV.
pub(super) struct Delimited {
    pub(super) text: TextReader,
    splitter: Splitter,
    record: Record,
    /// Line of the window's first byte, from 1.
    line: u64,
    /// Bytes of the window to drop before the next record.
    used: usize,
    pub(super) headers: Option<Vec<String>>,
    pub(super) quotes_recovered: u64,
}

/// What the first rows say.
pub(super) struct Sample {
    pub(super) rows: Vec<Vec<String>>,
    /// What stood between them and the headers.
    pub(super) under: Under,
}

/// What [`Delimited::advance`] met.
pub(super) enum Advance {
    Record(Place),
    /// A record longer than [`MAX_ROW`]; its beginning.
    TooLong(Place, String),
    End,
}

impl Delimited {
    /// Tells delimiter and header; leaves the first row to be read. Also gives a sample of rows.
    pub(super) fn new(
        text: TextReader,
        options: &IngestOptions,
    ) -> io::Result<(Self, DelimiterChoice, Sample)> {
        let whole = text.at_end();
        let sample = text.window();
        let choice = detect(sample, whole, options.header, options.delimiter);
        let has_header = options.header == Header::Present;
        let mut rows = sample_records(&sample[choice.skip..], whole, choice.delimiter, SAMPLE_ROWS);
        if has_header && !rows.is_empty() {
            rows.remove(0);
        }
        let splitter = Splitter::new(choice.delimiter);
        let record = Record::default();
        let mut table =
            Self { text, splitter, record, line: 1, used: choice.skip, headers: None, quotes_recovered: 0 };
        if has_header && let Advance::Record(_) = table.advance()? {
            table.headers = Some(cells(&table.record, table.text.window()));
        }
        let n_columns = table.headers.as_ref().map(Vec::len).or_else(|| rows.first().map(Vec::len));
        table.splitter.expected = n_columns;
        let under = if has_header { Under::new(&rows) } else { Under::default() };
        for _ in 0..under.n_rows {
            table.advance()?;
        }
        rows.drain(..under.n_rows);
        Ok((table, choice, Sample { rows, under }))
    }

    /// Goes to the next record. The fields of the one before are gone.
    pub(super) fn advance(&mut self) -> io::Result<Advance> {
        self.skip_used();
        if !self.skip_blank_lines()? {
            return Ok(Advance::End);
        }
        let place = Place { line: self.line, byte: self.text.offset() };
        let mut wanted = WINDOW;
        loop {
            let window = self.text.window().as_bytes();
            let cut = window.len().min(MAX_ROW);
            let end = self.text.at_end() && cut == window.len();
            if self.splitter.split(&window[..cut], end, place.byte, &mut self.record) == Split::Complete {
                self.used = self.record.next;
                self.quotes_recovered += self.record.n_recovered;
                return Ok(Advance::Record(place));
            }
            if cut == MAX_ROW {
                return self.skip_record().map(|start| Advance::TooLong(place, start));
            }
            wanted = (wanted.max(window.len()) * 2).min(MAX_ROW);
            self.text.fill(wanted)?;
        }
    }

    /// Fields of the record at hand.
    pub(super) fn record(&self) -> (&Record, &str) {
        (&self.record, self.text.window())
    }

    fn skip_used(&mut self) {
        let skipped = &self.text.window().as_bytes()[..self.used];
        // A record without quotes ends with its only line end.
        self.line += if self.record.has_quotes || self.record.next != self.used {
            count_lines(skipped)
        } else {
            u64::from(self.record.next != self.record.end)
        };
        self.text.consume(self.used);
        self.used = 0;
    }

    /// Goes to the next byte that is no line end; false at the end of the input.
    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            let window = self.text.window().as_bytes();
            let n = window.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            // The last `\r` may be half of a `\r\n`.
            let is_half = n > 0 && n == window.len() && window[n - 1] == b'\r' && !self.text.at_end();
            let n = n - usize::from(is_half);
            self.line += count_lines(&window[..n]);
            let left = window.len() - n;
            let starts = left > 0 && !matches!(window[n], b'\n' | b'\r');
            self.text.consume(n);
            if starts || (left == 0 && self.text.at_end()) {
                return Ok(starts);
            }
            self.text.fill(left.max(WINDOW / 2) * 2)?;
        }
    }

    /// Drops the record at hand up to the next line end, and gives its beginning.
    fn skip_record(&mut self) -> io::Result<String> {
        let start = beginning(self.text.window());
        let mut n_skip = self.text.window().floor_char_boundary(MAX_ROW);
        loop {
            let skipped = &self.text.window().as_bytes()[..n_skip];
            self.line += count_lines(skipped);
            self.text.consume(n_skip);
            let window = self.text.window();
            if let Some(n) = memchr::memchr2(b'\n', b'\r', window.as_bytes()) {
                self.text.consume(n);
                self.used = 0;
                self.record = Record::default();
                return Ok(start);
            }
            n_skip = window.len();
            if n_skip == 0 {
                if self.text.at_end() {
                    self.used = 0;
                    self.record = Record::default();
                    return Ok(start);
                }
                self.text.fill(SNIFF_BYTES)?;
            }
        }
    }
}

/// Line ends: `\n`, `\r\n` and lone `\r`.
fn count_lines(bytes: &[u8]) -> u64 {
    let lone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (memchr::memchr_iter(b'\n', bytes).count() + lone) as u64
}
