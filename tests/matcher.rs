//! The trie against a naive matcher: random patterns on a small alphabet, random tokens, the same matches.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use verbatim::lexicon::{Atom, GAP, Horizon, Match, NEGATED, Step, Steps, TrieBuilder};

const N_ATOMS: Atom = 5;
/// Transparent tokens that a pattern skips for nothing.
const FREE: u32 = 4;

#[derive(Clone, Debug)]
struct Word {
    atoms: Vec<Atom>,
    transparent: bool,
    barrier: bool,
    negated: bool,
}

/// One entry: its alternatives, as sequences of atoms.
type Entry = Vec<Vec<Atom>>;

/// Tokens taken, and whether a negation was asked for.
type Way = (Vec<u32>, bool);

/// What a trie gives, its patterns filed under the rarest of their atoms.
fn by_trie(entries: &[(u32, Entry)], commonness: &[u32], words: &[Word]) -> Vec<Match> {
    let mut builder = TrieBuilder::new(commonness.to_vec());
    for (id, sequences) in entries {
        for sequence in sequences {
            builder.insert(sequence, *id);
        }
    }
    let trie = builder.build(N_ATOMS as usize);
    let (mut atoms, mut roots) = (Vec::new(), Vec::new());
    let steps: Vec<Step> = words
        .iter()
        .map(|word| {
            let start = atoms.len() as u32;
            atoms.extend(word.atoms.iter().filter_map(|atom| trie.asked(*atom)));
            let first_root = roots.len();
            roots.extend(word.atoms.iter().flat_map(|atom| trie.roots(*atom)));
            Step {
                atoms: (start, (atoms.len() - start as usize) as u16),
                transparent: word.transparent,
                barrier: word.barrier,
                negated: word.negated,
                roots: (first_root as u32, (roots.len() - first_root) as u16),
                bits: verbatim::lexicon::bits(&atoms[start as usize..]),
            }
        })
        .collect();
    let mut all = Vec::new();
    let steps = Steps { steps: &steps, atoms: &atoms, roots: &roots };
    trie.find(steps, &mut Horizon::default(), &mut all);
    assert!(all.is_sorted_by_key(|hit| hit.first));
    all.sort();
    all
}

/// Every way to match, spelled out; of each entry and first token, the way that skips least, ends first, takes the
/// earliest words and asks for no negation.
fn by_hand(entries: &[(u32, Entry)], words: &[Word]) -> Vec<Match> {
    let mut best: BTreeMap<(u32, u32), Vec<Way>> = BTreeMap::new();
    for first in 0..words.len() as u32 {
        for (id, sequences) in entries {
            for sequence in sequences {
                let mut ways = Vec::new();
                place(sequence, words, first, 0, &mut Vec::new(), false, &mut ways);
                best.entry((first, *id)).or_default().extend(ways);
            }
        }
    }
    let least = |ways: Vec<Way>| {
        ways.into_iter().min_by_key(|(taken, asks)| {
            let length = taken[taken.len() - 1] - taken[0] + 1;
            (length - taken.len() as u32, length, taken.clone(), *asks)
        })
    };
    let mut all = Vec::new();
    for ((first, entry), ways) in best {
        if let Some((taken, asks_negation)) = least(ways) {
            let words = taken.iter().fold(0u64, |bits, at| bits | 1 << (at - first));
            all.push(Match { first, words, entry, asks_negation });
        }
    }
    all.sort();
    all
}

/// Places the next atom of a sequence at `at` or after it, as far as `gap` allows.
fn place(
    sequence: &[Atom],
    words: &[Word],
    at: u32,
    gap: u32,
    taken: &mut Vec<u32>,
    asks: bool,
    ways: &mut Vec<Way>,
) {
    let Some((atom, rest)) = sequence.split_first() else {
        ways.push((taken.clone(), asks));
        return;
    };
    if atom & GAP != 0 {
        return place(rest, words, at, atom & !GAP, taken, asks, ways);
    }
    for to in at..words.len() as u32 {
        let skipped = &words[at as usize..to as usize];
        let transparent = skipped.iter().filter(|word| word.transparent).count() as u32;
        let dear = skipped.len() as u32 - transparent + transparent.saturating_sub(FREE);
        if dear > gap || skipped.iter().any(|word| word.barrier) || (taken.is_empty() && to > at) {
            return;
        }
        let word = &words[to as usize];
        let denied = atom & NEGATED != 0;
        if word.atoms.contains(&(atom & !NEGATED)) && (word.negated || !denied) {
            taken.push(to);
            place(rest, words, to + 1, 0, taken, asks || denied, ways);
            taken.pop();
        }
    }
}

fn word() -> impl Strategy<Value = Word> {
    let atoms = subsequence((0..N_ATOMS).collect::<Vec<_>>(), 0..=2);
    (atoms, prop::bool::weighted(0.3), prop::bool::weighted(0.1), prop::bool::weighted(0.3))
        .prop_map(|(atoms, transparent, barrier, negated)| Word { atoms, transparent, barrier, negated })
}

fn sequence() -> impl Strategy<Value = Vec<Atom>> {
    let atom = (0..N_ATOMS, prop::bool::weighted(0.2))
        .prop_map(|(atom, denied)| if denied { atom | NEGATED } else { atom });
    let more = (prop::option::weighted(0.4, 1u32..4), atom.clone());
    (atom, prop::collection::vec(more, 0..4)).prop_map(|(first, more)| {
        let mut sequence = vec![first];
        for (gap, atom) in more {
            sequence.extend(gap.map(|gap| gap | GAP));
            sequence.push(atom);
        }
        sequence
    })
}

fn entries() -> impl Strategy<Value = Vec<(u32, Entry)>> {
    let entry = prop::collection::vec(sequence(), 1..4);
    prop::collection::vec(entry, 1..8).prop_map(|entries| (0..).zip(entries).collect())
}

fn commonness() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..4u32, N_ATOMS as usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_trie_finds_what_a_naive_matcher_finds(
        entries in entries(),
        commonness in commonness(),
        words in prop::collection::vec(word(), 0..16),
    ) {
        prop_assert_eq!(by_trie(&entries, &commonness, &words), by_hand(&entries, &words));
    }

    #[test]
    fn the_order_of_entries_and_of_alternatives_changes_nothing(
        entries in entries(),
        commonness in commonness(),
        words in prop::collection::vec(word(), 0..16),
        swaps in prop::collection::vec(any::<(Index, Index)>(), 8),
    ) {
        let mut shuffled = entries.clone();
        for (a, b) in &swaps {
            shuffled.swap(a.index(entries.len()), b.index(entries.len()));
        }
        shuffled.iter_mut().for_each(|(_, sequences)| sequences.reverse());
        prop_assert_eq!(by_trie(&entries, &commonness, &words), by_trie(&shuffled, &commonness, &words));
    }

    #[test]
    fn the_numbers_of_atoms_change_nothing(
        entries in entries(),
        commonness in commonness(),
        words in prop::collection::vec(word(), 0..16),
    ) {
        let turn = |atom: &mut Atom| {
            if *atom & GAP == 0 {
                *atom = (*atom & NEGATED) | (N_ATOMS - 1 - (*atom & !NEGATED));
            }
        };
        let (mut other_entries, mut other_words) = (entries.clone(), words.clone());
        other_entries.iter_mut().flat_map(|(_, sequences)| sequences).flatten().for_each(turn);
        for word in &mut other_words {
            word.atoms.iter_mut().for_each(turn);
            word.atoms.sort_unstable();
        }
        prop_assert_eq!(by_trie(&entries, &commonness, &words), by_trie(&other_entries, &commonness, &other_words));
    }
}
