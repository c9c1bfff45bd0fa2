//! IBAN: the length of its country and a right check (ISO 7064, mod 97).

use std::ops::Range;

/// Countries of the IBAN registry with the length of their numbers.
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"AD", 24),
    (b"AE", 23),
    (b"AL", 28),
    (b"AT", 20),
    (b"AZ", 28),
    (b"BA", 20),
    (b"BE", 16),
    (b"BG", 22),
    (b"BH", 22),
    (b"BR", 29),
    (b"BY", 28),
    (b"CH", 21),
    (b"CR", 22),
    (b"CY", 28),
    (b"CZ", 24),
    (b"DE", 22),
    (b"DK", 18),
    (b"DO", 28),
    (b"EE", 20),
    (b"EG", 29),
    (b"ES", 24),
    (b"FI", 18),
    (b"FO", 18),
    (b"FR", 27),
    (b"GB", 22),
    (b"GE", 22),
    (b"GI", 23),
    (b"GL", 18),
    (b"GR", 27),
    (b"GT", 28),
    (b"HR", 21),
    (b"HU", 28),
    (b"IE", 22),
    (b"IL", 23),
    (b"IQ", 23),
    (b"IS", 26),
    (b"IT", 27),
    (b"JO", 30),
    (b"KW", 30),
    (b"KZ", 20),
    (b"LB", 28),
    (b"LC", 32),
    (b"LI", 21),
    (b"LT", 20),
    (b"LU", 20),
    (b"LV", 21),
    (b"MC", 27),
    (b"MD", 24),
    (b"ME", 22),
    (b"MK", 19),
    (b"MR", 27),
    (b"MT", 31),
    (b"MU", 30),
    (b"NL", 18),
    (b"NO", 15),
    (b"PK", 24),
    (b"PL", 28),
    (b"PS", 29),
    (b"PT", 25),
    (b"QA", 29),
    (b"RO", 24),
    (b"RS", 22),
    (b"SA", 24),
    (b"SC", 31),
    (b"SE", 24),
    (b"SI", 19),
    (b"SK", 24),
    (b"SM", 27),
    (b"ST", 25),
    (b"SV", 28),
    (b"TL", 23),
    (b"TN", 24),
    (b"TR", 26),
    (b"UA", 29),
    (b"VA", 22),
    (b"VG", 24),
    (b"XK", 20),
];

/// The IBAN whose two check digits start at `start`; its country must not stand before `from`.
pub(super) fn around(bytes: &[u8], start: usize, from: usize) -> Option<Range<usize>> {
    let first = start.checked_sub(2).filter(|first| *first >= from)?;
    let country = [bytes[first].to_ascii_uppercase(), bytes[first + 1].to_ascii_uppercase()];
    let (_, length) = LENGTHS.iter().find(|(code, _)| **code == country)?;
    let glued = first > 0 && bytes[first - 1].is_ascii_alphanumeric();
    let (rest, end) = read(bytes, first, *length)?;
    let free = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (!glued && free && rest == 1).then_some(first..end)
}

/// Rest of the division by 97 of `length` characters, and where they end.
fn read(bytes: &[u8], first: usize, length: usize) -> Option<(u32, usize)> {
    let mut characters = [0u8; 34];
    let mut at = first;
    for (place, slot) in characters[..length].iter_mut().enumerate() {
        if place > 0 {
            at += separator(&bytes[at..]);
        }
        *slot = *bytes.get(at).filter(|b| b.is_ascii_alphanumeric())?;
        at += 1;
    }
    if !characters[2..4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let moved = characters[4..length].iter().chain(&characters[..4]);
    let rest = moved.fold(0u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    Some((rest, at))
}

/// Length of one blank, dot or hyphen.
fn separator(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'.' | b'-', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xE2, 0x80, 0xAF, ..] => 3,
        _ => 0,
    }
}
