//! Goes in: half a year of invented comments, with and without what emerges. Comes out: the terms that were planted, from
//! their first day, and nothing where nothing changes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use chrono::{Days, NaiveDate};

#[path = "history/places.rs"]
mod places;
#[cfg(feature = "postgres")]
#[path = "history/server.rs"]
mod server;

use places::{Files, Places};

/// What customers say all along; each of their words is said on most days.
const CLAUSES: [&str; 20] = [
    "la caisse était lente",
    "le vendeur est très aimable",
    "la carte du magasin est claire",
    "le sac vert est solide",
    "la livraison a pris du retard",
    "le colis est bien emballé",
    "les prix restent corrects",
    "le parking est trop petit",
    "la lampe éclaire bien le salon",
    "le rayon des jouets est vide",
    "la conseillère a pris son temps",
    "le site est facile à utiliser",
    "la facture est arrivée deux fois",
    "le canapé est confortable",
    "le téléphone ne répond jamais",
    "la notice est difficile à lire",
    "le remboursement a été rapide",
    "l'entrée du magasin est propre",
    "les horaires me conviennent",
    "la file avance doucement",
];
const TOUCHPOINTS: [&str; 3] = ["Caisse", "Livraison", "Site"];
const DAYS: u64 = 30 * 7;
const RECENT: u64 = 26 * 7;
const A_DAY: u64 = 15;

/// A Monday.
fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Days::new(number)
}

/// Writes the comments of days; `planted` adds to some of them.
fn write(
    path: &Path,
    days: std::ops::Range<u64>,
    seed: u64,
    mut planted: impl FnMut(u64, u64) -> Option<String>,
) {
    let mut rows = "Id;Date;Point de contact;Commentaire\n".to_owned();
    for number in days {
        // Of each day, so that a part of the days says the same.
        let mut draws = fastrand::Rng::with_seed(seed * 10_000 + number);
        for rank in 0..A_DAY {
            let said = [0, 1].map(|_| CLAUSES[draws.usize(..CLAUSES.len())]);
            let touchpoint = TOUCHPOINTS[draws.usize(..TOUCHPOINTS.len())];
            let added = planted(number, rank).map(|clause| format!(" {clause}")).unwrap_or_default();
            let comment = format!("{}. {}.{added}", said[0], said[1]).replace('"', "\"\"");
            rows +=
                &format!("{number}-{rank};{};{touchpoint};\"{comment}\"\n", day(number).format("%d/%m/%Y"));
        }
    }
    fs::write(path, rows).unwrap();
}

fn analyze(input: &Path, out: &Path, history: &str, options: &[&str]) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(input).arg("--out").arg(out).args(["--quiet", "--dialect", "rfc4180"]);
    run.args(["--history", history]).args(options).assert().success();
}

