//! Goes in: a header. Comes out: its words, lower-case, unaccented, singular, with one spelling of « numéro ». Never: knows
//! what they name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What « numéro » is written as: « N° de dossier », « No. de dossier », « Num dossier ».
const NUMBER: &str = "numero";
const NUMBERS: [&str; 4] = ["n", "no", "num", NUMBER];

/// Words between a number and what it numbers.
const OF: [&str; 7] = ["de", "du", "d", "des", "l", "la", "le"];

/// A sign that stands for an identifier, where a header is nothing else.
const HASH: &str = "#";

/// The words of a header that count.
pub(super) fn words(header: &str) -> Vec<String> {
    let folded = folded(header);
    let mut words: Vec<String> = Vec::new();
    let mut follows_number = false;
    for word in folded.split_whitespace().map(singular) {
        if follows_number && OF.contains(&word) {
            continue;
        }
        follows_number = NUMBERS.contains(&word);
        words.push(if follows_number { NUMBER } else { word }.to_owned());
    }
    if words.is_empty() && header.contains(HASH) {
        words.push(HASH.to_owned());
    }
    words
}

fn folded(header: &str) -> String {
    let mut folded = String::new();
    let mut after_lower = false;
    for c in header.nfd().filter(|c| !is_combining_mark(*c)) {
        if c.is_uppercase() && after_lower {
            folded.push(' ');
        }
        after_lower = c.is_lowercase();
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            '№' => folded.extend([" ", NUMBER, " "]),
            // « Nº »: of the ordinals, the sign that stands for « numéro » alone.
            'º' => folded.push(' '),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    folded
}

pub(super) fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for header in [
            "N° de dossier",
            "Nº dossier",
            "No. de dossier",
            "No_Dossier",
            "num dossier",
            "Numéro du dossier",
        ] {
            assert_eq!(words(header), ["numero", "dossier"], "{header}");
        }
        assert_eq!(words("№ d'incident"), ["numero", "incident"]);
        assert_eq!(words("Numéros de l'incident"), ["numero", "incident"]);
        assert_eq!((words(" # "), words("Non"), words("--")), (vec!["#".into()], vec!["non".into()], vec![]));
    }
}
