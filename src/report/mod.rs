//! Goes in: a [`Summary`] and the facts of its run. Comes out: the files of the report, as bytes or in a folder.
//! Never: counts, reads an input, or depends on the day, the machine or its threads.
//!
//! Workers write `verbatims.csv` and `rejets.csv` row by row ([`write_verbatim_row`], [`write_reject_row`]);
//! [`write_all`] writes everything else into a folder that the pipeline then puts in place.

mod closing;
mod cloud;
mod journey;
mod labels;
mod manifest;
mod mentions;
mod page;
mod rejects;
mod run;
mod specificity;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod touchpoints;
mod verbatims;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use crate::aggregate::Summary;
use crate::config::{Config, Dialect, Documents};

pub use closing::closing;
pub use labels::Labels;
pub use manifest::{MANIFEST, Output, OutputFile, Verdict, verify};
pub use rejects::{write_reject_header, write_reject_row};
pub use run::{LexiconFacts, RowCounts, RunFacts};
pub use table::TableWriter;
pub use verbatims::{VerbatimRow, write_verbatim_header, write_verbatim_row};

use journey::Journey;

/// What every exporter sees.
struct View<'a> {
    summary: &'a Summary,
    labels: &'a Labels,
    journey: &'a Journey<'a>,
    dialect: Dialect,
}

/// Makes a table.
type Exporter = fn(&View<'_>) -> Vec<u8>;

/// Every table made of totals, one file each.
const TABLES: [(&str, Exporter); 9] = [
    ("irritants.csv", mentions::irritants),
    ("enthousiasmants.csv", mentions::delights),
    ("points_de_contact.csv", touchpoints::table),
    ("themes.csv", tags::themes),
    ("modes.csv", tags::modes),
    ("qualifications.csv", tags::qualifications),
    ("etapes.csv", tags::steps),
    ("canaux.csv", tags::channels),
    ("mots.csv", words::table),
];

/// Writes every file made of totals into `dir`, which exists: tables, the page and word clouds unless only tables
/// are asked for, and `run.json` last, which lists all others; `dir` has what the pipeline wrote.
pub fn write_all<D: Serialize>(
    dir: &Path,
    summary: &Summary,
    facts: &RunFacts<D>,
    labels: &Labels,
    config: &Config,
) -> io::Result<()> {
    let journey = Journey::new(&config.journey);
    let view = View { summary, labels, journey: &journey, dialect: config.dialect };
    let mut outputs = facts.streamed.clone();
    let mut write = |name: &str, bytes: &[u8]| -> io::Result<()> {
        let mut file = OutputFile::create(dir, name)?;
        file.write_all(bytes)?;
        outputs.push(file.finish());
        Ok(())
    };
    for (name, table) in TABLES {
        write(name, &table(&view))?;
    }
    if config.documents == Documents::All {
        fs::create_dir_all(dir.join("nuages"))?;
        let clouds = cloud::files(&view);
        // The first picture is that of the whole run.
        let whole = clouds.first().map_or("", |(_, svg)| std::str::from_utf8(svg).unwrap_or_default());
        write("rapport.html", &page::page(&view, facts.rows, whole, dir)?)?;
        for (name, bytes) in &clouds {
            write(name, bytes)?;
        }
    }
    outputs.sort_unstable();
    fs::write(dir.join(MANIFEST), run::json(summary, facts, config, &outputs)?)
}
