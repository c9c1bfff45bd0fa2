//! Goes in: irritants over all touchpoints. Comes out: their Pareto as a picture for slides. Never: drops a bar without
//! a word.
//!
//! Bars lie down, since names of irritants are long. Only named irritants are drawn: a theme without a named motive says
//! nothing to act upon, and a note under the bars counts those left out.

use std::fmt::Write;

use super::View;
use super::closing::grouped;
use super::cloud::svg::{escaped, open, shortened};
use super::mentions::{Ranked, overall_irritants};
use super::table::ratio;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;
const MARGIN: f64 = 60.0;
/// Bars that stay readable on a slide; the last one sums the others up.
const MOST_BARS: usize = 12;
/// Where names end, bars start and end.
const NAMES_END: f64 = 500.0;
const BARS_LEFT: f64 = 590.0;
const BARS_RIGHT: f64 = 1420.0;
const TOP: f64 = 180.0;
const BOTTOM: f64 = 780.0;
const NAME_SIZE: f64 = 21.0;
/// Okabe and Ito's blue and vermillion, darkened as the colours of clouds are.
const BAR: &str = "#3f76ac";
const LINE: &str = "#b23006";

struct Bar {
    name: String,
    verbatims: u64,
    /// Stands for several irritants: it has no bar, which would dwarf those of single ones.
    is_sum: bool,
}

/// The picture.
pub(super) fn svg(view: &View<'_>) -> String {
    let rows = overall_irritants(view);
    let named: Vec<&Ranked<'_>> = rows.iter().filter(|row| row.named).collect();
    let unnamed: u64 = rows.iter().filter(|row| !row.named).map(|row| row.totals.verbatims).sum();
    let total: u64 = named.iter().map(|row| row.totals.verbatims).sum();
    let bars = bars(&named);
    let title = format!("Pareto des irritants — {} mentions", grouped(total));
    let told: Vec<String> = bars.iter().map(|bar| format!("{} ({})", bar.name, bar.verbatims)).collect();
    let mut out = String::with_capacity(48 * 1024);
    open(&mut out, &title, &format!("Irritants, par nombre de verbatims : {}.", told.join(", ")));
    let _ = writeln!(
        out,
        r##"<text class="titre" x="{MARGIN}" y="76" font-size="36" fill="#1f2937">{}</text>
<rect x="{MARGIN}" y="94" width="56" height="4" fill="#1f2937"/>"##,
        escaped(&title)
    );
    if bars.is_empty() {
        let _ = writeln!(
            out,
            r##"<text class="note" x="{}" y="450" font-size="26" text-anchor="middle" fill="#6b7280">Aucun irritant nommé</text>"##,
            WIDTH / 2.0
        );
    } else {
        axis(&mut out);
        draw(&mut out, &bars, total);
    }
    notes(&mut out, unnamed);
    out.push_str("</svg>\n");
    out
}

