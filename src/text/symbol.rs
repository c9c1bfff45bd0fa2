//! What is neither a word nor a number: smileys, emoji, addresses, punctuation.

use unicode_segmentation::UnicodeSegmentation;

use super::Kind;

/// End of the ASCII smiley that starts at `start`, if one does: `:)`, `;-)`, `:-((`, `=D`, `<3`, `^^`, `:'(`.
pub(super) fn scan_smiley(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    if rest.starts_with(b"<3") || rest.starts_with(b"^^") {
        return Some(start + 2);
    }
    if rest.starts_with(b"^_^") || rest.starts_with(b"-_-") {
        return Some(start + 3);
    }
    if !matches!(rest.first(), Some(b':' | b';' | b'=')) {
        return None;
    }
    let mut at = 1;
    at += usize::from(matches!(rest.get(at), Some(b'-' | b'\'' | b'o')) && rest.len() > at + 1);
    at += usize::from(rest[at - 1] == b'\'' && rest.get(at) == Some(&b'-'));
    let mouth = *rest.get(at)?;
    if !matches!(mouth, b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|' | b'*' | b'\\' | b'O' | b']' | b'[') {
        return None;
    }
    let mut end = at + 1;
    while rest.get(end) == Some(&mouth) && mouth != b'/' {
        end += 1;
    }
    // « Motif :Défaut » is no smile: accented letters of French start with these bytes.
    let glued =
        rest.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | 0xC3 | 0xC4 | 0xC5));
    (!glued).then_some(start + end)
}

/// End of the web address that starts at `start`, if one does.
pub(super) fn scan_url(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    let known =
        |prefix: &[u8]| rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix);
    if !(known(b"http://") || known(b"https://") || known(b"www.")) {
        return None;
    }
    let length = text[start..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»'));
    let end = start + length.unwrap_or(text.len() - start);
    Some(start + text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '…', '\'']).len())
}

/// End of the e-mail address whose local part ends at `at`, the `@`.
pub(super) fn scan_domain(bytes: &[u8], at: usize) -> Option<usize> {
    let domain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let mut end = at + 1 + bytes[at + 1..].iter().take_while(|b| domain(b)).count();
    while end > at + 1 && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    bytes[at + 1..end].contains(&b'.').then_some(end)
}

/// Bytes looked at for one emoji sequence or one sign with its marks.
const LONGEST_CLUSTER: usize = 128;

/// End and kind of whatever character stands at `start`, outside the fast path.
pub(super) fn scan_other(text: &str, start: usize) -> (usize, Kind) {
    // No cluster of a real text is longer; a hostile one would be cut again and again.
    let limit = text.floor_char_boundary(start + LONGEST_CLUSTER);
    let cluster = text[start..limit].graphemes(true).next().unwrap_or("");
    let c = cluster.chars().next().unwrap_or(' ');
    // Some signs of other scripts join the letter after them: that letter is a word of its own.
    let joined = cluster.chars().skip(1).any(char::is_alphanumeric);
    let end = start + if joined { c.len_utf8() } else { cluster.len() };
    match c {
        '…' | '！' | '？' | '。' => (end, Kind::Stop),
        '–' | '—' | '•' | '·' | '►' | '→' => (end, Kind::Pause),
        _ if is_emoji(c, cluster) => (end, Kind::Emoji),
        _ => (end, Kind::Sign),
    }
}

fn is_emoji(c: char, cluster: &str) -> bool {
    matches!(u32::from(c),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2300..=0x23FF | 0x2190..=0x21FF | 0x25A0..=0x25FF)
        || cluster.contains('\u{FE0F}')
        || cluster.contains('\u{20E3}')
}
