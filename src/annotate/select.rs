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
    for hit in matches.iter() {
        while matches[from].first + 64 < hit.first {
            from += 1;
        }
        let mut kept = lexicon.entries[hit.entry as usize].layers();
        for other in matches[from..].iter().take_while(|other| other.first <= hit.first) {
            if kept.is_empty() {
                break;
            }
            let hidden = hidden_layers(other, hit, lexicon);
            Layer::ALL.iter().filter(|layer| hidden.contains(**layer)).for_each(|layer| kept.remove(*layer));
        }
        layers.push(kept);
    }
    let mut kept = layers.iter();
    matches.retain(|_| kept.next().is_some_and(|layers: &TagSet<Layer>| !layers.is_empty()));
    layers.retain(|layers| !layers.is_empty());
}

/// Layers in which one match hides another: those of a strictly longer one that holds all its words; on the same words,
/// those of one that asks for a negation, or those that a mask silences.
fn hidden_layers(other: &Match, hit: &Match, lexicon: &Lexicon) -> TagSet<Layer> {
    if !hit.within(other) {
        return TagSet::default();
    }
    let entry = &lexicon.entries[other.entry as usize];
    let longer = other.words.count_ones() > hit.words.count_ones();
    if longer || (other.asks_negation && !hit.asks_negation) {
        let mut layers = entry.layers();
        // « toujours pas de réponse » says more of the delay, and no less of the answer that is missing.
        let shorter = &lexicon.entries[hit.entry as usize];
        if entry.themes.is_empty()
            && !shorter.themes.is_empty()
            && entry.polarity.is_some()
            && entry.polarity == shorter.polarity
        {
            layers.remove(Layer::Meaning);
        }
        return layers;
    }
    let is_mask = !lexicon.entries[hit.entry as usize].silences().is_empty();
    if other.entry == hit.entry || is_mask { TagSet::default() } else { entry.silences() }
}
