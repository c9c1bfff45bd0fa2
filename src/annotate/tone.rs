//! Tone and score of a comment from its weighed judgements.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::reading::Reading;
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
        match finding.polarity {
            Some(Polarity::Positive) if finding.courtesy => courtesy += finding.weight,
            Some(Polarity::Positive) => balance.praise += finding.weight,
            Some(Polarity::Negative) => {
                balance.blame += finding.weight;
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
    balance.event += 150 * implied;
    let formal = balance.praise == 0 && (balance.asks || reading.tokens.len() > LONG);
    let ironic = balance.blame > balance.praise;
    if !(rules.has(Rule::Irony) && (ironic || formal)) {
        balance.praise += courtesy;
    }
    let shouts = |form: &FormId| vocabulary.form(*form).shape.shouted;
    let exclaimed: BTreeSet<u32> =
        reading.clauses.iter().filter(|clause| clause.exclaimed).map(|clause| clause.sentence).collect();
    balance.annoyed = exclaimed.len() >= 2
        || reading.clauses.iter().any(|clause| clause.insisted)
        || reading.forms.iter().filter(|form| shouts(form)).count() >= 3;
    // Customers tell stories to complain: one without a word of praise is blame.
    if rules.has(Rule::Story) && balance.praise == 0 && balance.blame == 0 && balance.tells && !balance.asks {
        balance.blame = 100;
        balance.event = 100;
    }
    balance
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
const CALM: i32 = 340;

/// Tone: neutral without judgement, mixed when neither side dominates.
pub fn tone(balance: Balance) -> Tone {
    let Balance { praise, blame, malfunction, judgement, event, annoyed, asks, tells } = balance;
    let (less, more) = (praise.min(blame), praise.max(blame));
    let reports = judgement + event <= malfunction && judgement <= 100 && !tells;
    let asks_only = asks && judgement <= 200 && praise <= 200;
    let calm =
        !annoyed && praise <= 200 && blame <= CALM && blame > 0 && (asks_only || reports && praise < 100);
    if more < 80 || calm || (asks && blame == 0 && praise <= 100) {
        Tone::Neutral
    } else if less >= 200 && less * 100 >= more * 62 {
        Tone::Mixed
    } else if praise > blame {
        Tone::Positive
    } else {
        Tone::Negative
    }
}
