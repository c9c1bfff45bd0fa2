//! Goes in: irritants over all touchpoints. Comes out: their Pareto as pictures for slides, one by one and by theme.
//! Never: drops a bar without a word.
//!
//! Bars lie down, since names of irritants are long. Named irritants come first: themes without a named motive say nothing
//! to act upon, and are one grey line at the end, which counts in the cumulative share. By theme, a bar also tells what
//! it is most made of.

use std::fmt::Write;

use super::canvas::{
    BLUE, HEIGHT, INK, MARGIN, SOFT, THIN, VERMILLION, WIDTH, escaped, nothing, open, pixels, stacked,
    titled, wrapped,
};
use crate::report::View;
use crate::report::mentions::{Ranked, by_theme, overall};
use crate::report::table::ratio;
use crate::report::wording::Wording;

/// Bars that stay readable on a slide; the last one sums the others up.
const MOST_BARS: usize = 12;
/// Where names end unless counts are too wide for it, counts end, bars start and end.
const NAMES_END: f64 = 500.0;
const COUNTS_END: f64 = BARS_LEFT - 16.0;
/// Air between a name and its count.
const GAP: f64 = 14.0;
const BARS_LEFT: f64 = 590.0;
const BARS_RIGHT: f64 = 1420.0;
const TOP: f64 = 180.0;
const BOTTOM: f64 = 780.0;
const NAME_SIZE: f64 = 21.0;
/// Size of a name that takes two lines.
const SMALL_SIZE: f64 = 17.0;
/// Size of what stands under a name.
const DETAIL_SIZE: f64 = 15.0;
/// Irritants that a theme names.
const MOST_NAMES: usize = 3;

struct Bar {
    name: String,
    /// What it is most made of, under its name.
    detail: Vec<String>,
    verbatims: u64,
    /// Stands for several irritants: it has no bar, which would dwarf those of single ones.
    is_sum: bool,
}

impl Bar {
    fn sum(name: String, verbatims: u64) -> Self {
        Self { name, detail: Vec::new(), verbatims, is_sum: true }
    }
}

/// The picture of irritants.
pub(super) fn irritants(view: &View<'_>) -> String {
    let rows = overall(&view.summary.overall_irritants, view.labels);
    let named: Vec<&Ranked<'_>> = rows.iter().filter(|row| row.named).collect();
    let unnamed: u64 = rows.iter().filter(|row| !row.named).map(|row| row.totals.verbatims).sum();
    let words = view.labels.wording();
    // Without a name, nothing is left to show.
    let bars = if named.is_empty() { Vec::new() } else { bars(words, &named, unnamed) };
    svg(words, &Subject { bars, key: "irritants" })
}

/// The picture of themes: mentions of their irritants, named or not.
pub(super) fn themes(view: &View<'_>) -> String {
    let rows = overall(&view.summary.overall_irritants, view.labels);
    let themes = by_theme(&rows);
    let words = view.labels.wording();
    let shown = if themes.len() > MOST_BARS { MOST_BARS - 1 } else { themes.len() };
    let (first, others) = themes.split_at(shown);
    let mut bars: Vec<Bar> = first
        .iter()
        .map(|theme| Bar {
            name: view.labels.theme(theme.theme).to_owned(),
            detail: theme.names().take(MOST_NAMES).map(str::to_owned).collect(),
            verbatims: theme.mentions,
            is_sum: false,
        })
        .collect();
    if !others.is_empty() {
        let name = words.counted("pareto.themes.others", others.len() as u64, &[]);
        bars.push(Bar::sum(name, others.iter().map(|theme| theme.mentions).sum()));
    }
    svg(words, &Subject { bars, key: "themes" })
}

/// The first names, as many as a line of that room holds: none is passed over for a shorter one.
fn detail(names: &[String], room: f64) -> Option<String> {
    let mut line: Option<String> = None;
    for name in names {
        let longer = line.as_ref().map_or_else(|| name.to_owned(), |line| format!("{line}, {name}"));
        if line.is_some() && pixels(&longer, DETAIL_SIZE) > room {
            break;
        }
        line = Some(longer);
    }
    line
}

/// What a picture shows.
struct Subject {
    bars: Vec<Bar>,
    /// The middle of the keys of its wording.
    key: &'static str,
}

fn svg(words: &Wording, Subject { bars, key }: &Subject) -> String {
    let total = bars.iter().map(|bar| bar.verbatims).sum();
    let say = |what: &str| words.say(&format!("pareto.{key}.{what}"));
    let title = titled(say("title"), &words.counted("mentions", total, &[]));
    let told: Vec<String> = bars.iter().map(|bar| format!("{} ({})", bar.name, bar.verbatims)).collect();
    let mut out = String::with_capacity(48 * 1024);
    let described = words.fill(&format!("pareto.{key}.described"), &[("words", &told.join(", "))]);
    open(&mut out, words, &title, &described);
    if bars.is_empty() {
        nothing(&mut out, say("empty"));
    } else {
        axis(&mut out, words, say("bars"));
        draw(&mut out, words, bars, total);
        notes(&mut out, words, bars, say("note"));
    }
    out.push_str("</svg>\n");
    out
}

