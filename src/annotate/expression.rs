//! Modes of expression, sentence by sentence, and the qualification of the whole.

use smallvec::{SmallVec, smallvec};

use super::balance::Balance;
use super::lived::{self, Traces};
use super::reading::{Content, Finding, Reading};
use super::rules::{Rule, Rules};
use crate::lexicon::{Layer, Lexicon, Match, Nature, Role};
use crate::taxonomy::{Mode, Polarity, Qualification, TagSet, Tone};
use crate::text::Kind;

/// How a comment is expressed, with what the qualification needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expression {
    /// Modes that words signal; never empty.
    pub modes: TagSet<Mode>,
    /// Proposals, a plain cue counting for one and a certain one for two.
    pub suggestions: u32,
    /// How much shows that something happened to this customer.
    pub told: u32,
    /// Whether that is enough to say so.
    pub lived: bool,
    /// The first person tells it in the past.
    pub event: bool,
    /// A malfunction is told.
    pub malfunction: bool,
    /// An opinion is announced: « je trouve que ».
    pub stance: bool,
}

/// What is seen in one sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    traces: Traces,
    /// A rhetorical opening.
    rhetorical: bool,
    /// It ends with a question mark.
    asked: bool,
    /// Strength of its best question cue.
    cue: u8,
    /// This cue opens its clause.
    opens: bool,
    /// It asks to act, or proposes.
    acts: bool,
    /// Words.
    length: u32,
}

/// Traces from which something was lived: one that is certain, or several that are not.
const LIVED: u32 = 3;

/// Reads the modes of a comment.
pub fn read(reading: &Reading, lexicon: &Lexicon, rules: Rules) -> Expression {
    let mut found = Expression::default();
    let mut sentences = survey(reading, lexicon);
    let told = read_cues(reading, lexicon, &mut sentences, &mut found);
    let mut seen = read_findings(reading, &sentences, &mut found);
    let mut all = Traces::default();
    sentences.iter().for_each(|sentence| all.add(sentence.traces));
    found.event = all.event;
    let traces =
        if rules.has(Rule::Traces) { all.weight() } else { LIVED * u32::from(all.event || seen.lived) };
    let cues = if told >= 2 { u32::from(told) } else { 0 };
    found.told = traces + cues + u32::from(seen.lived) + u32::from(found.malfunction);
    found.lived = found.told >= LIVED;
    // « J'ai trouvé le récit mou »: who tells how he read a book states an opinion, and has suffered nothing.
    found.lived &= !reading.of_work;
    if found.lived {
        found.modes.insert(Mode::Statement);
    }
    if !rules.has(Rule::Rhetoric) {
        (seen.blames, seen.praises) = (false, false);
    }
    if sentences.iter().any(|sentence| is_question(sentence, seen)) {
        found.modes.insert(Mode::Question);
    }
    if found.modes.is_empty() {
        found.modes.insert(Mode::Statement);
    }
    found
}

/// What the findings add.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// A judgement blames.
    blames: bool,
    /// A judgement praises.
    praises: bool,
    /// A fact or a malfunction is told as this customer's own.
    lived: bool,
}

fn read_findings(reading: &Reading, sentences: &[Sentence], found: &mut Expression) -> Seen {
    let mut seen = Seen::default();
    for finding in &reading.findings {
        let sentence = &sentences[reading.clauses[finding.clause as usize].sentence as usize];
        match (finding.polarity, finding.nature) {
            (None | Some(Polarity::Neutral), _) => {}
            (Some(polarity), Nature::Opinion) => {
                found.modes.insert(Mode::Opinion);
                seen.blames |= polarity == Polarity::Negative;
                seen.praises |= polarity == Polarity::Positive && !finding.courtesy;
            }
            (Some(_), nature) => {
                found.malfunction |= nature == Nature::Incident;
                seen.lived |= is_lived(reading, finding, sentence);
            }
        }
    }
    seen
}

