//! How cells look: few formats, made once. Tones are told by a text as well as by a colour.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Fill and ink of favourable cells: blue, which the colour-blind tell from vermillion.
pub(super) const GOOD: (u32, u32) = (0xDC_EA_F7, 0x05_4F_96);
/// Unfavourable.
pub(super) const BAD: (u32, u32) = (0xFB_E3_D9, 0xA0_2B_05);
/// Both.
pub(super) const MIXED: (u32, u32) = (0xF3_E9_D2, 0x6B_4A_00);
/// Neither.
pub(super) const NEUTRAL: (u32, u32) = (0xEC_EE_F1, 0x4B_52_5E);

const INK: u32 = 0x22_2B_38;
const RULE: u32 = 0xD5_DA_E1;

/// Formats by use.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    pub(super) count: Format,
    pub(super) share: Format,
    pub(super) signed: Format,
    pub(super) hundredths: Format,
    pub(super) key: Format,
    pub(super) key_text: Format,
    pub(super) link: Format,
    pub(super) good: Format,
    pub(super) bad: Format,
    pub(super) mixed: Format,
    pub(super) neutral: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_font_color(Color::RGB(INK));
        let ruled = || {
            cell()
                .set_border_bottom(FormatBorder::Hair)
                .set_border_bottom_color(Color::RGB(RULE))
                .set_text_wrap()
        };
        let number = |format: &str| ruled().set_num_format(format).set_align(FormatAlign::Right);
        let tone = |(fill, ink): (u32, u32)| {
            ruled().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(ink)).set_bold()
        };
        Self {
            title: cell().set_bold().set_font_size(16),
            note: cell().set_font_color(Color::RGB(NEUTRAL.1)).set_italic(),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x2F_3E_52)),
            text: ruled().set_indent(1),
            count: number("#,##0"),
            share: number("0.0 %"),
            signed: number("+0.000;-0.000;0.000"),
            hundredths: number("0.00"),
            key: number("#,##0").set_bold().set_font_size(16),
            key_text: ruled().set_bold().set_font_size(12),
            link: number("#,##0")
                .set_font_color(Color::RGB(GOOD.1))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            good: tone(GOOD),
            bad: tone(BAD),
            mixed: tone(MIXED),
            neutral: tone(NEUTRAL),
        }
    }

    /// Format of a text that names a tone, a moment or a zone; `None` for any other.
    pub(super) fn of_word(&self, word: &str) -> Option<&Format> {
        match word {
            "positif" | "enchantement" | "force" => Some(&self.good),
            "negatif" | "déceptif" | "urgence" => Some(&self.bad),
            "mixte" | "moyen_terme" => Some(&self.mixed),
            "neutre" | "a_questionner" => Some(&self.neutral),
            _ => None,
        }
    }
}

/// A word of the tables as a reader is told it, with the shape that goes with its colour.
pub(super) fn shown(word: &str) -> String {
    match word {
        "positif" => "▲ positif".to_owned(),
        "negatif" => "▼ négatif".to_owned(),
        "mixte" => "◆ mixte".to_owned(),
        "neutre" => "● neutre".to_owned(),
        "enchantement" => "▲ enchantement".to_owned(),
        "déceptif" => "▼ déceptif".to_owned(),
        "force" => "▲ force".to_owned(),
        "urgence" => "▼ urgence".to_owned(),
        "moyen_terme" => "◆ moyen terme".to_owned(),
        "a_questionner" => "● à questionner".to_owned(),
        "apres" => "après".to_owned(),
        other => other.to_owned(),
    }
}
