//! All patterns as one trie over atoms, walked once over the tokens of a comment.
//!
//! Policy: every match is reported; who hides whom is decided by the annotator, per layer, by sets of matched words.
//! For one entry and one first token, one match is reported: the one that skips least, then ends first, then holds the
//! earliest words, then asks for no negation. The order of entries and of atoms never shows.

use rustc_hash::FxHashMap;

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
        let Self { first, mut words, .. } = *self;
        std::iter::from_fn(move || {
            let next = (words != 0).then(|| first + words.trailing_zeros())?;
            words &= words - 1;
            Some(next)
        })
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
    /// Whether it shares a matched word with a match that starts later.
    pub fn meets(&self, later: &Self) -> bool {
        let shift = later.first - self.first;
        shift < 64 && self.words >> shift & later.words != 0
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
    children: FxHashMap<(u32, Atom), u32>,
    /// What leads to each node but the root: its parent and an atom.
    edges: Vec<(u32, Atom)>,
    ends: Vec<(u32, EntryId)>,
    /// Atoms and nodes of the last sequence: variants of a pattern come in a row and share their beginning.
    last: Vec<(Atom, u32)>,
}

impl TrieBuilder {
    /// The node of a sequence of atoms.
    pub fn node(&mut self, sequence: &[Atom]) -> u32 {
        let shared = sequence.iter().zip(&self.last).take_while(|(atom, (last, _))| *atom == last).count();
        self.last.truncate(shared);
        let mut node = self.last.last().map_or(0, |(_, node)| *node);
        for atom in &sequence[shared..] {
            let next = self.edges.len() as u32 + 1;
            let child = *self.children.entry((node, *atom)).or_insert(next);
            if child == next {
                self.edges.push((node, *atom));
            }
            self.last.push((*atom, child));
            node = child;
        }
        node
    }

    /// Adds a sequence of atoms for an entry.
    pub fn insert(&mut self, sequence: &[Atom], entry: EntryId) {
        let node = self.node(sequence);
        self.ends.push((node, entry));
    }

    /// The trie, laid flat.
    pub fn build(self, n_atoms: usize) -> Trie {
        let n_nodes = self.edges.len() + 1;
        let edges = self.edges.iter().zip(1..).map(|((parent, atom), child)| (*parent, (*atom, child)));
        let (children, mut edges) = grouped(edges, n_nodes);
        let (ends, entries) = grouped(self.ends.iter().copied(), n_nodes);
        let mut trie = Trie { roots: vec![[NONE; 2]; n_atoms], entries, ..Trie::default() };
        for node in 0..n_nodes {
            let own = &mut edges[children[node] as usize..children[node + 1] as usize];
            own.sort_unstable_by_key(|(atom, _)| (atom & GAP, *atom));
            let n_plain = own.partition_point(|(atom, _)| atom & GAP == 0);
            let filter = trie.filters.len() as u32;
            trie.nodes.push(Node {
                children: children[node],
                gaps: children[node] + n_plain as u32,
                entries: ends[node],
                filter,
                wide: add_filter(&mut trie.filters, &own[..n_plain]),
                asks: own[..n_plain].iter().fold(0, |asks, (atom, _)| asks | atom_bit(*atom)),
            });
        }
        for (atom, child) in &edges[..children[1] as usize] {
            trie.roots[(atom & !NEGATED) as usize][usize::from(atom & NEGATED != 0)] = *child;
        }
        let (children, entries) = (edges.len() as u32, trie.entries.len() as u32);
        trie.nodes.push(Node { children, gaps: children, entries, filter: 0, wide: 0, asks: 0 });
        trie.edges = edges;
        trie
    }
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

/// Nodes with more edges than this have a filter of their own: 64 bits would let nearly every atom through.
const FEW: usize = 12;

/// Adds eight bits per edge, for a look into one cache line where a binary search would read several; gives the mask of
/// their numbers, 0 when the node has few edges.
fn add_filter(filters: &mut Vec<u64>, edges: &[(Atom, u32)]) -> u32 {
    if edges.len() <= FEW {
        return 0;
    }
    let start = filters.len();
    let n_bits = (edges.len() * 8).next_power_of_two();
    filters.resize(start + n_bits / 64, 0);
    let wide = n_bits as u32 - 1;
    for (atom, _) in edges {
        let bit = atom & wide;
        filters[start + (bit / 64) as usize] |= 1 << (bit % 64);
    }
    wide
}

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug)]
struct Node {
    /// First edge that asks for an atom; the next node's is one past the last edge of all.
    children: u32,
    /// First edge that is a gap.
    gaps: u32,
    /// First entry; the next node's is one past the last.
    entries: u32,
    /// Where its filter starts, when it has one.
    filter: u32,
    /// Mask of the bits of its filter, 0 without one.
    wide: u32,
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
    /// Nodes of the first atoms, and of those that ask for a negation.
    roots: Vec<[u32; 2]>,
    nodes: Vec<Node>,
    edges: Vec<(Atom, u32)>,
    filters: Vec<u64>,
    entries: Vec<EntryId>,
}

