//! What programs are told when the run is done: the closing summary as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::closing::worst;
use super::thresholds::Judged;
use super::{Labels, RowCounts};
use crate::aggregate::Summary;
use crate::config::Touchpoint;
use crate::taxonomy::{Tag, Tone};

#[derive(Serialize)]
struct Digest<'a> {
    program: &'static str,
    version: &'static str,
    report: &'a str,
    rows: RowCounts,
    tones: BTreeMap<&'static str, u64>,
    flags: BTreeMap<&'static str, u64>,
    thresholds: &'a [Judged],
    irritants: Vec<Irritant<'a>>,
}

#[derive(Serialize)]
struct Irritant<'a> {
    touchpoint: &'a str,
    theme: &'static str,
    irritant: String,
    verbatims: u64,
}

/// One object on one line: the same figures as [`closing`](super::closing()), and thresholds.
pub fn digest(
    summary: &Summary,
    rows: RowCounts,
    labels: &Labels,
    journey: &[Touchpoint],
    thresholds: &[Judged],
    place: &str,
) -> String {
    let irritants = worst(summary, labels, journey).into_iter().map(|row| Irritant {
        touchpoint: row.touchpoint,
        theme: row.theme.id(),
        irritant: row.label,
        verbatims: row.totals.verbatims,
    });
    let flags = crate::taxonomy::Flag::ALL.iter();
    let digest = Digest {
        program: "verbatim",
        version: env!("CARGO_PKG_VERSION"),
        report: place,
        rows,
        tones: Tone::ALL.iter().map(|tone| (tone.id(), summary.tones.of(*tone))).collect(),
        flags: flags.map(|flag| (flag.id(), summary.flags.get(flag).copied().unwrap_or(0))).collect(),
        thresholds,
        irritants: irritants.collect(),
    };
    let mut line = serde_json::to_string(&digest).expect("counts and texts are always JSON");
    line.push('\n');
    line
}
