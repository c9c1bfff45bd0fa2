//! Paretos: a table with links to the comments, and native charts with bars and the cumulative line.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Chart, ChartFont, ChartSolidFill, ChartType, Color, Worksheet, XlsxError};

use super::by_mention::Side;
use super::cells::number;
use super::listing::{Ranges, linked};
use super::ordered::Ordered;
use super::style::{BAD, GOOD, Style, literal, shortened};
use super::{
    DELIGHTS, EVERY_TOUCHPOINT, PARETO, PARETO_BY_TOUCHPOINT, Tables, View, grid, head, print_first, printed,
    set_up_page,
};
use crate::report::source::Table;

/// Bars of a chart: beyond, labels cannot be read.
const MOST_BARS: u32 = 12;
/// Lines that are printed, over all touchpoints and by touchpoint.
const MOST_PRINTED: usize = 40;
const MOST_PRINTED_BY_TOUCHPOINT: usize = 200;
/// Charts by touchpoint.
const MOST_CHARTS: usize = 24;
/// Letters of a title that leaves room for its chart.
const LONGEST_TITLE: usize = 48;
/// Row of the titles below the chart of the whole run.
const TOP: u32 = 26;
const TOP_BY_TOUCHPOINT: u32 = 2;

/// Rows of one touchpoint on the sheet of Paretos.
pub(super) struct Block {
    name: String,
    /// Comments, by which the charts are chosen.
    verbatims: u64,
    first: u32,
    last: u32,
    /// The last row of what has a name.
    last_named: Option<u32>,
}

/// A Pareto over the whole run; texts by their keys.
pub(super) struct Overall {
    pub(super) sheet: &'static str,
    side: Side,
    /// Column that names its mentions.
    mention: &'static str,
    title: &'static str,
    rest: &'static str,
    colour: u32,
}

pub(super) const IRRITANTS: Overall = Overall {
    sheet: PARETO,
    side: Side::Irritants,
    mention: "irritant",
    title: "book.pareto",
    rest: "unnamed.others",
    colour: BAD.1,
};
pub(super) const DELIGHTED: Overall = Overall {
    sheet: DELIGHTS,
    side: Side::Delights,
    mention: "enthousiasmant",
    title: "book.delights",
    rest: "unnamed.delights",
    colour: GOOD.1,
};

