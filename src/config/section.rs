//! Goes in: a table of `verbatim.toml`. Comes out: its values, each checked, and what is wrong with each of the others,
//! with its line. Never: stops at the first problem, nor knows what a key is for.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::suggest::nearest;
use super::value::{ConfigError, ConfigErrors, ValueError};

/// A value of the file.
pub(super) type Value<'i> = DeValue<'i>;

/// Why a value is refused.
pub(super) enum Refusal {
    /// It is of another type than this.
    Type(&'static str),
    /// It means nothing.
    Value(ValueError),
}

impl From<ValueError> for Refusal {
    fn from(error: ValueError) -> Self {
        Self::Value(error)
    }
}

/// Text between quotes.
pub(super) fn text(value: Value<'_>) -> Result<String, Refusal> {
    match value {
        DeValue::String(text) => Ok(text.into_owned()),
        _ => Err(Refusal::Type("text between quotes")),
    }
}

/// A path between quotes; an empty one would be the folder of the file.
pub(super) fn path(value: Value<'_>) -> Result<String, Refusal> {
    let path = text(value)?;
    match path.trim().is_empty() {
        true => Err(ValueError::new(path, "a path: write one, or leave the key out").into()),
        false => Ok(path),
    }
}

/// A whole number, if the machine holds it.
pub(super) fn whole(value: Value<'_>) -> Result<i64, Refusal> {
    match value {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix())
            .map_err(|_| Refusal::Type("a whole number of at most 18 digits")),
        _ => Err(Refusal::Type("a whole number")),
    }
}

/// A number, with a point or without.
pub(super) fn number(value: Value<'_>) -> Result<f64, Refusal> {
    match value {
        DeValue::Float(n) => Ok(n.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Integer(_) => whole(value).map(|n| n as f64),
        _ => Err(Refusal::Type("a number")),
    }
}

/// `true` or `false`.
pub(super) fn flag(value: Value<'_>) -> Result<bool, Refusal> {
    value.as_bool().ok_or(Refusal::Type("true or false"))
}

/// Where the file says something, for who finds later that it means nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub(super) path: PathBuf,
    pub(super) line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// A key that nobody took.
struct Unknown {
    byte: usize,
    name: String,
    /// The keys that the block of a list has; `None` elsewhere: it may have been meant for any section.
    beside: Option<Vec<String>>,
}

/// A file being read, with what was found wrong in it.
pub(super) struct Source<'i> {
    path: &'i Path,
    text: &'i str,
    wrong: RefCell<Vec<(usize, ConfigError)>>,
    /// Full names of the keys that the program reads.
    known: RefCell<BTreeSet<String>>,
    /// Those of the file that it does not.
    unknown: RefCell<Vec<Unknown>>,
}

impl<'i> Source<'i> {
    pub(super) fn new(path: &'i Path, text: &'i str) -> Self {
        let (wrong, known, unknown) = Default::default();
        Self { path, text, wrong, known, unknown }
    }

