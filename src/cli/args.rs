//! Goes in: the command line. Comes out: [`Cli`], its mirror. Never: decides what it means.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{Dialect, Language};

/// Voice of the customer in French: themes, tone, modes and irritants per touchpoint, from CSV exports.
#[derive(Debug, Parser)]
#[command(name = "verbatim", version, about, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What is told on standard error.
    #[command(flatten)]
    pub log: LogArgs,
}

/// What is told on standard error.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Log")]
pub struct LogArgs {
    /// Least serious events told on standard error.
    #[arg(long = "log", value_enum, value_name = "LEVEL", default_value_t = LogLevel::Error, global = true)]
    pub level: LogLevel,
    /// How they are written.
    #[arg(long = "log-format", value_enum, value_name = "FORMAT", default_value_t = LogFormat::Text, global = true)]
    pub format: LogFormat,
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// And what somebody may want to look at.
    Warn,
    /// And what was done.
    Info,
    /// And each step of it.
    Debug,
}

/// How events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people, without the time, which cron and systemd tell.
    Text,
    /// A JSON object a line, with the time.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Analyse exports and write a report folder.
    Analyze(Box<AnalyzeArgs>),
    /// Show how one comment gets its tags.
    Explain(ExplainArgs),
    /// Score the tags against a gold file, or the sign of the tone against ratings.
    Evaluate(EvaluateArgs),
    /// Work on lexicons.
    Lexicon(LexiconArgs),
    /// Show what a history holds, or delete its old texts.
    History(HistoryArgs),
    /// Check that the files of a report are those that its run wrote.
    Verify(VerifyArgs),
    /// Print the completions of a shell.
    Completions(CompletionsArgs),
    /// Write the manual pages into a folder.
    Man(ManArgs),
}

/// Arguments of `analyze`.
#[derive(Clone, Debug, Args)]
pub struct AnalyzeArgs {
    /// Exports: CSV or TSV (also .gz), XLSX, a folder of them, or - for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Report folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Configuration; by default the verbatim.toml beside the first input, if any.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Column of the comment: a header, or a position from 1. Given several times, the answers of a row are read one after
    /// the other, as one comment.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub text: Vec<String>,
    /// Column of the identifier.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub id: Option<String>,
    /// Column of the date.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub date: Option<String>,
    /// Column of the touchpoint.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub touchpoint: Option<String>,
    /// Column of the channel.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub channel: Option<String>,
    /// Column of the rating.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub rating: Option<String>,
    /// Column of the site, shop or brand.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub entity: Option<String>,
    /// Column of the customer, the same for all that one customer wrote.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub customer: Option<String>,
    /// Column of the product or contract, for the register of complaints.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub product: Option<String>,
    /// One character, or tab, comma, semicolon, pipe; detected by default.
    #[arg(long, value_name = "CHAR", allow_hyphen_values = true, help_heading = "Reading")]
    pub delimiter: Option<String>,
    /// utf-8, windows-1252, macintosh, cp850, utf-16le...; detected by default.
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub encoding: Option<String>,
    /// Scale of the ratings: nps, etoiles, niveaux, ces, note_10, note_20, note_100; detected by default.
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub scale: Option<String>,
    /// The first row is already a comment.
    #[arg(long, help_heading = "Reading")]
    pub no_header: bool,
    /// Folder of lexicons that replaces or extends the embedded ones.
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Keep counts from run to run, and analyse new or changed rows only: an SQLite file, or a postgresql:// URL.
    #[arg(long, value_name = "FILE", help_heading = "History")]
    pub history: Option<PathBuf>,
    /// Delete the texts of the history that are older than so many days; counts stay.
    #[arg(long, value_name = "DAYS", help_heading = "History")]
    pub keep_texts: Option<u32>,
    /// Worker threads; one per core by default.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How tables are written; excel-fr by default.
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub dialect: Option<DialectArg>,
    /// Write these documents only: tables alone, or tables and page.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub only: Option<OnlyArg>,
    /// Language of the page, the workbook and the pictures; fr by default. Tables stay in French.
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub lang: Option<LanguageArg>,
    /// Irritants that the page shows at once; 15 by default.
    #[arg(long, value_name = "N", help_heading = "Page")]
    pub top: Option<usize>,
    /// HTML of your own for the page, with its slots.
    #[arg(long, value_name = "FILE", help_heading = "Page")]
    pub template: Option<PathBuf>,
    /// What becomes of personal data: off, mask (the default), or pseudonym.
    #[arg(long, value_enum, value_name = "MODE")]
    pub redact: Option<RedactArg>,
    /// What pseudonyms are made with; drawn from the first input when not given.
    #[arg(long, value_name = "KEY", env = "VERBATIM_REDACT_KEY", hide_env_values = true)]
    pub redact_key: Option<String>,
    /// Write personal data as it came, like --redact off.
    #[arg(long, conflicts_with = "redact")]
    pub no_redact: bool,
    /// Exit with 1 when an alert is raised.
    #[arg(long)]
    pub fail_on_alert: bool,
    /// Tell what would be read and how, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// What standard output says: a text, or one JSON object, even with --quiet.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = SummaryFormat::Text)]
    pub summary: SummaryFormat,
    /// No progress bar, no summary in words.
    #[arg(long, short)]
    pub quiet: bool,
    /// Replace a folder that is not a report.
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// The comment; read from standard input when missing, or -.
    pub text: Option<String>,
    /// Folder of lexicons that replaces or extends the embedded ones.
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
}

