//! How a French word sounds, roughly: what those who write by ear keep when they miss the spelling.
//!
//! « incompetent » and « imcompettent » sound the same, so do « ph » and « f », « qu » and « c », « ain » and « in »,
//! « s », « ss », « ç » and « z »; « il » and « ill », « pression » and « pressing » do not. Accents must be gone.

/// Vowels as letters.
const VOWELS: &[u8] = b"aeiouy";

/// The sounds of a folded word, one letter each; capitals are sounds that French writes with two letters.
///
/// ```
/// use verbatim::text::sound;
/// assert_eq!(sound("accompagnement"), sound("acompagnemant"));
/// assert_eq!(sound("qualite"), sound("calitee"));
/// assert_ne!(sound("injection"), sound("infection"));
/// assert_ne!(sound("habile"), sound("habille"));
/// ```
pub fn sound(folded: &str) -> String {
    let letters: Vec<u8> = folded.bytes().filter(u8::is_ascii_lowercase).collect();
    let mut sounds = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (heard, taken) = next(&letters, at);
        for sound in heard.chars().filter(|sound| *sound != SILENT) {
            if !sounds.ends_with(sound) {
                sounds.push(sound);
            }
        }
        at += taken;
    }
    sounds
}

/// A letter that is not heard.
const SILENT: char = '-';

/// What is heard at a letter, and how many letters it takes.
fn next(letters: &[u8], at: usize) -> (&'static str, usize) {
    let here = |offset: usize| letters.get(at + offset).copied().unwrap_or(b' ');
    let is_vowel = |offset: usize| VOWELS.contains(&here(offset));
    let softens = |offset: usize| matches!(here(offset), b'e' | b'i' | b'y');
    // « n » and « m » make the vowel before them nasal, unless a vowel or another of them follows.
    let nasal = |offset: usize| {
        matches!(here(offset), b'n' | b'm')
            && !is_vowel(offset + 1)
            && !matches!(here(offset + 1), b'n' | b'm' | b'h')
    };
    match (here(0), here(1), here(2)) {
        (b'e', b'a', b'u') => ("o", 3),
        (b'o', b'e', b'u') => ("E", 3),
        (b'a', b'u', _) => ("o", 2),
        (b'e', b'u', _) => ("E", 2),
        (b'o', b'u', _) => ("U", 2),
        (b'a' | b'e', b'i', _) if nasal(2) => ("I", 3),
        (b'a' | b'e', ..) if nasal(1) => ("A", 2),
        (b'i' | b'y' | b'u', ..) if nasal(1) => ("I", 2),
        (b'o', ..) if nasal(1) => ("O", 2),
        (b'a' | b'e', b'i' | b'y', _) => ("e", 2),
        (b'i' | b'y', b'l', b'l') if at > 0 => ("ij", 3),
        (b'y', ..) => ("i", 1),
        (b'p', b'h', _) => ("f", 2),
        (b'c', b'h', _) => ("S", 2),
        (b'h', ..) => ("-", 1),
        (b'q', b'u', _) => ("k", 2),
        (b'q' | b'k', ..) => ("k", 1),
        (b'g', b'u', _) if softens(2) => ("g", 2),
        (b'g', b'e', b'a' | b'o') => ("J", 2),
        (b'g', ..) => (if softens(1) { "J" } else { "g" }, 1),
        (b'j', ..) => ("J", 1),
        (b'c', b'c', _) => (if softens(2) { "ks" } else { "k" }, 2),
        (b'c', ..) => (if softens(1) { "s" } else { "k" }, 1),
        (b's', b'c', _) if softens(2) => ("s", 2),
        (b's' | b'z', ..) => ("s", 1),
        (b't', b'i', b'o') if here(3) == b'n' && at > 0 && letters[at - 1] != b's' => ("s", 1),
        (b'w', ..) => ("v", 1),
        (b'x', ..) => ("ks", 1),
        (letter, ..) => (alone(letter), 1),
    }
}

/// A letter that sounds as it is written.
fn alone(letter: u8) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let place = usize::from(letter - b'a');
    &LETTERS[place..=place]
}
