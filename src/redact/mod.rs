//! Goes in: a comment as it came. Comes out: the comment with personal data replaced by a name in brackets.
//! Never: guesses names or addresses of people, and never touches prices, dates, hours or quantities.
//!
//! Masked: e-mails, phones, IBAN (with a right check, mod 97), cards (Luhn), French social security numbers (with a
//! right key). Among matches that start at the same place, the surest check decides; the earliest start wins.
//! A comment without `@` and with fewer than eight digits is copied after two scans of its bytes.

mod card;
mod digits;
mod email;
mod iban;
mod phone;
mod social;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use digits::Groups;

/// Fewest digits of anything masked: a foreign number after its `+`.
const FEWEST_DIGITS: usize = 8;

/// Finds where personal data that starts at a byte ends.
type Detector = fn(&[u8], &Groups) -> Option<usize>;

/// What is looked for at each group of digits, the surest check first.
const KINDS: [(Detector, &str); 3] =
    [(social::end, "[sécu]"), (card::end, "[carte]"), (phone::end, "[téléphone]")];

/// The text with personal data masked, borrowed when there is none. Masking what was masked changes nothing.
///
/// ```
/// use verbatim::redact::masked;
/// assert_eq!(masked("Rappelez-moi au 06 12 34 56 78 ou jean@exemple.fr"), "Rappelez-moi au [téléphone] ou [e-mail]");
/// assert_eq!(masked("livré le 12/03/2024 à 14h30, 1 234,50 €"), "livré le 12/03/2024 à 14h30, 1 234,50 €");
/// ```
pub fn masked(text: &str) -> Cow<'_, str> {
    if !may_hold_personal_data(text) {
        return Cow::Borrowed(text);
    }
    let Some(mut text) = mask_once(text) else { return Cow::Borrowed(text) };
    // What stood beside a masked number may now stand free; each turn removes digits or an `@`, so this ends.
    while let Some(again) = mask_once(&text) {
        text = again;
    }
    Cow::Owned(text)
}

fn may_hold_personal_data(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr(b'@', bytes).is_some() || count_digits(bytes) >= FEWEST_DIGITS
}

/// How many digits there are, summed in bytes, which processors do many at a time.
fn count_digits(bytes: &[u8]) -> usize {
    let count = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(count(chunk))).sum()
}

/// `None` when there is nothing to mask.
fn mask_once(text: &str) -> Option<String> {
    let emails = email::find_all(text);
    let mut out = String::new();
    let mut done = 0;
    let mut emails = emails.into_iter().peekable();
    let mut at = 0;
    loop {
        let limit = emails.peek().map_or(text.len(), |email| email.start);
        let (found, name) = match next_number(&text.as_bytes()[..limit], at) {
            Some(found) => found,
            None => match emails.next() {
                Some(email) => (email, "[e-mail]"),
                None => break,
            },
        };
        out.push_str(&text[done..found.start]);
        out.push_str(name);
        done = found.end;
        at = found.end;
    }
    if done == 0 {
        return None;
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// The first number to mask that starts at `from` or later.
fn next_number(bytes: &[u8], from: usize) -> Option<(Range<usize>, &'static str)> {
    let mut at = from;
    while let Some(start) = digits::next_start(bytes, at) {
        if let Some(range) = iban::around(bytes, start, from) {
            return Some((range, "[IBAN]"));
        }
        let groups = Groups::read(bytes, start, from);
        for (detect, name) in KINDS {
            if let Some(end) = detect(bytes, &groups) {
                return Some((groups.start()..end, name));
            }
        }
        at = groups.first_end();
    }
    None
}
