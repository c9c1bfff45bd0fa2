//! What `annotate` says of the comments that the gold file names, read from an export.

use rustc_hash::FxHashMap;

use super::{Gold, Tags};
use crate::annotate::{Annotation, Annotator, Rules};
use crate::ingest::{Field, IngestError, Reader};
use crate::lexicon::Lexicon;

/// What is said of one comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicted {
    /// Its tags.
    pub tags: Tags,
    /// Tone score in thousandths.
    pub score: i32,
    /// The text of the export.
    pub text: String,
}

/// Why comments could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum PredictError {
    /// The export cannot be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The export lacks comments, or could not analyse them.
    #[error("{missing} of {all} gold ids are missing from the export, e.g. {}: is the id column right?", .examples.join(", "))]
    Missing {
        /// How many.
        missing: usize,
        /// Of how many.
        all: usize,
        /// The first ones.
        examples: Vec<String>,
    },
    /// The export has no rating to measure against.
    #[error("no comment has a plainly high or low rating: name the rating column with --rating")]
    Unrated,
}

/// Annotates the comments of the gold file, in its order. Of rows with the same id, the last one counts.
///
/// # Errors
/// When the export cannot be read or lacks an id.
pub fn predict(
    gold: &[Gold],
    reader: &mut Reader,
    lexicon: &Lexicon,
) -> Result<Vec<Predicted>, PredictError> {
    let places: FxHashMap<&str, usize> =
        gold.iter().enumerate().map(|(at, gold)| (gold.id.as_str(), at)).collect();
    let mut found: Vec<Option<Predicted>> = vec![None; gold.len()];
    let mut annotator = Annotator::new(lexicon);
    while let Some(batch) = reader.next_batch()? {
        for row in &batch.rows {
            if let Some(at) = places.get(batch.field(row, Field::Id)) {
                let text = batch.field(row, Field::Text);
                found[*at] = Some(say(&mut annotator, text));
            }
        }
        annotator.forget_when_full();
    }
    let missing: Vec<&Gold> =
        gold.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(gold, _)| gold).collect();
    if !missing.is_empty() {
        let examples = missing.iter().take(3).map(|gold| format!("\"{}\"", gold.shown_id())).collect();
        return Err(PredictError::Missing { missing: missing.len(), all: gold.len(), examples });
    }
    Ok(found.into_iter().flatten().collect())
}

/// What is said of the same comments under other rules.
pub fn reread(predicted: &[Predicted], lexicon: &Lexicon, rules: Rules) -> Vec<Predicted> {
    let mut annotator = Annotator::with_rules(lexicon, rules);
    let again = |one: &Predicted| {
        annotator.forget_when_full();
        say(&mut annotator, &one.text)
    };
    predicted.iter().map(again).collect()
}

fn say(annotator: &mut Annotator<'_>, text: &str) -> Predicted {
    let annotation = annotator.annotate(text);
    Predicted { tags: tags(&annotation), score: annotation.score, text: text.to_owned() }
}

fn tags(ann: &Annotation) -> Tags {
    Tags {
        tone: ann.tone,
        modes: ann.modes,
        qualification: ann.qualification,
        aspects: ann.aspects,
        steps: ann.steps,
        channels: ann.channels,
        flags: ann.flags,
    }
}
