//! Goes in: the first bytes of a file. Comes out: its encoding and why. Never: fails; French exports that nothing else
//! explains are windows-1252.
//!
//! In order: byte order mark, the user's word, NUL pattern of UTF-16, valid UTF-8 (a few bad sequences among many good
//! ones do not change it), French letters of windows-1252, of Mac Roman or of the code page of DOS, then chardetng.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::config::Charset;

/// An encoding and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EncodingChoice {
    pub(super) encoding: Charset,
    /// In French, for run.json.
    pub(super) reason: &'static str,
    /// Length of the byte order mark to skip.
    pub(super) bom: usize,
    /// It was asked for, and the file is plainly in another.
    pub(super) doubtful: bool,
}

/// chardetng reads 21 MB/s: enough of the sample to tell, not more.
const CHARDET_SAMPLE: usize = 64 * 1024;
/// Below this many high bytes chardetng guesses at random.
const CHARDET_MIN_HIGH: usize = 64;

/// Tells the encoding from a sample; `whole` when the sample is the entire file.
pub(super) fn detect(sample: &[u8], whole: bool, forced: Option<Charset>) -> EncodingChoice {
    let bom = Encoding::for_bom(sample).map(|(marked, n)| (Charset::Web(marked), n));
    if let Some(encoding) = forced {
        let alike = |told: Charset| told == encoding || told.is_utf16() && encoding.is_utf16();
        let plain = bom.map(|(marked, _)| marked).or_else(|| plainly(sample, whole));
        let tells = !sample.is_ascii() || encoding.is_utf16();
        let doubtful = tells && plain.is_some_and(|plain| !alike(plain));
        let (encoding, bom) = bom.filter(|(marked, _)| alike(*marked)).unwrap_or((encoding, 0));
        return EncodingChoice { encoding, reason: "demandé", bom, doubtful };
    }
    if let Some((encoding, n)) = bom {
        let reason = "marque d'ordre des octets";
        return EncodingChoice { encoding, reason, bom: n, doubtful: false };
    }
    let (encoding, reason) = detect_unmarked(sample, whole);
    EncodingChoice { encoding, reason, bom: 0, doubtful: false }
}

/// What nothing but that encoding explains: the zeros of UTF-16, or a sample that is UTF-8 throughout.
fn plainly(sample: &[u8], whole: bool) -> Option<Charset> {
    let is_utf8 = || count_utf8_sequences(sample, whole).1 == 0;
    utf16_by_nuls(sample).map(Charset::Web).or_else(|| is_utf8().then_some(Charset::UTF_8))
}

fn detect_unmarked(sample: &[u8], whole: bool) -> (Charset, &'static str) {
    if let Some(encoding) = utf16_by_nuls(sample) {
        return (Charset::Web(encoding), "octets nuls un sur deux");
    }
    if sample.is_ascii() {
        return (Charset::UTF_8, "échantillon en ASCII");
    }
    let (n_good, n_bad) = count_utf8_sequences(sample, whole);
    if n_bad == 0 {
        return (Charset::UTF_8, "échantillon valide en UTF-8");
    }
    if n_good >= 10 * n_bad {
        return (Charset::UTF_8, "échantillon presque entièrement en UTF-8");
    }
    let high: Vec<u8> = sample.iter().copied().filter(|byte| *byte >= 0x80).collect();
    let share = |letters: &[u8]| high.iter().filter(|byte| letters.contains(byte)).count() * 100 / high.len();
    let (western, mac, dos) =
        (share(FRENCH_IN_WINDOWS_1252), share(FRENCH_IN_MACINTOSH), share(FRENCH_IN_DOS));
    let windows = Charset::Web(WINDOWS_1252);
    if western >= 60 && western > mac.max(dos) {
        return (windows, "lettres françaises de Windows-1252");
    }
    if mac >= 80 && mac > western.max(dos) {
        return (Charset::Web(MACINTOSH), "lettres françaises de Mac Roman");
    }
    if dos >= 80 && dos > western.max(mac) {
        return (Charset::Dos, "lettres françaises de MS-DOS");
    }
    if high.len() < CHARDET_MIN_HIGH {
        return (windows, "par défaut en français");
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample[..sample.len().min(CHARDET_SAMPLE)], true);
    (Charset::Web(detector.guess(Some(b"fr"), Utf8Detection::Deny)), "détecté par les fréquences")
}

