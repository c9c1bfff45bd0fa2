//! The `verbatim` command.

use std::process::ExitCode;

use clap::Parser;
use verbatim::cli::{Cli, Command, analyze, evaluate, explain, history, lexicon};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Analyze(args) => analyze::run(*args),
        Command::Explain(args) => explain::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::History(args) => history::run(&args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("verbatim: {error:#}");
        ExitCode::from(2)
    })
}
