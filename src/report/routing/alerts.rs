//! `alertes.csv` and `alertes.jsonl`: the rules that this run meets. A rule gives one alert, however many comments or rows
//! meet it, and the alert says how many, where most of them are and why it was raised.
//!
//! A rule on a figure names a table of the report and one of its columns, so that any figure can raise an alert: a table
//! added to the report, such as one of change from run to run, can be named at once.

use std::io;

use csv::StringRecord;
use serde::Serialize;

use super::number::Number;
use super::tables::{self, Totals};
use crate::aggregate::{Matched, is_touchpoint};
use crate::config::{AlertOn, AlertRule, Dialect};
use crate::report::source::Rows;
use crate::report::table::ratio;
use crate::report::wording::plain;
use crate::report::{CITATIONS, EVOLUTION_TABLES, Exporter, Labels, TABLES, TableWriter, View};

/// Places that an alert names.
const MOST_PLACES: usize = 5;
/// What a rule on comments looks at.
const COMMENTS: &str = "verbatims";
/// Rows with fewer comments than a rule asks for are passed over: the first of these columns that a table has tells how
/// many there are, ratings where it counts no comments.
const WEIGHTS: [&str; 3] = [COMMENTS, "notes", "notes_avec"];

/// A rule that the run meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Name of the rule.
    pub alerte: String,
    /// What it looks at: `verbatims`, or a table and a column.
    pub objet: String,
    /// Where: touchpoints or rows, the first ones first.
    pub ou: Vec<String>,
    /// What was met, and what the rule asks for.
    pub valeur: Number,
    /// The threshold.
    pub seuil: Number,
    /// Why, in a sentence.
    pub pourquoi: String,
    /// The same as documents say it: in their language, without the names of files and columns.
    #[serde(skip)]
    pub dit: String,
    /// Comments to read first: file and line.
    pub exemples: Vec<String>,
}

/// Tables of the report that are made of totals: comments that are quoted have no figure.
pub(super) fn of_totals() -> impl Iterator<Item = &'static (&'static str, Exporter)> {
    TABLES.iter().chain(&EVOLUTION_TABLES).filter(|(name, _)| *name != CITATIONS)
}

/// One of these, or of the tables of routing.
pub(super) fn bytes_of(table: &str, view: &View<'_>, totals: &Totals<'_>) -> Option<Vec<u8>> {
    let of_totals = of_totals().find(|(name, _)| *name == table).map(|(_, make)| make(view));
    let of_routing =
        || tables::TABLES.iter().find(|(name, _)| *name == table).map(|(_, make)| make(view, totals));
    of_totals.or_else(of_routing)
}

/// The column of a table that tells how many comments or ratings a row is made of.
pub(super) fn weight<'h>(header: impl Iterator<Item = &'h str> + Clone) -> Option<usize> {
    WEIGHTS.iter().find_map(|weight| header.clone().position(|name| name == *weight))
}

/// Alerts of the run, in the order of the rules; `documents` has the labels of the language of documents.
pub(super) fn raised(
    view: &View<'_>,
    totals: &Totals<'_>,
    documents: &Labels,
    files: &[String],
) -> io::Result<Vec<Alert>> {
    let mut raised = Vec::new();
    for (place, rule) in totals.routing.alerts.iter().enumerate() {
        raised.extend(match &rule.on {
            AlertOn::Comments { at_least, share, .. } => {
                let matched = view.summary.routed.alerts.get(&place).filter(|matched| {
                    let part = ratio(matched.verbatims as i64, view.summary.tones.total(), 6);
                    matched.verbatims >= *at_least && part >= Some(*share)
                });
                matched.map(|matched| on_comments(view, documents, rule, matched, files))
            }
            AlertOn::Figure { .. } => on_figure(view, totals, documents, rule)?,
        });
    }
    Ok(raised)
}

