//! From exports with ratings of every kind to the tables that explain them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

/// A table of the report as rows of named cells.
type Rows = Vec<BTreeMap<String, String>>;

fn analyze(folder: &Path, export: &str, options: &[&str]) {
    let input = folder.join("avis.csv");
    fs::write(&input, export).unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(&input).arg("--out").arg(folder.join("rapport"));
    run.args(["--only", "tables", "--dialect", "rfc4180"]).args(options).assert().success();
}

fn table(folder: &Path, name: &str) -> Rows {
    let mut reader = csv::Reader::from_path(folder.join("rapport").join(name)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// `(scale, ratings, off the scale, mean)` of the run.
fn whole(header: &str, cells: &[&str], options: &[&str]) -> Option<[String; 4]> {
    let folder = tempfile::tempdir().unwrap();
    let rows = cells.iter().map(|cell| format!("\"{cell}\";Le colis est arrivé cassé.\n"));
    analyze(folder.path(), &format!("{header};Commentaire\n{}", rows.collect::<String>()), options);
    let scores = table(folder.path(), "scores.csv");
    let row = scores.iter().find(|row| row["point_de_contact"] == "TOUS")?;
    Some(["echelle", "notes", "hors_echelle", "moyenne"].map(|column| row[column].clone()))
}

#[test]
fn every_kind_of_column_is_read_on_its_scale() {
    for (header, cells, told) in [
        ("Recommanderiez-vous notre enseigne ?", vec!["10", "0", "N/A", "5"], ["nps", "3", "0", "5.00"]),
        ("Note", vec!["4/5", "★★★★☆", "1 étoile", "4,5"], ["etoiles", "4", "0", "3.38"]),
        ("Satisfaction", vec!["Très satisfait(e)", "Peu satisfaite", ""], ["niveaux", "2", "0", "3.00"]),
        // The words tell, whichever end the list starts from.
        (
            "Satisfaction",
            vec!["1 - Très satisfait", "4 - Pas du tout satisfait", "NSP"],
            ["niveaux", "2", "0", "2.50"],
        ),
        ("Satisfaction", vec!["1 - Très satisfait", "2 - Satisfait"], ["niveaux", "2", "0", "3.50"]),
        (
            "Satisfaction",
            vec!["Très satisfait", "Ni satisfait ni insatisfait"],
            ["etoiles", "2", "0", "4.00"],
        ),
        ("Effort client", vec!["1", "2"], ["ces", "2", "0", "1.50"]),
        ("Note", vec!["12,5/20", "18/20"], ["note_20", "2", "0", "15.25"]),
    ] {
        assert_eq!(whole(header, &cells, &[]), Some(told.map(str::to_owned)), "{header} {cells:?}");
    }
}

/// Both tables read a rating in the same way.
#[test]
fn the_mean_of_a_touchpoint_is_on_the_scale() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1 - Très satisfait;Caisse;Bien.\n4 - Pas du tout satisfait;Accueil;Mal.\n";
    analyze(folder.path(), &format!("Satisfaction;Point de contact;Commentaire\n{rows}"), &[]);
    let means = table(folder.path(), "points_de_contact.csv");
    let mean = |name: &str| {
        let row = means.iter().find(|row| row["point_de_contact"] == name).unwrap();
        row["note_moyenne"].clone()
    };
    assert_eq!((mean("Caisse"), mean("Accueil")), ("4.00".to_owned(), "1.00".to_owned()));
}

#[test]
fn what_is_off_the_scale_is_missing_and_counted() {
    let told = whole("Note", &["10", "11", "-3", "9,5", "quatre", "=1+1", "null", "0"], &["--scale", "nps"]);
    assert_eq!(told, Some(["nps", "2", "5", "5.00"].map(str::to_owned)));
}

#[test]
fn an_unknown_scale_makes_no_score_and_says_why() {
    assert_eq!(whole("Note", &["A", "B", "C"], &[]), None);
    let folder = tempfile::tempdir().unwrap();
    analyze(folder.path(), "Note;Commentaire\nA;Bien.\nB;Mal.\n", &[]);
    let run = fs::read_to_string(folder.path().join("rapport/run.json")).unwrap();
    assert!(run.contains("\"scale\": null") && run.contains("ambiguë"), "{run}");
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(folder.path().join("avis.csv")).arg("--out").arg(folder.path().join("b"));
    let failed = run.args(["--scale", "nps10"]).assert().code(2);
    let said = String::from_utf8_lossy(&failed.get_output().stderr).into_owned();
    assert!(said.contains("note_10"), "{said}");
}

const BLAME: &str = "Le colis est arrivé cassé, c'est inadmissible.";
const PRAISE: &str = "Accueil charmant, je suis ravi.";

/// Ten comments that blame at one touchpoint, ten that praise at another; ratings agree but once on each side.
fn export() -> String {
    let mut export = "id;date;Point de contact;Note NPS;Commentaire\n".to_owned();
    for i in 0..10 {
        let (low, high) = if i == 0 { (10, 0) } else { (i % 3, 9 + i % 2) };
        let mail = format!("jean{i}@exemple.fr");
        export.push_str(&format!("b{i};{:02}/03/2026;Livraison;{low};{BLAME} Écrivez à {mail}.\n", i + 1));
        export.push_str(&format!("p{i};{:02}/03/2026;Boutique;{high};{PRAISE}\n", i + 1));
    }
    export
}

#[test]
fn contradictions_are_the_comments_whose_tone_and_rating_disagree() {
    let folder = tempfile::tempdir().unwrap();
    analyze(folder.path(), &export(), &[]);
    let rows = table(folder.path(), "contradictions.csv");
    let told: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["id"].as_str(), row["contradiction"].as_str())).collect();
    assert_eq!(told, [("b0", "texte négatif, bonne note"), ("p0", "texte positif, mauvaise note")]);
    let tones = table(folder.path(), "verbatims.csv");
    assert!(
        tones.iter().all(|row| (row["ton"] == "negatif") == row["id"].starts_with('b')),
        "ratings fed a tone"
    );
}

