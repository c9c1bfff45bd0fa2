//! Where a comment goes, as a worker writes it for the end of the run: in a file of the staging folder that no report
//! keeps, since the complaints of a customer are known, and the priority with them, when all are read.
//!
//! A record is a line of numbers, then the cells of its row as bytes, of the lengths that the line tells.

use std::io::{self, BufRead, Read};

use crate::annotate::{Evidence, Made};
use crate::config::Dialect;
use crate::redact::Found;
use crate::report::verbatims::distinct;
use crate::report::{TableWriter, VerbatimRow};
use crate::routing::{Route, is_complaint};
use crate::taxonomy::Flag;

/// Name of the file in the staging folder.
pub const ROUTES_FILE: &str = ".routage";

/// Columns of `routage.csv`, of the files of departments and of `departs.csv`.
pub(super) const HEADER: [&str; 15] = [
    "fichier",
    "ligne",
    "id",
    "client",
    "date",
    "point_de_contact",
    "note",
    "service",
    "regle",
    "priorite",
    "raisons",
    "reclamations",
    "signaux",
    "irritants",
    "texte",
];

/// What stands for the rule of a comment that none took.
const NO_RULE: &str = "aucune";
/// Pieces of a text that are quoted for one flag.
const MOST_QUOTED: usize = 3;
/// Bytes between two words that made the same flag, over which they are quoted apart.
const FARTHEST: u32 = 24;

/// A comment on its way to its department.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Hash of the customer; 0 where there is none.
    pub(super) customer: u64,
    pub(super) department: usize,
    /// Without what the customer did elsewhere.
    pub(super) priority: u32,
    pub(super) complains: bool,
    pub(super) departs: bool,
    pub(super) alerts: bool,
    pub(super) unmatched: bool,
    /// Cells before the priority.
    pub(super) head: Vec<u8>,
    pub(super) reasons: String,
    pub(super) signals: String,
    /// Cells after the signals, and the end of the row.
    pub(super) tail: Vec<u8>,
}

/// What is known of a comment besides its row.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// Where it goes.
    pub route: &'a Route,
    /// The department's name.
    pub department: &'a str,
    /// The customer, masked.
    pub customer: &'a str,
    /// Hash of the customer; 0 where there is none.
    pub hash: u64,
    /// The text as it came, with what is hidden in it.
    pub text: (&'a str, &'a [Found]),
    /// Which words made which tags.
    pub evidence: &'a [Evidence],
}

/// Appends the record of a comment.
pub fn write_route<'a>(
    out: &mut Vec<u8>,
    dialect: Dialect,
    row: &VerbatimRow<'_>,
    sending: &Sending<'_>,
    irritants: impl Iterator<Item = &'a str> + Clone,
) {
    let (ann, route) = (row.annotation, sending.route);
    let mut record = Record {
        customer: sending.hash,
        department: route.department,
        priority: route.priority(),
        complains: is_complaint(ann.qualification),
        departs: ann.flags.contains(Flag::Departure),
        alerts: ann.flags.contains(Flag::Alert),
        unmatched: route.rule.is_none(),
        reasons: route.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"),
        signals: signals(sending).join("|"),
        ..Record::default()
    };
    TableWriter::new(&mut record.head, dialect)
        .text(row.file)
        .count(row.line)
        .text(row.id)
        .text(sending.customer)
        .text(row.date)
        .pieces(row.touchpoints.iter().copied())
        .text(row.rating)
        .text(sending.department)
        .text(route.rule.as_deref().unwrap_or(NO_RULE));
    TableWriter::new(&mut record.tail, dialect).pieces(distinct(irritants)).text(row.text).end_row();
    record.write(out);
}

