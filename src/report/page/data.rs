//! Goes in: the tables of the report, and the rows of `verbatims.csv`. Comes out: what the page shows, as JSON. Never:
//! a figure that is not in a table: tables are made by their own exporters, and read back here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use csv::StringRecord;
use serde::Serialize;

use crate::aggregate::Summary;
use crate::config::{Dialect, EVERY_TOUCHPOINT, PageOptions};
use crate::report::cloud::{Clouds, LEANING, MOST_CLOUDS};
use crate::report::placement::net_tone;
use crate::report::source::{Rows, Table, place};
use crate::report::touchpoints::{DELIGHTFUL, DISAPPOINTING};
use crate::report::words::by_frequency;
use crate::report::{
    Alert, Labels, RowCounts, View, effects, emerging, evolution, mapping, mentions, routing, scores, tags,
    targets, touchpoints,
};
use crate::taxonomy::{Channel, Flag, Mode, Polarity, Qualification, Step, Tag, Theme, Tone};

use super::marks::{MARKS_FILE, TagSets};
use super::selection::Selection;
use super::trend::{Trend, trend};

/// Longest text of a comment, in characters; `verbatims.csv` has the rest.
const LONGEST_TEXT: usize = 3000;
/// Touchpoints with most comments that the page shows.
const MOST_TOUCHPOINTS: usize = 200;
/// Words shown of one touchpoint.
const MOST_WORDS: usize = 40;
/// Irritants and « enthousiasmants » whose effect on the rating is shown, of each.
const MOST_EFFECTS: usize = 8;

/// What the script of the page reads.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    read: u64,
    analysed: u64,
    rejected: u64,
    /// Rows that the history had already.
    known: Option<u64>,
    /// Positive minus negative comments of all, in thousandths; none without a comment.
    net: Option<i64>,
    /// Of it, up to where it tells of blame, and from where of praise.
    moments: [i64; 2],
    tones: BTreeMap<&'static str, u64>,
    flags: BTreeMap<&'static str, u64>,
    labels: BTreeMap<&'static str, BTreeMap<&'static str, &'a str>>,
    touchpoint_labels: BTreeMap<&'a str, &'a str>,
    /// Touchpoints whose irritants can be asked for, in journey order: those shown, and steps that are blamed in comments
    /// which stand at another one.
    irritant_touchpoints: Vec<String>,
    /// Touchpoints in all; the table may hold fewer.
    n_touchpoints: usize,
    /// Touchpoints that have pictures of their own.
    n_pictures: usize,
    tables: BTreeMap<&'static str, Table>,
    /// Irritants shown at once.
    top: usize,
    /// Mentions of irritants at those, and over all touchpoints, of which the page shows shares.
    mentions: BTreeMap<String, u64>,
    /// Rules that the run meets.
    raised: Vec<Raised<'a>>,
    /// What the page says, by key.
    say: BTreeMap<&'static str, &'static str>,
    /// Spellings of each term, by the one that pictures show.
    spellings: BTreeMap<&'a str, Vec<&'a str>>,
    /// Words of the whole and of each touchpoint, most comments first: comments, and mean tone in thousandths.
    clouds: BTreeMap<&'a str, Vec<(&'a str, u64, i64)>>,
    /// Mean tone from which a word leans to one side, in thousandths.
    leaning: i64,
    trend: Option<Trend>,
    comments: Comments,
}

/// A rule that the run meets, and how documents say it.
#[derive(Serialize)]
struct Raised<'a> {
    #[serde(flatten)]
    alert: &'a Alert,
    dit: &'a str,
}

/// The comments that the page carries.
#[derive(Serialize)]
struct Comments {
    #[serde(flatten)]
    table: Table,
    /// Each irritant and each touchpoint has one.
    names_all: bool,
    /// Of each comment, the words that made its tags: start, length, number of these tags, and so on.
    marks: Vec<Vec<u32>>,
    marked: Vec<Vec<String>>,
}

