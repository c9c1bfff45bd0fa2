//! What holds in every run, on every input: no row lost, no id lost, totals that add up, cells that read back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use verbatim::config::{
    Config, Dialect, Documents, Header, IngestOptions, Input, Language, PageOptions, Redaction, Routing,
    Wanted,
};
use verbatim::pipeline::{Outcome, Progress, Underway, analyze};
use verbatim::taxonomy::{Aspect, Mode, Qualification, Tag, Tone};

struct Silent;

impl Progress for Silent {
    fn advance(&self, _rows: u64, _bytes: u64) {}
}

fn run(input: PathBuf, out: PathBuf, dialect: Dialect) -> Outcome {
    let config = Config {
        inputs: vec![Input::File(input)],
        out,
        ingest: IngestOptions {
            columns: Vec::new(),
            delimiter: None,
            encoding: None,
            header: Header::Present,
            wanted: Wanted::Analysis,
            scale: None,
        },
        lexicons: None,
        threads: Some(2),
        dialect,
        redaction: Redaction::Mask,
        documents: Documents::Tables,
        language: Language::French,
        page: PageOptions::default(),
        routing: Routing::default(),
        quiet: true,
        force: true,
        thresholds: Vec::new(),
        targets: Vec::new(),
        journey: Vec::new(),
        history: None,
        origin: None,
    };
    analyze(&config, &Silent, &Underway::default()).unwrap()
}

/// A table of the report as rows of named cells.
fn table(out: &Path, name: &str, dialect: Dialect) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(out.join(name)).unwrap();
    let bom = b"\xEF\xBB\xBF";
    assert_eq!(bytes.starts_with(bom), dialect == Dialect::ExcelFr, "byte-order mark of {name}");
    let delimiter = if dialect == Dialect::ExcelFr { b';' } else { b',' };
    let bytes = bytes.strip_prefix(bom).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let named =
        |row: csv::StringRecord| header.iter().zip(row.iter()).map(|(k, v)| (k.into(), v.into())).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

fn number(cell: &str) -> f64 {
    cell.replace(',', ".").parse().unwrap_or_else(|_| panic!("{cell:?} is no number"))
}

fn write(folder: &Path, rows: &[[String; 4]]) -> PathBuf {
    let path = folder.join("export.csv");
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(["id", "point de contact", "note", "commentaire"]).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
    path
}

fn check(rows: &[[String; 4]], dialect: Dialect) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    let outcome = run(write(folder.path(), rows), out.clone(), dialect);
    let verbatims = table(&out, "verbatims.csv", dialect);
    let rejects = table(&out, "rejets.csv", dialect);
    prop_assert_eq!(outcome.rows.read as usize, rows.len());
    prop_assert_eq!(verbatims.len() + rejects.len(), rows.len());
    prop_assert_eq!(outcome.rows.analysed as usize, verbatims.len());
    let ids: Vec<&str> = verbatims.iter().map(|row| row["id"].as_str()).collect();
    for row in rows {
        let rejected = rejects.iter().any(|reject| reject["contenu"].contains(&row[0]));
        prop_assert!(ids.contains(&row[0].as_str()) || rejected, "{} is lost", row[0]);
    }
    for row in &verbatims {
        check_row(row)?;
    }
    check_totals(&out, dialect, verbatims.len())
}

fn check_row(row: &BTreeMap<String, String>) -> Result<(), TestCaseError> {
    for flag in ["depart", "alerte"] {
        prop_assert!(matches!(row[flag].as_str(), "0" | "1"), "{flag} is {:?}", row[flag]);
    }
    prop_assert!(Tone::from_id(&row["ton"]).is_some());
    prop_assert!(Qualification::from_id(&row["qualification"]).is_some());
    prop_assert!((-1.0..=1.0).contains(&number(&row["ton_score"])));
    prop_assert!(row["modes"].split('|').all(|id| Mode::from_id(id).is_some()), "{:?}", row["modes"]);
    let mut aspects = row["aspects"].split('|').filter(|id| !id.is_empty());
    prop_assert!(aspects.all(|id| Aspect::from_id(id).is_some()), "{:?}", row["aspects"]);
    // No date column: missing is empty, never 0.
    prop_assert_eq!(row["date"].as_str(), "");
    Ok(())
}

