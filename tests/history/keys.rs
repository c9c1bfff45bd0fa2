//! Which row of an export is which row of a history.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use super::places::Places;
use super::scenarios::{arguments, cells, shown};

/// A history, and a folder of exports that are read one after the other.
struct Nights {
    folder: TempDir,
    history: String,
    n_runs: usize,
}

impl Nights {
    fn new(places: &mut dyn Places) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), history: places.place(), n_runs: 0 }
    }

    /// Reads an export of a name of its own; rows that are new, corrected and known already.
    fn read(&mut self, export: &str, options: &[&str]) -> [u64; 3] {
        let path = self.folder.path().join(format!("export-{}.csv", self.n_runs));
        fs::write(&path, export).unwrap();
        let out = self.folder.path().join("rapport");
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.args(arguments(Path::new(&path), &out, Some(&self.history))).args(options).assert().success();
        let runs = cells(&shown(&self.history, "executions"));
        let told =
            ["nouvelles", "corrigees", "deja_connues"].map(|name| runs[self.n_runs][name].parse().unwrap());
        self.n_runs += 1;
        told
    }

    fn texts(&self) -> Vec<String> {
        cells(&shown(&self.history, "verbatims")).iter().map(|row| row["texte"].clone()).collect()
    }
}

/// 2026-12-01: the rows of August took the place of those of July.
pub fn numbers_of_rows_are_no_identifiers(places: &mut dyn Places) {
    let head = "N°;Date;Commentaire\n";
    let july = format!("{head}1;01/07/2026;Colis cassé\n2;02/07/2026;Accueil parfait\n");
    let august = format!("{head}1;01/08/2026;Caisse fermée\n2;02/08/2026;Trop cher\n");
    let mut nights = Nights::new(places);
    assert_eq!(nights.read(&july, &[]), [2, 0, 0]);
    assert_eq!(nights.read(&august, &[]), [2, 0, 0]);
    assert_eq!(nights.texts(), ["Colis cassé", "Accueil parfait", "Caisse fermée", "Trop cher"]);
    // The last one first, and all numbers move.
    let grown =
        format!("{head}1;03/07/2026;Rien reçu\n2;02/07/2026;Accueil parfait\n3;01/07/2026;Colis cassé\n");
    assert_eq!(nights.read(&grown, &[]), [1, 0, 2]);
    let mut asked = Nights::new(places);
    let corrected = format!("{head}1;01/07/2026;Colis cassé et ouvert\n2;02/07/2026;Accueil parfait\n");
    assert_eq!(asked.read(&july, &["--id", "N°"]), [2, 0, 0]);
    assert_eq!(asked.read(&corrected, &["--id", "N°"]), [0, 1, 1]);
    // A history that took numbers for identifiers knows the same rows, and loses none to others.
    assert_eq!(asked.read(&corrected, &["--delimiter", ";"]), [0, 0, 2]);
    assert_eq!(asked.read(&august, &[]), [2, 0, 0]);
    assert_eq!(asked.texts().len(), 4);
}

/// 2026-12-01: both versions were corrections every night.
pub fn an_identifier_that_stands_twice_is_corrected_once(places: &mut dyn Places) {
    let mut export = "Identifiant;Date;Commentaire\nA1;01/07/2026;Colis perdu\n".to_owned();
    let mut nights = Nights::new(places);
    assert_eq!(nights.read(&export, &[]), [1, 0, 0]);
    export += "A1;01/07/2026;Colis retrouvé\n";
    assert_eq!(nights.read(&export, &[]), [0, 1, 1]);
    for night in 2..5 {
        export += &format!("A{night};0{night}/07/2026;Accueil parfait\n");
        assert_eq!(nights.read(&export, &[]), [1, 0, night]);
    }
    export += "A1;01/07/2026;Colis retrouvé ouvert\n";
    assert_eq!(nights.read(&export, &[]), [0, 1, 5]);
    assert_eq!(nights.read(&(export.clone() + "A6;02/07/2026;Rien reçu\n"), &[]), [1, 0, 6]);
    assert!(nights.texts().contains(&"Colis retrouvé ouvert".to_owned()));
    // From one file to the next, the first version comes back if the export says so.
    let row = |text: &str| format!("Identifiant;Date;Commentaire\nB1;01/07/2026;{text}\n");
    let mut nights = Nights::new(places);
    for (text, told) in [("Bien", [1, 0, 0]), ("Mal", [0, 1, 0]), ("Bien", [0, 1, 0]), ("Mal", [0, 1, 0])] {
        // Other bytes, so that the file is read.
        let padding = "\n".repeat(nights.n_runs);
        assert_eq!(nights.read(&(row(text) + &padding), &[]), told);
    }
}

/// 2026-12-01: a date written otherwise, or blanks, corrected a whole export.
pub fn a_row_written_otherwise_is_the_same(places: &mut dyn Places) {
    let head = "Identifiant;Date;Commentaire;Point de contact\n";
    let mut nights = Nights::new(places);
    let rows = "A;01/07/2026;Colis cassé;Livraison\nB;02/07/2026 10:30;Trop cher;Caisse\n";
    assert_eq!(nights.read(&format!("{head}{rows}"), &[]), [2, 0, 0]);
    let rows = "A;2026-07-01;Colis cassé;Livraison\nB;2026-07-02T10:30:00;Trop cher;Caisse\n";
    assert_eq!(nights.read(&format!("{head}{rows}"), &[]), [0, 0, 2]);
    let rows = "A ;2026-07-01 ;Colis cassé  ;Livraison \nB;2026-07-02 10:30; Trop cher; Caisse\n";
    assert_eq!(nights.read(&format!("{head}{rows}"), &[]), [0, 0, 2]);
    let rows = "A;2026-07-03;Colis cassé;Livraison\nB;2026-07-02 10:31;Trop cher;Caisse\n";
    assert_eq!(nights.read(&format!("{head}{rows}"), &[]), [0, 2, 0]);
}

/// 2026-12-01: the scale was told, and counts kept the other.
pub fn a_scale_that_is_asked_for_later_counts_again(places: &mut dyn Places) {
    let export =
        "Identifiant;Date;Note;Commentaire\nA;01/07/2026;5;Bien\nB;01/07/2026;1;Mal\nC;01/07/2026;4;Bien\n";
    let mut nights = Nights::new(places);
    let scales = |nights: &Nights| {
        let counts = cells(&shown(&nights.history, "comptes"));
        let mut scales: Vec<String> =
            counts.iter().filter(|row| row["facette"] == "note").map(|row| row["theme"].clone()).collect();
        scales.dedup();
        scales
    };
    assert_eq!(nights.read(export, &[]), [3, 0, 0]);
    assert_eq!(scales(&nights), ["etoiles"]);
    assert_eq!(nights.read(export, &["--scale", "nps"]), [0, 3, 0]);
    assert_eq!(scales(&nights), ["nps"]);
    assert_eq!(nights.read(&format!("{export}D;02/07/2026;9;Bien\n"), &["--scale", "nps"]), [1, 0, 3]);
    // What cells tell corrects nothing.
    assert_eq!(nights.read(export, &["--delimiter", ";"]), [0, 0, 3]);
    assert_eq!(scales(&nights), ["nps"]);
    let mut told = Nights::new(places);
    assert_eq!(told.read(export, &[]), [3, 0, 0]);
    assert_eq!(told.read(export, &["--scale", "etoiles"]), [0, 0, 3]);
}
