//! All patterns as one trie over atoms, walked once over the tokens of a comment.
//!
//! A pattern is filed under its rarest word, its anchor: the words after it come first on the way down, then those
//! before it, from right to left. Words that every sentence holds (« je », « ne », « être ») thus start a walk only for
//! the few patterns that hold nothing else; filed under their first word, patterns cost three times as much to find.
//!
//! Policy: every match is reported; who hides whom is decided by the annotator, per layer, by sets of matched words.
//! For one entry and one first token, one match is reported: the one that skips least, then ends first, then holds the
//! earliest words, then asks for no negation. The order of entries and of atoms never shows, nor does the choice of
//! anchors.

mod build;
mod image;
mod layout;
mod node;
mod walk;

pub use build::TrieBuilder;
pub use walk::SPAN;

use super::atoms::Atom;
use node::{Sight, Slot};

/// Index of a compiled line.
pub type EntryId = u32;

/// What the walk needs to know of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Step {
    /// Where its atoms start among those of [`Steps`], and how many there are.
    pub atoms: (u32, u16),
    /// May be skipped inside a pattern.
    pub transparent: bool,
    /// May not be skipped at all.
    pub barrier: bool,
    /// Stands inside a negation.
    pub negated: bool,
    /// Where the roots of its atoms start among those of [`Steps`], and how many there are.
    pub roots: (u32, u16),
    /// Their bits.
    pub bits: u64,
}

/// The tokens of a comment, for the walk.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    /// Tokens, in order.
    pub steps: &'a [Step],
    /// Atoms that patterns ask for, those of one token side by side.
    pub atoms: &'a [Asked],
    /// Roots, those of one token side by side.
    pub roots: &'a [Root],
}

/// Patterns filed under an atom. Kept with each form of a word, whose roots the walk thus reads without a look at the
/// trie, and follows only where what they ask for is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    place: u32,
    /// The one entry that asks for nothing else, if there is one.
    entry: EntryId,
    /// They ask that the anchor be denied.
    denied: bool,
    /// What they ask for after the anchor; everything where several of them hold nothing else.
    ahead: Sight,
    /// What they ask for before it, once everything after is found.
    behind: Sight,
}

impl<'a> Steps<'a> {
    /// Atoms of a token.
    fn atoms(&self, step: &Step) -> &'a [Asked] {
        let (start, length) = step.atoms;
        &self.atoms[start as usize..start as usize + length as usize]
    }
    /// Roots of a token.
    fn roots(&self, step: &Step) -> &'a [Root] {
        let (start, length) = step.roots;
        &self.roots[start as usize..start as usize + length as usize]
    }
}

/// What a match may still meet on each side of a token; kept from one comment to the next, to use its memory again.
#[derive(Clone, Debug, Default)]
pub struct Horizon {
    /// Bits of each token and of those after it; of the tokens before each.
    ahead: Vec<Sight>,
    behind: Vec<Sight>,
    /// Roots to visit.
    starts: Vec<walk::Start>,
}

/// What is seen from one token further away.
fn past(sight: Sight, step: &Step) -> Sight {
    let far = step.bits | if step.barrier { 0 } else { sight.far };
    let near = step.bits | if step.barrier || !step.transparent { 0 } else { sight.near };
    Sight { near, far }
}

impl Horizon {
    fn look(&mut self, steps: &[Step]) {
        let n = steps.len();
        self.ahead.clear();
        self.ahead.resize(n + 1, Sight::default());
        let mut sight = Sight::default();
        for (ahead, step) in self.ahead.iter_mut().zip(steps).rev() {
            sight = past(sight, step);
            *ahead = sight;
        }
        sight = Sight::default();
        self.behind.clear();
        self.behind.push(sight);
        self.behind.extend(steps.iter().map(|step| {
            sight = past(sight, step);
            sight
        }));
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

/// An atom that patterns ask for beside their anchor, with its bit above it: what edges hold.
pub type Asked = u32;

/// Where the number of its bit starts.
const BIT: u32 = 23;

/// The bit of an atom, one of 64 for all: see [`Trie::asked`].
fn bit(asked: Asked) -> u64 {
    1 << (asked >> BIT & 63)
}

/// The bits of atoms.
pub fn bits(asked: &[Asked]) -> u64 {
    asked.iter().fold(0, |bits, asked| bits | bit(*asked))
}

/// All patterns, ready to match.
#[derive(Debug, Default)]
pub struct Trie {
    /// Patterns filed under each atom, and under the atom denied.
    roots: Vec<[Option<Root>; 2]>,
    /// What edges hold of each atom; [`node::NONE`] where none asks for it.
    asked: Vec<Asked>,
    /// Nodes, see [`node`].
    words: Vec<u32>,
    /// Edges of the nodes that have many.
    slots: Vec<Slot>,
}

impl Trie {
    /// Patterns filed under an atom.
    pub fn roots(&self, atom: Atom) -> impl Iterator<Item = Root> {
        self.roots[atom as usize].into_iter().flatten()
    }

    /// What edges hold of an atom, if any asks for it. Those that every sentence holds share a few bits, and leave the
    /// others to those that tell something.
    pub fn asked(&self, atom: Atom) -> Option<Asked> {
        Some(self.asked[atom as usize]).filter(|asked| *asked != node::NONE)
    }

    /// Finds every pattern in a comment; matches come by first token, those of one token by their words.
    pub fn find(&self, steps: Steps<'_>, horizon: &mut Horizon, found: &mut Vec<Match>) {
        found.clear();
        horizon.look(steps.steps);
        let mut starts = std::mem::take(&mut horizon.starts);
        walk::gather(self, steps, horizon, &mut starts);
        walk::walk(self, steps, horizon, &starts, found);
        horizon.starts = starts;
        put_in_order(found);
        keep_best(found);
    }
}

/// Sorts matches by first token, then by their words. They come by anchor, which is never far from the first token:
/// each is put in its place among the last ones.
fn put_in_order(found: &mut [Match]) {
    let follows = |one: &Match, other: &Match| {
        let rest = |hit: &Match| (64 - hit.words.count_ones(), hit.words, hit.entry);
        one.first > other.first || one.first == other.first && rest(one) > rest(other)
    };
    for at in 1..found.len() {
        let hit = found[at];
        let later = found[..at].iter().rev().take_while(|before| follows(before, &hit)).count();
        if later > 0 {
            found.copy_within(at - later..at, at - later + 1);
            found[at - later] = hit;
        }
    }
}

/// Of the matches of one entry from one first token, found from several anchors, keeps the least by rank.
fn keep_best(found: &mut Vec<Match>) {
    let (mut kept, mut group) = (0, 0);
    for at in 0..found.len() {
        let hit = found[at];
        if kept > group && found[group].first != hit.first {
            group = kept;
        }
        match found[group..kept].iter().position(|known| known.entry == hit.entry) {
            Some(known) if hit.rank() < found[group + known].rank() => {
                found.copy_within(group + known + 1..kept, group + known);
                found[kept - 1] = hit;
            }
            Some(_) => {}
            None => {
                found[kept] = hit;
                kept += 1;
            }
        }
    }
    found.truncate(kept);
}