fn on_comments(
    view: &View<'_>,
    documents: &Labels,
    rule: &AlertRule,
    matched: &Matched,
    files: &[String],
) -> Alert {
    let AlertOn::Comments { when, at_least, share } = &rule.on else { unreachable!("the caller looked") };
    let (n, all) = (matched.verbatims, view.summary.tones.total());
    let mut places: Vec<(&String, u64)> = matched.touchpoints.iter().map(|(name, n)| (name, *n)).collect();
    // Stable: names are in order.
    places.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    places.truncate(MOST_PLACES);
    let part = Number(ratio(n as i64 * 100, all, 1).unwrap_or(0) * 100_000);
    let told = |labels: &Labels| {
        let words = labels.wording();
        let shown =
            |(name, n): &(&String, u64)| format!("{} ({})", labels.touchpoint(name), words.number(*n));
        let shown: Vec<String> = places.iter().map(shown).collect();
        let (least, share) = (at_least.to_string(), Number(share * 100));
        let key = if share == Number(0) { "raised.asked" } else { "raised.asked.share" };
        let asked = words.fill(key, &[("n", &least), ("share", &words.decimal(&share.written('.')))]);
        let blanks = [
            ("all", &*words.number(all)),
            ("part", &words.decimal(&part.written('.'))),
            ("asked", &asked),
            ("why", &when.description),
            ("places", &shown.join(", ")),
        ];
        words.counted("raised.comments", n, &blanks)
    };
    let (why, said) = (plain(&told(view.labels)), told(documents));
    let example = |(file, line): &(u32, u64)| format!("{}:{line}", files[*file as usize]);
    Alert {
        alerte: rule.name.clone(),
        objet: COMMENTS.to_owned(),
        ou: places.into_iter().map(|(name, _)| name.clone()).collect(),
        valeur: Number::of(n),
        seuil: Number::of(*at_least),
        pourquoi: why,
        dit: said,
        exemples: matched.shown.iter().map(|(_, position)| example(position)).collect(),
    }
}

/// A row beyond a threshold.
struct Beyond {
    name: String,
    value: Number,
    threshold: Number,
    is_above: bool,
}

fn on_figure(
    view: &View<'_>,
    totals: &Totals<'_>,
    documents: &Labels,
    rule: &AlertRule,
) -> io::Result<Option<Alert>> {
    let AlertOn::Figure { table, column, .. } = &rule.on else { return Ok(None) };
    let mut beyond = beyond(&bytes_of(table, view, totals).unwrap_or_default(), view.dialect, &rule.on)?;
    // Stable: rows of the same value stay in the order of the table.
    beyond.sort_by_key(|row| std::cmp::Reverse((row.value.0 - row.threshold.0).abs()));
    let Some(worst) = beyond.first() else { return Ok(None) };
    // A rule may have two thresholds: each row is told with its own, those of the worst one first.
    let (first, second): (Vec<&Beyond>, Vec<&Beyond>) =
        beyond.iter().partition(|row| row.is_above == worst.is_above);
    let told = |labels: &Labels, title: &str, minus: &str| {
        let side = |rows: &[&Beyond]| told_of_side(labels, title, minus, rows);
        if second.is_empty() {
            return side(&first);
        }
        labels.wording().fill("raised.both", &[("first", &side(&first)), ("second", &side(&second))])
    };
    let title = documents.wording().known(&format!("column.{column}")).unwrap_or(column);
    let why = told(view.labels, &format!("{column} de {table}"), "-");
    let said = told(documents, title, "−");
    Ok(Some(Alert {
        alerte: rule.name.clone(),
        objet: format!("{table}:{column}"),
        ou: beyond.iter().take(MOST_PLACES).map(|row| row.name.clone()).collect(),
        valeur: worst.value,
        seuil: worst.threshold,
        pourquoi: plain(&why),
        dit: said,
        exemples: Vec::new(),
    }))
}

/// Rows beyond one threshold, in a sentence; documents have a minus that is as wide as a digit, tables that of a keyboard.
fn told_of_side(labels: &Labels, title: &str, minus: &str, side: &[&Beyond]) -> String {
    let words = labels.wording();
    let number = |number: Number| words.decimal(&number.written('.')).replace('-', minus);
    let row = |row: &&Beyond| format!("{} ({})", labels.touchpoint(&row.name), number(row.value));
    let mut rows = side.iter().take(MOST_PLACES).map(row).collect::<Vec<_>>().join(", ");
    if let Some(others @ 1..) = side.len().checked_sub(MOST_PLACES) {
        rows = words.counted("raised.others", others as u64, &[("rows", &rows)]);
    }
    let key = if side[0].is_above { "raised.above" } else { "raised.below" };
    words.fill(key, &[("what", title), ("threshold", &number(side[0].threshold)), ("rows", &rows)])
}

