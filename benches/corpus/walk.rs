//! Goes in: the sample and the single words of the lexicons. Comes out: sentences. Never: one of a real customer.
//!
//! A sentence is a walk over the sample: at a word that other sentences hold too it may go on as one of them does. So
//! words are as common, and stand together, as in French, and hardly a sentence comes twice. Some words give way to one
//! of the lexicons, by the law of Zipf, to a number or to a misspelling.

use std::collections::BTreeMap;
use std::{fs, io};

use fastrand::Rng;

use super::noise::{misspell, renumber};
use super::ranks::Ranks;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/avis-exemple.csv");
const LEXICONS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/themes"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/ton"),
];

/// A sentence ends after that many words, wherever the walk has led.
const MAX_WORDS: usize = 45;

/// One word of the sample, as typed.
struct Word {
    text: String,
    /// Its lower-case letters, among `Sample::places`.
    form: usize,
    ends: bool,
    plain: bool,
    number: bool,
}

/// What sentences are made of.
pub struct Sample {
    words: Vec<Word>,
    /// Where each form stands.
    places: Vec<Vec<usize>>,
    starts: Vec<usize>,
    extra: Vec<String>,
    ranks: Ranks,
}

impl Sample {
    /// Reads the sample and the lexicons; the ranks of their words are drawn.
    pub fn read(rng: &mut Rng) -> io::Result<Self> {
        let mut extra = lexicon_words()?;
        rng.shuffle(&mut extra);
        let ranks = Ranks::new(extra.len());
        let mut sample = Self { words: Vec::new(), places: Vec::new(), starts: Vec::new(), extra, ranks };
        let mut forms = BTreeMap::new();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(SAMPLE)?;
        let column = reader.headers()?.len() - 1;
        for record in reader.records() {
            sample.learn(&record?[column], &mut forms);
        }
        Ok(sample)
    }

    fn learn(&mut self, comment: &str, forms: &mut BTreeMap<String, usize>) {
        let mut starts = true;
        for text in comment.split_whitespace() {
            let form = *forms.entry(text.to_lowercase()).or_insert(self.places.len());
            if form == self.places.len() {
                self.places.push(Vec::new());
            }
            let place = self.words.len();
            self.places[form].push(place);
            if starts {
                self.starts.push(place);
            }
            let ends = text.ends_with(['.', '!', '?', '…']);
            let plain = text.chars().count() >= 5 && text.chars().all(char::is_lowercase);
            let number = text.bytes().any(|byte| byte.is_ascii_digit());
            self.words.push(Word { text: text.to_owned(), form, ends, plain, number });
            starts = ends;
        }
        if let Some(last) = self.words.last_mut() {
            last.ends = true;
        }
    }

    /// Appends a sentence.
    pub fn sentence(&self, rng: &mut Rng, out: &mut String) {
        let mut place = self.starts[rng.usize(..self.starts.len())];
        for _ in 0..MAX_WORDS {
            self.word(&self.words[place], rng, out);
            if self.words[place].ends {
                return;
            }
            if rng.u32(..4) == 0 {
                let alike = &self.places[self.words[place].form];
                place = alike[rng.usize(..alike.len())];
            }
            if self.words[place].ends {
                break;
            }
            place += 1;
            out.push(' ');
        }
        out.truncate(out.trim_end().len());
        out.push('.');
    }

    fn word(&self, word: &Word, rng: &mut Rng, out: &mut String) {
        match rng.u32(..200) {
            _ if word.number => renumber(&word.text, rng, out),
            0..2 if word.plain => misspell(&word.text, rng, out),
            2..22 if word.plain => out.push_str(&self.extra[self.ranks.draw(rng)]),
            _ => out.push_str(&word.text),
        }
    }
}

/// Single words of the first column of the tables, each once, in alphabetical order.
fn lexicon_words() -> io::Result<Vec<String>> {
    let mut words = Vec::new();
    for folder in LEXICONS {
        for file in fs::read_dir(folder)? {
            let table = fs::read_to_string(file?.path())?;
            let cells = table.lines().skip(1).filter_map(|line| line.split(';').next());
            let patterns = cells.filter(|cell| !cell.starts_with('#')).flat_map(|cell| cell.split('|'));
            let single = patterns.map(str::trim).filter(|word| is_single(word));
            words.extend(single.map(str::to_owned));
        }
    }
    words.sort_unstable();
    words.dedup();
    Ok(words)
}

fn is_single(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_lowercase)
}
