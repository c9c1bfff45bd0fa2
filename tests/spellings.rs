//! Goes in: exports whose touchpoints are typed by hand. Comes out: one touchpoint for each name, whatever its spelling.
//! Never: a text of a real customer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

/// « Magasin » in five ways, two cells of several touchpoints, one of which names « Caisse » twice.
const EXPORT: &str = "\
Id;Date;Point de contact;Note;Commentaire
1;01/03/2025;Magasin;2;Deux heures d'attente, c'est inadmissible.
2;02/03/2025;magasin;2;Une attente interminable.
3;03/03/2025;MAGASIN;9;Personnel très aimable, merci !
4;04/03/2025;Magasin  ;8;Accueil charmant.
5;05/03/2025;Réseaux\u{a0}sociaux;3;Personne ne répond jamais.
6;06/03/2025;Re\u{301}seaux  sociaux;4;Personne ne répond jamais, je résilie mon contrat.
7;07/03/2025;Reseaux sociaux;4;Réponse rapide et précise.
8;08/03/2025;Caisse|accueil;5;Trop cher.
9;09/03/2025;caisse|Accueil | CAISSE;5;Caissière souriante.
10;10/03/2025;;5;Rien à signaler.
";

const DECLARED: &str = "[[journey]]\nname = \"Accueil\"\nimportance = 9\n[[journey]]\nname = \"Le magasin\"\n\
    [[journey]]\nname = \"réseaux SOCIAUX\"\nphase = \"apres\"\n";

struct Run(tempfile::TempDir);

impl Run {
    fn new(export: &str, config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("avis.csv"), export).unwrap();
        fs::write(folder.path().join("verbatim.toml"), config).unwrap();
        Self(folder)
    }

    fn place(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Analyses the export, and gives what the terminal says.
    fn report(&self, options: &[&str]) -> String {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.arg("analyze").arg(self.place("avis.csv")).arg("--out").arg(self.place("rapport"));
        let run = run.args(["--dialect", "rfc4180"]).args(options).assert().success();
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    }

    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.place("rapport").join(name)).unwrap();
        reader.deserialize().collect::<Result<_, _>>().unwrap()
    }

    fn column(&self, table: &str, name: &str) -> Vec<String> {
        self.table(table).into_iter().map(|mut row| row.remove(name).unwrap()).collect()
    }

    /// Touchpoints of a table with one of their figures.
    fn figures(&self, table: &str, name: &str) -> Vec<(String, String)> {
        self.column(table, "point_de_contact").into_iter().zip(self.column(table, name)).collect()
    }
}

fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(name, figure)| (name.to_owned(), figure.to_owned())).to_vec()
}

#[test]
fn each_touchpoint_is_one_line_under_its_usual_spelling() {
    let run = Run::new(EXPORT, "");
    let told = run.report(&["--only", "page"]);
    let counts = [
        ("Accueil", "2"),
        ("Caisse", "2"),
        ("Magasin", "4"),
        // As many of each: the first in the order of code points.
        ("Reseaux sociaux", "3"),
        ("non_precise", "1"),
    ];
    assert_eq!(run.figures("points_de_contact.csv", "verbatims"), owned(counts));
    assert_eq!(run.figures("departs_points_de_contact.csv", "verbatims"), owned(counts));
    for table in ["irritants.csv", "enthousiasmants.csv", "citations.csv", "scores.csv", "cartographie.csv"] {
        let names = run.column(table, "point_de_contact");
        let known = |name: &String| name == "TOUS" || counts.iter().any(|(known, _)| known == name);
        assert!(names.iter().all(known), "{table}: {names:?}");
    }
    let waits = run.table("irritants.csv").into_iter().filter(|row| row["point_de_contact"] == "Magasin");
    let waits: Vec<String> = waits.map(|row| format!("{} {}", row["irritant"], row["verbatims"])).collect();
    assert_eq!(waits, ["attente interminable 2"]);
    assert!(
        told.contains("Points de contact : 3 écritures de « Magasin » réunies, 3 écritures de « Reseaux sociaux » réunies, 2 écritures de « Accueil » réunies, et celles de 1 autre(s)\n"),
        "{told}"
    );
}

