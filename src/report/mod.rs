//! Goes in: a [`Summary`] and the facts of its run. Comes out: the files of the report, as bytes or in a folder.
//! Never: counts, reads an input, or depends on the day, the machine or its threads.
//!
//! Workers write `verbatims.csv`, `rejets.csv` and `contradictions.csv` row by row ([`write_verbatim_row`],
//! [`write_reject_row`], [`write_contradiction_row`]), and what routing needs of each comment ([`write_route`]);
//! [`write_all`] writes everything else into a folder that the pipeline then puts in place.

mod base64;
mod citations;
mod closing;
mod cloud;
mod contradictions;
mod digest;
mod effects;
mod emerging;
mod evolution;
mod journey;
mod labels;
mod manifest;
mod mapping;
mod mentions;
mod page;
mod picture;
mod placement;
mod rejects;
mod routing;
mod run;
mod scores;
mod slug;
mod source;
mod table;
mod tags;
mod targets;
#[cfg(test)]
mod tests;
mod thresholds;
mod touchpoints;
mod verbatims;
mod wording;
mod words;
mod workbook;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use serde::Serialize;

use crate::aggregate::{Spellings, Summary};
use crate::config::{Config, Dialect, Documents, Target};
use crate::trend::Evolution;

pub use closing::{closing, grouped};
pub use contradictions::{write_contradiction_header, write_contradiction_row};
pub use digest::digest;
pub use labels::Labels;
pub use manifest::{MANIFEST, Output, OutputFile, Verdict, verify};
pub use page::{MARKS_FILE, TemplateError, check_template, write_marks_row};
pub use rejects::{write_reject_header, write_reject_row};
pub use routing::{Alert, ROUTES_FILE, RuleError, Sending, check_alerts, write_route};
pub use run::{LexiconFacts, RowCounts, RunFacts};
pub use table::TableWriter;
pub use targets::{UnknownName, check_targets};
pub use thresholds::{Judged, judge};
pub use verbatims::{VerbatimRow, write_verbatim_header, write_verbatim_row};

use journey::Journey;

/// What every exporter sees.
struct View<'a> {
    summary: &'a Summary,
    labels: &'a Labels,
    journey: &'a Journey<'a>,
    /// Names of the touchpoints that comments spell otherwise.
    spellings: &'a Spellings,
    /// What the history says; `None` without a history.
    evolution: Option<&'a Evolution>,
    targets: &'a [Target],
    dialect: Dialect,
}

impl<'a> View<'a> {
    /// Totals and nothing else: no history, no targets.
    fn of_totals(
        summary: &'a Summary,
        labels: &'a Labels,
        journey: &'a Journey<'a>,
        dialect: Dialect,
    ) -> Self {
        static NONE: LazyLock<Spellings> = LazyLock::new(Spellings::default);
        Self { summary, labels, journey, spellings: &NONE, evolution: None, targets: &[], dialect }
    }
}

/// Makes a table.
type Exporter = fn(&View<'_>) -> Vec<u8>;

/// The table of comments that are quoted.
const CITATIONS: &str = "citations.csv";

/// Every table made of totals, and the comments that these quote; one file each.
const TABLES: [(&str, Exporter); 14] = [
    ("irritants.csv", mentions::irritants),
    ("enthousiasmants.csv", mentions::delights),
    ("points_de_contact.csv", touchpoints::table),
    ("themes.csv", tags::themes),
    ("modes.csv", tags::modes),
    ("qualifications.csv", tags::qualifications),
    ("etapes.csv", tags::steps),
    ("canaux.csv", tags::channels),
    ("mots.csv", words::table),
    ("scores.csv", scores::table),
    ("notes.csv", scores::spread),
    ("effets.csv", effects::table),
    ("cartographie.csv", mapping::table),
    (CITATIONS, citations::table),
];

/// Tables of what a history says, written where there is one.
const EVOLUTION_TABLES: [(&str, Exporter); 4] = [
    ("tendances.csv", evolution::changes),
    ("signaux.csv", evolution::signals),
    ("objectifs.csv", targets::targets),
    ("emergents.csv", emerging::table),
];

/// Writes every file made of totals into `dir`, which exists, and tells the alerts: tables; the page, the pictures and the
/// workbook unless only tables are asked for; and `run.json` last, which lists all others. `dir` has what the pipeline
/// wrote.
pub fn write_all<D: Serialize>(
    dir: &Path,
    summary: &Summary,
    facts: &RunFacts<D>,
    labels: &Labels,
    config: &Config,
    evolution: Option<&Evolution>,
) -> io::Result<Vec<Alert>> {
    let journey = Journey::new(&config.journey);
    let view = View {
        summary,
        labels,
        journey: &journey,
        spellings: &facts.spellings,
        evolution,
        targets: &config.targets,
        dialect: config.dialect,
    };
    let mut outputs = facts.streamed.clone();
    for (name, table) in TABLES {
        outputs.push(Output::write(dir, name, &table(&view))?);
    }
    if config.history.is_some() {
        for (name, table) in EVOLUTION_TABLES {
            outputs.push(Output::write(dir, name, &table(&view))?);
        }
    }
    // Documents speak the language of the reader, tables do not.
    let told = wording::wording(config.language).labels(labels);
    let mut alerts = Vec::new();
    if config.routes() {
        let (written, raised) = routing::write(dir, &view, &config.routing, &told, &facts.files)?;
        outputs.extend(written);
        alerts = raised;
    }
    let view = View { labels: &told, ..view };
    if config.documents != Documents::Tables {
        let clouds = cloud::clouds(&view);
        let page = page::page(&view, facts.rows, &clouds, &alerts, &config.page, dir)?;
        outputs.push(Output::write(dir, "rapport.html", &page)?);
        // Only the page reads it.
        fs::remove_file(dir.join(MARKS_FILE))?;
        if config.documents == Documents::All {
            outputs.extend(picture::write_all(&view, clouds.files(), dir)?);
        }
    }
    outputs.sort_unstable();
    if config.documents == Documents::All {
        workbook::write(dir, &view, &alerts, &run::json(summary, facts, config, &outputs)?)?;
        outputs.push(Output::of(dir, "rapport.xlsx")?);
        outputs.sort_unstable();
    }
    fs::write(dir.join(MANIFEST), run::json(summary, facts, config, &outputs)?)?;
    Ok(alerts)
}