/// The sentences, with what their clauses show.
fn survey(reading: &Reading, lexicon: &Lexicon) -> SmallVec<[Sentence; 8]> {
    let n_sentences = reading.clauses.last().map_or(0, |clause| clause.sentence as usize + 1);
    let mut sentences: SmallVec<[_; 8]> = smallvec![Sentence::default(); n_sentences];
    for (clause, traces) in reading.clauses.iter().zip(lived::trace(reading, lexicon)) {
        let sentence = &mut sentences[clause.sentence as usize];
        sentence.traces.add(traces);
        sentence.asked |= clause.asked;
        sentence.length += clause.content.n_words;
    }
    for hit in reading.in_layer(Layer::Role) {
        if lexicon.entry(hit.entry).roles.contains(Role::Rhetorical) {
            sentences[sentence_of(reading, hit.first)].rhetorical = true;
        }
    }
    sentences
}

/// What the cues of the lexicon signal; gives the strength of the best one of a statement.
fn read_cues(reading: &Reading, lexicon: &Lexicon, sentences: &mut [Sentence], found: &mut Expression) -> u8 {
    let mut told = 0;
    for hit in reading.in_layer(Layer::Mode) {
        let entry = lexicon.entry(hit.entry);
        let force = entry.force;
        let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
        let sentence = &mut sentences[clause.sentence as usize];
        for mode in entry.modes.iter().filter(|mode| is_heard(reading, hit, *mode, force)) {
            match mode {
                Mode::Question => {
                    let opens = hit.first <= clause.start + 2;
                    if (force, opens) > (sentence.cue, sentence.opens) {
                        (sentence.cue, sentence.opens) = (force, opens);
                    }
                }
                Mode::Statement => told = told.max(force),
                Mode::Opinion => {
                    found.stance |= force >= 3;
                    found.modes.insert(mode);
                }
                Mode::Suggestion => {
                    found.suggestions += u32::from(force.max(2)) - 1;
                    found.modes.insert(mode);
                    sentence.acts = true;
                }
                Mode::Request => {
                    found.modes.insert(mode);
                    sentence.acts = true;
                }
            }
        }
    }
    told
}

/// Whether a cue is enough to signal its mode: a hint of a request never is, one of a proposal where it opens a sentence.
pub(super) fn is_heard(reading: &Reading, hit: &Match, mode: Mode, force: u8) -> bool {
    match mode {
        Mode::Suggestion => force >= 2 || opens_with_infinitive(reading, hit),
        Mode::Request => force >= 2,
        _ => true,
    }
}

/// « Ajouter des bancs », « À améliorer : le parking »: an infinitive that opens its sentence proposes, elsewhere it only
/// tells what for.
pub(super) fn opens_with_infinitive(reading: &Reading, hit: &Match) -> bool {
    let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
    // « Réparer l'ascenseur » proposes, « Réparer ma voiture a pris un mois » and « Premier contact » do not.
    let Content { figure, shapes, roles, .. } = clause.content;
    let tells = figure
        || shapes.auxiliary()
        || shapes.finite()
        || shapes.first_person()
        || roles.contains(Role::Negation);
    let is = |at: u32| reading.shapes[at as usize];
    let verb = if hit.words.count_ones() == 2 && is(hit.first).infinitive() {
        is(hit.first).verb() && !tells
    } else {
        hit.tokens().take(2).any(|at| is(at).infinitive())
    };
    let bullet = |at: u32| reading.tokens[at as usize].kind != Kind::Word;
    let first = (clause.start..hit.first).all(bullet);
    let before = clause.start.checked_sub(1).map(|at| reading.tokens[at as usize].kind);
    verb && first && before.is_none_or(|kind| kind == Kind::Stop)
}

fn sentence_of(reading: &Reading, token: u32) -> usize {
    reading.clauses[reading.clause_of(token) as usize].sentence as usize
}