#[test]
fn effects_tell_what_the_rating_loses() {
    let folder = tempfile::tempdir().unwrap();
    analyze(folder.path(), &export(), &[]);
    let rows = table(folder.path(), "effets.csv");
    let row = rows.iter().find(|row| row["libelle"] == "colis abîmé").expect("the irritant has its row");
    assert_eq!((row["notes_avec"].as_str(), row["notes_sans"].as_str()), ("10", "10"));
    // 10, then 1, 2, 0, 1, 2, 0, 1, 2, 0 against 0, then 10, 9, 10, 9, 10, 9, 10, 9, 10.
    assert_eq!((row["moyenne_avec"].as_str(), row["moyenne_sans"].as_str()), ("1.90", "8.60"));
    assert_eq!(
        (row["effet"].as_str(), row["sens"].as_str(), row["impact"].as_str()),
        ("-6.70", "degrade", "-3.350")
    );
    // Variances 8.7667 and 9.3778, over 10; 17.98 degrees of freedom, t = 2.1012: 2.1012 x sqrt(1.8144) = 2.8303.
    assert_eq!((row["effet_bas"].as_str(), row["effet_haut"].as_str()), ("-9.53", "-3.87"));
}

#[test]
fn quotations_are_recent_masked_and_of_distinct_texts() {
    let folder = tempfile::tempdir().unwrap();
    analyze(folder.path(), &export(), &[]);
    let rows = table(folder.path(), "citations.csv");
    assert!(rows.iter().all(|row| !row["texte"].contains("exemple.fr")), "{rows:?}");
    // Once masked, the ten texts are one: the newest is quoted, alone.
    let quoted: Vec<&str> =
        rows.iter().filter(|row| row["irritant"] == "colis abîmé").map(|row| row["id"].as_str()).collect();
    assert_eq!(quoted, ["b9", "b9"], "one at its touchpoint, one in TOUS");
}

/// The mean of the ratings was rounded, then what satisfaction makes of it; so was the net tone.
#[test]
fn satisfaction_is_rounded_once() {
    let folder = tempfile::tempdir().unwrap();
    let row = |(place, rating, text): (&str, &str, &str)| format!("{place};{rating};{text}\n");
    let rated = [("Caisse", "5", BLAME); 5].into_iter().chain([("Caisse", "4", BLAME); 6]);
    // One of six praises: (1 - 5) / 6, brought to 0 to 10, is 1.6667.
    let toned = [("Quai", "", BLAME); 5].into_iter().chain([("Quai", "", PRAISE)]);
    let rows: String = rated.chain(toned).map(row).collect();
    analyze(folder.path(), &format!("Point de contact;Note;Commentaire\n{rows}"), &["--scale", "nps"]);
    let scores = table(folder.path(), "scores.csv");
    assert_eq!((scores[0]["moyenne"].as_str(), scores[0]["satisfaction"].as_str()), ("4.45", "4.45"));
    let mapping = table(folder.path(), "cartographie.csv");
    let of = |name: &str| mapping.iter().find(|row| row["point_de_contact"] == name).unwrap();
    assert_eq!(
        (of("Caisse")["satisfaction"].as_str(), of("Quai")["satisfaction"].as_str()),
        ("4.45", "1.67")
    );
}

#[test]
fn the_mapping_puts_each_touchpoint_in_its_zone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("verbatim.toml"),
        "[[journey]]\nname = \"boutique\"\nimportance = 3\n[[journey]]\nname = \"Devis\"\nimportance = 9\n",
    )
    .unwrap();
    analyze(folder.path(), &export(), &[]);
    let rows = table(folder.path(), "cartographie.csv");
    let told: Vec<[&str; 5]> = rows
        .iter()
        .map(|row| {
            ["point_de_contact", "importance", "importance_source", "satisfaction", "libelle"]
                .map(|column| row[column].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            ["boutique", "3.00", "declaree", "8.60", "à questionner"],
            ["Devis", "9.00", "declaree", "", ""],
            ["Livraison", "5.00", "frequence", "1.90", "actions à moyen terme"],
        ]
    );
}

