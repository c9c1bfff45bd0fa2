//! `verbatim lexicon check`: every problem with its address; 1 when there is an error.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::Context;

use super::args::{LexiconArgs, LexiconCommand};
use crate::lexicon::{Issue, Severity, Source, compile, read_folder, read_sources};
use crate::taxonomy::Polarity;

/// Validates lexicons.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(args: &LexiconArgs) -> anyhow::Result<ExitCode> {
    let LexiconCommand::Check(check) = &args.command;
    let folder = check.dir.as_deref();
    let sources = read_sources(folder).context("the lexicons cannot be read")?;
    let (lexicon, mut issues) = compile(&sources);
    if let Some(folder) = folder {
        keep_own(&mut issues, &read_folder(folder).context("the lexicons cannot be read")?)?;
    }
    let n_errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let mut out = String::new();
    issues.iter().for_each(|issue| out.push_str(&format!("{issue}\n")));
    let named = |polarity| lexicon.labels.all().iter().filter(|label| label.polarity == polarity).count();
    out.push_str(&format!(
        "{} tables, {} lines, {} patterns, {} irritants, {} enthousiasmants: {n_errors} errors, {} warnings\n",
        sources.len(),
        lexicon.entries.len(),
        lexicon.n_patterns,
        named(Polarity::Negative),
        named(Polarity::Positive),
        issues.len() - n_errors
    ));
    super::say(out.as_bytes())?;
    Ok(ExitCode::from(u8::from(n_errors > 0)))
}

/// Keeps the issues of the tables of a folder, and those that it brings to the embedded ones.
fn keep_own(issues: &mut Vec<Issue>, own: &[Source]) -> anyhow::Result<()> {
    let is_own = |issue: &Issue| own.iter().any(|source| source.path == issue.file);
    if issues.iter().all(is_own) {
        return Ok(());
    }
    let embedded = read_sources(None).context("the lexicons cannot be read")?;
    let known: BTreeSet<Issue> = compile(&embedded).1.into_iter().collect();
    issues.retain(|issue| is_own(issue) || !known.contains(issue));
    Ok(())
}