impl Trie {
    /// Whether some pattern starts with that atom.
    pub fn starts(&self, atom: Atom) -> bool {
        self.roots[atom as usize] != [NONE; 2]
    }

    /// Finds every pattern that starts at token `first` of `steps`.
    pub fn find(&self, first: u32, steps: &[Step<'_>], found: &mut Vec<Match>) {
        let token = steps[first as usize];
        let steps = &steps[..steps.len().min(first as usize + 64)];
        let walk = Walk { trie: self, first, steps, known: found.len() };
        let start = Match { first, words: 1, entry: 0, asks_negation: false };
        for atom in token.atoms {
            let [node, denied] = self.roots[*atom as usize];
            if node != NONE {
                walk.visit(node, start, first + 1, found);
            }
            if denied != NONE && token.negated {
                walk.visit(denied, Match { asks_negation: true, ..start }, first + 1, found);
            }
        }
    }

    /// Whether an edge of `node` may ask for that atom, denied or not.
    fn may_ask(&self, node: &Node, atom: Atom) -> bool {
        let bit = atom & node.wide;
        match node.wide {
            0 => node.asks & atom_bit(atom) != 0,
            _ => self.filters[(node.filter + bit / 64) as usize] >> (bit % 64) & 1 == 1,
        }
    }

    fn child(&self, node: &Node, atom: Atom) -> Option<u32> {
        let edges = &self.edges[node.children as usize..node.gaps as usize];
        if edges.len() <= FEW {
            return edges.iter().find(|edge| edge.0 == atom).map(|edge| edge.1);
        }
        edges.binary_search_by_key(&atom, |edge| edge.0).ok().map(|i| edges[i].1)
    }
}

struct Walk<'t> {
    trie: &'t Trie,
    first: u32,
    /// Tokens up to the last that a match may hold.
    steps: &'t [Step<'t>],
    known: usize,
}

impl Walk<'_> {
    /// Reports what ends at `node`, then goes on from token `next`.
    fn visit(&self, node: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let trie = self.trie;
        let (here, after) = (&trie.nodes[node as usize], &trie.nodes[node as usize + 1]);
        for entry in &trie.entries[here.entries as usize..after.entries as usize] {
            let hit = Match { entry: *entry, ..so_far };
            match found[self.known..].iter_mut().find(|known| known.entry == *entry) {
                Some(known) if hit.rank() < known.rank() => *known = hit,
                Some(_) => {}
                None => found.push(hit),
            }
        }
        if here.asks != 0 {
            self.advance(here, 0, so_far, next, found);
        }
        for (gap, after) in &trie.edges[here.gaps as usize..after.children as usize] {
            self.advance(&trie.nodes[*after as usize], gap & !GAP, so_far, next, found);
        }
    }

    /// Looks for a child of `node` from token `next` on, past transparent tokens and at most `gap` others.
    fn advance(&self, node: &Node, mut gap: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let mut transparent = 0;
        for (token, at) in self.steps[next as usize..].iter().zip(next..) {
            if node.asks & token.bits != 0 {
                self.take(node, token, at, so_far, found);
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

    /// Visits the children of `node` that token `at` leads to.
    fn take(&self, node: &Node, token: &Step<'_>, at: u32, so_far: Match, found: &mut Vec<Match>) {
        let so_far = Match { words: so_far.words | 1 << (at - self.first), ..so_far };
        for atom in token.atoms.iter().filter(|atom| self.trie.may_ask(node, **atom)) {
            if let Some(child) = self.trie.child(node, *atom) {
                self.visit(child, so_far, at + 1, found);
            }
            if token.negated
                && let Some(child) = self.trie.child(node, atom | NEGATED)
            {
                self.visit(child, Match { asks_negation: true, ..so_far }, at + 1, found);
            }
        }
    }
}
