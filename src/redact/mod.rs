//! Goes in: a text as it came. Comes out: the text with personal data replaced by its kind in brackets, or by a
//! pseudonym, and how often each kind was met. Never: touches prices, dates, hours or quantities, nor claims to find
//! every name: only those that a title, a closing formula or a presentation announces.
//!
//! Decided by a check: e-mails, phones, IBAN (mod 97), cards (Luhn), French social security numbers (key). Decided by
//! what stands around: postal addresses, names, numbers of customers and orders. Checks come first; among matches that
//! start at the same place the surest decides, and the earliest start wins.
//! Most comments are copied after three scans of their bytes.

mod address;
mod card;
mod digits;
mod email;
mod iban;
mod name;
mod phone;
mod pseudonym;
mod reference;
mod social;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use digits::Groups;
pub use pseudonym::Key;

/// Kinds of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// E-mail.
    Email,
    /// Phone.
    Phone,
    /// International bank account number.
    Iban,
    /// Bank card.
    Card,
    /// French social security number.
    Social,
    /// Postal address.
    Address,
    /// Name of a person.
    Name,
    /// Number of a customer, a contract, an order.
    Reference,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Phone,
        Self::Iban,
        Self::Card,
        Self::Social,
        Self::Address,
        Self::Name,
        Self::Reference,
    ];

    /// What stands in brackets; also its name in run.json.
    pub fn label(self) -> &'static str {
        ["e-mail", "téléphone", "IBAN", "carte", "sécu", "adresse", "nom", "numéro"][self as usize]
    }
}

/// Something to mask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Which kinds are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them: free text.
    Text,
    /// Those that a check decides: cells that name something else than a person, touchpoints.
    Cell,
    /// The same without cards: in an identifier, one long number in ten passes their check by chance. Dates and ratings
    /// are numbers too.
    Id,
}

/// Fewest digits of anything that a check decides: a foreign number after its `+`.
const FEWEST_DIGITS: usize = 8;

/// Stands for a byte of what is masked already.
const BLOT: char = ']';

/// How far what is masked is looked around, in bytes, and how much of that only tells what stands before or after: a text
/// of a megabyte where each mask frees the next is read in time linear in its length.
const NEAR: usize = 512;
const EDGE: usize = 128;

/// Finds where personal data that starts at a byte ends.
type Detector = fn(&[u8], &Groups) -> Option<usize>;

/// What is looked for at each group of digits, the surest check first.
const NUMBERS: [(Detector, Kind); 3] =
    [(social::end, Kind::Social), (card::end, Kind::Card), (phone::end, Kind::Phone)];

/// The text with personal data masked, borrowed when there is none. Masking what was masked changes nothing.
///
/// ```
/// use verbatim::redact::masked;
/// assert_eq!(masked("Rappelez-moi au 06 12 34 56 78 ou jean@exemple.fr"), "Rappelez-moi au [téléphone] ou [e-mail]");
/// assert_eq!(masked("livré le 12/03/2024 à 14h30, 1 234,50 €"), "livré le 12/03/2024 à 14h30, 1 234,50 €");
/// ```
pub fn masked(text: &str) -> Cow<'_, str> {
    replace(text, &find(text, Scope::Text), None)
}

/// The text with what was found replaced: by its kind, with a pseudonym after it when there is a key.
pub fn replace<'t>(text: &'t str, found: &[Found], key: Option<&Key>) -> Cow<'t, str> {
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for Found { span, kind } in found {
        out.push_str(&text[done..span.start]);
        out.push('[');
        out.push_str(kind.label());
        if let Some(key) = key {
            out.push(' ');
            key.push_pseudonym(*kind, &text[span.clone()], &mut out);
        }
        out.push(']');
        done = span.end;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Personal data of a text, from left to right, without overlaps.
pub fn find(text: &str, scope: Scope) -> Vec<Found> {
    let mut found = look(text, scope);
    if found.is_empty() {
        return found;
    }
    // What stood beside something masked may now stand free; each turn leaves fewer signs to mask, so this ends.
    let mut rest = text.to_owned();
    let mut fresh = found.clone();
    while !fresh.is_empty() {
        fresh.iter().for_each(|one| blot(&mut rest, &one.span));
        fresh = windows(&rest, &fresh).into_iter().flat_map(|window| look_in(&rest, window, scope)).collect();
        found.extend_from_slice(&fresh);
    }
    found.sort_unstable_by_key(|one| one.span.start);
    found
}

/// A bracket for each byte of what was found, so that places stay the same; nothing that is masked holds one.
fn blot(text: &mut String, span: &Range<usize>) {
    text.replace_range(span.clone(), &BLOT.to_string().repeat(span.len()));
}

/// What stands around what was found, from left to right.
fn windows(text: &str, found: &[Found]) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for Found { span, .. } in found {
        let start = text.floor_char_boundary(span.start.saturating_sub(NEAR));
        let end = text.ceil_char_boundary((span.end + NEAR).min(text.len()));
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => windows.push(start..end),
        }
    }
    windows
}

