//! Tone and score of a comment from its weighed judgements.

use super::reading::Reading;
use super::rules::{Rule, Rules};
use super::vocabulary::{FormId, Vocabulary};
use crate::lexicon::Nature;
use crate::taxonomy::{Polarity, Tone};

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
    /// Exclamation marks or capitals.
    pub annoyed: bool,
}

/// Sums judgements; the same words count once.
pub fn weigh(reading: &Reading, vocabulary: &Vocabulary, rules: Rules) -> Balance {
    let mut balance = Balance::default();
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
                    Nature::Fact => {}
                }
            }
            Some(Polarity::Neutral) | None => {}
        }
    }
    let formal = balance.praise == 0 && (asks(reading) || reading.tokens.len() > LONG);
    let ironic = balance.blame > balance.praise;
    if !(rules.has(Rule::Irony) && (ironic || formal)) {
        balance.praise += courtesy;
    }
    let shouts = |form: &FormId| vocabulary.form(*form).shape.shouted;
    balance.annoyed = reading.clauses.iter().any(|clause| clause.exclaimed)
        || reading.forms.iter().filter(|form| shouts(form)).count() >= 3;
    balance
}

/// A comment of more tokens that says nothing but « merci » means a formula.
const LONG: usize = 12;

fn asks(reading: &Reading) -> bool {
    reading.clauses.iter().any(|clause| clause.asked)
}

/// Added to the sum of judgements, so that a single slight one does not score 1.
const DAMPING: i32 = 200;

/// Score in thousandths, from -1000 to 1000.
pub fn score(balance: Balance) -> i32 {
    let sum = balance.praise + balance.blame;
    (i64::from(balance.praise - balance.blame) * 1000 / i64::from(sum + DAMPING)) as i32
}

/// Blame that told facts alone may carry in a message that stays calm.
const CALM: i32 = 320;

/// Tone: neutral without judgement, mixed when neither side dominates.
pub fn tone(balance: Balance) -> Tone {
    let Balance { praise, blame, judgement, annoyed, .. } = balance;
    let (less, more) = (praise.min(blame), praise.max(blame));
    let calm = judgement == 0 && !annoyed && blame <= CALM && praise < 100;
    if more < 80 || (calm && blame > 0) {
        Tone::Neutral
    } else if less >= 200 && less * 100 >= more * 62 {
        Tone::Mixed
    } else if praise > blame {
        Tone::Positive
    } else {
        Tone::Negative
    }
}
