//! Themes with their tone, modes, qualifications and words.

use rust_xlsxwriter::{Chart, ChartFont, ChartSolidFill, ChartType, Color, Worksheet, XlsxError};

use super::style::{BAD, GOOD, Style};
use super::{Tables, grid, head, print_first, printed, set_up_page};

/// Row of the titles.
const TOP: u32 = 2;
/// Words that are printed: nobody reads thousands on paper.
const MOST_PRINTED: usize = 100;
/// Tone columns of the tables of tags, with the colour of their bars.
const TONES: [(&str, u32); 4] =
    [("positif", GOOD.1), ("negatif", BAD.1), ("mixte", 0x7A_51_95), ("neutre", 0xB4_BA_C4)];

const COMMON: [&str; 9] =
    ["libelle", "verbatims", "positif", "negatif", "mixte", "neutre", "part", "pour_100", "ton_moyen"];

pub(super) fn themes(sheet: &mut Worksheet, tables: &Tables, style: &Style) -> Result<(), XlsxError> {
    head(sheet, style.words.say("sheet.themes"), style.words.say("book.themes.note"), style)?;
    let names = [&["theme"], COMMON.as_slice(), &["aspects_positifs", "aspects_negatifs", "aspects_neutres"]]
        .concat();
    let end = grid::write(sheet, &tables.themes, &names, TOP, style)?;
    sheet.insert_chart_with_offset(
        end + 1,
        0,
        &stacked(style, ["sheet.themes", "book.themes.chart"], (TOP + 1, end - 1), 520),
        4,
        4,
    )?;
    sheet.set_freeze_panes(TOP + 1, 2)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

pub(super) fn modes_and_qualifications(
    sheet: &mut Worksheet,
    tables: &Tables,
    style: &Style,
) -> Result<(), XlsxError> {
    head(sheet, style.words.say("sheet.tags"), style.words.say("book.tags.note"), style)?;
    let modes = grid::write(sheet, &tables.modes, &[&["mode"], COMMON.as_slice()].concat(), TOP, style)?;
    let top = modes + 1;
    let names = [&["qualification"], COMMON.as_slice()].concat();
    let end = grid::write(sheet, &tables.qualifications, &names, top, style)?;
    let qualifications = stacked(style, ["sheet.tags", "book.tags.chart"], (top + 1, end - 1), 320);
    sheet.insert_chart_with_offset(end + 1, 0, &qualifications, 4, 4)?;
    set_up_page(sheet, None, style)
}

pub(super) fn words(sheet: &mut Worksheet, tables: &Tables, style: &Style) -> Result<(), XlsxError> {
    let n = tables.words.rows.len();
    let note = printed(style.words.say("book.words.note"), n, MOST_PRINTED, style);
    head(sheet, style.words.say("sheet.words"), &note, style)?;
    let names = ["mot", "racine", "occurrences", "verbatims", "ton_moyen", "specificite", "specifique_de"];
    let end = grid::write(sheet, &tables.words, &names, TOP, style)?;
    sheet.autofilter(TOP, 0, end.max(TOP + 2) - 1, names.len() as u16 - 1)?;
    print_first(sheet, (TOP, names.len() as u16 - 1), n, MOST_PRINTED)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Bars of comments by tone, most comments on top.
fn stacked(style: &Style, keys: [&str; 2], (first, last): (u32, u32), height: u32) -> Chart {
    let [sheet, title] = keys.map(|key| style.words.say(key));
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, (name, colour)) in (3..).zip(TONES) {
        chart
            .add_series()
            .set_name(style.shown(name))
            .set_categories((sheet, first, 1, last, 1))
            .set_values((sheet, first, column, last, column))
            .set_gap(35)
            .set_format(ChartSolidFill::new().set_color(Color::RGB(colour)));
    }
    chart.title().set_name(title).set_font(ChartFont::new().set_size(13));
    chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Top);
    chart.x_axis().set_num_format("#,##0");
    chart.y_axis().set_reverse();
    chart.set_width(1000).set_height(height).set_alt_text(title);
    chart
}
