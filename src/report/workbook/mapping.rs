//! The mapping: importance and satisfaction of each touchpoint, in four zones, as a table and a cloud of points.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont,
    ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Color,
    Worksheet, XlsxError,
};

use super::cells::number;
use super::label_places::sides;
use super::style::{BAD, GOOD, Style, literal, shortened};
use super::{MAPPING, grid, head, set_up_page};
use crate::report::Labels;
use crate::report::mapping::HEADER;
use crate::report::source::Table;

/// Row of the titles, below the chart.
const TOP: u32 = 32;
/// Letters of a label: programs break longer ones, and lay the lines on each other. The table below has it whole.
const LONGEST_LABEL: usize = 30;
/// Names on the chart, of the touchpoints with most comments: more would hide each other, and each takes the time of all
/// points to find its place.
const MOST_NAMED: usize = 100;
/// Zones, those to act upon first, with the key of what the legend says and the shape and colour of their points.
const ZONES: [(&str, &str, ChartMarkerType, u32); 4] = [
    ("urgence", "book.zone.urgence", ChartMarkerType::Square, BAD.1),
    ("force", "book.zone.force", ChartMarkerType::Triangle, GOOD.1),
    ("moyen_terme", "book.zone.moyen_terme", ChartMarkerType::Diamond, 0xD9_A4_41),
    ("a_questionner", "book.zone.a_questionner", ChartMarkerType::Circle, 0x6B_72_7E),
];

pub(super) fn write(
    sheet: &mut Worksheet,
    labels: &Labels,
    table: &Table,
    style: &Style,
) -> Result<(), XlsxError> {
    let zone = table.column("zone");
    let order = |row: &[String]| ZONES.iter().position(|known| known.0 == row[zone]).unwrap_or(ZONES.len());
    let mut rows = table.rows.clone();
    rows.sort_by_key(|row| order(row));
    let n_points = rows.iter().filter(|row| order(row) < ZONES.len()).count();
    head(sheet, style.words.say("book.mapping"), &note(n_points, style), style)?;
    let points = points(table, &rows[..n_points], labels);
    let sides = sides(&points);
    let mut chart = cloud(style);
    let mut first = TOP + 1;
    for (i, shape) in ZONES.iter().enumerate() {
        let start = (first - TOP - 1) as usize;
        let n = rows.iter().filter(|row| order(row) == i).count();
        if n > 0 {
            let names = points[start..start + n].iter().map(|(_, name)| name.as_deref());
            add_points(&mut chart, style, *shape, first, names.zip(sides[start..].iter().copied()));
        }
        first += n as u32;
    }
    if first > TOP + 1 {
        sheet.insert_chart_with_offset(2, 0, &chart, 4, 8)?;
    }
    let told = table.column("libelle");
    for row in &mut rows {
        row[told] = style.words.known(&format!("zone.{}", row[zone])).unwrap_or_default().to_owned();
    }
    grid::write(sheet, &table.with_rows(rows), &HEADER, TOP, style)?;
    set_up_page(sheet, None, style)
}

/// What the chart shows; where it is short of names, how many it has.
fn note(n_points: usize, style: &Style) -> String {
    let note = style.words.say("book.mapping.note");
    match n_points > MOST_NAMED {
        true => style.words.fill("book.mapping.beyond", &[("note", note), ("n", &MOST_NAMED.to_string())]),
        false => note.to_owned(),
    }
}

/// Where the touchpoints of these rows stand, with the names of those that have most comments.
fn points(table: &Table, rows: &[Vec<String>], labels: &Labels) -> Vec<([f64; 2], Option<String>)> {
    let [name, x, y, verbatims] =
        ["point_de_contact", "satisfaction", "importance", "verbatims"].map(|name| table.column(name));
    let read = |row: &[String], place: usize| number(&row[place]).unwrap_or(0.0);
    let mut by_volume: Vec<usize> = (0..rows.len()).collect();
    // Stable: of equals, the first ones have their name.
    by_volume.sort_by_key(|i| std::cmp::Reverse(read(&rows[*i], verbatims) as u64));
    let mut points: Vec<_> = rows.iter().map(|row| ([x, y].map(|place| read(row, place)), None)).collect();
    for i in by_volume.into_iter().take(MOST_NAMED) {
        points[i].1 = Some(shortened(labels.touchpoint(&rows[i][name]), LONGEST_LABEL));
    }
    points
}

