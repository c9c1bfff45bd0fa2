//! Goes in: a history with the run counted. Comes out: its [`Evolution`]. Never: tests anything against chance itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::HistoryError;
use super::engine::Engine;
use crate::trend::{Calendar, Count, CountName, Counts, DailyCounts, Evolution, Span, changes, signals};

/// How counts of several days are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Day by day.
    Day,
    /// Their sum, in as many pieces as the database likes.
    Whole,
}

/// A count read: its day unless it is a sum, its key, its facet, touchpoint, theme and name, its comments by tone.
pub type EachCount<'f> = &'f mut dyn FnMut(Option<NaiveDate>, i64, [&str; 4], Count);

impl Grain {
    /// The query, in words that both databases understand; its two parameters are the first and the last day.
    pub(super) fn query(self) -> &'static str {
        match self {
            Self::Day => {
                "SELECT jour, cle, facette, point_de_contact, theme, nom, positif, negatif, mixte, neutre FROM comptes \
                 WHERE jour >= $1 AND jour <= $2 \
                 AND facette IN ('verbatims', 'note', 'irritant', 'enthousiasmant', 'drapeau', 'qualification')"
            }
            // A key is that of its names: the least of them is the one.
            Self::Whole => {
                "SELECT '', cle, min(facette), min(point_de_contact), min(theme), min(nom), CAST(sum(positif) AS BIGINT), \
                 CAST(sum(negatif) AS BIGINT), CAST(sum(mixte) AS BIGINT), CAST(sum(neutre) AS BIGINT) FROM comptes \
                 WHERE jour >= $1 AND jour <= $2 \
                 AND facette IN ('verbatims', 'note', 'irritant', 'enthousiasmant', 'drapeau', 'qualification') \
                 GROUP BY cle"
            }
        }
    }
}

/// Compares periods of so many days; `None` for a history where no comment has a date, or a date that may be true.
pub(super) fn evolution(
    engine: &mut dyn Engine,
    days: u32,
    today: NaiveDate,
) -> Result<Option<Evolution>, HistoryError> {
    // A date mistyped as one of next year would keep all others from being the last for a year.
    let Some(reference) = engine.last_day(today)? else { return Ok(None) };
    let calendar = Calendar { reference, days };
    // Names are read once, and not for each of their days.
    let mut daily: FxHashMap<i64, (CountName, BTreeMap<NaiveDate, Count>)> = FxHashMap::default();
    engine.counts(calendar.recent(), Grain::Day, &mut |day, key, names, count| {
        let (_, days) = daily.entry(key).or_insert_with(|| (CountName::of(names), BTreeMap::new()));
        days.extend(day.map(|day| (day, count)));
    })?;
    let daily: DailyCounts = daily.into_values().collect();
    let year_ago = sums(engine, calendar.year_ago())?;
    let past = sums(engine, calendar.past())?;
    let changes = changes(calendar, &daily, &year_ago);
    let signals = signals(calendar, &daily, &past);
    Ok(Some(Evolution { calendar, changes, signals, emerging: Vec::new() }))
}

fn sums(engine: &mut dyn Engine, span: Span) -> Result<Counts, HistoryError> {
    let mut sums: FxHashMap<i64, (CountName, Count)> = FxHashMap::default();
    engine.counts(span, Grain::Whole, &mut |_, key, names, count| {
        sums.entry(key).or_insert_with(|| (CountName::of(names), Count::default())).1.add(count);
    })?;
    Ok(sums.into_values().collect())
}
