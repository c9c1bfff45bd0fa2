//! « Il faudrait un accueil plus chaleureux », « Rendre le site plus simple, merci »: what is proposed is what lacks.
//!
//! Goes in: cues of proposals, findings. Comes out: the praise that such a cue governs, made a lack of its theme that weighs
//! nothing, and thanks that only close a proposal, hushed. Never: touches what stands before the cue, or what is to be kept
//! (« Continuez à être aussi aimables »).

use super::expression::is_heard;
use super::reading::{Finding, Reading};
use super::vocabulary::Vocabulary;
use crate::lexicon::{Layer, Lexicon, Nature, Role};
use crate::taxonomy::{Mode, Polarity};

/// Words of thanks that only close a proposal: « merci d'avance ».
const CLOSING: u32 = 3;

/// Openings of the words that say that what is good shall stay.
const KEEPING: [&str; 7] = ["continu", "gard", "conserv", "maint", "rest", "préserv", "persévér"];

/// Makes lacks of what is proposed.
pub fn turn(reading: &mut Reading, vocabulary: &Vocabulary, lexicon: &Lexicon) {
    let mut cues: Vec<(u32, u32)> = Vec::new();
    for hit in reading.in_layer(Layer::Mode) {
        let entry = lexicon.entry(hit.entry);
        if entry.modes.contains(Mode::Suggestion) && is_heard(reading, hit, Mode::Suggestion, entry.force) {
            cues.push((hit.first, hit.end()));
        }
    }
    for (first, end) in cues {
        let clause = reading.clause_of(first);
        // « Pourquoi ne pas proposer une carte gratuite ? » names what lacks without a wish.
        if !reading.clauses[clause as usize].asked && !keeps(reading, vocabulary, clause) {
            turn_clause(reading, clause, first, end);
            close(reading, clause);
        }
    }
}

/// Turns what a cue governs: the rest of its clause, and the hypothesis that opens the next (« Ce serait bien si... »).
fn turn_clause(reading: &mut Reading, clause: u32, first: u32, end: u32) {
    let sentence = reading.clauses[clause as usize].sentence;
    let supposed = reading
        .clauses
        .get(clause as usize + 1)
        .is_some_and(|next| next.sentence == sentence && next.opener == Some(Role::Condition));
    let last = clause + u32::from(supposed);
    let start = reading.findings.partition_point(|finding| finding.hit.first < first);
    let governed = |finding: &&mut Finding| finding.clause <= last;
    for finding in reading.findings[start..].iter_mut().take_while(governed) {
        if !finding.praises() || finding.courtesy {
            continue;
        }
        // « Ce serait bien »: the cue's own word is no lack.
        if finding.end() <= end && finding.themes.is_empty() {
            finding.silence();
        } else {
            finding.polarity = Some(Polarity::Negative);
            (finding.weight, finding.label, finding.nature) = (0, None, Nature::Opinion);
        }
    }
}

/// Hushes thanks that follow a proposal in its sentence and thank for nothing.
fn close(reading: &mut Reading, clause: u32) {
    let sentence = reading.clauses[clause as usize].sentence;
    let next = clause + 1;
    let closes = reading
        .clauses
        .get(next as usize)
        .is_some_and(|thanks| thanks.sentence == sentence && thanks.content.n_words <= CLOSING);
    if closes {
        reading.in_clause_mut(next).filter(|finding| finding.courtesy).for_each(Finding::silence);
    }
}

/// Whether a clause asks that what is good shall stay.
fn keeps(reading: &Reading, vocabulary: &Vocabulary, clause: u32) -> bool {
    let clause = &reading.clauses[clause as usize];
    (clause.start..clause.end).any(|at| {
        let low = vocabulary.lower(reading.forms[at as usize]);
        KEEPING.iter().any(|opening| low.starts_with(opening))
    })
}
