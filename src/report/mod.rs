//! Goes in: a [`Summary`] and the facts of its run. Comes out: the files of the report, as bytes or in a folder.
//! Never: counts, reads an input, or depends on the day, the machine or its threads.
//!
//! Workers write `verbatims.csv` and `rejets.csv` row by row ([`write_verbatim_row`], [`write_reject_row`]);
//! [`write_all`] writes everything else into a folder that the pipeline then puts in place.

mod closing;
mod cloud;
mod journey;
mod labels;
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
mod workbook;

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use crate::aggregate::Summary;
use crate::config::{Config, Dialect, Documents};

pub use closing::closing;
pub use labels::Labels;
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

/// Written by the pipeline, row by row.
const STREAMED: [&str; 2] = ["verbatims.csv", "rejets.csv"];

/// Writes every file made of totals into `dir`, which exists: tables, the page, word clouds and the workbook unless
/// only tables are asked for, and `run.json` last; `dir` has what the pipeline wrote. Gives the names of all files of
/// the report, those of the pipeline included.
pub fn write_all<D: Serialize>(
    dir: &Path,
    summary: &Summary,
    facts: &RunFacts<D>,
    labels: &Labels,
    config: &Config,
) -> io::Result<Vec<String>> {
    let journey = Journey::new(&config.journey);
    let view = View { summary, labels, journey: &journey, dialect: config.dialect };
    let mut outputs: Vec<String> = STREAMED.map(String::from).to_vec();
    for (name, table) in TABLES {
        fs::write(dir.join(name), table(&view))?;
        outputs.push(name.to_owned());
    }
    if config.documents == Documents::All {
        fs::create_dir_all(dir.join("nuages"))?;
        let clouds = cloud::files(&view);
        // The first picture is that of the whole run.
        let whole = clouds.first().map_or("", |(_, svg)| std::str::from_utf8(svg).unwrap_or_default());
        fs::write(dir.join("rapport.html"), page::page(&view, facts.rows, whole, dir)?)?;
        outputs.push("rapport.html".to_owned());
        for (name, bytes) in clouds {
            fs::write(dir.join(&name), bytes)?;
            outputs.push(name);
        }
    }
    outputs.push("run.json".to_owned());
    if config.documents == Documents::All {
        outputs.push("rapport.xlsx".to_owned());
    }
    outputs.sort_unstable();
    let manifest = run::json(summary, facts, config, &outputs)?;
    if config.documents == Documents::All {
        workbook::write(dir, &view, &manifest)?;
    }
    fs::write(dir.join("run.json"), manifest)?;
    Ok(outputs)
}
