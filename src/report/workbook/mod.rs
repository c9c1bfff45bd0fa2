//! Goes in: the tables of the report, as they stand in its folder. Comes out: `rapport.xlsx`.
//! Never: counts comments, writes a text as a formula, or holds the list of comments in memory.
//!
//! Cells are read back from the CSV tables, so that no number can differ from them.

mod by_mention;
mod columns;
mod grid;
mod journey_map;
mod manifest;
mod mapping;
mod pareto;
mod source;
mod style;
mod synthesis;
mod tags;
mod verbatims;

use std::io;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::mentions::ALL_TOUCHPOINTS;
use super::{Labels, View};
use crate::taxonomy::{Tag, Theme};
use source::{Table, read};
use style::Style;

/// Names of the sheets, in order; none needs more than quotes in a reference.
const SYNTHESIS: &str = "Synthèse";
const PARETO: &str = "Pareto";
const DELIGHTS: &str = "Enthousiasmants";
const PARETO_BY_TOUCHPOINT: &str = "Pareto par point de contact";
const CHARTS: &str = "Graphiques";
const JOURNEY: &str = "Parcours";
const MAPPING: &str = "Cartographie";
const THEMES: &str = "Thèmes et ton";
const TAGS: &str = "Modes et qualifications";
const WORDS: &str = "Mots";
const EMERGING: &str = "Émergents";
const VERBATIMS: &str = "Verbatims";
const BY_MENTION: &str = "Verbatims par motif";
const MANIFEST: &str = "Manifeste";

/// Every table of totals that a sheet shows.
struct Tables {
    irritants: Table,
    delights: Table,
    touchpoints: Table,
    themes: Table,
    modes: Table,
    qualifications: Table,
    words: Table,
    /// Not every report has one.
    mapping: Option<Table>,
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
pub(super) fn write(dir: &Path, view: &View<'_>, manifest: &[u8]) -> io::Result<()> {
    let table = |name: &str| read(&dir.join(name), view.dialect);
    let tables = Tables {
        irritants: table("irritants.csv")?,
        delights: table("enthousiasmants.csv")?,
        touchpoints: table("points_de_contact.csv")?,
        themes: table("themes.csv")?,
        modes: table("modes.csv")?,
        qualifications: table("qualifications.csv")?,
        words: table("mots.csv")?,
        emerging: view.evolution.map(|_| table("emergents.csv")).transpose()?,
        mapping: dir.join("cartographie.csv").exists().then(|| table("cartographie.csv")).transpose()?,
    };
    fill(dir, view, &tables, &serde_json::from_slice(manifest)?).map_err(io::Error::other)
}

fn fill(
    dir: &Path,
    view: &View<'_>,
    tables: &Tables,
    manifest: &serde_json::Value,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let style = Style::new();
    let mut book = Workbook::new();
    // Rows on their way wait beside the report, where there is room for it, and not in the folder of the system.
    book.set_tempdir(dir)?;
    // The day of the run would change the bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Rapport verbatim").set_creation_datetime(&created));
    for name in [SYNTHESIS, PARETO, PARETO_BY_TOUCHPOINT, CHARTS, DELIGHTS, JOURNEY] {
        book.add_worksheet().set_name(name)?;
    }
    if let Some(mapping) = &tables.mapping {
        mapping::write(book.add_worksheet().set_name(MAPPING)?, view.labels, mapping, &style)?;
    }
    for name in [THEMES, TAGS, WORDS] {
        book.add_worksheet().set_name(name)?;
    }
    if let Some(emerging) = &tables.emerging {
        tags::emerging(book.add_worksheet().set_name(EMERGING)?, emerging, &style)?;
    }
    // The lists of comments may be longer than memory.
    for name in [VERBATIMS, BY_MENTION] {
        book.add_worksheet_with_constant_memory().set_name(name)?;
    }
    book.add_worksheet().set_name(MANIFEST)?;

    // Comments first: links of the Paretos lead to their rows.
    let index = verbatims::write(book.worksheet_from_name(VERBATIMS)?, dir, view, tables, &style)?;
    let ranges = by_mention::write(book.worksheet_from_name(BY_MENTION)?, dir, view, index, &style)?;
    synthesis::write(book.worksheet_from_name(SYNTHESIS)?, view, tables, &ranges, &style)?;
    for pareto in [&pareto::IRRITANTS, &pareto::DELIGHTED] {
        pareto::overall(book.worksheet_from_name(pareto.sheet)?, pareto, tables, &ranges, &style)?;
    }
    let blocks = pareto::by_touchpoint(
        book.worksheet_from_name(PARETO_BY_TOUCHPOINT)?,
        view,
        tables,
        &ranges,
        &style,
    )?;
    pareto::charts(book.worksheet_from_name(CHARTS)?, &blocks, &style)?;
    journey_map::write(book.worksheet_from_name(JOURNEY)?, view, tables, &style)?;
    tags::themes(book.worksheet_from_name(THEMES)?, tables, &style)?;
    tags::modes_and_qualifications(book.worksheet_from_name(TAGS)?, tables, &style)?;
    tags::words(book.worksheet_from_name(WORDS)?, tables, &style)?;
    manifest::write(book.worksheet_from_name(MANIFEST)?, manifest, &style)?;
    book.save(dir.join("rapport.xlsx"))?;
    Ok(())
}

/// Whether a mention says more than its theme.
fn is_named(view: &View<'_>, theme: &str, label: &str) -> bool {
    Theme::from_id(theme).is_none_or(|theme| view.labels.mention(theme, None) != label)
}

/// Printing: landscape on A4, as wide as the page, page numbers, titles on each page.
fn set_up_page(sheet: &mut Worksheet, titles: Option<(u32, u32)>) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
    sheet.set_footer("&L&A&RPage &P sur &N").set_screen_gridlines(false);
    if let Some((first, last)) = titles {
        sheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

/// A title and a sentence that says what the sheet holds, on its first two rows.
fn head(sheet: &mut Worksheet, title: &str, note: &str, style: &Style) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 26)?;
    sheet.set_row_height(1, 20)?;
    sheet.write_string_with_format(0, 0, title, &style.title)?;
    sheet.write_string_with_format(1, 0, note, &style.note)?;
    Ok(())
}
