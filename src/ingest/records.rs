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
//! - an opening quote not closed within [`QUOTE_LIMIT`] bytes, or before the end of the file, is a character.
//!
//! When an opening quote turns out to be a character, its record is read again as if unquoted: it ends with its line.

use std::ops::Range;

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

    /// How many of them can be asked for.
    pub(super) fn n_kept(&self) -> usize {
        self.spans.len()
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

    /// A field as it stands; `None` where it is written with doubled or stray quotes.
    pub(super) fn as_it_stands<'w>(&self, window: &'w str, column: usize) -> Option<&'w str> {
        self.spans.get(column).and_then(|span| match span.quoting {
            Quoting::Bare | Quoting::Plain => Some(&window[span.start..span.end]),
            Quoting::Doubled | Quoting::Trailing => None,
        })
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

/// Longest quoted field.
const QUOTE_LIMIT: usize = 1024 * 1024;

/// Splits windows into records.
#[derive(Clone, Debug)]
pub(super) struct Splitter {
    delimiter: Option<u8>,
    /// Fields of the header, once known.
    pub(super) expected: Option<usize>,
    /// Remembered so that time stays linear when many quotes never close.
    barren: Barren,
}

/// Where a quoted field was sought in vain.
#[derive(Clone, Debug, Default)]
struct Barren {
    /// In bytes of the file: a field that opens in there and goes over a line end does not close in there either.
    span: Range<u64>,
    /// Whether a stray quote at its end then says that the opening quote of any of them is a character.
    is_settled: bool,
}

enum Quoted {
    Closed {
        start: usize,
        end: usize,
        quoting: Quoting,
        next: usize,
    },
    /// The opening quote is a character.
    Literal,
    NeedMore,
}

enum Stray {
    /// A character: go on from there.
    Skip(usize),
    Is(Quoted),
    CutOff,
}

enum Ahead {
    Closing(usize),
    Opening,
    /// Neither before the line ends, there.
    Nothing(usize),
    CutOff,
}

/// What can be seen of the input from the start of a record.
#[derive(Clone, Copy)]
struct View<'w> {
    window: &'w [u8],
    /// Whether the window reaches the end of the input.
    end: bool,
    /// Of the window in the file.
    offset: u64,
}

impl View<'_> {
    /// A place of the window in the file.
    fn in_file(&self, place: Range<usize>) -> Range<u64> {
        self.offset + place.start as u64..self.offset + place.end as u64
    }
}

impl Splitter {
    pub(super) fn new(delimiter: Option<u8>) -> Self {
        Self { delimiter, expected: None, barren: Barren::default() }
    }

