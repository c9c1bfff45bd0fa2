//! Goes in: cells, one by one. Comes out: the bytes of a table in a [`Dialect`]. Never: allocates for a cell, nor lets
//! a text of a customer start a formula.

use crate::config::Dialect;

/// Appends rows of a table to a buffer.
///
/// ```
/// use verbatim::config::Dialect;
/// use verbatim::report::TableWriter;
///
/// let mut out = Vec::new();
/// let mut table = TableWriter::new(&mut out, Dialect::ExcelFr);
/// table.text("=1+1").fixed(-125, 3).empty().count(2).end_row();
/// assert_eq!(out, b"'=1+1;-0,125;;2\r\n");
/// ```
pub struct TableWriter<'o> {
    out: &'o mut Vec<u8>,
    delimiter: u8,
    point: u8,
    line_end: &'static [u8],
    /// The row has a cell: the next one is separated from it.
    has_cell: bool,
}

impl<'o> TableWriter<'o> {
    /// Writes rows after what the buffer holds.
    pub fn new(out: &'o mut Vec<u8>, dialect: Dialect) -> Self {
        let has_cell = false;
        match dialect {
            Dialect::ExcelFr => Self { out, delimiter: b';', point: b',', line_end: b"\r\n", has_cell },
            Dialect::Rfc4180 => Self { out, delimiter: b',', point: b'.', line_end: b"\n", has_cell },
        }
    }

    /// Starts a file: its byte order mark, if the dialect has one, and its header.
    pub fn start(out: &'o mut Vec<u8>, dialect: Dialect, header: &[&str]) -> Self {
        if dialect == Dialect::ExcelFr {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        let mut table = Self::new(out, dialect);
        for name in header {
            table.text(name);
        }
        table.end_row();
        table
    }

    /// Goes on with a row whose first cells stand in the buffer.
    pub(super) fn resume(out: &'o mut Vec<u8>, dialect: Dialect) -> Self {
        Self { has_cell: true, ..Self::new(out, dialect) }
    }

    /// Cells written before, in the same dialect, up to the end of their row.
    pub(super) fn written(&mut self, cells: &[u8]) {
        self.separate();
        self.out.extend_from_slice(cells);
        self.has_cell = false;
    }

    /// A text, quoted only where the dialect needs it, with formulas neutralised.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.pieces(std::iter::once(text))
    }

    /// Several texts in one cell, with `|` between them.
    pub fn pieces<'t>(&mut self, pieces: impl Iterator<Item = &'t str>) -> &mut Self {
        self.separate();
        let start = self.out.len();
        for piece in pieces {
            if self.out.len() > start {
                self.out.push(b'|');
            } else if starts_formula(piece) {
                self.out.push(b'\'');
            }
            self.out.extend_from_slice(piece.as_bytes());
        }
        self.quote_from(start);
        self
    }

    /// A whole number.
    pub fn count(&mut self, n: u64) -> &mut Self {
        self.separate();
        self.push_digits(n, 1);
        self
    }

    /// A number given in units of its last decimal place: `fixed(-125, 3)` is -0.125.
    pub fn fixed(&mut self, value: i64, places: u32) -> &mut Self {
        self.separate();
        if value < 0 {
            self.out.push(b'-');
        }
        let (value, unit) = (value.unsigned_abs(), 10u64.pow(places));
        self.push_digits(value / unit, 1);
        if places > 0 {
            self.out.push(self.point);
            self.push_digits(value % unit, places as usize);
        }
        self
    }

    /// The number if there is one, else an empty cell.
    pub fn maybe_fixed(&mut self, value: Option<i64>, places: u32) -> &mut Self {
        match value {
            Some(value) => self.fixed(value, places),
            None => self.empty(),
        }
    }

    /// An empty cell: something missing, which is never 0.
    pub fn empty(&mut self) -> &mut Self {
        self.separate();
        self
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.out.extend_from_slice(self.line_end);
        self.has_cell = false;
    }

    fn separate(&mut self) {
        if self.has_cell {
            self.out.push(self.delimiter);
        }
        self.has_cell = true;
    }

    /// Quotes what was written since `start`, if it holds a delimiter, a quote or a line end.
    fn quote_from(&mut self, start: usize) {
        let cell = &self.out[start..];
        let found =
            memchr::memchr3(self.delimiter, b'"', b'\n', cell).or_else(|| memchr::memchr(b'\r', cell));
        if found.is_none() {
            return;
        }
        let n_quotes = memchr::memchr_iter(b'"', cell).count();
        let end = self.out.len();
        self.out.resize(end + n_quotes + 2, b'"');
        // From the right, a quote and what follows it at a time, so that each byte moves once and none is lost.
        let (mut from, mut to) = (end, end + n_quotes + 1);
        while let Some(before) = memchr::memrchr(b'"', &self.out[start..from]) {
            let quote = start + before;
            to -= from - quote;
            self.out.copy_within(quote..from, to);
            to -= 1;
            self.out[to] = b'"';
            from = quote;
        }
        self.out.copy_within(start..from, start + 1);
        self.out[start] = b'"';
    }

    fn push_digits(&mut self, mut n: u64, at_least: usize) {
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while n > 0 || digits.len() - first < at_least {
            first -= 1;
            digits[first] = b'0' + (n % 10) as u8;
            n /= 10;
        }
        self.out.extend_from_slice(&digits[first..]);
    }
}

