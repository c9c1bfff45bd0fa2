//! French tokenizer: one pass over bytes, no allocation, every token a span of the input.
//!
//! Elisions split (`l'|eau`), so do inversions (`va|-t-il`, `pouvez|-vous`) and `non-`; other hyphens stay
//! (`rendez-vous`, `peut-être`), and so do `aujourd'hui`, `quelqu'un`, `prud'hommes`.
//! Not handled: words broken at line ends, missing spaces between words, languages without spaces
//! (a run of such letters is one word).

use super::number::scan_number;
use super::symbol::{scan_domain, scan_other, scan_smiley, scan_url};
use super::{Kind, Token};

/// Cuts a comment into tokens, appended to `tokens` after clearing it. Texts over 4 GiB are cut there.
///
/// ```
/// let text = "L'accueil était top, j'ai payé 12,50 € !";
/// let mut tokens = Vec::new();
/// verbatim::text::tokenize(text, &mut tokens);
/// let words: Vec<&str> = tokens.iter().map(|t| t.text(text)).collect();
/// assert_eq!(words, ["L'", "accueil", "était", "top", ",", "j'", "ai", "payé", "12,50 €", "!"]);
/// ```
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    let limit = bytes.len().min(u32::MAX as usize);
    while at < limit {
        let (end, kind) = match CLASS[bytes[at] as usize] {
            Class::Space => {
                at += 1;
                continue;
            }
            Class::Letter => {
                let end = letters_end(text, at);
                if is_plain_end(bytes, at, end) {
                    push(tokens, at, end, Kind::Word);
                    at = end;
                } else {
                    at = scan_word(text, at, tokens);
                }
                continue;
            }
            Class::Digit => scan_number(text, at),
            Class::Break => (run_end(bytes, at, |b| matches!(b, b'\n' | b'\r')), Kind::Stop),
            Class::Stop => (run_end(bytes, at, |b| matches!(b, b'.' | b'!' | b'?')), Kind::Stop),
            Class::Pause => match scan_smiley(bytes, at) {
                Some(end) => (end, Kind::Emoji),
                None => (at + 1, Kind::Pause),
            },
            Class::Sign => scan_sign(text, at),
            Class::Wide => match wide_class(text, at) {
                Wide::Letter => {
                    at = scan_word(text, at, tokens);
                    continue;
                }
                Wide::Space(length) => {
                    at += length;
                    continue;
                }
                Wide::Other => scan_other(text, at),
            },
        };
        push(tokens, at, end, kind);
        at = end;
    }
}

/// Whether nothing but letters can belong to the word that ends there: nine words in ten. A dot may start a domain or
/// end initials, a colon a scheme.
fn is_plain_end(bytes: &[u8], start: usize, end: usize) -> bool {
    match bytes.get(end) {
        None | Some(b' ' | b'\n' | b',' | b'!' | b'?' | b';' | b')' | b'"') => true,
        Some(b'.') => end - start > 3,
        Some(_) => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Break,
    Letter,
    Digit,
    Stop,
    Pause,
    Sign,
    Wide,
}

const CLASS: [Class; 256] = {
    let mut table = [Class::Sign; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'\n' | b'\r' => Class::Break,
            0..=0x20 | 0x7F => Class::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'!' | b'?' => Class::Stop,
            b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => Class::Pause,
            0x80..=0xFF => Class::Wide,
            _ => Class::Sign,
        };
        b += 1;
    }
    table
};

enum Wide {
    Letter,
    Space(usize),
    Other,
}

fn wide_class(text: &str, at: usize) -> Wide {
    let c = text[at..].chars().next().unwrap_or(' ');
    if c.is_alphabetic() || is_mark(c) {
        Wide::Letter
    } else if c.is_whitespace() || is_invisible(c) {
        Wide::Space(c.len_utf8())
    } else {
        Wide::Other
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// White space for the eye: joiners, directional marks, soft hyphens outside words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{91}' | '\u{93}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: Kind) {
    tokens.push(Token { start: start as u32, end: end as u32, kind });
}

fn run_end(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    start + bytes[start..].iter().take_while(|b| belongs(**b)).count()
}

fn scan_sign(text: &str, at: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    if let Some(end) = scan_smiley(bytes, at) {
        return (end, Kind::Emoji);
    }
    let spaced = at == 0 || bytes[at - 1] == b' ' || bytes[at - 1] == b'\n';
    match bytes[at] {
        b'@' => {
            let name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'*');
            let end = run_end(bytes, at + 1, name);
            (end, if end > at + 1 { Kind::Handle } else { Kind::Sign })
        }
        b'-' | b'*' | b'_' | b'=' | b'+' | b'>' if spaced => {
            let mark = bytes[at];
            (run_end(bytes, at, |b| b == mark), Kind::Pause)
        }
        _ => (at + 1, Kind::Sign),
    }
}

/// End of the letters that start at `at`, combining marks and invisible characters inside the word included.
fn letters_end(text: &str, mut at: usize) -> usize {
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
fn scan_word(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
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

const CLITICS: [&str; 22] = [
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "moi", "toi", "le", "la", "les",
    "lui", "leur", "y", "en", "ci", "là", "t",
];

/// End of the clitic group after a hyphen: `-il`, `-t-il`, `-vous`; `None` for an ordinary compound.
fn inversion_end(text: &str, at: usize, mark: usize, next: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = &text[at + mark..next];
    if word.len() > 5 || !CLITICS.iter().any(|clitic| word.eq_ignore_ascii_case(clitic)) {
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
    let last = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |i| i + 1);
    let head = before.get(last..).unwrap_or("");
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