/// Rows of a table that a rule asks for and whose figure is beyond its threshold.
fn beyond(table: &[u8], dialect: Dialect, on: &AlertOn) -> io::Result<Vec<Beyond>> {
    let AlertOn::Figure { table: file, column, row, above, below, enough, .. } = on else {
        return Ok(Vec::new());
    };
    let mut rows = Rows::of(table, dialect)?;
    let place = |wanted: &str| rows.header().iter().position(|name| name == wanted);
    let (figure, weight) = (place(column), weight(rows.header().iter()));
    let names: Vec<usize> = names_of(file).iter().filter_map(|name| place(name)).collect();
    let (mut beyond, mut record) = (Vec::new(), StringRecord::new());
    while rows.next(&mut record)? {
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).and_then(Number::read);
        let weighs = *enough == 0 || cell(weight) >= Some(Number::of(*enough));
        let is_asked = row.iter().all(|name| record.iter().any(|cell| is_touchpoint(name, cell)));
        let Some(value) = cell(figure).filter(|_| weighs && is_asked) else { continue };
        let over = above.map(Number).filter(|above| value > *above).map(|above| (above, true));
        let under = || below.map(Number).filter(|below| value < *below).map(|below| (below, false));
        beyond.extend(over.or_else(under).map(|(threshold, is_above)| {
            let name = if names.is_empty() { name_of(&record) } else { named(&record, &names) };
            Beyond { name, value, threshold, is_above }
        }));
    }
    Ok(beyond)
}

/// Columns that name a row, in tables where these are not the first two.
fn names_of(table: &str) -> &'static [&'static str] {
    match table {
        "effets.csv" => &["echelle", "famille", "libelle"],
        "notes.csv" => &["echelle", "note"],
        "emergents.csv" => &["terme"],
        "tendances.csv" | "objectifs.csv" => &["indicateur", "point_de_contact", "nom"],
        _ => &[],
    }
}

/// The cells of these columns: « etoiles, irritant, colis jamais reçu ».
fn named(record: &StringRecord, places: &[usize]) -> String {
    let names = places.iter().filter_map(|place| record.get(*place)).filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(", ")
}

/// The first cell of a row, which may be a number (« 3949 »), and the next if it is a name: « TOUS, attente au téléphone ».
fn name_of(record: &StringRecord) -> String {
    let is_name = |cell: &&str| !cell.is_empty() && Number::read(cell).is_none();
    let first = record.get(0).unwrap_or_default();
    let next = record.get(1).filter(is_name).filter(|_| !first.is_empty());
    first.to_owned() + &next.map_or_else(String::new, |next| format!(", {next}"))
}

const HEADER: [&str; 7] = ["alerte", "objet", "ou", "valeur", "seuil", "pourquoi", "exemples"];

pub(super) fn table(dialect: Dialect, alerts: &[Alert]) -> Vec<u8> {
    let mut out = Vec::new();
    let point = if dialect == Dialect::ExcelFr { ',' } else { '.' };
    let mut table = TableWriter::start(&mut out, dialect, &HEADER);
    for alert in alerts {
        table
            .text(&alert.alerte)
            .text(&alert.objet)
            .pieces(alert.ou.iter().map(String::as_str))
            .text(&alert.valeur.written(point))
            .text(&alert.seuil.written(point))
            .text(&alert.pourquoi)
            .pieces(alert.exemples.iter().map(String::as_str))
            .end_row();
    }
    out
}

/// One JSON object a line, with the same names.
pub(super) fn lines(alerts: &[Alert]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    for alert in alerts {
        serde_json::to_writer(&mut out, alert)?;
        out.push(b'\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_by_its_first_cell_even_a_number() {
        for (cells, name) in [
            (["3949", "12", "0,5"], "3949"),
            (["3949", "attente", "12"], "3949, attente"),
            (["TOUS", "attente au téléphone", "12"], "TOUS, attente au téléphone"),
            (["Accueil", "12", "0,5"], "Accueil"),
            (["Accueil", "", "12"], "Accueil"),
        ] {
            assert_eq!(name_of(&StringRecord::from(cells.to_vec())), name);
        }
    }
}
