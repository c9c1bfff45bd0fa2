//! `verbatim evaluate`: figures against a gold file or against ratings, then what was asked for, on stdout.

use std::process::ExitCode;

use anyhow::Context;

use super::args::EvaluateArgs;
use super::resolve::input;
use crate::annotate::Rules;
use crate::evaluate::{
    Gold, Labelled, Predicted, ablate, predict, read_gold, read_rated, render_ablation, render_disagreements,
    render_gaps, render_scores, reread, score, score_rated, uncovered, worst,
};
use crate::ingest::{self, Reader};
use crate::lexicon::Lexicon;
use crate::pipeline::load_lexicon;

/// Scores the tags.
///
/// # Errors
/// When the gold file, the export or the lexicons cannot be used, or the export lacks a gold id or ratings.
pub fn run(args: &EvaluateArgs) -> anyhow::Result<ExitCode> {
    let gold = if args.gold.as_os_str() == "-" { None } else { Some(read(args)?) };
    anyhow::ensure!(
        gold.is_some() || args.errors == 0,
        "--errors compares tags with labels: give a gold file instead of -"
    );
    let (lexicon, _) = load_lexicon(args.lexicons.as_deref())?;
    let mut reader = ingest::open(&[input(&args.input)], &args.ingest_options()?)?;
    let text = match gold {
        Some(gold) => against_gold(args, &gold, &mut reader, &lexicon)?,
        None => against_ratings(args, &mut reader, &lexicon)?,
    };
    super::say(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn read(args: &EvaluateArgs) -> anyhow::Result<Vec<Gold>> {
    let name = args.gold.display().to_string();
    let jsonl = std::fs::read_to_string(&args.gold).with_context(|| format!("cannot read \"{name}\""))?;
    Ok(read_gold(&jsonl, &name)?)
}

fn against_gold(
    args: &EvaluateArgs,
    gold: &[Gold],
    reader: &mut Reader,
    lexicon: &Lexicon,
) -> anyhow::Result<String> {
    let predicted = predict(gold, reader, lexicon)?;
    let mut text = render_scores(&score(gold, &predicted), gold.len());
    if args.ablation {
        let ablation = ablate(|rules| score(gold, &reread(&predicted, lexicon, rules)));
        text.push_str(&render_ablation(&ablation));
    }
    if args.uncovered > 0 {
        let label =
            |(gold, said): (&Gold, &Predicted)| Labelled { tone: gold.tags.tone, text: said.text.clone() };
        let labelled: Vec<Labelled> = gold.iter().zip(&predicted).map(label).collect();
        text.push_str(&render_gaps(&uncovered(&labelled, lexicon, args.uncovered)));
    }
    text.push_str(&render_disagreements(&worst(gold, &predicted, args.errors)));
    Ok(text)
}

fn against_ratings(args: &EvaluateArgs, reader: &mut Reader, lexicon: &Lexicon) -> anyhow::Result<String> {
    let rated = read_rated(reader)?;
    let mut text = render_scores(&score_rated(&rated, lexicon, Rules::all()), rated.len());
    if args.ablation {
        text.push_str(&render_ablation(&ablate(|rules| score_rated(&rated, lexicon, rules))));
    }
    if args.uncovered > 0 {
        text.push_str(&render_gaps(&uncovered(&rated, lexicon, args.uncovered)));
    }
    Ok(text)
}