impl Record {
    fn write(&self, out: &mut Vec<u8>) {
        let bits = [self.complains, self.departs, self.alerts, self.unmatched].map(u8::from);
        let cells = [&self.head, self.reasons.as_bytes(), self.signals.as_bytes(), &self.tail];
        let numbers = [self.customer, self.department as u64, u64::from(self.priority)];
        let lengths = cells.map(|cell| cell.len() as u64);
        let line = numbers.into_iter().chain(bits.map(u64::from)).chain(lengths);
        out.extend_from_slice(line.map(|n| n.to_string()).collect::<Vec<_>>().join(" ").as_bytes());
        out.push(b'\n');
        cells.iter().for_each(|cell| out.extend_from_slice(cell));
    }

    /// The next record, in the memory of the last one; `false` at the end.
    pub(super) fn read(&mut self, from: &mut impl BufRead, line: &mut String) -> io::Result<bool> {
        line.clear();
        if from.read_line(line)? == 0 {
            return Ok(false);
        }
        let numbers = line.split_whitespace().map(str::parse).collect::<Result<Vec<u64>, _>>();
        let numbers = numbers.map_err(io::Error::other)?;
        let Ok([customer, department, priority, complains, departs, alerts, unmatched, lengths @ ..]) =
            <[u64; 11]>::try_from(numbers)
        else {
            return Err(io::Error::other("a record of eleven numbers was cut"));
        };
        (self.customer, self.department, self.priority) = (customer, department as usize, priority as u32);
        (self.complains, self.departs) = (complains == 1, departs == 1);
        (self.alerts, self.unmatched) = (alerts == 1, unmatched == 1);
        self.reasons.clear();
        self.signals.clear();
        self.head.clear();
        self.tail.clear();
        from.by_ref().take(lengths[0]).read_to_end(&mut self.head)?;
        from.by_ref().take(lengths[1]).read_to_string(&mut self.reasons)?;
        from.by_ref().take(lengths[2]).read_to_string(&mut self.signals)?;
        from.by_ref().take(lengths[3]).read_to_end(&mut self.tail)?;
        Ok(true)
    }
}

/// The words that raised each flag, as they stand in the text; those that touch personal data are left out.
fn signals(sending: &Sending<'_>) -> Vec<String> {
    let mut quoted = Vec::new();
    for (flag, name) in [(Flag::Departure, "départ"), (Flag::Alert, "alerte")] {
        let before = quoted.len();
        for words in words(sending, flag) {
            let words = format!("{name} : « {words} »");
            if quoted.len() - before < MOST_QUOTED && !quoted.contains(&words) {
                quoted.push(words);
            }
        }
    }
    quoted
}

fn words(sending: &Sending<'_>, flag: Flag) -> Vec<String> {
    let (text, hidden) = sending.text;
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for piece in sending.evidence.iter().filter(|piece| piece.made.contains(&Made::Flag(flag))) {
        match spans.last_mut() {
            Some((_, end)) if piece.start - *end <= FARTHEST => *end = piece.end,
            _ => spans.push((piece.start, piece.end)),
        }
    }
    let spans = spans.into_iter().map(|(start, end)| start as usize..end as usize);
    let shown = spans.filter(|span| {
        !hidden.iter().any(|found| found.span.start < span.end && span.start < found.span.end)
    });
    shown
        .map(|span| {
            let words = text[span].split(|c: char| c.is_whitespace() || c.is_control() || c == '|');
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_whatever_its_cells_hold() {
        let record = Record {
            customer: u64::MAX,
            department: 3,
            priority: 75,
            complains: true,
            unmatched: true,
            head: b"avis.csv;2;\"a\n;b\"".to_vec(),
            reasons: "réclamation +25|alerte +25".into(),
            tail: b"\"12 3 4\n\";texte\r\n".to_vec(),
            ..Record::default()
        };
        let mut bytes = Vec::new();
        record.write(&mut bytes);
        record.write(&mut bytes);
        let (mut from, mut line, mut read) = (bytes.as_slice(), String::new(), Record::default());
        for _ in 0..2 {
            assert!(read.read(&mut from, &mut line).unwrap());
            assert_eq!(read, record);
        }
        assert!(!read.read(&mut from, &mut line).unwrap());
    }
}