/// A chart, and its table below.
pub(super) fn overall(
    sheet: &mut Worksheet,
    view: &View<'_>,
    pareto: &Overall,
    tables: &Tables,
    links: &Ranges,
    [style, grey]: [&Style; 2],
) -> Result<(), XlsxError> {
    let say = |key: &str| style.words.say(key);
    let names = [pareto.mention, "theme", "verbatims", "part", "part_cumulee", "exemple"];
    let table = match pareto.side {
        Side::Delights => &tables.delights,
        _ => &tables.irritants,
    };
    let lines = Ordered::overall(view, table, pareto.mention, say(pareto.rest));
    let n = lines.named.len() + lines.unnamed.len();
    head(sheet, say(pareto.title), &printed(say("book.pareto.note"), n, MOST_PRINTED, style), style)?;
    let (named, unnamed) = (table.with_rows(lines.named), table.with_rows(lines.unnamed));
    let end = grid::write(sheet, &with_labels(&named, tables), &names, TOP, style)?;
    grid::rows(sheet, &with_labels(&unnamed, tables), &names, end, grey)?;
    for (rows, top) in [(&named, TOP + 1), (&unnamed, end)] {
        link(sheet, rows, (pareto.side, pareto.mention), (top, 2), links, style)?;
    }
    if !named.rows.is_empty() {
        let last = end.min(TOP + 1 + MOST_BARS) - 1;
        let title = (say("book.most_frequent"), say("book.chart.bars"));
        let chart = chart(style, pareto.sheet, title, pareto.colour, (TOP + 1, last), [0, 2, 4]);
        sheet.insert_chart_with_offset(2, 0, &chart, 4, 8)?;
    }
    print_first(sheet, (TOP, names.len() as u16 - 1), n, MOST_PRINTED)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// The table with themes by their labels.
fn with_labels(table: &Table, tables: &Tables) -> Table {
    let theme = table.column("theme");
    let mut rows = table.rows.clone();
    rows.iter_mut().for_each(|row| row[theme] = tables.theme_label(&row[theme]).to_owned());
    table.with_rows(rows)
}

/// Irritants by touchpoint, in journey order, most comments first, with shares within the touchpoint.
pub(super) fn by_touchpoint(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    links: &Ranges,
    [style, grey]: [&Style; 2],
) -> Result<Vec<Block>, XlsxError> {
    let say = |key: &str| style.words.say(key);
    let all: usize = tables.irritants.rows.len();
    let note = printed(say("book.by_touchpoint.note"), all, MOST_PRINTED_BY_TOUCHPOINT, style);
    head(sheet, say("book.by_touchpoint"), &note, style)?;
    let names = ["point_de_contact", "irritant", "theme", "verbatims", "part", "exemple"];
    grid::header(sheet, &names, TOP_BY_TOUCHPOINT, style)?;
    let mut rows = Vec::new();
    let mut blocks = Vec::new();
    let (mut end, verbatims) = (TOP_BY_TOUCHPOINT + 1, tables.touchpoints.column("verbatims"));
    // A step may be blamed that no comment speaks of most: it has irritants and no row among touchpoints.
    let counted = tables.touchpoints.rows.iter().map(|row| (&row[0], row[verbatims].parse().unwrap_or(0)));
    let mut touchpoints: Vec<(&String, u64)> = counted.collect();
    let mut known: BTreeSet<&String> = touchpoints.iter().map(|(name, _)| *name).collect();
    for name in tables.irritants.rows.iter().map(|row| &row[0]) {
        if name != EVERY_TOUCHPOINT && known.insert(name) {
            touchpoints.push((name, 0));
        }
    }
    let mut irritants = tables.irritants.by_touchpoint();
    for (touchpoint, verbatims) in touchpoints {
        let lines = irritants.remove(touchpoint.as_str()).unwrap_or_default();
        let lines = Ordered::of(view, &tables.irritants, "irritant", lines);
        let (first, n_named) = (end, lines.named.len() as u32);
        for (lines, style) in [(lines.named, style), (lines.unnamed, grey)] {
            let lines = tables.irritants.with_rows(lines);
            end = grid::rows(sheet, &with_labels(&lines, tables), &names, end, style)?;
            rows.extend(lines.rows);
        }
        if end > first {
            let name = view.labels.touchpoint(touchpoint).to_owned();
            let last_named = (n_named > 0).then(|| first + n_named - 1);
            blocks.push(Block { name, verbatims, first, last: end - 1, last_named });
        }
    }
    let table = tables.irritants.with_rows(rows);
    link(sheet, &table, (Side::Irritants, "irritant"), (TOP_BY_TOUCHPOINT + 1, 3), links, style)?;
    for (i, key) in [(6, "book.local_share"), (7, "book.local_sum")] {
        sheet.set_column_width(i, 13)?;
        sheet.write_string_with_format(TOP_BY_TOUCHPOINT, i, say(key), &style.header_of_numbers)?;
    }
    for block in &blocks {
        shares(sheet, &table, block, style)?;
    }
    sheet.autofilter(TOP_BY_TOUCHPOINT, 0, end.max(TOP_BY_TOUCHPOINT + 2) - 1, 7)?;
    sheet.set_freeze_panes(TOP_BY_TOUCHPOINT + 1, 2)?;
    print_first(sheet, (TOP_BY_TOUCHPOINT, 7), table.rows.len(), MOST_PRINTED_BY_TOUCHPOINT)?;
    set_up_page(sheet, Some((TOP_BY_TOUCHPOINT, TOP_BY_TOUCHPOINT)), style)?;
    Ok(blocks)
}

/// Shares within a touchpoint, of the counts that stand on the sheet.
fn shares(sheet: &mut Worksheet, table: &Table, block: &Block, style: &Style) -> Result<(), XlsxError> {
    let place = table.column("verbatims");
    let count = |row: u32| number(&table.rows[(row - TOP_BY_TOUCHPOINT - 1) as usize][place]).unwrap_or(0.0);
    let total: f64 = (block.first..=block.last).map(count).sum();
    let mut sum = 0.0;
    for row in block.first..=block.last {
        sum += count(row);
        sheet.write_number_with_format(row, 6, count(row) / total, &style.share)?;
        sheet.write_number_with_format(row, 7, sum / total, &style.share)?;
    }
    Ok(())
}

/// One chart for each touchpoint, two by two: those with most comments, in the order of the journey.
pub(super) fn charts(sheet: &mut Worksheet, mut blocks: Vec<Block>, style: &Style) -> Result<(), XlsxError> {
    blocks.retain(|block| block.last_named.is_some());
    let all = blocks.len();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.verbatims));
    blocks.truncate(MOST_CHARTS);
    blocks.sort_by_key(|block| block.first);
    let shown = blocks.len();
    let number = |n: usize| style.words.number(n as u64);
    let key = if all > shown { "book.charts.beyond" } else { "book.charts.note" };
    let blanks = [("bars", MOST_BARS.to_string()), ("all", number(all))];
    let blanks = blanks.each_ref().map(|(name, value)| (*name, value.as_str()));
    let note = style.words.counted(key, shown as u64, &blanks);
    head(sheet, style.words.say("book.charts"), &note, style)?;
    for (i, block) in blocks.iter().enumerate() {
        let last = block.last_named.unwrap_or(block.last).min(block.first + MOST_BARS - 1);
        let title = (block.name.as_str(), style.words.say("book.chart.bars"));
        let mut chart = chart(style, PARETO_BY_TOUCHPOINT, title, BAD.1, (block.first, last), [1, 3, 7]);
        chart.set_width(620).set_height(430);
        sheet.insert_chart(2 + 22 * (i as u32 / 2), 10 * (i as u16 % 2), &chart)?;
    }
    // Two rows of charts on a page.
    let breaks: Vec<u32> = (1..=(shown as u32).saturating_sub(1) / 4).map(|page| 2 + 44 * page).collect();
    set_up_page(sheet, None, style)?;
    sheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// Bars of counts, under their name, and the line of cumulative shares; `columns` are those of labels, counts and shares.
