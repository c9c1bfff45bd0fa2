//! Puts nodes in memory: what makes one goes in, its place comes out. Nodes with the same content are one: « retard de
//! (colis|livraison|commande) » has one node for what may come before, however many words it may come before.

use rustc_hash::FxHashMap;

use super::node::{
    EMPTY, FEW, FILTER_BITS, GAPS, Gap, HASHED, LEAF, LEAVES, NONE, OTHERS, Sight, Slot, TURNS, halves,
};
use super::{EntryId, Trie};

/// Words of a cache line.
const LINE: usize = 16;

/// What makes a node.
#[derive(Debug, Default)]
pub struct NodeParts {
    /// Which atoms its edges may ask for: one bit of 64 for each.
    pub asks: u64,
    /// The node of what stands before the anchor, and what it asks for.
    pub turn: Option<(u32, Sight)>,
    /// What ends there.
    pub entries: Vec<EntryId>,
    /// Its gaps.
    pub gaps: Vec<Gap>,
    /// Its edges.
    pub edges: Vec<Slot>,
}

/// Nodes laid so far.
#[derive(Debug, Default)]
pub struct Layout {
    /// Their places, by their content.
    places: FxHashMap<Box<[u32]>, u32>,
    /// The content of the node at hand.
    content: Vec<u32>,
}

impl Layout {
    /// The place of a node, after those of the nodes below it: at the start of a line, when it would cross one that it
    /// can be kept from crossing.
    pub fn lay(&mut self, trie: &mut Trie, node: &mut NodeParts) -> u32 {
        node.entries.sort_unstable();
        node.gaps.sort_unstable_by_key(|gap| gap.width);
        node.edges.sort_unstable_by_key(|edge| (edge.place & LEAF == 0, edge.atom));
        let hashed = node.edges.len() > FEW;
        self.content.clear();
        write(node, hashed, &mut self.content);
        if hashed {
            hash(&node.edges, &mut trie.slots, &mut self.content);
        } else if let Some(place) = self.places.get(self.content.as_slice()) {
            return *place;
        }
        let (next, size) = (trie.words.len(), self.content.len());
        let room = LINE - next % LINE;
        let place = if size > room && size <= LINE { next + room } else { next };
        trie.words.resize(place, 0);
        trie.words.extend_from_slice(&self.content);
        self.places.insert(self.content.as_slice().into(), place as u32);
        place as u32
    }
}

/// All of a node but its hashed edges.
fn write(node: &NodeParts, hashed: bool, words: &mut Vec<u32>) {
    let NodeParts { asks, turn, entries, gaps, edges } = node;
    let n_leaves = if hashed { 0 } else { edges.iter().filter(|edge| edge.place & LEAF != 0).count() };
    let n_others = if hashed { 0 } else { edges.len() - n_leaves };
    assert!(entries.len() < 1 << 16 && gaps.len() < 16, "a sequence of words has too many lines or gaps");
    words.push(
        entries.len() as u32
            | (gaps.len() as u32) << GAPS
            | (n_leaves as u32) << LEAVES
            | (n_others as u32) << OTHERS
            | if hashed { HASHED } else { 0 }
            | if turn.is_some() { TURNS } else { 0 },
    );
    words.extend(halves(*asks));
    if let Some((turn, asks)) = turn {
        words.push(*turn);
        words.extend(asks.words());
    }
    words.extend_from_slice(entries);
    for gap in gaps {
        words.extend(halves(gap.asks));
        words.extend([gap.node, gap.width]);
    }
    if !hashed {
        words.extend(edges.iter().map(|edge| edge.atom));
        words.extend(edges.iter().map(|edge| edge.place));
        edges[n_leaves..].iter().for_each(|edge| words.extend(edge.reach.words()));
    }
}

/// Puts edges in slots, and says in a node where they are.
fn hash(edges: &[Slot], slots: &mut Vec<Slot>, words: &mut Vec<u32>) {
    let first = slots.len();
    let n_slots = (edges.len() + edges.len() / 2).next_power_of_two();
    let n_bits = n_slots * FILTER_BITS as usize;
    let (mask, wide) = (n_slots - 1, n_bits - 1);
    words.extend([first as u32, mask as u32]);
    slots.resize(first + n_slots, EMPTY);
    let filter = words.len();
    words.resize(filter + n_bits / 32, 0);
    for edge in edges {
        let mut at = edge.atom as usize & mask;
        while slots[first + at].atom != NONE {
            at = (at + 1) & mask;
        }
        slots[first + at] = *edge;
        let bit = edge.atom as usize & wide;
        words[filter + bit / 32] |= 1 << (bit % 32);
    }
}
