//! Goes in: the terms of comments, in order. Comes out: terms that stand side by side. Never: knows how they are written.

use rustc_hash::{FxHashMap, FxHashSet};

use super::TermsRead;

/// Longest term, in words.
const LONGEST: usize = 4;

/// A term takes a neighbour in when so many tenths of its comments have it there.
const MOSTLY_TENTHS: usize = 6;

/// Words in a row, and the comments read that have them, by place.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) keys: Vec<i64>,
    pub(super) recent: Vec<u32>,
    pub(super) past: Vec<u32>,
}

/// Terms that stand side by side in so many recent comments at least, with how many comments of each side have them so.
pub(super) fn side_by_side(
    recent: &[TermsRead],
    past: &[TermsRead],
    fewest: u64,
) -> Vec<([i64; 2], [u64; 2])> {
    let mut counts: FxHashMap<[i64; 2], [u64; 2]> = FxHashMap::default();
    // A comment has each of its terms once, so each pair too.
    for pair in recent.iter().flat_map(|comment| comment.terms.array_windows::<2>()) {
        counts.entry(*pair).or_default()[0] += 1;
    }
    counts.retain(|_, with| with[0] >= fewest);
    for pair in past.iter().flat_map(|comment| comment.terms.array_windows::<2>()) {
        if let Some(with) = counts.get_mut(pair) {
            with[1] += 1;
        }
    }
    counts.into_iter().collect()
}

/// Places of the comments that have each of some terms.
pub(super) fn places(comments: &[TermsRead], wanted: &FxHashSet<i64>) -> FxHashMap<i64, Vec<u32>> {
    let mut places: FxHashMap<i64, Vec<u32>> = FxHashMap::default();
    for (place, comment) in (0..).zip(comments) {
        for key in comment.terms.iter().filter(|key| wanted.contains(key)) {
            places.entry(*key).or_default().push(place);
        }
    }
    places
}

impl Phrase {
    /// The term, among the comments that have its first word.
    pub(super) fn new(
        keys: Vec<i64>,
        [in_recent, in_past]: [&[u32]; 2],
        recent: &[TermsRead],
        past: &[TermsRead],
    ) -> Self {
        let of = |places: &[u32], comments: &[TermsRead]| {
            places.iter().copied().filter(|place| at(&comments[*place as usize], &keys).is_some()).collect()
        };
        Self { recent: of(in_recent, recent), past: of(in_past, past), keys }
    }

    /// The term, then the same with one neighbour more each time, as long as it mostly comes with one.
    pub(super) fn grown(self, recent: &[TermsRead], past: &[TermsRead], fewest: u64) -> Vec<Self> {
        let mut stages = vec![self];
        while let Some(last) = stages.last().filter(|last| last.keys.len() < LONGEST)
            && let Some(keys) = last.with_neighbour(recent, fewest)
        {
            stages.push(Self::new(keys, [&last.recent, &last.past], recent, past));
        }
        stages
    }

    fn with_neighbour(&self, recent: &[TermsRead], fewest: u64) -> Option<Vec<i64>> {
        let mut counts: FxHashMap<(bool, i64), usize> = FxHashMap::default();
        for place in &self.recent {
            let comment = &recent[*place as usize];
            let start = at(comment, &self.keys)?;
            let before = start.checked_sub(1).map(|before| comment.terms[before]);
            let after = comment.terms.get(start + self.keys.len()).copied();
            for neighbour in [(true, before), (false, after)] {
                if let (is_before, Some(key)) = neighbour {
                    *counts.entry((is_before, key)).or_default() += 1;
                }
            }
        }
        let (count, (is_before, key)) = counts.into_iter().map(|(neighbour, n)| (n, neighbour)).max()?;
        if (count as u64) < fewest || count * 10 < self.recent.len() * MOSTLY_TENTHS {
            return None;
        }
        let mut keys = self.keys.clone();
        keys.insert(if is_before { 0 } else { keys.len() }, key);
        Some(keys)
    }

    /// Whether a longer term holds it.
    pub(super) fn is_in(&self, other: &Self) -> bool {
        let n = self.keys.len();
        n < other.keys.len() && other.keys.windows(n).any(|part| part == self.keys)
    }

    /// Whether another term stands in the same comments, but for a few.
    pub(super) fn tells_of(&self, other: &Self, tenths: usize) -> bool {
        let shared = other.recent.iter().filter(|place| self.recent.binary_search(place).is_ok()).count();
        !other.recent.is_empty()
            && shared * 10 >= other.recent.len() * tenths
            && shared * 2 >= self.recent.len()
    }
}

/// Where words stand in a row in a comment.
fn at(comment: &TermsRead, keys: &[i64]) -> Option<usize> {
    comment.terms.windows(keys.len()).position(|words| words == keys)
}