/// é è ê ë à â ä ç î ï ô ö ù û ü É È À Ç ’ « » € œ nbsp.
const FRENCH_IN_WINDOWS_1252: &[u8] = b"\xe9\xe8\xea\xeb\xe0\xe2\xe4\xe7\xee\xef\xf4\xf6\xf9\xfb\xfc\xc9\xc8\xc0\xc7\xca\x92\xab\xbb\x80\x9c\xa0\x85\xb0";
const FRENCH_IN_MACINTOSH: &[u8] = b"\x8e\x8f\x90\x91\x88\x89\x8a\x8d\x94\x95\x99\x9a\x9d\x9e\x9f\x83\xe9\xcb\x82\xd5\xc7\xc8\xdb\xcf\xca\xc9\xa1";
const FRENCH_IN_DOS: &[u8] =
    b"\x82\x8a\x88\x89\x85\x83\x84\x87\x8c\x8b\x93\x94\x97\x96\x81\x90\xd4\xb7\x80\xd2\xae\xaf\xff\xf8";

fn utf16_by_nuls(sample: &[u8]) -> Option<&'static Encoding> {
    let n_pairs = sample.len() / 2;
    if n_pairs < 2 {
        return None;
    }
    let nuls = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let (many, few) = (n_pairs * 6 / 10, n_pairs / 20);
    match () {
        () if odd > many && even <= few => Some(UTF_16LE),
        () if even > many && odd <= few => Some(UTF_16BE),
        () => None,
    }
}

/// Multi-byte sequences that are UTF-8, and sequences that are not.
fn count_utf8_sequences(sample: &[u8], whole: bool) -> (usize, usize) {
    let (mut n_good, mut n_bad, mut n_seen) = (0, 0, 0);
    for chunk in sample.utf8_chunks() {
        n_good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        n_seen += chunk.valid().len() + chunk.invalid().len();
        let cut_at_end = !whole && n_seen == sample.len() && is_cut(chunk.invalid());
        if !chunk.invalid().is_empty() && !cut_at_end {
            n_bad += 1;
        }
    }
    (n_good, n_bad)
}

fn is_cut(tail: &[u8]) -> bool {
    std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Accueil agréable, mais délai trop élevé à la réception du colis";

    const UTF_8: Charset = Charset::UTF_8;

    fn encoding_of(sample: &[u8]) -> Charset {
        detect(sample, true, None).encoding
    }

    #[test]
    fn usual_encodings_are_told_apart() {
        assert_eq!(encoding_of(TEXT.as_bytes()), UTF_8);
        assert_eq!(encoding_of(&WINDOWS_1252.encode(TEXT).0), Charset::Web(WINDOWS_1252));
        assert_eq!(encoding_of(&MACINTOSH.encode(TEXT).0), Charset::Web(MACINTOSH));
        let dos = b"Accueil agr\x82able, mais d\x82lai trop \x82lev\x82 \x85 la r\x82ception du colis, tr\x8as d\x82\x87u";
        assert_eq!(encoding_of(dos), Charset::Dos);
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(encoding_of(&le), Charset::Web(UTF_16LE));
        assert_eq!(encoding_of(&be), Charset::Web(UTF_16BE));
        assert_eq!(encoding_of(b""), UTF_8);
    }

    #[test]
    fn a_sample_cut_inside_a_character_is_still_utf8() {
        let cut = &TEXT.as_bytes()[..TEXT.find('é').unwrap() + 1];
        assert_eq!(detect(cut, false, None).encoding, UTF_8);
        assert_eq!(detect(cut, true, None).encoding, Charset::Web(WINDOWS_1252));
    }

    #[test]
    fn one_bad_byte_does_not_turn_a_utf8_file_into_windows_1252() {
        let mut bytes = TEXT.repeat(5).into_bytes();
        bytes.push(0xe9);
        assert_eq!(encoding_of(&bytes), UTF_8);
    }

    #[test]
    fn an_encoding_asked_for_that_the_file_belies_is_told() {
        let utf16 = Charset::Web(UTF_16LE);
        let doubtful = |sample: &[u8], asked| detect(sample, true, Some(asked)).doubtful;
        assert!(doubtful(TEXT.as_bytes(), Charset::Dos) && doubtful(b"avis;note", utf16));
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(doubtful(&le, UTF_8) && !doubtful(&le, utf16));
        assert!(!doubtful(b"avis;note", Charset::Dos) && !doubtful(TEXT.as_bytes(), UTF_8));
        assert!(!doubtful(&WINDOWS_1252.encode(TEXT).0, Charset::Web(WINDOWS_1252)));
    }

    #[test]
    fn a_mark_is_skipped_even_when_the_encoding_is_asked_for() {
        let choice = detect(b"\xef\xbb\xbfavis", true, Some(UTF_8));
        assert_eq!((choice.encoding, choice.bom), (UTF_8, 3));
        let choice = detect(b"\xfe\xff\x00a", true, Some(Charset::Web(UTF_16LE)));
        assert_eq!((choice.encoding, choice.bom), (Charset::Web(UTF_16BE), 2));
    }
}
