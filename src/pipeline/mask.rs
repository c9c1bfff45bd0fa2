//! Personal data on its way to outputs: masked as the configuration says, and counted. Tags come from the text as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::config::Redaction;
use crate::ingest::{FileDecisions, IngestError, Reject};
use crate::redact::{self, Found, Key, Kind, Scope};

/// How texts and cells are shown.
#[derive(Clone, Debug)]
pub struct Mask {
    is_on: bool,
    /// Whether a pseudonym follows the kind; in identifiers, which have to stay apart, one always does.
    names: bool,
    key: Key,
    counts: [u64; Kind::ALL.len()],
}

impl Mask {
    /// `seed` stands for the key where none is given.
    pub fn new(redaction: &Redaction, seed: &[u8]) -> Self {
        let key = match redaction {
            Redaction::Pseudonym(Some(key)) => key.as_bytes(),
            _ => seed,
        };
        Self {
            is_on: *redaction != Redaction::Off,
            names: matches!(redaction, Redaction::Pseudonym(_)),
            key: Key::new(key),
            counts: [0; Kind::ALL.len()],
        }
    }

    /// What is to be hidden in a comment; counted.
    pub fn find(&mut self, text: &str) -> Vec<Found> {
        self.look(text, Scope::Text)
    }

    /// The comment without it.
    pub fn show<'t>(&self, text: &'t str, found: &[Found]) -> Cow<'t, str> {
        redact::replace(text, found, self.names.then_some(&self.key))
    }

    /// A row as it came, the end of which may cut personal data in two; what stands in a cell of its own is not hidden by
    /// its neighbours.
    pub fn rejected(&mut self, reject: &Reject) -> String {
        let Reject { content, is_cut, delimiter, .. } = reject;
        let whole = if *is_cut && self.is_on {
            // What stands after the last blank or the end of the last cell may be the beginning of something longer.
            let ends = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '"');
            let end = content.rfind(ends).unwrap_or(content.len());
            content[..end].trim_end_matches(|c: char| !c.is_alphabetic())
        } else {
            content
        };
        let cells: Vec<String> = whole.split(*delimiter).map(|cell| self.masked(cell, |_| true)).collect();
        let row = cells.join(delimiter.encode_utf8(&mut [0; 4]));
        // A title and a name often stand in cells of their own, and a comment between quotes holds the delimiter; but a
        // blank would make one number of the digits of two cells.
        let is_blank = delimiter.is_whitespace();
        self.masked(&row, |kind| kind == Kind::Name || !is_blank)
    }

    fn masked(&mut self, text: &str, wanted: impl Fn(Kind) -> bool) -> String {
        let mut found = if self.is_on { redact::find(text, Scope::Text) } else { Vec::new() };
        found.retain(|one| wanted(one.kind));
        self.count(&found);
        self.show(text, &found).into_owned()
    }

    /// A touchpoint.
    pub fn cell<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let found = self.look(text, Scope::Cell);
        self.show(text, &found)
    }

    /// A date or a rating; numbers of cards look like times without marks.
    pub fn value<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if is_date(text) {
            return Cow::Borrowed(text);
        }
        let found = self.look(text, Scope::Id);
        self.show(text, &found)
    }

    /// An identifier: two that differ still do.
    pub fn id<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let found = self.look(text, Scope::Id);
        redact::replace(text, &found, Some(&self.key))
    }

    /// Headers, which are a row of data when the file has none.
    pub fn decisions(&self, mut all: Vec<FileDecisions>) -> Vec<FileDecisions> {
        let headers =
            all.iter_mut().flat_map(|file| &mut file.columns).filter_map(|column| column.header.as_mut());
        headers.for_each(|header| self.header(header));
        all
    }

    /// The same in errors that list headers.
    pub fn error(&self, error: IngestError) -> IngestError {
        match error {
            IngestError::Several(errors) => {
                IngestError::Several(errors.into_iter().map(|error| self.error(error)).collect())
            }
            mut error => {
                if let IngestError::NoTextColumn { headers, .. }
                | IngestError::UnknownColumn { headers, .. } = &mut error
                {
                    headers.iter_mut().for_each(|header| self.header(header));
                }
                error
            }
        }
    }

    /// How many times each kind was masked since the last time.
    pub fn take_counts(&mut self) -> BTreeMap<&'static str, u64> {
        let counts = std::mem::take(&mut self.counts);
        Kind::ALL.iter().zip(counts).filter(|(_, n)| *n > 0).map(|(kind, n)| (kind.label(), n)).collect()
    }

    fn header(&self, header: &mut String) {
        let found = if self.is_on { redact::find(header, Scope::Text) } else { Vec::new() };
        *header = self.show(header, &found).into_owned();
    }

    fn look(&mut self, text: &str, scope: Scope) -> Vec<Found> {
        let found = if self.is_on { redact::find(text, scope) } else { Vec::new() };
        self.count(&found);
        found
    }

    fn count(&mut self, found: &[Found]) {
        found.iter().for_each(|one| self.counts[one.kind as usize] += 1);
    }
}

