//! Which matches speak: within a layer, a match whose words are all words of a longer match is hidden.

use super::reading::Reading;
use crate::lexicon::{Layer, Lexicon, Match};
use crate::taxonomy::{Tag, TagSet};

/// Sorts matches and keeps those that speak in some layer.
pub fn select(reading: &mut Reading, lexicon: &Lexicon) {
    let Reading { matches, layers, .. } = reading;
    matches.sort_unstable_by_key(|hit| {
        (hit.first, std::cmp::Reverse(hit.words.count_ones()), hit.words, hit.entry)
    });
    layers.clear();
    let mut from = 0;
    for (index, hit) in matches.iter().enumerate() {
        while matches[from].first + 64 < hit.first {
            from += 1;
        }
        let mut kept = lexicon.entries[hit.entry as usize].layers();
        for other in matches[from..].iter().take_while(|other| other.first <= hit.first) {
            if kept.is_empty() {
                break;
            }
            if hides(other, hit) {
                let theirs = lexicon.entries[other.entry as usize].layers();
                Layer::ALL
                    .iter()
                    .filter(|layer| theirs.contains(**layer))
                    .for_each(|layer| kept.remove(*layer));
            }
        }
        debug_assert!(index < matches.len());
        layers.push(kept);
    }
    let mut kept = layers.iter();
    matches.retain(|_| kept.next().is_some_and(|layers: &TagSet<Layer>| !layers.is_empty()));
    layers.retain(|layers| !layers.is_empty());
}

/// A strictly longer match that holds all the words; between equals, one that asks for a negation.
fn hides(other: &Match, hit: &Match) -> bool {
    if !hit.within(other) {
        return false;
    }
    let (long, short) = (other.words.count_ones(), hit.words.count_ones());
    long > short || (other.asks_negation && !hit.asks_negation)
}
