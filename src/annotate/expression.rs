//! Modes of expression, clause by clause, and the qualification of the whole.

use super::reading::{Clause, Finding, Reading};
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
    /// Proposals, a plain cue counting for one and a certain one for two.
    pub suggestions: u32,
    /// Something happened to this customer.
    pub lived: bool,
    /// The first person tells it in the past.
    pub event: bool,
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
            let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
            let force = lexicon.entries[hit.entry as usize].force;
            let opens = hit.first <= clause.start + 2;
            match mode {
                Mode::Question if rhetorical.contains(&clause.sentence) => {}
                // A slight cue asks nothing without its mark, a plain one only where it opens its clause.
                Mode::Question if !clause.asked && (force < 2 || !opens) && force < 3 => {}
                Mode::Suggestion | Mode::Request | Mode::Statement if force < 2 => {}
                Mode::Suggestion => {
                    found.suggestions += u32::from(force) - 1;
                    found.modes.insert(mode);
                }
                _ => found.modes.insert(mode),
            }
        }
    }
    for finding in &reading.findings {
        match (finding.polarity, finding.nature) {
            (None | Some(Polarity::Neutral), _) => {}
            (_, Nature::Opinion) => found.modes.insert(Mode::Opinion),
            (Some(polarity), Nature::Fact) => {
                found.modes.insert(Mode::Statement);
                found.lived |= polarity == Polarity::Negative && is_lived(reading, vocabulary, finding);
            }
            (_, Nature::Incident) => {
                found.modes.insert(Mode::Statement);
                found.malfunction = true;
                found.lived |= is_lived(reading, vocabulary, finding);
            }
        }
    }
    for clause in &reading.clauses {
        if clause.asked && !rhetorical.contains(&clause.sentence) && is_open_question(reading, clause) {
            found.modes.insert(Mode::Question);
        }
        if tells_event(reading, vocabulary, clause) {
            found.lived = true;
            found.event = true;
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
fn is_open_question(reading: &Reading, clause: &Clause) -> bool {
    let blame = |finding: &Finding| {
        let same = reading.clauses[finding.clause as usize].sentence == clause.sentence;
        same && finding.polarity == Some(Polarity::Negative) && finding.nature == Nature::Opinion
    };
    let words = clause.start..clause.end;
    let long = words.filter(|at| reading.tokens[*at as usize].kind == Kind::Word).count() >= 2;
    long && !reading.findings.iter().any(blame)
}

/// An event that this customer lived through, and not a habit of the company: « ils ne répondent jamais » tells none,
/// unless the first person, a figure, or a participle stands with it.
fn is_lived(reading: &Reading, vocabulary: &Vocabulary, finding: &Finding) -> bool {
    let told =
        finding.hit.tokens().any(|token| vocabulary.form(reading.forms[token as usize]).shape.participle);
    let sentence = reading.clauses[finding.clause as usize].sentence;
    let clauses = reading.clauses.iter().filter(|clause| clause.sentence == sentence);
    let tokens = clauses.flat_map(|clause| clause.start..clause.end);
    let (mut own, mut others) = (told, false);
    for at in tokens {
        let shape = vocabulary.form(reading.forms[at as usize]).shape;
        let kind = reading.tokens[at as usize].kind;
        own |= shape.first_person || matches!(kind, Kind::Number | Kind::Duration | Kind::Price | Kind::Date);
        others |= shape.third_person;
    }
    own || !others
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
            let state =
                reading.in_layer(Layer::Meaning).any(|hit| hit.holds(at) && hit.words.count_ones() == 1);
            if !state {
                return true;
            }
        }
    }
    false
}

/// Blame that a plain proposal outweighs, in hundredths of a slight judgement; half as much where an event is told.
const PROPOSAL: i32 = 330;

/// The qualification, by what dominates, then by the precedence of the taxonomy.
pub fn qualify(tone: Tone, balance: Balance, expression: &Expression) -> Qualification {
    let proposes = expression.modes.contains(Mode::Suggestion);
    match tone {
        Tone::Positive if proposes && expression.suggestions as i32 * PROPOSAL > balance.praise => {
            Qualification::Suggestion
        }
        Tone::Positive => Qualification::Compliment,
        Tone::Negative | Tone::Mixed => {
            let told = i32::from(expression.event) + 1;
            if proposes && expression.suggestions as i32 * PROPOSAL >= balance.blame * told {
                Qualification::Suggestion
            } else if expression.lived {
                Qualification::Complaint
            } else {
                Qualification::Criticism
            }
        }
        Tone::Neutral if proposes && !expression.malfunction => Qualification::Suggestion,
        Tone::Neutral if expression.malfunction => Qualification::Incident,
        Tone::Neutral => Qualification::Other,
    }
}
