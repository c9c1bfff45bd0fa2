//! What the terminal says when the run is done, in French.

use std::fmt::Write;

use crate::aggregate::{Spellings, Summary};
use crate::config::Touchpoint;
use crate::taxonomy::Tone;
use crate::text::printable;

use super::journey::Journey;
use super::mentions::{Ranked, ranked};
use super::table::ratio;
use super::{Labels, RowCounts};

/// How many irritants are told.
const WORST: usize = 5;
/// How many touchpoints that are written in several ways are told.
const MOST_UNITED: usize = 3;

/// Rows, tones, the five worst irritants with their touchpoint, and where the report is.
/// Named irritants only: a theme without a name says nothing to act upon.
pub fn closing(
    summary: &Summary,
    rows: RowCounts,
    labels: &Labels,
    (journey, spellings): (&[Touchpoint], &Spellings),
    place: &str,
) -> String {
    let mut out = String::new();
    let [read, analysed, rejected] = [rows.read, rows.analysed, rows.rejected].map(grouped);
    let _ = write!(out, "Lignes lues : {read} ; analysées : {analysed} ; rejetées : {rejected}");
    if let Some(known) = rows.known {
        let _ = write!(out, " ; déjà connues : {}", grouped(known));
    }
    out.push('\n');
    out.push_str(&united(spellings));
    let total = summary.tones.total();
    let share = |tone| percent(summary.tones.of(tone), total);
    if total > 0 {
        let _ = writeln!(
            out,
            "Ton : {} positif, {} négatif, {} mixte, {} neutre",
            share(Tone::Positive),
            share(Tone::Negative),
            share(Tone::Mixed),
            share(Tone::Neutral)
        );
    }
    let worst = worst(summary, labels, journey);
    if !worst.is_empty() {
        let _ = writeln!(out, "Premiers irritants :");
    }
    for (i, row) in worst.iter().enumerate() {
        let touchpoint = printable(labels.touchpoint(row.touchpoint));
        let n = row.totals.verbatims;
        let unit = if n > 1 { "verbatims" } else { "verbatim" };
        let _ = writeln!(out, "  {}. {} ({touchpoint}) : {} {unit}", i + 1, row.label, grouped(n));
    }
    let _ = writeln!(out, "Rapport : {place}");
    out
}

/// Touchpoints that are written in several ways: « 3 écritures de « Magasin » réunies ».
fn united(spellings: &Spellings) -> String {
    let mut all: Vec<(usize, &str)> =
        spellings.united().iter().map(|(name, spellings)| (spellings.len(), &**name)).collect();
    // Stable: names are in order.
    all.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let told = all.iter().take(MOST_UNITED);
    let mut told: Vec<String> =
        told.map(|(n, name)| format!("{n} écritures de « {} » réunies", printable(name))).collect();
    if all.len() > MOST_UNITED {
        told.push(format!("et celles de {} autre(s)", all.len() - MOST_UNITED));
    }
    if told.is_empty() { String::new() } else { format!("Points de contact : {}\n", told.join(", ")) }
}

/// The irritants that are told, the worst first.
pub(super) fn worst<'a>(
    summary: &'a Summary,
    labels: &'a Labels,
    journey: &'a [Touchpoint],
) -> Vec<Ranked<'a>> {
    let rows = ranked(&summary.irritants, labels, &Journey::new(journey));
    rows.into_iter().filter(|row| row.named).take(WORST).collect()
}

/// « 1 234 567 »: a plain blank, which any terminal shows.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn percent(n: u64, total: u64) -> String {
    let tenths = ratio(n as i64 * 100, total, 1).unwrap_or(0);
    format!("{},{} %", tenths / 10, tenths % 10)
}
