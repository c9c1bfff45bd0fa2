//! Postal addresses: a number, a kind of street, its name; the postcode and the town when they follow.

use std::ops::Range;

use super::digits::{digits_end, next_start};
use super::words::{after_blanks, folded, is_blank, is_capitalised, is_shouted, starts_free, word};

/// Kinds of street that are nothing else, folded.
const STREETS: &[&str] = &[
    "rue",
    "avenue",
    "ave",
    "boulevard",
    "bd",
    "bld",
    "blvd",
    "allee",
    "impasse",
    "ruelle",
    "faubourg",
    "fg",
    "lotissement",
    "esplanade",
    "sentier",
    "venelle",
    "rond-point",
    "lieu-dit",
    "chaussee",
];
/// Those that are also common words: only a name with a capital makes a street of them (« 2 place de parking »).
const VAGUE: &[&str] = &[
    "allees",
    "place",
    "pl",
    "cours",
    "passage",
    "route",
    "rte",
    "cite",
    "villa",
    "residence",
    "voie",
    "montee",
    "cote",
    "clos",
    "parvis",
    "r",
    "av",
    "mail",
    "traverse",
    "quai",
    "square",
    "hameau",
    "chemin",
];
/// Small words inside the name of a street.
const INSIDE: &[&str] = &[
    "de", "du", "des", "la", "le", "les", "l", "d", "a", "aux", "au", "et", "en", "sur", "sous", "saint",
    "sainte", "st", "ste",
];
/// Most words of the name of a street.
const LONGEST_NAME: usize = 8;

/// Tells of every address.
pub(super) fn find_all(text: &str, tell: &mut dyn FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = next_start(bytes, at) {
        let end = digits_end(bytes, start);
        at = end;
        let glued = !starts_free(text, start)
            || matches!(bytes[..start], [.., b'0'..=b'9', b'.' | b',' | b'/' | b':' | b'-']);
        if end - start > 4 || glued {
            continue;
        }
        if let Some(end) = after_number(text, end) {
            tell(start..end);
            at = end;
        }
    }
}

/// End of the address whose number ends there.
fn after_number(text: &str, number_end: usize) -> Option<usize> {
    let mut at = after_repetition(text, number_end);
    at += usize::from(text[at..].starts_with(','));
    let start = after_blanks(text, at);
    let kind = word(text, start);
    let plain = folded(kind);
    let is_vague = VAGUE.contains(&plain.as_str());
    if start == number_end || !(is_vague || STREETS.contains(&plain.as_str())) {
        return None;
    }
    let mut end = start + kind.len();
    end += usize::from(text[end..].starts_with('.'));
    let name_end = street_name(text, end, is_vague)?;
    Some(town(text, name_end).unwrap_or(name_end))
}

/// « bis », « ter », « B » after the number.
fn after_repetition(text: &str, number_end: usize) -> usize {
    let at = after_blanks(text, number_end);
    let next = word(text, at);
    let plain = folded(next);
    let repeats =
        matches!(plain.as_str(), "bis" | "ter" | "quater") || (plain.len() == 1 && "abcd".contains(&plain));
    if repeats { at + next.len() } else { number_end }
}

/// End of the name of a street: small words, then capitals; one plain word where there is none.
fn street_name(text: &str, from: usize, needs_capital: bool) -> Option<usize> {
    if let Some(end) = up_to_postcode(text, from) {
        return Some(end);
    }
    let (mut at, mut end, mut shouted) = (from, None, false);
    for _ in 0..LONGEST_NAME {
        let start = skip_apostrophe(text, after_blanks(text, at));
        let next = word(text, start);
        let plain = folded(next);
        let elided = plain.starts_with("d'") || plain.starts_with("l'");
        let capital = is_capitalised(next) || (elided && next.chars().nth(2).is_some_and(char::is_uppercase));
        if next.is_empty() || (start == at && at != from) {
            break;
        }
        if INSIDE.contains(&plain.as_str()) {
            at = start + next.len();
            continue;
        }
        // In capitals every word has one: the first is the name, the others may be the sentence.
        if capital && !(shouted && end.is_some()) {
            shouted = is_shouted(next);
            at = start + next.len();
            end = Some(at);
        } else if end.is_none() && !needs_capital {
            return Some(start + next.len());
        } else {
            break;
        }
    }
    end
}

/// « 11 novembre », « 8-Mai-1945 »: the name may hold digits, and a postcode near by closes it whatever its case.
fn up_to_postcode(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let near = &rest[..rest.floor_char_boundary(80)];
    let clause = near.find(['.', ';', '!', '?', '\n', '(', ':', '[', ']']).unwrap_or(near.len());
    let bytes = &rest.as_bytes()[..clause];
    let mut at = 0;
    while let Some(start) = next_start(bytes, at) {
        at = digits_end(bytes, start);
        if at - start == 5 {
            let name = rest[..start].trim_end_matches(|c| is_blank(c) || c == ',' || c == '-');
            return (!name.trim().is_empty() && rest[..start].split_whitespace().count() <= LONGEST_NAME)
                .then_some(from + name.len());
        }
    }
    None
}

fn skip_apostrophe(text: &str, at: usize) -> usize {
    let marks = ["'", "’"];
    marks.iter().find(|mark| text[at..].starts_with(**mark)).map_or(at, |mark| at + mark.len())
}

/// End of « , 75011 Paris » after the name of a street.
fn town(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let skipped =
        rest.len() - rest.trim_start_matches(|c| is_blank(c) || matches!(c, ',' | '-' | '\n' | '\r')).len();
    let start = from + skipped;
    let code_end = digits_end(text.as_bytes(), start);
    if skipped == 0 || code_end - start != 5 {
        return None;
    }
    let (mut at, mut end) = (code_end, code_end);
    for place in 0..4 {
        let start = after_blanks(text, at);
        let next = word(text, start);
        let inside = INSIDE.contains(&folded(next).as_str());
        if start == at || next.is_empty() || !(is_capitalised(next) || place == 0 || inside) {
            break;
        }
        at = start + next.len();
        if !inside || is_capitalised(next) {
            end = at;
        }
        if place == 0 && (!is_capitalised(next) || is_shouted(next)) && !inside {
            break;
        }
    }
    Some(end)
}
