//! Goes in: days and weeks. Comes out: what a history counted in them, and the comments that it kept, the run at hand
//! included. Never: writes.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::digest::{digest, unpack};
use super::{HistoryError, Ledger, day_of};
use crate::aggregate::{EVERY_TOUCHPOINT, Facet};
use crate::taxonomy::{Tag, Tone};
use crate::trend::{TermsRead, WordCount};

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

/// What only this program writes to a history.
const SOUND: &str = "a history has the rows that it was given";

impl Ledger {
    /// Comments of some days.
    pub fn n_comments(&mut self, days: &[NaiveDate]) -> Result<u64, HistoryError> {
        let key = digest([Facet::Comments.id(), EVERY_TOUCHPOINT, "", ""]);
        let rows = self.engine.rows(&format!(
            "SELECT coalesce(sum(positif + negatif + mixte + neutre), 0) FROM comptes \
             WHERE jour IN ({}) AND cle = {key}",
            quoted(days)
        ))?;
        Ok(rows[0][0].parse().expect(SOUND))
    }

    /// Comments of some days by touchpoint; one of two touchpoints counts in both.
    pub fn touchpoints(&mut self, days: &[NaiveDate]) -> Result<BTreeMap<String, u64>, HistoryError> {
        let rows = self.engine.rows(&format!(
            "SELECT point_de_contact, sum(positif + negatif + mixte + neutre) FROM comptes \
             WHERE jour IN ({}) AND facette = '{}' AND point_de_contact <> '{EVERY_TOUCHPOINT}' \
             GROUP BY point_de_contact",
            quoted(days),
            Facet::Comments.id()
        ))?;
        Ok(rows.into_iter().map(|row| (row[0].clone(), row[1].parse().expect(SOUND))).collect())
    }

    /// Terms that so many comments of the last weeks have. Weeks are told by their Mondays.
    pub fn words(
        &mut self,
        past: &[NaiveDate],
        recent: &[NaiveDate],
        fewest: u64,
    ) -> Result<Vec<WordCount>, HistoryError> {
        // Without names, and of the weeks before only the terms that matter: that is half the time of all that is told.
        let n = "sum(positif + negatif + mixte + neutre)";
        let counts = |weeks: &[NaiveDate], which: &str| {
            let weeks = quoted(weeks);
            format!("SELECT cle, {n}, min(semaine) FROM termes WHERE semaine IN ({weeks}) {which}")
        };
        let rows = self.engine.rows(&counts(recent, &format!("GROUP BY cle HAVING {n} >= {fewest}")))?;
        let mut words: Vec<WordCount> = rows.iter().map(|row| word(row)).collect();
        words.sort_unstable_by_key(|word| word.key);
        let keys: Vec<i64> = words.iter().map(|word| word.key).collect();
        if keys.is_empty() {
            return Ok(words);
        }
        for row in self.engine.rows(&counts(past, &format!("AND cle IN ({}) GROUP BY cle", listed(&keys))))? {
            let WordCount { key, recent: n, first, .. } = word(&row);
            let at =
                words.binary_search_by_key(&key, |word| word.key).expect("these terms alone were asked for");
            (words[at].past, words[at].first) = (n, first);
        }
        Ok(words)
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
        Ok(rows
            .into_iter()
            .map(|row| (row[0].parse().expect(SOUND), [row[1].clone(), row[2].clone()]))
            .collect())
    }

    /// Terms of the first comments of each day whose texts are kept.
    pub fn terms_read(&mut self, days: &[NaiveDate], a_day: u32) -> Result<Vec<TermsRead>, HistoryError> {
        let mut read = Vec::new();
        for day in days {
            let found = self.engine.terms_of(*day, a_day)?;
            let comment =
                |(id, terms): (i64, Vec<u8>)| TermsRead { id, day: *day, terms: unpack(&terms).collect() };
            read.extend(found.into_iter().map(comment));
        }
        Ok(read)
    }

    /// Comments by number, without their texts.
    pub fn comments(&mut self, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        let sql = "SELECT v.id, v.jour, v.ton, v.points_de_contact, '' FROM verbatims v";
        self.kept(sql, ids)
    }

    /// Comments by number, with their texts.
    pub fn texts(&mut self, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        let sql = "SELECT v.id, v.jour, v.ton, v.points_de_contact, t.texte FROM verbatims v \
                   JOIN textes t ON t.id = v.id";
        self.kept(sql, ids)
    }

    fn kept(&mut self, select: &str, ids: &[i64]) -> Result<Vec<KeptComment>, HistoryError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.engine.rows(&format!("{select} WHERE v.id IN ({}) ORDER BY v.id", listed(ids)))?;
        Ok(rows.into_iter().map(comment).collect())
    }
}

/// A term of the last weeks, or of those before in the same place.
fn word(row: &[String]) -> WordCount {
    WordCount {
        key: row[0].parse().expect(SOUND),
        recent: row[1].parse().expect(SOUND),
        past: 0,
        first: day_of(&row[2]).expect(SOUND),
    }
}

fn comment(row: Vec<String>) -> KeptComment {
    let [id, day, tone, touchpoints, text] =
        <[String; 5]>::try_from(row).expect("five columns were asked for");
    KeptComment {
        id: id.parse().expect(SOUND),
        day: day_of(&day).expect(SOUND),
        tone: Tone::from_id(&tone).unwrap_or(Tone::Neutral),
        touchpoints,
        text,
    }
}

fn listed(items: &[impl Display]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Days as a query lists them.
fn quoted(days: &[NaiveDate]) -> String {
    days.iter().map(|day| format!("'{day}'")).collect::<Vec<_>>().join(", ")
}
