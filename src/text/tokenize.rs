//! French tokenizer: one pass over bytes, no allocation, every token a span of the input.
//!
//! Not handled: words broken at line ends, missing spaces between words, languages without spaces
//! (a run of such letters is one word).

use super::class::{CLASS, Class, is_mark, push};
use super::number::scan_number;
use super::symbol::{scan_other, scan_smiley};
use super::word::{letters_end, scan_word};
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
            Class::Break => {
                let end = run_end(bytes, at, |b| matches!(b, b'\n' | b'\r'));
                if !stops(text, end, tokens) {
                    at = end;
                    continue;
                }
                (end, Kind::Stop)
            }
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

/// Whether the line break that ends there stops anything: one at either end of a text does not, nor one after another stop.
fn stops(text: &str, end: usize, before: &[Token]) -> bool {
    before.last().is_some_and(|token| token.kind != Kind::Stop) && !text[end..].trim_start().is_empty()
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

/// White space for the eye: joiners, directional marks, soft hyphens outside words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{91}' | '\u{93}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

fn run_end(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    start + bytes[start..].iter().take_while(|b| belongs(**b)).count()
}

fn scan_sign(text: &str, at: usize) -> (usize, Kind) {
    let bytes = text.as_bytes();
    if let Some(end) = scan_smiley(bytes, at) {
        return (end, Kind::Emoji);
    }
    let spaced = text[..at].chars().next_back().is_none_or(char::is_whitespace);
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
