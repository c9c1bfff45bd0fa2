//! Nodes of the trie as they lie in memory. The walk spends most of its time waiting for memory: what one visit reads
//! stands side by side, in one cache line where possible.
//!
//! A node is a run of words: a head that tells what follows, what its edges ask for, then the turn, the entries, the gaps,
//! the edges to leaves, the other edges. A part that a node lacks takes no room. A node with many edges has them hashed, in
//! [`Trie::slots`]: it keeps the start and the mask of their slots, and a filter that rules out most of the edges that it
//! lacks before any slot is read.

use super::{Asked, EntryId, Trie, bit};
use crate::lexicon::atoms::NEGATED;

/// No place, or no atom.
pub const NONE: u32 = u32::MAX;

/// Marks the place of an entry with nothing below. Two nodes in three are no more than that, and need not be read.
pub const LEAF: u32 = 1 << 31;

/// Edges of a node that are looked through one by one.
pub(super) const FEW: usize = 12;

/// Bits of the head: numbers of entries (16 bits), of gaps, of leaves and of other edges (4 bits each), then what it has.
pub(super) const GAPS: u32 = 16;
pub(super) const LEAVES: u32 = 20;
pub(super) const OTHERS: u32 = 24;
pub(super) const HASHED: u32 = 1 << 28;
pub(super) const TURNS: u32 = 1 << 29;

/// Words of the head and of what the edges ask for; of the turn with what it asks for; of a gap.
pub(super) const HEAD_SIZE: usize = 3;
pub(super) const TURN_SIZE: usize = 5;
pub(super) const GAP_SIZE: usize = 4;

/// Words of a node that are read at once. As many stand after the last node, so that this never runs past the end.
pub const FIXED: usize = HEAD_SIZE + TURN_SIZE;

/// Bits of the filter of hashed edges, for each of their slots.
pub(super) const FILTER_BITS: u32 = 8;

/// Words of what lies below an edge that leads to no leaf.
pub(super) const REACH_SIZE: usize = 4;

/// Bits of atoms on one side of a token, one of 64 for each: those that stand there, or those that are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Past no word but those that may stand unseen inside a pattern.
    pub near: u64,
    /// Past other words too, up to a barrier.
    pub far: u64,
}

impl Sight {
    /// Everything.
    pub const ALL: Self = Self { near: u64::MAX, far: u64::MAX };

    /// Whether some atom may be in both.
    pub fn meets(self, other: Self) -> bool {
        self.near & other.near | self.far & other.far != 0
    }

    /// What is in one or the other.
    pub fn or(self, other: Self) -> Self {
        Self { near: self.near | other.near, far: self.far | other.far }
    }

    /// As it lies in memory.
    pub fn words(self) -> [u32; 4] {
        let ([a, b], [c, d]) = (halves(self.near), halves(self.far));
        [a, b, c, d]
    }

    /// The sight of [`Self::words`].
    pub fn of([a, b, c, d]: [u32; 4]) -> Self {
        Self { near: whole([a, b]), far: whole([c, d]) }
    }
}

/// A long number as two words, the low one first.
pub(super) fn halves(long: u64) -> [u32; 2] {
    [long as u32, (long >> 32) as u32]
}

/// The number of [`halves`].
fn whole([low, high]: [u32; 2]) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

/// An edge that asks for an atom, with what a walk may meet below, so that two nodes in three need not be read.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// What it asks for.
    pub atom: Asked,
    /// What it leads to.
    pub place: u32,
    /// Which atoms may come next on either side: all of them where something ends.
    pub reach: Sight,
}

/// An edge that leads nowhere.
pub const EMPTY: Slot = Slot { atom: NONE, place: NONE, reach: Sight { near: 0, far: 0 } };

impl Slot {
    /// Whether it leads anywhere.
    pub fn leads(&self) -> bool {
        self.place != NONE
    }
    /// The entry that ends there, when nothing lies below.
    pub fn leaf(&self) -> Option<EntryId> {
        leaf(self.place)
    }
}

/// The entry that ends at a place, when nothing lies below.
pub fn leaf(place: u32) -> Option<EntryId> {
    (place & LEAF != 0 && place != NONE).then_some(place & !LEAF)
}

/// An edge that lets words stand in between, with what its node asks for, so that most need not be followed.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// Which atoms its node may ask for.
    pub asks: u64,
    /// What it leads to.
    pub node: u32,
    /// Words that may stand in between.
    pub width: u32,
}

