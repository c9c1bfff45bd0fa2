//! Where in the journey, through which channels, with which warning signs.

use super::aspect::Judged;
use super::reading::Reading;
use crate::lexicon::{Layer, Lexicon};
use crate::taxonomy::{Channel, Flag, Step, Tag, TagSet};

/// Steps told by the text, and the one that it speaks of most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    /// Steps of the whole comment.
    pub steps: TagSet<Step>,
    /// The most frequent, the first of the journey among equals.
    pub main: Option<Step>,
    /// Step of each clause.
    pub of_clause: Vec<Option<Step>>,
}

/// Reads steps: from cues; from the usual step of the themes judged where no cue tells one, and for single clauses.
pub fn read_steps(reading: &Reading, lexicon: &Lexicon, judged: &[Judged]) -> Journey {
    let mut journey = Journey { of_clause: vec![None; reading.clauses.len()], ..Journey::default() };
    let mut counts = [0u32; Step::ALL.len()];
    for hit in reading.in_layer(Layer::Step) {
        for step in lexicon.entries[hit.entry as usize].steps.iter() {
            counts[step.index()] += 2;
            let clause = reading.clause_of(hit.first) as usize;
            journey.of_clause[clause].get_or_insert(step);
            journey.steps.insert(step);
        }
    }
    let told = !journey.steps.is_empty();
    for judged in judged {
        if let Some(step) = lexicon.display.theme_steps.get(&judged.aspect.theme) {
            counts[step.index()] += 1;
            journey.of_clause[judged.clause as usize].get_or_insert(*step);
            if !told {
                journey.steps.insert(*step);
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    journey.main = Step::ALL.iter().copied().find(|step| most > 0 && counts[step.index()] == most);
    journey
}

/// Channels named by the text.
pub fn read_channels(reading: &Reading, lexicon: &Lexicon) -> TagSet<Channel> {
    let mut channels = TagSet::default();
    for hit in reading.in_layer(Layer::Channel) {
        channels.extend(lexicon.entries[hit.entry as usize].channels);
    }
    channels
}

/// Flags raised outside negations.
pub fn read_flags(reading: &Reading, lexicon: &Lexicon) -> TagSet<Flag> {
    let mut flags = TagSet::default();
    for hit in reading.in_layer(Layer::Flag) {
        let negator = reading.marks[hit.first as usize].negator;
        let denied = negator != 0 && !hit.holds(negator - 1) && !hit.asks_negation;
        if !denied {
            flags.extend(lexicon.entries[hit.entry as usize].flags);
        }
    }
    flags
}
