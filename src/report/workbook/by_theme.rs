//! The Pareto of irritants by theme: a few themes make most mentions. The same figures as those of the picture.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::by_mention::Side;
use super::columns::named;
use super::listing::{Ranges, linked};
use super::pareto::chart;
use super::style::{BAD, Style};
use super::{BY_THEME, View, grid, head, set_up_page};
use crate::report::mentions::{by_theme, overall};
use crate::taxonomy::Tag;

/// Row of the titles below the chart.
const TOP: u32 = 26;
/// Irritants told of a theme.
const MOST_NAMES: usize = 3;
const COLUMNS: [&str; 5] = ["theme", "mentions", "part", "part_cumulee", "irritants"];

/// A chart, and its table below.
pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    links: &Ranges,
    style: &Style,
) -> Result<(), XlsxError> {
    let say = |key: &str| style.words.say(key);
    head(sheet, say("pareto.themes.title"), say("book.by_theme.note"), style)?;
    grid::header(sheet, &COLUMNS, TOP, style)?;
    sheet.set_column_width(4, named("exemple").width)?;
    let rows = overall(&view.summary.overall_irritants, view.labels);
    let themes = by_theme(&rows);
    let total: u64 = themes.iter().map(|theme| theme.mentions).sum();
    let (mut row, mut sum) = (TOP + 1, 0);
    for theme in &themes {
        sum += theme.mentions;
        let names = theme.names().take(MOST_NAMES).collect::<Vec<_>>().join(", ");
        grid::set_height(
            sheet,
            row,
            [(view.labels.theme(theme.theme), "theme"), (&*names, "exemple")].into_iter(),
        )?;
        sheet.write_string_with_format(row, 0, view.labels.theme(theme.theme), &style.text)?;
        match links.theme(Side::Irritants, theme.theme.id()) {
            Some(url) => linked(sheet, (row, 1), theme.mentions as f64, url, style)?,
            None => sheet.write_number_with_format(row, 1, theme.mentions as f64, &style.count).map(drop)?,
        }
        sheet.write_number_with_format(row, 2, theme.mentions as f64 / total as f64, &style.share)?;
        sheet.write_number_with_format(row, 3, sum as f64 / total as f64, &style.share)?;
        sheet.write_string_with_format(row, 4, names, &style.text)?;
        row += 1;
    }
    // Themes are few: the chart holds them all.
    if !themes.is_empty() {
        let (title, bars) = (say("pareto.themes.title"), say("column.mentions"));
        let chart = chart(style, BY_THEME, (title, bars), BAD.1, (TOP + 1, row - 1), [0, 1, 3]);
        sheet.insert_chart_with_offset(2, 0, &chart, 4, 8)?;
    }
    set_up_page(sheet, Some((TOP, TOP)), style)
}