#[test]
fn comments_keep_what_was_typed_and_run_json_says_what_was_united() {
    let run = Run::new(EXPORT, "");
    run.report(&["--only", "tables", "--quiet"]);
    let written = run.column("verbatims.csv", "point_de_contact");
    assert_eq!(written[..4], ["Magasin", "magasin", "MAGASIN", "Magasin"]);
    assert_eq!(written[4..7], ["Réseaux\u{a0}sociaux", "Re\u{301}seaux  sociaux", "Reseaux sociaux"]);
    assert_eq!(written[7..], ["Caisse|accueil", "caisse|Accueil|CAISSE", "non_precise"]);
    let json: Value = serde_json::from_slice(&fs::read(run.place("rapport/run.json")).unwrap()).unwrap();
    assert_eq!(
        json["spellings"],
        json!({
            "Accueil": ["Accueil", "accueil"],
            "Caisse": ["Caisse", "caisse"],
            "Magasin": ["MAGASIN", "Magasin", "magasin"],
            "Reseaux sociaux": ["Reseaux sociaux", "Re\u{301}seaux  sociaux", "Réseaux\u{a0}sociaux"],
        })
    );
}

#[test]
fn nothing_is_told_of_touchpoints_that_are_written_in_one_way() {
    let run = Run::new("Point de contact;Commentaire\nMagasin;Trop cher.\nCaisse;Accueil charmant.\n", "");
    let told = run.report(&["--only", "tables"]);
    assert!(!told.contains("Points de contact"), "{told}");
    assert!(!fs::read_to_string(run.place("rapport/run.json")).unwrap().contains("\"spellings\""));
}

#[test]
fn a_declared_journey_gives_its_names() {
    let run = Run::new(EXPORT, DECLARED);
    let told = run.report(&["--only", "tables"]);
    let counts = [
        ("Accueil", "2"),
        ("Le magasin", "0"),
        ("réseaux SOCIAUX", "3"),
        ("Caisse", "2"),
        ("Magasin", "4"),
        ("non_precise", "1"),
    ];
    assert_eq!(run.figures("points_de_contact.csv", "verbatims"), owned(counts));
    assert_eq!(run.figures("points_de_contact.csv", "importance")[0].1, "9");
    assert_eq!(run.figures("points_de_contact.csv", "phase")[2].1, "apres");
    assert!(told.contains("3 écritures de « réseaux SOCIAUX » réunies"), "{told}");
}

#[test]
fn a_step_that_the_text_tells_has_the_name_of_the_declared_one() {
    let export = "Commentaire\nLivraison rapide et soignée.\nLe colis est arrivé écrasé.\n";
    let run = Run::new(export, "[[journey]]\nname = \"La livraison\"\n[[journey]]\nname = \"Livraison\"\n");
    let told = run.report(&["--only", "tables"]);
    assert_eq!(
        run.figures("points_de_contact.csv", "verbatims"),
        owned([("La livraison", "0"), ("Livraison", "2")])
    );
    assert_eq!(run.column("verbatims.csv", "point_de_contact"), ["livraison", "livraison"]);
    assert!(!told.contains("écritures"), "{told}");
}

