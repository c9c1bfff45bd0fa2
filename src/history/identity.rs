//! Goes in: rows as they were read. Comes out: what tells a row from all others, and what it says. Never: opens a history.
//!
//! A row with an identifier is that identifier, within its entity. A row without one, or with what tools write for none
//! (« N/A »), or whose identifier is its number in the file, is its date, however written, entity, touchpoint and text, and
//! its number among equals of one file.

use chrono::NaiveTime;
use rustc_hash::FxHashMap;

use super::digest::digest;
use super::iso;
use crate::ingest::{Batch, DayOrder, Field, IdColumn, Row, is_empty_text, parse_day};
use crate::scale::Scale;

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
    /// Fingerprint of the version of it that an earlier row of the same file has.
    pub replaces: Option<i64>,
}

/// The ways in which a history may know a row.
#[derive(Debug)]
pub struct Identified {
    /// What it is, not yet looked for in a history.
    pub identity: Identity,
    /// The key that it had when a date was what its cell said, if that is another: histories of then go on.
    pub as_dated: Option<String>,
    /// The key that it had, or has elsewhere, where its number is its identifier: it is the same row if it says the same.
    pub as_numbered: Option<String>,
}

/// Gives rows their identities, file by file.
#[derive(Debug, Default)]
pub struct Identifier {
    source: u32,
    /// Rows without an identifier met in the file at hand, by fingerprint.
    equals: FxHashMap<i64, u64>,
}

impl Identifier {
    /// What a row is, and was.
    pub fn identify(&mut self, batch: &Batch, row: &Row) -> Identified {
        if row.source != self.source {
            self.source = row.source;
            self.equals.clear();
        }
        let field = |field| batch.field(row, field).trim();
        let (id, entity, date) = (field(Field::Id), field(Field::Entity), field(Field::Date));
        let moment = moment(date, row.day_order);
        let told = moment.as_deref().unwrap_or(date);
        let identity =
            |key| Identity { key, content: content(batch, row, told, row.scale), ..Identity::default() };
        let own = (!is_empty_text(id)).then(|| storable(key_of_id(id, entity)));
        let (own, as_numbered) = match row.id_column {
            IdColumn::Absent => (None, None),
            IdColumn::Numbers => (None, own),
            IdColumn::Keys => (own, None),
        };
        if let Some(key) = own {
            return Identified { identity: identity(key), as_dated: None, as_numbered };
        }
        let key = self.key_of_what_it_says(batch, row, told);
        let as_dated = (told != date).then(|| self.key_of_what_it_says(batch, row, date));
        Identified { identity: identity(key), as_dated, as_numbered }
    }

    /// The key of a row without an identifier, whose date is written so.
    fn key_of_what_it_says(&mut self, batch: &Batch, row: &Row, date: &str) -> String {
        let field = |field| batch.field(row, field);
        let parts = [date, field(Field::Entity), field(Field::Touchpoint), field(Field::Text)];
        let print = digest(parts.map(str::trim));
        let number = self.equals.entry(print).or_default();
        *number += 1;
        // The date first: rows of a night stand side by side in the history, which makes it fast.
        let day = iso(parse_day(date, row.day_order));
        storable(format!("{MARK}{day}{MARK}{:016x}{MARK}{number}", print.cast_unsigned()))
    }
}

/// Fingerprint of what a row says, whose date is told so and whose rating counts on a scale. Without a column of
/// identifiers, that field is its number: it says nothing of it.
fn content(batch: &Batch, row: &Row, date: &str, scale: Option<Scale>) -> i64 {
    let fields = Field::ALL.map(|each| match each {
        Field::Id if row.id_column != IdColumn::Keys => "",
        Field::Date => date,
        other => batch.field(row, other).trim(),
    });
    let scale = scale.filter(|_| !is_empty_text(batch.field(row, Field::Rating)));
    digest(fields.into_iter().chain([scale.map_or("", Scale::id)]))
}

