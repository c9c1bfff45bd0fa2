//! What the sentences without a judgement let guess: a bare name in a review pleased, a tale without praise complains.
//!
//! Goes in: the clauses and findings of a comment. Comes out: its [`Leaning`]. Never: an aspect, or a tone by itself.

use super::reading::{Clause, Content, Reading};
use super::rules::{Rule, Rules};
use super::shape::Shape;
use crate::lexicon::Role;

/// What a comment leans to beyond its judgements, in hundredths of a slight one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// Of the bare names.
    pub praise: i64,
    /// Of the tales.
    pub blame: i64,
    /// Some tale denies something that is not the customer's own doing: more than what was seen or done.
    pub grumbles: bool,
    /// Some tale says what was done for the customer: « on nous a prêté un parapluie ».
    pub served: bool,
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
    /// Its words.
    pub words: u32,
    /// A person, an auxiliary, a negation or a question: more than names.
    pub told: bool,
    /// Something is denied, or told to the customer: « on me dit que... ».
    pub denied: bool,
    /// A service is done to the customer.
    pub served: bool,
    /// A judgement stands in it, or a contrast implies one.
    pub judged: bool,
    /// A negation took away what a judgement in it says.
    pub turned: bool,
    /// The customer tells what he did, or did not do: « je n'ai pas encore ouvert le carton ».
    pub own: bool,
    /// A judgement in it blames, or a contrast implies one that does.
    pub blamed: bool,
    /// Something that may be judged is named.
    pub named: bool,
    /// A number, a price, a duration or a date stands in it.
    pub counted: bool,
    /// « Rien », « absolument aucun »: the answer to « what displeased you? ».
    pub empty: bool,
}

/// A bare name that opens the comment: reviews begin with what pleased.
const OPENING: i64 = 200;

/// A bare name further on: the part of what displeased has some too.
const FURTHER: i64 = 50;

/// A sentence that tells and judges nothing: customers tell stories to complain.
const TALE: i64 = 50;

/// The same where something is denied, or where « on » speaks: who is well served names people.
const DENIAL: i64 = 100;

/// A company spoken to or of at large, once: « ils », « vous ».
const AT_LARGE: i64 = 50;

/// Reads what a comment leans to.
pub fn lean(reading: &Reading, rules: Rules) -> Leaning {
    let mut leaning = Leaning::default();
    let (mut n_spoken, mut n_bare) = (0, 0);
    for sentence in sentences(reading).filter(|sentence| sentence.words > 0) {
        if !sentence.told {
            n_bare += 1;
        }
        if !sentence.judged && !sentence.told && rules.has(Rule::BareList) {
            leaning.praise += match (n_spoken, sentence.named) {
                (0, true) if reading.titled => 0,
                (0, true) => OPENING,
                (_, true) | (0, false) => FURTHER,
                _ => 0,
            };
        }
        // « Rien » tells nothing.
        if !sentence.judged && sentence.told && !sentence.empty && rules.has(Rule::Story) {
            leaning.blame += if sentence.denied { DENIAL } else { TALE };
            leaning.grumbles |= sentence.denied && !sentence.turned && !sentence.own;
            leaning.served |= sentence.served && !sentence.denied;
        }
        n_spoken += 1;
    }
    // In a work, « il » and « elle » are its characters.
    let large = || reading.clauses.iter().any(|clause| clause.content.shapes.third_person());
    if rules.has(Rule::Story) && !reading.of_work && large() {
        leaning.blame += AT_LARGE;
    }
    leaning.lists = rules.has(Rule::BareList) && n_spoken > 1 && n_bare * 2 >= n_spoken;
    leaning
}

/// The sentences of a comment, in order.
pub fn sentences(reading: &Reading) -> impl Iterator<Item = Sentence> {
    let mut clause = 0;
    let mut findings = reading.findings.iter().peekable();
    std::iter::from_fn(move || {
        let number = reading.clauses.get(clause)?.sentence;
        let mut found = Sentence { first: clause as u32, ..Sentence::default() };
        while let Some(next) = reading.clauses.get(clause).filter(|next| next.sentence == number) {
            add_clause(&mut found, next, reading);
            clause += 1;
        }
        found.end = clause as u32;
        let mut contents = reading.clauses[found.first as usize..clause].iter().map(|clause| clause.content);
        if found.words <= 3 {
            // « Rien », « absolument aucun »: the answer to « what displeased you? ».
            let denies = |content: Content| content.roles.contains(Role::Negation);
            found.empty = !found.named && !found.judged && contents.clone().any(denies);
            // « Tout », « absolument tout », « tout le reste »: the answer to « what pleased you? ».
            found.named |= !found.told && contents.any(|content| content.shapes.all());
        }
        while let Some(finding) = findings.next_if(|finding| finding.clause < found.end) {
            found.judged |= finding.weight > 0;
            found.turned |= finding.reversed;
            found.blamed |= finding.blames();
            found.named |= finding.polarity.is_none();
        }
        Some(found)
    })
}

fn add_clause(sentence: &mut Sentence, clause: &Clause, reading: &Reading) {
    sentence.judged |= clause.implied;
    sentence.blamed |= clause.implied;
    sentence.told |= clause.asked || clause.wished;
    let Content { shapes, n_words, denied, figure, .. } = clause.content;
    sentence.words += n_words;
    let served = is_served(reading, clause);
    sentence.served |= served;
    sentence.denied |= denied || shapes.anybody() && !served && speaks_to_us(reading, clause);
    sentence.counted |= figure;
    sentence.own |= shapes.first_person() && shapes.auxiliary();
    sentence.told |= shapes.auxiliary()
        || shapes.first_person()
        || shapes.third_person()
        || shapes.finite()
        || sentence.denied;
}

/// « on nous a prêté des bottes »: a service is done to the customer; « on m'explique que... » only answers him.
fn is_served(reading: &Reading, clause: &Clause) -> bool {
    let Content { shapes, roles, denied, .. } = clause.content;
    let serves = |at: u32| reading.roles[at as usize].contains(Role::Service);
    roles.contains(Role::Service)
        && (shapes.object() || shapes.us())
        && !denied
        && !shapes.links()
        && (clause.start..clause.end).any(|at| serves(at) && is_done_to_us(reading, clause.start, at))
}

/// « m'a prêté », « nous ont servis », « vous guide », and not « nous avons donné ».
fn is_done_to_us(reading: &Reading, start: u32, verb: u32) -> bool {
    let mut before = reading.shapes[start as usize..verb as usize].iter().rev();
    let auxiliary = |shape: &&Shape| shape.auxiliary() && !shape.of_us();
    before.find(|shape| !auxiliary(shape)).is_some_and(|shape| shape.object() || shape.us())
}

/// « on me dit », « on vous répond ».
fn speaks_to_us(reading: &Reading, clause: &Clause) -> bool {
    let shapes = &reading.shapes[clause.start as usize..clause.end as usize];
    shapes.windows(2).any(|pair| pair[0].anybody() && is_spoken_to(pair[1]))
}

/// « me », « nous », « vous » after « on »: whom it is said to.
fn is_spoken_to(shape: Shape) -> bool {
    shape.object() || shape.third_person() || shape.first_person() && !shape.mine() && !shape.anybody()
}
