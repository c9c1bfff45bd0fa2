//! Goes in: what a cloud is made of. Comes out: an SVG that carries its own letters. Never: markup of customers.

use std::fmt::Write;
use std::sync::LazyLock;

use super::colour::{STOPS, colour};
use super::layout::{Frame, Placed, layout};
use super::metrics::{EM, width};
use super::select::{Choice, CloudWord, Dropped};
use crate::report::closing::grouped;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 900.0;
const MARGIN: f64 = 60.0;
/// Where words may stand: under the title, above the legend.
pub(super) const FRAME: Frame =
    Frame { left: MARGIN, top: 122.0, width: WIDTH - 2.0 * MARGIN, height: 650.0 };

const TITLE_SIZE: f64 = 36.0;
const NOTE_SIZE: f64 = 17.0;

/// Width of the tone scale of the legend.
const SCALE: f64 = 300.0;

/// The picture, and the terms that it could not place.
pub(super) fn svg(title: &str, n_comments: u64, choice: &Choice) -> (String, Vec<Dropped>) {
    let (placed, without_place) = layout(&choice.words, FRAME);
    let mut dropped = choice.dropped.clone();
    dropped.extend(without_place.into_iter().map(|word| Dropped {
        label: word.label.clone(),
        count: word.count,
        reason: "sans place".to_owned(),
    }));
    let unit = if n_comments > 1 { "verbatims" } else { "verbatim" };
    let n = grouped(n_comments);
    let title_width = WIDTH - 2.0 * MARGIN - 320.0;
    let title = format!("{} — {n} {unit}", shortened(title, title_width, TITLE_SIZE));

    let mut out = String::with_capacity(64 * 1024);
    open(&mut out, &title, &description(&placed, &dropped));
    let _ = writeln!(
        out,
        r##"<text class="titre" x="{MARGIN}" y="76" font-size="{TITLE_SIZE}" fill="#1f2937">{}</text>"##,
        escaped(&title)
    );
    let _ = writeln!(out, r##"<rect x="{MARGIN}" y="94" width="56" height="4" fill="#1f2937"/>"##);
    out.push_str("<g id=\"mots\">\n");
    placed.iter().for_each(|word| write_word(&mut out, word));
    out.push_str("</g>\n");
    if placed.is_empty() {
        let _ = writeln!(
            out,
            r##"<text class="note" x="{}" y="{}" font-size="26" text-anchor="middle" fill="#6b7280">Aucun mot à montrer</text>"##,
            WIDTH / 2.0,
            FRAME.top + FRAME.height / 2.0
        );
    }
    legend(&mut out);
    notes(&mut out, placed.len(), choice.n_terms, &dropped);
    out.push_str("</svg>\n");
    (out, dropped)
}

pub(in crate::report) fn open(out: &mut String, title: &str, description: &str) {
    let _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="titre desc" lang="fr">
<title id="titre">{}</title>
<desc id="desc">{}</desc>
<style>
@font-face{{font-family:"Verbatim";font-weight:700;src:url(data:font/woff2;base64,{}) format("woff2")}}
@font-face{{font-family:"Verbatim";font-weight:400;src:url(data:font/woff2;base64,{}) format("woff2")}}
text{{font-family:"Verbatim","DejaVu Sans",Verdana,sans-serif;font-weight:700;font-kerning:none;font-variant-ligatures:none;white-space:pre}}
.note{{font-weight:400}}
</style>
<rect width="100%" height="100%" fill="#ffffff"/>
"##,
        escaped(title),
        escaped(description),
        *BOLD,
        *REGULAR
    );
}

/// Verdana, the nearest of the fonts that offices have, is as wide to a hundredth; `textLength` takes up the rest.
fn write_word(out: &mut String, placed: &Placed<'_>) {
    let CloudWord { label, count, tone } = placed.word;
    let unit = if *count > 1 { "verbatims" } else { "verbatim" };
    let label = escaped(label);
    let length = width(&placed.word.label) as f64 / EM as f64 * placed.size;
    let _ = writeln!(
        out,
        r#"<g><title>{label} : {} {unit}, ton moyen {}</title><text x="{:.1}" y="{:.1}" font-size="{:.2}" textLength="{length:.1}" lengthAdjust="spacingAndGlyphs" fill="{}">{label}</text></g>"#,
        grouped(*count),
        hundredths(*tone),
        placed.x,
        placed.y,
        placed.size,
        colour(*tone)
    );
}

