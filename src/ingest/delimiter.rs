//! Goes in: a sample of decoded text. Comes out: the delimiter, if any, and why. Never: counts inside quotes.
//!
//! Each candidate splits the sample as the reader would. It stands if the header has two columns or more, and if seven
//! records in ten have as many fields as the header, or if it brings out a known header and leaves no record short
//! (texts with bare delimiters make records long, never short), or two known headers and half the records not short.

use super::headers::known_field;
use super::preamble::{MOST_ABOVE, MOST_BELOW, rows_above};
use super::records::{Record, Split, Splitter};
use crate::config::Header;

/// In order of preference among equals: `;` is what a French Excel writes.
const CANDIDATES: [u8; 4] = *b";\t,|";
const SAMPLE_RECORDS: usize = 1_000;

/// A delimiter and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DelimiterChoice {
    /// `None` for a table of one column.
    pub(super) delimiter: Option<u8>,
    /// In French, for run.json.
    pub(super) reason: &'static str,
    /// Bytes to skip: those of a `sep=;` line, and of what stands above the headers.
    pub(super) skip: usize,
    /// Lines that stand above the headers.
    pub(super) n_above: u64,
}

/// Tells the delimiter from a sample; `whole` when the sample is the entire file.
pub(super) fn detect(sample: &str, whole: bool, header: Header, forced: Option<u8>) -> DelimiterChoice {
    let (announced, skip) = sep_line(sample);
    let rest = &sample[skip..];
    let above =
        |delimiter: u8| if header == Header::Present { bytes_above(rest, whole, delimiter) } else { (0, 0) };
    let choice = |delimiter: Option<u8>, reason| {
        let (above, n_above) = delimiter.map_or((0, 0), above);
        DelimiterChoice { delimiter, reason, skip: skip + above, n_above }
    };
    if forced.is_some() {
        return choice(forced, "demandé");
    }
    if announced.is_some() {
        return choice(announced, "ligne « sep= »");
    }
    let mut best: Option<(u32, usize, u8)> = None;
    for delimiter in CANDIDATES {
        let Some((score, n_columns)) = score(&rest[above(delimiter).0..], whole, header, delimiter) else {
            continue;
        };
        if best.is_none_or(|(top, n, _)| (score, n_columns) > (top, n)) {
            best = Some((score, n_columns, delimiter));
        }
    }
    match best {
        Some((.., delimiter)) => choice(Some(delimiter), "régularité des lignes"),
        None => choice(None, "une seule colonne"),
    }
}

/// Bytes that stand above the headers, blank lines included, and how many rows that is.
pub(super) fn bytes_above(sample: &str, whole: bool, delimiter: u8) -> (usize, u64) {
    let (rows, ends) = split_records(sample, whole, Some(delimiter), MOST_ABOVE + 1 + MOST_BELOW);
    let n_above = rows_above(&rows);
    let bytes = n_above.checked_sub(1).and_then(|last| ends.get(last)).copied();
    let bytes = bytes.unwrap_or(0);
    let n_blank = sample[bytes..].bytes().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    (bytes + n_blank, n_above as u64)
}

/// The line `sep=;` that some tools write first for Excel.
fn sep_line(sample: &str) -> (Option<u8>, usize) {
    let line = sample.lines().next().unwrap_or_default();
    let value =
        line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &line.as_bytes()[4..]);
    match value {
        Some([delimiter]) if delimiter.is_ascii() => (Some(*delimiter), line.len()),
        _ => (None, 0),
    }
}

/// How well a delimiter explains the sample, in thousandths, and how many columns it makes.
fn score(sample: &str, whole: bool, header: Header, delimiter: u8) -> Option<(u32, usize)> {
    let records = sample_records(sample, whole, Some(delimiter), SAMPLE_RECORDS);
    let first = records.first()?;
    let (n_columns, n_known, body) = match header {
        Header::Present => {
            let n_known = first.iter().filter(|name| known_field(name).is_some()).count().min(2);
            (first.len(), n_known, &records[1..])
        }
        Header::Absent => (most_frequent(records.iter().map(Vec::len)), 0, &records[..]),
    };
    if n_columns < 2 {
        return None;
    }
    let thousandths = |n: usize| if body.is_empty() { 1000 } else { (n * 1000 / body.len()) as u32 };
    let same = thousandths(body.iter().filter(|record| record.len() == n_columns).count());
    let not_short = thousandths(body.iter().filter(|record| record.len() >= n_columns).count());
    let regular = if header == Header::Present { 700 } else { 900 };
    let stands = (same >= regular && (!body.is_empty() || n_known > 0))
        || (n_known == 1 && not_short >= 950)
        || (n_known == 2 && not_short >= 500);
    stands.then_some((same + 500 * n_known as u32, n_columns))
}

