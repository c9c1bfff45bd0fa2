//! Goes in: rows as they were read. Comes out: what tells a row from all others, and what it says. Never: opens a history.
//!
//! A row with an identifier is that identifier, within its entity. A row without one, or with what tools write for none
//! (« N/A »), is its date, entity, touchpoint and text, and its number among equals of one file.

use rustc_hash::FxHashMap;

use super::digest::digest;
use super::iso;
use crate::ingest::{Batch, Field, Row, is_empty_text, parse_day};

/// Identifiers of at most so many bytes are keys as they are. Longer ones are known by their fingerprint, and so are those
/// that may hold personal data, such as an e-mail address.
const MAX_KEY: usize = 200;

/// Between the parts of a key.
const MARK: char = '\u{1f}';

/// What tells a row from others, and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        let key = if row.has_id && !is_empty_text(id) {
            key_of_id(id, entity)
        } else {
            let parts = [field(Field::Date), entity, field(Field::Touchpoint), field(Field::Text)];
            let print = digest(parts.map(str::trim));
            let number = self.equals.entry(print).or_default();
            *number += 1;
            // The date first: rows of a night stand side by side in the history, which makes it fast.
            let day = iso(parse_day(field(Field::Date), row.day_order));
            format!("{MARK}{day}{MARK}{:016x}{MARK}{number}", print.cast_unsigned())
        };
        Identity { key: storable(key), content, is_known: false }
    }
}

fn key_of_id(id: &str, entity: &str) -> String {
    if id.len() + entity.len() > MAX_KEY || may_be_personal(id) || entity.contains('@') {
        return format!(
            "{MARK}{MARK}{:016x}{:016x}",
            digest([id, entity]).cast_unsigned(),
            digest([entity, id]).cast_unsigned()
        );
    }
    if entity.is_empty() { id.to_owned() } else { format!("{entity}{MARK}{id}") }
}

/// E-mail addresses, names and long numbers: those of accounts, cards and telephones have ten digits or more, in a row
/// where letters stand around them. What `redact` finds is no answer here: it learns from one version to the next, and a
/// row must keep its key.
fn may_be_personal(id: &str) -> bool {
    let n_digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let in_a_row =
        |id: &str| id.split(|c: char| !c.is_ascii_digit() && c != '.').any(|run| n_digits(run) >= 10);
    id.contains(['@', '+'])
        || id.contains(char::is_whitespace)
        || in_a_row(id)
        || (n_digits(id) >= 10 && !id.contains(char::is_alphabetic))
}

/// A text that any database takes: without the NUL that PostgreSQL refuses.
pub fn storable(text: impl Into<String>) -> String {
    let text = text.into();
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_and_endless_identifiers_are_known_by_their_fingerprint_alone() {
        assert_eq!(key_of_id("MLQ26-00418", "Lille"), "Lille\u{1f}MLQ26-00418");
        let long = "x".repeat(300);
        let numbers = [
            "0612345678",
            "+33612345678",
            "06-12-34-56-78",
            "tel:06.12.34.56.78",
            "FR7630006000011234567890189",
        ];
        for id in ["jean@exemple.fr", "Jean Dupont", &long].into_iter().chain(numbers) {
            let key = key_of_id(id, "");
            assert!(!key.contains(id) && key.len() < 40, "{key}");
            assert_eq!(key, key_of_id(id, ""));
        }
        let uuid = "7f3c9a52-1b04-4d6e-9c11-0a2b3c4d5e6f";
        assert_eq!(key_of_id(uuid, ""), uuid);
    }

    #[test]
    fn an_identifier_is_that_of_its_entity() {
        assert_ne!(key_of_id("1", "Lille"), key_of_id("1", "Lyon"));
        assert_ne!(key_of_id("1", ""), key_of_id("1", "Lyon"));
    }
}
