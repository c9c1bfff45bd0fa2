//! Goes in: what a cloud is made of. Comes out: an SVG for slides. Never: markup of customers.

use std::fmt::Write;

use super::Kind;
use super::colour::{STOPS, colour};
use super::layout::{Frame, Placed, SIGN_RISE, SIGN_SIZE, label_width, layout, sign_left};
use super::select::{Choice, Dropped};
use crate::report::picture::canvas::{HEIGHT, MARGIN, WIDTH, escaped, nothing, open, pixels, shortened};
use crate::report::wording::Wording;

/// Where words may stand: under the title, above the legend.
pub(super) const FRAME: Frame =
    Frame { left: MARGIN, top: 122.0, width: WIDTH - 2.0 * MARGIN, height: 650.0 };

const NOTE_SIZE: f64 = 17.0;
/// Width of the tone scale of the legend.
const SCALE: f64 = 300.0;

/// The picture, and the terms that it could not place.
pub(super) fn svg(
    words: &Wording,
    title: &str,
    kind: Kind<'_>,
    choice: &Choice<'_>,
) -> (String, Vec<Dropped>) {
    let (placed, without_place) = layout(&choice.words, FRAME);
    let mut dropped = choice.dropped.clone();
    dropped.extend(without_place.into_iter().map(|word| Dropped {
        label: word.label.to_owned(),
        count: word.count,
        reason: "sans place".to_owned(),
    }));
    let mut out = String::with_capacity(64 * 1024);
    open(&mut out, words, title, &description(words, &placed, &dropped));
    out.push_str("<g id=\"mots\">\n");
    placed.iter().for_each(|word| write_word(&mut out, words, word, kind));
    out.push_str("</g>\n");
    if placed.is_empty() {
        nothing(&mut out, words.say("cloud.empty"));
    }
    legend(&mut out, words, kind);
    notes(&mut out, words, placed.len(), choice.n_terms, &dropped);
    out.push_str("</svg>\n");
    (out, dropped)
}

/// Verdana, the nearest of the fonts that offices have, is as wide to a hundredth; `textLength` takes up the rest.
fn write_word(out: &mut String, words: &Wording, placed: &Placed<'_>, kind: Kind<'_>) {
    let (word, size) = (placed.word, placed.size);
    let label = escaped(word.label);
    let comments = words.counted("comments", word.count, &[]);
    let [tone, weight] =
        [decimal(word.tone, 2), decimal(word.weight as i64, 1)].map(|number| words.decimal(&number));
    let key = if matches!(kind, Kind::Specific(_)) { "cloud.word.specific" } else { "cloud.word" };
    let told = words
        .fill(key, &[("word", word.label), ("comments", &comments), ("tone", &tone), ("weight", &weight)]);
    let _ = write!(
        out,
        r#"<g fill="{}"><title>{}</title><text x="{:.1}" y="{:.1}" font-size="{size:.2}" textLength="{:.1}" lengthAdjust="spacingAndGlyphs">{label}</text>"#,
        colour(word.tone),
        escaped(&told),
        placed.x,
        placed.y,
        label_width(word) * size,
    );
    if let Some(sign) = word.sign() {
        let (x, y) = (placed.x + sign_left(word) * size, placed.y - SIGN_RISE * size);
        let _ = write!(
            out,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{:.2}" aria-hidden="true">{sign}</text>"#,
            SIGN_SIZE * size
        );
    }
    out.push_str("</g>\n");
}

