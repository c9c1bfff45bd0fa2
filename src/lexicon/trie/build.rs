//! Patterns are gathered, then laid flat.

use rustc_hash::FxHashMap;

use super::layout::{Layout, NodeParts};
use super::node::{self, Gap, LEAF, NONE, Sight, Slot};
use super::{Asked, BIT, EntryId, Root, Trie, bit};
use crate::lexicon::atoms::{Atom, GAP, NEGATED};

/// Stands for the turn: between the words after the anchor and those before it.
const TURN: Atom = 1 << 29;

/// Marks what stands between words: a gap or the turn.
const BETWEEN: Atom = GAP | TURN;

/// Patterns being gathered.
#[derive(Debug, Default)]
pub struct TrieBuilder {
    /// The child of a node past an edge: the node in the upper half of the key, the atom in the lower.
    children: FxHashMap<u64, u32>,
    /// What leads to each node but the root: its parent and an atom.
    edges: Vec<(u32, Atom)>,
    ends: Vec<(u32, EntryId)>,
    /// Atoms and nodes of the last sequence: variants of a pattern come in a row and share their beginning.
    last: Vec<(Atom, u32)>,
    /// How common each atom is; one that is not listed is rare.
    commonness: Vec<u32>,
    /// The sequence at hand, from its anchor.
    filed: Vec<Atom>,
}

impl TrieBuilder {
    /// Without any pattern. The more common an atom, the fewer patterns are filed under it; results do not depend on it.
    pub fn new(commonness: Vec<u32>) -> Self {
        Self { commonness, ..Self::default() }
    }

    /// The node of a sequence of atoms.
    pub fn node(&mut self, sequence: &[Atom]) -> u32 {
        let mut filed = std::mem::take(&mut self.filed);
        self.file(sequence, &mut filed);
        let shared = filed.iter().zip(&self.last).take_while(|(atom, (last, _))| *atom == last).count();
        self.last.truncate(shared);
        let mut node = self.last.last().map_or(0, |(_, node)| *node);
        for atom in &filed[shared..] {
            let next = self.edges.len() as u32 + 1;
            let child = *self.children.entry(u64::from(node) << 32 | u64::from(*atom)).or_insert(next);
            if child == next {
                self.edges.push((node, *atom));
            }
            self.last.push((*atom, child));
            node = child;
        }
        self.filed = filed;
        node
    }

    /// The way down to a sequence: its rarest atom, the first among equals, then what follows, then what precedes.
    fn file(&self, sequence: &[Atom], filed: &mut Vec<Atom>) {
        let words = sequence.iter().enumerate().filter(|(_, atom)| **atom & GAP == 0);
        let anchor = words.min_by_key(|(_, atom)| self.commonness(**atom)).map_or(0, |(at, _)| at);
        filed.clear();
        filed.extend_from_slice(&sequence[anchor..]);
        if anchor > 0 {
            filed.push(TURN);
            filed.extend(sequence[..anchor].iter().rev());
        }
    }

    fn commonness(&self, atom: Atom) -> u32 {
        self.commonness.get((atom & !NEGATED) as usize).copied().unwrap_or(0)
    }

    /// Adds a sequence of atoms for an entry; gives its node.
    pub fn insert(&mut self, sequence: &[Atom], entry: EntryId) -> u32 {
        let node = self.node(sequence);
        self.ends.push((node, entry));
        node
    }

