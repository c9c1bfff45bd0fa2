//! `verbatim evaluate`: figures against a gold file, then the worst disagreements, on stdout.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;

use super::args::{EvaluateArgs, input};
use crate::config::{Header, IngestOptions};
use crate::evaluate::{predict, read_gold, render_disagreements, render_scores, score, worst};
use crate::ingest;
use crate::pipeline::load_lexicon;

/// Scores the tags.
///
/// # Errors
/// When the gold file, the export or the lexicons cannot be used, or the export lacks a gold id.
pub fn run(args: &EvaluateArgs) -> anyhow::Result<ExitCode> {
    let name = args.gold.display().to_string();
    let jsonl = std::fs::read_to_string(&args.gold).with_context(|| format!("cannot read \"{name}\""))?;
    let gold = read_gold(&jsonl, &name)?;
    let (lexicon, _) = load_lexicon(args.lexicons.as_deref())?;
    let options =
        IngestOptions { columns: Vec::new(), delimiter: None, encoding: None, header: Header::Present };
    let mut reader = ingest::open(&[input(&args.input)], &options)?;
    let predicted = predict(&gold, &mut reader, &lexicon)?;
    let mut text = render_scores(&score(&gold, &predicted), gold.len());
    text.push_str(&render_disagreements(&worst(&gold, &predicted, args.errors)));
    // A closed pipe is no failure: the reader has seen enough.
    drop(std::io::stdout().write_all(text.as_bytes()));
    Ok(ExitCode::SUCCESS)
}
