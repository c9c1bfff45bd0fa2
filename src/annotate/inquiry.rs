//! « La livraison est rapide ? », « Les frais sont élevés ? »: who asks judges nothing yet.
//!
//! Goes in: clauses, findings. Comes out: praise that a question points at, turned (« C'est ça, un service rapide ? »); the
//! judgements of real questions, each left with its themes alone. Never: hushes a comment that judges outside of its
//! questions, or a question that blames by the way it is put.

use super::reading::{Finding, Reading};
use super::reversal::holds_negator;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Layer, Lexicon, Match, Nature, Role};
use crate::taxonomy::{Mode, Polarity, TagSet};

/// Words of the longest question that is not a story: « Vous prenez encore sans rendez-vous le samedi après-midi ? ».
const LONGEST: u32 = 16;

/// Words of a clause that tells something: a greeting or thanks have fewer.
const TELLING: u32 = 3;

/// Weight of a praise that a question mocks, at least: that of a plain blame, less something.
const MOCKING: i32 = 150;

/// Words that ask to account for something, or point at it: « Pourquoi... », « C'est ça, un service rapide ? ».
const ACCUSING: [&str; 7] = ["pourquoi", "ça", "ca", "cela", "où", "encore", "vraiment"];

/// Words that open the questions of who doubts what he asks about, where a turn that expects no answer starts with them.
const DOUBTING: [&str; 7] = ["comment", "où", "qui", "quand", "vous", "trouvez", "croyez"];

/// Hushes what real questions seem to judge.
pub fn hush(reading: &mut Reading, vocabulary: &Vocabulary, lexicon: &Lexicon) {
    if !reading.clauses.iter().any(|clause| clause.asked) {
        return;
    }
    for at in 0..reading.findings.len() {
        if mocks(reading, vocabulary, lexicon, &reading.findings[at]) {
            let praise = &mut reading.findings[at];
            praise.polarity = Some(Polarity::Negative);
            (praise.weight, praise.label) = (praise.weight.max(MOCKING), None);
        }
    }
    let judged = |finding: &&Finding| finding.weight > 0 && !finding.courtesy;
    // « Le mail dit 5 jours, le site 30. Lequel ment ? »: blame that is asked after a tale is meant.
    let tells = || reading.clauses.iter().any(|clause| !clause.asked && clause.content.n_words >= TELLING);
    if reading.findings.iter().filter(judged).any(Finding::blames) && tells() {
        return;
    }
    if !reading.findings.iter().filter(judged).all(|finding| inquires(reading, vocabulary, lexicon, finding))
    {
        return;
    }
    for finding in reading.findings.iter_mut().filter(|finding| finding.weight > 0 && !finding.courtesy) {
        finding.polarity = Some(Polarity::Neutral);
        finding.weight = 0;
        finding.label = None;
    }
}

/// « C'est ça, un service rapide ? », « Vous trouvez ça propre ? »: praise that is pointed at and asked about is not found.
fn mocks(reading: &Reading, vocabulary: &Vocabulary, lexicon: &Lexicon, praise: &Finding) -> bool {
    let clause = &reading.clauses[praise.clause as usize];
    if !clause.asked || !praise.praises() || praise.courtesy || praise.reversed {
        return false;
    }
    let sentence = &reading.clauses[reading.clauses_of(clause.sentence..clause.sentence + 1)];
    let start = sentence[0].start;
    // « Est-ce que ça marche bien ? », « Ça va vite ? » ask.
    let asks = reading.starting_in(start..clause.end).any(|(hit, layers)| {
        layers.contains(Layer::Mode) && lexicon.entry(hit.entry).modes.contains(Mode::Question)
    });
    let pointed = (start + 1..praise.hit.first).any(|at| reading.shapes[at as usize].this());
    !asks && pointed || is_doubted(reading, vocabulary, lexicon, start, praise)
}

/// « Comment peut-on dire que c'est simple ? », « Où est la rapidité ? »: praise after what opens a question that doubts it.
fn is_doubted(
    reading: &Reading,
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
    start: u32,
    praise: &Finding,
) -> bool {
    let doubts = |(hit, layers): (&Match, TagSet<Layer>)| {
        layers.contains(Layer::Role)
            && lexicon.entry(hit.entry).roles.contains(Role::Rhetorical)
            && DOUBTING.contains(&vocabulary.lower(reading.forms[hit.first as usize]))
    };
    let denied = reading.clauses[praise.clause as usize].content.denied;
    !denied && reading.starting_in(start..praise.end()).any(doubts)
}

/// Whether a judgement stands in a question that looks for an answer: one plain mark, nothing denied, opposed or
/// suffered.
fn inquires(reading: &Reading, vocabulary: &Vocabulary, lexicon: &Lexicon, finding: &Finding) -> bool {
    let own = &reading.clauses[finding.clause as usize];
    let told = finding.nature != Nature::Opinion || finding.hit.asks_negation || finding.reversed;
    // « Comment ne pas les recommander ? » answers itself.
    if !own.asked || own.insisted || holds_negator(reading, &finding.hit) || finding.blames() && told {
        return false;
    }
    let sentence = &reading.clauses[reading.clauses_of(own.sentence..own.sentence + 1)];
    let plain = sentence.iter().all(|clause| {
        let opposed = matches!(clause.opener, Some(Role::Contrast | Role::Concession));
        !clause.content.denied && !clause.content.shapes.shouted() && !opposed
    });
    let (start, end) = (sentence[0].start, sentence[sentence.len() - 1].end);
    let accuses = |at: u32| ACCUSING.contains(&vocabulary.lower(reading.forms[at as usize]));
    let rhetorical = || {
        let roles = |(hit, layers): (&Match, TagSet<Layer>)| {
            layers.contains(Layer::Role) && lexicon.entry(hit.entry).roles.contains(Role::Rhetorical)
        };
        reading.starting_in(start..end).any(roles)
    };
    // « Les prix sont corrects, non ? » tells.
    let tag = &sentence[sentence.len() - 1];
    let tagged = sentence.len() > 1
        && tag.content.n_words == 1
        && (tag.start..tag.end).any(|at| reading.shapes[at as usize].curt());
    let n_words: u32 = sentence.iter().map(|clause| clause.content.n_words).sum();
    plain && !tagged && n_words <= LONGEST && !(start..end).any(accuses) && !rhetorical()
}
