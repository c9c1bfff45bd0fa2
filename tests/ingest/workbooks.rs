//! Goes in: workbooks, some of them damaged, endless or far too wide. Comes out: their rows, in bounded memory.

use std::io::Write;

use verbatim::ingest::{Field, IngestError};

use super::columns::row;
use super::{Folder, detected, read};

/// A workbook with these sheets: their names, and the rows of each.
pub fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    add("[Content_Types].xml", &format!("<Types xmlns=\"{package}/content-types\"/>"));
    add(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r\" Type=\"{rels}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let list: String = (1..=sheets.len())
        .map(|n| format!("<sheet name=\"{}\" sheetId=\"{n}\" r:id=\"r{n}\"/>", sheets[n - 1].0))
        .collect();
    add(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{main}\" xmlns:r=\"{rels}\"><sheets>{list}</sheets></workbook>"),
    );
    let links: String = (1..=sheets.len())
        .map(|n| {
            format!("<Relationship Id=\"r{n}\" Type=\"{rels}/worksheet\" Target=\"worksheets/s{n}.xml\"/>")
        })
        .collect();
    let styles = format!("<Relationship Id=\"st\" Type=\"{rels}/styles\" Target=\"styles.xml\"/>");
    add(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{package}/relationships\">{links}{styles}</Relationships>"),
    );
    add(
        "xl/styles.xml",
        &format!(
            "<styleSheet xmlns=\"{main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
        ),
    );
    for (n, (_, rows)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
        add(&format!("xl/worksheets/s{}.xml", n + 1), &sheet);
    }
    zip.finish().unwrap().into_inner()
}

/// A cell with a text of its own.
pub fn text_cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn the_first_sheet_with_a_text_column_is_read() {
    let cover = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>";
    let table = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>45360</v></c><c r=\"B2\"><v>4</v></c>{}</row>\
         <row r=\"4\"><c r=\"B4\"><v>2.5</v></c>{}</row><row r=\"5\"><c r=\"B5\"><v>1</v></c></row>",
        text_cell("A1", "Date"),
        text_cell("B1", "Note"),
        text_cell("C1", "Commentaire"),
        text_cell("C2", "Très bon séjour"),
        text_cell("C4", "Chambre froide"),
    );
    let folder = Folder::new();
    // The name lies: the first bytes tell.
    let path = folder.file("export.csv", workbook(&[("Garde", cover), ("Avis", &table)]));
    let read = read(&path, &detected()).unwrap();
    assert_eq!(read.texts(), ["Très bon séjour", "Chambre froide"]);
    assert_eq!(read.column(Field::Date), ["2024-03-09", ""]);
    assert_eq!(read.column(Field::Rating), ["4", "2.5"]);
    assert_eq!((read.lines(), read.rejects()), (vec![2, 4], vec![(5, "texte vide", "1")]));
    assert_eq!(read.decisions[0].sheet.as_deref(), Some("Avis"));
}

/// A sheet for each month.
#[test]
fn sheets_that_go_on_with_the_one_that_is_read_are_told() {
    let month = |text: &str| row(1, &["Réf", "Commentaire"]) + &row(2, &["1", text]);
    let titled =
        row(1, &["Mars 2026"]) + &row(3, &["Réf", "Commentaires", "Suite"]) + &row(4, &["1", "Nul", ""]);
    let sheets = [
        ("Notice", row(1, &["Un mois par feuille"])),
        ("Janvier", month("Bien")),
        ("Février", month("Mal")),
        ("Mars", titled),
        ("Avril", row(1, &["Réf", "Commentaire"])),
        ("Agences", row(1, &["Réf", "Ville"]) + &row(2, &["1", "Brest"])),
    ];
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, rows)| (*name, rows.as_str())).collect();
    let folder = Folder::new();
    let read = read(&folder.file("x.xlsx", workbook(&sheets)), &detected()).unwrap();
    assert_eq!((read.texts(), read.decisions[0].sheet.as_deref()), (vec!["Bien"], Some("Janvier")));
    assert_eq!(read.decisions[0].unread_sheets, ["Février", "Mars"]);
}

#[test]
fn a_damaged_workbook_is_an_error() {
    let folder = Folder::new();
    let mut bytes = workbook(&[("Avis", "<row r=\"1\"></row>")]);
    bytes.truncate(bytes.len() / 2);
    assert!(matches!(read(&folder.file("x.xlsx", bytes), &detected()), Err(IngestError::Workbook { .. })));
}

/// Entities that each stand for ten others, and a cell in the last corner of a sheet: neither takes the room it asks for.
#[test]
fn a_workbook_that_multiplies_its_text_or_its_rows_does_not_fill_the_memory() {
    let laughs: String =
        (1..=12).map(|n| format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10))).collect();
    let laughs = format!(
        "<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">{laughs}]><row r=\"1\">{}</row><row r=\"2\">{}</row>",
        text_cell("A1", "Commentaire"),
        text_cell("A2", "Bien &lol12; servi"),
    );
    let folder = Folder::new();
    match read(&folder.file("x.xlsx", workbook(&[("Avis", &laughs)])), &detected()) {
        Ok(read) => assert!(read.texts().concat().len() < 100, "{:?}", read.texts()),
        Err(error) => assert!(matches!(error, IngestError::Workbook { .. }), "{error}"),
    }
    let far = format!(
        "<row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"1048576\">{}</row>",
        text_cell("A1", "Commentaire"),
        text_cell("A2", "Bien servi"),
        text_cell("XFD1048576", "loin"),
    );
    let read = read(&folder.file("y.xlsx", workbook(&[("Avis", &far)])), &detected()).unwrap();
    assert_eq!(read.texts(), ["Bien servi"]);
    assert_eq!(read.rejects(), [(1_048_576, "texte vide", "loin")]);
}

#[test]
fn a_row_of_a_workbook_is_no_longer_than_any_other() {
    let (long, half) = ("mot ".repeat(3 * 1024 * 1024), "mot ".repeat(1024 * 1024 + 1));
    let sheet = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{}{}{}</row><row r=\"4\">{}{}</row>",
        text_cell("A1", "id"),
        text_cell("B1", "Commentaire"),
        text_cell("C1", "Remarque"),
        text_cell("A2", "un"),
        text_cell("B2", &long),
        text_cell("A3", "deux"),
        text_cell("B3", &half),
        text_cell("C3", &half),
        text_cell("A4", "trois"),
        text_cell("B4", "Bien servi"),
    );
    let folder = Folder::new();
    let read = read(&folder.file("x.xlsx", workbook(&[("Avis", &sheet)])), &detected()).unwrap();
    assert_eq!((read.texts(), read.lines()), (vec!["Bien servi"], vec![4]));
    let shown: Vec<_> =
        read.rejects().iter().map(|(line, reason, content)| (*line, *reason, content.len())).collect();
    assert_eq!(shown, [(2, "ligne trop longue", 500), (3, "ligne trop longue", 500)]);
}
