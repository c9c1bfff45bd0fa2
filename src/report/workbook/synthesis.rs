//! The key figures, each with its symbol, and what to look at first.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::super::closing::grouped;
use super::super::table::ratio;
use super::by_mention::{Ranges, Side};
use super::style::Style;
use super::{
    ALL_TOUCHPOINTS, BY_MENTION, JOURNEY, PARETO, THEMES, Tables, VERBATIMS, View, head, is_named,
    set_up_page,
};
use crate::taxonomy::{Flag, Tag, Tone};

/// Net tones, in thousandths, from which the symbol is that of blame or of praise: those of moments.
const BLAME: i64 = -200;
const PRAISE: i64 = 400;

/// Row of the first figure.
const FIRST: u32 = 3;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    ranges: &Ranges,
    style: &Style,
) -> Result<(), XlsxError> {
    head(
        sheet,
        "Synthèse",
        "Chiffres clés de l'ensemble des verbatims analysés. ▲ favorable, ● à surveiller, ▼ défavorable.",
        style,
    )?;
    for (i, (title, width)) in
        (0..).zip([("", 5.0), ("Chiffre clé", 34.0), ("Valeur", 34.0), ("Lecture", 80.0)])
    {
        sheet.set_column_width(i, width)?;
        sheet.write_string_with_format(2, i, title, &style.header)?;
    }
    let row = figures(sheet, view, ranges, style)?;
    let row = worst(sheet, view, tables, (row, ranges), style)?;
    links(sheet, row + 1, style)?;
    set_up_page(sheet, None)
}

/// A line of the key figures.
struct Figure<'a> {
    symbol: &'a str,
    name: &'a str,
    value: Option<f64>,
    format: &'a Format,
    reading: String,
    /// What its value leads to.
    link: Option<String>,
}

fn figures(sheet: &mut Worksheet, view: &View<'_>, ranges: &Ranges, style: &Style) -> Result<u32, XlsxError> {
    let total = view.summary.tones.total();
    let of = |tone| view.summary.tones.of(tone);
    let net = ratio(of(Tone::Positive) as i64 - of(Tone::Negative) as i64, total, 3);
    let (symbol, reading) = match net {
        Some(..=BLAME) => ("▼", "Les critiques l'emportent nettement."),
        Some(PRAISE..) => ("▲", "Les éloges l'emportent de loin."),
        Some(_) => ("●", "Éloges et critiques se répondent."),
        None => ("", "Aucun verbatim."),
    };
    let plain =
        |symbol, name, value, format, reading| Figure { symbol, name, value, format, reading, link: None };
    let share = |symbol, name, tone| {
        let value = ratio(of(tone) as i64, total, 4).map(|share| share as f64 / 10_000.0);
        plain(symbol, name, value, &style.key_share, told(of(tone), total))
    };
    let flag = |flag: Flag, name, reading: &str| {
        let n = view.summary.flags.get(&flag).copied().unwrap_or(0);
        let symbol = if n > 0 { "▼" } else { "●" };
        let link = ranges.link(Side::Flags, "", flag.id(), "");
        Figure { link, ..plain(symbol, name, Some(n as f64), &style.key, reading.to_owned()) }
    };
    let rejected = "Lignes rejetées et fichiers lus : voir le manifeste.".to_owned();
    let list = [
        plain("●", "Verbatims analysés", Some(total as f64), &style.key, rejected),
        plain(
            symbol,
            "Ton net, de -1 à 1",
            net.map(|net| net as f64 / 1000.0),
            &style.key_signed,
            reading.to_owned(),
        ),
        share("▲", "Verbatims positifs", Tone::Positive),
        share("▼", "Verbatims négatifs", Tone::Negative),
        flag(Flag::Departure, "Signes de départ", "Clients qui partent ou le disent : à lire un par un."),
        flag(Flag::Alert, "Alertes", "Menace juridique, fraude, danger ou détresse : à lire un par un."),
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
    sheet.write_string_with_format(row, 0, figure.symbol, style.of_symbol(figure.symbol))?;
    sheet.write_string_with_format(row, 1, figure.name, &style.key_text)?;
    if let Some(link) = &figure.link {
        sheet.write_url_with_format(row, 2, Url::new(link), &style.key_link)?;
    }
    let format = if figure.link.is_some() { &style.key_link } else { figure.format };
    match figure.value {
        Some(value) => sheet.write_number_with_format(row, 2, value, format)?,
        None => sheet.write_blank(row, 2, format)?,
    };
    sheet.write_string_with_format(row, 3, &figure.reading, &style.text)?;
    Ok(())
}

fn told(n: u64, total: u64) -> String {
    format!("{} sur {}", grouped(n), grouped(total))
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
    let is_told = |row: &&Vec<String>| row[at] == ALL_TOUCHPOINTS && is_named(view, &row[theme], &row[label]);
    let Some(first) = irritants.rows.iter().find(is_told) else {
        return Ok(row);
    };
    sheet.set_row_height(row, 26)?;
    sheet.write_string_with_format(row, 0, "▼", &style.bad)?;
    sheet.write_string_with_format(row, 1, "Premier irritant", &style.key_text)?;
    if let Some(link) = ranges.link(Side::Irritants, &first[theme], &first[label], ALL_TOUCHPOINTS) {
        sheet.write_url_with_format(row, 2, Url::new(link), &style.key_link)?;
    }
    sheet.write_string_with_format(row, 2, &first[label], &style.key_link.clone().set_font_size(12))?;
    let reading = format!("{} verbatim(s) ; voir le Pareto.", &first[count]);
    sheet.write_string_with_format(row, 3, reading, &style.text)?;
    Ok(row + 1)
}

fn links(sheet: &mut Worksheet, row: u32, style: &Style) -> Result<(), XlsxError> {
    for (row, name) in (row..).zip([PARETO, JOURNEY, THEMES, VERBATIMS, BY_MENTION]) {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(format!("→ {name}"));
        let left = style.link.clone().set_align(rust_xlsxwriter::FormatAlign::Left);
        sheet.write_url_with_format(row, 1, url, &left)?;
    }
    Ok(())
}
