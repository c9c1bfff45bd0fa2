//! The `verbatim` command.

use std::process::ExitCode;

use clap::Parser;
use verbatim::cli::{
    Cli, Command, analyze, complain, evaluate, exit_code, explain, generate, history, lexicon, log, verify,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start(cli.log);
    let done = match cli.command {
        Command::Analyze(args) => analyze::run(*args),
        Command::Explain(args) => explain::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::History(args) => history::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
    };
    done.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::from(exit_code(&error))
    })
}
