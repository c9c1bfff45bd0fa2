//! Goes in: rows as they were read. Comes out: what tells a row from all others, and what it says. Never: opens a history.
//!
//! A row with an identifier is that identifier, within its entity. A row without one is its date, entity, touchpoint and
//! text, and its number among equals of one file.

use rustc_hash::FxHashMap;

use super::digest::digest;
use super::iso;
use crate::ingest::{Batch, Field, Row, parse_day};
use crate::redact::{self, Scope};

/// Identifiers of at most so many bytes are keys as they are. Longer ones are known by their fingerprint, and so are those
/// that hold personal data, such as an e-mail address.
const MAX_KEY: usize = 200;

/// Between the parts of a key.
const MARK: char = '\u{1f}';

/// What tells a row from others, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The same for every version of a row.
    pub key: String,
    /// Fingerprint of its mapped fields: a correction has another one.
    pub content: i64,
    /// Whether the history has an older version of it.
    pub is_known: bool,
}

/// Gives rows their identities, file by file.
#[derive(Debug, Default)]
pub struct Identifier {
    source: u32,
    /// Rows without an identifier met in the file at hand, by fingerprint.
    equals: FxHashMap<i64, u64>,
}

impl Identifier {
    /// The identity of a row, not yet looked for in a history.
    pub fn identify(&mut self, batch: &Batch, row: &Row) -> Identity {
        if row.source != self.source {
            self.source = row.source;
            self.equals.clear();
        }
        let field = |field| batch.field(row, field);
        // Without a column of identifiers, that field is the number of the row: it says nothing of it.
        let content = digest(Field::ALL.map(|each| match each {
            Field::Id if !row.has_id => "",
            other => field(other),
        }));
        let (id, entity) = (field(Field::Id).trim(), field(Field::Entity).trim());
        let key = if row.has_id && !id.is_empty() {
            key_of_id(id, entity)
        } else {
            let parts = [field(Field::Date), entity, field(Field::Touchpoint), field(Field::Text)];
            let print = digest(parts.map(str::trim));
            let number = self.equals.entry(print).or_default();
            *number += 1;
            // The date first: rows of a night stand side by side in the history, which makes it fast.
            let day = iso(parse_day(field(Field::Date)));
            format!("{MARK}{day}{MARK}{:016x}{MARK}{number}", print.cast_unsigned())
        };
        Identity { key: storable(&key), content, is_known: false }
    }
}

fn key_of_id(id: &str, entity: &str) -> String {
    let is_personal = |text| !redact::find(text, Scope::Id).is_empty();
    if id.len() + entity.len() > MAX_KEY || is_personal(id) || is_personal(entity) {
        return format!(
            "{MARK}{MARK}{:016x}{:016x}",
            digest([id, entity]).cast_unsigned(),
            digest([entity, id]).cast_unsigned()
        );
    }
    if entity.is_empty() { id.to_owned() } else { format!("{entity}{MARK}{id}") }
}

/// A text that any database takes: without the NUL that PostgreSQL refuses.
pub fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
