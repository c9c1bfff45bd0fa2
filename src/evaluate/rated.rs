//! Ratings instead of labels: comments whose rating is plainly high or low, and the sign of the score against it.

use super::score::{FacetScore, score_signs};
use super::{Labelled, PredictError};
use crate::annotate::{Annotator, Rules};
use crate::ingest::{Field, Reader, parse_rating};
use crate::lexicon::Lexicon;
use crate::taxonomy::Tone;

/// Reads the comments of an export whose rating is plainly high or low; the others tell nothing of the sign.
///
/// Low is at most two fifths of the scale and high at least four fifths: 1 and 2, 4 and 5 out of five. The scale is the
/// smallest of 5, 10, 20 and 100 that holds every rating, so that all comments are held in memory until it is known.
///
/// # Errors
/// When the export cannot be read, or holds no such rating.
pub fn read_rated(reader: &mut Reader) -> Result<Vec<Labelled>, PredictError> {
    let mut rated = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        for row in &batch.rows {
            if let Some(rating) = parse_rating(batch.field(row, Field::Rating)) {
                rated.push((rating, batch.field(row, Field::Text).to_owned()));
            }
        }
    }
    let top = scale(rated.iter().map(|(rating, _)| *rating).max().unwrap_or_default());
    let strong: Vec<Labelled> = rated
        .into_iter()
        .filter_map(|(rating, text)| Some(Labelled { tone: strong(rating, top)?, text }))
        .collect();
    if strong.is_empty() { Err(PredictError::Unrated) } else { Ok(strong) }
}

/// Out of how many, in thousandths.
fn scale(highest: i32) -> i32 {
    [5_000, 10_000, 20_000].into_iter().find(|top| highest <= *top).unwrap_or(100_000)
}

fn strong(rating: i32, top: i32) -> Option<Tone> {
    match rating {
        low if low <= top / 5 * 2 => Some(Tone::Negative),
        high if high >= top / 5 * 4 => Some(Tone::Positive),
        _ => None,
    }
}

/// Figures of the sign of the score against plain labels, under some rules.
pub fn score_rated(rated: &[Labelled], lexicon: &Lexicon, rules: Rules) -> Vec<FacetScore> {
    let mut annotator = Annotator::with_rules(lexicon, rules);
    let mut signs = Vec::with_capacity(rated.len());
    for comment in rated {
        signs.push((comment.tone, annotator.annotate(&comment.text).score));
        annotator.forget_when_full();
    }
    vec![score_signs("signe", signs.into_iter())]
}
