//! Tone and score of a comment from its praise and blame.

use super::balance::Balance;
use crate::taxonomy::Tone;

/// Weight of the blame in a list of pros and cons, in hundredths: the cons of a good stay are told at length.
const LISTED: i64 = 75;

/// The same for the score, which looks for what the customer felt in the end.
const LISTED_SCORE: i64 = 60;

/// Weight of what is told without a judgement where no word blames, in hundredths: kind deeds are told at length too.
const UNBLAMED: i64 = 50;

/// What the first sentence counts beyond the others, in hundredths.
const OPENING: i64 = 30;

/// Added to the sum of judgements, so that a single slight one does not score 1.
const DAMPING: i64 = 200;

/// Score in thousandths, from -1000 to 1000.
pub fn score(balance: Balance) -> i32 {
    let opening = balance.opening * OPENING / 100;
    let praise = balance.praise + balance.leaning.praise + opening.max(0);
    let blame = listed(balance, balance.blame, LISTED_SCORE) + balance.leaning.blame - opening.min(0);
    ((praise - blame) * 1000 / (praise + blame + DAMPING)) as i32
}

/// What tales weigh against praise: less where no word blames.
fn tales(leaning: i64, blame: i64) -> i64 {
    if blame == 0 { leaning * UNBLAMED / 100 } else { leaning }
}

/// Blame, less what it weighs too much in a list.
fn listed(balance: Balance, blame: i64, percent: i64) -> i64 {
    if balance.leaning.lists { blame * percent / 100 } else { blame }
}

/// Blame that facts told without anger, or a question, may carry.
const CALM: i64 = 300;

/// Below that, nothing is said.
const SILENT: i64 = 60;

/// Share of the stronger side, in hundredths, from which the weaker makes a mixed tone, where something is opposed.
const OPPOSED: i64 = 40;

/// The same where praise dominates: a minor reservation leaves it praise, whether it is opposed or stands by itself.
const RESERVED: i64 = 50;

/// The same where blame dominates and nothing is opposed: a long complaint has its lighter moments.
const MIXED: i64 = 70;

/// The same two where its author tells what happened: who complains of it grants something first.
const OPPOSED_TALE: i64 = 60;
const MIXED_TALE: i64 = 95;

/// Weight of a slight judgement, and of more than a minor reservation.
const SLIGHT: i64 = 100;
const MINOR: i64 = 160;

/// Judgement that a calm report may hold.
const REMARK: i64 = 60;

/// Blame by events, beyond malfunctions, that a calm report may hold.
const EVENT: i64 = 110;

/// Judgement that a question or a request may hold and stay calm.
const ASKED: i64 = 150;

/// Tone: neutral without judgement, mixed when neither side dominates.
pub fn tone(balance: Balance) -> Tone {
    let Balance { malfunction, judgement, event, granted, .. } = balance;
    let (praise, plain_praise) = (balance.praise + granted, balance.plain_praise + granted);
    let blame = listed(balance, balance.blame, LISTED);
    let plain_blame = listed(balance, balance.plain_blame, LISTED);
    let weighs = |praise: i64, blame: i64| {
        let (less, most) = (praise.min(blame), praise.max(blame));
        let share = match (balance.opposes, balance.lived) {
            (true, true) if blame > praise => OPPOSED_TALE,
            (true, _) | (false, false) if praise > blame => RESERVED,
            (true, _) => OPPOSED,
            (false, true) => MIXED_TALE,
            (false, false) => MIXED,
        };
        // « Ravi, seul bémol le parking un peu étroit »: a slight blame is a minor reservation.
        let least = if balance.opposes || blame > praise { SLIGHT } else { MINOR };
        less >= least && less * 100 >= most * share
    };
    // What « mais » opens may only seem to dominate, or be all that brings a slight blame to the fore.
    let mixed = weighs(praise, blame) || weighs(plain_praise, plain_blame);
    let reports = judgement <= REMARK && event <= malfunction + EVENT && !balance.tells && praise < 100;
    let asks_only = balance.asks && !balance.drags && judgement <= ASKED && praise <= 110;
    let calm = !balance.annoyed && !balance.accuses && blame <= CALM && blame > 0 && (asks_only || reports);
    if praise.max(blame) < SILENT
        || calm
        || ((balance.asks || balance.proposes) && blame == 0 && praise <= 100)
    {
        Tone::Neutral
    } else if mixed {
        Tone::Mixed
    } else if praise > blame + tales(balance.leaning.blame, blame) {
        Tone::Positive
    } else {
        Tone::Negative
    }
}