/// Whether a spreadsheet would compute the cell: `=`, `+`, `-`, `@`, a tab or a line end come first. An apostrophe before
/// them says so too, so that the one that a customer wrote is told from the one that this adds.
/// A plain number (« -12 », « +33612345678 ») computes nothing and stays as it came, since ids may look so.
fn starts_formula(text: &str) -> bool {
    match text.as_bytes() {
        [b'=' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        [b'\'', ..] => starts_formula(&text[1..]),
        [b'+' | b'-', rest @ ..] => !is_number(rest),
        // Full-width forms, which some locales take for the ASCII ones.
        [0xEF, ..] => text.starts_with(['＝', '＋', '－', '＠']),
        _ => false,
    }
}

/// The text of a cell read back, without the apostrophe that keeps it from starting a formula; one that a customer wrote
/// stays.
pub(super) fn unescaped(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| starts_formula(rest)).unwrap_or(cell)
}

fn is_number(rest: &[u8]) -> bool {
    let n_marks = rest.iter().filter(|b| matches!(b, b'.' | b',')).count();
    let digits = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',');
    n_marks <= 1 && rest.iter().all(digits) && rest.first().is_some_and(u8::is_ascii_digit)
}

/// `part / whole` in units of the last decimal place, rounded half away from zero; `None` when `whole` is 0.
pub(super) fn ratio(part: i64, whole: u64, places: u32) -> Option<i64> {
    let whole = i128::from(whole);
    let scaled = i128::from(part) * i128::from(10u64.pow(places));
    (whole > 0).then(|| ((2 * scaled.abs() + whole) / (2 * whole) * scaled.signum()) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(text: &str, dialect: Dialect) -> String {
        let mut out = Vec::new();
        TableWriter::new(&mut out, dialect).text(text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_neutralised_and_numbers_stay() {
        for hostile in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\tx",
            "＝1",
            "-",
            "+",
            "- livreur absent",
            "-1.2.3",
        ] {
            assert_eq!(cell(hostile, Dialect::Rfc4180), format!("'{hostile}"));
        }
        for harmless in ["-12", "+33612345678", "-0,5", "a=b", "1-2", "", " =1", "A-001"] {
            assert_eq!(cell(harmless, Dialect::ExcelFr), harmless);
        }
        assert_eq!(cell("\r=1", Dialect::ExcelFr), "\"'\r=1\"");
    }

    #[test]
    fn apostrophes_of_customers_stay() {
        for text in [
            "'hui",
            "'s-Hertogenbosch",
            "'",
            "''",
            "'12",
            "'-12",
            "-12",
            "",
            "=1+1",
            "'=1+1",
            "''=1",
            "- absent",
            "＝1",
        ] {
            assert_eq!(unescaped(&cell(text, Dialect::Rfc4180)), text);
        }
    }

    #[test]
    fn quotes_come_only_where_needed() {
        assert_eq!(cell("a;b", Dialect::ExcelFr), "\"a;b\"");
        assert_eq!(cell("a;b", Dialect::Rfc4180), "a;b");
        assert_eq!(cell("dit \"non\"", Dialect::Rfc4180), "\"dit \"\"non\"\"\"");
        assert_eq!(cell("deux\nlignes", Dialect::Rfc4180), "\"deux\nlignes\"");
    }

    #[test]
    fn ratios_are_rounded_half_away_from_zero() {
        assert_eq!(ratio(1, 3, 4), Some(3333));
        assert_eq!(ratio(-1, 2, 0), Some(-1));
        assert_eq!(ratio(1, 0, 4), None);
    }

    proptest! {
        #[test]
        fn the_csv_crate_reads_back_what_is_written(cells in prop::collection::vec("[a-c;,\"\r\né|' ]{0,8}", 2..6)) {
            for (dialect, delimiter) in [(Dialect::ExcelFr, b';'), (Dialect::Rfc4180, b',')] {
                let mut out = Vec::new();
                let mut table = TableWriter::new(&mut out, dialect);
                for cell in &cells {
                    table.text(cell);
                }
                table.count(7).end_row();
                let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(&out[..]);
                let row = reader.records().next().unwrap().unwrap();
                prop_assert_eq!(row.len(), cells.len() + 1);
                for (read, written) in row.iter().zip(&cells) {
                    prop_assert_eq!(read.trim_start_matches('\''), written.trim_start_matches('\''));
                }
            }
        }
    }
}
