//! The key figures, each with its symbol, and what to look at first.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::by_mention::Side;
use super::listing::Ranges;
use super::style::Style;
use super::{
    ALERTS, BY_MENTION, EVERY_TOUCHPOINT, JOURNEY, MAPPING, PARETO, QUOTATIONS, THEMES, Tables, VERBATIMS,
    View, head, set_up_page,
};
use crate::report::placement::net_tone;
use crate::report::touchpoints::{DELIGHTFUL, DISAPPOINTING};
use crate::report::wording::Wording;
use crate::taxonomy::{Flag, Tag, Tone};

/// Row of the first figure.
const FIRST: u32 = 3;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    ranges: &Ranges,
    style: &Style,
) -> Result<(), XlsxError> {
    head(sheet, style.words.say("sheet.synthesis"), style.words.say("book.synthesis.note"), style)?;
    for (i, (key, width)) in
        (0..).zip([("", 5.0), ("book.figure", 34.0), ("book.value", 34.0), ("book.reading", 80.0)])
    {
        sheet.set_column_width(i, width)?;
        let format = if key == "book.value" { &style.header_of_numbers } else { &style.header };
        sheet.write_string_with_format(2, i, style.words.known(key).unwrap_or_default(), format)?;
    }
    let row = figures(sheet, view, ranges, style)?;
    let row = worst(sheet, view, tables, (row, ranges), style)?;
    links(sheet, row + 1, style)?;
    set_up_page(sheet, None, style)
}

/// A line of the key figures.
struct Figure<'a> {
    symbol: &'a str,
    name: String,
    value: Option<f64>,
    format: &'a Format,
    reading: String,
    /// What its value leads to.
    link: Option<String>,
}

fn figures(sheet: &mut Worksheet, view: &View<'_>, ranges: &Ranges, style: &Style) -> Result<u32, XlsxError> {
    let words = style.words;
    let total = view.summary.tones.total();
    let of = |tone| view.summary.tones.of(tone);
    let net = net_tone(view.summary.tones);
    let (symbol, reading) = match net {
        Some(..=DISAPPOINTING) => ("▼", "book.blame"),
        Some(DELIGHTFUL..) => ("▲", "book.praise"),
        Some(_) => ("●", "book.balance"),
        None => ("", "book.none"),
    };
    let plain = |symbol, key: &str, value, format, reading| Figure {
        symbol,
        name: words.say(key).to_owned(),
        value,
        format,
        reading,
        link: None,
    };
    let share = |symbol, name, tone| {
        // From counts: a rounded share, rounded again by its format, could differ from that of the page.
        let value = (total > 0).then(|| of(tone) as f64 / total as f64);
        plain(symbol, name, value, &style.key_share, told(words, of(tone), total))
    };
    let flag = |flag: Flag, name: &str| {
        let n = view.summary.flags.get(&flag).copied().unwrap_or(0);
        let symbol = if n > 0 { "▼" } else { "●" };
        let link = ranges.everywhere((Side::Flags, "", flag.id()));
        let reading = words.say(&format!("{name}.why")).to_owned();
        Figure { link, ..plain(symbol, name, Some(n as f64), &style.key, reading) }
    };
    let rejected = words.say("book.rejected").to_owned();
    let list = [
        plain("●", "book.analysed", Some(total as f64), &style.key, rejected),
        plain(
            symbol,
            "book.net",
            net.map(|net| net as f64 / 1000.0),
            &style.key_signed,
            words.say(reading).to_owned(),
        ),
        share("▲", "book.positive", Tone::Positive),
        share("▼", "book.negative", Tone::Negative),
        flag(Flag::Departure, "book.departures"),
        flag(Flag::Alert, "book.alerts"),
    ];
    for (row, figure) in (FIRST..).zip(&list) {
        write_figure(sheet, row, figure, style)?;
    }
    Ok(FIRST + list.len() as u32)
}

fn write_figure(
    sheet: &mut Worksheet,
    row: u32,
    figure: &Figure<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.set_row_height(row, 26)?;
    write_symbol(sheet, row, figure.symbol, style)?;
    sheet.write_string_with_format(row, 1, &figure.name, &style.key_text)?;
    if let Some(link) = &figure.link {
        sheet.write_url_with_format(row, 2, Url::new(link), &style.key_link)?;
    }
    let format = if figure.link.is_some() { &style.key_link } else { figure.format };
    match figure.value {
        Some(value) => sheet.write_number_with_format(row, 2, value, format)?,
        None => sheet.write_blank(row, 2, format)?,
    };
    sheet.write_string_with_format(row, 3, &figure.reading, &style.key_note)?;
    Ok(())
}

fn write_symbol(sheet: &mut Worksheet, row: u32, symbol: &str, style: &Style) -> Result<(), XlsxError> {
    let format = style.of_symbol(symbol).clone().set_align(FormatAlign::VerticalCenter);
    sheet.write_string_with_format(row, 0, symbol, &format.set_align(FormatAlign::Center).set_indent(0))?;
    Ok(())
}

fn told(words: &Wording, n: u64, total: u64) -> String {
    words.counted("book.out_of", n, &[("all", &words.number(total))])
}

/// The first named irritant, which leads to its comments: a theme alone says nothing to act upon.
fn worst(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    (row, ranges): (u32, &Ranges),
    style: &Style,
) -> Result<u32, XlsxError> {
    let irritants = &tables.irritants;
    let [at, theme, label, count] =
        ["point_de_contact", "theme", "irritant", "verbatims"].map(|name| irritants.column(name));
    let is_told =
        |row: &&Vec<String>| row[at] == EVERY_TOUCHPOINT && view.labels.is_named(&row[theme], &row[label]);
    let Some(first) = irritants.rows.iter().find(is_told) else {
        return Ok(row);
    };
    sheet.set_row_height(row, 26)?;
    write_symbol(sheet, row, "▼", style)?;
    sheet.write_string_with_format(row, 1, style.words.say("book.worst"), &style.key_text)?;
    if let Some(link) = ranges.everywhere((Side::Irritants, &first[theme], &first[label])) {
        sheet.write_url_with_format(row, 2, Url::new(link), &style.key_link)?;
    }
    sheet.write_string_with_format(row, 2, &first[label], &style.key_link.clone().set_font_size(12))?;
    let comments = style.words.counted("comments", first[count].parse().unwrap_or(0), &[]);
    let reading = style.words.fill("book.worst.why", &[("comments", &comments)]);
    sheet.write_string_with_format(row, 3, reading, &style.key_note)?;
    Ok(row + 1)
}

fn links(sheet: &mut Worksheet, row: u32, style: &Style) -> Result<(), XlsxError> {
    for (row, key) in
        (row..).zip([ALERTS, PARETO, JOURNEY, MAPPING, THEMES, QUOTATIONS, VERBATIMS, BY_MENTION])
    {
        let name = style.words.say(key);
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(format!("→ {name}"));
        let left = style.link.clone().set_align(FormatAlign::Left);
        sheet.write_url_with_format(row, 1, url, &left)?;
    }
    Ok(())
}
