//! Goes in: what was seen in a comment, and a term. Comes out: how the comment writes it, and whether lines of the
//! lexicons hold it. Never: decides a tag.

use std::ops::Range;

use super::reading::Reading;
use super::vocabulary::Vocabulary;
use crate::lexicon::Layer;
use crate::text::Kind;

/// Small words that may stand between two words of a term: « prise en charge », « carte de la mutuelle ».
const BETWEEN: usize = 2;

/// A term where it stands in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Its bytes.
    pub place: Range<usize>,
    /// The words of the comment from its first to its last, in lower case.
    pub written: String,
    /// Whether lines of the lexicons, other than those of grammar, hold half of its words or more.
    pub is_held: bool,
}

/// The first place of a comment where words of these keys stand in a row.
pub(super) fn sight(reading: &Reading, vocabulary: &Vocabulary, keys: &[&str]) -> Option<Sighting> {
    let places = (0..reading.tokens.len()).find_map(|first| follow(reading, vocabulary, keys, first))?;
    let (first, last) = (places[0], *places.last()?);
    let mut written = String::new();
    for at in first..=last {
        if !written.is_empty() && !written.ends_with(['\'', '’']) {
            written.push(' ');
        }
        written.push_str(vocabulary.lower(reading.forms[at]));
    }
    let held = |at: &usize| {
        let matches = reading.matches.iter().zip(&reading.layers);
        let speaks = |layer: Layer| layer != Layer::Role;
        matches.filter(|(hit, _)| hit.holds(*at as u32)).any(|(_, layers)| layers.iter().any(speaks))
    };
    Some(Sighting {
        place: reading.tokens[first].start as usize..reading.tokens[last].end as usize,
        written,
        is_held: 2 * places.iter().filter(|at| held(at)).count() >= places.len(),
    })
}

/// Places of the keys one after the other, the first of them at a token.
fn follow(reading: &Reading, vocabulary: &Vocabulary, keys: &[&str], first: usize) -> Option<Vec<usize>> {
    let is_word = |at: usize| reading.tokens[at].kind == Kind::Word;
    let has_key = |at: usize, key: &str| {
        let form = vocabulary.form(reading.forms[at]);
        is_word(at) && &*vocabulary.term_keys()[form.key as usize] == key
    };
    let (start, rest) = keys.split_first()?;
    if !has_key(first, start) {
        return None;
    }
    let mut places = vec![first];
    for key in rest {
        let from = places[places.len() - 1] + 1;
        let end = reading.tokens.len().min(from + BETWEEN + 1);
        let near = (from..end).take_while(|at| is_word(*at)).find(|at| has_key(*at, key))?;
        places.push(near);
    }
    Some(places)
}
