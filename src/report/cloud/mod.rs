//! Goes in: terms with their counts and mean tones. Comes out: word clouds for slides, as SVG, and the list of terms
//! that they leave out. Never: draws by chance, or depends on the fonts of a machine.

mod colour;
mod layout;
mod raster;
mod select;
mod svg;
mod terms;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::View;
use super::picture::canvas::titled;
use super::slug::Slugs;
use super::table::TableWriter;
use crate::aggregate::UNKNOWN_TOUCHPOINT;
use crate::taxonomy::{Tag, Tone};
pub(super) use select::LEANING;
use select::{CloudWord, Dropped};
use terms::Terms;

/// Most touchpoints with a picture, those with most comments: two hundred would take longer than all the rest of a
/// report, and nobody looks at as many.
pub(super) const MOST_CLOUDS: usize = 50;
/// Most touchpoints with a list of words.
const MOST_LISTS: usize = 200;

/// The whole corpus comes first, under this name.
const WHOLE: &str = "ensemble";

/// Which comments a picture is of, and which of their words.
#[derive(Clone, Copy, Debug)]
enum Kind<'a> {
    Whole,
    Tone(Tone),
    Touchpoint(&'a str),
    /// Words that are over-represented at that touchpoint.
    Specific(&'a str),
}

struct Subject<'a> {
    /// File, from `nuages/`, without its ending.
    name: String,
    title: String,
    kind: Kind<'a>,
    n_comments: u64,
    drawing: Drawing,
}

/// Whether words become a picture, or a list only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawing {
    Picture,
    List,
}

/// Every picture of a run, the whole first, and the words that those of the whole and of touchpoints were made from.
pub(super) struct Clouds<'a> {
    files: Vec<(String, Vec<u8>)>,
    words: Vec<(Option<&'a str>, Vec<CloudWord<'a>>)>,
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
    ) -> impl Iterator<Item = (Option<&'a str>, Vec<(&'a str, u64, i64)>)> {
        self.words.iter().map(move |(touchpoint, words)| {
            let words = words.iter().take(most).map(|word| (word.label, word.count, word.tone));
            (*touchpoint, words.collect())
        })
    }

    /// All these words.
    pub(super) fn labels(&self) -> impl Iterator<Item = &'a str> {
        self.words.iter().flat_map(|(_, words)| words.iter().map(|word| word.label))
    }
}

/// Draws them all.
pub(super) fn clouds<'a>(view: &View<'a>) -> Clouds<'a> {
    let (subjects, terms, words) = (subjects(view), Terms::new(view), view.labels.wording());
    let drawn: Vec<(String, Vec<Dropped>, Vec<CloudWord<'a>>)> = subjects
        .par_iter()
        .map(|subject| {
            let choice = select::choose(terms.of(subject.kind, subject.n_comments));
            if subject.drawing == Drawing::List {
                return (String::new(), Vec::new(), choice.words);
            }
            let title = titled(&subject.title, &words.counted("comments", subject.n_comments, &[]));
            let (svg, dropped) = svg::svg(words, &title, subject.kind, &choice);
            (svg, dropped, choice.words)
        })
        .collect();
    let mut dropped = Vec::new();
    let mut table = TableWriter::start(&mut dropped, view.dialect, &["nuage", "mot", "verbatims", "raison"]);
    let mut files = Vec::with_capacity(drawn.len() + 1);
    let mut shown_words = Vec::new();
    for (subject, (svg, without, shown)) in subjects.iter().zip(drawn) {
        for word in without {
            table.text(&subject.name).text(&word.label).count(word.count).text(&word.reason).end_row();
        }
        if subject.drawing == Drawing::Picture {
            files.push((format!("nuages/{}.svg", subject.name), svg.into_bytes()));
        }
        match subject.kind {
            Kind::Whole => shown_words.push((None, shown)),
            Kind::Touchpoint(touchpoint) => shown_words.push((Some(touchpoint), shown)),
            Kind::Tone(_) | Kind::Specific(_) => {}
        }
    }
    files.push(("nuages/mots_ecartes.csv".to_owned(), dropped));
    Clouds { files, words: shown_words }
}

/// The whole run, its tones, its touchpoints, and the words of their own of these when there are several.
fn subjects<'a>(view: &View<'a>) -> Vec<Subject<'a>> {
    let (summary, words) = (view.summary, view.labels.wording());
    let mut subjects = vec![Subject {
        name: WHOLE.to_owned(),
        title: words.say("cloud.whole").to_owned(),
        kind: Kind::Whole,
        n_comments: summary.tones.total(),
        drawing: Drawing::Picture,
    }];
    subjects.extend(Tone::ALL.iter().map(|tone| Subject {
        name: format!("tons/{}", tone.id()),
        title: words.fill("cloud.tone", &[("name", view.labels.tone(*tone))]),
        kind: Kind::Tone(*tone),
        n_comments: summary.tones.of(*tone),
        drawing: Drawing::Picture,
    }));
    let touchpoints = touchpoints(view);
    if summary.touchpoints.len() > 1 {
        let drawn = touchpoints.iter().filter(|touchpoint| touchpoint.drawing == Drawing::Picture);
        subjects.extend(drawn.map(|touchpoint| Subject {
            name: format!("specifiques/{}", touchpoint.file),
            title: words.fill("cloud.specific", &[("name", view.labels.touchpoint(touchpoint.name))]),
            kind: Kind::Specific(touchpoint.name),
            n_comments: touchpoint.n_comments,
            drawing: Drawing::Picture,
        }));
    }
    subjects.extend(touchpoints.into_iter().map(|touchpoint| Subject {
        title: view.labels.touchpoint(touchpoint.name).to_owned(),
        name: touchpoint.file,
        kind: Kind::Touchpoint(touchpoint.name),
        n_comments: touchpoint.n_comments,
        drawing: touchpoint.drawing,
    }));
    subjects
}

struct Touchpoint<'a> {
    name: &'a str,
    file: String,
    n_comments: u64,
    drawing: Drawing,
}

/// Those with most comments, in journey order.
fn touchpoints<'a>(view: &View<'a>) -> Vec<Touchpoint<'a>> {
    let touchpoints = &view.summary.touchpoints;
    let mut most: Vec<(u64, &str)> =
        touchpoints.iter().map(|(name, totals)| (totals.tones.total(), name.as_str())).collect();
    most.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    most.truncate(MOST_LISTS);
    let drawn: BTreeSet<&str> = most.iter().take(MOST_CLOUDS).map(|(_, name)| *name).collect();
    let mut slugs = Slugs::new(&[WHOLE, UNKNOWN_TOUCHPOINT]);
    let order = view.journey.order(most.iter().map(|(_, name)| *name));
    // Declared touchpoints that nobody spoke of have nothing to draw.
    let known = order.into_iter().filter_map(|name| Some((name, touchpoints.get(name)?)));
    known
        .map(|(name, totals)| Touchpoint {
            name,
            file: if name == UNKNOWN_TOUCHPOINT { name.to_owned() } else { slugs.name(name) },
            n_comments: totals.tones.total(),
            drawing: if drawn.contains(name) { Drawing::Picture } else { Drawing::List },
        })
        .collect()
}