/// A scale of tones with its words, and what sizes mean.
fn legend(out: &mut String) {
    let y = HEIGHT - 84.0;
    let stops: String = STOPS
        .iter()
        .map(|(tone, _)| {
            let offset = (tone - STOPS[0].0) * 100 / (STOPS[4].0 - STOPS[0].0);
            format!(r#"<stop offset="{offset}%" stop-color="{}"/>"#, colour(*tone))
        })
        .collect();
    let right = MARGIN + SCALE;
    let _ = writeln!(
        out,
        r##"<defs><linearGradient id="ton">{stops}</linearGradient></defs>
<g id="legende" font-size="{NOTE_SIZE}" fill="#374151">
<rect x="{MARGIN}" y="{y}" width="{SCALE}" height="10" rx="5" fill="url(#ton)"/>
<text class="note" x="{MARGIN}" y="{label}">négatif</text>
<text class="note" x="{middle}" y="{label}" text-anchor="middle">neutre</text>
<text class="note" x="{right}" y="{label}" text-anchor="end">positif</text>
<text class="note" x="{more}" y="{above}">Couleur : ton moyen des verbatims qui emploient le mot</text>
<text class="note" x="{more}" y="{label}">Taille : nombre de verbatims</text>
</g>"##,
        middle = MARGIN + SCALE / 2.0,
        label = y + 32.0,
        above = y + 10.0,
        more = right + 48.0,
    );
}

/// One small line: how many terms are shown, and which frequent ones are not.
fn notes(out: &mut String, n_shown: usize, n_terms: usize, dropped: &[Dropped]) {
    let size = NOTE_SIZE - 3.0;
    let unit = if n_shown > 1 { "mots montrés" } else { "mot montré" };
    let mut line = format!("{} {unit} sur {}", grouped(n_shown as u64), grouped(n_terms as u64));
    let room = WIDTH - 2.0 * MARGIN;
    for (i, word) in dropped.iter().enumerate() {
        let separator = if i == 0 { " ; non affichés : " } else { ", " };
        let next = format!("{line}{separator}{}", shortened(&word.label, 300.0, size));
        // Bold widths stand for regular ones, which are narrower.
        if pixels(&next, size) + pixels(" et 99 999 autres", size) > room {
            let rest = dropped.len() - i;
            let _ = write!(
                line,
                "{} {} autre{}",
                if i == 0 { " ;" } else { " et" },
                grouped(rest as u64),
                if rest > 1 { "s" } else { "" }
            );
            break;
        }
        line = next;
    }
    let _ = writeln!(
        out,
        r##"<text class="note" id="notes" x="{MARGIN}" y="{}" font-size="{size}" fill="#6b7280">{}</text>"##,
        HEIGHT - 20.0,
        escaped(&line)
    );
}

/// The same in words, for those who do not see the picture.
fn description(placed: &[Placed<'_>], dropped: &[Dropped]) -> String {
    let shown: Vec<String> =
        placed.iter().map(|placed| format!("{} ({})", placed.word.label, placed.word.count)).collect();
    let mut out = format!("Mots, par nombre de verbatims : {}.", shown.join(", "));
    if !dropped.is_empty() {
        let dropped: Vec<String> =
            dropped.iter().map(|word| format!("{} ({} ; {})", word.label, word.count, word.reason)).collect();
        let _ = write!(out, " Non affichés : {}.", dropped.join(", "));
    }
    out
}

/// The text, cut with an ellipsis to fit.
pub(in crate::report) fn shortened(text: &str, room: f64, size: f64) -> String {
    if pixels(text, size) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if pixels(&out, size) + size > room {
            out.pop();
            break;
        }
    }
    out.trim_end().to_owned() + "…"
}

pub(in crate::report) fn pixels(text: &str, size: f64) -> f64 {
    width(text) as f64 / EM as f64 * size
}

/// « -0,45 », from thousandths.
fn hundredths(tone: i64) -> String {
    let rounded = (tone.abs() + 5) / 10;
    let sign = if tone < 0 && rounded > 0 { "-" } else { "" };
    format!("{sign}{},{:02}", rounded / 100, rounded % 100)
}

/// Text of a customer as XML text; characters that XML forbids become blanks.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

static BOLD: LazyLock<String> = LazyLock::new(|| base64(include_bytes!("fonts/DejaVuSans-Bold-latin.woff2")));
static REGULAR: LazyLock<String> = LazyLock::new(|| base64(include_bytes!("fonts/DejaVuSans-latin.woff2")));

pub(in crate::report) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads() {
        assert_eq!(
            ["f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }
}