/// A real question: one that a certain cue asks, or a mark in a comment that blames nothing. A mark amid blame is
/// most often rhetorical (« C'est qui les clients ? »), a polite one asks to act, and one alone amid praise is a slip.
fn is_question(sentence: &Sentence, seen: Seen) -> bool {
    let Sentence { rhetorical, asked, cue, opens, acts, length, .. } = *sentence;
    let calm = !seen.blames && !acts;
    match (asked, cue) {
        _ if rhetorical => false,
        (_, 3) => true,
        (true, 0) => calm && !seen.praises && length >= 2,
        (true, _) => calm && (length >= 2 || cue == 2),
        (false, 2) => calm && opens,
        _ => false,
    }
}

/// An event that this customer lived through, and not a habit of the company: « ils ne répondent jamais » tells none,
/// unless the first person, a figure, or a participle stands with it.
fn is_lived(reading: &Reading, finding: &Finding, sentence: &Sentence) -> bool {
    let participle = |token: u32| reading.shapes[token as usize].participle();
    let traces = sentence.traces;
    let own = traces.first || traces.mine || traces.object || traces.figure;
    own || !traces.third || finding.hit.tokens().any(participle)
}

/// Praise that a plain proposal outweighs, in hundredths of a slight judgement.
const PROPOSAL: i64 = 250;

/// The same for blame: who blames more asks for what was due to him.
const REMEDY: i64 = 220;

/// Blame of events that a malfunction may come with and be a mere incident.
const TOLD: i64 = 200;

/// The qualification, by what dominates, then by the precedence of the taxonomy.
pub fn qualify(tone: Tone, balance: Balance, expression: &Expression) -> Qualification {
    let proposes = expression.modes.contains(Mode::Suggestion);
    match tone {
        Tone::Positive if proposes && i64::from(expression.suggestions) * PROPOSAL > balance.praise => {
            Qualification::Suggestion
        }
        Tone::Positive => Qualification::Compliment,
        Tone::Negative | Tone::Mixed => {
            let bare = expression.malfunction && balance.judgement == 0;
            let outweighs = i64::from(expression.suggestions) * REMEDY >= balance.blame;
            // Praise beside blame is two verdicts, and what is proposed is the remedy of one.
            if proposes && tone == Tone::Negative && outweighs {
                Qualification::Suggestion
            } else if bare && !balance.annoyed && balance.event <= TOLD {
                // A malfunction, what came of it, and no word of blame.
                Qualification::Incident
            } else if expression.lived || bare || balance.accuses || balance.drags {
                // Nothing but a malfunction, with anger: no judgement to call a criticism.
                Qualification::Complaint
            } else {
                Qualification::Criticism
            }
        }
        Tone::Neutral if proposes && !expression.malfunction => Qualification::Suggestion,
        Tone::Neutral if expression.malfunction || balance.event > 0 && !balance.asks => {
            Qualification::Incident
        }
        Tone::Neutral => Qualification::Other,
    }
}

/// The modes, once tone and qualification are known: a complaint or an incident tells a fact, praise and blame are
/// opinions, and what judges nothing holds none.
pub fn settle(
    tone: Tone,
    qualification: Qualification,
    balance: Balance,
    expression: &Expression,
    rules: Rules,
) -> TagSet<Mode> {
    let mut modes = expression.modes;
    if !rules.has(Rule::Settle) {
        return modes;
    }
    match qualification {
        Qualification::Complaint | Qualification::Incident => modes.insert(Mode::Statement),
        Qualification::Other if expression.told > 1 => modes.insert(Mode::Statement),
        _ => {}
    }
    match tone {
        Tone::Positive | Tone::Mixed => modes.insert(Mode::Opinion),
        Tone::Negative if balance.judgement > 0 || balance.annoyed => modes.insert(Mode::Opinion),
        Tone::Negative => {}
        Tone::Neutral if !expression.stance => modes.remove(Mode::Opinion),
        Tone::Neutral => {}
    }
    if modes.is_empty() {
        modes.insert(Mode::Statement);
    }
    modes
}
