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
pub(super) mod svg;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::View;
use super::journey::UNKNOWN;
use super::table::TableWriter;
use select::Dropped;
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

/// File names, from the report folder, with their bytes.
pub(super) fn files(view: &View<'_>) -> Vec<(String, Vec<u8>)> {
    let subjects = subjects(view);
    let clouds: Vec<(String, Vec<Dropped>)> = subjects
        .par_iter()
        .map(|subject| {
            let choice = select::choose(select::terms(view, subject.touchpoint));
            svg::svg(subject.title, subject.n_comments, &choice)
        })
        .collect();
    let mut dropped = Vec::new();
    let mut table = TableWriter::start(&mut dropped, view.dialect, &["nuage", "mot", "verbatims", "raison"]);
    let mut files = Vec::with_capacity(clouds.len() + 1);
    for (subject, (svg, without)) in subjects.iter().zip(clouds) {
        for word in without {
            table.text(&subject.name).text(&word.label).count(word.count).text(&word.reason).end_row();
        }
        files.push((format!("nuages/{}.svg", subject.name), svg.into_bytes()));
    }
    files.push(("nuages/mots_ecartes.csv".to_owned(), dropped));
    files
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
