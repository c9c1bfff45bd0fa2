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
        let mut all: Vec<Identity> =
            batch.rows.iter().map(|row| self.identifier.identify(batch, row)).collect();
        let keys: Vec<&str> = all.iter().map(|identity| identity.key.as_str()).collect();
        let stored = self.memory.contents(&keys)?;
        identities.clear();
        let mut found = all.drain(..).zip(stored);
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
