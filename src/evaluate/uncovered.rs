//! What the lexicons do not know: frequent words of plainly positive or negative comments that no line holds.
//!
//! A word is held when some match that speaks in the meaning layer has it among its words, be it a judgement or an
//! object; a word of grammar (negator, intensifier, stop word) has its line elsewhere.

use rustc_hash::FxHashMap;

use super::Labelled;
use crate::annotate::{Annotator, Reading, Vocabulary};
use crate::lexicon::{Layer, Lexicon};
use crate::taxonomy::Tone;
use crate::text::Kind;

/// What no line holds, in comments of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gaps {
    /// Comments read: positive, negative.
    pub comments: [u64; 2],
    /// Words, those that lean most first.
    pub words: Vec<Gap>,
    /// Pairs of such words, side by side or with one small word between them.
    pub pairs: Vec<Gap>,
}

/// A word or a pair of words that no line holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// As comments write it most often.
    pub term: String,
    /// Comments that have it uncovered: positive, negative.
    pub comments: [u64; 2],
}

/// What fewer comments have may be chance.
const LEAST: u64 = 3;

/// The `n` words and the `n` pairs that lean most; mixed and neutral comments are passed over.
pub fn uncovered(comments: &[Labelled], lexicon: &Lexicon, n: usize) -> Gaps {
    let (mut words, mut pairs) = (Tally::default(), Tally::default());
    let mut annotator = Annotator::new(lexicon);
    let mut read = [0; 2];
    for (number, comment) in comments.iter().enumerate() {
        let Some(side) = side(comment.tone) else { continue };
        read[side] += 1;
        annotator.annotate(&comment.text);
        let (reading, vocabulary) = (annotator.reading(), annotator.vocabulary());
        let free = free_words(reading, vocabulary);
        for at in &free {
            words.see(term(reading, vocabulary, &[*at]), number, side);
        }
        for pair in free.windows(2).filter(|pair| is_pair(reading, pair[0], pair[1])) {
            pairs.see(term(reading, vocabulary, pair), number, side);
        }
        annotator.forget_when_full();
    }
    Gaps { comments: read, words: words.most_leaning(read, n), pairs: pairs.most_leaning(read, n) }
}

fn side(tone: Tone) -> Option<usize> {
    match tone {
        Tone::Positive => Some(0),
        Tone::Negative => Some(1),
        Tone::Mixed | Tone::Neutral => None,
    }
}

/// Places of the words that no line holds.
fn free_words(reading: &Reading, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut held = vec![false; reading.tokens.len()];
    for hit in reading.in_layer(Layer::Meaning) {
        hit.tokens().for_each(|token| held[token as usize] = true);
    }
    let is_free = |at: &usize| {
        let form = vocabulary.form(reading.forms[*at]);
        form.term().is_some() && form.roles.is_empty() && !held[*at]
    };
    (0..reading.tokens.len()).filter(is_free).collect()
}

/// « prise d'otage »: one word at most between two others.
fn is_pair(reading: &Reading, first: usize, second: usize) -> bool {
    second - first <= 2 && reading.tokens[first..second].iter().all(|token| token.kind == Kind::Word)
}

/// The key of words, and the run of the comment from the first to the last, in lower case.
fn term(reading: &Reading, vocabulary: &Vocabulary, places: &[usize]) -> (String, String) {
    let form = |at: usize| vocabulary.form(reading.forms[at]);
    let keys: Vec<&str> = places.iter().map(|at| &*vocabulary.term_keys()[form(*at).key as usize]).collect();
    let mut written = String::new();
    for at in places[0]..=places[places.len() - 1] {
        if !written.is_empty() && !written.ends_with(['\'', '’']) {
            written.push(' ');
        }
        written.push_str(&vocabulary.lower_forms()[form(at).lower as usize]);
    }
    (keys.join(" "), written)
}

/// Comments by key, and how they write it.
#[derive(Default)]
struct Tally(FxHashMap<String, Seen>);

#[derive(Default)]
struct Seen {
    comments: [u64; 2],
    /// The last comment that counted, from 1.
    last: usize,
    written: Vec<(String, u64)>,
}

impl Tally {
    /// A comment counts once, however often it says the word.
    fn see(&mut self, (key, written): (String, String), number: usize, side: usize) {
        let seen = self.0.entry(key).or_default();
        if seen.last != number + 1 {
            seen.last = number + 1;
            seen.comments[side] += 1;
        }
        match seen.written.iter_mut().find(|(form, _)| *form == written) {
            Some((_, n)) => *n += 1,
            None => seen.written.push((written, 1)),
        }
    }

    fn most_leaning(self, read: [u64; 2], n: usize) -> Vec<Gap> {
        let frequent = self.0.into_values().filter(|seen| seen.comments.iter().sum::<u64>() >= LEAST);
        let mut gaps: Vec<Gap> =
            frequent.map(|seen| Gap { term: usual(&seen.written), comments: seen.comments }).collect();
        // The terms come from a hash map: the last two criteria leave no tie to its order.
        gaps.sort_by(|a, b| {
            let lean = leaning(b.comments, read).total_cmp(&leaning(a.comments, read));
            let often = b.comments.iter().sum::<u64>().cmp(&a.comments.iter().sum());
            lean.then(often).then_with(|| a.term.cmp(&b.term))
        });
        gaps.truncate(n);
        gaps
    }
}

/// The form met most often, the first in the alphabet among equals.
fn usual(written: &[(String, u64)]) -> String {
    let best = written.iter().min_by_key(|(form, n)| (std::cmp::Reverse(*n), form));
    best.map_or_else(String::new, |(form, _)| form.clone())
}

/// Chi-square of a word against the two sides: high when it is frequent and of one side more than chance would have it.
fn leaning([a, b]: [u64; 2], [positive, negative]: [u64; 2]) -> f64 {
    let [a, b, p, n] = [a, b, positive, negative].map(|count| count as f64);
    let expected = (a + b) * (p + n - a - b) * p * n;
    if expected == 0.0 { 0.0 } else { (a * (n - b) - b * (p - a)).powi(2) * (p + n) / expected }
}
