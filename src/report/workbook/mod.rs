//! Goes in: the tables of the report, as they stand in its folder. Comes out: `rapport.xlsx`.
//! Never: counts comments, writes a text as a formula, or holds the list of comments in memory.
//!
//! Cells are read back from the tables of the other exporters, so that no number can differ from them.

mod by_mention;
mod by_theme;
mod by_touchpoint;
mod cells;
mod changes;
mod columns;
mod grid;
mod journey_map;
mod label_places;
mod listing;
mod manifest;
mod mapping;
mod ordered;
mod pareto;
mod plain;
mod style;
mod synthesis;
mod tags;
mod verbatims;

use std::io;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::source::Table;
use super::{Alert, View, citations, effects, mentions, scores, touchpoints, words};
use crate::config::EVERY_TOUCHPOINT;
use cells::Telling;
use style::Style;

/// Keys of the names of the sheets, in order; no name needs more than quotes in a reference.
const SYNTHESIS: &str = "sheet.synthesis";
const ALERTS: &str = "sheet.alerts";
const CHANGES: &str = "sheet.changes";
const PARETO: &str = "sheet.pareto";
const BY_THEME: &str = "sheet.by_theme";
const DELIGHTS: &str = "sheet.delights";
const PARETO_BY_TOUCHPOINT: &str = "sheet.by_touchpoint";
const CHARTS: &str = "sheet.charts";
const JOURNEY: &str = "sheet.journey";
const MAPPING: &str = "sheet.mapping";
const RATINGS: &str = "sheet.ratings";
const EFFECTS: &str = "sheet.effects";
const THEMES: &str = "sheet.themes";
const TAGS: &str = "sheet.tags";
const WORDS: &str = "sheet.words";
const EMERGING: &str = "sheet.emerging";
const DEPARTMENTS: &str = "sheet.departments";
const QUOTATIONS: &str = "sheet.quotations";
const VERBATIMS: &str = "sheet.comments";
const BY_MENTION: &str = "sheet.by_mention";
const MANIFEST: &str = "sheet.manifest";

const SHEETS: [&str; 21] = [
    SYNTHESIS,
    ALERTS,
    CHANGES,
    PARETO,
    BY_THEME,
    PARETO_BY_TOUCHPOINT,
    CHARTS,
    DELIGHTS,
    JOURNEY,
    MAPPING,
    RATINGS,
    EFFECTS,
    THEMES,
    TAGS,
    WORDS,
    EMERGING,
    DEPARTMENTS,
    QUOTATIONS,
    VERBATIMS,
    BY_MENTION,
    MANIFEST,
];

/// Every table of totals that a sheet shows.
struct Tables {
    irritants: Table,
    delights: Table,
    touchpoints: Table,
    themes: Table,
    modes: Table,
    qualifications: Table,
    words: Table,
    mapping: Table,
    scores: Table,
    spread: Table,
    effects: Table,
    quotations: Table,
    departments: Table,
    alerts: Table,
    /// Only a history has it.
    emerging: Option<Table>,
}

impl Tables {
    /// What a theme is called.
    fn theme_label<'t>(&'t self, id: &'t str) -> &'t str {
        let label = self.themes.column("libelle");
        self.themes.rows.iter().find(|row| row[0] == id).map_or(id, |row| &row[label])
    }
}

