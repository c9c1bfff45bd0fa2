//! Which matches speak: within a layer, a match whose words are all words of a longer match is hidden.

use super::reading::Reading;
use crate::lexicon::{Layer, Lexicon, Match};
use crate::taxonomy::TagSet;

/// Keeps the matches that speak in some layer; they are sorted by first token.
pub fn select(reading: &mut Reading, lexicon: &Lexicon) {
    let Reading { tokens, matches, layers, hiders, covered, .. } = reading;
    layers.clear();
    hiders.clear();
    for same in matches.chunk_by(|a, b| a.first == b.first) {
        // One match in five may hide another, and few of them reach this far.
        hiders.retain(|other| other.end() > same[0].first);
        hiders.extend(same.iter().filter(|hit| may_hide(hit, lexicon)));
        layers.extend(same.iter().map(|hit| {
            let mut kept = lexicon.voice(hit.entry).layers;
            for other in hiders.iter() {
                kept = kept.without(hidden_layers(other, hit, lexicon));
            }
            kept
        }));
    }
    let mut kept = layers.iter();
    matches.retain(|_| kept.next().is_some_and(|layers: &TagSet<Layer>| !layers.is_empty()));
    layers.retain(|layers| !layers.is_empty());
    covered.clear();
    covered.resize(tokens.len(), false);
    for (hit, layers) in matches.iter().zip(layers.iter()) {
        if hit.words != 1 && layers.contains(Layer::Meaning) {
            hit.tokens().for_each(|token| covered[token as usize] = true);
        }
    }
}

/// Whether a match can hide any other.
fn may_hide(hit: &Match, lexicon: &Lexicon) -> bool {
    hit.words != 1 || hit.asks_negation || !lexicon.voice(hit.entry).silences.is_empty()
}

/// Layers in which one match hides another: those of a strictly longer one that holds all its words; on the same words,
/// those of one that asks for a negation, or those that a mask silences.
fn hidden_layers(other: &Match, hit: &Match, lexicon: &Lexicon) -> TagSet<Layer> {
    if !hit.within(other) {
        return TagSet::default();
    }
    let voice = lexicon.voice(other.entry);
    let longer = other.words.count_ones() > hit.words.count_ones();
    if longer || (other.asks_negation && !hit.asks_negation) {
        // « toujours pas de réponse » says more of the delay, and no less of the answer that is missing.
        let mut layers = voice.layers;
        if layers.contains(Layer::Meaning) {
            let (long, short) = (lexicon.entry(other.entry), lexicon.entry(hit.entry));
            let themed = long.themes.is_empty() && !short.themes.is_empty();
            if themed && long.polarity.is_some() && long.polarity == short.polarity {
                layers.remove(Layer::Meaning);
            }
        }
        return layers;
    }
    let is_mask = !lexicon.voice(hit.entry).silences.is_empty();
    if other.entry == hit.entry || is_mask { TagSet::default() } else { voice.silences }
}
