//! Words of a text, one by one, for what only its neighbours betray.

/// Longest word, in characters: what goes on is read again and again for nothing.
const LONGEST: usize = 60;

/// The word that starts at a byte: letters, with hyphens and apostrophes between them; nothing when it is endless.
pub(super) fn word(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    for _ in 0..=LONGEST {
        let Some((place, c)) = chars.next() else { return rest };
        let joins = matches!(c, '-' | '\'' | '’')
            && place > 0
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(is_letter(c) || joins) {
            return &rest[..end];
        }
        end = place + c.len_utf8();
    }
    ""
}

/// A letter, or the accent of the one before where the two are stored apart.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_accent(c)
}

pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The place after at most two blanks, none of which ends a line.
pub(super) fn after_blanks(text: &str, at: usize) -> usize {
    text[at..]
        .char_indices()
        .take(2)
        .take_while(|(_, c)| is_blank(*c))
        .fold(at, |_, (i, c)| at + i + c.len_utf8())
}

pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Whether no letter or digit stands right before.
pub(super) fn starts_free(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || is_accent(c))
}

/// Whether the word begins with a capital.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the word is written in capitals, two at least.
pub(super) fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

/// Lower case without accents, as lists below write words.
pub(super) fn folded(word: &str) -> String {
    word.chars()
        .filter(|c| !is_accent(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'û' | 'ù' | 'ü' => 'u',
            'ç' => 'c',
            '’' => '\'',
            other => other,
        })
        .collect()
}