    /// The trie, laid flat.
    pub fn build(self, n_atoms: usize) -> Trie {
        let n_nodes = self.edges.len() + 1;
        let (children, mut edges) = grouped(edges_of(&self.edges), n_nodes);
        let (ends, entries) = grouped(self.ends.iter().copied(), n_nodes);
        let of = |starts: &[u32], node: usize| starts[node] as usize..starts[node + 1] as usize;
        // Plain edges first, then the turn, then gaps.
        for node in 0..n_nodes {
            edges[of(&children, node)].sort_unstable_by_key(|(atom, _)| *atom & BETWEEN);
        }
        let n_plain =
            |node: usize| edges[of(&children, node)].partition_point(|(atom, _)| atom & BETWEEN == 0);
        let is_leaf = |node: usize| of(&children, node).is_empty() && of(&ends, node).len() == 1;
        // The roots of common words are met often: side by side, they stay at hand.
        let mut roots = edges[of(&children, 0)].to_vec();
        roots.sort_by_key(|(atom, _)| std::cmp::Reverse(self.commonness(*atom)));
        let roots: Vec<u32> = roots.into_iter().map(|(_, root)| root).collect();
        let order = descent(&roots, &edges, &children, |node| !is_leaf(node as usize));
        let mut places = vec![NONE; n_nodes];
        for node in (0..n_nodes).filter(|node| is_leaf(*node)) {
            places[node] = LEAF | entries[of(&ends, node)][0];
        }
        let asked = self.asked(n_atoms);
        let with_bit = |atom: Atom| asked[(atom & !NEGATED) as usize] | atom & NEGATED;
        let Reach { asks, reach, turns } = self.reach(n_nodes, &asked);
        let mut trie = Trie { roots: vec![[None; 2]; n_atoms], ..Trie::default() };
        let (mut parts, mut layout) = (NodeParts::default(), Layout::default());
        // What lies below a node before the node itself.
        for node in order.iter().rev().map(|node| *node as usize) {
            let (plain, between) = edges[of(&children, node)].split_at(n_plain(node));
            let (turn, gaps) = between.split_at(between.partition_point(|(atom, _)| atom & TURN != 0));
            parts.asks = asks[node];
            parts.turn = turn.first().map(|(_, child)| (places[*child as usize], turns[node]));
            parts.entries.clear();
            parts.entries.extend_from_slice(&entries[of(&ends, node)]);
            parts.gaps.clear();
            parts.gaps.extend(gaps.iter().map(|(gap, child)| Gap {
                asks: asks[*child as usize],
                node: places[*child as usize],
                width: gap & !GAP,
            }));
            parts.edges.clear();
            parts.edges.extend(plain.iter().map(|(atom, child)| {
                let (atom, child) = (with_bit(*atom), *child as usize);
                Slot { atom, place: places[child], reach: reach[child].or(turns[child]) }
            }));
            places[node] = layout.lay(&mut trie, &mut parts);
        }
        for (atom, child) in &edges[of(&children, 0)] {
            let denied = atom & NEGATED != 0;
            let (place, node) = (places[*child as usize], *child as usize);
            // What ends at the root is told apart from what goes on: most of the time nothing does.
            let (entry, ahead) = match entries[of(&ends, node)] {
                [] => (NONE, reach[node]),
                [entry] => (entry, self.beyond(asks[node], &edges[of(&children, node)], &asks)),
                [..] => (NONE, Sight::ALL),
            };
            let root = Root { place, entry, denied, ahead, behind: turns[node] };
            trie.roots[(atom & !NEGATED) as usize][usize::from(denied)] = Some(root);
        }
        trie.words.resize(trie.words.len() + node::FIXED, 0);
        trie.asked = asked;
        trie
    }

    /// What edges hold of each atom. Common ones, which are at hand nearly everywhere, share [`COMMON_BITS`] of the bits.
    fn asked(&self, n_atoms: usize) -> Vec<Asked> {
        let mut asked = vec![NONE; n_atoms];
        let plain = self.edges.iter().filter(|(parent, atom)| *parent != 0 && atom & BETWEEN == 0);
        let mut atoms: Vec<Atom> = plain.map(|(_, atom)| atom & !NEGATED).collect();
        atoms.sort_unstable();
        atoms.dedup();
        assert!(n_atoms < 1 << BIT, "the lexicons hold too many words");
        atoms.sort_by_key(|atom| std::cmp::Reverse(self.commonness(*atom)));
        for (atom, rank) in atoms.into_iter().zip(0..) {
            let bit =
                if rank < N_COMMON { rank % COMMON_BITS } else { COMMON_BITS + rank % (64 - COMMON_BITS) };
            asked[atom as usize] = atom | bit << BIT;
        }
        asked
    }

