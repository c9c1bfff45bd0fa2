//! Goes in: `verbatim.toml`. Comes out: [`ConfigFile`], what it says, each value checked. Never: guesses; an unknown key
//! is an error.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use serde::Deserialize;
use toml::Spanned;

use super::page::{PageFile, PageToml};
use super::routing::{self, AlertToml, RoutingFile, RoutingToml};
use super::value::{ConfigError, ValueError, parse_delimiter, parse_encoding, parse_scale, parse_threads};
use super::{ColumnRef, Dialect, Documents, Header, Phase, Redaction, Touchpoint};
use crate::config::Field;
use crate::scale::Scale;

/// What a configuration file says; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    columns: Vec<(Field, ColumnRef)>,
    /// `input.delimiter`.
    pub delimiter: Option<u8>,
    /// `input.encoding`.
    pub encoding: Option<&'static Encoding>,
    /// `input.header`.
    pub header: Option<Header>,
    /// `input.scale`.
    pub scale: Option<Scale>,
    /// `output.dialect`.
    pub dialect: Option<Dialect>,
    /// `output.redact`.
    pub redaction: Option<Redaction>,
    /// `output.only`.
    pub documents: Option<Documents>,
    /// `lexicons`, relative to the file.
    pub lexicons: Option<PathBuf>,
    /// `threads`.
    pub threads: Option<usize>,
    /// `[page]`.
    pub page: PageFile,
    /// `[routing]` and `[[alerts]]`.
    pub routing: RoutingFile,
    /// `output.fail_on_alert`.
    pub fail_on_alert: Option<bool>,
    /// `[[journey]]`, in order.
    pub journey: Vec<Touchpoint>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct FileToml {
    lexicons: Option<PathBuf>,
    threads: Option<Spanned<i64>>,
    columns: ColumnsToml,
    input: InputToml,
    output: OutputToml,
    page: PageToml,
    routing: Option<RoutingToml>,
    alerts: Option<Vec<AlertToml>>,
    journey: Vec<TouchpointToml>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ColumnsToml {
    text: Option<Spanned<ColumnToml>>,
    id: Option<Spanned<ColumnToml>>,
    date: Option<Spanned<ColumnToml>>,
    touchpoint: Option<Spanned<ColumnToml>>,
    channel: Option<Spanned<ColumnToml>>,
    rating: Option<Spanned<ColumnToml>>,
    entity: Option<Spanned<ColumnToml>>,
    customer: Option<Spanned<ColumnToml>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a header between quotes, or a position counted from 1")]
enum ColumnToml {
    Position(i64),
    Name(String),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct InputToml {
    delimiter: Option<Spanned<String>>,
    encoding: Option<Spanned<String>>,
    header: Option<bool>,
    scale: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct OutputToml {
    dialect: Option<Spanned<String>>,
    redact: Option<Spanned<RedactToml>>,
    only: Option<Spanned<String>>,
    fail_on_alert: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected true, false, \"off\", \"mask\" or \"pseudonym\"")]
enum RedactToml {
    Masks(bool),
    Mode(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TouchpointToml {
    name: Spanned<String>,
    phase: Option<Spanned<String>>,
    importance: Option<Spanned<i64>>,
}

impl ConfigFile {
    /// Reads a configuration file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(path, &text)
    }

    /// Reads the text of a configuration file; `path` is for messages, and for the paths inside.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        // A file saved by Windows Notepad.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = Text { path, text };
        let file: FileToml = toml::from_str(text).map_err(|error| source.syntax(&error))?;
        let FileToml { lexicons, threads, columns, input, output, page, routing, alerts, journey } = file;
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(Self {
            columns: columns.check(&source)?,
            delimiter: source.check("input.delimiter", input.delimiter, |value| parse_delimiter(&value))?,
            encoding: source.check("input.encoding", input.encoding, |value| parse_encoding(&value))?,
            header: input.header.map(|present| if present { Header::Present } else { Header::Absent }),
            scale: source.check("input.scale", input.scale, |value| parse_scale(&value))?,
            dialect: source.check("output.dialect", output.dialect, |value| parse_dialect(&value))?,
            redaction: source.check("output.redact", output.redact, parse_redaction)?,
            documents: source.check("output.only", output.only, |value| parse_only(&value))?,
            lexicons: lexicons.map(|lexicons| folder.join(lexicons)),
            threads: source.check("threads", threads, |n| parse_threads(usize::try_from(n).unwrap_or(0)))?,
            page: page.check(&source, folder)?,
            routing: routing::check(&source, routing, alerts)?,
            fail_on_alert: output.fail_on_alert,
            journey: check_journey(&source, journey)?,
        })
    }

    /// What the program says where no file does.
    ///
    /// # Errors
    /// When its own table is wrong, which a test excludes.
    pub fn embedded() -> Result<Self, ConfigError> {
        Self::parse(Path::new("routing.toml"), routing::DEFAULT)
    }

    /// `columns.text`, `columns.id`...
    pub fn column(&self, field: Field) -> Option<&ColumnRef> {
        self.columns.iter().find(|(named, _)| *named == field).map(|(_, column)| column)
    }
}

impl ColumnsToml {
    fn check(self, source: &Text<'_>) -> Result<Vec<(Field, ColumnRef)>, ConfigError> {
        let named = [
            (Field::Text, self.text),
            (Field::Id, self.id),
            (Field::Date, self.date),
            (Field::Touchpoint, self.touchpoint),
            (Field::Channel, self.channel),
            (Field::Rating, self.rating),
            (Field::Entity, self.entity),
            (Field::Customer, self.customer),
        ];
        let mut columns = Vec::new();
        for (field, column) in named {
            let column = source.check(&format!("columns.{}", field.id()), column, |column| match column {
                // A header made of digits is a header when written between quotes.
                ColumnToml::Name(name) if !name.trim().is_empty() => Ok(ColumnRef::Name(name)),
                ColumnToml::Name(name) => ColumnRef::parse(&name),
                ColumnToml::Position(position) => {
                    ColumnRef::parse(&position.to_string()).and_then(|column| match column {
                        ColumnRef::Position(_) => Ok(column),
                        ColumnRef::Name(name) => Err(ValueError::new(name, "a position counted from 1")),
                    })
                }
            })?;
            columns.extend(column.map(|column| (field, column)));
        }
        Ok(columns)
    }
}

fn check_journey(source: &Text<'_>, journey: Vec<TouchpointToml>) -> Result<Vec<Touchpoint>, ConfigError> {
    let mut touchpoints: Vec<Touchpoint> = Vec::new();
    for TouchpointToml { name, phase, importance } in journey {
        let name = source.check("journey.name", Some(name), |name| {
            let is_twice = touchpoints.iter().any(|other| other.name.to_lowercase() == name.to_lowercase());
            match name.trim().is_empty() || is_twice {
                true => Err(ValueError::new(name, "a new touchpoint: give each its own name")),
                false => Ok(name),
            }
        })?;
        touchpoints.push(Touchpoint {
            name: name.unwrap_or_default(),
            phase: source.check("journey.phase", phase, |value| parse_phase(&value))?,
            importance: source.check("journey.importance", importance, |n| match n {
                1..=10 => Ok(n as u8),
                _ => Err(ValueError::new(n, "an importance: write a whole number from 1 to 10")),
            })?,
        });
    }
    Ok(touchpoints)
}

fn parse_dialect(value: &str) -> Result<Dialect, ValueError> {
    match value {
        "excel-fr" => Ok(Dialect::ExcelFr),
        "rfc4180" => Ok(Dialect::Rfc4180),
        _ => Err(ValueError::new(value, "a dialect: write excel-fr or rfc4180")),
    }
}

fn parse_redaction(value: RedactToml) -> Result<Redaction, ValueError> {
    match value {
        RedactToml::Masks(true) => Ok(Redaction::Mask),
        RedactToml::Masks(false) => Ok(Redaction::Off),
        RedactToml::Mode(mode) => match mode.as_str() {
            "mask" => Ok(Redaction::Mask),
            "pseudonym" => Ok(Redaction::Pseudonym(None)),
            "off" => Ok(Redaction::Off),
            _ => Err(ValueError::new(mode, "a way to redact: write off, mask or pseudonym")),
        },
    }
}

fn parse_only(value: &str) -> Result<Documents, ValueError> {
    match value {
        "tables" => Ok(Documents::Tables),
        "page" => Ok(Documents::Page),
        _ => Err(ValueError::new(value, "a kind of document: write tables or page, or leave the key out")),
    }
}

fn parse_phase(value: &str) -> Result<Phase, ValueError> {
    match value {
        "avant" => Ok(Phase::Before),
        "pendant" => Ok(Phase::During),
        "apres" | "après" => Ok(Phase::After),
        _ => Err(ValueError::new(value, "a phase: write avant, pendant or apres")),
    }
}

/// A file and its text, to say where a value stands.
pub(super) struct Text<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Text<'_> {
    pub(super) fn check<T, U>(
        &self,
        key: &str,
        value: Option<Spanned<T>>,
        parse: impl FnOnce(T) -> Result<U, ValueError>,
    ) -> Result<Option<U>, ConfigError> {
        let Some(value) = value else { return Ok(None) };
        let line = self.line(value.span().start);
        parse(value.into_inner()).map(Some).map_err(|error| ConfigError::Value {
            path: self.path.to_owned(),
            line,
            key: key.to_owned(),
            error,
        })
    }

    fn syntax(&self, error: &toml::de::Error) -> ConfigError {
        let line = self.line(error.span().map_or(0, |span| span.start));
        let written = self.text.lines().nth(line - 1).unwrap_or_default().trim();
        let message = format!("{} in `{written}`", error.message().replace('\n', ", "));
        ConfigError::Syntax { path: self.path.to_owned(), line, message }
    }

    fn line(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
    }
}
