//! Goes in: a title and texts. Comes out: the parts that all pictures share, a slide of SVG that carries its own
//! letters. Never: markup of customers, nor a text that leaves its room.

use std::fmt::Write;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::metrics::{EM, width};
use crate::report::base64::base64;
use crate::report::wording::Wording;

/// Size of a slide, in pixels, and its margin.
pub(in crate::report) const WIDTH: f64 = 1600.0;
pub(in crate::report) const HEIGHT: f64 = 900.0;
pub(in crate::report) const MARGIN: f64 = 60.0;

/// Colours of words, of notes and of thin lines, each legible on white.
pub(in crate::report) const INK: &str = "#1f2937";
pub(in crate::report) const SOFT: &str = "#4b5563";
pub(in crate::report) const THIN: &str = "#e5e7eb";
/// Okabe and Ito's blue and vermillion (2008), darkened until small letters are legible: the colour-blind tell them
/// apart.
pub(in crate::report) const BLUE: &str = "#3f76ac";
pub(in crate::report) const VERMILLION: &str = "#b23006";

const TITLE_SIZE: f64 = 36.0;

/// Starts a picture: what a screen reader says of it, its letters, and the title that is seen.
pub(in crate::report) fn open(out: &mut String, words: &Wording, title: &str, description: &str) {
    let _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="titre desc" lang="{language}">
<title id="titre">{title}</title>
<desc id="desc">{}</desc>
<style>
@font-face{{font-family:"Verbatim";font-weight:700;src:url(data:font/woff2;base64,{}) format("woff2")}}
@font-face{{font-family:"Verbatim";font-weight:400;src:url(data:font/woff2;base64,{}) format("woff2")}}
text{{font-family:"Verbatim","DejaVu Sans",Verdana,sans-serif;font-weight:700;font-kerning:none;font-variant-ligatures:none;white-space:pre}}
.note{{font-weight:400}}
</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<text class="titre" x="{MARGIN}" y="76" font-size="{TITLE_SIZE}" fill="{INK}">{title}</text>
<rect x="{MARGIN}" y="94" width="56" height="4" fill="{INK}"/>
"##,
        escaped(description),
        *BOLD,
        *REGULAR,
        title = escaped(title),
        language = words.say("language"),
    );
}

/// « Subject — 1 204 verbatims »; a long subject is cut, never the count.
pub(in crate::report) fn titled(subject: &str, counted: &str) -> String {
    let counted = format!(" — {counted}");
    let room = WIDTH - 2.0 * MARGIN - pixels(&counted, TITLE_SIZE);
    shortened(subject, room, TITLE_SIZE) + &counted
}

/// A line in the middle of a picture that has nothing to show.
pub(in crate::report) fn nothing(out: &mut String, line: &str) {
    let _ = writeln!(
        out,
        r##"<text class="note" x="{}" y="{}" font-size="26" text-anchor="middle" fill="#6b7280">{}</text>"##,
        WIDTH / 2.0,
        HEIGHT / 2.0,
        escaped(line)
    );
}

/// The text, cut in its middle with an ellipsis to fit: names that start alike end otherwise. Bold widths are used for
/// regular letters too, which are narrower.
pub(in crate::report) fn shortened(text: &str, room: f64, size: f64) -> String {
    if pixels(text, size) <= room {
        return text.to_owned();
    }
    let (mut letters, mut left, mut at_head) = (text.trim().chars(), room - pixels("…", size), true);
    let (mut head, mut tail) = (String::new(), Vec::new());
    while let Some(c) = if at_head { letters.next() } else { letters.next_back() } {
        left -= pixels(c.encode_utf8(&mut [0; 4]), size);
        if left < 0.0 {
            break;
        }
        if at_head {
            head.push(c)
        } else {
            tail.push(c)
        }
        at_head = !at_head;
    }
    let tail: String = tail.into_iter().rev().collect();
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

/// The text in as few lines as fit the room, broken between words where it can be; the last of `most` is cut.
pub(in crate::report) fn wrapped(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while lines.len() + 1 < most && pixels(rest, size) > room {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let end = ends.take_while(|end| pixels(&rest[..*end], size) <= room).last().unwrap_or(rest.len());
        // A blank after the last letter that fits is a place to break too.
        let blank = rest.char_indices().rfind(|(at, c)| *at > 0 && *at <= end && *c == ' ');
        let (line, after) = rest.split_at(blank.map_or(end, |(at, _)| at));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    lines.push(shortened(rest, room, size));
    lines
}

/// The lines of one text, as XML: each at `x`, `step` below the one before.
pub(in crate::report) fn stacked(lines: &[String], x: f64, step: f64) -> String {
    let [line] = lines else {
        let below = |(i, line): (usize, &String)| {
            format!(
                r#"<tspan x="{x:.1}" dy="{:.1}">{}</tspan>"#,
                if i == 0 { 0.0 } else { step },
                escaped(line)
            )
        };
        return lines.iter().enumerate().map(below).collect();
    };
    escaped(line)
}

/// Width of a text in bold letters.
pub(in crate::report) fn pixels(text: &str, size: f64) -> f64 {
    width(text) as f64 / EM as f64 * size
}

/// Text of a customer as XML text, its accents joined to their letters, since fonts hold them so; characters that XML
/// forbids become blanks.
pub(in crate::report) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_before_its_count() {
        let title = titled(&"Très long ".repeat(40), "12 verbatims");
        assert!(title.contains('…') && title.ends_with("long — 12 verbatims"));
        assert!(pixels(&title, TITLE_SIZE) <= WIDTH - 2.0 * MARGIN);
    }

    #[test]
    fn names_that_start_alike_are_told_apart_when_cut() {
        for end in ["du site", "au guichet"] {
            let cut = shortened(&format!("Recherche d'informations pratiques {end}"), 200.0, 15.0);
            assert!(cut.starts_with("Recher") && cut.ends_with(end) && pixels(&cut, 15.0) <= 200.0, "{cut}");
        }
        assert_eq!(shortened("Caisse", 3.0, 15.0), "…");
    }

    #[test]
    fn a_long_name_is_told_on_several_lines_and_its_last_one_is_cut() {
        let lines = |text: &str, most| wrapped(text, 200.0, 18.0, most);
        assert_eq!(lines("Caisse", 3), ["Caisse"]);
        assert_eq!(lines("", 3), [""]);
        let told = lines("Demande de renouvellement par téléphone", 3);
        assert_eq!(told.join(" "), "Demande de renouvellement par téléphone");
        assert!(told.len() > 1 && told.iter().all(|line| pixels(line, 18.0) <= 200.0), "{told:?}");
        let without_a_space = lines(&"x".repeat(100), 2);
        assert!(without_a_space.len() == 2 && without_a_space[1].contains('…'), "{without_a_space:?}");
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut out = String::new();
        let words = crate::report::wording::wording(crate::config::Language::French);
        open(&mut out, words, "</title><script>x</script>\u{8}", "<a href='x'>\u{0}");
        assert!(!out.contains("<script") && !out.contains("<a ") && !out.contains(['\u{0}', '\u{8}']));
    }
}