/// The page and the workbook show comments under the names of their tables.
#[test]
fn documents_find_the_comments_of_a_touchpoint() {
    let run = Run::new(EXPORT, "");
    run.report(&["--quiet"]);
    let out = run.place("rapport");
    let page = fs::read_to_string(out.join("rapport.html")).unwrap();
    let (_, data) = page.split_once("id=\"donnees\">").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let place = |row: &Value| row[4].as_str().unwrap().to_owned();
    let told: Vec<String> = data["comments"]["rows"].as_array().unwrap().iter().map(place).collect();
    let names = [
        "Magasin",
        "Magasin",
        "Magasin",
        "Magasin",
        "Reseaux sociaux",
        "Reseaux sociaux",
        "Reseaux sociaux",
        "Caisse|Accueil",
        "Caisse|Accueil",
        "non_precise",
    ];
    assert_eq!(told, names);
    let mut book: Xlsx<_> = open_workbook(out.join("rapport.xlsx")).unwrap();
    let sheet = book.worksheet_range("Verbatims").unwrap();
    let cells = sheet.rows().map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>());
    let places: Vec<String> =
        cells.filter(|row| row[0].parse::<f64>().is_ok()).map(|row| row[2].clone()).collect();
    assert_eq!(places[..4], ["Magasin"; 4]);
    assert_eq!(
        places[7..9].iter().map(|cell| cell.replace(", ", "|")).collect::<Vec<_>>(),
        ["Caisse|Accueil"; 2]
    );
    let clouds: Vec<bool> = ["magasin.svg", "magasin_2.svg", "reseaux_sociaux.svg", "caisse_2.svg"]
        .map(|name| out.join("nuages").join(name).exists())
        .to_vec();
    assert_eq!(clouds, [true, false, true, false]);
}

/// An alert and a target that name a touchpoint are met however it is spelled.
#[test]
fn rules_name_a_touchpoint_in_any_way() {
    let alert = "[[alerts]]\nname = \"Essai\"\ntable = \"points_de_contact.csv\"\ncolumn = \"verbatims\"\nabove = 3\n";
    let target = "[[targets]]\nindicator = \"note\"\ntouchpoint = \"MAGASIN\"\nvalue = 9\nby = 2025-04-01\n";
    let run = Run::new(EXPORT, &format!("[history]\nperiod = 10\n{alert}row = \"magasin\"\n{target}"));
    let history = run.place("historique.sqlite");
    run.report(&["--only", "tables", "--quiet", "--history", history.to_str().unwrap()]);
    assert_eq!(run.column("alertes.csv", "alerte"), ["Essai"]);
    assert_eq!(run.column("objectifs.csv", "verbatims"), ["4"]);
}

fn files(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files(root, &path, found);
        } else {
            found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}

/// Spellings that take turns, and change from one batch to the next.
#[test]
fn neither_threads_nor_the_order_of_batches_show() {
    let names = [
        "Magasin",
        "magasin",
        "MAGASIN",
        "Réseaux sociaux",
        "Reseaux sociaux",
        "Caisse|accueil",
        "CAISSE|Caisse",
    ];
    let mut export = "Id;Point de contact;Note;Commentaire\n".to_owned();
    for n in 0..6_000_usize {
        let name = names[(n + n / 1_000) % names.len()];
        let comment =
            ["Deux heures d'attente au comptoir, c'est inadmissible.", "Accueil charmant, conseils précis."]
                [n % 2];
        let more = "Je suis venu avec ma famille et nous avons pris le temps de tout regarder.";
        export.push_str(&format!("{n};{name};{};{comment} {more}\n", n % 11));
    }
    let run = Run::new(&export, "");
    let report = |threads: &str| {
        run.report(&["--quiet", "--threads", threads]);
        let mut found = BTreeMap::new();
        files(&run.place("rapport"), &run.place("rapport"), &mut found);
        found
    };
    let one = report("1");
    assert_eq!(run.column("points_de_contact.csv", "point_de_contact").len(), 4);
    for threads in ["2", "7"] {
        let many = report(threads);
        let differ = one.iter().filter(|(name, bytes)| many.get(*name) != Some(bytes)).map(|(name, _)| name);
        assert_eq!(differ.collect::<Vec<_>>(), Vec::<&PathBuf>::new(), "{threads} threads");
    }
}
