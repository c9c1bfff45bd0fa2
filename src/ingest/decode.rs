//! Goes in: bytes in some encoding, in pieces of any size. Comes out: UTF-8 text, and how many sequences were undecodable.
//! Never: fails. In UTF-8, a byte that is not UTF-8 is read as windows-1252 (a French export that was stuck together
//! from two tools keeps its accents); in other encodings it becomes U+FFFD. Both are counted.

use encoding_rs::{DecoderResult, WINDOWS_1252};
use yore::code_pages::CP850;

use crate::config::Charset;

/// Decodes a stream piece by piece.
pub(super) struct Decoder {
    kind: Kind,
    /// Sequences that could not be decoded as such.
    pub(super) undecodable: u64,
}

enum Kind {
    Utf8,
    Dos,
    Other(Box<encoding_rs::Decoder>),
}

impl Decoder {
    /// A decoder for a stream whose byte order mark has been taken off.
    pub(super) fn new(charset: Charset) -> Self {
        let kind = match charset {
            _ if charset == Charset::UTF_8 => Kind::Utf8,
            Charset::Dos => Kind::Dos,
            Charset::Web(encoding) => Kind::Other(Box::new(encoding.new_decoder_without_bom_handling())),
        };
        Self { kind, undecodable: 0 }
    }

    /// Appends the text of `raw` to `out` and says how many bytes were used: all of them when `last`, else all but
    /// a character cut in its middle.
    pub(super) fn decode(&mut self, raw: &[u8], last: bool, out: &mut String) -> usize {
        match &mut self.kind {
            Kind::Utf8 => decode_utf8(raw, last, out, &mut self.undecodable),
            Kind::Dos => {
                out.push_str(&CP850.decode(raw));
                raw.len()
            }
            Kind::Other(decoder) => decode_other(decoder, raw, last, out, &mut self.undecodable),
        }
    }
}

fn decode_utf8(raw: &[u8], last: bool, out: &mut String, undecodable: &mut u64) -> usize {
    let mut used = 0;
    loop {
        let error = match simdutf8::compat::from_utf8(&raw[used..]) {
            Ok(text) => {
                out.push_str(text);
                return raw.len();
            }
            Err(error) => error,
        };
        let (valid, rest) = raw[used..].split_at(error.valid_up_to());
        out.push_str(std::str::from_utf8(valid).unwrap_or_default());
        used += valid.len();
        let n_bad = match error.error_len() {
            Some(n) => n,
            None if last => rest.len(),
            None => return used,
        };
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&rest[..n_bad]);
        out.push_str(&text);
        *undecodable += 1;
        used += n_bad;
    }
}

fn decode_other(
    decoder: &mut encoding_rs::Decoder,
    raw: &[u8],
    last: bool,
    out: &mut String,
    undecodable: &mut u64,
) -> usize {
    let mut used = 0;
    loop {
        let wanted = decoder.max_utf8_buffer_length_without_replacement(raw.len() - used);
        out.reserve(wanted.unwrap_or(raw.len()).max(16));
        let (result, n) = decoder.decode_to_string_without_replacement(&raw[used..], out, last);
        used += n;
        match result {
            DecoderResult::InputEmpty => return used,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                out.push(char::REPLACEMENT_CHARACTER);
                *undecodable += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::UTF_16LE;

    const UTF_8: Charset = Charset::UTF_8;

    fn decode_in_pieces(encoding: Charset, raw: &[u8], size: usize) -> (String, u64) {
        let mut decoder = Decoder::new(encoding);
        let (mut out, mut held) = (String::new(), Vec::new());
        for piece in raw.chunks(size) {
            held.extend_from_slice(piece);
            let used = decoder.decode(&held, false, &mut out);
            held.drain(..used);
        }
        decoder.decode(&held, true, &mut out);
        (out, decoder.undecodable)
    }

    #[test]
    fn a_character_cut_between_pieces_is_whole_again() {
        let text = "déçu du délai 😡 — très";
        for size in 1..8 {
            assert_eq!(decode_in_pieces(UTF_8, text.as_bytes(), size), (text.to_owned(), 0));
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(decode_in_pieces(Charset::Web(UTF_16LE), &utf16, size), (text.to_owned(), 0));
        }
    }

    #[test]
    fn letters_of_dos_are_read_as_they_were_meant() {
        let (text, undecodable) = decode_in_pieces(Charset::Dos, b"tr\x8as d\x82\x87u \x85 No\x89l", 4);
        assert_eq!((text.as_str(), undecodable), ("très déçu à Noël", 0));
    }

    #[test]
    fn a_stray_windows_1252_byte_in_utf8_keeps_its_accent_and_is_counted() {
        let (text, undecodable) = decode_in_pieces(UTF_8, b"d\xc3\xa9\xe7u \x80 fin\xe9", 3);
        assert_eq!((text.as_str(), undecodable), ("déçu € finé", 3));
    }

    #[test]
    fn a_lone_surrogate_is_replaced_and_counted() {
        let (text, undecodable) = decode_in_pieces(Charset::Web(UTF_16LE), b"a\x00\x00\xd8b\x00", 2);
        assert_eq!((text.as_str(), undecodable), ("a\u{fffd}b", 1));
    }
}