/// The first irritants, and one bar for all others.
fn bars(named: &[&Ranked<'_>]) -> Vec<Bar> {
    let shown = if named.len() > MOST_BARS { MOST_BARS - 1 } else { named.len() };
    let mut bars: Vec<Bar> = named[..shown]
        .iter()
        .map(|row| Bar { name: row.label.clone(), verbatims: row.totals.verbatims, is_sum: false })
        .collect();
    if shown < named.len() {
        let verbatims = named[shown..].iter().map(|row| row.totals.verbatims).sum();
        bars.push(Bar { name: format!("{} autres irritants", named.len() - shown), verbatims, is_sum: true });
    }
    bars
}

/// The scale of the cumulative line, with the 80 % of the rule of Pareto.
fn axis(out: &mut String) {
    for percent in [0, 20, 40, 60, 80, 100] {
        let x = BARS_LEFT + (BARS_RIGHT - BARS_LEFT) * f64::from(percent) / 100.0;
        let dash = if percent == 80 {
            r##"stroke="#4b5563" stroke-dasharray="7 5""##
        } else {
            r##"stroke="#e5e7eb""##
        };
        let _ = writeln!(
            out,
            r##"<line x1="{x:.1}" y1="{TOP}" x2="{x:.1}" y2="{BOTTOM}" {dash} stroke-width="1.5"/>
<text class="note" x="{x:.1}" y="{}" font-size="17" text-anchor="middle" fill="#374151">{percent} %</text>"##,
            TOP - 12.0
        );
    }
    let _ = writeln!(
        out,
        r##"<text class="note" x="{}" y="{}" font-size="17" text-anchor="end" fill="#374151">verbatims</text>
<text class="note" x="{}" y="{}" font-size="17" text-anchor="end" fill="{LINE}">part cumulée</text>"##,
        BARS_LEFT - 16.0,
        TOP - 36.0,
        WIDTH - MARGIN,
        TOP - 36.0
    );
}

fn draw(out: &mut String, bars: &[Bar], total: u64) {
    let step = ((BOTTOM - TOP) / bars.len() as f64).min(64.0);
    let most =
        bars.iter().filter(|bar| !bar.is_sum).map(|bar| bar.verbatims).max().unwrap_or(1).max(1) as f64;
    let (mut sum, mut points, mut marks) = (0, String::new(), String::new());
    for (i, bar) in bars.iter().enumerate() {
        let middle = TOP + step * (i as f64 + 0.5);
        let width = if bar.is_sum { 0.0 } else { (BARS_RIGHT - BARS_LEFT) * bar.verbatims as f64 / most };
        sum += bar.verbatims;
        let percent = ratio(sum as i64 * 100, total, 0).unwrap_or(0);
        let x = BARS_LEFT + (BARS_RIGHT - BARS_LEFT) * sum as f64 / total.max(1) as f64;
        let base = middle + 7.0;
        let _ = writeln!(
            out,
            r##"<text class="note" x="{NAMES_END}" y="{base:.1}" font-size="{NAME_SIZE}" text-anchor="end" fill="#1f2937">{}</text>
<text x="{}" y="{base:.1}" font-size="{NAME_SIZE}" text-anchor="end" fill="#1f2937">{}</text>
<rect x="{BARS_LEFT}" y="{:.1}" width="{width:.1}" height="{:.1}" fill="{BAR}"/>
<text class="note" x="{}" y="{base:.1}" font-size="{NAME_SIZE}" text-anchor="end" fill="{LINE}">{percent} %</text>"##,
            escaped(&shortened(&bar.name, NAMES_END - MARGIN, NAME_SIZE)),
            BARS_LEFT - 16.0,
            grouped(bar.verbatims),
            middle - step * 0.32,
            step * 0.64,
            WIDTH - MARGIN
        );
        let _ = write!(points, "{x:.1},{middle:.1} ");
        let _ = writeln!(
            marks,
            r##"<circle cx="{x:.1}" cy="{middle:.1}" r="7" fill="{LINE}" stroke="#ffffff" stroke-width="2.5"/>"##
        );
    }
    // A white edge keeps the line readable over the bars.
    for (colour, width) in [("#ffffff", 7), (LINE, 3)] {
        let _ = writeln!(
            out,
            r##"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>"##,
            points.trim_end()
        );
    }
    out.push_str(&marks);
}

fn notes(out: &mut String, unnamed: u64) {
    let mut line =
        "Barres : verbatims qui citent l'irritant ; ligne : part cumulée, de 0 à 100 % ; les autres irritants n'ont pas de barre"
            .to_owned();
    if unnamed > 0 {
        let unit = if unnamed > 1 { "mentions" } else { "mention" };
        let _ = write!(line, " ; hors figure : {} {unit} d'un thème sans motif précis", grouped(unnamed));
    }
    let _ = writeln!(
        out,
        r##"<text class="note" x="{MARGIN}" y="{}" font-size="16" fill="#4b5563">{}</text>"##,
        HEIGHT - 48.0,
        escaped(&line)
    );
}
