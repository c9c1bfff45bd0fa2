//! Goes in: `verbatim.toml`. Comes out: [`ConfigFile`], what it says, each value checked, or all that is wrong in it.
//! Never: guesses; an unknown key is an error.

use std::path::{Path, PathBuf};

use super::page::PageFile;
use super::routing::{self, RoutingFile};
use super::section::{Place, Refusal, Section, Source, Value, flag, number, path, text, whole};
use super::target::{self, Target};
use super::value::{
    ConfigError, ConfigErrors, ValueError, parse_delimiter, parse_encoding, parse_limit, parse_scale,
    parse_threads, unkept,
};
use super::{
    Charset, ColumnRef, Dialect, Documents, Header, HistoryPlace, Language, Measure, Phase, Redaction,
    Threshold, Touchpoint,
};
use crate::config::Field;
use crate::scale::Scale;
use crate::text::fold_name;

/// What a configuration file says; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    columns: Vec<(Field, ColumnRef)>,
    /// `input.delimiter`.
    pub delimiter: Option<u8>,
    /// `input.encoding`.
    pub encoding: Option<Charset>,
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
    /// `output.lang`.
    pub language: Option<Language>,
    /// `lexicons`, relative to the file.
    pub lexicons: Option<PathBuf>,
    /// `threads`.
    pub threads: Option<usize>,
    /// `[page]`.
    pub page: PageFile,
    /// `[thresholds]`.
    pub thresholds: Vec<Threshold>,
    /// `[routing]` and `[[alerts]]`.
    pub routing: RoutingFile,
    /// `output.fail_on_alert`.
    pub fail_on_alert: Option<bool>,
    /// `[[journey]]`, in order.
    pub journey: Vec<Touchpoint>,
    /// `history.place`: a URL, or a file relative to the configuration.
    pub history: Option<HistoryPlace>,
    /// `history.keep_texts`.
    pub keep_texts: Option<u32>,
    keep_texts_at: Place,
    /// `[[targets]]`, in order.
    pub targets: Vec<Target>,
    /// `history.period`, in days.
    pub period: Option<u32>,
}

impl ConfigFile {
    /// Reads a configuration file.
    pub fn read(path: &Path) -> Result<Self, ConfigErrors> {
        let bytes =
            std::fs::read(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = "not in UTF-8: save the file in that encoding".to_owned();
            ConfigError::Syntax { path: path.to_owned(), line, message }
        })?;
        Self::parse(path, &text)
    }

    /// Reads the text of a configuration file; `path` is for messages, and for the paths inside.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigErrors> {
        // A file saved by Windows Notepad.
        let source = Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let file = Self::of(source.root()?, path.parent().unwrap_or(Path::new("")));
        let wrong = source.finish();
        if wrong.is_empty() { Ok(file) } else { Err(wrong.into()) }
    }

    fn of(mut root: Section<'_, '_>, folder: &Path) -> Self {
        let mut input = root.section("input");
        let mut output = root.section("output");
        let mut history = root.section("history");
        let header = input.value("header", flag);
        let place = history.value("place", path).map(|place| match HistoryPlace::parse(Path::new(&place)) {
            HistoryPlace::File(path) => HistoryPlace::File(folder.join(path)),
            server => server,
        });
        let keep_texts_at = history.place_of("keep_texts").unwrap_or_default();
        let keep_texts = history.value("keep_texts", |value| {
            let n = whole(value)?;
            Ok(u32::try_from(n).map_err(|_| ValueError::new(n, "a number of days: write 0 or more"))?)
        });
        let period = history.value("period", |value| match whole(value)? {
            n @ 1..=366 => Ok(n as u32),
            n => Err(ValueError::new(n, "a period: write its days, from 1 to 366").into()),
        });
        Self {
            columns: columns(root.section("columns")),
            delimiter: input.value("delimiter", |value| Ok(parse_delimiter(&text(value)?)?)),
            encoding: input.value("encoding", |value| Ok(parse_encoding(&text(value)?)?)),
            header: header.map(|present| if present { Header::Present } else { Header::Absent }),
            scale: input.value("scale", |value| Ok(parse_scale(&text(value)?)?)),
            dialect: output.value("dialect", |value| Ok(parse_dialect(&text(value)?)?)),
            redaction: output.value("redact", parse_redaction),
            documents: output.value("only", |value| Ok(parse_only(&text(value)?)?)),
            language: output.value("lang", |value| Ok(parse_language(&text(value)?)?)),
            lexicons: root.value("lexicons", path).map(|lexicons| folder.join(lexicons)),
            threads: root.value("threads", |value| Ok(parse_threads(whole(value)?)?)),
            page: PageFile::of(root.section("page"), folder),
            thresholds: thresholds(root.section("thresholds")),
            routing: routing::read(&mut root),
            fail_on_alert: output.value("fail_on_alert", flag),
            journey: journey(&mut root),
            history: place,
            keep_texts,
            keep_texts_at,
            targets: target::read(&mut root),
            period,
        }
    }

    /// What the program says of routing where no file does.
    pub fn embedded() -> Self {
        Self::parse(Path::new("routing.toml"), routing::DEFAULT).expect("the table of the program is right")
    }

    /// What is wrong in a run without a history: days that its texts are kept.
    pub fn unkept(&self) -> Option<ConfigError> {
        let Place { path, line } = self.keep_texts_at.clone();
        let error = unkept(self.keep_texts?);
        Some(ConfigError::Value { path, line, key: "history.keep_texts".to_owned(), error })
    }

    /// `columns.text`, `columns.id`... : one column, or several for the text.
    pub fn columns(&self, field: Field) -> impl Iterator<Item = &ColumnRef> {
        self.columns.iter().filter(move |(named, _)| *named == field).map(|(_, column)| column)
    }
}