/// 2026-11-30: a touchpoint well rated by customers who complain was a strength in one table and urgent in the other.
#[test]
fn a_touchpoint_has_one_zone_in_all_tables() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("verbatim.toml"), "[[journey]]\nname = \"Caisse\"\nimportance = 8\n")
        .unwrap();
    let rows = "5;Caisse;Attente interminable.\n".repeat(6) + &"2;Rayon;Très bien rangé.\n".repeat(6);
    analyze(folder.path(), &format!("Note;Point de contact;Commentaire\n{rows}"), &[]);
    let zones = |name: &str| {
        let zone = |row: &BTreeMap<String, String>| (row["point_de_contact"].clone(), row["zone"].clone());
        table(folder.path(), name).iter().map(zone).collect::<Vec<_>>()
    };
    assert_eq!(zones("points_de_contact.csv"), zones("cartographie.csv"));
    let caisse = ("Caisse".to_owned(), "force".to_owned());
    assert!(zones("cartographie.csv").contains(&caisse), "{:?}", zones("cartographie.csv"));
}

#[test]
fn a_rating_off_the_scale_takes_nothing_from_its_touchpoint() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "10;Caisse;Très bien.\n".repeat(99);
    analyze(folder.path(), &format!("NPS;Point de contact;Commentaire\n{rows}11;Caisse;Très bien.\n"), &[]);
    let points = table(folder.path(), "points_de_contact.csv");
    let scores = table(folder.path(), "scores.csv");
    let caisse = scores.iter().find(|row| row["point_de_contact"] == "Caisse").unwrap();
    assert_eq!(
        (&*points[0]["nps"], &*points[0]["note_moyenne"], &*caisse["hors_echelle"]),
        ("100", "10.00", "1")
    );
    for (of_point, of_score) in [("nps", "nps"), ("note_moyenne", "moyenne"), ("notes", "notes")] {
        assert_eq!(points[0][of_point], caisse[of_score], "{of_point}");
    }
}

/// 9 and 10 of an NPS and 18 of 20 had a mean of 12.33.
#[test]
fn ratings_of_two_scales_have_no_mean_together() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    fs::write(place("a.csv"), "NPS;Point de contact;Commentaire\n9;Caisse;Bien.\n10;Caisse;Très bien.\n")
        .unwrap();
    fs::write(place("b.csv"), "Note sur 20;Point de contact;Commentaire\n18;Caisse;Très bien.\n").unwrap();
    let told = |inputs: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.arg("analyze").args(inputs.iter().map(|name| place(name))).arg("--out").arg(place("rapport"));
        run.args(["--only", "tables", "--dialect", "rfc4180"]).assert().success();
        let rows = table(folder.path(), "points_de_contact.csv");
        ["note_moyenne", "nps", "notes"].map(|column| rows[0][column].clone())
    };
    assert_eq!(told(&["a.csv", "b.csv"]), ["", "", "3"]);
    assert_eq!(told(&["a.csv"]), ["9.50", "100", "2"]);
    fs::write(place("c.csv"), "Effort (1 à 7);Point de contact;Commentaire\n6;Caisse;Bien.\n").unwrap();
    assert_eq!(told(&["c.csv"]), ["", "", "1"]);
}

/// Touchpoints without a rating made the mean effect smaller, and the others as important as can be.
#[test]
fn an_effect_weighs_against_the_touchpoints_that_have_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows: String = (0..10)
        .map(|n| format!("{};Livraison;Bien, {n}.\n{};Boutique;Bien, {n}.\n", n % 3, 9 + n % 2))
        .collect();
    for name in ["Devis", "Caisse", "Atelier"] {
        rows.extend((0..20).map(|n| format!(";{name};Bien, {n}.\n")));
    }
    analyze(folder.path(), &format!("NPS;Point de contact;Commentaire\n{rows}"), &[]);
    let mapping = table(folder.path(), "cartographie.csv");
    let livraison = mapping.iter().find(|row| row["point_de_contact"] == "Livraison").unwrap();
    assert_eq!((&*livraison["importance"], &*livraison["importance_source"]), ("5.00", "effet"));
}

#[test]
fn texts_that_differ_by_their_blanks_are_quoted_once() {
    let folder = tempfile::tempdir().unwrap();
    let texts = [BLAME.to_owned(), BLAME.replace(' ', "  "), BLAME.replace(", ", ",\u{a0} ")];
    let rows: String = texts.iter().map(|text| format!("{text}\n")).collect();
    analyze(folder.path(), &format!("Commentaire\n{rows}"), &[]);
    let quoted = table(folder.path(), "citations.csv");
    let of_all = quoted.iter().filter(|row| row["point_de_contact"] == "TOUS");
    let mut places: Vec<_> = of_all.map(|row| row["rang"].clone()).collect();
    places.dedup();
    assert!(!places.is_empty() && places.iter().all(|rank| rank == "1"), "{quoted:?}");
}