impl<'a> Data<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        rows: RowCounts,
        clouds: &'a Clouds<'a>,
        raised: &'a [Alert],
        options: &PageOptions,
        dir: &Path,
    ) -> io::Result<Self> {
        let summary = view.summary;
        let tables = tables(view, options.top)?;
        let irritant_touchpoints = irritant_touchpoints(view, &tables);
        let standing = summary.touchpoints.keys();
        let known = standing.chain(summary.irritants.keys().map(|irritant| &irritant.touchpoint));
        Ok(Self {
            read: rows.read,
            analysed: rows.analysed,
            rejected: rows.rejected,
            known: rows.known,
            net: net_tone(summary.tones),
            moments: [DISAPPOINTING, DELIGHTFUL],
            tones: Tone::ALL.iter().map(|tone| (tone.id(), summary.tones.of(*tone))).collect(),
            flags: Flag::ALL
                .iter()
                .map(|flag| (flag.id(), summary.flags.get(flag).copied().unwrap_or(0)))
                .collect(),
            labels: labels(view.labels),
            touchpoint_labels: known.map(|name| (&**name, view.labels.touchpoint(name))).collect(),
            mentions: mentions(summary, &irritant_touchpoints),
            irritant_touchpoints,
            n_touchpoints: summary.touchpoints.len(),
            n_pictures: summary.touchpoints.len().min(MOST_CLOUDS),
            tables,
            top: options.top,
            raised: raised.iter().map(|alert| Raised { alert, dit: &alert.dit }).collect(),
            say: words(view.labels),
            spellings: spellings(view, clouds),
            clouds: clouds
                .words(MOST_WORDS)
                .map(|(name, words)| (name.unwrap_or(EVERY_TOUCHPOINT), words))
                .collect(),
            leaning: LEANING,
            trend: trend(&summary.days),
            comments: comments(dir, view)?,
        })
    }
}

fn mentions(summary: &Summary, touchpoints: &[String]) -> BTreeMap<String, u64> {
    let mut mentions: BTreeMap<String, u64> = touchpoints.iter().map(|name| (name.clone(), 0)).collect();
    for (irritant, totals) in &summary.irritants {
        if let Some(n) = mentions.get_mut(&*irritant.touchpoint) {
            *n += totals.verbatims;
        }
    }
    let everywhere = summary.overall_irritants.values().map(|totals| totals.verbatims).sum();
    mentions.insert(EVERY_TOUCHPOINT.to_owned(), everywhere);
    mentions
}

fn irritant_touchpoints(view: &View<'_>, tables: &BTreeMap<&str, Table>) -> Vec<String> {
    let rows = ["points", "irritants"].into_iter().flat_map(|table| &tables[table].rows);
    let names: BTreeSet<&str> = rows.map(|row| &*row[0]).filter(|name| *name != EVERY_TOUCHPOINT).collect();
    view.journey.order(names.into_iter()).into_iter().map(str::to_owned).collect()
}

/// Spellings of the words that a cloud shows; of two terms shown alike, those of the more frequent.
fn spellings<'a>(view: &'a View<'a>, clouds: &'a Clouds<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let shown: BTreeSet<&str> = clouds.labels().collect();
    let mut spellings = BTreeMap::new();
    for (_, term) in by_frequency(view.summary, 0) {
        if shown.contains(term.label()) {
            spellings
                .entry(term.label())
                .or_insert_with(|| term.forms.iter().map(|(form, _)| form).collect());
        }
    }
    spellings
}

/// What documents say, less what only the others do.
fn words(labels: &Labels) -> BTreeMap<&'static str, &'static str> {
    let of_others = ["book.", "sheet.", "column.", "run.", "cloud.", "pareto.", "map."];
    let all = labels.wording().all().iter().map(|(key, words)| (*key, *words));
    all.filter(|(key, _)| !of_others.iter().any(|start| key.starts_with(start))).collect()
}

fn labels(labels: &Labels) -> BTreeMap<&'static str, BTreeMap<&'static str, &str>> {
    fn of<'l, T: Tag>(label: impl Fn(T) -> &'l str) -> BTreeMap<&'static str, &'l str> {
        T::ALL.iter().map(|tag| (tag.id(), label(*tag))).collect()
    }
    BTreeMap::from([
        ("theme", of(|theme: Theme| labels.theme(theme))),
        ("ton", of(|tone: Tone| labels.tone(tone))),
        ("etape", of(|step: Step| labels.step(step))),
        ("canal", of(|channel: Channel| labels.channel(channel))),
        ("mode", of(|mode: Mode| labels.mode(mode))),
        ("qualification", of(|qualification: Qualification| labels.qualification(qualification))),
        ("polarite", of(|polarity: Polarity| labels.wording().say(&format!("polarity.{}", polarity.id())))),
    ])
}

