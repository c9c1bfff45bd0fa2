//! Goes in: the command line. Comes out: typed arguments, resolved once. Never: runs anything.

mod args;

pub use args::{
    AnalyzeArgs, Cli, Command, EvaluateArgs, ExplainArgs, LexiconArgs, LexiconCheckArgs, LexiconCommand,
};
