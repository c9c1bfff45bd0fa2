//! What the sentences without a judgement let guess: a bare name in a review pleased, a tale without praise complains.
//!
//! Goes in: the clauses and findings of a comment. Comes out: its [`Leaning`]. Never: an aspect, or a tone by itself.

use super::reading::{Clause, Reading};
use super::rules::{Rule, Rules};
use super::vocabulary::Vocabulary;

/// What a comment leans to beyond its judgements, in hundredths of a slight one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// Of the bare names.
    pub praise: i32,
    /// Of the tales.
    pub blame: i32,
    /// Half of its sentences at least hold no verb that we know: a list of what pleased and of what did not.
    pub lists: bool,
}

/// One sentence, from what stands in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sentence {
    /// First clause.
    pub first: u32,
    /// Clause after the last.
    pub end: u32,
    /// A word at least.
    pub spoken: bool,
    /// A person, an auxiliary, a negation or a question: more than names.
    pub told: bool,
    /// A judgement stands in it, or a contrast implies one.
    pub judged: bool,
    /// Something that may be judged is named.
    pub named: bool,
}

/// A bare name that opens the comment: reviews begin with what pleased.
const OPENING: i32 = 200;

/// A bare name further on: the part of what displeased has some too.
const FURTHER: i32 = 50;

/// A sentence that tells and judges nothing: customers tell stories to complain.
const TALE: i32 = 60;

/// Reads what a comment leans to.
pub fn lean(reading: &Reading, vocabulary: &Vocabulary, rules: Rules) -> Leaning {
    let mut leaning = Leaning::default();
    let (mut n_spoken, mut n_bare) = (0, 0);
    for sentence in sentences(reading, vocabulary).filter(|sentence| sentence.spoken) {
        if !sentence.told {
            n_bare += 1;
        }
        if !sentence.judged && !sentence.told && sentence.named && rules.has(Rule::BareList) {
            leaning.praise += if n_spoken == 0 { OPENING } else { FURTHER };
        }
        if !sentence.judged && sentence.told && rules.has(Rule::Story) {
            leaning.blame += TALE;
        }
        n_spoken += 1;
    }
    leaning.lists = rules.has(Rule::BareList) && n_spoken > 1 && n_bare * 2 >= n_spoken;
    leaning
}

/// The sentences of a comment, in order.
pub fn sentences(reading: &Reading, vocabulary: &Vocabulary) -> impl Iterator<Item = Sentence> {
    let mut clause = 0;
    let mut findings = reading.findings.iter().peekable();
    std::iter::from_fn(move || {
        let number = reading.clauses.get(clause)?.sentence;
        let mut found = Sentence { first: clause as u32, ..Sentence::default() };
        while let Some(next) = reading.clauses.get(clause).filter(|next| next.sentence == number) {
            describe(&mut found, next, reading, vocabulary);
            clause += 1;
        }
        found.end = clause as u32;
        while let Some(finding) = findings.next_if(|finding| finding.clause < found.end) {
            found.judged |= finding.weight > 0;
            found.named |= finding.polarity.is_none();
        }
        Some(found)
    })
}

fn describe(sentence: &mut Sentence, clause: &Clause, reading: &Reading, vocabulary: &Vocabulary) {
    sentence.judged |= clause.implied;
    sentence.told |= clause.asked || clause.wished;
    for at in clause.start..clause.end {
        let shape = vocabulary.form(reading.forms[at as usize]).shape;
        sentence.spoken |= reading.tokens[at as usize].kind == crate::text::Kind::Word;
        let verbal = shape.auxiliary || shape.first_person || shape.third_person;
        sentence.told |= verbal || reading.marks[at as usize].negator != 0;
    }
}
