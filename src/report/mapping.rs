//! `cartographie.csv`: importance x satisfaction of each touchpoint, on 0 to 10 with 5 in the middle, as
//! [`placement`](super::placement) tells them.

use crate::aggregate::{TouchpointTotals, UNKNOWN_TOUCHPOINT};
use crate::config::Phase;

use super::View;
use super::placement::Placements;
use super::table::TableWriter;

pub(super) const HEADER: [&str; 10] = [
    "point_de_contact",
    "phase",
    "verbatims",
    "notes",
    "importance",
    "importance_source",
    "satisfaction",
    "satisfaction_source",
    "zone",
    "libelle",
];

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    let none = TouchpointTotals::default();
    let placements = Placements::new(view);
    for name in view.journey.order(view.summary.touchpoints.keys().map(String::as_str)) {
        if name == UNKNOWN_TOUCHPOINT {
            continue;
        }
        let totals = view.summary.touchpoints.get(name).unwrap_or(&none);
        let phase = view.journey.declared(name).and_then(|touchpoint| touchpoint.phase);
        let placement = placements.of(name, totals);
        let (zone, label) = placement.zone;
        table
            .text(name)
            .text(phase.map_or("", Phase::id))
            .count(totals.tones.total())
            .count(placement.ratings)
            .maybe_fixed(placement.importance.0, 2)
            .text(placement.importance.1)
            .maybe_fixed(placement.satisfaction.0, 2)
            .text(placement.satisfaction.1)
            .text(zone)
            .text(label)
            .end_row();
    }
    out
}
