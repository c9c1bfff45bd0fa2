//! Gold labels: JSON Lines, one comment a line, checked against the taxonomy.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Tags;
use crate::redact::{self, Scope};
use crate::taxonomy::{Flag, Tag, TagSet};
use crate::text::printable;

/// One comment labelled by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Identifier, matched with the export.
    pub id: String,
    /// Its text, empty when the file does not tell.
    pub text: String,
    /// What it should be tagged with.
    pub tags: Tags,
}

impl Gold {
    /// Its identifier without the personal data that it may be.
    pub fn shown_id(&self) -> String {
        redact::replace(&self.id, &redact::find(&self.id, Scope::Id), None).into_owned()
    }
}

/// What is wrong in a gold file, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum GoldError {
    /// A line that cannot be used.
    #[error("{file}:{line}: {message}")]
    Line {
        /// The file as the user named it.
        file: String,
        /// Line from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// No label at all.
    #[error("{0}: no labelled comment")]
    Empty(String),
}

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    text: String,
    ton: String,
    modes: Vec<String>,
    qualification: String,
    aspects: Vec<String>,
    etapes: Vec<String>,
    canaux: Vec<String>,
    depart: bool,
    alerte: bool,
}

/// Reads a gold file; `file` names it in errors.
///
/// # Errors
/// On the first line that is no JSON object of that shape, names an unknown tag, or repeats an identifier.
pub fn read_gold(jsonl: &str, file: &str) -> Result<Vec<Gold>, GoldError> {
    let mut all: Vec<Gold> = Vec::new();
    let mut lines = BTreeMap::new();
    for (line, json) in (1..).zip(jsonl.trim_start_matches('\u{FEFF}').lines()) {
        if json.trim().is_empty() {
            continue;
        }
        // An identifier may hold a line end.
        let at =
            |message: String| GoldError::Line { file: file.to_owned(), line, message: printable(&message) };
        let record: Record = serde_json::from_str(json).map_err(|error| at(tell(&error)))?;
        let tags = tags(&record).map_err(at)?;
        if let Some(first) = lines.insert(record.id.clone(), line) {
            return Err(at(format!("the id \"{}\" is already on line {first}", record.id)));
        }
        all.push(Gold { id: record.id, text: record.text, tags });
    }
    if all.is_empty() { Err(GoldError::Empty(file.to_owned())) } else { Ok(all) }
}

/// Without the line that serde counts: every record is its first.
fn tell(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let cut = message.find(" at line ").unwrap_or(message.len());
    format!("{}, character {}", &message[..cut], error.column())
}

fn tags(record: &Record) -> Result<Tags, String> {
    let flags = [(Flag::Departure, record.depart), (Flag::Alert, record.alerte)];
    Ok(Tags {
        tone: tag("ton", &record.ton)?,
        modes: tag_set("modes", &record.modes)?,
        qualification: tag("qualification", &record.qualification)?,
        aspects: tag_set("aspects", &record.aspects)?,
        steps: tag_set("etapes", &record.etapes)?,
        channels: tag_set("canaux", &record.canaux)?,
        flags: flags.into_iter().filter(|(_, raised)| *raised).map(|(flag, _)| flag).collect(),
    })
}

fn tag<T: Tag>(field: &str, id: &str) -> Result<T, String> {
    T::from_id(id).ok_or_else(|| format!("unknown tag \"{id}\" in \"{field}\""))
}

fn tag_set<T: Tag>(field: &str, all: &[String]) -> Result<TagSet<T>, String> {
    all.iter().map(|id| tag(field, id)).collect()
}