/// What a reading of a window finds, but for what its edges may have cut.
fn look_in(text: &str, window: Range<usize>, scope: Scope) -> Vec<Found> {
    let first = if window.start == 0 { 0 } else { window.start + EDGE };
    let last = if window.end == text.len() { text.len() } else { window.end.saturating_sub(EDGE) };
    let mut found = look(&text[window.clone()], scope);
    for Found { span, .. } in &mut found {
        *span = span.start + window.start..span.end + window.start;
    }
    found.retain(|Found { span, .. }| first <= span.start && span.end <= last);
    found
}

/// What one reading of the text finds, in order.
fn look(text: &str, scope: Scope) -> Vec<Found> {
    let mut found = Vec::new();
    let n_digits = count_digits(text.as_bytes());
    if n_digits >= FEWEST_DIGITS || memchr::memchr(b'@', text.as_bytes()).is_some() {
        merge(&mut found, checked(text, scope));
    }
    if scope != Scope::Text {
        return found;
    }
    let mut announced = |kind, find_all: fn(&str, &mut dyn FnMut(Range<usize>))| {
        let mut more = Vec::new();
        find_all(text, &mut |span| more.push(Found { span, kind }));
        merge(&mut found, more);
    };
    if n_digits > 0 {
        announced(Kind::Address, address::find_all);
    }
    if n_digits >= reference::FEWEST_DIGITS {
        announced(Kind::Reference, reference::find_all);
    }
    announced(Kind::Name, name::find_all);
    found
}

/// Adds what overlaps nothing; both are in order.
fn merge(found: &mut Vec<Found>, more: Vec<Found>) {
    if more.is_empty() || found.is_empty() {
        found.extend(more);
        return;
    }
    let mut known = std::mem::take(found).into_iter().peekable();
    for one in more {
        while let Some(before) = known.next_if(|known| known.span.end <= one.span.start) {
            found.push(before);
        }
        if known.peek().is_none_or(|next| one.span.end <= next.span.start) {
            found.push(one);
        }
    }
    found.extend(known);
}

/// How many digits there are, summed in bytes, which processors do many at a time.
fn count_digits(bytes: &[u8]) -> usize {
    let count = |chunk: &[u8]| chunk.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(count(chunk))).sum()
}

/// What a check decides.
fn checked(text: &str, scope: Scope) -> Vec<Found> {
    let mut found = Vec::new();
    let mut emails = email::find_all(text).into_iter().peekable();
    let mut at = 0;
    loop {
        let limit = emails.peek().map_or(text.len(), |email| email.start);
        let one = next_number(&text.as_bytes()[..limit], at, scope)
            .or_else(|| emails.next().map(|span| Found { span, kind: Kind::Email }));
        let Some(one) = one else { return found };
        at = one.span.end;
        found.push(one);
    }
}

/// The first number to mask that starts at `from` or later.
fn next_number(bytes: &[u8], from: usize, scope: Scope) -> Option<Found> {
    let mut at = from;
    while let Some(start) = digits::next_start(bytes, at) {
        if let Some(span) = iban::around(bytes, start, from) {
            return Some(Found { span, kind: Kind::Iban });
        }
        let groups = Groups::read(bytes, start, from);
        for (detect, kind) in NUMBERS {
            if (kind != Kind::Card || scope != Scope::Id)
                && let Some(end) = detect(bytes, &groups)
            {
                return Some(Found { span: groups.start()..end, kind });
            }
        }
        at = groups.first_end();
    }
    None
}
