//! `scores.csv`: ratings over all touchpoints, then by touchpoint, on each scale. `notes.csv`: how they spread.

use std::collections::BTreeMap;

use crate::aggregate::{Moments, ScoreTotals};
use crate::config::EVERY_TOUCHPOINT;
use crate::scale::{BEST, Scale, Verdict};
use crate::taxonomy::{Tag, Tone};

use super::View;
use super::table::{TableWriter, ratio};

/// Answers needed to trust an NPS.
pub(super) const FEWEST_NPS_ANSWERS: u64 = 100;

const HEADER: [&str; 11] = [
    "point_de_contact",
    "echelle",
    "notes",
    "hors_echelle",
    "moyenne",
    "satisfaction",
    "promoteurs",
    "passifs",
    "detracteurs",
    "nps",
    "avertissement",
];

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    TableWriter::start(&mut out, view.dialect, &HEADER);
    let summary = view.summary;
    let mut rows = |name: &str, scores: &BTreeMap<Scale, ScoreTotals>| {
        let mut table = TableWriter::new(&mut out, view.dialect);
        scores.iter().for_each(|(scale, totals)| write_row(&mut table, name, *scale, totals));
    };
    rows(EVERY_TOUCHPOINT, &summary.scores);
    for name in view.journey.order(summary.touchpoints.keys().map(String::as_str)) {
        if let Some(totals) = summary.touchpoints.get(name) {
            rows(name, &totals.scores);
        }
    }
    out
}

fn write_row(table: &mut TableWriter<'_>, name: &str, scale: Scale, totals: &ScoreTotals) {
    let moments = totals.moments();
    table
        .text(name)
        .text(scale.id())
        .count(moments.n)
        .count(totals.off_scale)
        .maybe_fixed(mean(&moments), 2)
        .maybe_fixed(satisfaction([(&scale, totals)]), 2);
    let is_nps = scale == Scale::Nps;
    let [promoters, passives, detractors] =
        [Verdict::Good, Verdict::Middling, Verdict::Bad].map(|verdict| count(scale, totals, verdict) as i64);
    for n in [promoters, passives, detractors] {
        table.maybe_fixed(is_nps.then_some(n), 0);
    }
    let nps = nps(totals).filter(|_| is_nps);
    let is_few = nps.is_some() && moments.n < FEWEST_NPS_ANSWERS;
    // Nothing says that the scale is wrong like ratings that it does not hold.
    let is_doubtful = totals.off_scale * 20 > moments.n + totals.off_scale;
    let warnings = [(is_few, "moins de 100 notes"), (is_doubtful, "échelle à vérifier")];
    table
        .maybe_fixed(nps, 0)
        .pieces(warnings.into_iter().filter(|(is_so, _)| *is_so).map(|(_, warning)| warning))
        .end_row();
}

fn count(scale: Scale, totals: &ScoreTotals, verdict: Verdict) -> u64 {
    let such = totals.ratings.iter().filter(|(rating, _)| scale.verdict(**rating) == verdict);
    such.map(|(_, tones)| tones.total()).sum()
}

/// Promoters minus detractors, in points.
pub(super) fn nps(totals: &ScoreTotals) -> Option<i64> {
    let [promoters, detractors] =
        [Verdict::Good, Verdict::Bad].map(|verdict| count(Scale::Nps, totals, verdict) as i64);
    ratio(promoters - detractors, totals.moments().n, 2)
}

/// In hundredths.
pub(super) fn mean(moments: &Moments) -> Option<i64> {
    ratio(moments.sum, moments.n * 10, 0)
}

/// From 0 to 10, in hundredths, over all these scales.
pub(super) fn satisfaction<'t>(
    scores: impl IntoIterator<Item = (&'t Scale, &'t ScoreTotals)>,
) -> Option<i64> {
    let (mut sum, mut n) = (0, 0);
    for (scale, totals) in scores {
        let moments = totals.moments();
        sum += scale.satisfied(moments.sum, moments.n);
        n += moments.n;
    }
    ratio(sum, n * BEST as u64, 3)
}

pub(super) fn spread(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let header = ["echelle", "note", "classe", "verbatims", "part", "positif", "negatif", "mixte", "neutre"];
    let mut table = TableWriter::start(&mut out, view.dialect, &header);
    for (scale, totals) in &view.summary.scores {
        let all = totals.moments().n;
        let mut ratings = totals.ratings.clone();
        let (low, high) = scale.ends();
        if high <= 10_000 {
            // Few enough to lay two runs side by side.
            for rating in (low..=high).step_by(1000) {
                ratings.entry(rating).or_default();
            }
        }
        for (rating, tones) in ratings {
            let decimals =
                if rating % 1000 == 0 { (i64::from(rating) / 1000, 0) } else { (i64::from(rating), 3) };
            table
                .text(scale.id())
                .fixed(decimals.0, decimals.1)
                .text(class(*scale, rating))
                .count(tones.total())
                .maybe_fixed(ratio(tones.total() as i64, all, 4), 4);
            for tone in Tone::ALL {
                table.count(tones.of(*tone));
            }
            table.end_row();
        }
    }
    out
}

/// What a rating makes of its customer.
fn class(scale: Scale, rating: i32) -> &'static str {
    match (scale, scale.verdict(rating)) {
        (Scale::Nps, Verdict::Good) => "promoteur",
        (Scale::Nps, Verdict::Middling) => "passif",
        (Scale::Nps, Verdict::Bad) => "détracteur",
        (_, Verdict::Good) => "bonne",
        (_, Verdict::Middling) => "moyenne",
        (_, Verdict::Bad) => "mauvaise",
    }
}