/// Whether a fingerprint is another one of what a row says: of its rating on some other scale, where none was asked for,
/// or the one that histories kept before, of its cells with their blanks and of a date as it is told or as its cell has it.
pub fn is_otherwise_content(batch: &Batch, row: &Row, print: i64) -> bool {
    let date = batch.field(row, Field::Date);
    let moment = moment(date, row.day_order);
    let told = moment.as_deref().unwrap_or(date.trim());
    let on = |scale| content(batch, row, told, scale) == print;
    let before = |date| {
        let fields = Field::ALL.map(|each| match each {
            Field::Id if row.id_column != IdColumn::Keys => "",
            Field::Date => date,
            other => batch.field(row, other),
        });
        digest(fields) == print
    };
    let on_any = || on(None) || Scale::ALL.into_iter().any(|scale| on(Some(scale)));
    before(date) || moment.as_deref().is_some_and(before) || (row.asked_scale.is_none() && on_any())
}

/// Whether a fingerprint is the one of a row whose number is its identifier.
pub fn is_numbered_content(batch: &Batch, row: &Row, print: i64) -> bool {
    let row = Row { id_column: IdColumn::Keys, ..row.clone() };
    let date = batch.field(&row, Field::Date).trim();
    let told = moment(date, row.day_order);
    content(batch, &row, told.as_deref().unwrap_or(date), row.scale) == print
        || is_otherwise_content(batch, &row, print)
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

    /// One row, of what its cells say.
    fn read(cells: [(Field, &str); 3], id_column: IdColumn) -> Batch {
        let (mut buffer, mut fields) = (String::new(), std::array::from_fn(|_| 0..0));
        for (field, cell) in cells {
            let start = buffer.len() as u32;
            buffer.push_str(cell);
            fields[field as usize] = start..buffer.len() as u32;
        }
        let row = Row {
            source: 0,
            line: 2,
            byte: 0,
            has_touchpoint: false,
            id_column,
            repeats_id: false,
            scale: None,
            asked_scale: None,
            day_order: DayOrder::DayFirst,
            fields,
        };
        Batch { buffer, rows: vec![row], ..Batch::default() }
    }

    #[test]
    fn fingerprints_of_histories_kept_before_are_known() {
        let cells = [(Field::Id, "1"), (Field::Date, "01/07/2026"), (Field::Text, "Colis cassé ")];
        let said = |date: &str, id: &str| {
            let told = |field: &Field| match field {
                Field::Id => id.to_owned(),
                Field::Date => date.to_owned(),
                Field::Text => "Colis cassé ".to_owned(),
                _ => String::new(),
            };
            let told: Vec<String> = Field::ALL.iter().map(told).collect();
            digest(told.iter().map(String::as_str))
        };
        for (id_column, id) in [(IdColumn::Keys, "1"), (IdColumn::Absent, ""), (IdColumn::Numbers, "")] {
            let batch = read(cells, id_column);
            let row = &batch.rows[0];
            for date in ["01/07/2026", "2026-07-01"] {
                assert!(is_otherwise_content(&batch, row, said(date, id)), "{id_column:?} {date}");
                assert!(is_numbered_content(&batch, row, said(date, "1")), "{id_column:?} {date}");
            }
            assert!(!is_otherwise_content(&batch, row, said("02/07/2026", id)));
            assert!(!is_numbered_content(&batch, row, said("02/07/2026", "1")));
        }
    }

    #[test]
    fn a_number_is_the_key_of_no_row() {
        let cells = |date, text| [(Field::Id, "1"), (Field::Date, date), (Field::Text, text)];
        let told = |cells, id_column| {
            let batch = read(cells, id_column);
            Identifier::default().identify(&batch, &batch.rows[0])
        };
        let [july, august] = [("01/07/2026", "Colis cassé"), ("01/08/2026", "Trop cher")]
            .map(|(date, text)| told(cells(date, text), IdColumn::Numbers));
        assert_ne!(july.identity.key, august.identity.key);
        assert_eq!(july.as_numbered.as_deref(), Some("1"));
        let kept = told(cells("01/07/2026", "Colis cassé"), IdColumn::Keys);
        assert_eq!((kept.identity.key.as_str(), kept.as_numbered), ("1", None));
    }
}
