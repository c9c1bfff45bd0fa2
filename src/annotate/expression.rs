//! Modes of expression, clause by clause, and the qualification of the whole.

use super::reading::{Clause, Reading};
use super::tone::Balance;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Layer, Lexicon, Nature, Role};
use crate::taxonomy::{Mode, Polarity, Qualification, TagSet, Tone};
use crate::text::Kind;

/// How a comment is expressed, with what the qualification needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    /// Modes; never empty.
    pub modes: TagSet<Mode>,
    /// Clauses that propose something.
    pub suggestions: u32,
    /// Something happened to this customer.
    pub lived: bool,
    /// A malfunction is told.
    pub malfunction: bool,
}

/// Reads the modes of a comment.
pub fn read(reading: &Reading, vocabulary: &Vocabulary, lexicon: &Lexicon) -> Expression {
    let mut found = Expression::default();
    let rhetorical: Vec<u32> = reading
        .in_layer(Layer::Role)
        .filter(|hit| lexicon.entries[hit.entry as usize].roles.contains(Role::Rhetorical))
        .map(|hit| sentence_of(reading, hit.first))
        .collect();
    for hit in reading.in_layer(Layer::Mode) {
        for mode in lexicon.entries[hit.entry as usize].modes.iter() {
            let asked = reading.clauses[reading.clause_of(hit.first) as usize].asked;
            match mode {
                Mode::Question if rhetorical.contains(&sentence_of(reading, hit.first)) => {}
                Mode::Question if !asked && lexicon.entries[hit.entry as usize].force < 2 => {}
                Mode::Suggestion => {
                    found.suggestions += 1;
                    found.modes.insert(mode);
                }
                _ => found.modes.insert(mode),
            }
        }
    }
    for finding in reading.findings.iter().filter(|finding| finding.polarity.is_some()) {
        match finding.nature {
            Nature::Opinion => found.modes.insert(Mode::Opinion),
            Nature::Fact => {
                found.modes.insert(Mode::Statement);
                found.lived = true;
            }
            Nature::Incident => {
                found.modes.insert(Mode::Statement);
                found.malfunction = true;
            }
        }
    }
    for clause in &reading.clauses {
        if clause.asked && !rhetorical.contains(&clause.sentence) && is_open_question(reading, vocabulary, clause) {
            found.modes.insert(Mode::Question);
        }
        if tells_event(reading, vocabulary, clause) {
            found.lived = true;
            found.modes.insert(Mode::Statement);
        }
    }
    if found.modes.is_empty() {
        found.modes.insert(Mode::Statement);
    }
    found
}

fn sentence_of(reading: &Reading, token: u32) -> u32 {
    reading.clauses[reading.clause_of(token) as usize].sentence
}

/// A question that carries no blame of its own.
fn is_open_question(reading: &Reading, vocabulary: &Vocabulary, clause: &Clause) -> bool {
    let blame = |finding: &super::reading::Finding| {
        let same = reading.clauses[finding.clause as usize].sentence == clause.sentence;
        same && finding.polarity == Some(Polarity::Negative) && finding.nature == Nature::Opinion
    };
    let words = clause.start..clause.end;
    let long = words.filter(|at| reading.tokens[*at as usize].kind == Kind::Word).count() >= 2;
    let _ = vocabulary;
    long && !reading.findings.iter().any(blame)
}

/// « j'ai appelé », « nous avons été reçus », « on m'a répondu »: first person, auxiliary, participle in a row.
fn tells_event(reading: &Reading, vocabulary: &Vocabulary, clause: &Clause) -> bool {
    let mut person = None;
    let mut auxiliary = None;
    for at in clause.start..clause.end {
        let form = vocabulary.form(reading.forms[at as usize]);
        if form.shape.auxiliary && person.is_some_and(|person| at - person <= 4) {
            auxiliary = Some(at);
        } else if form.shape.first_person {
            person = Some(at);
        } else if form.shape.participle && auxiliary.is_some_and(|auxiliary| at - auxiliary <= 4) {
            let state = reading.in_layer(Layer::Meaning).any(|hit| hit.holds(at) && hit.words.count_ones() == 1);
            if !state {
                return true;
            }
        }
    }
    false
}

/// The qualification, by what dominates, then by the precedence of the taxonomy.
pub fn qualify(tone: Tone, balance: Balance, expression: &Expression) -> Qualification {
    let proposes = expression.modes.contains(Mode::Suggestion);
    match tone {
        Tone::Positive if proposes && expression.suggestions >= 2 && balance.praise < 500 => Qualification::Suggestion,
        Tone::Positive => Qualification::Compliment,
        Tone::Negative | Tone::Mixed => {
            if proposes && balance.blame < 300 {
                Qualification::Suggestion
            } else if expression.lived || balance.blame - balance.judgement > balance.judgement {
                Qualification::Complaint
            } else {
                Qualification::Criticism
            }
        }
        Tone::Neutral if proposes => Qualification::Suggestion,
        Tone::Neutral if expression.malfunction => Qualification::Incident,
        Tone::Neutral => Qualification::Other,
    }
}
