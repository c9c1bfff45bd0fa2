//! Goes in: the words of a comment that made its tags. Comes out: where they stand in the text that the page shows.
//! Never: marks a word whose place masking may have moved.
//!
//! Workers write one line a comment ([`write_marks_row`]) into a file of the staging folder, which the page reads back
//! for the comments that it carries and which no report keeps. Offsets are counted in bytes from the end of the text,
//! which the apostrophe that tables put before a formula does not move.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::annotate::{Evidence, Made};
use crate::lexicon::LabelBook;
use crate::taxonomy::Tag;

/// File of the staging folder.
pub const MARKS_FILE: &str = ".marques";

/// Words that made tags: how many bytes they stand before the end of the text, how many they are, and these tags.
#[derive(Debug, Serialize, Deserialize)]
struct Written(u64, u64, Vec<String>);

/// Appends the line of one comment; `masked` is its text as reports show it.
pub fn write_marks_row(
    out: &mut Vec<u8>,
    text: &str,
    masked: &str,
    evidence: &[Evidence],
    labels: &LabelBook,
) {
    let kept = Kept::of(text, masked);
    let row: Vec<Written> = evidence
        .iter()
        .filter_map(|piece| {
            let (start, end) = (piece.start as usize, piece.end as usize);
            let from_end = kept.before_end(start, end)?;
            Some(Written(
                from_end,
                (end - start) as u64,
                piece.made.iter().map(|made| id(*made, labels)).collect(),
            ))
        })
        .collect();
    serde_json::to_writer(&mut *out, &row).expect("numbers and texts always make JSON");
    out.push(b'\n');
}

/// « famille/étiquette ».
fn id(made: Made, labels: &LabelBook) -> String {
    match made {
        Made::Aspect(aspect) => format!("aspect/{aspect}"),
        Made::Named(label) => format!("nom/{}", labels.label(label).name),
        Made::Tone(polarity) => format!("ton/{}", polarity.id()),
        Made::Mode(mode) => format!("mode/{}", mode.id()),
        Made::Step(step) => format!("etape/{}", step.id()),
        Made::Channel(channel) => format!("canal/{}", channel.id()),
        Made::Flag(flag) => format!("signal/{}", flag.id()),
    }
}

/// What a text and its masked copy have in common: their first bytes, and their last.
struct Kept {
    length: usize,
    masked_length: usize,
    first: usize,
    last: usize,
}

impl Kept {
    fn of(text: &str, masked: &str) -> Self {
        let common = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
        Self {
            length: text.len(),
            masked_length: masked.len(),
            first: common(&mut text.bytes().zip(masked.bytes())),
            last: common(&mut text.bytes().rev().zip(masked.bytes().rev())),
        }
    }

    /// How far before the end of the masked copy a span of the text starts; none when masking lies on both sides.
    fn before_end(&self, start: usize, end: usize) -> Option<u64> {
        if end <= self.first {
            Some((self.masked_length - start) as u64)
        } else if start + self.last >= self.length {
            Some((self.length - start) as u64)
        } else {
            None
        }
    }
}

/// Sets of tags met so far, so that each is written once.
#[derive(Debug, Default)]
pub(super) struct TagSets {
    numbers: BTreeMap<Vec<String>, u32>,
}

impl TagSets {
    /// Marks of a text in the units of a script (UTF-16): start, length, number of their tags, and so on. Those beyond
    /// `cut`, a byte of the text, are left out.
    pub(super) fn marks(&mut self, line: &str, text: &str, cut: usize) -> io::Result<Vec<u32>> {
        let mut marks = Vec::new();
        let (mut at, mut units) = (0, 0);
        for Written(from_end, length, tags) in serde_json::from_str::<Vec<Written>>(line)? {
            let start = text.len().saturating_sub(from_end as usize);
            let end = start + length as usize;
            let (Some(before), Some(words)) = (text.get(at..start), text.get(start..end)) else { continue };
            if end > cut {
                break;
            }
            let n = words.encode_utf16().count() as u32;
            units += before.encode_utf16().count() as u32;
            marks.extend([units, n, self.number(tags)]);
            units += n;
            at = end;
        }
        Ok(marks)
    }

    fn number(&mut self, tags: Vec<String>) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(tags).or_insert(next)
    }

    /// By number.
    pub(super) fn finish(self) -> Vec<Vec<String>> {
        let mut sets: Vec<(u32, Vec<String>)> = self.numbers.into_iter().map(|(set, n)| (n, set)).collect();
        sets.sort_unstable();
        sets.into_iter().map(|(_, set)| set).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::annotate::Annotator;
    use crate::lexicon;
    use crate::redact::masked;

    /// The words marked in the masked copy of a text, and those marked in the text itself.
    fn marked(text: &str) -> (Vec<String>, Vec<String>) {
        let (lexicon, _) = lexicon::load(None).unwrap();
        let (_, evidence) = Annotator::new(&lexicon).traced(text);
        let shown = masked(text);
        let mut line = Vec::new();
        write_marks_row(&mut line, text, &shown, &evidence, &lexicon.labels);
        let marks =
            TagSets::default().marks(std::str::from_utf8(&line).unwrap(), &shown, usize::MAX).unwrap();
        let units: Vec<u16> = shown.encode_utf16().collect();
        let words = |mark: &[u32]| {
            String::from_utf16(&units[mark[0] as usize..(mark[0] + mark[1]) as usize]).unwrap()
        };
        let told = evidence.iter().map(|piece| text[piece.start as usize..piece.end as usize].to_owned());
        (marks.chunks(3).map(words).collect(), told.collect())
    }

    #[test]
    fn masked_text_moves_marks_and_hides_those_between() {
        let (shown, told) = marked("Colis 📦 jamais reçu, joignez-moi au 06 12 34 56 78, accueil aimable");
        assert_eq!(shown, told);
        let (shown, told) = marked("Aimable (a@b.fr), colis jamais reçu, a@b.fr : nul");
        assert!(shown.len() < told.len(), "{shown:?}");
        assert!(shown.iter().all(|words| told.contains(words)), "{shown:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_marked_is_what_made_the_tags(pieces in prop::collection::vec(
            prop::sample::select(vec!["nul ", "colis jamais reçu ", "a@b.fr ", "06 12 34 56 78 ", "très aimable, ", "é📦 "]), 0..9)) {
            let (shown, told) = marked(&pieces.concat());
            let mut told = told.into_iter();
            prop_assert!(shown.iter().all(|words| told.any(|other| other == *words)));
        }
    }
}