/// The rows of `emergents.csv`, by the columns of a test.
fn emerging<const N: usize>(out: &Path, columns: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_path(out.join("emergents.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let places = columns.map(|name| header.iter().position(|column| column == name).unwrap());
    reader.records().map(|row| row.map(|row| places.map(|place| row[place].to_owned())).unwrap()).collect()
}

/// A subject that nobody had spoken of, and one whose words were always there, but seldom side by side.
fn planted(day: u64, rank: u64) -> Option<String> {
    let is_new = day >= RECENT + 8 && rank < 2;
    let is_known = if day >= RECENT { rank % 5 == 2 } else { day.is_multiple_of(9) && rank == 7 };
    match (is_new, is_known) {
        (true, _) => Some("Le casier zéphyrin refuse mon code.".to_owned()),
        (_, true) => Some("On m'a réclamé la carte verte.".to_owned()),
        _ => None,
    }
}

const SHOWN: [&str; 5] = ["terme", "avant", "premiere_date", "hors_lexique", "exemple_1"];

#[test]
fn what_was_planted_is_found_from_its_first_day() {
    let folder = tempfile::tempdir().unwrap();
    let (export, out) = (folder.path().join("tout.csv"), folder.path().join("rapport"));
    write(&export, 0..DAYS, 1, planted);
    let mut files = Files::default();
    analyze(&export, &out, &files.place(), &["--only", "tables"]);
    let found = emerging(&out, SHOWN);
    let terms: Vec<&str> = found.iter().map(|[term, ..]| term.as_str()).collect();
    let new =
        found.iter().find(|[term, ..]| term.contains("zéphyrin")).unwrap_or_else(|| panic!("{terms:?}"));
    assert_eq!(new[1..3], ["0".to_owned(), day(RECENT + 8).to_string()]);
    assert!(new[4].contains("zéphyrin"), "{new:?}");
    let known =
        found.iter().find(|[term, ..]| term.contains("carte verte")).unwrap_or_else(|| panic!("{terms:?}"));
    assert_eq!((known[1].as_str(), known[2].as_str()), ("16", "2026-01-05"), "{known:?}");
    // Each subject once, and nothing else.
    assert_eq!(found.len(), 2, "{terms:?}");

    // Night after night is one run.
    let (first, rest) = (folder.path().join("avant.csv"), folder.path().join("apres.csv"));
    write(&first, 0..DAYS - 10, 1, planted);
    write(&rest, DAYS - 10..DAYS, 1, planted);
    let (history, nights) = (files.place(), folder.path().join("nuits"));
    analyze(&first, &nights, &history, &["--only", "tables"]);
    analyze(&rest, &nights, &history, &["--only", "tables"]);
    let table = |out: &Path| fs::read_to_string(out.join("emergents.csv")).unwrap();
    assert_eq!(table(&nights), table(&out));
}

#[test]
fn nothing_emerges_where_nothing_changes() {
    for seed in 10..18 {
        let folder = tempfile::tempdir().unwrap();
        let (export, out) = (folder.path().join("tout.csv"), folder.path().join("rapport"));
        write(&export, 0..DAYS, seed, |_, _| None);
        analyze(&export, &out, &Files::default().place(), &["--only", "tables"]);
        assert!(emerging(&out, SHOWN).is_empty(), "seed {seed}: {:?}", emerging(&out, SHOWN));
    }
}

#[test]
fn a_first_export_has_no_past_to_rise_against() {
    let folder = tempfile::tempdir().unwrap();
    let (export, out) = (folder.path().join("tout.csv"), folder.path().join("rapport"));
    write(&export, RECENT..DAYS, 1, planted);
    analyze(&export, &out, &Files::default().place(), &["--only", "tables"]);
    assert!(emerging(&out, SHOWN).is_empty());
}

/// Dates the comments that have no date by the day of their run, as far as retention goes.
fn date_run(history: &str, day: NaiveDate) {
    let set = format!("UPDATE verbatims SET garde_depuis = '{day}' WHERE jour = ''");
    #[cfg(feature = "postgres")]
    if history.starts_with("postgresql://") {
        let mut client = postgres::Client::connect(history, postgres::NoTls).unwrap();
        return client.batch_execute(&format!("SET search_path TO verbatim; {set}")).unwrap();
    }
    rusqlite::Connection::open(history).unwrap().execute_batch(&set).unwrap();
}

/// 2026-11-30: they counted as comments of the day of their run, and the run stopped as soon as one of their terms rose.
fn comments_without_a_date_are_of_no_day(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let [before, undated, last] = ["avant.csv", "sans.csv", "fin.csv"].map(|name| folder.path().join(name));
    write(&before, 0..DAYS - 1, 1, planted);
    write(&last, DAYS - 1..DAYS, 1, planted);
    let row = |n| format!("S-{n};;La trottinette fumante est en panne.\n");
    fs::write(&undated, "Id;Date;Commentaire\n".to_owned() + &(0..20).map(row).collect::<String>()).unwrap();
    let tables = [&[&before, &last][..], &[&before, &undated, &last]].map(|exports| {
        let (history, out) = (places.place(), folder.path().join(format!("rapport-{}", exports.len())));
        for export in exports {
            analyze(export, &out, &history, &["--only", "tables"]);
            date_run(&history, day(DAYS - 2));
        }
        fs::read_to_string(out.join("emergents.csv")).unwrap()
    });
    assert_eq!(tables[0], tables[1]);
    assert!(tables[0].contains("zéphyrin"));
}

#[test]
fn comments_without_a_date_emerge_nowhere() {
    comments_without_a_date_are_of_no_day(&mut Files::default());
}

#[test]
fn hostile_terms_are_text_in_the_table_and_in_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let (export, out) = (folder.path().join("tout.csv"), folder.path().join("rapport"));
    write(&export, 0..DAYS, 1, |day, rank| {
        (day >= RECENT && rank == 3)
            .then(|| "</script><script>alert(1)</script> zorglub, \"+cmd|' /C calc'!A0\"".to_owned())
    });
    // The planted words come first.
    let text = fs::read_to_string(&export).unwrap();
    let hostile = text.lines().map(|line| match line.split_once(";\"") {
        Some((cells, said)) if said.contains("zorglub") => format!("{cells};\"=1+1 {said}"),
        _ => line.to_owned(),
    });
    fs::write(&export, hostile.collect::<Vec<_>>().join("\n")).unwrap();
    analyze(&export, &out, &Files::default().place(), &["--only", "page"]);
    let found = emerging(&out, SHOWN);
    assert!(found.iter().any(|row| row[4].contains("zorglub")), "{found:?}");
    assert!(found.iter().all(|[.., example]| example.starts_with("'=1+1")), "{found:?}");
    let page = fs::read_to_string(out.join("rapport.html")).unwrap();
    assert!(page.contains("zorglub") && !page.contains("<script>alert"));
}

/// The same bytes, whatever keeps the history.
#[cfg(feature = "postgres")]
#[test]
fn a_server_tells_what_a_file_tells() {
    let Some(mut server) = server::Server::start() else {
        println!("skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("tout.csv");
    write(&export, 0..DAYS, 1, planted);
    let tables = [Files::default().place(), server.place()].map(|history| {
        let out = folder.path().join(format!("rapport-{}", history.len()));
        analyze(&export, &out, &history, &["--only", "tables"]);
        fs::read_to_string(out.join("emergents.csv")).unwrap()
    });
    assert_eq!(tables[0], tables[1]);
    assert!(tables[0].contains("zéphyrin"));
    comments_without_a_date_are_of_no_day(&mut server);
}
