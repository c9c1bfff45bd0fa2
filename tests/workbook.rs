//! `rapport.xlsx` says what the tables say, runs no formula, has the same bytes twice and opens in LibreOffice.

#[path = "evaluation/corpora.rs"]
mod corpora;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/avis-exemple.csv");

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

fn report(input: &Path, out: &Path, options: &[&str]) {
    Command::cargo_bin("verbatim")
        .unwrap()
        .arg("analyze")
        .arg(input)
        .arg("--out")
        .arg(out)
        .arg("--quiet")
        .args(options)
        .assert()
        .success();
}

/// Rows of a table with its header.
fn table(path: PathBuf, delimiter: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

/// The first row below the one whose cell of column `at` holds that title.
fn below(range: &Range<Data>, title: &str, at: u32) -> u32 {
    let end = range.end().unwrap().0;
    let is_title =
        |row: &u32| matches!(range.get_value((*row, at)), Some(Data::String(text)) if text == title);
    (0..=end).find(is_title).unwrap_or_else(|| panic!("no title {title}")) + 1
}

/// Whether a cell says what a table says: the number, or the text but for the apostrophe against formulas and the
/// shape before a word.
fn agrees(cell: Option<&Data>, told: &str) -> bool {
    match cell {
        None | Some(Data::Empty) => told.is_empty(),
        Some(Data::Float(number)) => told.replace(',', ".").parse() == Ok(*number),
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
    word.replace(['é', 'è'], "e").replace('à', "a").replace('_', " ").replace('|', ", ")
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

/// Where the links of a sheet lead, by cell.
fn links(book: &Path, number: usize) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut xml = String::new();
    let name = format!("xl/worksheets/sheet{number}.xml");
    archive.by_name(&name).unwrap().read_to_string(&mut xml).unwrap();
    let value = |link: &str, key: &str| {
        let (_, rest) = link.split_once(&format!("{key}=\"")).unwrap();
        rest.split('"').next().unwrap().replace("&apos;", "'")
    };
    let links = xml.split("<hyperlink ").skip(1);
    links.map(|link| (value(link, "ref"), value(link, "location"))).collect()
}

#[test]
fn a_count_leads_to_as_many_rows_of_its_mention() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    report(Path::new(SAMPLE), &out, &[]);
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    let pareto = book.worksheet_range("Pareto").unwrap();
    let list = book.worksheet_range("Verbatims par motif").unwrap();
    let links = links(&out.join("rapport.xlsx"), 3);
    assert!(!links.is_empty());
    for (cell, location) in links {
        let row: u32 = cell.strip_prefix('C').unwrap().parse().unwrap();
        let [label, count] = [0, 2].map(|column| pareto.get_value((row - 1, column)).unwrap().to_string());
        let (first, last) = location.split_once("!A").unwrap().1.split_once(":H").unwrap();
        let rows = first.parse::<u32>().unwrap() - 1..last.parse().unwrap();
        assert_eq!(rows.len(), count.parse::<usize>().unwrap().min(100), "{label}");
        for row in rows {
            let told = list.get_value((row, 0)).unwrap().to_string();
            assert_eq!(told[told.find(' ').unwrap() + 1..], label);
        }
    }
}

/// Rows that the links of a sheet lead to, by the texts of their own rows up to the count.
fn led_to(book: &Path, number: usize, sheet: &str, count: char) -> Vec<(Vec<String>, Vec<Vec<String>>)> {
    let mut opened: Xlsx<_> = open_workbook(book).unwrap();
    let pareto = opened.worksheet_range(sheet).unwrap();
    let list = opened.worksheet_range("Verbatims par motif").unwrap();
    let told = |range: &Range<Data>, row: u32, column: u32| {
        range.get_value((row, column)).map(Data::to_string).unwrap_or_default()
    };
    let led = links(book, number).into_iter().map(|(cell, location)| {
        let row = cell.strip_prefix(count).unwrap().parse::<u32>().unwrap() - 1;
        let (first, last) = location.split_once("!A").unwrap().1.split_once(":H").unwrap();
        let rows = first.parse::<u32>().unwrap() - 1..last.parse().unwrap();
        let columns = 0..=count as u32 - 'A' as u32;
        let line = columns.map(|column| told(&pareto, row, column)).collect();
        (line, rows.map(|row| (0..7).map(|column| told(&list, row, column)).collect()).collect())
    });
    led.collect()
}

#[test]
fn a_count_leads_to_all_comments_of_a_touchpoint_that_comes_second_in_cells() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("avis.csv");
    let mut text = "Id;Point de contact;Commentaire\n".to_owned();
    for (n, place) in
        ["Caisse", "Caisse|Accueil", "Accueil", "Quai", "Quai|Accueil|Caisse"].iter().enumerate()
    {
        text.push_str(&format!("{n};{place};Attente interminable au comptoir {n}.\n"));
        text.push_str(&format!("{n}bis;{place};Attente interminable au guichet {n}.\n"));
    }
    fs::write(&input, text).unwrap();
    let out = folder.path().join("rapport");
    report(&input, &out, &[]);
    let book = out.join("rapport.xlsx");
    let lines = led_to(&book, 5, "Pareto par point de contact", 'D');
    assert_eq!(lines.len(), 6, "two irritants of each touchpoint");
    for (line, rows) in lines {
        let ids: std::collections::BTreeSet<&String> = rows.iter().map(|row| &row[6]).collect();
        assert_eq!((rows.len().to_string(), ids.len()), (line[3].clone(), rows.len()), "{line:?}");
        assert!(rows.iter().all(|row| row[1].split('|').any(|place| place == line[0])), "{line:?}: {rows:?}");
        assert!(rows.iter().all(|row| row[0].ends_with(&line[1])), "{line:?}: {rows:?}");
    }
    let everywhere = led_to(&book, 3, "Pareto", 'C');
    assert_eq!(everywhere[0].1.len(), 10, "each comment once");
}

