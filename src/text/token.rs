//! The unit that every later stage counts in: a byte range of the comment and what kind of thing stands there.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word, or the elided part of one (`l'`).
    Word,
    /// Digits, with their separators: `12,50`, `1 234`, `n°3` without its sign, `06.12.34.56.78`.
    Number,
    /// A number with its currency: `12,50 €`.
    Price,
    /// A time of day: `14h30`, `9:15`.
    Hour,
    /// A number glued to a unit of time: `48h`, `3j`, `15mn`.
    Duration,
    /// `12/03/2024`.
    Date,
    /// `www.exemple.fr`, `https://...`.
    Url,
    /// `nom@exemple.fr`.
    Email,
    /// `@marque`.
    Handle,
    /// An emoji sequence or an ASCII smiley.
    Emoji,
    /// Ends a sentence: `.`, `!`, `?`, `…` and runs of them, line breaks.
    Stop,
    /// Ends a clause: `,`, `;`, `:`, brackets, dashes.
    Pause,
    /// Any other sign; ends nothing.
    Sign,
}

impl Kind {
    /// Whether words on both sides belong to different clauses.
    pub fn is_break(self) -> bool {
        matches!(self, Self::Stop | Self::Pause)
    }
}

/// A span of the comment. What lies between two tokens is white space, other invisible characters, or the hyphen that
/// joined them (`non-conforme`, `est-ce-que`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What stands there.
    pub kind: Kind,
}

impl Token {
    /// The text it covers.
    pub fn text<'t>(&self, comment: &'t str) -> &'t str {
        &comment[self.start as usize..self.end as usize]
    }
}