/// The points of a zone, which are in rows that follow each other.
fn add_points<'p>(
    chart: &mut Chart,
    style: &Style,
    (_, legend, shape, colour): (&str, &str, ChartMarkerType, u32),
    first: u32,
    points: impl Iterator<Item = (Option<&'p str>, Option<ChartDataLabelPosition>)>,
) {
    let label = |(name, side): (Option<&str>, Option<ChartDataLabelPosition>)| match name.zip(side) {
        Some((name, side)) => {
            ChartDataLabel::new().set_value(literal(name).as_str()).set_position(side).clone()
        }
        None => ChartDataLabel::new().set_hidden().clone(),
    };
    let labels: Vec<ChartDataLabel> = points.map(label).collect();
    let last = first + labels.len() as u32 - 1;
    let sheet = style.words.say(MAPPING);
    let column = |wanted| (0..).zip(HEADER).find(|(_, name)| *name == wanted).map_or(0, |(column, _)| column);
    let [across, upwards]: [u16; 2] = ["satisfaction", "importance"].map(column);
    chart
        .add_series()
        .set_name(style.words.say(legend))
        .set_categories((sheet, first, across, last, across))
        .set_values((sheet, first, upwards, last, upwards))
        .set_marker(
            ChartMarker::new()
                .set_type(shape)
                .set_size(10)
                .set_format(ChartSolidFill::new().set_color(Color::RGB(colour))),
        )
        .set_data_label(ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::Right))
        .set_custom_data_labels(&labels);
}

/// One of the axes of a chart.
type Axis = fn(&mut Chart) -> &mut rust_xlsxwriter::ChartAxis;

/// Axes that cross where zones meet, with their numbers at the edge.
fn cloud(style: &Style) -> Chart {
    let mut chart = Chart::new(ChartType::Scatter);
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    for (axis, key) in [(Chart::x_axis as Axis, "book.satisfaction"), (Chart::y_axis, "book.importance")] {
        axis(&mut chart)
            .set_name(style.words.say(key))
            .set_name_font(ChartFont::new().set_size(11))
            .set_min(0)
            .set_max(10)
            .set_major_gridlines(false)
            .set_crossing(ChartAxisCrossing::AxisValue(5.0))
            .set_label_position(ChartAxisLabelPosition::Low)
            .set_format(ChartLine::new().set_color(Color::RGB(0x2F_3E_52)).set_width(1.5));
    }
    chart.set_width(1120).set_height(580).set_alt_text(style.words.say("book.mapping.alt"));
    chart
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use rust_xlsxwriter::Workbook;

    use super::*;

    fn chart(rows: &[[&str; 10]]) -> String {
        let own = |cells: &[&str; 10]| cells.map(str::to_owned).to_vec();
        let table = Table { header: own(&HEADER), rows: rows.iter().map(own).collect() };
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Cartographie").unwrap();
        write(sheet, &Labels::default(), &table, &Style::new(&Labels::default())).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let mut xml = String::new();
        archive.by_name("xl/charts/chart1.xml").unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    /// 20,000 touchpoints took up to 13 seconds, which are 70 ms, when each label was held against each other.
    #[test]
    fn the_touchpoints_with_most_comments_have_their_name_on_the_chart() {
        let names: Vec<String> = (0..20_000).map(|n| format!("Agence {n}")).collect();
        let volumes: Vec<String> = (0..20_000).map(|n| (n + 5).to_string()).collect();
        let scores: Vec<String> = (0..20_000).map(|n| format!("{},{:02}", n % 10, n % 97)).collect();
        let row = |n: usize| -> [&str; 10] {
            [
                &names[n],
                "",
                &volumes[n],
                "0",
                &scores[n],
                "frequence",
                &scores[19_999 - n],
                "ton",
                "force",
                "",
            ]
        };
        let chart = chart(&(0..20_000).map(row).collect::<Vec<_>>());
        assert_eq!(chart.matches("<a:t>Agence ").count(), MOST_NAMED);
        assert_eq!(chart.matches("<c:delete val=\"1\"/>").count(), 20_000 - MOST_NAMED);
        assert!(chart.contains("<a:t>Agence 19999</a:t>") && chart.contains("<a:t>Agence 19900</a:t>"));
    }

    #[test]
    fn each_zone_is_a_series_of_its_own_rows_and_names_are_no_references() {
        let chart = chart(&[
            ["=A1", "avant", "60", "60", "6", "declaree", "7,10", "notes", "force", "points forts"],
            [
                "Conseil en magasin et au téléphone",
                "avant",
                "9",
                "9",
                "6",
                "declaree",
                "7",
                "notes",
                "force",
                "",
            ],
            ["Livraison", "pendant", "90", "90", "9", "declaree", "3,20", "notes", "urgence", "urgence"],
            ["Caisse!B2", "pendant", "40", "30", "8,35", "frequence", "4,10", "ton", "urgence", "urgence"],
            ["Retour", "apres", "3", "0", "2", "frequence", "8,10", "ton", "", ""],
        ]);
        // Urgencies come first, and a touchpoint without a zone last, in no series.
        assert_eq!(chart.matches("<c:ser>").count(), 2);
        assert!(chart.contains("Cartographie!$G$34:$G$35") && chart.contains("Cartographie!$G$36:$G$37"));
        assert!(!chart.contains("$38"));
        for name in ["A1", "Caisse B2", "Livraison", "Conseil en maga…t au téléphone"] {
            assert!(chart.contains(&format!("<a:t>{name}</a:t>")), "{name} is no text");
        }
    }
}
