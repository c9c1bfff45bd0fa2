//! Goes in: the command line. Comes out: [`Cli`], its mirror, and [`Config`] once joined with `verbatim.toml`.
//! Never: opens an input. The command line wins over the file.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::config::{
    ColumnRef, Config, ConfigError, ConfigFile, ConfigOrigin, Dialect, Documents, Header, IngestOptions,
    Input, OnAlert, PageOptions, Redaction, Routing, parse_delimiter, parse_encoding, parse_scale,
    parse_threads, parse_top,
};
use crate::ingest::Field;

/// Voice of the customer in French: themes, tone, modes and irritants per touchpoint, from CSV exports.
#[derive(Debug, Parser)]
#[command(name = "verbatim", version, about, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
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
    /// Check that the files of a report are those that its run wrote.
    Verify(VerifyArgs),
}

/// Arguments of `analyze`.
#[derive(Clone, Debug, Args)]
pub struct AnalyzeArgs {
    /// Exports: CSV or TSV (also .gz), XLSX, or - for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Report folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Configuration; by default the verbatim.toml beside the first input, if any.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Column of the comment: a header, or a position from 1.
    #[arg(long, value_name = "COL", help_heading = "Reading")]
    pub text: Option<String>,
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
    /// One character, or tab, comma, semicolon, pipe; detected by default.
    #[arg(long, value_name = "CHAR", allow_hyphen_values = true, help_heading = "Reading")]
    pub delimiter: Option<String>,
    /// utf-8, windows-1252, utf-16le...; detected by default.
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
    /// Worker threads; one per core by default.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How tables are written; excel-fr by default.
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub dialect: Option<DialectArg>,
    /// Write these documents only: tables alone, or tables and page.
    #[arg(long, value_enum, value_name = "WHAT")]
    pub only: Option<OnlyArg>,
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
    /// No progress bar, no summary.
    #[arg(long, short)]
    pub quiet: bool,
    /// Replace a folder that is not a report.
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// The comment; read from standard input when missing.
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

/// Arguments of `verify`.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// Report folder.
    pub dir: PathBuf,
}

/// Spelling of [`Dialect`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DialectArg {
    /// UTF-8 with BOM, semicolon, decimal comma.
    ExcelFr,
    /// UTF-8, comma, decimal point.
    Rfc4180,
}

/// Spelling of [`Documents`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnlyArg {
    /// The CSV tables and run.json.
    Tables,
    /// The same and rapport.html.
    Page,
}

/// Spelling of [`Redaction`] on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RedactArg {
    /// As it came.
    Off,
    /// Its kind in brackets.
    Mask,
    /// Its kind and a pseudonym in brackets.
    Pseudonym,
}

impl AnalyzeArgs {
    /// What the run means, once joined with the configuration file.
    pub fn resolve(self) -> Result<Config, ConfigError> {
        let inputs: Vec<Input> = self.inputs.iter().map(|path| input(path)).collect();
        let origin = match &self.config {
            Some(path) => Some(ConfigOrigin::Asked(path.clone())),
            None => ConfigOrigin::beside(&inputs),
        };
        let file = match &origin {
            Some(origin) => ConfigFile::read(origin.path())?,
            None => ConfigFile::default(),
        };
        let ingest = self.ingest_options(&file)?;
        let threads =
            self.threads.map(|n| parse_threads(n).map_err(|e| e.for_option("--threads"))).transpose()?;
        let dialect = self.dialect.map(|dialect| match dialect {
            DialectArg::ExcelFr => Dialect::ExcelFr,
            DialectArg::Rfc4180 => Dialect::Rfc4180,
        });
        let documents = self.only.map(|only| match only {
            OnlyArg::Tables => Documents::Tables,
            OnlyArg::Page => Documents::Page,
        });
        let page = self.page(&file)?;
        let redaction = self.redaction(&file);
        let fails = self.fail_on_alert || file.fail_on_alert == Some(true);
        let on_alert = if fails { OnAlert::Fail } else { OnAlert::Tell };
        let routing = Routing::resolve(file.routing, ConfigFile::embedded()?.routing, on_alert);
        Ok(Config {
            inputs,
            out: self.out,
            ingest,
            lexicons: self.lexicons.or(file.lexicons),
            threads: threads.or(file.threads),
            dialect: dialect.or(file.dialect).unwrap_or(Dialect::ExcelFr),
            redaction,
            documents: documents.or(file.documents).unwrap_or(Documents::All),
            page,
            routing,
            quiet: self.quiet,
            force: self.force,
            journey: file.journey,
            origin,
        })
    }

