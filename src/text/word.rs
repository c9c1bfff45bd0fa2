//! Where a word ends, and where it is cut.
//!
//! Elisions split (`l'|eau`), so do inversions (`va|-t-il`, `pouvez|-vous`) and `non-`; other hyphens stay
//! (`rendez-vous`, `peut-être`), and so do `aujourd'hui`, `quelqu'un`, `prud'hommes`.

use super::class::{CLASS, Class, is_mark, push};
use super::symbol::{scan_domain, scan_url};
use super::{Kind, Token, fold, lower};

/// End of the letters that start at `at`, combining marks and invisible characters inside the word included.
pub(super) fn letters_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b) if CLASS[*b as usize] == Class::Letter => at += 1,
            // U+00C0 to U+00FF less the two signs: nearly every accented letter of French.
            Some(0xC3) if !matches!(bytes[at + 1], 0x97 | 0xB7) => at += 2,
            Some(0xC5) => at += 2,
            Some(b) if *b >= 0x80 => {
                let c = text[at..].chars().next().unwrap_or(' ');
                if !(c.is_alphabetic() || is_mark(c) || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}')) {
                    return at;
                }
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
}

/// Length of the apostrophe at `at`, 0 when there is none.
fn apostrophe(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\'' | b'`', ..]) => 1,
        Some([0xC2, 0x92 | 0xB4, ..]) | Some([0xCA, 0xBC, ..]) => 2,
        Some([0xE2, 0x80, 0x98 | 0x99, ..]) => 3,
        _ => 0,
    }
}

/// Length of the hyphen at `at`, 0 when there is none.
fn hyphen(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'-', ..]) => 1,
        Some([0xE2, 0x80, 0x90 | 0x91, ..]) => 3,
        _ => 0,
    }
}

fn starts_letter(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => b.is_ascii_alphabetic(),
        Some(_) => text[at..].chars().next().is_some_and(char::is_alphabetic),
        None => false,
    }
}

/// Emits the word that starts at `start` as one token or several; returns where it ends.
pub(super) fn scan_word(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    if matches!(text.as_bytes()[start], b'h' | b'H' | b'w' | b'W')
        && let Some(end) = scan_url(text, start)
    {
        push(tokens, start, end, Kind::Url);
        return end;
    }
    let bytes = text.as_bytes();
    let mut head = start;
    let mut at = letters_end(text, start);
    loop {
        let mark = apostrophe(bytes, at);
        if mark > 0 {
            let part = &text[head..at];
            if is_elided(part) && !is_whole(text, part, at + mark) {
                push(tokens, head, at + mark, Kind::Word);
                head = at + mark;
                if !starts_letter(text, head) {
                    return head;
                }
                at = letters_end(text, head);
                continue;
            }
            if starts_letter(text, at + mark) {
                at = letters_end(text, at + mark);
                continue;
            }
            break;
        }
        match bytes.get(at) {
            Some(b'@') => {
                if let Some(end) = scan_domain(bytes, at) {
                    let start = email_start(tokens, bytes, head);
                    push(tokens, start, end, Kind::Email);
                    return end;
                }
                break;
            }
            // « c.a.d », « S.A.V. »: single letters between dots.
            Some(b'.') if is_initials(text, head, at) => {
                at = letters_end(text, at + 1);
                continue;
            }
            _ => {}
        }
        let mark = hyphen(bytes, at);
        if mark == 0 || !starts_letter(text, at + mark) {
            break;
        }
        let next = letters_end(text, at + mark);
        let part = &text[head..at];
        if let Some(end) = inversion_end(text, at, mark, next) {
            push(tokens, head, at, Kind::Word);
            push(tokens, at, end, Kind::Word);
            at = end;
            if hyphen(bytes, at) > 0 && starts_letter(text, at + hyphen(bytes, at)) {
                at += hyphen(bytes, at);
                head = at;
                at = letters_end(text, at);
                continue;
            }
            return at;
        }
        if part.eq_ignore_ascii_case("non") {
            push(tokens, head, at, Kind::Word);
            head = at + mark;
        }
        at = next;
    }
    if is_initials_tail(text, head, at) {
        at += 1;
    }
    if at > head {
        push(tokens, head, at, Kind::Word);
    }
    at
}

/// The local part of an address may have been cut at its dots: takes the pieces back.
fn email_start(tokens: &mut Vec<Token>, bytes: &[u8], head: usize) -> usize {
    let mut start = head;
    while let Some(last) = tokens.last() {
        let glued = last.end as usize == start;
        let local = bytes[last.start as usize..last.end as usize]
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'));
        if !(glued && local) {
            break;
        }
        start = last.start as usize;
        tokens.pop();
    }
    start
}

/// Whether the letters before an apostrophe are a word that elides.
fn is_elided(part: &str) -> bool {
    match part.len() {
        1 => matches!(part.as_bytes()[0] | 0x20, b'l' | b'd' | b'j' | b'm' | b't' | b's' | b'c' | b'n'),
        2..=8 => ["qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu", "aujourd"]
            .iter()
            .any(|word| part.eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// `aujourd'hui`, `quelqu'un`, `presqu'île`: the apostrophe is inside the word.
fn is_whole(text: &str, part: &str, after: usize) -> bool {
    part.len() >= 6
        && ["aujourd", "quelqu", "presqu"].iter().any(|word| part.eq_ignore_ascii_case(word))
        && starts_letter(text, after)
}

/// Without their accents: « la » stands for « là » too.
const CLITICS: [&str; 21] = [
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "moi", "toi", "le", "la", "les",
    "lui", "leur", "y", "en", "ci", "t",
];

/// End of the clitic group after a hyphen: `-il`, `-t-il`, `-vous`; `None` for an ordinary compound.
fn inversion_end(text: &str, at: usize, mark: usize, next: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = &text[at + mark..next];
    if word.len() > 5 || !CLITICS.contains(&&*fold(&lower(word))) {
        return None;
    }
    if word.eq_ignore_ascii_case("t") {
        let joint = hyphen(bytes, next).max(apostrophe(bytes, next));
        if joint == 0 || !starts_letter(text, next + joint) {
            return None;
        }
        return Some(letters_end(text, next + joint));
    }
    let before = &text[..at];
    let head = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // « rendez-vous », « sous-le... » : nouns that look like inversions.
    if head.eq_ignore_ascii_case("rendez") && word.eq_ignore_ascii_case("vous") {
        return None;
    }
    if word.eq_ignore_ascii_case("y") || word.eq_ignore_ascii_case("en") {
        // « vas-y », « allez-y », but « c'est-en... », « va-et-vient », « prise-en-charge ».
        if hyphen(bytes, next) > 0 {
            return None;
        }
    }
    if matches!(bytes.get(next), Some(b'-')) && word.eq_ignore_ascii_case("la") {
        return None;
    }
    Some(next)
}

fn is_initials(text: &str, head: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let single = at == head + 1 || (at >= head + 2 && bytes[at - 2] == b'.');
    single
        && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
        && letters_end(text, at + 1) == at + 2
        && bytes.get(at + 2).is_none_or(|b| !b.is_ascii_alphanumeric())
}

fn is_initials_tail(text: &str, head: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    at > head + 2 && bytes.get(at) == Some(&b'.') && bytes[at - 2] == b'.' && bytes.get(at + 1) != Some(&b'.')
}
