//! Goes in: batches as they were read. Comes out: the same without the rows that the history knows already, each of the
//! others with its identity. Never: analyses a row, nor writes to the history.

use rustc_hash::FxHashMap;

use super::HistoryError;
use super::digest::digest;
use super::engine::Memory;
use super::identity::{Identifier, Identity};
use crate::ingest::Batch;

/// Tells new and corrected rows from those that were counted before.
pub struct Sieve {
    memory: Box<dyn Memory>,
    identifier: Identifier,
    /// Content of the rows of this run that are not known, by a fingerprint of their keys.
    this_run: FxHashMap<i64, i64>,
    /// Rows left out, by input.
    n_known: Vec<u64>,
}

impl Sieve {
    pub(super) fn new(memory: Box<dyn Memory>) -> Self {
        Self {
            memory,
            identifier: Identifier::default(),
            this_run: FxHashMap::default(),
            n_known: Vec::new(),
        }
    }

    /// Leaves known rows out of a batch, and gives the identities of the others, in place of what `identities` held.
    pub fn sift(&mut self, batch: &mut Batch, identities: &mut Vec<Identity>) -> Result<(), HistoryError> {
        identities.clear();
        let mut found = self.look(batch)?.into_iter();
        batch.rows.retain(|row| {
            let (mut identity, stored) = found.next().expect("every row has an identity");
            let key = digest([identity.key.as_str()]);
            let last = self.this_run.get(&key).copied().or(stored);
            if last == Some(identity.content) {
                let source = row.source as usize;
                self.n_known.resize(self.n_known.len().max(source + 1), 0);
                self.n_known[source] += 1;
                return false;
            }
            self.this_run.insert(key, identity.content);
            identity.is_known = last.is_some();
            identities.push(identity);
            true
        });
        Ok(())
    }

    /// The identity of each row, and the fingerprint of what is stored under it.
    fn look(&mut self, batch: &Batch) -> Result<Vec<(Identity, Option<i64>)>, HistoryError> {
        let (mut all, formers): (Vec<Identity>, Vec<Option<Identity>>) =
            batch.rows.iter().map(|row| self.identifier.identify(batch, row)).unzip();
        let keys: Vec<&str> = all.iter().map(|identity| identity.key.as_str()).collect();
        let mut stored = self.memory.contents(&keys)?;
        // Where a history has a row under the identity of before, it keeps it.
        let formers = formers.into_iter().enumerate().filter(|(at, _)| stored[*at].is_none());
        let formers: Vec<(usize, Identity)> =
            formers.filter_map(|(at, former)| Some((at, former?))).collect();
        let keys: Vec<&str> = formers.iter().map(|(_, identity)| identity.key.as_str()).collect();
        let contents = if keys.is_empty() { Vec::new() } else { self.memory.contents(&keys)? };
        for ((at, former), content) in formers.into_iter().zip(contents) {
            if content.is_some() {
                (all[at], stored[at]) = (former, content);
            }
        }
        Ok(all.into_iter().zip(stored).collect())
    }

    /// Rows of an input that were left out.
    pub fn n_known(&self, source: usize) -> u64 {
        self.n_known.get(source).copied().unwrap_or(0)
    }

    /// How many rows a file had, if it was read before.
    pub fn rows_of(&mut self, print: &str) -> Result<Option<u64>, HistoryError> {
        Ok(self.memory.rows_of(print)?.map(i64::cast_unsigned))
    }

    /// The fingerprint of the file that stood there with that size and time.
    pub fn print_at(
        &mut self,
        path: &str,
        bytes: i64,
        modified: i64,
    ) -> Result<Option<String>, HistoryError> {
        self.memory.print_at(path, bytes, modified)
    }

    /// Whether a file of so many bytes was read before.
    pub fn has_read(&mut self, bytes: i64) -> Result<bool, HistoryError> {
        self.memory.has_read(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::engine::EachRow;
    use super::super::{HistoryError, Shown};
    use super::*;
    use crate::config::{Header, IngestOptions, Input, Wanted};

    /// What a history has under keys.
    struct Kept(Vec<(String, i64)>);

    impl Memory for Kept {
        fn contents(&mut self, keys: &[&str]) -> Result<Vec<Option<i64>>, HistoryError> {
            let content =
                |key: &&str| self.0.iter().find(|(kept, _)| kept == key).map(|(_, content)| *content);
            Ok(keys.iter().map(content).collect())
        }
        fn rows_of(&mut self, _: &str) -> Result<Option<i64>, HistoryError> {
            Ok(None)
        }
        fn print_at(&mut self, _: &str, _: i64, _: i64) -> Result<Option<String>, HistoryError> {
            Ok(None)
        }
        fn has_read(&mut self, _: i64) -> Result<bool, HistoryError> {
            Ok(false)
        }
        fn each_row(&mut self, _: Shown, _: EachRow<'_>) -> Result<(), HistoryError> {
            Ok(())
        }
    }

    /// The identities of the rows of an export that a history does not know.
    fn unknown(kept: &[(String, i64)], export: &str) -> Vec<Identity> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("avis.csv");
        std::fs::write(&path, export).unwrap();
        let options = IngestOptions {
            columns: Vec::new(),
            delimiter: None,
            encoding: None,
            header: Header::Present,
            wanted: Wanted::Customers,
            scale: None,
        };
        let mut reader = crate::ingest::open(&[Input::File(path)], &options).unwrap();
        let mut batch = reader.next_batch().unwrap().unwrap();
        let mut identities = Vec::new();
        Sieve::new(Box::new(Kept(kept.to_vec()))).sift(&mut batch, &mut identities).unwrap();
        identities
    }

    const FRENCH: &str = "Date;Point de contact;Note;Commentaire\n\
        01/05/2024;Caisse;4;Prix trop haut\n01/05/2024 10:30;Caisse;4;Bien\n";

    #[test]
    fn a_row_without_an_identifier_is_known_however_its_date_is_written() {
        let kept: Vec<(String, i64)> =
            unknown(&[], FRENCH).into_iter().map(|identity| (identity.key, identity.content)).collect();
        assert_eq!(kept.len(), 2);
        let iso = FRENCH.replace("01/05/2024 ", "2024-05-01T").replace("01/05/2024", "2024-05-01");
        for export in [FRENCH, &iso, &FRENCH.replace('/', ".")] {
            assert_eq!(unknown(&kept, export), []);
        }
        assert_eq!(unknown(&kept, &FRENCH.replace("10:30", "11:45")).len(), 1);
    }

    /// What version 0.1.0 stored of these rows.
    #[test]
    fn rows_that_were_stored_under_their_date_as_written_are_known() {
        let kept = [
            ("\u{1f}2024-05-01\u{1f}e65a2ff8cfd37f73\u{1f}1", 8_196_799_889_004_622_014),
            ("\u{1f}2024-05-01\u{1f}7bfdc753f1af8eb5\u{1f}1", 2_573_996_450_743_048_688),
        ];
        let kept = kept.map(|(key, content)| (key.to_owned(), content));
        assert_eq!(unknown(&kept, FRENCH), []);
        // A rating that changes corrects the row, where it stands.
        let corrected = unknown(&kept, &FRENCH.replace(";4;Prix", ";5;Prix"));
        assert_eq!(
            corrected.iter().map(|row| (&row.key, row.is_known)).collect::<Vec<_>>(),
            [(&kept[0].0, true)]
        );
    }
}