/// A day, and nothing after it but a time.
fn is_date(text: &str) -> bool {
    let sign =
        |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b':' | b' ' | b'T' | b'Z' | b'+');
    let day = match text.as_bytes() {
        [a, b, c, d, b'-' | b'/' | b'.', ..] => [a, b, c, d].iter().all(|b| b.is_ascii_digit()),
        [a, b, b'-' | b'/' | b'.', c, d, b'-' | b'/' | b'.', e, f, g, h, ..] => {
            [a, b, c, d, e, f, g, h].iter().all(|b| b.is_ascii_digit())
        }
        _ => false,
    };
    day && text.len() <= 32 && text.bytes().all(|b| sign(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reject(content: &str, delimiter: char, is_cut: bool) -> Reject {
        let content = content.to_owned();
        Reject { source: 0, line: 2, byte: 9, reason: "texte vide", content, is_cut, delimiter }
    }

    /// 2026-11-30: cells were told apart by tabs alone, and what a comma glued to its neighbours stayed.
    #[test]
    fn a_cell_is_masked_whatever_stands_beside_it() {
        let mut mask = Mask::new(&Redaction::Mask, &[]);
        let row = "2,0612345678,4,4111111111111111,12/27,";
        for delimiter in [',', ';', '|', '\t'] {
            let [row, shown] = [row, "2,[téléphone],4,[carte],12/27,"]
                .map(|row| row.replace(',', delimiter.encode_utf8(&mut [0; 4])));
            assert_eq!(mask.rejected(&reject(&row, delimiter, false)), shown);
        }
        let quoted = reject("2,\"rappelez le 06,12,34,56,78, merci\",", ',', false);
        assert_eq!(mask.rejected(&quoted), "2,\"rappelez le [téléphone], merci\",");
        let plain = reject("2,12/03/2026,10,5,1234", ',', false);
        assert_eq!(mask.rejected(&plain), plain.content);
    }

    #[test]
    fn a_number_that_the_end_cuts_is_not_shown() {
        let mut mask = Mask::new(&Redaction::Mask, &[]);
        for (row, shown) in [
            ("7;Accueil aimable;0612345", "7;Accueil aimable"),
            ("7;rappelez le 06 12 34", "7;rappelez le"),
            ("FR76300060000112345", "FR"),
        ] {
            assert_eq!(mask.rejected(&reject(row, ';', true)), shown);
        }
    }

    #[test]
    fn digits_of_two_cells_are_no_phone_and_a_name_may_stand_in_two() {
        let mut mask = Mask::new(&Redaction::Mask, &[]);
        for (row, shown) in [
            ("05\t2026-10-01", "05\t2026-10-01"),
            ("7\t06 12 34 56 78\t3", "7\t[téléphone]\t3"),
            ("Rappeler\tMme\tDurand\t06 12 34 56 78", "Rappeler\tMme\t[nom]\t[téléphone]"),
        ] {
            assert_eq!(mask.rejected(&reject(row, '\t', false)), shown);
        }
        let counted = mask.take_counts();
        assert_eq!(counted.values().sum::<u64>(), 3, "{counted:?}");
    }
}