/// A scale of tones with its words and signs, and what sizes mean.
fn legend(out: &mut String, words: &Wording, kind: Kind<'_>) {
    let y = HEIGHT - 84.0;
    let stops: String = STOPS
        .iter()
        .map(|(tone, _)| {
            let offset = (tone - STOPS[0].0) * 100 / (STOPS[4].0 - STOPS[0].0);
            format!(r#"<stop offset="{offset}%" stop-color="{}"/>"#, colour(*tone))
        })
        .collect();
    let right = MARGIN + SCALE;
    let (colours, sizes) = match kind {
        Kind::Tone(_) => ("cloud.colour.tone", "cloud.size.tone"),
        Kind::Specific(_) => ("cloud.colour.specific", "cloud.size.specific"),
        _ => ("cloud.colour", "cloud.size"),
    };
    let [bad, neutral, good, colours, sizes] =
        ["cloud.bad", "cloud.neutral", "cloud.good", colours, sizes].map(|key| words.say(key));
    let _ = writeln!(
        out,
        r##"<defs><linearGradient id="ton">{stops}</linearGradient></defs>
<g id="legende" font-size="{NOTE_SIZE}" fill="#374151">
<rect x="{MARGIN}" y="{y}" width="{SCALE}" height="10" rx="5" fill="url(#ton)"/>
<text class="note" x="{MARGIN}" y="{label}">{bad}</text>
<text class="note" x="{middle}" y="{label}" text-anchor="middle">{neutral}</text>
<text class="note" x="{right}" y="{label}" text-anchor="end">{good}</text>
<text class="note" x="{more}" y="{above}">{colours}</text>
<text class="note" x="{more}" y="{label}">{sizes}</text>
</g>"##,
        middle = MARGIN + SCALE / 2.0,
        label = y + 32.0,
        above = y + 10.0,
        more = right + 48.0,
    );
}

/// One small line: how many terms are shown, and which frequent ones are not.
fn notes(out: &mut String, words: &Wording, n_shown: usize, n_terms: usize, dropped: &[Dropped]) {
    let size = NOTE_SIZE - 3.0;
    let all = words.number(n_terms as u64);
    let mut line = words.counted("cloud.shown", n_shown as u64, &[("all", &all)]);
    let room = WIDTH - 2.0 * MARGIN;
    for (i, word) in dropped.iter().enumerate() {
        let word = shortened(&word.label, 300.0, size);
        let next = match i {
            0 => {
                let n = dropped.len() as u64;
                words.counted("cloud.without", n, &[("line", &line), ("word", &word)])
            }
            _ => format!("{line}, {word}"),
        };
        if pixels(&words.counted("cloud.others", 99_999, &[("line", &next)]), size) > room {
            let key = if i == 0 { "cloud.others.first" } else { "cloud.others" };
            line = words.counted(key, (dropped.len() - i) as u64, &[("line", &line)]);
            break;
        }
        line = next;
    }
    let _ = writeln!(
        out,
        r##"<text class="note" id="mots-ecartes" x="{MARGIN}" y="{}" font-size="{size}" fill="#6b7280">{}</text>"##,
        HEIGHT - 20.0,
        escaped(&line)
    );
}

/// The same in words, for those who do not see the picture.
fn description(words: &Wording, placed: &[Placed<'_>], dropped: &[Dropped]) -> String {
    let shown: Vec<String> =
        placed.iter().map(|placed| format!("{} ({})", placed.word.label, placed.word.count)).collect();
    let mut out = words.fill("cloud.described", &[("words", &shown.join(", "))]);
    if !dropped.is_empty() {
        let dropped: Vec<String> = dropped
            .iter()
            .map(|word| {
                let (n, reason) = (word.count.to_string(), word.reason.as_str());
                words.fill("cloud.dropped", &[("word", &word.label), ("n", &n), ("reason", reason)])
            })
            .collect();
        let (n, told) = (dropped.len() as u64, dropped.join(", "));
        let _ = write!(out, " {}", words.counted("cloud.described.without", n, &[("words", &told)]));
    }
    out
}

/// “-0.45”, from thousandths, with that many decimals (1 or 2).
fn decimal(thousandths: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(3 - decimals);
    let rounded = (thousandths.abs() + unit / 2) / unit;
    let sign = if thousandths < 0 && rounded > 0 { "-" } else { "" };
    let whole = 10_i64.pow(decimals);
    format!("{sign}{}.{:0width$}", rounded / whole, rounded % whole, width = decimals as usize)
}
