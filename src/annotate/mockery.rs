//! « Génial, la ligne est coupée », « Bonne année et merci : neuf jours sans eau chaude »: praise that only blame
//! follows, in the same sentence, is mockery; so is « Du grand art. » after what went wrong.
//!
//! Goes in: tokens, clauses, findings. Comes out: mocking praise, hushed, malfunctions that it makes a blame, and bare praise
//! that is but a courtesy beside a fact that blames. Never: hushes praise that a contrast answers (« Bravo, mais c'est cher »
//! grants and blames).

use super::reading::{Finding, Reading};
use crate::lexicon::{Layer, Lexicon, Nature, Role};
use crate::text::Kind;

/// Words of a clause that holds nothing but an exclamation: « Ah bah super ».
const EXCLAMATION: u32 = 4;

/// Weight from which what follows blames for good: « Super, un peu loin » mocks nobody.
const BLAMED: i32 = 150;

/// Hushes the praise of each clause that mocks.
pub fn hush(reading: &mut Reading, lexicon: &Lexicon, text: &str) {
    for at in 0..reading.clauses.len().saturating_sub(1) {
        let Some(wanted) = manner(reading, lexicon, at, text) else { continue };
        let Some(until) = answer(reading, at, wanted) else { continue };
        let start = reading.findings.partition_point(|finding| finding.clause < at as u32);
        for finding in &mut reading.findings[start..until] {
            if finding.praises() {
                finding.silence();
            } else if finding.nature == Nature::Incident {
                (finding.nature, finding.weight) = (Nature::Fact, finding.weight * 2);
            }
        }
    }
    hush_afterwards(reading, lexicon);
    for at in 0..reading.findings.len() {
        reading.findings[at].courtesy |= is_idle(reading, &reading.findings[at]);
    }
}

/// « Trois relances, parfait »: a bare praise alone in its clause, with a fact that blames in the same sentence.
fn is_idle(reading: &Reading, praise: &Finding) -> bool {
    let clause = &reading.clauses[praise.clause as usize];
    let alone = praise.themes.is_empty() && clause.end - clause.start <= EXCLAMATION;
    let around = |index: &u32| {
        reading.clauses.get(*index as usize).is_some_and(|other| other.sentence == clause.sentence)
    };
    let blames = |index: u32| {
        let told = |other: &Finding| other.blames() && other.nature != Nature::Opinion;
        reading.in_clause(index).any(|(_, other)| told(other))
    };
    let mut before = (0..praise.clause).rev().take_while(around);
    let mut after = (praise.clause..).take_while(around);
    alone && praise.praises() && (after.any(blames) || before.any(blames))
}

/// What may follow praise for it to mock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blame {
    /// Any blame: « Félicitations, vous êtes nuls ».
    Any,
    /// What happened: « Super, colis perdu »; an opinion may stand beside praise (« Super, prix élevés »).
    Event,
}

/// Whether a clause praises in a manner that may mock, and what must follow.
fn manner(reading: &Reading, lexicon: &Lexicon, at: usize, text: &str) -> Option<Blame> {
    let clause = &reading.clauses[at];
    let last = reading.tokens[clause.end as usize - 1];
    if last.kind != Kind::Pause || reading.in_clause(at as u32).next().is_none() {
        return None;
    }
    let says = |finding: &Finding, role| says(reading, lexicon, finding, role);
    let brief = clause.content.n_words <= EXCLAMATION;
    let (mut formal, mut exclaimed) = (brief, brief);
    for (_, finding) in reading.in_clause(at as u32) {
        if !finding.praises() {
            return None;
        }
        let courteous = brief && (finding.courtesy || says(finding, Role::Courtesy));
        formal &= courteous;
        exclaimed &= courteous || brief && says(finding, Role::Mockery);
    }
    let opens = at == 0 || reading.clauses[at - 1].sentence != clause.sentence;
    let announced = opens && last.text(text) == ":";
    if formal { Some(Blame::Any) } else { (exclaimed || announced).then_some(Blame::Event) }
}

/// Whether the words of a finding have a role, by themselves or as an expression.
fn says(reading: &Reading, lexicon: &Lexicon, finding: &Finding, role: Role) -> bool {
    if reading.roles[finding.hit.first as usize].contains(role) {
        return true;
    }
    let start = reading.clauses[finding.clause as usize].start;
    reading.starting_in(start..finding.hit.first + 1).any(|(hit, layers)| {
        let entry = lexicon.entry(hit.entry);
        layers.contains(Layer::Role) && entry.roles.contains(role) && finding.hit.within(hit)
    })
}

/// « Colis perdu. Du grand art. »: an exclamation that is a whole sentence, and the only praise of a comment, mocks the
/// facts that the sentence before it blames.
fn hush_afterwards(reading: &mut Reading, lexicon: &Lexicon) {
    let mut praises = reading.findings.iter().filter(|finding| finding.praises());
    let Some(clause) = praises.next().map(|praise| praise.clause) else { return };
    if !praises.all(|praise| praise.clause == clause) || !exclaims_after(reading, lexicon, clause) {
        return;
    }
    reading.in_clause_mut(clause).for_each(Finding::silence);
    for finding in reading.in_clause_mut(clause - 1).filter(|finding| finding.nature == Nature::Incident) {
        (finding.nature, finding.weight) = (Nature::Fact, finding.weight * 2);
    }
}

/// Whether a clause is a sentence that only exclaims, after one that only blames by facts.
fn exclaims_after(reading: &Reading, lexicon: &Lexicon, at: u32) -> bool {
    let clause = &reading.clauses[at as usize];
    let alone = at > 0
        && reading.clauses[at as usize - 1].sentence + 1 == clause.sentence
        && reading.clauses.get(at as usize + 1).is_none_or(|next| next.sentence != clause.sentence);
    if !alone || clause.asked || clause.content.n_words > EXCLAMATION {
        return false;
    }
    let exclaims = |finding: &Finding| {
        finding.praises() && !finding.reversed && says(reading, lexicon, finding, Role::Mockery)
    };
    let told = |finding: &Finding| {
        finding.polarity.is_none()
            || finding.blames()
                && (finding.nature != Nature::Opinion || finding.lacking || finding.hit.asks_negation)
    };
    let before = || reading.in_clause(at - 1).map(|(_, finding)| finding);
    let facts = before().all(told) && before().any(Finding::blames);
    facts && reading.in_clause(at).all(|(_, finding)| exclaims(finding))
}

/// The end of the findings of the sentence, when what follows a clause blames and does nothing else.
fn answer(reading: &Reading, at: usize, wanted: Blame) -> Option<usize> {
    let opener = reading.clauses[at + 1].opener;
    if matches!(opener, Some(Role::Contrast | Role::Exception | Role::Concession)) {
        return None;
    }
    let sentence = reading.clauses[at].sentence;
    let start = reading.findings.partition_point(|finding| finding.clause <= at as u32);
    let (mut until, mut blamed) = (start, false);
    for finding in &reading.findings[start..] {
        if reading.clauses[finding.clause as usize].sentence != sentence {
            break;
        }
        if finding.praises() {
            return None;
        }
        let told = finding.nature != Nature::Opinion;
        let weight = if finding.nature == Nature::Incident { finding.weight * 2 } else { finding.weight };
        let blames = finding.blames() && weight >= BLAMED;
        blamed |= blames && (wanted == Blame::Any || told);
        until += 1;
    }
    blamed.then_some(until)
}
