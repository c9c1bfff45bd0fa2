//! The parts of a pattern become every sequence of pieces that they stand for, end to end in one array. Never: copies a
//! sequence that is half done, for a pattern has thousands of them.

use super::pattern::What;

/// One position of a sequence: an index among what the pattern asks. Thousands of variants share a few words.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Index in [`Variants::whats`].
    pub what: usize,
    /// Whether it must stand inside a negation.
    pub negated: bool,
}

/// One of the patterns that a line holds, separated by `|`.
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// Its first character in the line's pattern, from 0, and the one after its last.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// How many sequences it stands for.
    pub n: usize,
}

/// Every sequence that a pattern stands for, without copies of its words.
#[derive(Clone, Debug)]
pub struct Variants {
    /// What the pattern asks, in the order of its text.
    pub whats: Vec<What>,
    /// The alternatives whose sequences follow each other.
    pub alternatives: Vec<Alternative>,
    /// The sequences end to end, and where each ends.
    pieces: Vec<Piece>,
    ends: Vec<usize>,
}

impl Variants {
    /// The sequences of a whole pattern, whose pieces ask `whats`: the last part changes first.
    pub fn of(pattern: &Part, whats: Vec<What>, alternatives: Vec<Alternative>) -> Self {
        let (mut pieces, mut ends) = (Vec::new(), Vec::with_capacity(pattern.n));
        for index in 0..pattern.n {
            pattern.write(index, &mut pieces);
            ends.push(pieces.len());
        }
        Self { whats, alternatives, pieces, ends }
    }

    /// How many sequences there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The sequences, in the order of the alternatives of the pattern.
    pub fn sequences(&self) -> impl Iterator<Item = &[Piece]> {
        let mut start = 0;
        self.ends.iter().map(move |end| &self.pieces[std::mem::replace(&mut start, *end)..*end])
    }

    /// The first thing wrong in a sequence.
    pub fn fault(&self) -> Option<&'static str> {
        let holds_gaps = self.whats.iter().any(|what| matches!(what, What::Gap(_)));
        let gap = |piece: Option<&Piece>| {
            holds_gaps && piece.is_some_and(|piece| matches!(self.whats[piece.what], What::Gap(_)))
        };
        self.sequences().find_map(|variant| {
            if variant.is_empty() {
                Some("an empty alternative")
            } else if gap(variant.first()) || gap(variant.last()) {
                Some("a gap needs a word on both sides")
            } else {
                let twice = variant.windows(2).any(|pair| gap(pair.first()) && gap(pair.last()));
                twice.then_some("two gaps side by side: add them up")
            }
        })
    }
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub struct Part {
    /// How many sequences it stands for: one at least.
    n: usize,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Pieces that no alternative parts: copied at once.
    Run(Vec<Piece>),
    Row(Vec<Part>),
    Choice(Vec<Part>),
}

impl Part {
    /// One position.
    pub fn piece(what: usize) -> Self {
        Self { n: 1, shape: Shape::Run(vec![Piece { what, negated: false }]) }
    }

    /// Nothing at all.
    pub fn nothing() -> Self {
        Self { n: 1, shape: Shape::Run(Vec::new()) }
    }

    /// Parts that follow each other.
    pub fn row(parts: Vec<Self>) -> Self {
        let mut row: Vec<Self> = Vec::with_capacity(parts.len());
        for part in parts {
            match (row.last_mut().map(|last| &mut last.shape), part.shape) {
                (Some(Shape::Run(run)), Shape::Run(next)) => run.extend(next),
                (_, shape) => row.push(Self { n: part.n, shape }),
            }
        }
        match row.len() {
            0 => Self::nothing(),
            1 => row.remove(0),
            _ => Self { n: row.iter().map(|part| part.n).product(), shape: Shape::Row(row) },
        }
    }

    /// Parts that stand for each other, one at least.
    pub fn choice(parts: Vec<Self>) -> Self {
        Self { n: parts.iter().map(|part| part.n).sum(), shape: Shape::Choice(parts) }
    }

    /// The same part inside a negation.
    pub fn denied(mut self) -> Self {
        self.deny();
        self
    }

    fn deny(&mut self) {
        match &mut self.shape {
            Shape::Run(pieces) => pieces.iter_mut().for_each(|piece| piece.negated = true),
            Shape::Row(parts) | Shape::Choice(parts) => parts.iter_mut().for_each(Self::deny),
        }
    }

    /// How many sequences it stands for.
    pub fn n_sequences(&self) -> usize {
        self.n
    }

    /// Appends the sequence of an index.
    fn write(&self, mut index: usize, pieces: &mut Vec<Piece>) {
        match &self.shape {
            Shape::Run(run) => pieces.extend_from_slice(run),
            Shape::Row(parts) => {
                let mut left = self.n;
                for part in parts {
                    if let Shape::Run(run) = &part.shape {
                        pieces.extend_from_slice(run);
                        continue;
                    }
                    left /= part.n;
                    part.write(index / left, pieces);
                    index %= left;
                }
            }
            Shape::Choice(parts) if parts.len() == self.n => parts[index].write(0, pieces),
            Shape::Choice(parts) => {
                for part in parts {
                    if index < part.n {
                        return part.write(index, pieces);
                    }
                    index -= part.n;
                }
            }
        }
    }
}
