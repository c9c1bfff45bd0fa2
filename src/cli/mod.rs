//! Goes in: the command line. Comes out: what the terminal shows, and an exit code: 0 done, 1 done but a check failed,
//! 2 could not run. Never: analyses anything itself.

pub mod analyze;
mod args;
pub mod evaluate;
pub mod explain;
pub mod history;
pub mod lexicon;

pub use args::{
    AnalyzeArgs, Cli, Command, EvaluateArgs, ExplainArgs, HistoryArgs, HistoryCommand, HistoryPruneArgs,
    HistoryShowArgs, HistoryTable, LexiconArgs, LexiconCheckArgs, LexiconCommand,
};
