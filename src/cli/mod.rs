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

/// Tells an error; a closed terminal changes nothing to the exit code.
pub fn complain(message: &str) {
    tracing::error!("{message}");
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
