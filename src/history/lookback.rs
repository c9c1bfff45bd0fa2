//! Goes in: days and weeks. Comes out: what a history counted in them, and the comments that it kept, the run at hand
//! included. Never: writes.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::digest::{digest, unpack};
use super::engine::Counts;
use super::sums::Sums;
use super::{HistoryError, Ledger, read};
use crate::aggregate::{EVERY_TOUCHPOINT, Facet};
use crate::taxonomy::{Tag, Tone};
use crate::trend::{Span, TermsRead, Tones, WordCount};

/// A comment as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptComment {
    /// Its number.
    pub id: i64,
    /// Its day.
    pub day: NaiveDate,
    /// Tone of the whole.
    pub tone: Tone,
    /// Its touchpoints, with `|` between.
    pub touchpoints: String,
    /// Its text, masked; empty when it was not asked for, or was deleted.
    pub text: String,
}

impl Ledger {
    /// Comments of some days.
    pub fn n_comments(&mut self, days: &[NaiveDate]) -> Result<u64, HistoryError> {
        let key = digest([Facet::Comments.id(), EVERY_TOUCHPOINT, "", ""]);
        let rows = self.engine.rows(&format!(
            "SELECT coalesce(sum(positif + negatif + mixte + neutre), 0) FROM comptes_par_jour \
             WHERE jour IN ({}) AND cle = {key}",
            quoted(days)
        ))?;
        read(&rows[0][0])
    }

    /// Comments of some days by touchpoint; one of two touchpoints counts in both.
    pub fn touchpoints(&mut self, days: &[NaiveDate]) -> Result<BTreeMap<String, u64>, HistoryError> {
        let places = self.places()?;
        let tones = self.tones(days, &places.keys().copied().collect::<Vec<_>>())?;
        let touchpoint = |(key, tones): (i64, Tones)| (places[&key].clone(), tones.iter().sum());
        let all = tones.into_iter().map(touchpoint).filter(|(name, _)| name != EVERY_TOUCHPOINT);
        Ok(all.collect())
    }

    /// Keys of the comments of each touchpoint, and of all.
    fn places(&mut self) -> Result<BTreeMap<i64, String>, HistoryError> {
        let facet = Facet::Comments.id();
        let rows =
            self.engine.rows(&format!("SELECT cle, point_de_contact FROM noms WHERE facette = '{facet}'"))?;
        rows.into_iter().map(|row| Ok((read(&row[0])?, row[1].clone()))).collect()
    }

    /// Comments of some days by tone, under some keys.
    pub(super) fn tones(
        &mut self,
        days: &[NaiveDate],
        keys: &[i64],
    ) -> Result<Vec<(i64, Tones)>, HistoryError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        // Days and keys are listed: both databases then look up the few rows that there are.
        let rows = self.engine.rows(&format!(
            "SELECT cle, sum(positif), sum(negatif), sum(mixte), sum(neutre) FROM comptes_par_jour \
             WHERE jour IN ({}) AND cle IN ({}) GROUP BY cle",
            quoted(days),
            listed(keys)
        ))?;
        let tones = |row: &Vec<String>| {
            Ok((read(&row[0])?, [read(&row[1])?, read(&row[2])?, read(&row[3])?, read(&row[4])?]))
        };
        rows.iter().map(tones).collect()
    }

    /// Terms that so many comments of the last weeks have, and the same in the weeks before. Weeks are told by their
    /// Mondays, in order.
    pub fn words(
        &mut self,
        [recent, past]: [&[NaiveDate]; 2],
        fewest: u64,
    ) -> Result<Vec<WordCount>, HistoryError> {
        let mut words: FxHashMap<i64, WordCount> = FxHashMap::default();
        for (week, sums) in self.weeks(recent)? {
            for (key, n) in sums.iter() {
                let nothing = WordCount { key, recent: 0, past: 0, first: week };
                words.entry(key).or_insert(nothing).recent += n;
            }
        }
        words.retain(|_, word| word.recent >= fewest);
        for (week, sums) in self.weeks(past)? {
            for (key, n) in sums.iter() {
                if let Some(word) = words.get_mut(&key) {
                    word.past += n;
                    word.first = word.first.min(week);
                }
            }
        }
        let mut words: Vec<WordCount> = words.into_values().collect();
        words.sort_unstable_by_key(|word| word.key);
        Ok(words)
    }

    fn weeks(&mut self, mondays: &[NaiveDate]) -> Result<Vec<(NaiveDate, Sums)>, HistoryError> {
        let (Some(first), Some(last)) = (mondays.first(), mondays.last()) else { return Ok(Vec::new()) };
        self.engine.sums(Counts::ByWeek, Span { first: *first, last: *last })
    }

    /// Root and one spelling of terms of some weeks.
    pub fn names(
        &mut self,
        weeks: &[NaiveDate],
        keys: &[i64],
    ) -> Result<FxHashMap<i64, [String; 2]>, HistoryError> {
        if keys.is_empty() {
            return Ok(FxHashMap::default());
        }
        let rows = self.engine.rows(&format!(
            "SELECT cle, min(racine), min(mot) FROM termes WHERE semaine IN ({}) AND cle IN ({}) GROUP BY cle",
            quoted(weeks),
            listed(keys)
        ))?;
        rows.into_iter().map(|row| Ok((read(&row[0])?, [row[1].clone(), row[2].clone()]))).collect()
    }

    /// Terms of the first comments of each day whose texts are kept; those without a date are of none.
    pub fn terms_read(&mut self, days: &[NaiveDate], a_day: u32) -> Result<Vec<TermsRead>, HistoryError> {
        let mut all = Vec::new();
        self.engine.terms_of(days, a_day, &mut |id, day, terms| {
            all.push(TermsRead { id, day, terms: unpack(terms).collect() });
        })?;
        Ok(all)
    }

    /// Comments that have a day, by number, without their texts.
    pub fn comments(&mut self, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        self.kept("''", ids)
    }

    /// The same with their texts.
    pub fn texts(&mut self, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        self.kept("coalesce(texte, '')", ids)
    }

    fn kept(&mut self, text: &str, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.engine.rows(&format!(
            "SELECT id, jour, ton, points_de_contact, {text} FROM verbatims WHERE id IN ({}) ORDER BY id",
            listed(ids)
        ))?;
        rows.into_iter().map(comment).collect()
    }
}

fn comment(row: Vec<String>) -> Result<KeptComment, HistoryError> {
    let [id, day, tone, touchpoints, text] =
        <[String; 5]>::try_from(row).expect("five columns were asked for");
    let tone = Tone::from_id(&tone).unwrap_or(Tone::Neutral);
    Ok(KeptComment { id: read(&id)?, day: read(&day)?, tone, touchpoints, text })
}

fn listed(items: &[impl Display]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Days as a query lists them.
fn quoted(days: &[NaiveDate]) -> String {
    days.iter().map(|day| format!("'{day}'")).collect::<Vec<_>>().join(", ")
}
