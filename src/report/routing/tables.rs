//! `services.csv`: one row per department. `departs_points_de_contact.csv`: one row per touchpoint, with the part of its
//! comments that announce a departure.

use super::dispatch::Department;
use crate::config::Routing;
use crate::report::table::ratio;
use crate::report::{TableWriter, View};

/// What these tables are made of.
pub(super) struct Totals<'a> {
    pub(super) departments: &'a [Department],
    pub(super) routing: &'a Routing,
}

type Exporter = fn(&View<'_>, &Totals<'_>) -> Vec<u8>;

pub(super) const TABLES: [(&str, Exporter); 2] =
    [("services.csv", departments), ("departs_points_de_contact.csv", |view, _| departures(view))];

pub(in crate::report) const DEPARTMENT_HEADER: [&str; 9] = [
    "service",
    "verbatims",
    "part",
    "urgents",
    "alertes",
    "departs",
    "reclamations_repetees",
    "sans_regle",
    "liste",
];
const DEPARTURE_HEADER: [&str; 5] = ["point_de_contact", "verbatims", "departs", "part", "part_des_departs"];

fn departments(view: &View<'_>, totals: &Totals<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let all: u64 = totals.departments.iter().map(|department| department.totals.verbatims).sum();
    let mut table = TableWriter::start(&mut out, view.dialect, &DEPARTMENT_HEADER);
    for Department { name, file, totals } in totals.departments {
        table
            .text(name)
            .count(totals.verbatims)
            .maybe_fixed(ratio(totals.verbatims as i64, all, 4), 4)
            .count(totals.urgent)
            .count(totals.alerts)
            .count(totals.departures)
            .count(totals.again)
            .count(totals.unmatched)
            .text(file)
            .end_row();
    }
    out
}

pub(in crate::report) fn departures(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let summary = view.summary;
    let of = |name: &str| summary.routed.departures.get(name).copied().unwrap_or(0);
    let all: u64 = summary.routed.departures.values().sum();
    let mut table = TableWriter::start(&mut out, view.dialect, &DEPARTURE_HEADER);
    for name in view.journey.order(summary.touchpoints.keys().map(String::as_str)) {
        let verbatims = summary.touchpoints.get(name).map_or(0, |totals| totals.tones.total());
        table
            .text(name)
            .count(verbatims)
            .count(of(name))
            .maybe_fixed(ratio(of(name) as i64, verbatims, 4), 4)
            .maybe_fixed(ratio(of(name) as i64, all, 4), 4)
            .end_row();
    }
    out
}
