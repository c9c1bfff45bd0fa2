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

/// The tokens of a comment, for the walk.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    steps: Vec<Step<'a>>,
    /// Bits of each token and of those after it, up to a barrier: what a match that goes on there may still meet.
    ahead: Vec<u64>,
}

impl<'a> Steps<'a> {
    /// All tokens, in order.
    pub fn new(steps: impl Iterator<Item = Step<'a>>) -> Self {
        let steps: Vec<Step<'a>> = steps.collect();
        let mut ahead = vec![0; steps.len() + 1];
        for (at, step) in steps.iter().enumerate().rev() {
            ahead[at] = step.bits | if step.barrier { 0 } else { ahead[at + 1] };
        }
        Self { steps, ahead }
    }
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
        let mut asks = vec![0; n_nodes];
        for (parent, atom) in self.edges.iter().filter(|(_, atom)| atom & GAP == 0) {
            asks[*parent as usize] |= atom_bit(*atom);
        }
        let (children, mut edges) = grouped(edges_of(&self.edges), n_nodes);
        let (ends, entries) = grouped(self.ends.iter().copied(), n_nodes);
        let of = |starts: &[u32], node: usize| starts[node] as usize..starts[node + 1] as usize;
        let mut n_kept = 0;
        let places: Vec<u32> = (0..n_nodes)
            .map(|node| match entries[of(&ends, node)] {
                [entry] if of(&children, node).is_empty() => LEAF | entry,
                _ => {
                    n_kept += 1;
                    n_kept - 1
                }
            })
            .collect();
        let mut reach = asks.clone();
        for (parent, (_, child)) in edges_of(&self.edges).filter(|(_, (atom, _))| atom & GAP != 0) {
            reach[parent as usize] |= asks[child as usize];
        }
        for (node, _) in &self.ends {
            reach[*node as usize] = u64::MAX;
        }
        let slot = |atom: Atom, child: u32| Slot {
            atom,
            place: places[child as usize],
            reach: reach[child as usize],
        };
        let mut trie = Trie { roots: vec![[EMPTY; 2]; n_atoms], ..Trie::default() };
        for (atom, child) in &edges[of(&children, 0)] {
            let root = &mut trie.roots[(atom & !NEGATED) as usize][usize::from(atom & NEGATED != 0)];
            *root = slot(*atom, *child);
        }
        for node in (0..n_nodes).filter(|node| places[*node] & LEAF == 0) {
            let own = &mut edges[of(&children, node)];
            own.sort_unstable_by_key(|(atom, _)| *atom & GAP);
            let (plain, gaps) = own.split_at(own.partition_point(|(atom, _)| atom & GAP == 0));
            trie.push(asks[node], plain.iter().map(|(atom, child)| slot(*atom, *child)));
            trie.gaps.extend(gaps.iter().map(|(gap, child)| Gap {
                asks: asks[*child as usize],
                node: places[*child as usize],
                width: gap & !GAP,
            }));
            trie.entries.extend_from_slice(&entries[of(&ends, node)]);
        }
        trie.push(0, std::iter::empty());
        trie
    }
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

/// Nodes with more edges than this have a filter of their own: 64 bits would let nearly every atom through.
const FEW: usize = 12;

const NONE: u32 = u32::MAX;

/// Says that a place is no node but an entry, with nothing below: two nodes in three, that nobody needs to read then.
const LEAF: u32 = 1 << 31;

/// What lies below a sequence of atoms. The walk waits for memory most of its time: half a cache line.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Which atoms its edges may ask for: one bit of 64 for each.
    asks: u64,
    /// Where its table of edges starts.
    slots: u32,
    /// Mask of the places in this table.
    mask: u32,
    /// Where its filter starts, when it has one.
    filter: u32,
    /// Mask of the bits of its filter, 0 without one.
    wide: u32,
    /// First gap; the next node's is one past the last.
    gaps: u32,
    /// First entry; the next node's is one past the last.
    entries: u32,
}

/// An edge that asks for an atom, with what a walk may meet below, so that two nodes in three need not be read.
#[derive(Clone, Copy, Debug)]
struct Slot {
    atom: Atom,
    place: u32,
    /// Which atoms may follow: one bit of 64 for each; all of them where something ends.
    reach: u64,
}

const EMPTY: Slot = Slot { atom: NONE, place: NONE, reach: 0 };

/// An edge that lets words stand in between, with what its node asks for, so that most need not be followed.
#[derive(Clone, Copy, Debug)]
struct Gap {
    asks: u64,
    node: u32,
    width: u32,
}

/// The bit of an atom, whether it asks for a negation or not.
pub fn atom_bit(atom: Atom) -> u64 {
    1 << (atom & 63)
}

/// All patterns, ready to match.
#[derive(Debug, Default)]
pub struct Trie {
    /// Places of the first atoms, and of those that ask for a negation.
    roots: Vec<[Slot; 2]>,
    nodes: Vec<Node>,
    /// Edges of each node, hashed by atom: a look reads one cache line.
    slots: Vec<Slot>,
    gaps: Vec<Gap>,
    filters: Vec<u64>,
    entries: Vec<EntryId>,
}

