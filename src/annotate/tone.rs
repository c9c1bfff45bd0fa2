//! Tone and score of a comment from its weighed judgements.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::reading::{Finding, Reading};
use super::rules::{Rule, Rules};
use super::vocabulary::{FormId, Vocabulary};
use crate::lexicon::Nature;
use crate::taxonomy::{Mode, Polarity, Tone};
use crate::text::Kind;

/// Praise and blame of a comment, in hundredths of a slight judgement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Sum of praise.
    pub praise: i32,
    /// Sum of blame, malfunctions included.
    pub blame: i32,
    /// Praise before contrasts weigh clauses.
    pub plain_praise: i32,
    /// Blame before contrasts weigh clauses.
    pub plain_blame: i32,
    /// Of the blame, what malfunctions alone weigh.
    pub malfunction: i32,
    /// Of the blame, what judgements weigh; events left out.
    pub judgement: i32,
    /// Of the blame, what lived events weigh.
    pub event: i32,
    /// Several exclamations, a doubled mark, or capitals.
    pub annoyed: bool,
    /// It asks something.
    pub asks: bool,
    /// It tells what happened to its author, at some length.
    pub tells: bool,
}

/// Sums judgements; the same words count once.
pub fn weigh(reading: &Reading, vocabulary: &Vocabulary, expression: &Expression, rules: Rules) -> Balance {
    let n_words = reading.tokens.iter().filter(|token| token.kind == Kind::Word).count();
    let mut balance = Balance {
        asks: expression.modes.contains(Mode::Question) || expression.modes.contains(Mode::Request),
        tells: expression.event && n_words >= STORY,
        ..Balance::default()
    };
    let mut courtesy = 0;
    let mut last = None;
    for finding in &reading.findings {
        let place = (finding.hit.first, finding.hit.words, finding.polarity);
        if last == Some(place) {
            continue;
        }
        last = Some(place);
        let plain = finding.weight * 100 / reading.clauses[finding.clause as usize].weight.max(1);
        match finding.polarity {
            Some(Polarity::Positive)
                if finding.courtesy || (rules.has(Rule::Irony) && is_ironic(reading, finding)) =>
            {
                courtesy += finding.weight;
            }
            Some(Polarity::Positive) => {
                balance.praise += finding.weight;
                balance.plain_praise += plain;
            }
            Some(Polarity::Negative) => {
                balance.blame += finding.weight;
                balance.plain_blame += plain;
                match finding.nature {
                    Nature::Incident => balance.malfunction += finding.weight,
                    Nature::Opinion => balance.judgement += finding.weight,
                    Nature::Fact => balance.event += finding.weight,
                }
            }
            Some(Polarity::Neutral) | None => {}
        }
    }
    // Objects of such a clause already weigh; one without any weighs as much.
    let said = |index: usize| {
        reading.findings.iter().any(|finding| finding.clause as usize == index && finding.weight > 0)
    };
    let implied = (0..reading.clauses.len())
        .filter(|index| reading.clauses[*index].implied && !said(*index))
        .count() as i32;
    balance.blame += 150 * implied;
    balance.plain_blame += 150 * implied;
    balance.event += 150 * implied;
    let formal = balance.praise == 0 && (balance.asks || reading.tokens.len() > LONG);
    let ironic = balance.blame > balance.praise;
    if !(rules.has(Rule::Irony) && (ironic || formal)) {
        balance.praise += courtesy;
    }
    let shouts = |form: &FormId| vocabulary.form(*form).shape.shouted;
    let exclaimed: BTreeSet<u32> =
        reading.clauses.iter().filter(|clause| clause.exclaimed).map(|clause| clause.sentence).collect();
    balance.annoyed = exclaimed.len() >= 3
        || reading.clauses.iter().any(|clause| clause.insisted)
        || reading.forms.iter().filter(|form| shouts(form)).count() >= 3;
    // Customers tell stories to complain: one without a word of praise is blame.
    if rules.has(Rule::Story) && balance.praise == 0 && balance.blame == 0 && balance.tells && !balance.asks {
        balance.blame = 100;
        balance.event = 100;
    }
    balance
}

/// « Génial, encore un bug »: a bare praise alone in its clause, with a fact that blames in the same sentence.
fn is_ironic(reading: &Reading, praise: &Finding) -> bool {
    let clause = &reading.clauses[praise.clause as usize];
    let alone = praise.themes.is_empty() && clause.end - clause.start <= 4;
    alone
        && reading.findings.iter().any(|other| {
            let same = reading.clauses[other.clause as usize].sentence == clause.sentence;
            same && other.polarity == Some(Polarity::Negative) && other.nature != Nature::Opinion
        })
}

/// Words from which what is told is a story.
const STORY: usize = 9;

/// A comment of more tokens that says nothing but « merci » means a formula.
const LONG: usize = 12;

/// Added to the sum of judgements, so that a single slight one does not score 1.
const DAMPING: i32 = 200;

/// Score in thousandths, from -1000 to 1000.
pub fn score(balance: Balance) -> i32 {
    let sum = balance.praise + balance.blame;
    (i64::from(balance.praise - balance.blame) * 1000 / i64::from(sum + DAMPING)) as i32
}

/// Blame that facts told without anger, or a question, may carry.
const CALM: i32 = 420;

/// Share of the stronger side, in hundredths, from which the weaker makes a mixed tone.
const MIXED: i32 = 60;

/// The same in a story: a long tale of woe has its lighter moments.
const MIXED_STORY: i32 = 80;

/// Tone: neutral without judgement, mixed when neither side dominates.
pub fn tone(balance: Balance) -> Tone {
    let Balance {
        praise,
        blame,
        plain_praise,
        plain_blame,
        malfunction,
        judgement,
        event,
        annoyed,
        asks,
        tells,
    } = balance;
    let more = praise.max(blame);
    let (less, most) = (plain_praise.min(plain_blame), plain_praise.max(plain_blame));
    let share = if tells { MIXED_STORY } else { MIXED };
    let reports = judgement <= 100 && event <= malfunction + 120 && !tells;
    let asks_only = asks && judgement <= 200 && praise <= 200;
    let calm =
        !annoyed && praise <= 200 && blame <= CALM && blame > 0 && (asks_only || reports && praise < 100);
    if more < 80 || calm || (asks && blame == 0 && praise <= 100) {
        Tone::Neutral
    } else if less >= 150 && less * 100 >= most * share {
        Tone::Mixed
    } else if praise > blame {
        Tone::Positive
    } else {
        Tone::Negative
    }
}