/// A node, as the walk reads it.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    /// Its first words.
    fixed: &'t [u32; FIXED],
    /// It and all that follows.
    words: &'t [u32],
}

impl<'t> Node<'t> {
    fn head(&self) -> u32 {
        self.fixed[0]
    }
    fn n_entries(&self) -> usize {
        (self.head() & 0xFFFF) as usize
    }
    fn n_gaps(&self) -> usize {
        (self.head() >> GAPS & 15) as usize
    }
    fn n_leaves(&self) -> usize {
        (self.head() >> LEAVES & 15) as usize
    }
    fn n_others(&self) -> usize {
        (self.head() >> OTHERS & 15) as usize
    }
    /// Words before the entries.
    fn before_entries(&self) -> usize {
        HEAD_SIZE + if self.head() & TURNS != 0 { TURN_SIZE } else { 0 }
    }
    /// What ends there.
    pub fn entries(&self) -> &'t [EntryId] {
        let start = self.before_entries();
        &self.words[start..start + self.n_entries()]
    }
    /// Which atoms its edges may ask for.
    pub fn asks(&self) -> u64 {
        whole([self.fixed[1], self.fixed[2]])
    }
    /// The node of what stands before the anchor, and what it asks for.
    pub fn turn(&self) -> Option<(u32, Sight)> {
        let [_, _, _, turn, asks @ ..] = self.fixed;
        (self.head() & TURNS != 0).then(|| (*turn, Sight::of(*asks)))
    }
    /// Its gaps.
    pub fn gaps(&self) -> impl Iterator<Item = Gap> + use<'t> {
        let start = self.before_entries() + self.n_entries();
        let (gaps, _) = self.words[start..start + self.n_gaps() * GAP_SIZE].as_chunks::<GAP_SIZE>();
        gaps.iter().map(|[low, high, node, width]| Gap {
            asks: whole([*low, *high]),
            node: *node,
            width: *width,
        })
    }
    /// Words of its edges.
    fn edges(&self) -> &'t [u32] {
        &self.words[self.before_entries() + self.n_entries() + self.n_gaps() * GAP_SIZE..]
    }
}

impl Trie {
    /// The node at a place.
    pub(super) fn node(&self, place: u32) -> Node<'_> {
        let words = &self.words[place as usize..];
        let fixed = words.first_chunk().expect("words stand after the last node");
        Node { fixed, words }
    }

    /// Calls `follow` with every edge of a node that asks for one of these atoms, and whether it asks for it denied.
    pub(super) fn edges(
        &self,
        node: Node<'_>,
        atoms: &[Asked],
        negated: bool,
        mut follow: impl FnMut(Slot, bool),
    ) {
        let words = node.edges();
        if node.head() & HASHED != 0 {
            let [slots, mask, filter @ ..] = words else { return };
            let may_ask = |atom: &&Asked| {
                let bit = **atom & (mask * FILTER_BITS + (FILTER_BITS - 1));
                filter[bit as usize / 32] >> (bit % 32) & 1 == 1
            };
            for atom in atoms.iter().filter(may_ask) {
                follow(self.edge(*slots, *mask, *atom), false);
                if negated {
                    follow(self.edge(*slots, *mask, atom | NEGATED), true);
                }
            }
            return;
        }
        let (asks, n_leaves) = (node.asks(), node.n_leaves());
        let (asked, rest) = words.split_at(n_leaves + node.n_others());
        let (places, reaches) = rest.split_at(asked.len());
        let (reaches, _) = reaches.as_chunks::<REACH_SIZE>();
        for atom in atoms.iter().filter(|atom| asks & bit(**atom) != 0) {
            let edges = asked.iter().zip(places).enumerate();
            for (at, (asked, place)) in edges.filter(|(_, (asked, _))| **asked & !NEGATED == *atom) {
                let denied = asked & NEGATED != 0;
                if denied && !negated {
                    continue;
                }
                let reach = at.checked_sub(n_leaves).map_or(Sight::default(), |at| Sight::of(reaches[at]));
                follow(Slot { atom: *asked, place: *place, reach }, denied);
            }
        }
    }

    /// The edge that asks for that atom, or an empty one, among slots that start there.
    fn edge(&self, slots: u32, mask: u32, atom: Asked) -> Slot {
        let start = atom & mask;
        let places = (start..=mask).chain(0..start);
        let mut slots = places.map(|at| self.slots[(slots + at) as usize]);
        slots.find(|slot| slot.atom == atom || slot.atom == NONE).unwrap_or(EMPTY)
    }
}
