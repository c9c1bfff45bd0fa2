//! `points_de_contact.csv`: one row per touchpoint, in journey order.
//!
//! `ton_net` is (positive - negative) / comments. `moment` follows it: `déceptif` up to [`DISAPPOINTING`],
//! `enchantement` from [`DELIGHTFUL`], `neutre` between, and nothing under [`FEWEST_COMMENTS`] comments, where one
//! comment more could change the word. The bar of delight is the higher one: a step delights when praise prevails by
//! far, it disappoints as soon as blame clearly does.
//! `irritant_principal` is the most frequent named irritant; a theme without a name stands in only when nothing is named.
//! Where all ratings of the run are on one scale, `note_moyenne`, `notes` and `nps` are those of `scores.csv`; elsewhere
//! `notes` alone is told, since 9 of 10 and 18 of 20 have no mean. There is no `nps` either where no rating is above 5: such
//! ratings may be stars.
//! `zone` is that of `cartographie.csv`.

use std::collections::BTreeMap;

use crate::aggregate::{ScoreTotals, Summary, TouchpointTotals};
use crate::config::Phase;
use crate::scale::Scale;
use crate::taxonomy::Tone;

use super::View;
use super::mentions::{Ranked, ranked};
use super::placement::{FEWEST_COMMENTS, Placements, net_tone};
use super::scores::{self, FEWEST_NPS_ANSWERS};
use super::table::{TableWriter, ratio};

/// Highest net tone of a `déceptif` moment, in thousandths; of a run, that of blame.
pub(super) const DISAPPOINTING: i64 = -200;
/// Lowest net tone of an `enchantement`, in thousandths; of a run, that of praise.
pub(super) const DELIGHTFUL: i64 = 400;

const HEADER: [&str; 18] = [
    "point_de_contact",
    "verbatims",
    "positif",
    "negatif",
    "mixte",
    "neutre",
    "ton_net",
    "moment",
    "irritant_principal",
    "note_moyenne",
    "nps",
    "notes",
    "nps_fiable",
    "ton_moyen",
    "enthousiasmant_principal",
    "phase",
    "importance",
    "zone",
];

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let summary = view.summary;
    let irritants = ranked(&summary.irritants, view.labels, view.journey);
    let delights = ranked(&summary.delights, view.labels, view.journey);
    let (worst, best) = (main_mentions(&irritants), main_mentions(&delights));
    let none = TouchpointTotals::default();
    let scale = only_scale(summary);
    let with_nps = scale == Some(Scale::Nps) && exceeds_stars(&summary.scores[&Scale::Nps]);
    let placements = Placements::new(view);
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    for name in view.journey.order(summary.touchpoints.keys().map(String::as_str)) {
        let totals = summary.touchpoints.get(name).unwrap_or(&none);
        let net = net_tone(totals.tones);
        let declared = view.journey.declared(name);
        let importance = declared.and_then(|touchpoint| touchpoint.importance);
        let scores = scale.and_then(|scale| totals.scores.get(&scale));
        let ratings = scores.map(ScoreTotals::moments).unwrap_or_default();
        let rated = if scale.is_some() { ratings.n } else { totals.ratings.values().sum() };
        table.text(name).count(totals.tones.total());
        for tone in [Tone::Positive, Tone::Negative, Tone::Mixed, Tone::Neutral] {
            table.count(totals.tones.of(tone));
        }
        table
            .maybe_fixed(net, 3)
            .text(moment(totals))
            .text(worst.get(name).copied().unwrap_or_default())
            .maybe_fixed(scores::mean(&ratings), 2);
        let nps = scores.filter(|_| with_nps).and_then(scores::nps);
        table.maybe_fixed(nps, 0).count(rated);
        table.maybe_fixed(nps.map(|_| i64::from(ratings.n >= FEWEST_NPS_ANSWERS)), 0);
        table
            .maybe_fixed(ratio(totals.score_sum, totals.tones.total(), 0), 3)
            .text(best.get(name).copied().unwrap_or_default())
            .text(declared.and_then(|touchpoint| touchpoint.phase).map_or("", Phase::id))
            .maybe_fixed(importance.map(i64::from), 0)
            .text(placements.zone(name, totals))
            .end_row();
    }
    out
}

fn moment(totals: &TouchpointTotals) -> &'static str {
    match net_tone(totals.tones) {
        Some(net) if totals.tones.total() >= FEWEST_COMMENTS => match net {
            ..=DISAPPOINTING => "déceptif",
            DELIGHTFUL.. => "enchantement",
            _ => "neutre",
        },
        _ => "",
    }
}

/// By touchpoint, the first of its Pareto, named ones before the others. One pass, since an export may have as many
/// touchpoints as rows.
fn main_mentions<'r>(rows: &'r [Ranked<'r>]) -> BTreeMap<&'r str, &'r str> {
    let mut first: BTreeMap<&str, &Ranked<'_>> = BTreeMap::new();
    for row in rows {
        let main = first.entry(row.touchpoint).or_insert(row);
        if row.named && !main.named {
            *main = row;
        }
    }
    first.into_iter().map(|(touchpoint, row)| (touchpoint, row.label.as_str())).collect()
}

/// The scale of all ratings of the run, if it is the same in every input.
fn only_scale(summary: &Summary) -> Option<Scale> {
    let mut scales = summary.scores.keys().copied();
    scales.next().filter(|_| scales.next().is_none())
}

/// Whether some rating is above 5.
fn exceeds_stars(scores: &ScoreTotals) -> bool {
    scores.ratings.keys().any(|rating| *rating > 5000)
}
