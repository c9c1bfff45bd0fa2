//! French social security numbers: thirteen characters and a key of two digits (97 minus the rest of the division).

use super::digits::{Groups, separator_end};

/// Digits with their key.
const LEN: usize = 15;

/// End of the number that these groups start with.
pub(super) fn end(bytes: &[u8], groups: &Groups) -> Option<usize> {
    if groups.plus.is_some() || groups.tight_before {
        return None;
    }
    let (number, end) = read(bytes, groups.start())?;
    let free = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (free && is_plausible(&number) && has_right_key(&number)).then_some(end)
}

/// Fifteen characters, blanks and marks left out; the department of Corsica has a letter.
fn read(bytes: &[u8], start: usize) -> Option<([u8; LEN], usize)> {
    let mut number = [0u8; LEN];
    let mut at = start;
    for place in 0..LEN {
        let corsican =
            place == 6 && number[5] == b'2' && matches!(bytes.get(at), Some(b'A' | b'B' | b'a' | b'b'));
        if !corsican && !bytes.get(at)?.is_ascii_digit() {
            at = after_letter(bytes, at).or_else(|| separator_end(bytes, at))?;
        }
        number[place] = bytes[at].to_ascii_uppercase();
        at += 1;
    }
    Some((number, at))
}

/// The digits after « 2A » may follow a blank.
fn after_letter(bytes: &[u8], at: usize) -> Option<usize> {
    let next = separator_end(bytes, at)?;
    (next == at + 1).then_some(next)
}

/// Sex, then month: 01 to 12, or the codes used when it is not known.
fn is_plausible(number: &[u8; LEN]) -> bool {
    let month = (number[3] - b'0') * 10 + number[4] - b'0';
    matches!(number[0], b'1'..=b'4' | b'7' | b'8') && matches!(month, 1..=12 | 20..=42 | 50..=99)
}

fn has_right_key(number: &[u8; LEN]) -> bool {
    let mut digits = *number;
    // Corsica counts as department 19 (2A) or 18 (2B).
    match number[6] {
        b'A' => (digits[5], digits[6]) = (b'1', b'9'),
        b'B' => (digits[5], digits[6]) = (b'1', b'8'),
        _ => {}
    }
    let value = |digits: &[u8]| digits.iter().fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    value(&digits[13..]) == 97 - value(&digits[..13]) % 97
}
