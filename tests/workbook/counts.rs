//! Counts lead to the comments that they count.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use super::{SAMPLE, below, report, table};

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