/// Arguments of `evaluate`.
#[derive(Clone, Debug, Args)]
pub struct EvaluateArgs {
    /// Gold file, JSON Lines; or - to measure against the ratings of the export.
    pub gold: PathBuf,
    /// Export that holds the comments of the gold file, or rated comments.
    pub input: PathBuf,
    /// Show that many disagreements, the worst first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Show what each rule brings to each figure.
    #[arg(long)]
    pub ablation: bool,
    /// Show that many words of plainly positive or negative comments that no line of the lexicons holds.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub uncovered: usize,
    /// Column of the comment: a header, or a position from 1.
    #[arg(long, value_name = "COL")]
    pub text: Option<String>,
    /// Column of the identifier.
    #[arg(long, value_name = "COL")]
    pub id: Option<String>,
    /// Column of the rating.
    #[arg(long, value_name = "COL")]
    pub rating: Option<String>,
    /// Folder of lexicons that replaces or extends the embedded ones.
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
}

/// Arguments of `lexicon`.
#[derive(Clone, Debug, Args)]
pub struct LexiconArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// What to do with lexicons.
#[derive(Clone, Debug, Subcommand)]
pub enum LexiconCommand {
    /// Validate lexicons; errors are given as file:line:column.
    Check(LexiconCheckArgs),
}

/// Arguments of `lexicon check`.
#[derive(Clone, Debug, Args)]
pub struct LexiconCheckArgs {
    /// Folder; the embedded lexicons when missing.
    pub dir: Option<PathBuf>,
}

/// Arguments of `history`.
#[derive(Clone, Debug, Args)]
pub struct HistoryArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: HistoryCommand,
}

/// What to do with a history.
#[derive(Clone, Debug, Subcommand)]
pub enum HistoryCommand {
    /// Print a table as CSV.
    Show(HistoryShowArgs),
    /// Delete texts and their terms older than so many days; counts stay.
    Prune(HistoryPruneArgs),
}

/// Arguments of `history show`.
#[derive(Clone, Debug, Args)]
pub struct HistoryShowArgs {
    /// SQLite file, or postgresql:// URL.
    pub history: PathBuf,
    /// Which table.
    #[arg(long, value_enum, value_name = "TABLE", default_value_t = HistoryTable::Comptes)]
    pub table: HistoryTable,
    /// How it is written; excel-fr by default.
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub dialect: Option<DialectArg>,
}

/// Arguments of `history prune`.
#[derive(Clone, Debug, Args)]
pub struct HistoryPruneArgs {
    /// SQLite file, or postgresql:// URL.
    pub history: PathBuf,
    /// Days that texts are kept, counted from today.
    #[arg(long, value_name = "DAYS")]
    pub keep_texts: u32,
}

/// What can be shown of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HistoryTable {
    /// Runs.
    Executions,
    /// Files read.
    Fichiers,
    /// Counts by day.
    Comptes,
    /// Terms by week.
    Termes,
    /// Register of complaints.
    Registre,
    /// Comments.
    Verbatims,
}

/// Arguments of `verify`.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// Report folder.
    pub dir: PathBuf,
}

/// Arguments of `completions`.
#[derive(Clone, Debug, Args)]
pub struct CompletionsArgs {
    /// Shell that completes.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Clone, Debug, Args)]
pub struct ManArgs {
    /// Folder that exists.
    pub dir: PathBuf,
}

/// How the closing summary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// In French, for people.
    Text,
    /// One object on one line, for programs.
    Json,
}

/// Spelling of [`Dialect`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DialectArg {
    /// UTF-8 with BOM, semicolon, decimal comma.
    ExcelFr,
    /// UTF-8, comma, decimal point.
    Rfc4180,
}

/// Spelling of [`Language`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// Français.
    Fr,
    /// English.
    En,
}

impl LanguageArg {
    /// The language spelled so.
    pub fn language(self) -> Language {
        match self {
            Self::Fr => Language::French,
            Self::En => Language::English,
        }
    }
}

/// Spelling of [`Documents`](crate::config::Documents) on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnlyArg {
    /// The CSV tables and run.json.
    Tables,
    /// The same and rapport.html.
    Page,
}

/// Spelling of [`Redaction`](crate::config::Redaction) on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RedactArg {
    /// As it came.
    Off,
    /// Its kind in brackets.
    Mask,
    /// Its kind and a pseudonym in brackets.
    Pseudonym,
}

impl DialectArg {
    /// The dialect spelled so.
    pub fn dialect(self) -> Dialect {
        match self {
            Self::ExcelFr => Dialect::ExcelFr,
            Self::Rfc4180 => Dialect::Rfc4180,
        }
    }
}
