//! What a byte may start, which the tokenizer and the scan of words ask alike, and the token that both of them end with.

use super::{Kind, Token};

/// What a byte may start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Break,
    Letter,
    Digit,
    Stop,
    Pause,
    Sign,
    Wide,
}

pub(super) const CLASS: [Class; 256] = {
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

/// What is written over the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Adds a token.
pub(super) fn push(tokens: &mut Vec<Token>, start: usize, end: usize, kind: Kind) {
    tokens.push(Token { start: start as u32, end: end as u32, kind });
}
