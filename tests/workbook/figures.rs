//! Figures are those of the tables, sheet by sheet.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};

use chrono::{Days, NaiveDate};
use verbatim::ingest::{DayOrder, parse_day, parse_rating};

use super::corpora;
use super::{SAMPLE, below, report, table};

/// Sheet, title of the first column of the table there, its file, the columns shown from the left, the touchpoint
/// rows kept: all, those of totals or the others.
type Place = (&'static str, &'static str, &'static str, &'static [&'static str], Kept);

#[derive(Clone, Copy, PartialEq)]
enum Kept {
    All,
    Totals,
    Others,
}

const MENTION: [&str; 6] = ["irritant", "theme", "verbatims", "part", "part_cumulee", "exemple"];
const DELIGHT: [&str; 6] = ["enthousiasmant", "theme", "verbatims", "part", "part_cumulee", "exemple"];
const AT: [&str; 6] = ["point_de_contact", "irritant", "theme", "verbatims", "part", "exemple"];
const TAGS: [&str; 9] =
    ["libelle", "verbatims", "positif", "negatif", "mixte", "neutre", "part", "pour_100", "ton_moyen"];
const WORDS: [&str; 7] =
    ["mot", "racine", "occurrences", "verbatims", "ton_moyen", "specificite", "specifique_de"];
const COMMENTS: [&str; 17] = [
    "id",
    "date",
    "point_de_contact",
    "note",
    "ton",
    "ton_score",
    "qualification",
    "texte",
    "irritants",
    "enthousiasmants",
    "aspects",
    "modes",
    "etapes",
    "canaux",
    "depart",
    "alerte",
    "ligne",
];

const RATINGS: [&str; 11] = [
    "point_de_contact",
    "echelle",
    "notes",
    "moyenne",
    "satisfaction",
    "nps",
    "promoteurs",
    "passifs",
    "detracteurs",
    "hors_echelle",
    "avertissement",
];
const SPREAD: [&str; 9] =
    ["echelle", "note", "classe", "verbatims", "part", "positif", "negatif", "mixte", "neutre"];
const EFFECTS: [&str; 13] = [
    "libelle",
    "famille",
    "theme",
    "echelle",
    "notes_avec",
    "notes_sans",
    "moyenne_avec",
    "moyenne_sans",
    "effet",
    "effet_bas",
    "effet_haut",
    "sens",
    "impact",
];
const DEPARTMENTS: [&str; 9] = [
    "service",
    "verbatims",
    "part",
    "urgents",
    "alertes",
    "departs",
    "reclamations_repetees",
    "sans_regle",
    "liste",
];
const ALERTS: [&str; 6] = ["alerte", "pourquoi", "ou", "valeur", "seuil", "exemples"];
const QUOTATIONS: [&str; 9] =
    ["irritant", "theme", "rang", "texte", "date", "note", "id", "fichier", "ligne"];

/// Whether a cell says what a table says: the number, or the text but for the apostrophe against formulas and the
/// shape before a word.
fn agrees(cell: Option<&Data>, told: &str) -> bool {
    match cell {
        None | Some(Data::Empty) => told.is_empty(),
        Some(Data::Float(number)) => match told.replace(',', ".").parse::<f64>() {
            Ok(told) => told == *number,
            Err(_) => parse_rating(told).map(f64::from) == Some(number * 1000.0),
        },
        Some(Data::DateTime(day)) => {
            let shown = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + Days::new(day.as_f64() as u64);
            parse_day(told, DayOrder::DayFirst) == Some(shown)
        }
        Some(Data::Int(number)) => told.parse() == Ok(*number),
        Some(Data::String(text)) => {
            let same = |text: &str| text == told || Some(text) == told.strip_prefix('\'');
            // Excel has one kind of line end.
            let lines = told.replace("\r\n", "\n");
            same(text) || *text == lines || as_identifier(text) == as_identifier(told)
        }
        other => panic!("{other:?}"),
    }
}

/// A word of a sheet as tables write it: no shape, no capital, no accent, plain spaces.
fn as_identifier(word: &str) -> String {
    let word = word.replace('\u{a0}', " ");
    let word = word.trim_start_matches(['▲', '▼', '◆', '●', ' ']).to_lowercase();
    word.replace('−', "-").replace(['é', 'è'], "e").replace('à', "a").replace('_', " ").replace('|', ", ")
}

const UNNAMED: &str = "(sans motif précis)";

/// Lines of a Pareto as its sheet has them: named ones first, then the sum of the others, then these.
fn as_pareto(header: &[String], rows: &mut Vec<Vec<String>>) {
    let [count, part, sum] =
        ["verbatims", "part", "part_cumulee"].map(|name| header.iter().position(|h| h == name).unwrap());
    let n = |row: &Vec<String>| row[count].parse::<f64>().unwrap();
    let total: f64 = rows.iter().map(n).sum();
    rows.sort_by_key(|row| row[1].ends_with(UNNAMED));
    let n_named = rows.iter().filter(|row| !row[1].ends_with(UNNAMED)).count();
    let mut before = 0.0;
    for row in &mut rows[..n_named] {
        before += n(row);
        row[sum] = (before / total).to_string();
    }
    rows[n_named..].iter_mut().for_each(|row| row[sum].clear());
    let mut rest = vec![String::new(); header.len()];
    rest[1] = match header[1].as_str() {
        "irritant" => "Autres griefs sans motif précis".to_owned(),
        _ => "Autres éloges sans motif précis".to_owned(),
    };
    rest[count] = (total - before).to_string();
    rest[part] = ((total - before) / total).to_string();
    rest[sum] = "1".to_owned();
    rows.insert(n_named, rest);
}

fn compare(dir: &Path, delimiter: u8) {
    let tagged = |first: &'static str| -> Vec<&'static str> { [&[first], TAGS.as_slice()].concat() };
    let (themes, modes, qualifications) = (tagged("theme"), tagged("mode"), tagged("qualification"));
    let themes = [themes, vec!["aspects_positifs", "aspects_negatifs", "aspects_neutres"]].concat();
    let (themes, modes, qualifications): (&'static [_], &'static [_], &'static [_]) =
        (themes.leak(), modes.leak(), qualifications.leak());
    let places: [Place; 14] = [
        ("Pareto", "Irritant", "irritants.csv", &MENTION, Kept::Totals),
        ("Enthousiasmants", "Enthousiasmant", "enthousiasmants.csv", &DELIGHT, Kept::Totals),
        ("Pareto par point de contact", "Point de contact", "irritants.csv", &AT, Kept::Others),
        ("Thèmes et ton", "Thème", "themes.csv", themes, Kept::All),
        ("Modes et qualifications", "Mode", "modes.csv", modes, Kept::All),
        ("Modes et qualifications", "Qualification", "qualifications.csv", qualifications, Kept::All),
        ("Mots", "Mot", "mots.csv", &WORDS, Kept::All),
        ("Verbatims", "Identifiant", "verbatims.csv", &COMMENTS, Kept::All),
        ("Notes", "Point de contact", "scores.csv", &RATINGS, Kept::All),
        ("Notes", "Échelle", "notes.csv", &SPREAD, Kept::All),
        ("Effets sur la note", "Libellé", "effets.csv", &EFFECTS, Kept::All),
        ("Services", "Service", "services.csv", &DEPARTMENTS, Kept::All),
        ("Alertes", "Règle", "alertes.csv", &ALERTS, Kept::All),
        ("Citations", "Irritant", "citations.csv", &QUOTATIONS, Kept::Totals),
    ];
    let mut book: Xlsx<_> = open_workbook(dir.join("rapport.xlsx")).unwrap();
    let labels_of = |name: &str| -> BTreeMap<String, String> {
        table(dir.join(name), delimiter).1.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect()
    };
    let (labels, mut steps) = (labels_of("themes.csv"), labels_of("etapes.csv"));
    steps.insert("non_precise".to_owned(), "Étape non précisée".to_owned());
    for (sheet, title, file, columns, kept) in places {
        let range = book.worksheet_range(sheet).unwrap();
        let (header, mut rows) = table(dir.join(file), delimiter);
        rows.retain(|row| match kept {
            Kept::All => true,
            Kept::Totals => row[0] == "TOUS",
            Kept::Others => row[0] != "TOUS",
        });
        assert!(!rows.is_empty(), "{file}");
        let places: Vec<usize> =
            columns.iter().map(|name| header.iter().position(|column| column == name).unwrap()).collect();
        let top = below(&range, title, 0);
        if kept == Kept::Others {
            // The sheet follows the journey: the same rows in another order.
            let journey = table(dir.join("points_de_contact.csv"), delimiter).1;
            let place = |row: &Vec<String>| journey.iter().position(|touchpoint| touchpoint[0] == row[0]);
            // Steps that are blamed while no comment speaks of them most come last.
            rows.sort_by_key(|row| (place(row).unwrap_or(usize::MAX), row[1].ends_with(UNNAMED)));
        }
        match file {
            "irritants.csv" | "enthousiasmants.csv" if kept == Kept::Totals => as_pareto(&header, &mut rows),
            "citations.csv" => rows.sort_by_key(|row| row[1].ends_with(UNNAMED)),
            // What chance may explain comes before what nothing can be said of.
            "effets.csv" => rows.sort_by_key(|row| row[11].is_empty()),
            // A sheet names no file and no column.
            "alertes.csv" => rows
                .iter_mut()
                .for_each(|row| row[5] = row[5].replace("ton_net de points_de_contact.csv", "Ton net")),
            _ => {}
        }
        if let Some(place) = header.iter().position(|name| name == "point_de_contact") {
            for row in &mut rows {
                row[place] = steps.get(&row[place]).unwrap_or(&row[place]).clone();
            }
        }
        if file == "effets.csv" {
            for row in rows.iter_mut().filter(|row| row[1] == "point_de_contact") {
                row[3] = steps.get(&row[3]).unwrap_or(&row[3]).clone();
            }
        }
        if let Some(scale) = header.iter().position(|name| name == "echelle") {
            rows.iter_mut().for_each(|row| row[scale] = row[scale].replace("etoiles", "étoiles, sur 5"));
        }
        if let (Some(theme), true) = (header.iter().position(|name| name == "theme"), file != "themes.csv") {
            // A sheet shows labels where a table has identifiers.
            for row in &mut rows {
                row[theme] = labels.get(&row[theme]).cloned().unwrap_or_default();
            }
        }
        for (row, cells) in (top..).zip(&rows) {
            for (column, place) in (0..).zip(&places) {
                let (cell, told) = (range.get_value((row, column)), cells[*place].as_str());
                assert!(agrees(cell, told), "{sheet}, {row}:{column}: {cell:?} and {told:?}");
            }
        }
        let after = range.get_value((top + rows.len() as u32, 0));
        assert!(matches!(after, None | Some(Data::Empty)), "{sheet} has more rows than {file}: {after:?}");
    }
    compare_journey(&book.worksheet_range("Parcours").unwrap(), dir, delimiter);
    compare_mapping(&book.worksheet_range("Cartographie").unwrap(), dir, delimiter, &steps);
}

/// The mapping has the rows of its table by zone, so they are found by their names.
fn compare_mapping(range: &Range<Data>, dir: &Path, delimiter: u8, steps: &BTreeMap<String, String>) {
    let (header, rows) = table(dir.join("cartographie.csv"), delimiter);
    let top = below(range, "Point de contact", 0);
    for row in top..top + rows.len() as u32 {
        let touchpoint = range.get_value((row, 0)).unwrap().to_string();
        let is_it = |cells: &&Vec<String>| *steps.get(&cells[0]).unwrap_or(&cells[0]) == touchpoint;
        let cells = rows.iter().find(is_it).unwrap();
        for (column, name) in [(2, "verbatims"), (3, "notes"), (4, "importance"), (6, "satisfaction")] {
            let told = &cells[header.iter().position(|column| column == name).unwrap()];
            let cell = range.get_value((row, column));
            assert!(agrees(cell, told), "Cartographie, {touchpoint}, {name}: {cell:?} and {told:?}");
        }
    }
}

/// The map shows columns of `points_de_contact.csv` on both sides of its own.
fn compare_journey(range: &Range<Data>, dir: &Path, delimiter: u8) {
    let (header, rows) = table(dir.join("points_de_contact.csv"), delimiter);
    let shown = [
        (2, "importance"),
        (4, "ton_net"),
        (5, "verbatims"),
        (10, "positif"),
        (11, "negatif"),
        (12, "mixte"),
        (13, "neutre"),
        (14, "note_moyenne"),
        (15, "nps"),
    ];
    for (row, cells) in (below(range, "Phase", 0)..).zip(&rows) {
        for (column, name) in shown {
            let told = &cells[header.iter().position(|column| column == name).unwrap()];
            let cell = range.get_value((row, column));
            assert!(agrees(cell, told), "Parcours, {row}, {name}: {cell:?} and {told:?}");
        }
    }
}

#[test]
fn every_number_is_that_of_the_tables_in_both_dialects() {
    let folder = tempfile::tempdir().unwrap();
    for (dialect, delimiter) in [("excel-fr", b';'), ("rfc4180", b',')] {
        let out = folder.path().join(dialect);
        report(Path::new(SAMPLE), &out, &["--dialect", dialect]);
        compare(&out, delimiter);
    }
    for corpus in corpora::corpora() {
        let out = folder.path().join("corpus");
        report(&corpus, &out, &["--dialect", "rfc4180"]);
        compare(&out, b',');
    }
}

/// As texts, they were sorted by their first digit, and a filter had no years.
#[test]
fn dates_and_ratings_are_what_a_spreadsheet_sorts() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("avis.csv"), folder.path().join("rapport"));
    let cells =
        [("03/25/2026", "4/5", "Lyon"), ("04/02/2026 10:20", "★★★☆☆", "Lille"), ("hier", "N/A", "Nice")];
    let rows =
        cells.map(|(date, rating, town)| format!("{date};{rating};Colis perdu à {town}, une honte.\n"));
    fs::write(&input, format!("Date;Note;Commentaire\n{}", rows.concat())).unwrap();
    report(&input, &out, &[]);
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    for (sheet, title, at) in [
        ("Verbatims", "Identifiant", [1, 3]),
        ("Citations", "Irritant", [4, 5]),
        ("Verbatims par motif", "Motif", [3, 4]),
    ] {
        let range = book.worksheet_range(sheet).unwrap();
        let top = below(&range, title, 0);
        let mut told: Vec<[String; 2]> = (top..=range.end().unwrap().0)
            .map(|row| {
                at.map(|column| match range.get_value((row, column)) {
                    Some(Data::DateTime(day)) => format!("jour {}", day.as_f64()),
                    Some(Data::Float(number)) => format!("nombre {number}"),
                    other => other.map(Data::to_string).unwrap_or_default(),
                })
            })
            .collect();
        told.sort();
        told.dedup();
        // Days since the last one of 1899: the export writes months first.
        let expected = [["hier", "N/A"], ["jour 46106", "nombre 4"], ["jour 46114", "nombre 3"]];
        assert_eq!(told, expected, "{sheet}");
    }
}

/// 44.248 % is 44.2 %, here as on the page: a share rounded to 44.25 % first would be shown as 44.3 %.
#[test]
fn shares_of_the_synthesis_are_rounded_once() {
    let folder = tempfile::tempdir().unwrap();
    report(Path::new(SAMPLE), folder.path(), &["--force"]);
    let run: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("run.json")).unwrap()).unwrap();
    let n = |of: &serde_json::Value| of.as_f64().unwrap();
    let mut book: Xlsx<_> = open_workbook(folder.path().join("rapport.xlsx")).unwrap();
    let range = book.worksheet_range("Synthèse").unwrap();
    for (title, tone) in [("Verbatims positifs", "positif"), ("Verbatims négatifs", "negatif")] {
        let row = below(&range, title, 1) - 1;
        let share = n(&run["tones"][tone]) / n(&run["rows"]["analysed"]);
        assert_eq!(range.get_value((row, 2)), Some(&Data::Float(share)), "{title}");
    }
}

#[test]
fn themes_have_the_mentions_of_their_irritants() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    report(Path::new(SAMPLE), &out, &["--dialect", "rfc4180"]);
    let (labels, mut mentions) = (table(out.join("themes.csv"), b',').1, BTreeMap::new());
    for row in table(out.join("irritants.csv"), b',').1.iter().filter(|row| row[0] == "TOUS") {
        let label = &labels.iter().find(|theme| theme[0] == row[2]).unwrap()[1];
        *mentions.entry(label.clone()).or_default() += row[3].parse::<f64>().unwrap();
    }
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    let range = book.worksheet_range("Pareto par thème").unwrap();
    let number = |row: u32, column: u32| range.get_value((row, column)).and_then(Data::as_f64).unwrap();
    let top = below(&range, "Thème", 0);
    let rows = top..range.end().unwrap().0 + 1;
    let shown = rows.clone().map(|row| (range.get_value((row, 0)).unwrap().to_string(), number(row, 1)));
    assert_eq!(shown.collect::<BTreeMap<String, f64>>(), mentions);
    assert!(rows.clone().skip(1).all(|row| number(row - 1, 1) >= number(row, 1)), "most mentions first");
    assert_eq!(number(rows.end - 1, 3), 1.0);
}
