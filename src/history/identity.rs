//! Goes in: rows as they were read. Comes out: what tells a row from all others, and what it says. Never: opens a history.
//!
//! A row with an identifier is that identifier, within its entity. A row without one, or with what tools write for none
//! (« N/A »), is its date, however written, entity, touchpoint and text, and its number among equals of one file.

use chrono::NaiveTime;
use rustc_hash::FxHashMap;

use super::digest::digest;
use super::iso;
use crate::ingest::{Batch, DayOrder, Field, Row, is_empty_text, parse_day};

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
    /// The identity of a row, not yet looked for in a history; and the one that it had when a date was what its cell said,
    /// if that is another: histories of then go on.
    pub fn identify(&mut self, batch: &Batch, row: &Row) -> (Identity, Option<Identity>) {
        if row.source != self.source {
            self.source = row.source;
            self.equals.clear();
        }
        let (id, entity, date) = (
            batch.field(row, Field::Id).trim(),
            batch.field(row, Field::Entity).trim(),
            batch.field(row, Field::Date),
        );
        if row.has_id && !is_empty_text(id) {
            let key = storable(key_of_id(id, entity));
            return (Identity { key, content: content(batch, row, date), is_known: false }, None);
        }
        match moment(date, row.day_order).filter(|moment| moment != date.trim()) {
            Some(moment) => {
                (self.of_what_it_says(batch, row, &moment), Some(self.of_what_it_says(batch, row, date)))
            }
            None => (self.of_what_it_says(batch, row, date), None),
        }
    }

    /// The identity of a row without an identifier, whose date is written so.
    fn of_what_it_says(&mut self, batch: &Batch, row: &Row, date: &str) -> Identity {
        let field = |field| batch.field(row, field);
        let parts = [date, field(Field::Entity), field(Field::Touchpoint), field(Field::Text)];
        let print = digest(parts.map(str::trim));
        let number = self.equals.entry(print).or_default();
        *number += 1;
        // The date first: rows of a night stand side by side in the history, which makes it fast.
        let day = iso(parse_day(date, row.day_order));
        let key = format!("{MARK}{day}{MARK}{:016x}{MARK}{number}", print.cast_unsigned());
        Identity { key: storable(key), content: content(batch, row, date), is_known: false }
    }
}

/// Fingerprint of what a row says. Without a column of identifiers, that field is its number: it says nothing of it.
fn content(batch: &Batch, row: &Row, date: &str) -> i64 {
    digest(Field::ALL.map(|each| match each {
        Field::Id if !row.has_id => "",
        Field::Date => date,
        other => batch.field(row, other),
    }))
}

/// A date as workbooks are read, `2024-05-03` or `2024-05-03T10:20:00`, so that it is the same in every export; `None` for
/// one that says more, or nothing of the kind.
fn moment(date: &str, order: DayOrder) -> Option<String> {
    let date = date.trim();
    let (day, time) = date.split_once([' ', 'T', '\u{a0}']).unwrap_or((date, "00:00"));
    let day = parse_day(day, order)?;
    let read = |form| NaiveTime::parse_from_str(time.trim(), form);
    let time = read("%H:%M:%S").or_else(|_| read("%H:%M")).ok()?;
    Some(if time == NaiveTime::MIN { day.to_string() } else { format!("{day}T{time}") })
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
    fn a_date_is_the_same_however_it_is_written() {
        let told = |date| moment(date, DayOrder::DayFirst);
        for date in
            ["01/05/2024", "2024-05-01", "1.5.24", "20240501", "01/05/2024 00:00", "2024-05-01T00:00:00"]
        {
            assert_eq!(told(date).as_deref(), Some("2024-05-01"), "{date}");
        }
        for date in ["01/05/2024 10:30", "2024-05-01T10:30:00", "2024-05-01 10:30:00"] {
            assert_eq!(told(date).as_deref(), Some("2024-05-01T10:30:00"), "{date}");
        }
        for date in ["", "hier", "2024-05-01T10:30:00Z", "1er mai 2024", "01/05/2024 vers midi"] {
            assert_eq!(told(date), None, "{date}");
        }
    }

    #[test]
    fn an_identifier_is_that_of_its_entity() {
        assert_ne!(key_of_id("1", "Lille"), key_of_id("1", "Lyon"));
        assert_ne!(key_of_id("1", ""), key_of_id("1", "Lyon"));
    }
}
