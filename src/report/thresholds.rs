//! What a run measured, against the thresholds of its configuration.

use serde::Serialize;

use super::RowCounts;
use crate::aggregate::Summary;
use crate::config::{Measure, Threshold};
use crate::taxonomy::{Flag, Tone};

/// A threshold and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// Key of `[thresholds]`.
    pub threshold: &'static str,
    /// As configured.
    pub limit: f64,
    /// As measured; shares to a hundredth.
    pub value: f64,
    /// Whether somebody should look.
    pub exceeded: bool,
    #[serde(skip)]
    measure: Measure,
    /// What is counted, and what it is a share of.
    #[serde(skip)]
    counts: (u64, u64),
}

/// Measures each threshold.
pub fn judge(thresholds: &[Threshold], rows: RowCounts, summary: &Summary) -> Vec<Judged> {
    thresholds.iter().map(|threshold| judge_one(*threshold, rows, summary)).collect()
}

fn judge_one(Threshold { measure, limit }: Threshold, rows: RowCounts, summary: &Summary) -> Judged {
    let flagged = |flag| summary.flags.get(&flag).copied().unwrap_or(0);
    let counts = match measure {
        Measure::RowsMin => (rows.read, 1),
        Measure::RejectsPercent => (rows.rejected, rows.read),
        Measure::NegativePercent => (summary.tones.of(Tone::Negative), rows.analysed),
        Measure::Alerts => (flagged(Flag::Alert), 1),
        Measure::Departures => (flagged(Flag::Departure), 1),
    };
    let (n, total) = (counts.0 as f64, counts.1 as f64);
    let (value, exceeded) = match measure {
        Measure::RowsMin => (n, n < limit),
        measure if measure.is_share() => {
            let shown = (n * 10_000.0 / total.max(1.0)).round() / 100.0;
            // Compared as products, so that a share just at its limit is not lost in a division; and as it is shown, since a
            // limit is given as it was read. A limit of 0 wants none at all.
            (shown, n * 100.0 > limit * total && (shown > limit || limit == 0.0))
        }
        _ => (n, n > limit),
    };
    Judged { threshold: measure.id(), limit, value, exceeded, measure, counts }
}

impl Judged {
    /// What somebody should look at, in a sentence.
    pub fn sentence(&self) -> String {
        let Self { threshold, limit, value, counts: (n, total), .. } = self;
        let what = match self.measure {
            Measure::RowsMin => format!("{n} rows were read, less than {limit}"),
            Measure::RejectsPercent => {
                format!("{value} % of rows were rejected ({n} of {total}), more than {limit} %")
            }
            Measure::NegativePercent => {
                format!("{value} % of comments are negative ({n} of {total}), more than {limit} %")
            }
            Measure::Alerts => format!("{n} comments carry the flag alerte, more than {limit}"),
            Measure::Departures => format!("{n} comments carry the flag depart, more than {limit}"),
        };
        format!("threshold {threshold}: {what}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::aggregate::ToneCounts;

    /// 1,000 rows, 20 of them rejected, 400 of the others negative, 3 alerts.
    fn judged(measure: Measure, limit: f64) -> Judged {
        let summary = Summary {
            tones: ToneCounts([500, 400, 40, 40]),
            flags: BTreeMap::from([(Flag::Alert, 3)]),
            ..Summary::default()
        };
        let rows = RowCounts { read: 1000, analysed: 980, rejected: 20, known: None };
        judge(&[Threshold { measure, limit }], rows, &summary).remove(0)
    }

    #[test]
    fn a_limit_is_the_last_value_that_is_fine() {
        for (measure, fine, exceeded) in [
            (Measure::RowsMin, 1000.0, 1001.0),
            (Measure::RejectsPercent, 2.0, 1.99),
            (Measure::NegativePercent, 40.82, 40.8),
            (Measure::Alerts, 3.0, 2.0),
        ] {
            assert!(!judged(measure, fine).exceeded, "{measure:?} {fine}");
            let judged = judged(measure, exceeded);
            assert!(
                judged.exceeded && judged.sentence().starts_with(&format!("threshold {}: ", measure.id()))
            );
        }
        assert!(!judged(Measure::Departures, 0.0).exceeded);
        // 40.816... %, shown as 40.82.
        assert!(judged(Measure::NegativePercent, 40.81).exceeded);
        assert_eq!(
            judged(Measure::RejectsPercent, 1.5).sentence(),
            "threshold rejects_percent: 2 % of rows were rejected (20 of 1000), more than 1.5 %"
        );
    }

    /// « 44.07 % of comments are negative, more than 44.07 % ».
    #[test]
    fn a_share_at_its_limit_as_it_is_told_is_fine_and_a_limit_of_0_wants_none() {
        let judge = |negative: u64, others: u64, limit: f64| {
            let summary = Summary { tones: ToneCounts([others, negative, 0, 0]), ..Summary::default() };
            let analysed = negative + others;
            let rows = RowCounts { read: analysed, analysed, rejected: 0, known: None };
            let measure = Measure::NegativePercent;
            super::judge(&[Threshold { measure, limit }], rows, &summary).remove(0).exceeded
        };
        // 44.074... %
        assert!(!judge(119, 151, 44.07));
        assert!(judge(119, 151, 44.06));
        assert!(judge(1, 99_999, 0.0));
        assert!(!judge(0, 99_999, 0.0));
    }

    #[test]
    fn an_empty_run_exceeds_no_share_and_lacks_rows() {
        let judge = |measure, limit| {
            judge(&[Threshold { measure, limit }], RowCounts::default(), &Summary::default()).remove(0)
        };
        assert!(!judge(Measure::RejectsPercent, 0.0).exceeded);
        assert_eq!(judge(Measure::NegativePercent, 0.0).value, 0.0);
        assert!(judge(Measure::RowsMin, 1.0).exceeded);
    }
}
