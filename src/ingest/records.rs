//! Goes in: a window of decoded text. Comes out: where the next record and its fields stand. Never: copies text, nor
//! lets one wrong quote eat the rows that follow.
//!
//! RFC 4180, and for what customers and tools really write:
//! - a quote opens a field only as its first byte; elsewhere it is a character;
//! - a quote closes a field only before a delimiter, a line end or the end; `""` is a quote;
//! - any other quote inside a quoted field is stray. If the field is still on its first line: it is a character when
//!   the field is properly closed later on that line, else the field was closed there and the rest of it is literal,
//!   as in most CSV readers;
//! - a stray quote on a later line means that the opening quote was no quote, if it follows a delimiter, or if its line
//!   alone holds as many fields as the header. Else it is a character;
//! - an opening quote not closed within [`quote_limit`] bytes, or before the end of the file, is a character.
//!
//! When an opening quote turns out to be a character, its record is read again as if unquoted: it ends with its line.

use memchr::{memchr, memchr2, memchr3, memrchr2};

/// How a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// The span is the value.
    Bare,
    /// The span is what stands between the quotes and holds none.
    Plain,
    /// The span stands between the quotes; `""` is one quote.
    Doubled,
    /// The span begins at an opening quote and goes on after the closing one.
    Trailing,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
    quoting: Quoting,
}

/// Where the fields of one record stand in its window.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    spans: Vec<Span>,
    n_fields: usize,
    /// End of the record, without its line end.
    pub(super) end: usize,
    /// Start of what follows.
    pub(super) next: usize,
    /// Whether a field is quoted, hence may hold line breaks.
    pub(super) has_quotes: bool,
    /// Opening quotes that were read as characters.
    pub(super) n_recovered: u64,
}

/// Excel's widest sheet: fields beyond are counted, not kept.
const MAX_COLUMNS: usize = 16_384;

impl Record {
    /// How many fields the record has.
    pub(super) fn n_fields(&self) -> usize {
        self.n_fields
    }

    /// Appends the value of a field; nothing when the record is too short.
    pub(super) fn push_field(&self, window: &str, column: usize, out: &mut String) {
        let Some(span) = self.spans.get(column) else { return };
        let raw = &window[span.start..span.end];
        match span.quoting {
            Quoting::Bare | Quoting::Plain => out.push_str(raw),
            Quoting::Doubled => push_undoubled(raw, out),
            Quoting::Trailing => push_trailing(raw, out),
        }
    }

    /// The text from a bare field to the end of the record, delimiters included; `None` when the field is quoted.
    pub(super) fn bare_to_end<'w>(&self, window: &'w str, column: usize) -> Option<&'w str> {
        let span = self.spans.get(column).filter(|span| span.quoting == Quoting::Bare)?;
        Some(&window[span.start..self.end])
    }

    /// Whether every field from that column on is empty.
    pub(super) fn is_empty_from(&self, column: usize) -> bool {
        self.spans.iter().skip(column).all(|span| span.start == span.end)
    }

    fn push_span(&mut self, start: usize, end: usize, quoting: Quoting) {
        self.n_fields += 1;
        self.has_quotes |= quoting != Quoting::Bare;
        if self.spans.len() < MAX_COLUMNS {
            self.spans.push(Span { start, end, quoting });
        }
    }
}

fn push_undoubled(mut raw: &str, out: &mut String) {
    while let Some(at) = memchr(b'"', raw.as_bytes()) {
        out.push_str(&raw[..=at]);
        let rest = &raw[at + 1..];
        raw = rest.strip_prefix('"').unwrap_or(rest);
    }
    out.push_str(raw);
}

fn push_trailing(raw: &str, out: &mut String) {
    let inner = &raw[1..];
    let bytes = inner.as_bytes();
    let mut at = 0;
    while let Some(quote) = memchr(b'"', &bytes[at..]) {
        let quote = at + quote;
        if bytes.get(quote + 1) != Some(&b'"') {
            push_undoubled(&inner[..quote], out);
            out.push_str(&inner[quote + 1..]);
            return;
        }
        at = quote + 2;
    }
    out.push_str(inner);
}

