//! Numbers as French writes them: prices, hours, dates, phone numbers, units glued to digits.

use super::class::is_mark;
use super::{Kind, fold, lower};

/// End and kind of the number that starts at `start`, a digit.
///
/// Not handled: numbers in letters (a word class does that), fractions (`1/2` is a number), roman numerals.
pub(super) fn scan_number(text: &str, start: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    let mut end = digits(bytes, start);
    let mut slashes = 0;
    let mut grouped = false;
    loop {
        match bytes.get(end) {
            Some(b'.' | b',' | b'/' | b':') if is_digit(bytes, end + 1) => {
                slashes += usize::from(bytes[end] == b'/');
                grouped = false;
                end = digits(bytes, end + 1);
            }
            // « 1 234 » and « 06 12 34 56 78 »: a space inside a number is followed by groups of three or of two.
            Some(b' ') if is_group(bytes, end + 1, 3) && (grouped || end - start <= 3) => {
                grouped = true;
                end += 4;
            }
            Some(b' ') if starts_phone(bytes, start) && is_group(bytes, end + 1, 2) => end += 3,
            Some(0xC2 | 0xE2) => match thin_space(text, end) {
                Some(after) if is_group(bytes, after, 3) => end = after + 3,
                _ => break,
            },
            _ => break,
        }
    }
    if slashes == 2 || is_dotted_date(&text[start..end]) {
        return (end, Kind::Date);
    }
    unit(text, start, end)
}

/// What follows the digits: a currency, an hour, a unit of time, an ordinal mark.
fn unit(text: &str, start: usize, end: usize) -> (usize, Kind) {
    let rest = &text[end..];
    let spaces = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
    let after = &rest[spaces..];
    if let Some(sign) = ["€", "$", "£", "₣"].iter().find(|sign| after.starts_with(**sign)) {
        let cents = &after[sign.len()..];
        let n_cents = cents.bytes().take_while(u8::is_ascii_digit).count();
        return (end + spaces + sign.len() + if n_cents == 2 { 2 } else { 0 }, Kind::Price);
    }
    let letters: usize =
        rest.chars().take_while(|c| c.is_alphabetic() || is_mark(*c)).map(char::len_utf8).sum();
    let low = lower(&rest[..letters]);
    match &*fold(&low) {
        "h" | "hr" | "hrs" => {
            let minutes = rest[letters..].bytes().take_while(u8::is_ascii_digit).count();
            if minutes == 2 {
                return (end + letters + 2, Kind::Hour);
            }
            let whole = &rest[letters..];
            let per = if whole.starts_with("/24") || whole.starts_with("/7") {
                2 + usize::from(whole.starts_with("/24"))
            } else {
                0
            };
            (end + letters + per, Kind::Duration)
        }
        "j" | "mn" | "min" | "mins" | "s" | "sec" | "jours" | "jour" | "mois" | "ans" | "an" | "heures"
        | "heure" | "minutes" | "semaines" => (end + letters, Kind::Duration),
        "e" | "er" | "ere" | "eme" | "ieme" | "nd" | "nde" | "k" => (end + letters, Kind::Number),
        "euros" | "euro" | "eur" => (end + letters, Kind::Price),
        _ if text.as_bytes()[start..end].contains(&b':') && end - start <= 8 => (end, Kind::Hour),
        _ => (end, Kind::Number),
    }
}

/// `12.03.2024`: two dots and a year of four digits, else it is a phone number or thousands.
fn is_dotted_date(number: &str) -> bool {
    let lengths: Vec<usize> = number.split('.').map(str::len).collect();
    matches!(lengths.as_slice(), [1 | 2, 1 | 2, 4]) && !number.contains([',', ' ', ':'])
}

fn digits(bytes: &[u8], mut at: usize) -> usize {
    while is_digit(bytes, at) {
        at += 1;
    }
    at
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

/// Whether exactly `n` digits stand there.
fn is_group(bytes: &[u8], at: usize, n: usize) -> bool {
    digits(bytes, at) == at + n
}

fn starts_phone(bytes: &[u8], start: usize) -> bool {
    bytes[start] == b'0' && digits(bytes, start) >= start + 2
}

fn thin_space(text: &str, at: usize) -> Option<usize> {
    text.get(at..)?
        .chars()
        .next()
        .filter(|c| matches!(c, '\u{A0}' | '\u{202F}' | '\u{2009}'))
        .map(|c| at + c.len_utf8())
}
