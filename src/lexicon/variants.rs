//! The parts of a pattern become every sequence of pieces that they stand for, end to end in one array. Never: knows
//! what a piece asks, or copies a sequence that is half done: a pattern has thousands of them.

/// One position of a sequence: an index among what the pattern asks. Thousands of variants share a few words.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Index in [`super::pattern::Variants::whats`].
    pub what: usize,
    /// Whether it must stand inside a negation.
    pub negated: bool,
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
    Piece(Piece),
    Row(Vec<Part>),
    Choice(Vec<Part>),
    Denied(Box<Part>),
}

impl Part {
    /// One position.
    pub fn piece(what: usize) -> Self {
        Self { n: 1, shape: Shape::Piece(Piece { what, negated: false }) }
    }

    /// Parts that follow each other; none for nothing at all.
    pub fn row(parts: Vec<Self>) -> Self {
        Self { n: parts.iter().map(|part| part.n).product(), shape: Shape::Row(parts) }
    }

    /// Parts that stand for each other, one at least.
    pub fn choice(parts: Vec<Self>) -> Self {
        Self { n: parts.iter().map(|part| part.n).sum(), shape: Shape::Choice(parts) }
    }

    /// The same part inside a negation.
    pub fn denied(self) -> Self {
        Self { n: self.n, shape: Shape::Denied(Box::new(self)) }
    }

    /// How many sequences it stands for.
    pub fn n_sequences(&self) -> usize {
        self.n
    }

    /// All sequences end to end, and where each ends: the last part changes first.
    pub fn sequences(&self) -> (Vec<Piece>, Vec<usize>) {
        let mut pieces = Vec::new();
        let ends = (0..self.n).map(|index| {
            self.write(index, false, &mut pieces);
            pieces.len()
        });
        let ends = ends.collect();
        (pieces, ends)
    }

    /// Appends the sequence of an index.
    fn write(&self, mut index: usize, negated: bool, pieces: &mut Vec<Piece>) {
        match &self.shape {
            Shape::Piece(piece) => pieces.push(Piece { negated, ..*piece }),
            Shape::Denied(part) => part.write(index, true, pieces),
            Shape::Row(parts) => {
                let mut left = self.n;
                for part in parts {
                    if part.n == 1 {
                        part.write(0, negated, pieces);
                        continue;
                    }
                    left /= part.n;
                    part.write(index / left, negated, pieces);
                    index %= left;
                }
            }
            Shape::Choice(parts) => {
                for part in parts {
                    if index < part.n {
                        return part.write(index, negated, pieces);
                    }
                    index -= part.n;
                }
            }
        }
    }
}
