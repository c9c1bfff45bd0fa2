//! Goes in: batches as they were read. Comes out: the same without the rows that the history knows already, each of the
//! others with its identity. Never: analyses a row, nor writes to the history.

use rustc_hash::FxHashMap;

use super::HistoryError;
use super::digest::digest;
use super::engine::{Memory, Version};
use super::identity::{Identified, Identifier, Identity, is_numbered_content, is_otherwise_content};
use crate::ingest::Batch;

/// What a history has of a row.
struct Met {
    identity: Identity,
    /// Fingerprint of what is stored under its key.
    stored: Option<i64>,
    /// Whether a later row of its file took its place in an earlier run.
    was_replaced: bool,
}

impl Met {
    /// Whether something else is stored.
    fn differs(&self) -> bool {
        self.stored.is_some_and(|stored| stored != self.identity.content)
    }
}

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
        let mut met = self.look(batch)?.into_iter();
        batch.rows.retain(|row| {
            let Met { mut identity, stored, was_replaced } = met.next().expect("every row was looked for");
            let key = digest([identity.key.as_str()]);
            let earlier = self.this_run.get(&key).copied();
            let last = earlier.or(stored);
            if last == Some(identity.content) || (earlier.is_none() && was_replaced) {
                let source = row.source as usize;
                self.n_known.resize(self.n_known.len().max(source + 1), 0);
                self.n_known[source] += 1;
                return false;
            }
            self.this_run.insert(key, identity.content);
            identity.is_known = last.is_some();
            identity.replaces = last.filter(|_| row.repeats_id);
            identities.push(identity);
            true
        });
        Ok(())
    }

    /// What the history has of each row.
    fn look(&mut self, batch: &Batch) -> Result<Vec<Met>, HistoryError> {
        let rows = || batch.rows.iter();
        let told: Vec<Identified> = rows().map(|row| self.identifier.identify(batch, row)).collect();
        let keys: Vec<&str> = told.iter().map(|told| told.identity.key.as_str()).collect();
        let stored = self.memory.contents(&keys)?;
        let (mut met, mut dated, mut numbered) = (Vec::with_capacity(told.len()), Vec::new(), Vec::new());
        for (at, (Identified { identity, as_dated, as_numbered }, stored)) in
            told.into_iter().zip(stored).enumerate()
        {
            met.push(Met { identity, stored, was_replaced: false });
            if stored.is_none() {
                dated.extend(as_dated.map(|key| (at, key)));
                numbered.extend(as_numbered.map(|key| (at, key)));
            }
        }
        // Where a history has a row under the key of before, it keeps it.
        for (at, key, content) in self.stored_under(dated)? {
            (met[at].identity.key, met[at].stored) = (key, Some(content));
        }
        for (at, key, content) in self.stored_under(numbered)? {
            if is_numbered_content(batch, &batch.rows[at], content) {
                (met[at].identity.key, met[at].stored) = (key, Some(met[at].identity.content));
            }
        }
        for (met, row) in met.iter_mut().zip(rows()) {
            if met.differs() && met.stored.is_some_and(|print| is_otherwise_content(batch, row, print)) {
                met.stored = Some(met.identity.content);
            }
        }
        self.tell_replaced(&mut met)?;
        Ok(met)
    }

    /// What is stored under keys, of those that have something.
    fn stored_under(
        &mut self,
        keys: Vec<(usize, String)>,
    ) -> Result<Vec<(usize, String, i64)>, HistoryError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<&str> = keys.iter().map(|(_, key)| key.as_str()).collect();
        let contents = self.memory.contents(&names)?;
        Ok(keys
            .into_iter()
            .zip(contents)
            .filter_map(|((at, key), content)| Some((at, key, content?)))
            .collect())
    }

    /// Tells the rows that another one of their file replaced in an earlier run from those that say something new.
    fn tell_replaced(&mut self, met: &mut [Met]) -> Result<(), HistoryError> {
        let mut differing: Vec<&mut Met> = met.iter_mut().filter(|met| met.differs()).collect();
        if differing.is_empty() {
            return Ok(());
        }
        let versions: Vec<Version> =
            differing.iter().map(|met| Version::of(&met.identity.key, met.identity.content)).collect();
        let replaced = self.memory.are_replaced(&versions)?;
        differing.iter_mut().zip(replaced).for_each(|(met, replaced)| met.was_replaced = replaced);
        Ok(())
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
        fn are_replaced(&mut self, versions: &[Version]) -> Result<Vec<bool>, HistoryError> {
            Ok(vec![false; versions.len()])
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

    /// What version 0.1.0 stored of rows with identifiers, or with numbers that it took for identifiers.
    #[test]
    fn rows_that_were_stored_with_their_cells_as_written_are_known() {
        let export = |ids: [&str; 2]| {
            let [first, second] = ids;
            format!(
                "N°;Date;Note;Commentaire\n{first};01/05/2024;4;Prix trop haut \n{second};01/05/2024 10:30;4;Bien\n"
            )
        };
        for (ids, contents) in [
            (["A1", "A2"], [-8_958_825_884_735_059_121, 4_478_233_302_236_616_900]),
            (["1", "2"], [101_763_875_932_483_939, 7_360_466_000_906_560_939]),
        ] {
            let kept: Vec<(String, i64)> = ids.map(str::to_owned).into_iter().zip(contents).collect();
            assert_eq!(unknown(&kept, &export(ids)), [], "{ids:?}");
            // What is another row where the cell is its number is the same one, corrected, where it is its identifier.
            let others = unknown(&kept, &export(ids).replace("Prix", "Frais"));
            let is_key = ids[0] == "A1";
            assert_eq!(others.iter().map(|row| row.is_known).collect::<Vec<_>>(), [is_key], "{ids:?}");
        }
    }
}
