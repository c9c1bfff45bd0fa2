//! A diverging scale that the colour-blind read too: vermillion, grey, blue (after Okabe and Ito, 2008), each dark
//! enough for small letters on white (contrast above 4.5).

/// Blame, no judgement, praise: red, green, blue.
const NEGATIVE: [i64; 3] = [0xC2, 0x41, 0x0C];
const NEUTRAL: [i64; 3] = [0x6B, 0x72, 0x80];
const POSITIVE: [i64; 3] = [0x06, 0x5F, 0xA8];

/// Mean tone, in thousandths, from which a colour is full: means of many comments rarely go beyond.
const FULL: i64 = 550;

/// Colour of a mean tone in thousandths.
pub(super) fn colour(tone: i64) -> String {
    let (end, part) = if tone < 0 { (NEGATIVE, -tone) } else { (POSITIVE, tone) };
    let part = part.min(FULL);
    let channel = |i: usize| (NEUTRAL[i] * (FULL - part) + end[i] * part + FULL / 2) / FULL;
    format!("#{:02x}{:02x}{:02x}", channel(0), channel(1), channel(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_and_middle() {
        assert_eq!([colour(-1000), colour(0), colour(1000)], ["#c2410c", "#6b7280", "#065fa8"]);
    }
}