fn tables(view: &View<'_>, top: usize) -> io::Result<BTreeMap<&'static str, Table>> {
    let mut points = table(view, touchpoints::table)?;
    let verbatims = points.column("verbatims");
    let counts: Vec<u64> = points.rows.iter().map(|row| row[verbatims].parse().unwrap_or(0)).collect();
    let mut most: Vec<usize> = (0..counts.len()).collect();
    most.sort_by_key(|i| std::cmp::Reverse(counts[*i]));
    let beyond: BTreeSet<String> =
        most.into_iter().skip(MOST_TOUCHPOINTS).map(|i| points.rows[i][0].clone()).collect();
    points.rows.retain(|row| !beyond.contains(&row[0]));
    let mut irritants = table(view, mentions::irritants)?;
    let mut n_named: BTreeMap<String, usize> = BTreeMap::new();
    let [theme, irritant] = ["theme", "irritant"].map(|name| irritants.column(name));
    irritants.rows.retain(|row| {
        if row[0] == EVERY_TOUCHPOINT || !view.labels.is_named(&row[theme], &row[irritant]) {
            return !beyond.contains(&row[0]);
        }
        let n = n_named.entry(row[0].clone()).or_default();
        *n += 1;
        *n <= top && !beyond.contains(&row[0])
    });
    let mut scores = table(view, scores::table)?;
    scores.rows.retain(|row| row[0] == EVERY_TOUCHPOINT);
    let mut mapping = table(view, mapping::table)?;
    mapping.rows.retain(|row| !beyond.contains(&row[0]));
    let mut departures = table(view, routing::departures)?;
    let departed = departures.column("departs");
    departures.rows.retain(|row| row[departed] != "0");
    // The list has comments enough: an example would say them twice.
    irritants.header.pop();
    irritants.rows.iter_mut().for_each(|row| drop(row.pop()));
    let mut tables = BTreeMap::from([
        ("changes", table(view, evolution::changes)?),
        ("signals", table(view, evolution::signals)?),
        ("targets", table(view, targets::targets)?),
        ("irritants", irritants),
        ("mapping", mapping),
        ("scores", scores),
        ("effects", effects(view)?),
        ("departures", departures),
        ("points", points),
        ("themes", table(view, tags::themes)?),
        ("modes", table(view, tags::modes)?),
        ("qualifications", table(view, tags::qualifications)?),
    ]);
    if view.evolution.is_some() {
        tables.insert("emerging", table(view, emerging::table)?);
    }
    Ok(tables)
}

/// What named irritants and « enthousiasmants » do to the rating, where more than chance shows.
fn effects(view: &View<'_>) -> io::Result<Table> {
    let mut effects = table(view, effects::table)?;
    let mut shown: BTreeMap<(String, String), usize> = BTreeMap::new();
    let [family, sense] = ["famille", "sens"].map(|name| effects.column(name));
    effects.rows.retain(|row| {
        let (family, sense) = (row[family].as_str(), row[sense].as_str());
        if !matches!((family, sense), ("irritant", "degrade") | ("enthousiasmant", "ameliore")) {
            return false;
        }
        let n = shown.entry((row[0].clone(), family.to_owned())).or_default();
        *n += 1;
        *n <= MOST_EFFECTS
    });
    Ok(effects)
}

/// Two readings, so that what is held does not grow with the rows: the first chooses, the second keeps.
fn comments(dir: &Path, view: &View<'_>) -> io::Result<Comments> {
    let (dialect, spellings) = (view.dialect, view.spellings);
    let path = dir.join("verbatims.csv");
    let mut record = StringRecord::new();
    let mut table = Rows::open(&path, dialect)?;
    let mut selection = Selection::new(table.header());
    while table.next(&mut record)? {
        selection.see(&record, spellings);
    }
    let (chosen, names_all) = selection.chosen();
    let mut table = Rows::open(&path, dialect)?;
    let [touchpoints, told] = ["point_de_contact", "texte"].map(|name| place(table.header(), name));
    let mut lines = BufReader::new(File::open(dir.join(MARKS_FILE))?);
    let header = cells(table.header());
    let (mut rows, mut marks) = (Vec::with_capacity(chosen.len()), Vec::with_capacity(chosen.len()));
    let mut sets = TagSets::default();
    let mut line = String::new();
    let mut n: u64 = 0;
    while table.next(&mut record)? {
        line.clear();
        lines.read_line(&mut line)?;
        if chosen.contains(&n) {
            let text = &record[told];
            marks.push(sets.marks(&line, text, cut(text).unwrap_or(text.len()))?);
            let mut row = cells(&record);
            row[touchpoints] = spellings.cell(&row[touchpoints]).into_owned();
            rows.push(row);
        }
        n += 1;
    }
    Ok(Comments { table: Table { header, rows }, names_all, marks, marked: sets.finish() })
}

/// A table of totals, with a decimal point, as a script reads numbers.
fn table(view: &View<'_>, make: fn(&View<'_>) -> Vec<u8>) -> io::Result<Table> {
    let view = View { dialect: Dialect::Rfc4180, ..*view };
    let mut table = Table::made(&make(&view), view.dialect)?;
    table.rows.iter_mut().flatten().for_each(|cell| *cell = shown(cell));
    Ok(table)
}

fn cells(record: &StringRecord) -> Vec<String> {
    record.iter().map(shown).collect()
}

/// A cell not longer than a page can show.
fn shown(cell: &str) -> String {
    cut(cell).map_or_else(|| cell.to_owned(), |end| format!("{} […]", &cell[..end]))
}

/// Where a text that is too long is cut.
fn cut(text: &str) -> Option<usize> {
    text.char_indices().nth(LONGEST_TEXT).map(|(end, _)| end)
}
