//! The key figures, each with its symbol, and what to look at first.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::super::closing::grouped;
use super::super::table::ratio;
use super::style::Style;
use super::{JOURNEY, PARETO, THEMES, Tables, VERBATIMS, View, head, set_up_page};
use crate::taxonomy::{Flag, Tone};

/// Net tones, in thousandths, from which the symbol is that of blame or of praise: those of moments.
const BLAME: i64 = -200;
const PRAISE: i64 = 400;
/// What ends the label of a theme blamed without a named motive.
const UNNAMED: &str = "(sans motif précis)";

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &View<'_>,
    tables: &Tables,
    style: &Style,
) -> Result<(), XlsxError> {
    head(
        sheet,
        "Synthèse",
        "Chiffres clés de l'ensemble des verbatims analysés. ▲ favorable, ● à surveiller, ▼ défavorable.",
        style,
    )?;
    for (i, (title, width)) in
        (0..).zip([("", 5.0), ("Chiffre clé", 34.0), ("Valeur", 30.0), ("Lecture", 80.0)])
    {
        sheet.set_column_width(i, width)?;
        sheet.write_string_with_format(2, i, title, &style.header)?;
    }
    let row = figures(sheet, view, style)?;
    let row = worst(sheet, tables, row, style)?;
    links(sheet, row + 1, style)?;
    set_up_page(sheet, None)
}

fn figures(sheet: &mut Worksheet, view: &View<'_>, style: &Style) -> Result<u32, XlsxError> {
    let summary = view.summary;
    let total = summary.tones.total();
    let of = |tone| summary.tones.of(tone);
    let net = ratio(of(Tone::Positive) as i64 - of(Tone::Negative) as i64, total, 3);
    let share = |n: u64| ratio(n as i64, total, 4).map(|share| share as f64 / 10_000.0);
    let flag = |flag| summary.flags.get(&flag).copied().unwrap_or(0);
    let reading = match net {
        Some(..=BLAME) => ("▼", "Les critiques l'emportent nettement."),
        Some(PRAISE..) => ("▲", "Les éloges l'emportent de loin."),
        Some(_) => ("●", "Éloges et critiques se répondent."),
        None => ("", "Aucun verbatim."),
    };
    let share_format = style.key.clone().set_num_format("0.0 %");
    let net_format = style.key.clone().set_num_format("+0.000;-0.000;0.000");
    let some = |n: u64| if n > 0 { "▼" } else { "●" };
    let (leaving, alerts) = (flag(Flag::Departure), flag(Flag::Alert));
    type Figure<'f> = (&'f str, &'f str, Option<f64>, &'f Format, String);
    let list: [Figure<'_>; 6] = [
        (
            "●",
            "Verbatims analysés",
            Some(total as f64),
            &style.key,
            "Lignes rejetées : voir le manifeste.".into(),
        ),
        (reading.0, "Ton net, de -1 à 1", net.map(|net| net as f64 / 1000.0), &net_format, reading.1.into()),
        (
            "▲",
            "Verbatims positifs",
            share(of(Tone::Positive)),
            &share_format,
            told(of(Tone::Positive), total),
        ),
        (
            "▼",
            "Verbatims négatifs",
            share(of(Tone::Negative)),
            &share_format,
            told(of(Tone::Negative), total),
        ),
        (
            some(leaving),
            "Signes de départ",
            Some(leaving as f64),
            &style.key,
            "À lire un par un : filtrer « Départ » = 1.".into(),
        ),
        (
            some(alerts),
            "Alertes",
            Some(alerts as f64),
            &style.key,
            "Menace juridique, fraude, danger ou détresse : filtrer « Alerte » = 1.".into(),
        ),
    ];
    let mut row = 3;
    for (symbol, name, value, format, reading) in list {
        let colour = match symbol {
            "▲" => &style.good,
            "▼" => &style.bad,
            _ => &style.neutral,
        };
        sheet.set_row_height(row, 26)?;
        sheet.write_string_with_format(row, 0, symbol, colour)?;
        sheet.write_string_with_format(row, 1, name, &style.key_text)?;
        match value {
            Some(value) => sheet.write_number_with_format(row, 2, value, format)?,
            None => sheet.write_blank(row, 2, format)?,
        };
        sheet.write_string_with_format(row, 3, reading, &style.text)?;
        row += 1;
    }
    Ok(row)
}

fn told(n: u64, total: u64) -> String {
    format!("{} sur {}", grouped(n), grouped(total))
}

/// The first named irritant: a theme alone says nothing to act upon.
fn worst(sheet: &mut Worksheet, tables: &Tables, row: u32, style: &Style) -> Result<u32, XlsxError> {
    let irritants = &tables.irritants;
    let [at, label, count] = ["point_de_contact", "irritant", "verbatims"].map(|name| irritants.column(name));
    let Some(first) = irritants.rows.iter().find(|row| row[at] == "TOUS" && !row[label].ends_with(UNNAMED))
    else {
        return Ok(row);
    };
    sheet.set_row_height(row, 26)?;
    sheet.write_string_with_format(row, 0, "▼", &style.bad)?;
    sheet.write_string_with_format(row, 1, "Premier irritant", &style.key_text)?;
    sheet.write_string_with_format(row, 2, &first[label], &style.key_text)?;
    sheet.write_string_with_format(
        row,
        3,
        format!("{} verbatim(s) ; voir le Pareto.", &first[count]),
        &style.text,
    )?;
    Ok(row + 1)
}

fn links(sheet: &mut Worksheet, row: u32, style: &Style) -> Result<(), XlsxError> {
    for (row, name) in (row..).zip([PARETO, JOURNEY, THEMES, VERBATIMS]) {
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(format!("→ {name}"));
        let left = style.link.clone().set_align(rust_xlsxwriter::FormatAlign::Left);
        sheet.write_url_with_format(row, 1, url, &left)?;
    }
    Ok(())
}
