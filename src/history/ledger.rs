//! Goes in: entries in input order. Comes out: a history with them counted. Never: commits before it is told to.

use std::mem::take;

use chrono::{Days, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

use super::digest::unpack;
use super::engine::{Counts, Engine, FileRead, RunRecord, Shift, Version};
use super::entry::Entry;
use super::movement::{Movement, Movements, Period, week_of};
use super::recorder::KeyNames;
use super::timeline::timeline;
use super::{HistoryError, iso};
use crate::aggregate::Spellings;
use crate::trend::{Span, Timeline};

/// Entries stored at once.
const CHUNK: usize = 1_000;

/// Writes a run to a history.
pub struct Ledger {
    pub(super) engine: Box<dyn Engine>,
    pub(super) today: NaiveDate,
    /// Last day that had a comment before the run.
    pub(super) told: Option<NaiveDate>,
    pending: Vec<Entry>,
    /// Keys of the entries that wait.
    waiting: FxHashSet<String>,
    by_day: Movements,
    by_week: Movements,
    added: u64,
    corrected: u64,
}

impl Ledger {
    pub(super) fn new(engine: Box<dyn Engine>, today: NaiveDate) -> Self {
        Self {
            engine,
            today,
            told: None,
            pending: Vec::new(),
            waiting: FxHashSet::default(),
            by_day: Movements::default(),
            by_week: Movements::default(),
            added: 0,
            corrected: 0,
        }
    }

    /// Stores entries. One that corrects another of this run finds it stored.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<(), HistoryError> {
        for entry in entries {
            if self.pending.len() >= CHUNK || self.waiting.contains(&entry.identity.key) {
                self.flush()?;
            }
            self.waiting.insert(entry.identity.key.clone());
            self.pending.push(entry);
        }
        Ok(())
    }

    /// Stores all that waits.
    pub fn flush(&mut self) -> Result<(), HistoryError> {
        let mut entries = take(&mut self.pending);
        self.waiting.clear();
        self.take_back(&mut entries)?;
        let replaced = |Entry { identity, .. }: &Entry| Some(Version::of(&identity.key, identity.replaces?));
        let replaced: Vec<Version> = entries.iter().filter_map(replaced).collect();
        if !replaced.is_empty() {
            self.engine.replace(&replaced)?;
        }
        for entry in &entries {
            self.by_day.gain(entry.day, entry.cells.iter().copied(), entry.weight);
            self.by_week.gain(week_of(entry.day), entry.terms.iter().copied(), entry.weight);
        }
        self.engine.insert(&entries, self.today)
    }

    /// Takes back the older versions of corrected rows. Where a text was deleted, the terms that it had cannot be taken
    /// back: those of its correction do not count either, so that none counts twice.
    fn take_back(&mut self, entries: &mut [Entry]) -> Result<(), HistoryError> {
        let n_entries = entries.len() as u64;
        let mut known: FxHashMap<&str, &mut Vec<i64>> = FxHashMap::default();
        for Entry { identity, terms, .. } in entries.iter_mut().filter(|entry| entry.identity.is_known) {
            known.insert(&identity.key, terms);
        }
        self.added += n_entries - known.len() as u64;
        self.corrected += known.len() as u64;
        let keys: Vec<&str> = known.keys().copied().collect();
        if keys.is_empty() {
            return Ok(());
        }
        for former in self.engine.take(&keys)? {
            self.by_day.lose(former.day, unpack(&former.cells), former.weight);
            match &former.terms {
                Some(terms) => self.by_week.lose(week_of(former.day), unpack(terms), former.weight),
                None => drop(known.get_mut(former.key.as_str()).map(|terms| terms.clear())),
            }
        }
        Ok(())
    }

    /// How many comments were added and how many corrected.
    pub fn counts(&self) -> (u64, u64) {
        (self.added, self.corrected)
    }

    /// Moves all counts and remembers the run, once every entry is flushed; only [`Ledger::commit`] is left to do.
    pub fn settle(
        &mut self,
        names: &KeyNames,
        run: &RunRecord,
        files: &[FileRead],
    ) -> Result<(), HistoryError> {
        debug_assert!(self.pending.is_empty(), "every entry was flushed");
        // Before the counts move.
        self.told = self.engine.last_day(self.today)?;
        let mut named: Vec<(i64, &[String; 4])> =
            names.cells.iter().map(|(key, names)| (*key, names)).collect();
        named.sort_unstable_by_key(|(key, _)| *key);
        self.engine.name(&named)?;
        let by_day = take(&mut self.by_day).into_sorted();
        self.add_up(Counts::ByDay, &by_day)?;
        let moved = by_day.into_iter().map(|((day, key), movement)| Shift {
            period: iso(day),
            key,
            names: [""; 2],
            movement,
        });
        self.engine.shift(Counts::ByDay, &moved.collect::<Vec<_>>())?;
        let by_week = take(&mut self.by_week).into_sorted();
        self.add_up(Counts::ByWeek, &by_week)?;
        let moved = by_week.into_iter().map(|((week, key), movement)| {
            let names = names.terms.get(&key).map_or([""; 2], |names| names.each_ref().map(|name| &**name));
            Shift { period: iso(week), key, names, movement }
        });
        self.engine.shift(Counts::ByWeek, &moved.collect::<Vec<_>>())?;
        self.engine.record(run, files)
    }

    /// Moves the sums of each period; what has no date is compared with nothing.
    fn add_up(&mut self, of: Counts, moved: &[((Period, i64), Movement)]) -> Result<(), HistoryError> {
        let mut sums = Vec::new();
        for moved in moved.chunk_by(|((one, _), _), ((next, _), _)| one == next) {
            let Some(period) = moved[0].0.0 else { continue };
            let stored = self.engine.sums(of, Span { first: period, last: period })?;
            let stored = stored.into_iter().next().map(|(_, sums)| sums).unwrap_or_default();
            let gains = moved.iter().map(|((_, key), movement)| (*key, movement.tones.iter().sum()));
            sums.push((period, stored.moved(gains)));
        }
        self.engine.store_sums(of, &sums)
    }

    /// Counts of the days that are compared, in periods of so many days, with the names of the run and those of what it
    /// does not speak of; `None` where no comment has a day. After [`Ledger::settle`].
    pub fn timeline(
        &mut self,
        days: u32,
        spellings: &Spellings,
    ) -> Result<Option<(Timeline, Spellings)>, HistoryError> {
        timeline(self, days, spellings)
    }

    /// Deletes texts older than so many days; their counts stay.
    pub fn keep_texts(&mut self, days: u32) -> Result<u64, HistoryError> {
        let first = self.today.checked_sub_days(Days::new(u64::from(days)));
        first.map_or(Ok(0), |first| self.engine.forget_before(first))
    }

    /// Fails now rather than at [`Ledger::commit`], where the disk is full.
    pub fn unload(&mut self) -> Result<(), HistoryError> {
        self.engine.unload()
    }

    /// Makes the run last.
    pub fn commit(&mut self) -> Result<(), HistoryError> {
        self.engine.commit()
    }
}
