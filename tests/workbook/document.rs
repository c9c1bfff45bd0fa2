//! The workbook as a file: its language, its bytes, hostile texts, and another program that opens it.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command as Process;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{SAMPLE, below, report};

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
    let rows = include_str!("../../src/report/wording/documents.tsv").lines().skip(1);
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
fn one_touchpoint_and_nothing_to_print_are_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("avis.csv"), folder.path().join("rapport"));
    let rows: String =
        (0..6).map(|n| format!("{n};Caisse;Attente interminable, colis perdu {n}.\n")).collect();
    // Too few ratings to tell what the irritants do to it.
    let other = "10;Caisse;Accueil charmant.\n";
    fs::write(&input, format!("Note;Point de contact;Commentaire\n{rows}{other}")).unwrap();
    report(&input, &out, &[]);
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    let note = |book: &mut Xlsx<_>, sheet: &str| {
        book.worksheet_range(sheet).unwrap().get_value((1, 0)).unwrap().to_string().replace('\u{a0}', " ")
    };
    let charts = note(&mut book, "Graphiques");
    assert!(charts.ends_with("; 1 point de contact sur 1."), "{charts}");
    let effects = note(&mut book, "Effets sur la note");
    assert!(effects.ends_with("À l'impression : aucune ligne."), "{effects}");
}

/// What a sheet says of a cell or a row: its opening tag.
fn tag(book: &Path, number: usize, start: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap().read_to_string(&mut xml).unwrap();
    let (_, rest) = xml.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split('>').next().unwrap().to_owned()
}

/// Shares were shown as 0.1731, in rows too low for a title, where other sheets have 17.3 %.
#[test]
fn changes_are_shown_as_other_sheets_show_them() {
    let folder = tempfile::tempdir().unwrap();
    let (history, out) = (folder.path().join("passe.sqlite"), folder.path().join("rapport"));
    let night = |name: &str, days: std::ops::Range<u32>, text: &str| {
        let input = folder.path().join(name);
        let row = |n: u32| format!("{:02}/{:02}/2026;{text} ({n})\n", n / 10 % 28 + 1, n / 280 + 1);
        let rows: String = (days.start * 10..days.end * 10).map(row).collect();
        fs::write(&input, format!("Date;Commentaire\n{rows}")).unwrap();
        report(&input, &out, &["--history", history.to_str().unwrap()]);
    };
    night("avant.csv", 0..84, "Accueil charmant.");
    night("apres.csv", 84..91, "Le carton est arrivé écrasé.");
    let book = out.join("rapport.xlsx");
    let mut opened: Xlsx<_> = open_workbook(&book).unwrap();
    let range = opened.worksheet_range("Évolution").unwrap();
    let told =
        |row: u32, column: u32| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    let title = below(&range, "Depuis la période d'avant", 0);
    assert!(tag(&book, 3, &format!("<row r=\"{title}\"")).contains("ht=\"24\""));
    let end = range.end().unwrap().0;
    let find = |indicator: &str| (title..=end).find(|row| told(*row, 1) == indicator).unwrap() + 1;
    let style = |column: char, row: u32| tag(&book, 3, &format!("<c r=\"{column}{row}\" "));
    // The share of a signal, those of an irritant, and a number of comments.
    let share = style('G', 4);
    let is_share = |tag: String| tag.split_whitespace().next() == share.split_whitespace().next();
    assert!(['F', 'G', 'H'].into_iter().all(|column| is_share(style(column, find("irritant")))));
    assert!(!is_share(style('F', find("verbatims"))));
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
