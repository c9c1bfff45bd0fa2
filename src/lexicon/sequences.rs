//! Goes in: the sequences of atoms of each line, in the order of lines. Comes out: the same end to end, and the alternatives
//! that they come from.

use super::atoms::Atom;
use super::trie::EntryId;
use super::variants::Alternative;

/// Where a sequence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A line says it.
    Written,
    /// A line says it of a single word that has only a role: nothing to match.
    Role,
    /// An abbreviation stands in it for several words.
    Abbreviated,
}

/// A line whose sequences are all there.
#[derive(Debug)]
pub struct Gathered {
    /// Where its pattern starts: a character of the line, from 1.
    pub column: u32,
    /// Its alternatives, in the order of its sequences; none where it says nothing.
    pub alternatives: Vec<Alternative>,
    /// Its words join a class too.
    pub joins_class: bool,
}

/// Sequences of atoms with the lines they come from, side by side.
#[derive(Debug, Default)]
pub struct Sequences {
    atoms: Vec<Atom>,
    /// End of each sequence, its line, its standing.
    spans: Vec<(usize, EntryId, Standing)>,
    lines: Vec<Gathered>,
}

impl Sequences {
    /// Adds a sequence of the line at hand.
    pub fn push(&mut self, sequence: &[Atom], id: EntryId, standing: Standing) {
        self.atoms.extend_from_slice(sequence);
        self.spans.push((self.atoms.len(), id, standing));
    }

    /// Ends the line at hand.
    pub fn end_line(&mut self, line: Gathered) {
        self.lines.push(line);
    }

    /// Lines, by the ids of their entries.
    pub fn lines(&self) -> &[Gathered] {
        &self.lines
    }

    /// Every sequence, with its line and where it comes from.
    pub fn iter(&self) -> impl Iterator<Item = (&[Atom], EntryId, Standing)> {
        let mut start = 0;
        self.spans.iter().map(move |(end, id, standing)| {
            let sequence = &self.atoms[start..*end];
            start = *end;
            (sequence, *id, *standing)
        })
    }
}
