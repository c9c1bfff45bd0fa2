//! Goes in: terms, and the comments that have them. Comes out: where the texts of these comments write them. Never: decides
//! which terms rise.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::annotate::{Annotator, Sighting};
use crate::history::KeptComment;
use crate::trend::Rise;

/// Texts that tell how a term is written, the most recent first.
pub const TEXTS: usize = 20;

/// A term to be looked for.
struct Term<'a> {
    keys: &'a [i64],
    /// Roots of its words.
    words: Vec<&'a str>,
    /// Numbers of the texts that have it.
    texts: Vec<i64>,
}

/// A text, and the terms to look for in it: which, and how recent a text of theirs it is.
struct Wanted {
    id: i64,
    terms: Vec<(usize, usize)>,
}

/// Root and one spelling of each word.
pub type WordNames = FxHashMap<i64, [String; 2]>;

/// A text, and a term in it.
pub type Seen<'t> = (&'t str, Sighting);

/// What the texts show of a term.
#[derive(Debug)]
pub struct Sightings<'t> {
    /// Words of the term; a root may have several.
    pub n_words: usize,
    /// Texts looked at.
    pub n_texts: usize,
    /// Those that write it as one term, the most recent first.
    pub seen: Vec<Seen<'t>>,
}

/// What the texts show of each rise and of its shorter forms, by keys.
pub fn sightings<'t>(
    annotators: &mut [Annotator<'_>],
    texts: &'t FxHashMap<i64, KeptComment>,
    rises: &[Rise],
    names: &WordNames,
) -> FxHashMap<Vec<i64>, Sightings<'t>> {
    let forms = rises.iter().flat_map(|rise| std::iter::once(rise).chain(&rise.shorter));
    let terms: Vec<Term<'_>> = forms.filter_map(|rise| term(rise, texts, names)).collect();
    // Each text is read once, however many terms it has.
    let mut wanted: BTreeMap<i64, Vec<(usize, usize)>> = BTreeMap::new();
    for (place, term) in terms.iter().enumerate() {
        term.texts
            .iter()
            .enumerate()
            .for_each(|(rank, id)| wanted.entry(*id).or_default().push((place, rank)));
    }
    let wanted: Vec<Wanted> = wanted.into_iter().map(|(id, terms)| Wanted { id, terms }).collect();
    let share = wanted.len().div_ceil(annotators.len()).max(1);
    let read = |(annotator, share): (&mut Annotator<'_>, &[Wanted])| {
        let mut seen = Vec::new();
        for Wanted { id, terms: at } in share {
            let text = texts[id].text.as_str();
            let sighted = annotator.sight(text, at.iter().map(|(place, _)| terms[*place].words.as_slice()));
            annotator.forget_when_full();
            seen.extend(at.iter().zip(sighted).filter_map(|(at, one)| Some((*at, (text, one?)))));
        }
        seen
    };
    let mut seen: Vec<((usize, usize), Seen<'t>)> =
        annotators.par_iter_mut().zip(wanted.par_chunks(share)).flat_map_iter(read).collect();
    seen.sort_unstable_by_key(|(at, _)| *at);
    let none = |term: &Term<'_>| Sightings {
        n_words: term.words.len(),
        n_texts: term.texts.len(),
        seen: Vec::new(),
    };
    let mut all: Vec<Sightings<'t>> = terms.iter().map(none).collect();
    seen.into_iter().for_each(|((place, _), one)| all[place].seen.push(one));
    terms.iter().map(|term| term.keys.to_vec()).zip(all).collect()
}

/// `None` when a word has no name.
fn term<'a>(rise: &'a Rise, texts: &FxHashMap<i64, KeptComment>, names: &'a WordNames) -> Option<Term<'a>> {
    let roots: Vec<&str> =
        rise.keys.iter().map(|key| Some(names.get(key)?[0].as_str())).collect::<Option<_>>()?;
    let kept = rise.comments.iter().copied().filter(|id| texts.contains_key(id));
    Some(Term {
        keys: &rise.keys,
        words: roots.iter().flat_map(|root| root.split(' ')).collect(),
        texts: kept.take(TEXTS).collect(),
    })
}