impl Trie {
    /// Adds a node with its edges.
    fn push(&mut self, asks: u64, edges: impl ExactSizeIterator<Item = Slot>) {
        let (slots, filter) = (self.slots.len(), self.filters.len());
        let n_slots = (edges.len() + edges.len() / 2).next_power_of_two();
        // Eight bits per edge at least.
        let n_bits = if edges.len() > FEW { n_slots * 8 } else { 0 };
        let (mask, wide) = (n_slots - 1, n_bits.saturating_sub(1));
        self.slots.resize(slots + n_slots, EMPTY);
        self.filters.resize(filter + n_bits.div_ceil(64), 0);
        for edge in edges {
            let mut at = edge.atom as usize & mask;
            while self.slots[slots + at].atom != NONE {
                at = (at + 1) & mask;
            }
            self.slots[slots + at] = edge;
            if wide > 0 {
                let bit = edge.atom as usize & wide;
                self.filters[filter + bit / 64] |= 1 << (bit % 64);
            }
        }
        self.nodes.push(Node {
            asks,
            slots: slots as u32,
            mask: mask as u32,
            filter: filter as u32,
            wide: wide as u32,
            gaps: self.gaps.len() as u32,
            entries: self.entries.len() as u32,
        });
    }

    /// Whether some pattern starts with that atom.
    pub fn starts(&self, atom: Atom) -> bool {
        self.roots[atom as usize].iter().any(|root| root.place != NONE)
    }

    /// Finds every pattern that starts at token `first` of `steps`.
    pub fn find(&self, first: u32, steps: &Steps<'_>, found: &mut Vec<Match>) {
        let Steps { steps, ahead } = steps;
        let token = steps[first as usize];
        let steps = &steps[..steps.len().min(first as usize + 64)];
        let walk = Walk { trie: self, first, steps, ahead, known: found.len() };
        let start = Match { first, words: 1, entry: 0, asks_negation: false };
        for atom in token.atoms {
            let [node, denied] = self.roots[*atom as usize];
            walk.follow(node, start, first + 1, found);
            if token.negated {
                walk.follow(denied, Match { asks_negation: true, ..start }, first + 1, found);
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

    /// The edge of `node` that asks for that atom, or an empty one.
    fn edge(&self, node: &Node, atom: Atom) -> Slot {
        let start = atom & node.mask;
        let places = (start..=node.mask).chain(0..start);
        let mut slots = places.map(|at| self.slots[(node.slots + at) as usize]);
        slots.find(|slot| slot.atom == atom || slot.atom == NONE).unwrap_or(EMPTY)
    }
}

struct Walk<'t> {
    trie: &'t Trie,
    first: u32,
    /// Tokens up to the last that a match may hold.
    steps: &'t [Step<'t>],
    ahead: &'t [u64],
    known: usize,
}

impl Walk<'_> {
    /// Visits what an edge leads to, unless nothing ends there and no token ahead is asked for below.
    fn follow(&self, edge: Slot, so_far: Match, next: u32, found: &mut Vec<Match>) {
        if edge.place & LEAF == 0 {
            if edge.reach == u64::MAX || edge.reach & self.ahead[next as usize] != 0 {
                self.visit(edge.place, so_far, next, found);
            }
        } else if edge.place != NONE {
            self.report(Match { entry: edge.place & !LEAF, ..so_far }, found);
        }
    }

    /// Reports what ends at a node, then goes on from token `next`.
    fn visit(&self, place: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let trie = self.trie;
        let (node, after) = (&trie.nodes[place as usize], &trie.nodes[place as usize + 1]);
        for entry in &trie.entries[node.entries as usize..after.entries as usize] {
            self.report(Match { entry: *entry, ..so_far }, found);
        }
        if node.asks != 0 {
            self.advance(node.asks, place, 0, so_far, next, found);
        }
        for gap in &trie.gaps[node.gaps as usize..after.gaps as usize] {
            self.advance(gap.asks, gap.node, gap.width, so_far, next, found);
        }
    }

    fn report(&self, hit: Match, found: &mut Vec<Match>) {
        match found[self.known..].iter_mut().find(|known| known.entry == hit.entry) {
            Some(known) if hit.rank() < known.rank() => *known = hit,
            Some(_) => {}
            None => found.push(hit),
        }
    }

    /// Looks for a child of `node`, which asks for `asks`, from token `next` on, past transparent tokens and at most
    /// `gap` others.
    fn advance(&self, asks: u64, node: u32, mut gap: u32, so_far: Match, next: u32, found: &mut Vec<Match>) {
        let mut transparent = 0;
        for (token, at) in self.steps[next as usize..].iter().zip(next..) {
            if asks & token.bits != 0 {
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
    fn take(&self, node: u32, token: &Step<'_>, at: u32, so_far: Match, found: &mut Vec<Match>) {
        let node = &self.trie.nodes[node as usize];
        let so_far = Match { words: so_far.words | 1 << (at - self.first), ..so_far };
        for atom in token.atoms.iter().filter(|atom| self.trie.may_ask(node, **atom)) {
            self.follow(self.trie.edge(node, *atom), so_far, at + 1, found);
            if token.negated {
                let denied = self.trie.edge(node, atom | NEGATED);
                self.follow(denied, Match { asks_negation: true, ..so_far }, at + 1, found);
            }
        }
    }
}
