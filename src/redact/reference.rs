//! Numbers of customers, contracts and orders: a code of digits after a word that says what it numbers.

use std::ops::Range;

use super::digits::{digits_end, next_start};
use super::words::{folded, is_blank, is_letter};

/// Fewest digits of a code.
pub(super) const FEWEST_DIGITS: usize = 5;

/// What such a code numbers, folded.
const NUMBERED: &[&str] = &[
    "commande",
    "commandes",
    "client",
    "cliente",
    "dossier",
    "contrat",
    "facture",
    "adherent",
    "adherente",
    "societaire",
    "reservation",
    "abonne",
    "abonnee",
    "abonnement",
    "compte",
    "sinistre",
    "police",
    "suivi",
    "colis",
    "ticket",
    "billet",
    "matricule",
    "fidelite",
    "allocataire",
    "assure",
    "assuree",
    "reclamation",
    "devis",
    "cmd",
    "identifiant",
    "patient",
];
/// Words between it and the code.
const BETWEEN: &[&str] = &[
    "n",
    "no",
    "num",
    "numero",
    "ref",
    "reference",
    "id",
    "est",
    "le",
    "la",
    "c'est",
    "suivant",
    "portant",
    "sous",
    "mon",
    "ma",
];
/// Words after the code that make a quantity of it.
const UNITS: &[&str] = &[
    "euro",
    "euros",
    "eur",
    "km",
    "point",
    "points",
    "pts",
    "client",
    "clients",
    "personne",
    "personnes",
    "article",
    "articles",
    "piece",
    "pieces",
    "fois",
    "jour",
    "jours",
    "mois",
    "an",
    "ans",
    "habitants",
    "kwh",
    "m",
    "k",
    "mo",
    "go",
    "visiteurs",
];

/// Tells of every code.
pub(super) fn find_all(text: &str, tell: &mut dyn FnMut(Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(digit) = next_start(bytes, at) {
        let span = code(bytes, digit, at);
        at = span.end.max(digits_end(bytes, digit));
        if is_code(&bytes[span.clone()]) && !is_quantity(text, span.end) && is_announced(&text[..span.start])
        {
            tell(span);
        }
    }
}

/// The code around a digit: ASCII letters, digits and joining marks, and groups of digits after blanks.
fn code(bytes: &[u8], digit: usize, from: usize) -> Range<usize> {
    let joins = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/');
    let start = digit - bytes[from..digit].iter().rev().take_while(|b| joins(b)).count();
    let start = start + bytes[start..digit].iter().take_while(|b| !b.is_ascii_alphanumeric()).count();
    let mut end = digit + bytes[digit..].iter().take_while(|b| joins(b)).count();
    while bytes.get(end) == Some(&b' ') {
        let next = digits_end(bytes, end + 1);
        let alone = !bytes.get(next).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/' || *b == b',');
        if !(2..=6).contains(&(next - end - 1)) || !alone {
            break;
        }
        end = next;
    }
    end -= bytes[start..end].iter().rev().take_while(|b| !b.is_ascii_alphanumeric()).count();
    start..end
}

/// Enough digits, and no date, be it before an hour (« commandé le 01/02/24 10:30 »).
fn is_code(code: &[u8]) -> bool {
    let n_digits = code.iter().filter(|b| b.is_ascii_digit()).count();
    let n_letters = code.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let day = match code.iter().rposition(|b| *b == b' ') {
        Some(blank) if code.len() - blank <= 3 => &code[..blank],
        _ => code,
    };
    let mut parts = day.split(|b| matches!(b, b'/' | b'-' | b' '));
    let lens: Vec<usize> = parts.by_ref().take(4).map(<[u8]>::len).collect();
    let is_date = n_letters == 0 && matches!(lens[..], [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]);
    !is_date
        && code.len() <= 40
        && (n_digits >= FEWEST_DIGITS || (n_digits >= 4 && n_letters > 0 && n_letters <= 4))
}

/// Cents, a currency or a unit after the code.
fn is_quantity(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(is_blank);
    let unit = folded(super::words::word(rest, 0));
    let cents = text.as_bytes().get(end).is_some_and(|b| matches!(b, b',' | b'.'))
        && text.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit);
    cents || rest.starts_with(['€', '$', '%']) || UNITS.contains(&unit.as_str())
}

/// Whether the words before say that a customer, a contract or an order is numbered.
fn is_announced(before: &str) -> bool {
    let near = before.char_indices().rev().take(40).last().map_or(before, |(at, _)| &before[at..]);
    let is_of_word = |c: char| is_letter(c) || matches!(c, '\'' | '’');
    let marks = |c: char| is_blank(c) || matches!(c, '°' | 'º' | ':' | '#' | '(' | '=' | '"' | '«' | '.');
    let mut rest = near;
    for _ in 0..6 {
        rest = rest.trim_end_matches(marks);
        let word = &rest[rest.trim_end_matches(is_of_word).len()..];
        let plain = folded(word);
        let bare = plain.strip_prefix("d'").or_else(|| plain.strip_prefix("l'")).unwrap_or(&plain);
        if NUMBERED.contains(&bare) {
            return true;
        }
        if !BETWEEN.contains(&plain.as_str()) {
            return false;
        }
        rest = &rest[..rest.len() - word.len()];
    }
    false
}
