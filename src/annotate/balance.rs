//! Praise and blame of a comment, summed from its weighed judgements.

use std::collections::BTreeSet;

use super::expression::Expression;
use super::journey;
use super::leaning::{self, Leaning};
use super::reading::{Finding, Reading};
use super::rules::{Rule, Rules};
use crate::lexicon::{Layer, Lexicon, Match, Nature, Role};
use crate::taxonomy::{Flag, Mode, Polarity};

/// Praise beside which a malfunction is more than reported.
const RESERVE: i64 = 100;

/// Words of a comment that is one breath.
const SHORT: u32 = 30;

/// Words of a comment that has room for two verdicts, and no more.
const BRIEF: u32 = 12;

/// Words from which what is denied is more than an answer to a form: « je ne sais pas », « pas de remarque ».
const FEW: u32 = 8;

/// Words from which what is told is a story.
const STORY: u32 = 14;

/// Weight from which a blame is more than a minor reservation.
const PLAIN: i32 = 150;

/// A comment of more tokens that says nothing but « merci » means a formula.
const LONG: usize = 12;

/// Weight of praise, in hundredths of that of blame: customers have more words to blame than to praise.
const PRAISE: i64 = 110;

/// Weight of a blame denied, in hundredths of that of blame: « pas cher » pleases less than « donné ».
const SPARED: i64 = 82;

/// Blame of a manner that no word explains, and of each clause that a contrast makes a blame: that of a plain judgement.
const UNSAID: i64 = 150;

/// Blame of a story that judges nothing: that of a slight judgement.
const TOLD: i64 = 100;

/// The same of an exception that no word judges: a minor reservation.
const EXCEPTED: i64 = 45;

/// Blame beside which calling in a mediator says that more is meant.
const LITTLE: i64 = 300;

/// Praise and blame of a comment, in hundredths of a slight judgement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Sum of praise.
    pub praise: i64,
    /// Sum of blame, malfunctions included.
    pub blame: i64,
    /// Praise before contrasts weigh clauses.
    pub plain_praise: i64,
    /// Blame before contrasts weigh clauses.
    pub plain_blame: i64,
    /// Of the blame, what grants as much praise: « avis mitigé ». Who says so is not pleased: the score knows none of it.
    pub granted: i64,
    /// Of the blame, what malfunctions alone weigh.
    pub malfunction: i64,
    /// Of the blame, what judgements weigh; events left out.
    pub judgement: i64,
    /// Of the blame, what lived events weigh.
    pub event: i64,
    /// Of the praise, less the blame, what the first sentence says: often a title, that sums up.
    pub opening: i64,
    /// What the sentences that judge nothing let guess.
    pub leaning: Leaning,
    /// An opposition: « mais », « par contre », « sauf », or praise beside blame in one short sentence.
    pub opposes: bool,
    /// It proposes something.
    pub proposes: bool,
    /// Several exclamations, a doubled mark, capitals, or a question that only blames.
    pub annoyed: bool,
    /// It asks something.
    pub asks: bool,
    /// It tells what happened to its author, at some length.
    pub tells: bool,
    /// Enough shows that its author lived through what it tells.
    pub lived: bool,
    /// It asks, and what it blames drags on: « toujours pas reçu », « troisième relance ».
    pub drags: bool,
    /// A lawyer, a mediator or the law is called in, and little else blames.
    pub accuses: bool,
}

impl Balance {
    /// The part of the blame that rests on something.
    fn part(&mut self, nature: Nature) -> &mut i64 {
        match nature {
            Nature::Incident => &mut self.malfunction,
            Nature::Opinion => &mut self.judgement,
            Nature::Fact => &mut self.event,
        }
    }
}

