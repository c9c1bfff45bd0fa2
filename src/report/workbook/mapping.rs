//! The mapping: importance and satisfaction of each touchpoint, in four zones, as a table and a cloud of points.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition, ChartFont,
    ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Color,
    Worksheet, XlsxError,
};

use super::source::Table;
use super::style::{BAD, GOOD, Style, literal};
use super::{Labels, MAPPING, grid, head, set_up_page};

/// Row of the titles, below the chart.
const TOP: u32 = 32;
const COLUMNS: [&str; 10] = [
    "point_de_contact",
    "phase",
    "verbatims",
    "notes",
    "importance",
    "importance_source",
    "satisfaction",
    "satisfaction_source",
    "zone",
    "libelle",
];
/// Zones, those to act upon first, with what the legend says and the shape and colour of their points.
const ZONES: [(&str, &str, ChartMarkerType, u32); 4] = [
    ("urgence", "Urgence (important, peu satisfaisant)", ChartMarkerType::Square, BAD.1),
    ("force", "Points forts (important, satisfaisant)", ChartMarkerType::Triangle, GOOD.1),
    (
        "moyen_terme",
        "Actions à moyen terme (moins important, peu satisfaisant)",
        ChartMarkerType::Diamond,
        0xD9_A4_41,
    ),
    ("a_questionner", "À questionner (moins important, satisfaisant)", ChartMarkerType::Circle, 0x6B_72_7E),
];

pub(super) fn write(
    sheet: &mut Worksheet,
    labels: &Labels,
    table: &Table,
    style: &Style,
) -> Result<(), XlsxError> {
    head(
        sheet,
        "Cartographie : importance et satisfaction des points de contact",
        "De 0 à 10. Les urgences sont en haut à gauche, les points forts en haut à droite. Un point de contact de moins de 5 verbatims n'a pas de zone et n'est pas dessiné.",
        style,
    )?;
    let zone = table.column("zone");
    let order = |row: &[String]| ZONES.iter().position(|known| known.0 == row[zone]).unwrap_or(ZONES.len());
    let mut rows = table.rows.clone();
    rows.sort_by_key(|row| order(row));
    let name = table.column("point_de_contact");
    let mut chart = cloud();
    let mut first = TOP + 1;
    for (i, shape) in ZONES.iter().enumerate() {
        let names: Vec<&str> =
            rows.iter().filter(|row| order(row) == i).map(|row| labels.touchpoint(&row[name])).collect();
        if !names.is_empty() {
            add_points(&mut chart, *shape, first, &names);
        }
        first += names.len() as u32;
    }
    if first > TOP + 1 {
        sheet.insert_chart_with_offset(2, 0, &chart, 4, 8)?;
    }
    grid::write(sheet, &table.with_rows(rows), &COLUMNS, TOP, style)?;
    set_up_page(sheet, None)
}

/// The points of a zone, which are in rows that follow each other.
fn add_points(
    chart: &mut Chart,
    (_, legend, shape, colour): (&str, &str, ChartMarkerType, u32),
    first: u32,
    names: &[&str],
) {
    let last = first + names.len() as u32 - 1;
    let labels: Vec<ChartDataLabel> =
        names.iter().map(|name| ChartDataLabel::new().set_value(literal(name).as_str()).clone()).collect();
    chart
        .add_series()
        .set_name(legend)
        .set_categories((MAPPING, first, 6, last, 6))
        .set_values((MAPPING, first, 4, last, 4))
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
fn cloud() -> Chart {
    let mut chart = Chart::new(ChartType::Scatter);
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    for (axis, name) in
        [(Chart::x_axis as Axis, "Satisfaction (0 à 10)"), (Chart::y_axis, "Importance (0 à 10)")]
    {
        axis(&mut chart)
            .set_name(name)
            .set_name_font(ChartFont::new().set_size(11))
            .set_min(0)
            .set_max(10)
            .set_major_gridlines(false)
            .set_crossing(ChartAxisCrossing::AxisValue(5.0))
            .set_label_position(ChartAxisLabelPosition::Low)
            .set_format(ChartLine::new().set_color(Color::RGB(0x2F_3E_52)).set_width(1.5));
    }
    chart.set_width(1120).set_height(580).set_alt_text("Importance et satisfaction des points de contact");
    chart
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use rust_xlsxwriter::Workbook;

    use super::*;

    fn chart(rows: &[[&str; 10]]) -> String {
        let own = |cells: &[&str; 10]| cells.map(str::to_owned).to_vec();
        let table = Table { header: own(&COLUMNS), rows: rows.iter().map(own).collect() };
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(MAPPING).unwrap();
        write(sheet, &Labels::default(), &table, &Style::new()).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let mut xml = String::new();
        archive.by_name("xl/charts/chart1.xml").unwrap().read_to_string(&mut xml).unwrap();
        xml
    }

    #[test]
    fn each_zone_is_a_series_of_its_own_rows_and_names_are_no_references() {
        let chart = chart(&[
            ["=A1", "avant", "60", "60", "6", "declaree", "7,10", "notes", "force", "points forts"],
            ["Livraison", "pendant", "90", "90", "9", "declaree", "3,20", "notes", "urgence", "urgence"],
            ["Caisse!B2", "pendant", "40", "30", "8,35", "frequence", "4,10", "ton", "urgence", "urgence"],
            ["Retour", "apres", "3", "0", "2", "frequence", "8,10", "ton", "", ""],
        ]);
        // Urgencies come first, and a touchpoint without a zone last, in no series.
        assert_eq!(chart.matches("<c:ser>").count(), 2);
        assert!(chart.contains("Cartographie!$G$34:$G$35") && chart.contains("Cartographie!$G$36"));
        assert!(!chart.contains("$37"));
        for name in ["A1", "Caisse B2", "Livraison"] {
            assert!(chart.contains(&format!("<a:t>{name}</a:t>")), "{name} is no text");
        }
    }
}