/// Writes `rapport.xlsx` into `dir`, which holds the tables; `manifest` is what `run.json` will hold.
pub(super) fn write(dir: &Path, view: &View<'_>, raised: &[Alert], manifest: &[u8]) -> io::Result<()> {
    let made = |table: fn(&View<'_>) -> Vec<u8>| Table::made(&table(view), view.dialect);
    // What routing added up is known no more.
    let read = |name: &str| Table::read(&dir.join(name), view.dialect);
    let mut alerts = read("alertes.csv")?;
    let why = alerts.column("pourquoi");
    alerts.rows.iter_mut().zip(raised).for_each(|(row, alert)| row[why].clone_from(&alert.dit));
    let tables = Tables {
        irritants: made(mentions::irritants)?,
        delights: made(mentions::delights)?,
        touchpoints: made(touchpoints::table)?,
        themes: made(super::tags::themes)?,
        modes: made(super::tags::modes)?,
        qualifications: made(super::tags::qualifications)?,
        words: made(words::table)?,
        mapping: made(super::mapping::table)?,
        scores: made(scores::table)?,
        spread: made(scores::spread)?,
        effects: made(effects::table)?,
        quotations: made(citations::table)?,
        departments: read("services.csv")?,
        alerts,
        emerging: view.evolution.map(|_| made(super::emerging::table)).transpose()?,
    };
    fill(dir, view, &tables, &serde_json::from_slice(manifest)?).map_err(io::Error::other)
}

fn fill(
    dir: &Path,
    view: &View<'_>,
    tables: &Tables,
    manifest: &serde_json::Value,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (style, grey) = (Style::new(view.labels), Style::grey(view.labels));
    let say = |key: &str| style.words.say(key);
    let mut book = empty(dir, view.evolution.is_some(), &style)?;
    // Comments first: links of counts lead to their rows.
    let telling = Telling::new(view.spellings, manifest);
    let sheet = book.worksheet_from_name(say(VERBATIMS))?;
    let listed = verbatims::write(sheet, dir, view, (tables, &telling), &style)?;
    let sheet = book.worksheet_from_name(say(BY_MENTION))?;
    let ranges = listing::write(sheet, dir, (view, &telling), listed, &style)?;
    synthesis::write(book.worksheet_from_name(say(SYNTHESIS))?, view, tables, &ranges, &style)?;
    plain::alerts(book.worksheet_from_name(say(ALERTS))?, tables, &style)?;
    if view.evolution.is_some() {
        changes::write(book.worksheet_from_name(say(CHANGES))?, view, &style)?;
    }
    for pareto in [&pareto::IRRITANTS, &pareto::DELIGHTED] {
        pareto::overall(
            book.worksheet_from_name(say(pareto.sheet))?,
            view,
            pareto,
            tables,
            &ranges,
            [&style, &grey],
        )?;
    }
    by_theme::write(book.worksheet_from_name(say(BY_THEME))?, view, &ranges, &style)?;
    let blocks = pareto::by_touchpoint(
        book.worksheet_from_name(say(PARETO_BY_TOUCHPOINT))?,
        view,
        tables,
        &ranges,
        [&style, &grey],
    )?;
    pareto::charts(book.worksheet_from_name(say(CHARTS))?, blocks, &style)?;
    journey_map::write(book.worksheet_from_name(say(JOURNEY))?, view, tables, &ranges, &style)?;
    mapping::write(book.worksheet_from_name(say(MAPPING))?, view.labels, &tables.mapping, &style)?;
    plain::ratings(book.worksheet_from_name(say(RATINGS))?, tables, &style)?;
    plain::effects(book.worksheet_from_name(say(EFFECTS))?, tables, [&style, &grey])?;
    tags::themes(book.worksheet_from_name(say(THEMES))?, tables, &style)?;
    tags::modes_and_qualifications(book.worksheet_from_name(say(TAGS))?, tables, &style)?;
    tags::words(book.worksheet_from_name(say(WORDS))?, tables, &style)?;
    if let Some(emerging) = &tables.emerging {
        plain::emerging(book.worksheet_from_name(say(EMERGING))?, emerging, &style)?;
    }
    plain::departments(book.worksheet_from_name(say(DEPARTMENTS))?, tables, &style)?;
    let sheet = book.worksheet_from_name(say(QUOTATIONS))?;
    plain::quotations(sheet, view, (tables, &telling), [&style, &grey])?;
    manifest::write(book.worksheet_from_name(say(MANIFEST))?, manifest, &style)?;
    book.save(dir.join("rapport.xlsx"))?;
    Ok(())
}

/// Printing: landscape on A4, as wide as the page, page numbers, titles on each page.
fn set_up_page(sheet: &mut Worksheet, titles: Option<(u32, u32)>, style: &Style) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
    let page = style.words.fill("book.page", &[("page", "&P"), ("pages", "&N")]);
    sheet.set_footer(format!("&L&A&R{page}")).set_screen_gridlines(false);
    if let Some((first, last)) = titles {
        sheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

/// The workbook with its sheets, which are empty.
fn empty(
    dir: &Path,
    has_history: bool,
    style: &Style,
) -> Result<Workbook, Box<dyn std::error::Error + Send + Sync>> {
    let say = |key: &str| style.words.say(key);
    let mut book = Workbook::new();
    // Rows on their way wait beside the report, where there is room for it, and not in the folder of the system.
    book.set_tempdir(dir)?;
    // The day of the run would change the bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(say("book.title")).set_creation_datetime(&created));
    let is_wanted = |key: &&str| has_history || ![CHANGES, EMERGING].contains(key);
    for key in SHEETS.into_iter().filter(is_wanted) {
        // The lists of comments may be longer than memory.
        let sheet = match key {
            VERBATIMS | BY_MENTION => book.add_worksheet_with_constant_memory(),
            _ => book.add_worksheet(),
        };
        sheet.set_name(say(key))?;
    }
    Ok(book)
}

/// Leaves what nobody reads on paper to the screen: of `n` rows, those after the first `most` are not printed.
fn print_first(
    sheet: &mut Worksheet,
    (top, last_column): (u32, u16),
    n: usize,
    most: usize,
) -> Result<(), XlsxError> {
    sheet.set_print_area(0, 0, top + n.min(most) as u32, last_column).map(drop)
}

/// A note, which says how many rows are printed when some are not.
fn printed(note: &str, n: usize, most: usize, style: &Style) -> String {
    match most {
        _ if n <= most => note.to_owned(),
        0 => style.words.fill("book.printed.none", &[("note", note)]),
        most => style.words.counted("book.printed", most as u64, &[("note", note)]),
    }
}

/// A title and a sentence that says what the sheet holds, on its first two rows.
fn head(sheet: &mut Worksheet, title: &str, note: &str, style: &Style) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 26)?;
    sheet.set_row_height(1, 20)?;
    sheet.write_string_with_format(0, 0, title, &style.title)?;
    sheet.write_string_with_format(1, 0, note, &style.note)?;
    Ok(())
}
