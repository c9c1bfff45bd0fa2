//! Goes in: terms with their counts and mean tones. Comes out: word clouds for slides, as SVG, and the list of terms
//! that they leave out. Never: draws by chance, or depends on the fonts of a machine.
//!
//! The letters are those of DejaVu Sans, subset to Latin and carried by each picture (`fonts/LICENSE`).

mod colour;
mod layout;
mod metrics;
mod raster;
mod select;
mod slug;
mod svg;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::View;
use super::journey::UNKNOWN;
use super::table::TableWriter;
use select::{CloudWord, Dropped};
use slug::Slugs;
pub(super) use svg::base64;

/// Most touchpoints with a picture, those with most comments: a column of ids mapped by mistake must not fill a disk.
const MOST_CLOUDS: usize = 200;

/// The whole corpus comes first, under this name.
const WHOLE: &str = "ensemble";

struct Subject<'a> {
    name: String,
    title: &'a str,
    touchpoint: Option<&'a str>,
    n_comments: u64,
}

/// Every picture of a run, the whole first, and the words that each was made from.
pub(super) struct Clouds<'a> {
    files: Vec<(String, Vec<u8>)>,
    words: Vec<(Option<&'a str>, Vec<CloudWord>)>,
}

impl<'a> Clouds<'a> {
    /// File names, from the report folder, with their bytes.
    pub(super) fn files(&self) -> &[(String, Vec<u8>)] {
        &self.files
    }

    /// The picture of the whole run.
    pub(super) fn whole(&self) -> &str {
        self.files.first().map_or("", |(_, svg)| std::str::from_utf8(svg).unwrap_or_default())
    }

    /// The words with most comments of the whole and of each touchpoint: comments, and mean tone in thousandths.
    pub(super) fn words(
        &self,
        most: usize,
    ) -> impl Iterator<Item = (Option<&'a str>, Vec<(&str, u64, i64)>)> {
        self.words.iter().map(move |(touchpoint, words)| {
            let words = words.iter().take(most).map(|word| (word.label.as_str(), word.count, word.tone));
            (*touchpoint, words.collect())
        })
    }

    /// Every word of every picture.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.words.iter().flat_map(|(_, words)| words.iter().map(|word| word.label.as_str()))
    }
}

/// Draws them all.
pub(super) fn clouds<'a>(view: &View<'a>) -> Clouds<'a> {
    let subjects = subjects(view);
    let drawn: Vec<(String, Vec<Dropped>, Vec<CloudWord>)> = subjects
        .par_iter()
        .map(|subject| {
            let choice = select::choose(select::terms(view, subject.touchpoint));
            let (svg, dropped) = svg::svg(subject.title, subject.n_comments, &choice);
            (svg, dropped, choice.words)
        })
        .collect();
    let mut dropped = Vec::new();
    let mut table = TableWriter::start(&mut dropped, view.dialect, &["nuage", "mot", "verbatims", "raison"]);
    let mut files = Vec::with_capacity(drawn.len() + 1);
    let mut words = Vec::with_capacity(drawn.len());
    for (subject, (svg, without, shown)) in subjects.iter().zip(drawn) {
        for word in without {
            table.text(&subject.name).text(&word.label).count(word.count).text(&word.reason).end_row();
        }
        files.push((format!("nuages/{}.svg", subject.name), svg.into_bytes()));
        words.push((subject.touchpoint, shown));
    }
    files.push(("nuages/mots_ecartes.csv".to_owned(), dropped));
    Clouds { files, words }
}

fn subjects<'a>(view: &View<'a>) -> Vec<Subject<'a>> {
    let touchpoints = &view.summary.touchpoints;
    let mut most: Vec<(u64, &str)> =
        touchpoints.iter().map(|(name, totals)| (totals.tones.total(), name.as_str())).collect();
    most.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    most.truncate(MOST_CLOUDS);
    let mut slugs = Slugs::new(&[WHOLE, UNKNOWN]);
    let whole = Subject {
        name: WHOLE.to_owned(),
        title: "Ensemble",
        touchpoint: None,
        n_comments: view.summary.tones.total(),
    };
    let mut subjects = vec![whole];
    for name in view.journey.order(most.iter().map(|(_, name)| *name)) {
        // Declared touchpoints that nobody spoke of have nothing to draw.
        let Some(totals) = touchpoints.get(name) else { continue };
        subjects.push(Subject {
            name: if name == UNKNOWN { UNKNOWN.to_owned() } else { slugs.name(name) },
            title: view.labels.touchpoint(name),
            touchpoint: Some(name),
            n_comments: totals.tones.total(),
        });
    }
    subjects
}
