//! `verbatim completions` and `verbatim man`: what shells and `man` know of the command line, made from it.

use std::process::ExitCode;

use anyhow::Context;
use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs, ManArgs};

/// Prints completions.
///
/// # Errors
/// When they cannot be printed.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "verbatim", &mut script);
    super::say(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes one page for the program and one for each command, into a folder that is made where there is none.
///
/// # Errors
/// When the folder cannot be written to.
pub fn man(args: &ManArgs) -> anyhow::Result<ExitCode> {
    let place = args.dir.display();
    std::fs::create_dir_all(&args.dir)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), &args.dir))
        .with_context(|| format!("cannot write the manual pages to '{place}'"))?;
    Ok(ExitCode::SUCCESS)
}