/// What reading one record came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// The record is complete.
    Complete,
    /// The window ends too early to tell.
    NeedMore,
}

/// Longest quoted field. It shrinks in a file that fails it again and again, so that time stays linear in its size.
fn quote_limit(n_failures: u64) -> usize {
    match n_failures {
        0..64 => 1024 * 1024,
        64..4096 => 64 * 1024,
        _ => 4 * 1024,
    }
}

/// Splits windows into records.
#[derive(Clone, Debug)]
pub(super) struct Splitter {
    delimiter: Option<u8>,
    /// Fields of the header, once known.
    pub(super) expected: Option<usize>,
    n_failures: u64,
}

enum Quoted {
    Closed {
        start: usize,
        end: usize,
        quoting: Quoting,
        next: usize,
    },
    /// The opening quote is a character; `exhausted` when the limit said so.
    Literal {
        exhausted: bool,
    },
    NeedMore,
}

enum Ahead {
    Closing(usize),
    Opening,
    Nothing,
}

impl Splitter {
    pub(super) fn new(delimiter: Option<u8>) -> Self {
        Self { delimiter, expected: None, n_failures: 0 }
    }

    /// Reads the record that starts with the window; `end` when the window reaches the end of the input.
    /// The answer depends on the text alone, never on where the window was cut.
    pub(super) fn split(&mut self, window: &[u8], end: bool, record: &mut Record) -> Split {
        record.spans.clear();
        (record.n_fields, record.has_quotes, record.n_recovered) = (0, false, 0);
        let mut n_failures = self.n_failures;
        let mut at = 0;
        let stop = loop {
            let stop = match self.field(window, end, at, &mut n_failures, record) {
                Some(stop) => stop,
                None => return Split::NeedMore,
            };
            match window.get(stop) {
                Some(byte) if self.is_delimiter(*byte) => at = stop + 1,
                Some(_) => break stop,
                None if end => break stop,
                None => return Split::NeedMore,
            }
        };
        record.end = stop;
        record.next = match (window.get(stop), window.get(stop + 1)) {
            (None, _) => stop,
            (Some(b'\r'), None) if !end => return Split::NeedMore,
            (Some(b'\r'), Some(b'\n')) => stop + 2,
            (Some(_), _) => stop + 1,
        };
        self.n_failures = n_failures;
        Split::Complete
    }

    /// Reads one field and says where it stops; `None` when the window is too short.
    fn field(
        &self,
        window: &[u8],
        end: bool,
        at: usize,
        n_failures: &mut u64,
        record: &mut Record,
    ) -> Option<usize> {
        if window.get(at) == Some(&b'"') {
            match self.quoted(window, end, at, quote_limit(*n_failures)) {
                Quoted::Closed { start, end, quoting, next } => {
                    record.push_span(start, end, quoting);
                    return Some(next);
                }
                Quoted::Literal { exhausted } => {
                    *n_failures += u64::from(exhausted);
                    record.n_recovered += 1;
                }
                Quoted::NeedMore => return None,
            }
        }
        let stop = match self.find_stop(&window[at..]) {
            Some(n) => at + n,
            None if end => window.len(),
            None => return None,
        };
        record.push_span(at, stop, Quoting::Bare);
        Some(stop)
    }

    fn quoted(&self, window: &[u8], end: bool, open: usize, limit: usize) -> Quoted {
        let start = open + 1;
        let stop = (start + limit).min(window.len());
        let too_short = || match end || stop == start + limit {
            true => Quoted::Literal { exhausted: true },
            false => Quoted::NeedMore,
        };
        let (mut at, mut quoting) = (start, Quoting::Plain);
        loop {
            let Some(n) = window.get(at..stop).and_then(|rest| memchr(b'"', rest)) else {
                return too_short();
            };
            let quote = at + n;
            match window.get(quote + 1) {
                Some(b'"') => (at, quoting) = (quote + 2, Quoting::Doubled),
                Some(byte) if !self.is_stop(*byte) => match self.stray(window, end, open, quote, stop) {
                    Stray::Skip(next) => (at, quoting) = (next, Quoting::Doubled),
                    Stray::Is(quoted) => return quoted,
                    Stray::CutOff => return too_short(),
                },
                None if !end => return Quoted::NeedMore,
                _ => return Quoted::Closed { start, end: quote, quoting, next: quote + 1 },
            }
        }
    }

