//! A diverging scale that the colour-blind read too: vermillion, grey, blue (after Okabe and Ito, 2008), each dark
//! enough for small letters on white (contrast above 4.5).

/// Mean tones in thousandths with their red, green, blue. The steps between are livelier than a straight mix, which
/// goes through mud; beyond the ends colours are full, since means of many comments rarely go there.
pub(super) const STOPS: [(i64, [i64; 3]); 5] = [
    (-550, [0xB2, 0x30, 0x06]),
    (-200, [0xBC, 0x55, 0x27]),
    (0, [0x6B, 0x72, 0x80]),
    (200, [0x3F, 0x76, 0xAC]),
    (550, [0x05, 0x4F, 0x96]),
];

/// Colour of a mean tone in thousandths.
pub(super) fn colour(tone: i64) -> String {
    let tone = tone.clamp(STOPS[0].0, STOPS[4].0);
    let after = STOPS.iter().position(|(stop, _)| tone <= *stop).unwrap_or(4).max(1);
    let ((low, from), (high, to)) = (STOPS[after - 1], STOPS[after]);
    let channel = |i: usize| (from[i] * (high - tone) + to[i] * (tone - low)) / (high - low);
    format!("#{:02x}{:02x}{:02x}", channel(0), channel(1), channel(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_middle() {
        assert_eq!([colour(-1000), colour(0), colour(1000)], ["#b23006", "#6b7280", "#054f96"]);
    }

    /// Contrast ratio of WCAG 2.
    #[test]
    fn every_colour_is_legible_on_white() {
        for tone in (-1000..=1000).step_by(25) {
            let hex = colour(tone);
            let part = |i: usize| {
                let value = f64::from(u8::from_str_radix(&hex[i..i + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            let luminance = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
            assert!(1.05 / (luminance + 0.05) > 4.5, "{hex} at {tone}");
        }
    }
}