fn most_frequent(lengths: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for n in lengths {
        *counts.entry(n).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(n, count)| (*count, *n)).map_or(0, |(n, _)| n)
}

/// The first records of a sample; one that the sample cuts is left out, unless it is the only one.
pub(super) fn sample_records(
    sample: &str,
    whole: bool,
    delimiter: Option<u8>,
    limit: usize,
) -> Vec<Vec<String>> {
    split_records(sample, whole, delimiter, limit).0
}

/// The same, with the byte at which each ends.
fn split_records(
    sample: &str,
    whole: bool,
    delimiter: Option<u8>,
    limit: usize,
) -> (Vec<Vec<String>>, Vec<usize>) {
    let (mut splitter, mut record) = (Splitter::new(delimiter), Record::default());
    let (mut records, mut ends, mut window) = (Vec::new(), Vec::new(), sample);
    loop {
        window = window.trim_start_matches(['\r', '\n']);
        if window.is_empty() || records.len() == limit {
            return (records, ends);
        }
        let end = whole || records.is_empty();
        let offset = (sample.len() - window.len()) as u64;
        let mut split = splitter.split(window.as_bytes(), whole, offset, &mut record);
        if split == Split::NeedMore && end {
            split = splitter.split(window.as_bytes(), true, offset, &mut record);
        }
        if split == Split::NeedMore {
            return (records, ends);
        }
        records.push(cells(&record, window));
        splitter.expected.get_or_insert(record.n_fields());
        window = &window[record.next..];
        ends.push(sample.len() - window.len());
    }
}

/// The values of a record, as many as are kept.
pub(super) fn cells(record: &Record, window: &str) -> Vec<String> {
    let value = |column| {
        let mut cell = String::new();
        record.push_field(window, column, &mut cell);
        cell
    };
    (0..record.n_kept()).map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter_of(sample: &str) -> Option<char> {
        detect(sample, true, Header::Present, None).delimiter.map(char::from)
    }

    #[test]
    fn the_four_delimiters_are_told() {
        for delimiter in [",", ";", "\t", "|"] {
            let sample = "id;avis\n1;Bien\n2;Attente, trop longue\n".replace(';', delimiter);
            let sample =
                if delimiter == "," { sample.replace("Attente, trop", "Attente trop") } else { sample };
            assert_eq!(delimiter_of(&sample), delimiter.chars().next());
        }
    }

    #[test]
    fn prose_alone_has_no_delimiter() {
        assert_eq!(delimiter_of("verbatim\nBien, merci\nNon\nLent, cher, nul; à fuir\n"), None);
        assert_eq!(delimiter_of("Votre avis, en deux mots\nBien\nNon, merci, au revoir\nOui\n"), None);
    }

    #[test]
    fn commas_inside_quotes_do_not_count() {
        assert_eq!(delimiter_of("id;texte\n1;\"a, b, c\"\n2;\"d, e, f\"\n"), Some(';'));
    }

    #[test]
    fn bare_commas_in_the_last_column_do_not_hide_the_delimiter() {
        let sample = "id,commentaire\n1,Oui, mais, bon\n2,Non\n3,Lent, très lent\n4,a, b, c, d\n";
        assert_eq!(delimiter_of(sample), Some(','));
    }

    #[test]
    fn the_sep_line_of_excel_is_obeyed_and_skipped() {
        let choice = detect("sep=|\nid|avis\n", true, Header::Present, None);
        assert_eq!((choice.delimiter, choice.skip), (Some(b'|'), 6));
    }
}
