//! Goes in: the command line. Comes out: what the terminal shows, and an exit code: 0 done, 1 a check failed, 2 could
//! not run. Never: analyses anything itself.

pub mod analyze;
mod args;
mod decisions;
pub mod evaluate;
pub mod explain;
pub mod generate;
pub mod history;
pub mod lexicon;
pub mod log;
mod resolve;
mod signals;
pub mod verify;

use std::io::{ErrorKind, Write};

use anyhow::Context;

use crate::pipeline::RunError;

pub use args::{
    AnalyzeArgs, Cli, Command, CompletionsArgs, EvaluateArgs, ExplainArgs, HistoryArgs, HistoryCommand,
    HistoryPruneArgs, HistoryShowArgs, HistoryTable, LexiconArgs, LexiconCheckArgs, LexiconCommand, LogArgs,
    ManArgs, VerifyArgs,
};

/// The exit code that tells an error: rows that do not add up are a failed check, all else could not run.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    match error.downcast_ref() {
        Some(RunError::Unbalanced { .. }) => 1,
        _ => 2,
    }
}

/// Tells an error, or several, one a line; a closed terminal changes nothing to the exit code.
pub fn complain(message: &str) {
    message.lines().for_each(|line| tracing::error!("{line}"));
}

/// Prints what a command is run for. A closed pipe is no failure, its reader has seen enough; a full disk is one.
fn say(bytes: &[u8]) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout();
    said(stdout.write_all(bytes).and_then(|()| stdout.flush()))
}

/// Whether what was said could be: a reader who has left is no failure.
fn said(written: std::io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_do_not_add_up_are_a_failed_check() {
        let unbalanced = RunError::Unbalanced { read: 3, analysed: 1, counted: 1, rejected: 1, known: 0 };
        assert_eq!(exit_code(&unbalanced.into()), 1);
        assert_eq!(exit_code(&RunError::Busy("rapport".to_owned()).into()), 2);
    }
}
