//! Goes in: comments by day and tone. Comes out: the bars of the trend, by week, month or year. Never: a period between
//! the first and the last is left out, since a silence is a fact too.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::aggregate::ToneCounts;

/// Longest run shown by week, in days: half a year has 26 bars.
const WEEKS_UP_TO: i64 = 26 * 7;
/// Longest run shown by month, in days: beyond five years, bars are years.
const MONTHS_UP_TO: i64 = 5 * 366;

/// What one bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    #[serde(rename = "semaine")]
    Week,
    #[serde(rename = "mois")]
    Month,
    #[serde(rename = "année")]
    Year,
}

/// Comments over time.
#[derive(Debug, Serialize)]
pub(super) struct Trend {
    unit: Unit,
    /// Comments with a date that is a day.
    dated: u64,
    /// First of these days, ISO.
    since: String,
    /// Last of them.
    until: String,
    bars: Vec<Bar>,
}

#[derive(Debug, Serialize)]
struct Bar {
    /// First day of the period, ISO.
    from: String,
    tones: [u64; 4],
}

/// `None` when no comment has a date.
pub(super) fn trend(days: &BTreeMap<NaiveDate, ToneCounts>) -> Option<Trend> {
    let (first, last) = (*days.first_key_value()?.0, *days.last_key_value()?.0);
    let unit = match (last - first).num_days() {
        days if days <= WEEKS_UP_TO => Unit::Week,
        days if days <= MONTHS_UP_TO => Unit::Month,
        _ => Unit::Year,
    };
    let mut periods: BTreeMap<NaiveDate, ToneCounts> = BTreeMap::new();
    let mut from = start(unit, first);
    while from <= last {
        periods.insert(from, ToneCounts::default());
        from = next(unit, from);
    }
    for (day, tones) in days {
        periods.entry(start(unit, *day)).or_default().merge(tones);
    }
    let bar = |(from, tones): (NaiveDate, ToneCounts)| Bar { from: from.to_string(), tones: tones.0 };
    Some(Trend {
        unit,
        since: first.to_string(),
        until: last.to_string(),
        dated: days.values().map(ToneCounts::total).sum(),
        bars: periods.into_iter().map(bar).collect(),
    })
}

/// First day of the period of a day; weeks start on Monday.
fn start(unit: Unit, day: NaiveDate) -> NaiveDate {
    let first = match unit {
        Unit::Week => Some(day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()))),
        Unit::Month => day.with_day(1),
        Unit::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
    };
    first.expect("the first day of a known period exists")
}

fn next(unit: Unit, from: NaiveDate) -> NaiveDate {
    match unit {
        Unit::Week => from + chrono::Days::new(7),
        Unit::Month => from + chrono::Months::new(1),
        Unit::Year => from + chrono::Months::new(12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(days: &[(i32, u32, u32)]) -> (Unit, Vec<(String, u64)>) {
        let day = |(y, m, d): &(i32, u32, u32)| NaiveDate::from_ymd_opt(*y, *m, *d).unwrap();
        let counts = days.iter().map(|ymd| (day(ymd), ToneCounts([1, 2, 0, 0])));
        let trend = trend(&counts.collect()).unwrap();
        assert_eq!(trend.dated, 3 * days.len() as u64);
        (trend.unit, trend.bars.into_iter().map(|bar| (bar.from, bar.tones.iter().sum())).collect())
    }

    #[test]
    fn weeks_start_on_monday_and_silent_ones_stay() {
        let (unit, bars) = bars(&[(2024, 12, 31), (2025, 1, 5), (2025, 1, 13)]);
        assert_eq!(unit, Unit::Week);
        let expected = [("2024-12-30", 6), ("2025-01-06", 0), ("2025-01-13", 3)];
        assert_eq!(bars, expected.map(|(from, n)| (from.to_owned(), n)));
    }

    #[test]
    fn long_runs_go_by_month_then_by_year() {
        assert_eq!(bars(&[(2024, 1, 31), (2024, 12, 1)]).1.len(), 12);
        assert_eq!(bars(&[(2010, 1, 31), (2024, 12, 1)]).1.len(), 15);
        assert!(trend(&BTreeMap::new()).is_none());
    }
}
