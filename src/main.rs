//! The `verbatim` command.

use std::process::ExitCode;

use clap::Parser;
use verbatim::cli::{
    Cli, Command, analyze, complain, evaluate, exit_code, explain, history, lexicon, verify,
};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Analyze(args) => analyze::run(*args),
        Command::Explain(args) => explain::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::History(args) => history::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    done.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::from(exit_code(&error))
    })
}