#[test]
fn the_count_of_a_theme_leads_to_the_comments_of_its_irritants() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    report(Path::new(SAMPLE), &out, &["--dialect", "rfc4180"]);
    let (labels, irritants) =
        (table(out.join("themes.csv"), b',').1, table(out.join("irritants.csv"), b',').1);
    let lines = led_to(&out.join("rapport.xlsx"), 4, "Pareto par thème", 'B');
    assert!(lines.len() > 5, "each theme that is blamed");
    for (line, rows) in lines {
        let theme = &labels.iter().find(|theme| theme[1] == line[0]).unwrap()[0];
        let of_theme = irritants.iter().filter(|row| row[0] == "TOUS" && row[2] == *theme);
        let counts: BTreeMap<&str, usize> =
            of_theme.map(|row| (row[1].as_str(), row[3].parse::<usize>().unwrap().min(100))).collect();
        let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &rows {
            *listed.entry(row[0].strip_prefix("▼ ").unwrap()).or_default() += 1;
        }
        assert_eq!(listed, counts, "{line:?}");
    }
}

#[test]
fn the_counts_of_the_journey_lead_to_the_comments_of_their_touchpoint_and_tone() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("avis.csv"), folder.path().join("rapport"));
    let mut text = "Id;Point de contact;Commentaire\n".to_owned();
    for n in 0..130 {
        text.push_str(&format!("{n};Caisse|Accueil;Attente interminable en caisse {n}.\n"));
        text.push_str(&format!(
            "{n}b;Accueil;{}\n",
            ["Accueil charmant.", "Le magasin est rue de la gare."][n % 2]
        ));
    }
    fs::write(&input, text).unwrap();
    report(&input, &out, &["--dialect", "rfc4180"]);
    let book = out.join("rapport.xlsx");
    let links = links(&book, 8);
    let mut opened: Xlsx<_> = open_workbook(&book).unwrap();
    let journey = opened.worksheet_range("Parcours").unwrap();
    let list = opened.worksheet_range("Verbatims par motif").unwrap();
    let told =
        |range: &Range<Data>, row: u32, column: u32| range.get_value((row, column)).unwrap().to_string();
    let top = below(&journey, "Phase", 0);
    let mut n_links = 0;
    for row in top..top + 2 {
        let place = told(&journey, row, 1);
        for (letter, column, tone) in [
            ('F', 5, None),
            ('K', 10, Some("positif")),
            ('L', 11, Some("négatif")),
            ('M', 12, Some("mixte")),
            ('N', 13, Some("neutre")),
        ] {
            let count: usize = told(&journey, row, column).parse().unwrap();
            let Some(location) = links.get(&format!("{letter}{}", row + 1)) else {
                assert_eq!(count, 0, "{place}, {tone:?}");
                continue;
            };
            n_links += 1;
            let (first, last) = location.split_once("!A").unwrap().1.split_once(":H").unwrap();
            let rows = first.parse::<u32>().unwrap() - 1..last.parse().unwrap();
            let expected = match (tone, place.as_str()) {
                (None, "Accueil") => 100 + 65 + 65,
                _ => count.min(100),
            };
            assert_eq!(rows.len(), expected, "{place}, {tone:?}");
            for row in rows {
                assert_eq!(told(&list, row, 0), format!("► {place}"));
                assert!(told(&list, row, 1).contains(&place));
                assert!(
                    tone.is_none_or(|tone| told(&list, row, 2).ends_with(tone)),
                    "{:?}",
                    told(&list, row, 2)
                );
            }
        }
    }
    assert_eq!(n_links, 6, "two counts of a touchpoint, four of the other one");
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