pub(super) fn chart(
    style: &Style,
    sheet: &str,
    (title, bar): (&str, &str),
    colour: u32,
    (first, last): (u32, u32),
    [labels, counts, shares]: [u16; 3],
) -> Chart {
    let [sheet, share] = [sheet, "book.chart.line"].map(|key| style.words.say(key));
    let mut bars = Chart::new(ChartType::Column);
    bars.add_series()
        .set_name(bar)
        .set_categories((sheet, first, labels, last, labels))
        .set_values((sheet, first, counts, last, counts))
        .set_gap(40)
        .set_format(ChartSolidFill::new().set_color(Color::RGB(colour)));
    let mut line = Chart::new(ChartType::Line);
    line.add_series()
        .set_name(share)
        .set_categories((sheet, first, labels, last, labels))
        .set_values((sheet, first, shares, last, shares))
        .set_secondary_axis(true)
        .set_format(rust_xlsxwriter::ChartLine::new().set_color(Color::RGB(0x2F_3E_52)).set_width(2));
    bars.combine(&line);
    bars.title()
        .set_name(shortened(&literal(title), LONGEST_TITLE).as_str())
        .set_font(ChartFont::new().set_size(13));
    bars.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Top);
    bars.y_axis().set_name(bar).set_num_format("#,##0").set_min(0);
    bars.y2_axis().set_min(0).set_max(1).set_num_format("0%");
    bars.x_axis().set_font(ChartFont::new().set_size(9).set_rotation(-40));
    bars.set_width(1120).set_height(460);
    bars.set_alt_text(style.words.fill("book.chart.alt", &[("name", title)]));
    bars
}

/// Makes each count lead to the comments that it counts.
fn link(
    sheet: &mut Worksheet,
    table: &Table,
    (side, name): (Side, &str),
    (top, column): (u32, u16),
    links: &Ranges,
    style: &Style,
) -> Result<(), XlsxError> {
    /// Excel refuses more than 65,530 on a sheet.
    const MOST_LINKS: usize = 30_000;
    let [at, theme, label, count] =
        ["point_de_contact", "theme", name, "verbatims"].map(|name| table.column(name));
    for (row, cells) in (top..).zip(&table.rows).take(MOST_LINKS) {
        let count = number(&cells[count]).unwrap_or(0.0);
        let mention = (side, cells[theme].as_str(), cells[label].as_str());
        if let Some(url) = links.at(mention, &cells[at], count as usize) {
            linked(sheet, (row, column), count, url, style)?;
        }
    }
    Ok(())
}
