//! `run.json`: what made this report. Nothing of the day, of the machine or of its threads is in it, so that the same
//! input, options and lexicons give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::cloud::MOST_CLOUDS;
use super::{Judged, Output, judge};
use crate::aggregate::{Spellings, Summary};
use crate::config::{Charset, ColumnRef, Config, Dialect, Documents, Header, Phase, Redaction, Routing};
use crate::taxonomy::{Tag, Tone};

/// Rows of a run; those read are those analysed, those rejected and those that the history had already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RowCounts {
    /// Rows of the inputs, headers and blank lines left out.
    pub read: u64,
    /// Rows with their tags in `verbatims.csv`.
    pub analysed: u64,
    /// Rows in `rejets.csv`.
    pub rejected: u64,
    /// Rows that the history had already; `None` without a history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<u64>,
}

/// Which lexicons were used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LexiconFacts {
    /// Of all tables, in hexadecimal.
    pub sha256: String,
    /// How many tables.
    pub files: u64,
    /// How many lines in them.
    pub entries: u64,
}

/// What the run knows besides its totals; `D` is what was decided for an input.
#[derive(Clone, Debug, Default)]
pub struct RunFacts<D> {
    /// Of the program.
    pub version: &'static str,
    /// One per input, in order: name, hash, encoding, columns, counts.
    pub inputs: Vec<D>,
    /// Names of the inputs that were read, by the number that rows have of theirs: folders are the files in them, and what
    /// a history knows whole is not among them.
    pub files: Vec<String>,
    /// Which lexicons.
    pub lexicon: LexiconFacts,
    /// How many rows.
    pub rows: RowCounts,
    /// Files written row by row, already in the folder.
    pub streamed: Vec<Output>,
    /// Touchpoints that are written in several ways.
    pub spellings: Spellings,
}

#[derive(Serialize)]
struct Run<'a, D> {
    program: &'static str,
    version: &'static str,
    options: Options<'a>,
    inputs: &'a [D],
    lexicon: &'a LexiconFacts,
    rows: RowCounts,
    tones: BTreeMap<&'static str, u64>,
    masked: &'a BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    thresholds: Vec<Judged>,
    /// By touchpoint, the spellings that it was made of, where there are several.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    spellings: BTreeMap<&'a str, &'a BTreeSet<String>>,
    /// Where there are more touchpoints than pictures: those that have some, and all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pictures: Option<Pictures>,
    outputs: &'a [Output],
}

/// Touchpoints with pictures, out of how many.
#[derive(Serialize)]
struct Pictures {
    touchpoints: usize,
    of: usize,
}

#[derive(Serialize)]
struct Options<'a> {
    columns: BTreeMap<String, OneOrMore<'a>>,
    delimiter: Option<char>,
    encoding: Option<&'static str>,
    header: bool,
    scale: Option<&'static str>,
    lexicons: &'static str,
    dialect: &'static str,
    redact: &'static str,
    only: Option<&'static str>,
    lang: &'static str,
    top: usize,
    template: Option<String>,
    colours: BTreeMap<&'a str, &'a [String; 2]>,
    journey: Vec<JourneyStep<'a>>,
    /// Absent where comments are not sent to departments.
    #[serde(skip_serializing_if = "Option::is_none")]
    routing: Option<&'a Routing>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore<'a> {
    One(Column<'a>),
    More(Vec<Column<'a>>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Column<'a> {
    Name(&'a str),
    Position(usize),
}

#[derive(Serialize)]
struct JourneyStep<'a> {
    name: &'a str,
    phase: Option<&'static str>,
    importance: Option<u8>,
}

pub(super) fn json<D: Serialize>(
    summary: &Summary,
    facts: &RunFacts<D>,
    config: &Config,
    outputs: &[Output],
) -> io::Result<Vec<u8>> {
    let of = summary.touchpoints.len();
    let run = Run {
        program: "verbatim",
        version: facts.version,
        options: options(config),
        inputs: &facts.inputs,
        lexicon: &facts.lexicon,
        rows: facts.rows,
        tones: Tone::ALL.iter().map(|tone| (tone.id(), summary.tones.of(*tone))).collect(),
        masked: &summary.masked,
        thresholds: judge(&config.thresholds, facts.rows, summary),
        spellings: facts.spellings.united().iter().map(|(name, all)| (&**name, all)).collect(),
        pictures: (config.documents == Documents::All && of > MOST_CLOUDS)
            .then_some(Pictures { touchpoints: MOST_CLOUDS, of }),
        outputs,
    };
    let mut out = serde_json::to_vec_pretty(&run)?;
    out.push(b'\n');
    Ok(out)
}

fn options(config: &Config) -> Options<'_> {
    let mut columns: BTreeMap<String, Vec<Column<'_>>> = BTreeMap::new();
    for (field, column) in &config.ingest.columns {
        columns.entry(format!("{field:?}").to_lowercase()).or_default().push(match column {
            ColumnRef::Name(name) => Column::Name(name),
            ColumnRef::Position(position) => Column::Position(*position),
        });
    }
    let columns = columns.into_iter().map(|(field, mut columns)| match columns.len() {
        1 => (field, OneOrMore::One(columns.remove(0))),
        _ => (field, OneOrMore::More(columns)),
    });
    let journey = config.journey.iter().map(|touchpoint| JourneyStep {
        name: &touchpoint.name,
        phase: touchpoint.phase.map(Phase::id),
        importance: touchpoint.importance,
    });
    Options {
        columns: columns.collect(),
        delimiter: config.ingest.delimiter.map(char::from),
        encoding: config.ingest.encoding.map(Charset::name),
        header: config.ingest.header == Header::Present,
        scale: config.ingest.scale.map(crate::scale::Scale::id),
        // The folder is of the machine: its content is told by the hash.
        lexicons: if config.lexicons.is_some() { "embedded and folder" } else { "embedded" },
        dialect: match config.dialect {
            Dialect::ExcelFr => "excel-fr",
            Dialect::Rfc4180 => "rfc4180",
        },
        // The key of pseudonyms is told to nobody.
        redact: match config.redaction {
            Redaction::Mask => "mask",
            Redaction::Pseudonym(_) => "pseudonym",
            Redaction::Off => "off",
        },
        only: match config.documents {
            Documents::All => None,
            Documents::Tables => Some("tables"),
            Documents::Page => Some("page"),
        },
        lang: config.language.id(),
        top: config.page.top,
        // The file is of the machine: its content is told by its hash.
        template: config
            .page
            .template
            .as_ref()
            .map(|template| format!("{:x}", Sha256::digest(&template.html))),
        colours: config.page.colours.iter().map(|(name, pair)| (*name, pair)).collect(),
        journey: journey.collect(),
        routing: config.routes().then_some(&config.routing),
    }
}