#[test]
fn an_english_workbook_has_the_same_sheets_and_no_french_label() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    report(Path::new(SAMPLE), &place("fr"), &[]);
    report(Path::new(SAMPLE), &place("en"), &["--lang", "en"]);
    let book = |name: &str| -> Xlsx<_> { open_workbook(place(name).join("rapport.xlsx")).unwrap() };
    let (mut french, mut english) = (book("fr"), book("en"));
    assert_eq!(english.sheet_names()[..3], ["Summary", "Alerts", "Pareto"]);
    // Sentences are made in the language too.
    let alerts = english.worksheet_range("Alerts").unwrap();
    let cells: Vec<String> = alerts.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell.contains(" comments of ")), "{cells:?}");
    assert!(!cells.iter().any(|cell| cell.contains(" sur ") || cell.contains("seuil")), "{cells:?}");
    let rows = include_str!("../src/report/wording/documents.tsv").lines().skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
    let is_french = |text: &str| {
        rows.iter().any(|row| row[1] == text && row[1] != row[2]) && rows.iter().all(|row| row[2] != text)
    };
    for (sheet, told) in french.sheet_names().into_iter().zip(english.sheet_names()) {
        let (french, english) =
            (french.worksheet_range(&sheet).unwrap(), english.worksheet_range(&told).unwrap());
        if told != "Manifest" {
            assert_eq!(french.get_size(), english.get_size(), "{told}");
        }
        // Words of customers may be ours, and keys of run.json are those of tables.
        let is_ours = !["Words", "Manifest"].contains(&told.as_str());
        for (row, column, cell) in english.used_cells().filter(|_| is_ours) {
            if let Data::String(text) = cell {
                assert!(!is_french(text), "{told}, {row}:{column}: {text}");
            }
        }
    }
    // Tables are of no language but their own.
    for item in fs::read_dir(place("fr")).unwrap().map(Result::unwrap) {
        if item.path().extension().is_some_and(|ending| ending == "csv") {
            let other = fs::read(place("en").join(item.file_name())).unwrap();
            assert!(fs::read(item.path()).unwrap() == other, "{}", item.path().display());
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes_and_tables_alone_give_none() {
    let folder = tempfile::tempdir().unwrap();
    let book = |name: &str, options: &[&str]| {
        report(Path::new(SAMPLE), &folder.path().join(name), options);
        fs::read(folder.path().join(name).join("rapport.xlsx"))
    };
    let first = book("a", &["--threads", "1"]).unwrap();
    // Times in an archive go by two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == book("b", &["--threads", "3"]).unwrap(), "two runs differ");
    assert!(book("c", &["--only", "tables"]).is_err());
}

#[test]
fn hostile_texts_stay_texts_and_long_ones_are_cut() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("avis.csv");
    let long = "très déçu du service ".repeat(2000);
    let texts =
        ["=HYPERLINK(\"http://x.invalid\")", "+1+1 colis perdu", "http://x.invalid/ déçu", long.as_str()];
    let mut writer = csv::Writer::from_path(&input).unwrap();
    writer.write_record(["id", "commentaire", "étape"]).unwrap();
    let steps = ["=A1", "Caisse!B2", "=1+[x]", "@étape"];
    texts.iter().zip(steps).for_each(|(text, step)| writer.write_record(["@id", text, step]).unwrap());
    writer.flush().unwrap();
    let out = folder.path().join("rapport");
    report(&input, &out, &["--text", "commentaire", "--id", "id", "--touchpoint", "étape"]);
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet} holds formulas");
    }
    let range = book.worksheet_range("Verbatims").unwrap();
    let top = below(&range, "Identifiant", 0);
    let cells: Vec<String> =
        (top..top + 4).map(|row| range.get_value((row, 7)).unwrap().to_string()).collect();
    assert_eq!(cells[..3], texts[..3]);
    assert!(cells[3].ends_with("… [coupé]") && cells[3].encode_utf16().count() <= 32_767);
}

#[test]
fn an_export_without_a_usable_row_has_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("avis.csv");
    fs::write(&input, "id,commentaire\n").unwrap();
    let out = folder.path().join("rapport");
    report(&input, &out, &["--text", "commentaire"]);
    let book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    assert_eq!(book.sheet_names().len(), 19);
}

#[test]
fn libreoffice_prints_it() {
    if Process::new("soffice").arg("--version").output().is_err() {
        eprintln!("skipped: LibreOffice is not there (Debian package libreoffice-calc-nogui)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    report(Path::new(SAMPLE), &out, &[]);
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profil").display());
    let converted = Process::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(out.join("rapport.xlsx"))
        .output()
        .unwrap();
    assert!(converted.status.success(), "{converted:?}");
    assert!(fs::metadata(folder.path().join("rapport.pdf")).unwrap().len() > 50_000);
}
