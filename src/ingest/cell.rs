//! Goes in: the text of a comment as its cell holds it. Comes out: the same as its author saw it. Never: changes a word.

use super::{markup, mojibake, quoted};

/// How a comment was stored.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Odd {
    /// As UTF-8 that was encoded twice.
    pub twice_encoded: bool,
    /// As HTML.
    pub html: bool,
    /// With the messages that it answers.
    pub quotes: bool,
}

impl Odd {
    /// What was odd in either.
    pub fn or(self, other: Self) -> Self {
        Self {
            twice_encoded: self.twice_encoded | other.twice_encoded,
            html: self.html | other.html,
            quotes: self.quotes | other.quotes,
        }
    }
}

/// Mends what was appended to `out` from `start` on; says what was odd.
pub(super) fn tidy(out: &mut String, start: usize) -> Odd {
    Odd {
        twice_encoded: mojibake::mend(out, start),
        html: markup::strip(out, start),
        quotes: quoted::strip(out, start),
    }
}

/// The text of a comment as an analysis reads its cell: encoded once, without tags of HTML nor the messages that it answers.
///
/// ```
/// use verbatim::ingest::read_comment;
/// assert_eq!(read_comment("<p>Trop d&eacute;&ccedil;u</p>"), "Trop déçu");
/// ```
pub fn read_comment(cell: &str) -> String {
    let mut text = cell.to_owned();
    tidy(&mut text, 0);
    text
}