/// The first irritants, a line for all others, and one for mentions without a name.
fn bars(words: &Wording, named: &[&Ranked<'_>], unnamed: u64) -> Vec<Bar> {
    let room = MOST_BARS - usize::from(unnamed > 0);
    let shown = if named.len() > room { room - 1 } else { named.len() };
    let mut bars: Vec<Bar> = named[..shown]
        .iter()
        .map(|row| Bar {
            name: row.label.clone(),
            detail: Vec::new(),
            verbatims: row.totals.verbatims,
            is_sum: false,
        })
        .collect();
    if shown < named.len() {
        let verbatims = named[shown..].iter().map(|row| row.totals.verbatims).sum();
        let name = words.counted("pareto.irritants.others", (named.len() - shown) as u64, &[]);
        bars.push(Bar::sum(name, verbatims));
    }
    if unnamed > 0 {
        bars.push(Bar::sum(words.say("unnamed.others").to_owned(), unnamed));
    }
    bars
}

/// The scale of the cumulative line, with the 80 % of the rule of Pareto.
fn axis(out: &mut String, words: &Wording, counted: &str) {
    for percent in [0_u8, 20, 40, 60, 80, 100] {
        let x = BARS_LEFT + (BARS_RIGHT - BARS_LEFT) * f64::from(percent) / 100.0;
        let (colour, dash) = if percent == 80 { (SOFT, r#" stroke-dasharray="7 5""#) } else { (THIN, "") };
        let _ = writeln!(
            out,
            r##"<line x1="{x:.1}" y1="{TOP}" x2="{x:.1}" y2="{BOTTOM}" stroke="{colour}"{dash} stroke-width="1.5"/>
<text class="note" x="{x:.1}" y="{}" font-size="17" text-anchor="middle" fill="{VERMILLION}">{}</text>"##,
            TOP - 12.0,
            share(words, percent.into())
        );
    }
    let y = TOP - 40.0;
    let _ = writeln!(
        out,
        r##"<text class="note" x="{}" y="{y}" font-size="17" text-anchor="end" fill="{SOFT}">{}</text>
<text class="note" x="{}" y="{y}" font-size="17" text-anchor="end" fill="{VERMILLION}">{}</text>"##,
        COUNTS_END,
        counted,
        WIDTH - MARGIN,
        words.say("pareto.line"),
    );
}

/// « 80 % ».
fn share(words: &Wording, percent: i64) -> String {
    words.fill("percent", &[("n", &percent.to_string())])
}

fn draw(out: &mut String, words: &Wording, bars: &[Bar], total: u64) {
    let step = ((BOTTOM - TOP) / bars.len() as f64).min(64.0);
    let single = bars.iter().filter(|bar| !bar.is_sum);
    let most = single.map(|bar| bar.verbatims).max().unwrap_or(1).max(1) as f64;
    let names_end = names_end(words, bars);
    let (mut sum, mut points, mut marks) = (0, String::new(), String::new());
    for (i, bar) in bars.iter().enumerate() {
        let middle = TOP + step * (i as f64 + 0.5);
        let width = if bar.is_sum { 0.0 } else { (BARS_RIGHT - BARS_LEFT) * bar.verbatims as f64 / most };
        sum += bar.verbatims;
        let percent = share(words, ratio(sum as i64 * 100, total, 0).unwrap_or(0));
        write_bar(out, words, bar, [names_end, middle, step, width], &percent);
        let x = BARS_LEFT + (BARS_RIGHT - BARS_LEFT) * sum as f64 / total.max(1) as f64;
        let _ = write!(points, "{x:.1},{middle:.1} ");
        let _ = writeln!(
            marks,
            r##"<circle cx="{x:.1}" cy="{middle:.1}" r="7" fill="{VERMILLION}" stroke="#ffffff" stroke-width="2.5"/>"##
        );
    }
    // A white edge keeps the line readable over the bars.
    for (colour, width) in [("#ffffff", 7), (VERMILLION, 3)] {
        let _ = writeln!(
            out,
            r##"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>"##,
            points.trim_end()
        );
    }
    out.push_str(&marks);
}

/// Where names end: no count lies on one.
fn names_end(words: &Wording, bars: &[Bar]) -> f64 {
    let widths = bars.iter().map(|bar| pixels(&words.number(bar.verbatims), NAME_SIZE));
    NAMES_END.min(COUNTS_END - GAP - widths.fold(0.0, f64::max))
}

/// One line of the picture: name, comments, bar, cumulative share in percent.
fn write_bar(
    out: &mut String,
    words: &Wording,
    bar: &Bar,
    [names_end, middle, step, width]: [f64; 4],
    percent: &str,
) {
    let ink = if bar.is_sum { SOFT } else { INK };
    let (room, base) = (names_end - MARGIN, middle + 7.0);
    let detail = detail(&bar.detail, room);
    let (size, lines) = match pixels(&bar.name, NAME_SIZE) <= room {
        true => (NAME_SIZE, vec![bar.name.clone()]),
        false => (SMALL_SIZE, wrapped(&bar.name, room, SMALL_SIZE, 2)),
    };
    let first = if lines.len() > 1 || detail.is_some() { middle - 4.0 } else { base };
    if let Some(detail) = &detail {
        let _ = writeln!(
            out,
            r##"<text class="note" x="{names_end}" y="{:.1}" font-size="{DETAIL_SIZE}" text-anchor="end" fill="{SOFT}">{}</text>"##,
            middle + 16.0,
            stacked(&wrapped(detail, room, DETAIL_SIZE, 1), names_end, DETAIL_SIZE),
        );
    }
    let _ = writeln!(
        out,
        r##"<text class="note" x="{names_end}" y="{first:.1}" font-size="{size}" text-anchor="end" fill="{ink}">{}</text>
<text x="{}" y="{base:.1}" font-size="{NAME_SIZE}" text-anchor="end" fill="{ink}">{}</text>
<rect x="{BARS_LEFT}" y="{:.1}" width="{width:.1}" height="{:.1}" fill="{BLUE}"/>
<text class="note" x="{}" y="{base:.1}" font-size="{NAME_SIZE}" text-anchor="end" fill="{VERMILLION}">{percent}</text>"##,
        stacked(&lines, names_end, SMALL_SIZE * 1.2),
        COUNTS_END,
        words.number(bar.verbatims),
        middle - step * 0.32,
        step * 0.64,
        WIDTH - MARGIN,
    );
}

fn notes(out: &mut String, words: &Wording, bars: &[Bar], note: &str) {
    let mut line = note.to_owned();
    if bars.iter().any(|bar| bar.is_sum) {
        line = words.fill("pareto.note.unbarred", &[("line", &line)]);
    }
    let _ = writeln!(
        out,
        r##"<text class="note" x="{MARGIN}" y="{}" font-size="16" fill="{SOFT}">{}</text>"##,
        HEIGHT - 48.0,
        escaped(&line)
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Summary;
    use crate::config::Dialect;
    use crate::report::journey::Journey;
    use crate::report::tests::{labels, summary};

    fn drawn(summary: &Summary, draw: fn(&View<'_>) -> String) -> String {
        let (labels, journey) = (labels(), Journey::new(&[]));
        draw(&View::of_totals(summary, &labels, &journey, Dialect::Rfc4180))
    }

    #[test]
    fn both_pictures_count_the_same_mentions_one_by_one_and_by_theme() {
        let summary = summary();
        let (irritants, themes) = (drawn(&summary, super::irritants), drawn(&summary, super::themes));
        for picture in [&irritants, &themes] {
            assert!(picture.contains("9 mentions"), "{picture}");
        }
        assert!(irritants.contains("colis jamais reçu (4), attente sur place (2)"), "{irritants}");
        assert!(themes.contains("Livraison (7), Délais et réactivité (2)"), "{themes}");
        assert!(themes.contains(">colis jamais reçu</text>"), "{themes}");
    }

    #[test]
    fn nothing_to_show_is_said() {
        let nothing = Summary::default();
        assert!(drawn(&nothing, super::irritants).contains("Aucun irritant nommé"));
        assert!(drawn(&nothing, super::themes).contains("Aucun irritant"));
    }

    #[test]
    fn a_line_names_what_it_has_room_for() {
        let long = "démarches administratives interminables et incompréhensibles";
        let told =
            |names: &[&str]| detail(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), 440.0);
        assert_eq!(told(&[]), None);
        assert_eq!(told(&["retard", "perte"]).as_deref(), Some("retard, perte"));
        assert_eq!(told(&["retard", long, "perte"]).as_deref(), Some("retard"));
        assert_eq!(told(&[long, "perte"]).as_deref(), Some(long));
    }

    /// Five digits lay on the end of the name.
    #[test]
    fn a_count_lies_on_no_name() {
        let words = crate::report::wording::wording(crate::config::Language::French);
        let bars = |verbatims| [Bar { name: "retard".into(), detail: Vec::new(), verbatims, is_sum: false }];
        assert_eq!(names_end(words, &bars(999)), NAMES_END);
        for verbatims in [9_999, 12_345, 1_234_567_890] {
            let count = pixels(&words.number(verbatims), NAME_SIZE);
            assert!(names_end(words, &bars(verbatims)) + GAP <= COUNTS_END - count, "{verbatims}");
        }
    }
}
