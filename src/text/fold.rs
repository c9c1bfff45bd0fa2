//! Forms of a word that ignore what French writers ignore: case, ligatures, accents, stretched letters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Lower case, composed (NFC), ligatures opened, one kind of apostrophe.
///
/// ```
/// assert_eq!(verbatim::text::lower("CŒUR"), "coeur");
/// assert_eq!(verbatim::text::lower("e\u{301}te\u{301}"), "été");
/// assert_eq!(verbatim::text::lower("L’"), "l'");
/// ```
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| matches!(b, b'a'..=b'z' | b'-' | b'\'')) {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    // Nearly every word: nothing to compose, and one case table less.
    if word.chars().all(|c| c < '\u{80}' || matches!(c, 'À'..='ÿ' if !matches!(c, 'Æ' | 'æ'))) {
        out.extend(word.chars().map(|c| match c {
            '`' => '\'',
            'À'..='Þ' if c != '×' => char::from(c as u8 + 0x20),
            _ => c.to_ascii_lowercase(),
        }));
        return Cow::Owned(out);
    }
    for c in word.nfc() {
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            '’' | 'ʼ' | '`' | '´' | '\u{92}' | '‘' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// Accents removed from a lower-case word.
///
/// ```
/// assert_eq!(verbatim::text::fold("déçue"), "decue");
/// ```
pub fn fold(lower: &str) -> Cow<'_, str> {
    if lower.is_ascii() {
        return Cow::Borrowed(lower);
    }
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        // The accents of French, without a search.
        let plain = match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'à' | 'â' | 'ä' => 'a',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'û' | 'ù' | 'ü' => 'u',
            'ç' => 'c',
            _ => c,
        };
        if plain.is_ascii() {
            out.push(plain);
            continue;
        }
        decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                out.push(part);
            }
        });
    }
    Cow::Owned(out)
}

/// A name as readers compare names: case, accents, ligatures, kinds of apostrophes and of blanks tell no two of them apart.
///
/// ```
/// assert_eq!(verbatim::text::fold_name(" Réseaux\u{a0} SOCIAUX "), "reseaux sociaux");
/// ```
pub fn fold_name(name: &str) -> String {
    let words = name.split_whitespace().map(lower).filter(|word| !word.is_empty());
    fold(&words.collect::<Vec<_>>().join(" ")).into_owned()
}

/// The word with letters written three times or more reduced to `keep`; `None` when there is no such run.
///
/// ```
/// assert_eq!(verbatim::text::squeeze("nuuuul", 1).as_deref(), Some("nul"));
/// assert_eq!(verbatim::text::squeeze("belle", 1), None);
/// ```
pub fn squeeze(lower: &str, keep: usize) -> Option<String> {
    // Letters of French take one byte or two: where no byte stands again two further on, none is written three times.
    let bytes = lower.as_bytes();
    if bytes.iter().all(|b| *b < 0xE0) && !bytes.windows(3).any(|run| run[0] == run[2]) {
        return None;
    }
    let mut out = String::with_capacity(lower.len());
    let mut chars = lower.chars().peekable();
    let mut squeezed = false;
    while let Some(c) = chars.next() {
        let mut run = 1;
        while chars.peek() == Some(&c) {
            chars.next();
            run += 1;
        }
        let kept = if run >= 3 { keep } else { run };
        squeezed |= kept != run;
        out.extend(std::iter::repeat_n(c, kept));
    }
    squeezed.then_some(out)
}
