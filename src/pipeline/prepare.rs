//! Goes in: a [`Config`]. Comes out: all that a run needs before its first row, or everything that keeps it from starting.
//! Never: writes.

use super::folder;
use super::mask::Mask;
use super::{RunError, load_lexicon};
use crate::config::{Config, Input};
use crate::history;
use crate::ingest::{self, Batch, FileDecisions, IngestError, Reader};
use crate::lexicon::Lexicon;
use crate::report::{self, Labels, LexiconFacts};
use crate::routing::Router;

/// What a run starts from.
pub struct Prepared {
    pub lexicon: Lexicon,
    pub lexicon_facts: LexiconFacts,
    /// Where comments go, for those who want to know.
    pub router: Option<Router>,
    /// The first input is open, the others were.
    pub reader: Reader,
}

/// Loads the lexicons and opens the inputs that are to be read.
pub fn prepare(config: &Config, inputs: &[Input]) -> Result<Prepared, RunError> {
    let mut wrong = Vec::new();
    let lexicon = check(config, &mut wrong);
    let opened = ingest::open(inputs, &config.ingest);
    let reader = opened.map_err(|error| wrong.push(ingest_error(config, error))).ok();
    match (lexicon, reader) {
        (Some(Checked { lexicon, lexicon_facts, router }), Some(reader)) if wrong.is_empty() => {
            Ok(Prepared { lexicon, lexicon_facts, router, reader })
        }
        _ => Err(all(wrong)),
    }
}

/// What would be decided for each input, with the rows of its first batch counted; nothing is written.
///
/// # Errors
/// Everything that would keep a run from starting.
pub fn preview(config: &Config) -> Result<Vec<FileDecisions>, RunError> {
    let (mut wrong, mut decisions) = (Vec::new(), Vec::new());
    check(config, &mut wrong);
    let history = config.history.as_ref().map_or(Ok(()), |history| history::check(&history.place));
    wrong.extend(history.err().map(RunError::from));
    ingest::read_stdin_once(&config.inputs)?;
    for input in &ingest::expand(&config.inputs)? {
        let first = || -> Result<(Vec<FileDecisions>, [u8; 32]), IngestError> {
            let mut reader = ingest::open(std::slice::from_ref(input), &config.ingest)?;
            reader.fill(&mut Batch::default())?;
            Ok((reader.decisions(), reader.seed()))
        };
        match first() {
            Ok((met, seed)) => decisions.extend(Mask::new(&config.redaction, &seed).decisions(met)),
            Err(error) => wrong.push(ingest_error(config, error)),
        }
    }
    if wrong.is_empty() { Ok(decisions) } else { Err(all(wrong)) }
}

struct Checked {
    lexicon: Lexicon,
    lexicon_facts: LexiconFacts,
    router: Option<Router>,
}

/// What needs no input.
fn check(config: &Config, wrong: &mut Vec<RunError>) -> Option<Checked> {
    if let Some(template) = &config.page.template {
        wrong.extend(report::check_template(&template.html).err().map(RunError::from));
    }
    wrong.extend(report::check_alerts(&config.routing).into_iter().map(RunError::from));
    wrong.extend(folder::place(config).err());
    let loaded = load_lexicon(config.lexicons.as_deref()).map_err(|error| wrong.push(error));
    let (lexicon, lexicon_facts) = loaded.ok()?;
    let labels = Labels::new(lexicon.display.tags.clone(), lexicon.display.themes.clone());
    wrong.extend(
        report::check_targets(&config.targets, &lexicon.labels, &labels).into_iter().map(RunError::from),
    );
    let wants_routes = config.routes() || config.history.is_some();
    let router = wants_routes.then(|| Router::new(config, &lexicon.labels)).transpose();
    let router = router.map_err(|unknown| wrong.extend(unknown.into_iter().map(RunError::from))).ok()?;
    Some(Checked { lexicon, lexicon_facts, router })
}

/// Before a seed is known.
fn ingest_error(config: &Config, error: IngestError) -> RunError {
    Mask::new(&config.redaction, &[]).error(error).into()
}

fn all(mut wrong: Vec<RunError>) -> RunError {
    match wrong.len() {
        1 => wrong.remove(0),
        _ => RunError::Several(wrong),
    }
}