    /// Reads the record that starts with the window; `end` when the window reaches the end of the input, `offset` where
    /// it stands in the file. The answer depends on the text alone, never on where the window was cut.
    pub(super) fn split(&mut self, window: &[u8], end: bool, offset: u64, record: &mut Record) -> Split {
        record.spans.clear();
        (record.n_fields, record.has_quotes, record.n_recovered) = (0, false, 0);
        let view = View { window, end, offset };
        let mut at = 0;
        let stop = loop {
            let Some(stop) = self.field(view, at, record) else { return Split::NeedMore };
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
        Split::Complete
    }

    /// Reads one field and says where it stops; `None` when the window is too short.
    fn field(&mut self, view: View<'_>, at: usize, record: &mut Record) -> Option<usize> {
        if view.window.get(at) == Some(&b'"') {
            match self.quoted(view, at) {
                Quoted::Closed { start, end, quoting, next } => {
                    record.push_span(start, end, quoting);
                    return Some(next);
                }
                Quoted::Literal => record.n_recovered += 1,
                Quoted::NeedMore => return None,
            }
        }
        let stop = match self.find_stop(&view.window[at..]) {
            Some(n) => at + n,
            None if view.end => view.window.len(),
            None => return None,
        };
        record.push_span(at, stop, Quoting::Bare);
        Some(stop)
    }

    fn quoted(&mut self, view: View<'_>, open: usize) -> Quoted {
        let window = view.window;
        let start = open + 1;
        let stop = (start + QUOTE_LIMIT).min(window.len());
        let (line_end, barren_end) = self.barren_from(view, start, stop);
        let (mut at, mut quoting) = (start, Quoting::Plain);
        loop {
            let mut quote = window.get(at..stop).and_then(|rest| memchr(b'"', rest)).map(|n| at + n);
            if quote.is_none_or(|quote| quote > line_end) && at < barren_end {
                if self.barren.is_settled {
                    return Quoted::Literal;
                }
                (at, quoting) = (barren_end, Quoting::Doubled);
                quote = window.get(at..stop).and_then(|rest| memchr(b'"', rest)).map(|n| at + n);
            }
            let Some(quote) = quote else { return self.exhausted(view, start, at) };
            match window.get(quote + 1) {
                Some(b'"') => (at, quoting) = (quote + 2, Quoting::Doubled),
                Some(byte) if !self.is_stop(*byte) => match self.stray(view, open, quote, stop) {
                    Stray::Skip(next) => (at, quoting) = (next, Quoting::Doubled),
                    Stray::Is(Quoted::Literal) => {
                        self.remember(Barren { span: view.in_file(start..quote), is_settled: true });
                        return Quoted::Literal;
                    }
                    Stray::Is(quoted) => return quoted,
                    Stray::CutOff => return self.exhausted(view, start, quote),
                },
                None if !view.end => return Quoted::NeedMore,
                _ => return Quoted::Closed { start, end: quote, quoting, next: quote + 1 },
            }
        }
    }

    /// The first line end of a quoted field, and up to where it cannot close once past it.
    fn barren_from(&self, view: View<'_>, start: usize, stop: usize) -> (usize, usize) {
        let span = &self.barren.span;
        if view.offset + start as u64 >= span.end {
            return (usize::MAX, 0);
        }
        match memchr2(b'\n', b'\r', &view.window[start..stop]).map(|n| start + n) {
            Some(line_end) if span.contains(&(view.offset + line_end as u64)) => {
                (line_end, (span.end - view.offset) as usize)
            }
            _ => (usize::MAX, 0),
        }
    }

    /// No closing quote in reach; `at` is how far all quotes have been judged.
    fn exhausted(&mut self, view: View<'_>, start: usize, at: usize) -> Quoted {
        if !view.end && view.window.len() <= start + QUOTE_LIMIT {
            return Quoted::NeedMore;
        }
        self.remember(Barren { span: view.in_file(start..at), is_settled: false });
        Quoted::Literal
    }

    /// Of two places where fields were sought in vain, the one that goes farther.
    fn remember(&mut self, barren: Barren) {
        if barren.span.end > self.barren.span.end {
            self.barren = barren;
        }
    }

    /// Decides what a stray quote means. `stop` is how far the field may go.
    fn stray(&self, view: View<'_>, open: usize, quote: usize, stop: usize) -> Stray {
        let window = view.window;
        let line_start = memrchr2(b'\n', b'\r', &window[open..quote]).map(|n| open + n + 1);
        if line_start.is_some() && self.is_delimiter(window[quote - 1]) {
            return Stray::Is(Quoted::Literal);
        }
        let ahead = self.look_ahead(view, quote + 1, stop);
        match (line_start, ahead) {
            (_, Ahead::CutOff) => Stray::CutOff,
            (None, Ahead::Closing(close)) => Stray::Is(closed(open, close)),
            (None, _) => self.trailing(view, open, quote),
            (Some(_), Ahead::Opening) => Stray::Is(Quoted::Literal),
            (Some(line_start), Ahead::Closing(close)) => match self.is_row(view, line_start, close, stop) {
                Some(true) => Stray::Is(Quoted::Literal),
                Some(false) => Stray::Is(closed(open, close)),
                None => Stray::CutOff,
            },
            (Some(line_start), Ahead::Nothing(line_end)) => {
                match self.is_row(view, line_start, line_end, stop) {
                    Some(true) => Stray::Is(Quoted::Literal),
                    _ => Stray::Skip(line_end),
                }
            }
        }
    }

    /// Whether a line alone holds as many fields as the header; `None` when its end is out of sight.
    fn is_row(&self, view: View<'_>, line_start: usize, seen: usize, stop: usize) -> Option<bool> {
        let Some(expected) = self.expected else { return Some(true) };
        let line_end = match memchr2(b'\n', b'\r', view.window.get(seen..stop).unwrap_or_default()) {
            Some(n) => seen + n,
            None if view.end && stop == view.window.len() => stop,
            None => return None,
        };
        Some(self.count_fields(&view.window[line_start..line_end]) == expected)
    }

    /// The field was closed at `quote`, the rest of it is literal.
    fn trailing(&self, view: View<'_>, open: usize, quote: usize) -> Stray {
        let next = match self.find_stop(&view.window[quote..]) {
            Some(n) => quote + n,
            None if view.end => view.window.len(),
            None => return Stray::Is(Quoted::NeedMore),
        };
        Stray::Is(Quoted::Closed { start: open, end: next, quoting: Quoting::Trailing, next })
    }

    /// Looks for the quote that closes the field on this line, unless another field opens before it.
    fn look_ahead(&self, view: View<'_>, from: usize, stop: usize) -> Ahead {
        let window = view.window;
        let mut at = from;
        loop {
            let found = window.get(at..stop).and_then(|rest| memchr3(b'"', b'\n', b'\r', rest));
            let Some(found) = found.map(|n| at + n) else {
                let is_last = view.end && stop == window.len();
                return if is_last { Ahead::Nothing(stop) } else { Ahead::CutOff };
            };
            if window[found] != b'"' {
                return Ahead::Nothing(found);
            }
            if found > from && self.is_delimiter(window[found - 1]) {
                return Ahead::Opening;
            }
            match window.get(found + 1) {
                Some(b'"') => at = found + 2,
                Some(byte) if !self.is_stop(*byte) => at = found + 1,
                None if !view.end => return Ahead::CutOff,
                _ => return Ahead::Closing(found),
            }
        }
    }

    /// Fields of one line taken alone, well-formed quoted fields respected.
    fn count_fields(&self, line: &[u8]) -> usize {
        let view = View { window: line, end: true, offset: 0 };
        let (mut n, mut at) = (1, 0);
        loop {
            if line.get(at) == Some(&b'"')
                && let Ahead::Closing(close) = self.look_ahead(view, at + 1, line.len())
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

fn closed(open: usize, close: usize) -> Quoted {
    Quoted::Closed { start: open + 1, end: close, quoting: Quoting::Doubled, next: close + 1 }
}

#[cfg(test)]
mod tests;