fn columns(mut section: Section<'_, '_>) -> Vec<(Field, ColumnRef)> {
    let mut named = Vec::new();
    for field in Field::ALL {
        let columns = section.value(field.id(), |value| match value {
            Value::Array(none) if field == Field::Text && none.is_empty() => {
                Err(Refusal::Type("a column: write one or several, or leave the key out"))
            }
            Value::Array(several) if field == Field::Text => {
                several.into_iter().map(|one| column(one.into_inner())).collect()
            }
            one => column(one).map(|column| vec![column]),
        });
        named.extend(columns.into_iter().flatten().map(|column| (field, column)));
    }
    named
}

fn column(value: Value<'_>) -> Result<ColumnRef, Refusal> {
    match value {
        // A header made of digits is a header when written between quotes.
        Value::String(name) if !name.trim().is_empty() => Ok(ColumnRef::Name(name.into_owned())),
        Value::String(name) => Ok(ColumnRef::parse(&name)?),
        Value::Integer(_) => match usize::try_from(whole(value)?) {
            Ok(position) if position > 0 => Ok(ColumnRef::Position(position)),
            _ => Err(Refusal::Type("a position counted from 1")),
        },
        _ => Err(Refusal::Type("a header between quotes, or a position counted from 1")),
    }
}

fn thresholds(mut section: Section<'_, '_>) -> Vec<Threshold> {
    let mut thresholds = Vec::new();
    for measure in Measure::ALL {
        let limit = section.value(measure.id(), |value| Ok(parse_limit(measure, number(value)?)?));
        thresholds.extend(limit.map(|limit| Threshold { measure, limit }));
    }
    thresholds
}

fn journey(root: &mut Section<'_, '_>) -> Vec<Touchpoint> {
    let mut touchpoints: Vec<Touchpoint> = Vec::new();
    for (span, mut section) in root.sections("journey") {
        if !section.has("name") {
            section.refuse(&span, "name", ValueError::new("", "a touchpoint: give each its name"));
        }
        let name = section.value("name", |value| {
            let name = text(value)?;
            let is_twice = touchpoints.iter().any(|other| fold_name(&other.name) == fold_name(&name));
            match name.trim().is_empty() || is_twice || target::names_all(&name) {
                true => Err(ValueError::new(name, "a new touchpoint: give each its own name").into()),
                false => Ok(name),
            }
        });
        touchpoints.push(Touchpoint {
            name: name.unwrap_or_default(),
            phase: section.value("phase", |value| Ok(parse_phase(&text(value)?)?)),
            importance: section.value("importance", |value| match whole(value)? {
                n @ 1..=10 => Ok(n as u8),
                n => Err(ValueError::new(n, "an importance: write a whole number from 1 to 10").into()),
            }),
        });
    }
    touchpoints
}

fn parse_dialect(value: &str) -> Result<Dialect, ValueError> {
    match value {
        "excel-fr" => Ok(Dialect::ExcelFr),
        "rfc4180" => Ok(Dialect::Rfc4180),
        _ => Err(ValueError::new(value, "a dialect: write excel-fr or rfc4180")),
    }
}

fn parse_redaction(value: Value<'_>) -> Result<Redaction, Refusal> {
    match value {
        Value::Boolean(true) => Ok(Redaction::Mask),
        Value::Boolean(false) => Ok(Redaction::Off),
        Value::String(mode) => match mode.as_ref() {
            "mask" => Ok(Redaction::Mask),
            "pseudonym" => Ok(Redaction::Pseudonym(None)),
            "off" => Ok(Redaction::Off),
            _ => Err(ValueError::new(mode, "a way to redact: write off, mask or pseudonym").into()),
        },
        _ => Err(Refusal::Type("true, false, \"off\", \"mask\" or \"pseudonym\"")),
    }
}

fn parse_only(value: &str) -> Result<Documents, ValueError> {
    match value {
        "tables" => Ok(Documents::Tables),
        "page" => Ok(Documents::Page),
        _ => Err(ValueError::new(value, "a kind of document: write tables or page, or leave the key out")),
    }
}

fn parse_language(value: &str) -> Result<Language, ValueError> {
    let known = [Language::French, Language::English].into_iter().find(|language| language.id() == value);
    known.ok_or_else(|| ValueError::new(value, "a language of the documents: write fr or en"))
}

fn parse_phase(value: &str) -> Result<Phase, ValueError> {
    let id = if value == "après" { Phase::After.id() } else { value };
    let known = Phase::ALL.into_iter().find(|phase| phase.id() == id);
    known.ok_or_else(|| ValueError::new(value, "a phase: write avant, pendant or apres"))
}