/// Sums judgements; the same words count once.
pub fn weigh(reading: &Reading, lexicon: &Lexicon, expression: &Expression, rules: Rules) -> Balance {
    let n_words: u32 = reading.clauses.iter().map(|clause| clause.content.n_words).sum();
    let blames = rules.has(Rule::Irony)
        && reading.in_layer(Layer::Role).any(|hit| lexicon.entry(hit.entry).roles.contains(Role::Rhetorical));
    let mut balance = Balance {
        asks: expression.modes.contains(Mode::Question) || expression.modes.contains(Mode::Request),
        proposes: expression.modes.contains(Mode::Suggestion),
        tells: expression.event && n_words >= STORY,
        lived: expression.lived,
        leaning: leaning::lean(reading, rules),
        opposes: reading
            .clauses
            .iter()
            .any(|clause| matches!(clause.opener, Some(Role::Contrast | Role::Exception))),
        annoyed: blames || is_annoyed(reading, n_words),
        ..Balance::default()
    };
    let courtesy = sum(reading, lexicon, &mut balance);
    if balance.praise >= RESERVE && n_words <= SHORT {
        // « Le musée est superbe, l'audioguide ne marche pas »: beside praise, a malfunction is a reservation.
        balance.blame += balance.malfunction;
        balance.plain_blame += balance.malfunction;
    }
    balance.opposes |= reading.pros_and_cons
        || n_words <= SHORT && sides_meet(reading)
        || n_words <= BRIEF && sides_follow(reading);
    let formal = balance.praise == 0 && (balance.asks || reading.tokens.len() > LONG);
    let ironic = balance.blame > balance.praise;
    if !(rules.has(Rule::Irony) && (ironic || formal)) {
        balance.praise += courtesy;
        balance.plain_praise += courtesy;
    }
    // « Vous trouvez ça normal ? », « ENCORE UNE FOIS !! »: the manner blames what no word does.
    let outcry = blames || balance.annoyed && !balance.asks && rules.has(Rule::Irony);
    if outcry && balance.praise == 0 && balance.blame == 0 {
        balance.blame = UNSAID;
        balance.judgement = UNSAID;
    }
    balance.drags =
        rules.has(Rule::Dragging) && balance.asks && balance.event > 0 && drags_on(reading, lexicon);
    balance.accuses = rules.has(Rule::Alert)
        && balance.praise == 0
        && balance.blame <= LITTLE
        && !expression.modes.contains(Mode::Question)
        && journey::read_flags(reading, lexicon).contains(Flag::Alert);
    if balance.accuses && balance.blame < UNSAID {
        balance.blame = UNSAID;
        balance.event = UNSAID;
    }
    // « On nous a prêté des bottes »: who tells what was done for him, and denies nothing, does not complain.
    let served = rules.has(Rule::Service) && balance.leaning.served && !balance.leaning.grumbles;
    if served {
        balance.tells = false;
        balance.leaning.blame = 0;
    }
    // Customers tell stories to complain: one without a word of praise is blame.
    if rules.has(Rule::Story) && balance.praise == 0 && balance.blame == 0 && !balance.asks {
        let says_more = n_words >= if reading.left_blank { STORY } else { FEW };
        balance.tells |= says_more && !balance.proposes && grumbles(reading, lexicon, balance.leaning);
        if balance.tells {
            balance.blame = TOLD;
            balance.event = TOLD;
        }
    }
    balance
}

/// « Ils n'en retrouvent plus la trace »: something is denied, and not by an expression that judges nothing (« jamais eu
/// besoin »).
fn grumbles(reading: &Reading, lexicon: &Lexicon, leaning: Leaning) -> bool {
    let denies = |at: u32| reading.roles[at as usize].contains(Role::Negation);
    let excuses = |hit: &Match| {
        lexicon.entry(hit.entry).polarity == Some(Polarity::Neutral) && hit.tokens().any(denies)
    };
    leaning.grumbles && leaning.praise == 0 && !reading.in_layer(Layer::Meaning).any(excuses)
}

/// The judgements of one polarity, one after the other.
#[derive(Default)]
struct Side {
    /// Token after the last one.
    end: u32,
    /// The heaviest of those that overlap.
    heaviest: i64,
    /// What malfunctions alone weigh in it.
    malfunction: i64,
}

impl Side {
    /// What a judgement adds: « délai trop long » and « beaucoup trop long » say one thing, and the heaviest says it.
    fn more(&mut self, finding: &Finding, weight: i64) -> i64 {
        if finding.hit.first >= self.end {
            (self.heaviest, self.malfunction) = (0, 0);
        }
        let more = (weight - self.heaviest).max(0);
        self.heaviest += more;
        self.end = self.end.max(finding.end());
        more
    }
}

