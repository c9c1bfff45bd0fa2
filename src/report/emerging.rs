//! `emergents.csv`: the terms that rise against their own past, the most unlikely first.

use crate::trend::Emerging;

use super::View;
use super::table::{TableWriter, ratio};

pub(super) const HEADER: [&str; 15] = [
    "rang",
    "terme",
    "verbatims",
    "part",
    "avant",
    "part_avant",
    "rapport",
    "specificite",
    "premiere_date",
    "ton_net",
    "point_de_contact",
    "hors_lexique",
    "exemple_1",
    "exemple_2",
    "exemple_3",
];

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    let emerging = view.evolution.map_or(&[][..], |evolution| &evolution.emerging);
    for (place, term) in (1..).zip(emerging) {
        write_row(&mut table, place, term);
    }
    out
}

fn write_row(table: &mut TableWriter<'_>, place: u64, emerging: &Emerging) {
    let rise = &emerging.rise;
    let share = |at: usize| ratio(rise.with[at].cast_signed(), rise.of[at], 4);
    let times = ratio((rise.with[0] * rise.of[1]).cast_signed(), rise.with[1] * rise.of[0], 2);
    table
        .count(place)
        .text(&emerging.term)
        .count(rise.with[0])
        .maybe_fixed(share(0), 4)
        .count(rise.with[1])
        .maybe_fixed(share(1), 4)
        .maybe_fixed(times, 2)
        .maybe_fixed(ratio(rise.specificity, 10, 0), 2)
        .text(&rise.first.to_string())
        .maybe_fixed(emerging.net_tone.and_then(|(net, n)| ratio(net, n, 3)), 3)
        .text(&emerging.touchpoint)
        .text(emerging.is_unknown.map_or("", |is_unknown| if is_unknown { "oui" } else { "non" }));
    for at in 0..3 {
        table.text(emerging.examples.get(at).map_or("", String::as_str));
    }
    table.end_row();
}
