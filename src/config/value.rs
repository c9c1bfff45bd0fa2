//! Goes in: values as users write them. Comes out: typed values, or what is wrong and what to write instead.
//! Never: knows whether a value came from a file or from the command line.

use std::path::PathBuf;

use super::{Charset, ColumnRef, Measure};
use crate::scale::Scale;
use crate::text::printable;

/// Most irritants that a list of the page shows at once.
const MOST_SHOWN: usize = 200;

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The configuration file cannot be read.
    #[error("cannot read configuration \"{}\": {source}", path.display())]
    Read {
        /// Configuration file.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
    /// A template of the page cannot be read.
    #[error("cannot read template \"{}\": {source}", path.display())]
    Template {
        /// Template.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
    /// Not TOML.
    #[error("{}:{line}: {message}", path.display())]
    Syntax {
        /// Configuration file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A key that means nothing.
    #[error("{}:{line}: unknown key \"{key}\": {hint}", path.display())]
    UnknownKey {
        /// Configuration file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Full key.
        key: String,
        /// What to write instead.
        hint: String,
    },
    /// A value of another type.
    #[error("{}:{line}: key \"{key}\": {written} is not {expected}", path.display())]
    Type {
        /// Configuration file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Full key.
        key: String,
        /// As written, quotes included.
        written: String,
        /// What would do.
        expected: &'static str,
    },
    /// A value that means nothing.
    #[error("{}:{line}: key \"{key}\": {error}", path.display())]
    Value {
        /// Configuration file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Full key.
        key: String,
        /// What is wrong and what to write.
        error: ValueError,
    },
    /// The same, on the command line.
    #[error("option {option}: {error}")]
    Option {
        /// Option with its dashes.
        option: String,
        /// What is wrong and what to write.
        error: ValueError,
    },
}

/// Problems told at once; a file that is something else altogether would have one a line.
const MOST_TOLD: usize = 20;

/// Everything that is wrong with a configuration, one problem a line.
#[derive(Debug, thiserror::Error)]
#[error("{}", told(.0))]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl From<Vec<ConfigError>> for ConfigErrors {
    fn from(errors: Vec<ConfigError>) -> Self {
        Self(errors)
    }
}

impl From<ConfigError> for ConfigErrors {
    fn from(error: ConfigError) -> Self {
        Self(vec![error])
    }
}

/// A value of several lines is shown on one, and commands no terminal.
fn told(errors: &[ConfigError]) -> String {
    let line = |error: &ConfigError| printable(&error.to_string());
    let mut lines: Vec<String> = errors.iter().take(MOST_TOLD).map(line).collect();
    if errors.len() > MOST_TOLD {
        lines.push(format!("... and {} more", errors.len() - MOST_TOLD));
    }
    lines.join("\n")
}

/// A value that means nothing, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{value}\" is not {expected}")]
pub struct ValueError {
    /// As written.
    pub value: String,
    /// What would do.
    pub expected: &'static str,
}

impl ValueError {
    pub(super) fn new(value: impl ToString, expected: &'static str) -> Self {
        Self { value: value.to_string(), expected }
    }

    /// As an error of the command line.
    pub fn for_option(self, option: &str) -> ConfigError {
        ConfigError::Option { option: option.to_owned(), error: self }
    }
}

impl ColumnRef {
    /// Digits are a position from 1, anything else a header.
    ///
    /// ```
    /// use verbatim::config::ColumnRef;
    /// assert_eq!(ColumnRef::parse("3"), Ok(ColumnRef::Position(3)));
    /// assert_eq!(ColumnRef::parse("Votre avis"), Ok(ColumnRef::Name("Votre avis".to_owned())));
    /// ```
    pub fn parse(value: &str) -> Result<Self, ValueError> {
        let expected = "a column: give a header, or a position counted from 1";
        let trimmed = value.trim();
        if trimmed.is_empty() {
            return Err(ValueError::new(value, expected));
        }
        if !trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::Name(value.to_owned()));
        }
        match trimmed.parse() {
            Ok(position) if position > 0 => Ok(Self::Position(position)),
            _ => Err(ValueError::new(value, expected)),
        }
    }
}

/// A delimiter: one ASCII sign, or its name.
///
/// ```
/// assert_eq!(verbatim::config::parse_delimiter("tab"), Ok(b'\t'));
/// assert_eq!(verbatim::config::parse_delimiter(";"), Ok(b';'));
/// ```
pub fn parse_delimiter(value: &str) -> Result<u8, ValueError> {
    match (value, value.as_bytes()) {
        ("tab" | "\\t" | "tabulation", _) => Ok(b'\t'),
        ("comma" | "virgule", _) => Ok(b','),
        ("semicolon" | "point-virgule", _) => Ok(b';'),
        ("pipe" | "barre", _) => Ok(b'|'),
        (_, [byte]) if *byte == b'\t' || (byte.is_ascii_punctuation() && *byte != b'"') => Ok(*byte),
        _ => Err(ValueError::new(value, "a delimiter: write one of , ; | or tab")),
    }
}

/// An encoding by its label in the WHATWG standard, or code page 850.
pub fn parse_encoding(value: &str) -> Result<Charset, ValueError> {
    Charset::of_label(value).ok_or_else(|| {
        let expected = "an encoding: write utf-8, windows-1252, macintosh, cp850, utf-16le or utf-16be";
        ValueError::new(value, expected)
    })
}

/// A scale of ratings by its name.
pub fn parse_scale(value: &str) -> Result<Scale, ValueError> {
    Scale::from_id(value).ok_or_else(|| {
        let expected = "a scale: write nps, etoiles, niveaux, ces, note_10, note_20 or note_100";
        ValueError::new(value, expected)
    })
}

/// A number of threads.
pub fn parse_threads(n: impl Copy + ToString + TryInto<usize>) -> Result<usize, ValueError> {
    up_to(1024, n, "a number of threads from 1 to 1024")
}

/// Days that texts are kept, where there is no history to keep them.
pub fn unkept(days: u32) -> ValueError {
    ValueError::new(days, "of use without a history: give --history or history.place, or leave it out")
}

/// The key of pseudonyms. An empty one, as of a variable that nothing fills, is known to everybody.
pub fn parse_redact_key(value: &str) -> Result<String, ValueError> {
    match value.trim().is_empty() {
        true => {
            Err(ValueError::new(value, "a key: fill --redact-key or VERBATIM_REDACT_KEY, or leave it out"))
        }
        false => Ok(value.to_owned()),
    }
}

/// How many irritants the page shows at once.
pub fn parse_top(n: impl Copy + ToString + TryInto<usize>) -> Result<usize, ValueError> {
    up_to(MOST_SHOWN, n, "a number of irritants from 1 to 200")
}

/// A number from 1, told as it is written when it is none.
fn up_to(
    most: usize,
    n: impl Copy + ToString + TryInto<usize>,
    expected: &'static str,
) -> Result<usize, ValueError> {
    let known = n.try_into().ok().filter(|n| (1..=most).contains(n));
    known.ok_or_else(|| ValueError::new(n, expected))
}

/// The limit of a measure: a share, or a whole number.
pub fn parse_limit(measure: Measure, n: f64) -> Result<f64, ValueError> {
    match measure.is_share() {
        true if (0.0..=100.0).contains(&n) => Ok(n),
        true => Err(ValueError::new(n, "a percentage: write a number from 0 to 100")),
        false if n >= 0.0 && n.fract() == 0.0 => Ok(n),
        false => Err(ValueError::new(n, "a number of rows: write a whole number from 0")),
    }
}