/// Fills praise and blame; gives the courtesies apart.
fn sum(reading: &Reading, lexicon: &Lexicon, balance: &mut Balance) -> i64 {
    let (mut praise, mut blame) = (Side::default(), Side::default());
    let mut courtesy = 0;
    for finding in &reading.findings {
        let clause = &reading.clauses[finding.clause as usize];
        // What a concession or an exception dims stays so.
        let dimmed = matches!(clause.opener, Some(Role::Concession | Role::Exception));
        let stress = i64::from(if dimmed { 100 } else { clause.weight.max(1) });
        let opens = i64::from(clause.sentence == 0);
        let weight = i64::from(finding.weight);
        match finding.polarity {
            Some(Polarity::Positive) if finding.courtesy => courtesy += weight,
            Some(Polarity::Positive) => {
                let percent = if finding.reversed { SPARED } else { PRAISE };
                let more = praise.more(finding, weight * percent / 100);
                balance.praise += more;
                balance.plain_praise += more * 100 / stress;
                balance.opening += more * opens;
            }
            Some(Polarity::Negative) => {
                let more = blame.more(finding, weight);
                if more > 0 && finding.nature == Nature::Incident {
                    blame.malfunction += more;
                } else if more > 0 {
                    // « Tout le temps en panne »: a malfunction that a heavier fact tells again is that fact.
                    let told_again = std::mem::take(&mut blame.malfunction);
                    balance.malfunction -= told_again;
                    *balance.part(finding.nature) += told_again;
                }
                balance.blame += more;
                balance.plain_blame += more * 100 / stress;
                balance.opening -= more * opens;
                *balance.part(finding.nature) += more;
                if lexicon.entry(finding.hit.entry).mixed {
                    balance.granted += more;
                    balance.opposes = true;
                }
            }
            Some(Polarity::Neutral) | None => {}
        }
    }
    // Objects of a clause that a contrast blames already weigh; one without any weighs as much.
    let silent = |index: &usize| {
        let implied = reading.clauses[*index].implied;
        implied && !reading.in_clause(*index as u32).any(|(_, finding)| finding.weight > 0)
    };
    let unsaid = |index: usize| {
        if reading.clauses[index].names_exception(&reading.shapes) { EXCEPTED } else { UNSAID }
    };
    let implied: i64 = (0..reading.clauses.len()).filter(silent).map(unsaid).sum();
    balance.blame += implied;
    balance.plain_blame += implied;
    balance.event += implied;
    courtesy
}

/// « Je n'ai toujours rien reçu », « troisième relance »: a fact that no polite request makes calm.
fn drags_on(reading: &Reading, lexicon: &Lexicon) -> bool {
    let lasts = |finding: &Finding| {
        let content = &reading.clauses[finding.clause as usize].content;
        let denied = content.denied || content.roles.contains(Role::Negation);
        finding.blames() && finding.nature == Nature::Fact && content.shapes.still() && denied
    };
    let insists = |hit: &Match| lexicon.entry(hit.entry).roles.contains(Role::Insistence);
    reading.findings.iter().any(lasts) || reading.in_layer(Layer::Role).any(insists)
}

/// « Service impeccable, produit médiocre »: praise and blame in one sentence, neither of them slight.
fn sides_meet(reading: &Reading) -> bool {
    let slight = |finding: &Finding| {
        finding.weight < if finding.nature == Nature::Incident { PLAIN / 2 } else { PLAIN }
    };
    let judged = |finding: &&Finding| !slight(finding) && !finding.courtesy;
    let mut judged = reading
        .findings
        .iter()
        .filter(judged)
        .map(|finding| (reading.clauses[finding.clause as usize].sentence, finding.polarity));
    let mut last = judged.next();
    judged.any(|next| {
        let before = last.replace(next);
        before.is_some_and(|before| before.0 == next.0 && before.1 != next.1)
    })
}

/// « Très bon accueil. Trop cher. »: two sentences, the one a praise and the other a blame, and both opinions.
fn sides_follow(reading: &Reading) -> bool {
    let sentence = |finding: &Finding| reading.clauses[finding.clause as usize].sentence;
    let judged = reading.findings.iter().filter(|finding| finding.weight > 0);
    let says = |side: Polarity, at: u32| {
        let mut said = judged.clone().filter(|finding| sentence(finding) == at).peekable();
        // « Tout était parfait. Un peu excessif. » has a minor reservation.
        said.peek().is_some_and(|finding| finding.praises() || finding.weight >= PLAIN)
            && said.all(|finding| finding.polarity == Some(side) && finding.nature == Nature::Opinion)
    };
    reading.clauses.last().is_some_and(|last| last.sentence == 1)
        && says(Polarity::Positive, 0)
        && says(Polarity::Negative, 1)
}

/// Signs of annoyance that no word tells.
fn is_annoyed(reading: &Reading, n_words: u32) -> bool {
    // Who writes all in capitals shouts nothing.
    let shouts = || {
        let clauses = reading.clauses.iter().filter(|clause| clause.content.shapes.shouted());
        let shapes = clauses.flat_map(|clause| &reading.shapes[clause.start as usize..clause.end as usize]);
        let n_shouted = shapes.filter(|shape| shape.shouted()).count();
        n_shouted >= 3 && n_shouted * 2 < n_words as usize
    };
    let exclaimed: BTreeSet<u32> =
        reading.clauses.iter().filter(|clause| clause.exclaimed).map(|clause| clause.sentence).collect();
    exclaimed.len() >= 3 || reading.clauses.iter().any(|clause| clause.insisted) || shouts()
}
