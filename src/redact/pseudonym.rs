//! Pseudonyms: the same value has the same one in the whole run, whatever way it is written.

use sha2::{Digest, Sha256};

use super::{Kind, email};

/// Letters of a pseudonym: 47 bits, so that two values in a hundred thousand share one once in thirty thousand runs.
const LETTERS: usize = 10;

/// What pseudonyms are made with. Who holds it can try every phone number there is, so it stays out of reports.
#[derive(Clone)]
pub struct Key(Sha256);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(...)")
    }
}

impl Key {
    /// From any bytes.
    pub fn new(secret: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"verbatim pseudonym\0");
        hasher.update((secret.len() as u64).to_le_bytes());
        hasher.update(secret);
        Self(hasher)
    }

    /// Appends the pseudonym of a value. Letters only: digits could make a number that looks like another one.
    pub(super) fn push_pseudonym(&self, kind: Kind, value: &str, out: &mut String) {
        let mut hasher = self.0.clone();
        hasher.update([kind as u8]);
        hasher.update(plain(kind, value).as_bytes());
        let mut number = hasher.finalize().iter().take(8).fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        for _ in 0..LETTERS {
            out.push(char::from(b'a' + (number % 26) as u8));
            number /= 26;
        }
    }
}

/// A value without what only dresses it: case, blanks, marks, and the country code of French phones.
fn plain(kind: Kind, value: &str) -> String {
    if kind == Kind::Email {
        let told = value.chars().filter(|c| !c.is_whitespace() && *c != email::SOFT_HYPHEN);
        let told = told.map(|c| if email::is_hyphen(c) { '-' } else { c });
        return told.flat_map(char::to_lowercase).collect();
    }
    let plain: String = value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if kind != Kind::Phone {
        return plain;
    }
    let national =
        plain.strip_prefix("0033").or_else(|| plain.strip_prefix("33")).filter(|rest| rest.len() >= 9);
    national.map_or_else(|| plain.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonym(key: &[u8], kind: Kind, value: &str) -> String {
        let mut out = String::new();
        Key::new(key).push_pseudonym(kind, value, &mut out);
        out
    }

    #[test]
    fn one_value_has_one_pseudonym_however_it_is_written() {
        let phone = pseudonym(b"k", Kind::Phone, "06 12 34 56 78");
        for same in
            ["0612345678", "+33 6 12 34 56 78", "0033612345678", "+33 (0)6.12.34.56.78", "33 6 12 34 56 78"]
        {
            assert_eq!(pseudonym(b"k", Kind::Phone, same), phone, "{same}");
        }
        assert_ne!(pseudonym(b"k", Kind::Phone, "06 12 34 56 79"), phone);
        assert_eq!(pseudonym(b"k", Kind::Email, "A@b.fr"), pseudonym(b"k", Kind::Email, "a @ B.fr"));
        let email = pseudonym(b"k", Kind::Email, "jean-paul@b.fr");
        assert_eq!(pseudonym(b"k", Kind::Email, "jean\u{2011}pa\u{ad}ul@b.fr"), email);
    }

    #[test]
    fn another_key_or_kind_gives_another_pseudonym() {
        assert_ne!(pseudonym(b"a", Kind::Name, "Dupont"), pseudonym(b"b", Kind::Name, "Dupont"));
        assert_ne!(pseudonym(b"a", Kind::Name, "Dupont"), pseudonym(b"a", Kind::Address, "Dupont"));
        assert!(pseudonym(b"a", Kind::Iban, "1").bytes().all(|byte| byte.is_ascii_lowercase()));
    }
}