    /// The whole file, if it is TOML.
    pub(super) fn root(&self) -> Result<Section<'_, 'i>, ConfigErrors> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let syntax = errors.iter().map(|error| {
            let line = self.line(error.span().map_or(0, |span| span.start));
            let written = self.text.lines().nth(line - 1).unwrap_or_default().trim();
            let message = format!("{} in `{written}`", error.message().replace('\n', ", "));
            ConfigError::Syntax { path: self.path.to_owned(), line, message }
        });
        let errors: Vec<ConfigError> = syntax.collect();
        // What is left of a broken file would be blamed for what it lacks.
        if errors.is_empty() {
            Ok(self.section(String::new(), table.into_inner(), false))
        } else {
            Err(errors.into())
        }
    }

    fn section(&self, name: String, table: DeTable<'i>, is_listed: bool) -> Section<'_, 'i> {
        Section { source: self, name, table, is_listed, offered: Vec::new() }
    }

    /// Everything that is wrong, in the order of the file.
    pub(super) fn finish(self) -> Vec<ConfigError> {
        let (known, mut wrong) = (self.known.borrow(), self.wrong.take());
        for Unknown { byte, name, beside } in self.unknown.take() {
            let (path, line) = (self.path.to_owned(), self.line(byte));
            let hint = beside.map_or_else(|| hint(&name, &known), |beside| hint_beside(&name, &beside));
            wrong.push((byte, ConfigError::UnknownKey { path, line, key: name, hint }));
        }
        wrong.sort_by_key(|(byte, _)| *byte);
        wrong.into_iter().map(|(_, error)| error).collect()
    }

    fn refuse(&self, span: &Range<usize>, key: String, refusal: Refusal) {
        let (path, line) = (self.path.to_owned(), self.line(span.start));
        let error = match refusal {
            Refusal::Type(expected) => {
                // An array or a table may be long: its beginning tells which.
                let written = self.text.get(span.clone()).unwrap_or_default();
                let written = written.lines().next().unwrap_or_default().to_owned();
                ConfigError::Type { path, line, key, written, expected }
            }
            Refusal::Value(error) => ConfigError::Value { path, line, key, error },
        };
        self.wrong.borrow_mut().push((span.start, error));
    }

    fn line(&self, byte: usize) -> usize {
        self.text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A table whose keys are taken one by one; those that nobody took when it is dropped are unknown.
pub(super) struct Section<'s, 'i> {
    source: &'s Source<'i>,
    /// Full name, empty for the whole file.
    name: String,
    table: DeTable<'i>,
    /// Whether it is a block of a list, or in one.
    is_listed: bool,
    /// Keys that it may have, in the order of asking.
    offered: Vec<String>,
}

impl<'s, 'i> Section<'s, 'i> {
    /// A value, or `None` where there is none, or none that means anything.
    pub(super) fn value<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(Value<'i>) -> Result<T, Refusal>,
    ) -> Option<T> {
        let (name, value) = self.take(key)?;
        let span = value.span();
        read(value.into_inner()).map_err(|refusal| self.source.refuse(&span, name, refusal)).ok()
    }

    /// A table, empty where there is none.
    pub(super) fn section(&mut self, key: &str) -> Section<'s, 'i> {
        let table = self.value(key, |value| match value {
            DeValue::Table(table) => Ok(table),
            _ => Err(Refusal::Type("a section")),
        });
        self.source.section(self.full(key), table.unwrap_or_default(), self.is_listed)
    }

    /// Each table of a list, with its place.
    pub(super) fn sections(&mut self, key: &str) -> Vec<(Range<usize>, Section<'s, 'i>)> {
        let expected = "a list of sections: write each one under its own [[...]]";
        let tables = self.value(key, |value| match value {
            DeValue::Array(tables) => Ok(tables),
            _ => Err(Refusal::Type(expected)),
        });
        let mut sections = Vec::new();
        for table in tables.into_iter().flatten() {
            let (span, name) = (table.span(), self.full(key));
            match table.into_inner() {
                DeValue::Table(table) => sections.push((span, self.source.section(name, table, true))),
                _ => self.source.refuse(&span, name, Refusal::Type(expected)),
            }
        }
        sections
    }

    /// Whether the key is there, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Says that these keys would do, where one that is unknown may have been meant for them.
    pub(super) fn offer(&mut self, keys: &[&str]) {
        self.offered.extend(keys.iter().map(|key| (*key).to_owned()));
    }

    /// Where a block of this file stands.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        Place { path: self.source.path.to_owned(), line: self.source.line(span.start) }
    }

    /// Where the value of a key stands, if it is there; to be asked before the value is.
    pub(super) fn place_of(&self, key: &str) -> Option<Place> {
        self.table.get(key).map(|value| self.place(&value.span()))
    }

    /// Says that a key of this table is missing or wrong.
    pub(super) fn refuse(&self, span: &Range<usize>, key: &str, error: ValueError) {
        self.source.refuse(span, self.full(key), error.into());
    }

    fn take(&mut self, key: &str) -> Option<(String, Spanned<Value<'i>>)> {
        let name = self.full(key);
        self.source.known.borrow_mut().insert(name.clone());
        self.offer(&[key]);
        self.table.remove(key).map(|value| (name, value))
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }
}

impl Drop for Section<'_, '_> {
    fn drop(&mut self) {
        let left = std::mem::take(&mut self.table);
        let left = left.into_iter().map(|(key, _)| Unknown {
            byte: key.span().start,
            name: self.full(key.as_ref()),
            beside: self.is_listed.then(|| self.offered.clone()),
        });
        self.source.unknown.borrow_mut().extend(left);
    }
}

/// What to write in place of an unknown key of a block of a list: no other section has blocks like it.
fn hint_beside(name: &str, beside: &[String]) -> String {
    let (section, key) = name.rsplit_once('.').unwrap_or(("", name));
    match nearest(key, beside.iter().map(String::as_str)) {
        Some(key) => format!("did you mean \"{section}.{key}\"?"),
        None => format!("write one of {}", beside.join(", ")),
    }
}

/// What to write in place of any other unknown key: the key of the same section that it looks like, else of any section, else
/// those that there are.
fn hint(name: &str, known: &BTreeSet<String>) -> String {
    fn last(name: &str) -> &str {
        name.rsplit('.').next().unwrap_or(name)
    }
    let beside: Vec<&str> = {
        let section = &name[..name.len() - last(name).len()];
        let inside = known.iter().filter_map(|known| known.strip_prefix(section));
        inside.filter(|key| !key.contains('.')).collect()
    };
    let section = name.len() - last(name).len();
    if let Some(key) = nearest(last(name), beside.iter().copied()) {
        return format!("did you mean \"{}{key}\"?", &name[..section]);
    }
    let elsewhere = nearest(last(name), known.iter().map(|known| last(known)));
    match elsewhere.and_then(|key| known.iter().find(|known| last(known) == key)) {
        Some(key) => format!("did you mean \"{key}\"?"),
        None => format!("write one of {}", beside.join(", ")),
    }
}
