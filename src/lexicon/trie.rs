//! All patterns as one trie over atoms, walked once over the tokens of a comment.
//!
//! Policy: every match is reported; who hides whom is decided by the annotator, per layer, by sets of matched words.
//! For one entry and one first token, one match is reported: the one that skips least, then ends first, then holds the
//! earliest words, then asks for no negation. The order of entries and of atoms never shows.

use std::collections::BTreeMap;

use super::atoms::{Atom, GAP, NEGATED};

/// Index of a compiled line.
pub type EntryId = u32;

/// Transparent tokens that may stand in a row inside a pattern.
const MAX_TRANSPARENT: u32 = 4;

/// What the walk needs to know of a token.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Atoms that the token satisfies, sorted.
    pub atoms: &'a [Atom],
    /// One bit of 64 for each of these atoms.
    pub bits: u64,
    /// May be skipped inside a pattern.
    pub transparent: bool,
    /// May not be skipped at all.
    pub barrier: bool,
    /// Stands inside a negation.
    pub negated: bool,
}

/// An entry found in a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// First matched token.
    pub first: u32,
    /// Matched tokens: bit `i` is token `first + i`.
    pub words: u64,
    /// What was found.
    pub entry: EntryId,
    /// Whether the pattern asked for a negation.
    pub asks_negation: bool,
}

impl Match {
    /// Token after the last matched one.
    pub fn end(&self) -> u32 {
        self.first + 64 - self.words.leading_zeros()
    }
    /// Matched tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = u32> + use<> {
        let Self { first, words, .. } = *self;
        (0..64).filter(move |i| words >> i & 1 == 1).map(move |i| first + i)
    }
    /// Whether that token is one of the matched ones.
    pub fn holds(&self, token: u32) -> bool {
        token >= self.first && token - self.first < 64 && self.words >> (token - self.first) & 1 == 1
    }
    /// What tells which of two matches of one entry from one token is reported: the least.
    fn rank(&self) -> (u32, u32, std::cmp::Reverse<u64>, bool) {
        let length = 64 - self.words.leading_zeros();
        let skipped = length - self.words.count_ones();
        (skipped, length, std::cmp::Reverse(self.words.reverse_bits()), self.asks_negation)
    }
    /// Whether every matched word is also one of the other match.
    pub fn within(&self, other: &Self) -> bool {
        if self.first < other.first || self.first - other.first >= 64 {
            return false;
        }
        let shift = self.first - other.first;
        shift <= self.words.leading_zeros() && (self.words << shift) & !other.words == 0
    }
}

/// Patterns being gathered.
#[derive(Debug, Default)]
pub struct TrieBuilder {
    nodes: Vec<(BTreeMap<Atom, u32>, Vec<EntryId>)>,
}

impl TrieBuilder {
    /// Adds a sequence of atoms for an entry.
    pub fn insert(&mut self, sequence: &[Atom], entry: EntryId) {
        if self.nodes.is_empty() {
            self.nodes.push(Default::default());
        }
        let mut node = 0;
        for atom in sequence {
            let next = self.nodes.len() as u32;
            let child = *self.nodes[node].0.entry(*atom).or_insert(next);
            if child == next {
                self.nodes.push(Default::default());
            }
            node = child as usize;
        }
        let entries = &mut self.nodes[node].1;
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// The trie, laid flat.
    pub fn build(self, n_atoms: usize) -> Trie {
        let mut trie =
            Trie { roots: vec![NONE; n_atoms], negated_roots: vec![NONE; n_atoms], ..Trie::default() };
        for (index, (children, entries)) in self.nodes.into_iter().enumerate() {
            let asks =
                children.keys().filter(|atom| **atom & GAP == 0).fold(0, |asks, atom| asks | atom_bit(*atom));
            trie.nodes.push(Node {
                children: trie.edges.len() as u32,
                entries: trie.entries.len() as u32,
                asks,
            });
            if index == 0 {
                for (atom, child) in children {
                    let roots = if atom & NEGATED == 0 { &mut trie.roots } else { &mut trie.negated_roots };
                    roots[(atom & !NEGATED) as usize] = child;
                }
            } else {
                trie.edges.extend(children);
            }
            trie.entries.extend(entries);
        }
        trie.nodes.push(Node {
            children: trie.edges.len() as u32,
            entries: trie.entries.len() as u32,
            asks: 0,
        });
        trie
    }
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    /// First edge; the next node's is one past the last.
    children: u32,
    /// First entry; the next node's is one past the last.
    entries: u32,
    /// Which atoms its edges may ask for: one bit of 64 for each.
    asks: u64,
}

/// The bit of an atom, whether it asks for a negation or not.
pub fn atom_bit(atom: Atom) -> u64 {
    1 << (atom & 63)
}

/// All patterns, ready to match.
#[derive(Debug, Default)]
pub struct Trie {
    roots: Vec<u32>,
    negated_roots: Vec<u32>,
    nodes: Vec<Node>,
    edges: Vec<(Atom, u32)>,
    entries: Vec<EntryId>,
}

impl Trie {
    /// Whether some pattern starts with that atom.
    pub fn starts(&self, atom: Atom) -> bool {
        self.roots[atom as usize] != NONE || self.negated_roots[atom as usize] != NONE
    }