fn check_totals(out: &Path, dialect: Dialect, n_rows: usize) -> Result<(), TestCaseError> {
    let touchpoints = table(out, "points_de_contact.csv", dialect);
    let total: f64 = touchpoints.iter().map(|row| number(&row["verbatims"])).sum();
    prop_assert_eq!(total as usize, n_rows);
    for row in &touchpoints {
        let tones: f64 =
            ["positif", "negatif", "mixte", "neutre"].iter().map(|tone| number(&row[*tone])).sum();
        prop_assert_eq!(tones, number(&row["verbatims"]));
    }
    for name in ["irritants.csv", "enthousiasmants.csv"] {
        // Shares are taken of all touchpoints together, then of the totals.
        let rows = table(out, name, dialect);
        for block in
            rows.chunk_by(|a, b| (a["point_de_contact"] == "TOUS") == (b["point_de_contact"] == "TOUS"))
        {
            let sum: f64 = block.iter().map(|row| number(&row["part"])).sum();
            let rounding = 0.00005 * block.len() as f64 + 1e-9;
            prop_assert!((sum - 1.0).abs() <= rounding, "parts in {} sum to {}", name, sum);
            prop_assert_eq!(number(&block[block.len() - 1]["part_cumulee"]), 1.0);
        }
    }
    Ok(())
}

/// Texts that break readers, spreadsheets and pages, and texts that say something.
fn text() -> impl Strategy<Value = String> {
    let told = prop::sample::select(vec![
        "Accueil charmant mais deux heures d'attente",
        "Colis jamais reçu, personne ne répond au téléphone !",
        "=SOMME(A1:A9)",
        "@import \"x\"; <script>alert(1)</script>",
        "+33 6 12 34 56 78, je résilie",
        "ligne une\nligne deux; avec, des \"guillemets\"",
        "",
        " \u{A0}",
        "null",
        "\u{FEFF}très\u{0}bien",
    ]);
    prop_oneof![told.prop_map(str::to_owned), any::<String>(), "[;,\"|\t\n\r'=+@-]{0,12}"]
}

fn rows() -> impl Strategy<Value = Vec<[String; 4]>> {
    let touchpoint = prop::sample::select(vec!["", "Caisse", "Service; après-vente", "=1+1"]);
    let rating = prop::sample::select(vec!["", "0", "5", "10", "bien"]);
    let row = (touchpoint, rating, text());
    // The first rows say which column is which, as those of any export do.
    prop::collection::vec(row, 0..25).prop_map(|rows| {
        let known = ("Caisse", "8", "Très bon accueil, merci à toute l'équipe du magasin".to_owned());
        let rows = std::iter::repeat_n(known, 4).chain(rows);
        (1..)
            .zip(rows)
            .map(|(n, (place, rating, text))| [format!("R{n:04}-Z"), place.into(), rating.into(), text])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 10, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_of_a_hostile_export_for_excel(rows in rows()) {
        check(&rows, Dialect::ExcelFr)?;
    }

    #[test]
    fn nothing_is_lost_of_a_hostile_export_for_programs(rows in rows()) {
        check(&rows, Dialect::Rfc4180)?;
    }
}

#[test]
fn totals_of_the_sample_add_up() {
    for dialect in [Dialect::ExcelFr, Dialect::Rfc4180] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("rapport");
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/avis-exemple.csv");
        let outcome = run(sample, out.clone(), dialect);
        check_totals(&out, dialect, outcome.rows.analysed as usize).unwrap();
    }
}