    /// Decides what a stray quote means. `stop` is how far the field may go.
    fn stray(&self, window: &[u8], end: bool, open: usize, quote: usize, stop: usize) -> Stray {
        let line_end = memchr2(b'\n', b'\r', &window[quote..stop]).map(|n| quote + n);
        let line_end = match line_end {
            Some(line_end) => line_end,
            None if stop == window.len() && end => stop,
            None => return Stray::CutOff,
        };
        let ahead = self.look_ahead(window, quote + 1, line_end);
        let Some(line_start) = memrchr2(b'\n', b'\r', &window[open..quote]).map(|n| open + n + 1) else {
            return match ahead {
                Ahead::Closing(close) => Stray::Is(closed(open, close)),
                _ => self.trailing(window, end, open, quote),
            };
        };
        let follows_delimiter = self.is_delimiter(window[quote - 1]);
        let is_row = self.expected.is_none_or(|n| self.count_fields(&window[line_start..line_end]) == n);
        match ahead {
            _ if follows_delimiter || is_row => Stray::Is(Quoted::Literal { exhausted: false }),
            Ahead::Opening => Stray::Is(Quoted::Literal { exhausted: false }),
            Ahead::Closing(close) => Stray::Is(closed(open, close)),
            Ahead::Nothing => Stray::Skip(line_end),
        }
    }

    /// The field was closed at `quote`, the rest of it is literal.
    fn trailing(&self, window: &[u8], end: bool, open: usize, quote: usize) -> Stray {
        let next = match self.find_stop(&window[quote..]) {
            Some(n) => quote + n,
            None if end => window.len(),
            None => return Stray::Is(Quoted::NeedMore),
        };
        Stray::Is(Quoted::Closed { start: open, end: next, quoting: Quoting::Trailing, next })
    }

    /// Looks for the quote that closes the field on this line, unless another field opens before it.
    fn look_ahead(&self, window: &[u8], from: usize, line_end: usize) -> Ahead {
        let mut at = from;
        while let Some(n) = window.get(at..line_end).and_then(|rest| memchr(b'"', rest)) {
            let quote = at + n;
            if quote > from && self.is_delimiter(window[quote - 1]) {
                return Ahead::Opening;
            }
            match window.get(quote + 1) {
                Some(b'"') => at = quote + 2,
                Some(byte) if !self.is_stop(*byte) => at = quote + 1,
                _ => return Ahead::Closing(quote),
            }
        }
        Ahead::Nothing
    }

    /// Fields of one line taken alone, well-formed quoted fields respected.
    fn count_fields(&self, line: &[u8]) -> usize {
        let (mut n, mut at) = (1, 0);
        loop {
            if line.get(at) == Some(&b'"')
                && let Ahead::Closing(close) = self.look_ahead(line, at + 1, line.len())
            {
                at = close + 1;
            }
            match self.find_stop(line.get(at..).unwrap_or_default()) {
                Some(stop) => (n, at) = (n + 1, at + stop + 1),
                None => return n,
            }
        }
    }

    fn is_delimiter(&self, byte: u8) -> bool {
        self.delimiter == Some(byte)
    }

    fn is_stop(&self, byte: u8) -> bool {
        matches!(byte, b'\n' | b'\r') || self.is_delimiter(byte)
    }

    fn find_stop(&self, bytes: &[u8]) -> Option<usize> {
        match self.delimiter {
            Some(delimiter) => memchr3(delimiter, b'\n', b'\r', bytes),
            None => memchr2(b'\n', b'\r', bytes),
        }
    }
}

enum Stray {
    /// A character: go on from there.
    Skip(usize),
    Is(Quoted),
    CutOff,
}

fn closed(open: usize, close: usize) -> Quoted {
    Quoted::Closed { start: open + 1, end: close, quoting: Quoting::Doubled, next: close + 1 }
}