    fn page(&self, file: &ConfigFile) -> Result<PageOptions, ConfigError> {
        let top = self.top.map(|n| parse_top(n).map_err(|error| error.for_option("--top"))).transpose()?;
        let path = self.template.as_ref().or(file.page.template.as_ref());
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path)
                .map_err(|source| ConfigError::Template { path: path.clone(), source })
        };
        Ok(PageOptions {
            top: top.or(file.page.top).unwrap_or(PageOptions::default().top),
            template: path.map(read).transpose()?,
            colours: file.page.colours.clone(),
        })
    }

    fn redaction(&self, file: &ConfigFile) -> Redaction {
        let asked = self.redact.map(|mode| match mode {
            RedactArg::Off => Redaction::Off,
            RedactArg::Mask => Redaction::Mask,
            RedactArg::Pseudonym => Redaction::Pseudonym(None),
        });
        let asked = if self.no_redact { Some(Redaction::Off) } else { asked };
        match asked.or_else(|| file.redaction.clone()).unwrap_or(Redaction::Mask) {
            Redaction::Pseudonym(_) => Redaction::Pseudonym(self.redact_key.clone()),
            other => other,
        }
    }

    fn ingest_options(&self, file: &ConfigFile) -> Result<IngestOptions, ConfigError> {
        let delimiter = self.delimiter.as_deref().map(parse_delimiter);
        let delimiter = delimiter.transpose().map_err(|error| error.for_option("--delimiter"))?;
        let encoding = self.encoding.as_deref().map(parse_encoding);
        let encoding = encoding.transpose().map_err(|error| error.for_option("--encoding"))?;
        let scale = self.scale.as_deref().map(parse_scale);
        let scale = scale.transpose().map_err(|error| error.for_option("--scale"))?;
        let header = self.no_header.then_some(Header::Absent).or(file.header).unwrap_or(Header::Present);
        Ok(IngestOptions {
            columns: self.columns(file)?,
            delimiter: delimiter.or(file.delimiter),
            encoding: encoding.or(file.encoding),
            header,
            scale: scale.or(file.scale),
        })
    }

    fn columns(&self, file: &ConfigFile) -> Result<Vec<(Field, ColumnRef)>, ConfigError> {
        let asked = |field| match field {
            Field::Text => &self.text,
            Field::Id => &self.id,
            Field::Date => &self.date,
            Field::Touchpoint => &self.touchpoint,
            Field::Channel => &self.channel,
            Field::Rating => &self.rating,
            Field::Entity => &self.entity,
            Field::Customer => &self.customer,
        };
        let mut columns = Vec::new();
        for field in Field::ALL {
            let wanted = column(field, asked(field).as_deref())?.or_else(|| file.column(field).cloned());
            columns.extend(wanted.map(|column| (field, column)));
        }
        Ok(columns)
    }
}

impl EvaluateArgs {
    /// How the export is read: detected, but for the columns that are named.
    pub fn ingest_options(&self) -> Result<IngestOptions, ConfigError> {
        let mut columns = Vec::new();
        for (field, asked) in
            [(Field::Text, &self.text), (Field::Id, &self.id), (Field::Rating, &self.rating)]
        {
            columns.extend(column(field, asked.as_deref())?.map(|column| (field, column)));
        }
        Ok(IngestOptions { columns, delimiter: None, encoding: None, header: Header::Present, scale: None })
    }
}

/// The column that an option names, if it is given.
fn column(field: Field, asked: Option<&str>) -> Result<Option<ColumnRef>, ConfigError> {
    let column = asked.map(ColumnRef::parse).transpose();
    column.map_err(|error| error.for_option(&format!("--{}", field.id())))
}

pub(super) fn input(path: &Path) -> Input {
    if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
}
