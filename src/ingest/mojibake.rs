//! Goes in: a cell that a tool may have encoded twice (« dÃ©Ã§u », « lâ€™e-mail »). Comes out: what was meant (« déçu »,
//! « l'e-mail »). Never: changes a letter that French may hold where it stands.
//!
//! UTF-8 read as windows-1252 or Latin-1 and encoded again shows each character as two to four, the first of which are few.

use memchr::memchr;

/// Times that a text may have been encoded again.
const MAX_TIMES: usize = 3;

/// Replaces what was appended to `out` from `start` on, where it was encoded twice; says whether it was.
pub(super) fn mend(out: &mut String, start: usize) -> bool {
    let mut is_mended = false;
    for _ in 0..MAX_TIMES {
        let Some(mended) = decoded(&out[start..]) else { break };
        out.truncate(start);
        out.push_str(&mended);
        is_mended = true;
    }
    is_mended
}

/// The text with each run that was one character, or `None` where there is none.
fn decoded(text: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut copied, mut from) = (0, 0);
    // Every character that begins such a run starts with this byte.
    while let Some(at) = memchr(0xC3, &text.as_bytes()[from..]).map(|at| from + at) {
        match character(&text[at..]) {
            Some((meant, length)) => {
                mended.push_str(&text[copied..at]);
                mended.push(meant);
                from = at + length;
                copied = from;
            }
            None => from = at + 2,
        }
    }
    mended.push_str(&text[copied..]);
    (copied > 0).then_some(mended)
}

/// The character that the start of a text was before it was encoded again, and the bytes that show it now.
fn character(text: &str) -> Option<(char, usize)> {
    let mut shown = text.char_indices();
    let (_, lead) = shown.next()?;
    let length = match lead {
        // « Ã », « Â » and « Å » end no word of French, « â » and « ï » stand before no « € ».
        'Ã' | 'Â' | 'Å' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    bytes[0] = byte(lead)?;
    // « Bâ» » ends a quotation: what follows the first of three is none of the signs of Latin-1.
    let second = if length == 3 { 0x80..0xA0 } else { 0x80..0xC0 };
    let mut end = lead.len_utf8();
    for (slot, range) in bytes[1..length].iter_mut().zip([second, 0x80..0xC0, 0x80..0xC0]) {
        let (at, c) = shown.next()?;
        *slot = byte(c).filter(|byte| range.contains(byte))?;
        end = at + c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((meant, end))
}

/// The byte that windows-1252, or Latin-1, shows as that character.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unknown) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!unknown).then(|| bytes[0])
}

/// Mends every cell of these rows.
pub(super) fn mend_all<'r>(rows: impl Iterator<Item = &'r mut Vec<String>>) {
    for cell in rows.flatten() {
        mend(cell, 0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mended(text: &str) -> String {
        let mut out = text.to_owned();
        mend(&mut out, 0);
        out
    }

    /// As a tool that takes UTF-8 for windows-1252 stores it.
    fn encoded_again(text: &str) -> String {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn a_text_encoded_twice_or_more_is_what_was_meant() {
        for text in ["déçu, c'est trop tôt", "l’e-mail « reçu »", "12 € à Noël", "cœur", "ÉTÉ … – merci"]
        {
            let twice = encoded_again(text);
            assert_eq!(mended(&twice), text, "{twice}");
            assert_eq!(mended(&encoded_again(&twice)), text);
        }
        assert_eq!(mended(&encoded_again("merci 😀 ❤")), "merci 😀 ❤");
    }

    #[test]
    fn french_stays() {
        for text in [
            "Châteaux à visiter, âge, naïf",
            "« RÉSUMÉ»",
            "CAFÉ…",
            "N° 5 – 10 €",
            "Å 5",
            "â€",
            "SÃO PAULO",
            "Ã",
        ] {
            assert_eq!(mended(text), text);
        }
    }

    #[test]
    fn what_stands_before_is_left_alone() {
        let mut out = "dÃ©jÃ ".to_owned();
        let start = out.len();
        out.push_str("dÃ©Ã§u");
        assert!(mend(&mut out, start));
        assert_eq!(out, "dÃ©jÃ déçu");
    }

    proptest! {
        #[test]
        fn whatever_is_french_comes_back(text in "([a-zA-Zàâäéèêëîïôùûüçæ]{0,6}[a-zé0-9][ ’«»€.,!?…–]{1,2}){0,8}") {
            prop_assert_eq!(mended(&text), text.clone());
            prop_assert_eq!(mended(&encoded_again(&text)), text);
        }

        #[test]
        fn any_text_is_read(text in "[ÃÂâÅðï©€™œ\u{80}-\u{bf}a ]{0,40}") {
            mended(&text);
        }
    }
}