    /// What may come after a node, whatever ends there.
    fn beyond(&self, asks_at_once: u64, below: &[(Atom, u32)], asks: &[u64]) -> Sight {
        let gaps = below.iter().filter(|(atom, _)| atom & GAP != 0);
        Sight { near: asks_at_once, far: gaps.fold(0, |far, (_, child)| far | asks[*child as usize]) }
    }

    /// What the walk may meet below each node.
    fn reach(&self, n_nodes: usize, asked: &[Asked]) -> Reach {
        let mut asks = vec![0; n_nodes];
        let plain = self.edges.iter().filter(|(parent, atom)| *parent != 0 && atom & BETWEEN == 0);
        for (parent, atom) in plain {
            asks[*parent as usize] |= bit(asked[(*atom & !NEGATED) as usize]);
        }
        let mut reach: Vec<Sight> = asks.iter().map(|asks| Sight { near: *asks, far: 0 }).collect();
        for (parent, (_, child)) in edges_of(&self.edges).filter(|(_, (atom, _))| atom & GAP != 0) {
            reach[parent as usize].far |= asks[child as usize];
        }
        let mut turns = vec![Sight::default(); n_nodes];
        for (parent, (_, child)) in edges_of(&self.edges).filter(|(_, (atom, _))| atom & TURN != 0) {
            turns[parent as usize] = reach[child as usize];
        }
        for (node, _) in &self.ends {
            reach[*node as usize] = Sight::ALL;
        }
        Reach { asks, reach, turns }
    }
}

/// Nodes in the order of a walk, so that what it reads in a row lies side by side: each node with those of its turn and of
/// its gaps, then what lies below its edges. `roots` are in the order in which they are wanted.
fn descent(
    roots: &[u32],
    edges: &[(Atom, u32)],
    children: &[u32],
    is_node: impl Fn(u32) -> bool,
) -> Vec<u32> {
    let below = |node: u32| &edges[children[node as usize] as usize..children[node as usize + 1] as usize];
    let mut order = Vec::new();
    let mut left: Vec<u32> = roots.iter().rev().copied().filter(|root| is_node(*root)).collect();
    while let Some(node) = left.pop() {
        let first = order.len();
        order.push(node);
        let mut at = first;
        while at < order.len() {
            let between = below(order[at]).iter().filter(|(atom, _)| atom & BETWEEN != 0);
            order.extend(between.map(|(_, child)| *child));
            at += 1;
        }
        for node in order[first..].iter().rev() {
            let plain = below(*node).iter().filter(|(atom, child)| atom & BETWEEN == 0 && is_node(*child));
            left.extend(plain.rev().map(|(_, child)| *child));
        }
    }
    order
}

/// Atoms that sentences are made of, and the bits that they share.
const N_COMMON: u32 = 140;
const COMMON_BITS: u32 = 28;

/// What each node asks for.
struct Reach {
    /// At once.
    asks: Vec<u64>,
    /// At once or past a gap; everything where something ends.
    reach: Vec<Sight>,
    /// Once turned left.
    turns: Vec<Sight>,
}

/// Every edge: its parent, its atom and its child.
fn edges_of(edges: &[(u32, Atom)]) -> impl Iterator<Item = (u32, (Atom, u32))> + Clone {
    edges.iter().zip(1..).map(|((parent, atom), child)| (*parent, (*atom, child)))
}

/// Values laid side by side by the node they belong to, in their order; and where those of each node start.
fn grouped<T: Copy + Default>(
    pairs: impl Iterator<Item = (u32, T)> + Clone,
    n_nodes: usize,
) -> (Vec<u32>, Vec<T>) {
    let mut starts = vec![0; n_nodes + 1];
    pairs.clone().for_each(|(node, _)| starts[node as usize + 1] += 1);
    for node in 0..n_nodes {
        starts[node + 1] += starts[node];
    }
    let mut values = vec![T::default(); starts[n_nodes] as usize];
    let mut next = starts.clone();
    for (node, value) in pairs {
        values[next[node as usize] as usize] = value;
        next[node as usize] += 1;
    }
    (starts, values)
}