    /// Finds every pattern that starts at token `first`; `step` describes a token, `n_tokens` bounds them.
    pub fn find<'a>(
        &self,
        first: u32,
        n_tokens: u32,
        step: &impl Fn(u32) -> Step<'a>,
        found: &mut Vec<Match>,
    ) {
        let token = step(first);
        let walk = Walk { trie: self, first, n_tokens, step, known: found.len() };
        let start = Match { first, words: 1, entry: 0, asks_negation: false };
        for atom in token.atoms {
            let node = self.roots[*atom as usize];
            if node != NONE {
                walk.visit(node, start, first + 1, found);
            }
            let node = self.negated_roots[*atom as usize];
            if node != NONE && token.negated {
                walk.visit(node, Match { asks_negation: true, ..start }, first + 1, found);
            }
        }
    }

    fn edges(&self, node: u32) -> &[(Atom, u32)] {
        let range =
            self.nodes[node as usize].children as usize..self.nodes[node as usize + 1].children as usize;
        &self.edges[range]
    }

    fn child(&self, node: u32, atom: Atom) -> Option<u32> {
        let edges = self.edges(node);
        edges.binary_search_by_key(&atom, |edge| edge.0).ok().map(|i| edges[i].1)
    }
}

struct Walk<'t, F> {
    trie: &'t Trie,
    first: u32,
    n_tokens: u32,
    step: &'t F,
    known: usize,
}

impl<'a, F: Fn(u32) -> Step<'a>> Walk<'_, F> {
    /// Reports what ends at `node`, then goes on from token `next`.
    fn visit(&self, node: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let trie = self.trie;
        let ends = trie.nodes[node as usize].entries as usize..trie.nodes[node as usize + 1].entries as usize;
        for entry in &trie.entries[ends] {
            let hit = Match { entry: *entry, ..so_far };
            match found[self.known..].iter_mut().find(|known| known.entry == *entry) {
                Some(known) if hit.rank() < known.rank() => *known = hit,
                Some(_) => {}
                None => found.push(hit),
            }
        }
        let edges = trie.edges(node);
        if edges.is_empty() {
            return;
        }
        if trie.nodes[node as usize].asks != 0 {
            self.advance(node, 0, so_far, next, found);
        }
        for (atom, after) in edges.iter().rev().take_while(|(atom, _)| atom & GAP != 0 || atom & NEGATED != 0)
        {
            if atom & NEGATED == 0 {
                self.advance(*after, atom & !GAP, so_far, next, found);
            }
        }
    }

    /// Looks for a child of `node` from token `next` on, past transparent tokens and at most `gap` others.
    fn advance(&self, node: u32, mut gap: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let mut transparent = 0;
        let asks = self.trie.nodes[node as usize].asks;
        for at in next..self.n_tokens.min(self.first + 64) {
            let token = (self.step)(at);
            let wanted = if asks & token.bits == 0 { &[] } else { token.atoms };
            for atom in wanted.iter().filter(|atom| asks & atom_bit(**atom) != 0) {
                let words = so_far.words | 1 << (at - self.first);
                if let Some(child) = self.trie.child(node, *atom) {
                    self.visit(child, Match { words, ..so_far }, at + 1, found);
                }
                if token.negated
                    && let Some(child) = self.trie.child(node, atom | NEGATED)
                {
                    self.visit(child, Match { words, asks_negation: true, ..so_far }, at + 1, found);
                }
            }
            if token.barrier {
                return;
            }
            if token.transparent && transparent < MAX_TRANSPARENT {
                transparent += 1;
            } else if gap > 0 {
                gap -= 1;
            } else {
                return;
            }
        }
    }
}
