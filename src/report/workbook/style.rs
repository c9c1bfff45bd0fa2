//! How cells look: few formats, made once, and what they say. Tones are told by a text as well as by a colour.

use super::EVERY_TOUCHPOINT;
use crate::report::Labels;
use crate::report::wording::Wording;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Fill and ink of favourable cells: blue, which the colour-blind tell from vermillion.
pub(super) const GOOD: (u32, u32) = (0xDC_EA_F7, 0x05_4F_96);
/// Unfavourable.
pub(super) const BAD: (u32, u32) = (0xFB_E3_D9, 0xA0_2B_05);
/// Both, in the colour of the page.
pub(super) const MIXED: (u32, u32) = (0xEE_E6_F3, 0x5E_3A_78);
/// What a person must look at, or will have to.
const WATCH: (u32, u32) = (0xF3_E9_D2, 0x6B_4A_00);
/// Neither.
pub(super) const NEUTRAL: (u32, u32) = (0xEC_EE_F1, 0x4B_52_5E);

const INK: u32 = 0x22_2B_38;
/// Net tones and scores, whose sign matters.
const SIGNED: &str = "+0.000;-0.000;0.000";
const RULE: u32 = 0xD5_DA_E1;

/// Formats by use, and words.
pub(super) struct Style {
    pub(super) words: &'static Wording,
    labels: Labels,
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) header: Format,
    pub(super) header_of_numbers: Format,
    pub(super) text: Format,
    pub(super) day: Format,
    pub(super) count: Format,
    pub(super) share: Format,
    pub(super) signed: Format,
    pub(super) gap: Format,
    pub(super) hundredths: Format,
    pub(super) measure: Format,
    pub(super) key: Format,
    pub(super) key_share: Format,
    pub(super) key_signed: Format,
    pub(super) key_link: Format,
    pub(super) key_text: Format,
    pub(super) key_note: Format,
    pub(super) link: Format,
    pub(super) good: Format,
    pub(super) bad: Format,
    pub(super) mixed: Format,
    pub(super) watch: Format,
    pub(super) neutral: Format,
}

impl Style {
    pub(super) fn new(labels: &Labels) -> Self {
        Self::inked(labels, INK)
    }

    /// The same, for lines that come after what can be acted upon.
    pub(super) fn grey(labels: &Labels) -> Self {
        Self::inked(labels, NEUTRAL.1)
    }

    fn inked(labels: &Labels, ink: u32) -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_font_color(Color::RGB(ink));
        let ruled = || {
            cell()
                .set_border_bottom(FormatBorder::Hair)
                .set_border_bottom_color(Color::RGB(RULE))
                .set_text_wrap()
        };
        let number =
            |format: &str| ruled().set_num_format(format).set_align(FormatAlign::Right).set_indent(1);
        let header = || {
            Format::new()
                .set_bold()
                .set_text_wrap()
                .set_indent(1)
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x2F_3E_52))
        };
        // Letters of three sizes stand on one line of the key figures.
        let middle = |format: Format| format.set_align(FormatAlign::VerticalCenter);
        let key = |format: &str| middle(number(format)).set_bold().set_font_size(16);
        let linked =
            |format: Format| format.set_font_color(Color::RGB(GOOD.1)).set_underline(FormatUnderline::Single);
        let tone = |(fill, ink): (u32, u32)| {
            let filled = ruled().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(ink));
            filled.set_bold().set_align(FormatAlign::Left).set_indent(1)
        };
        Self {
            words: labels.wording(),
            labels: labels.clone(),
            title: cell().set_bold().set_font_size(16),
            note: cell().set_font_color(Color::RGB(NEUTRAL.1)).set_italic(),
            header: header(),
            header_of_numbers: header().set_align(FormatAlign::Right),
            text: ruled().set_align(FormatAlign::Left).set_indent(1),
            day: ruled().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Left).set_indent(1),
            count: number("#,##0"),
            share: number("0.0 %"),
            signed: number(SIGNED),
            gap: number("+0.00;-0.00;0.00"),
            hundredths: number("0.00"),
            measure: number("General"),
            key: key("#,##0"),
            key_share: key("0.0 %"),
            key_signed: key(SIGNED),
            key_link: linked(key("#,##0")),
            key_text: middle(ruled()).set_bold().set_font_size(12).set_align(FormatAlign::Left).set_indent(1),
            key_note: middle(ruled()).set_align(FormatAlign::Left).set_indent(1),
            link: linked(number("#,##0")),
            good: tone(GOOD),
            bad: tone(BAD),
            mixed: tone(MIXED),
            watch: tone(WATCH),
            neutral: tone(NEUTRAL),
        }
    }

    /// Format of the symbol of a key figure.
    pub(super) fn of_symbol(&self, symbol: &str) -> &Format {
        match symbol {
            "▲" => &self.good,
            "▼" => &self.bad,
            _ => &self.neutral,
        }
    }

    /// Format of a text that names a tone, a moment or a zone; `None` for any other.
    pub(super) fn of_word(&self, word: &str) -> Option<&Format> {
        match word {
            "positif" | "enchantement" | "force" | "ameliore" | "promoteur" | "bonne" => Some(&self.good),
            "negatif" | "déceptif" | "urgence" | "degrade" | "détracteur" | "mauvaise" => Some(&self.bad),
            "mixte" => Some(&self.mixed),
            "moyen_terme" => Some(&self.watch),
            "neutre" | "a_questionner" | "incertain" | "passif" | "moyenne" => Some(&self.neutral),
            _ => None,
        }
    }

    /// A word of the tables as a reader is told it, with the shape that goes with its colour.
    pub(super) fn shown<'w>(&self, word: &'w str) -> &'w str {
        let words = self.words.known(&format!("cell.{word}"));
        words.or_else(|| self.words.known(&format!("scale.{word}"))).unwrap_or(word)
    }

    /// The title of a column.
    pub(super) fn column(&self, name: &str) -> &'static str {
        self.words.say(&format!("column.{name}"))
    }

    /// Touchpoints as a reader is told them.
    pub(super) fn places(&self, cell: &str) -> String {
        let name = |name| match name {
            EVERY_TOUCHPOINT => self.words.say("cell.TOUS"),
            name => self.labels.touchpoint(name),
        };
        cell.split('|').map(name).collect::<Vec<_>>().join("|")
    }
}

/// A text of that many letters at most, cut in its middle: names that start alike end otherwise.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let n = text.chars().count();
    if n <= most {
        return text.to_owned();
    }
    let n_last = (most - 1) / 2;
    let head: String = text.chars().take(most - 1 - n_last).collect();
    let tail: String = text.chars().skip(n - n_last).collect();
    format!("{}…{}", head.trim_end(), tail.trim_start())
}

/// A name that an export gave, for a part of a chart: there, `=...` and `x!A1` would stand for cells.
pub(super) fn literal(name: &str) -> String {
    name.trim_start_matches('=').replace('!', " ")
}
