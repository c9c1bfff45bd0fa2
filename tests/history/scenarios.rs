//! What happens to a history, whatever keeps it.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use verbatim::config::HistoryPlace;
use verbatim::history::{Shown, each_count, open_to_read};

use super::exports::{Row, date, write, write_anonymous, write_night};
use super::places::{Files, Places};

#[cfg(feature = "postgres")]
pub const SCENARIOS: [fn(&mut dyn Places); 15] = [
    |places| a_quarter_of_nights_is_one_run_over_everything(places),
    |places| any_sequence_of_exports_gives_the_last_version_of_each_row(places),
    |places| a_run_killed_at_any_point_and_done_again_counts_once(places),
    |places| rows_without_identifier_count_once_and_twice_when_they_are_two(places),
    |places| rows_whose_identifier_is_a_placeholder_are_each_their_own(places),
    |places| a_night_without_news_leaves_the_report(places),
    |places| the_register_tells_complaints_and_forgets_their_texts(places),
    |places| hostile_rows_are_kept_as_they_are(places),
    |places| a_table_is_read_no_further_than_it_is_wanted(places),
    |places| super::files::a_file_that_moved_is_known_where_it_stands_now(places),
    |places| super::keys::numbers_of_rows_are_no_identifiers(places),
    |places| super::keys::an_identifier_that_stands_twice_is_corrected_once(places),
    |places| super::keys::a_row_written_otherwise_is_the_same(places),
    |places| super::keys::a_scale_that_is_asked_for_later_counts_again(places),
    |places| super::age::a_history_of_an_older_version_goes_on(places),
];

const NIGHTS: usize = 90;

pub fn arguments(input: &Path, out: &Path, history: Option<&str>) -> Vec<String> {
    let mut line: Vec<String> =
        ["analyze", "--only", "tables", "--quiet", "--dialect", "rfc4180", "--threads", "2"]
            .map(str::to_owned)
            .to_vec();
    line.extend([input.to_str().unwrap().to_owned(), "--out".to_owned(), out.to_str().unwrap().to_owned()]);
    line.extend(history.iter().flat_map(|history| ["--history".to_owned(), (*history).to_owned()]));
    line
}

pub fn analyze(input: &Path, out: &Path, history: Option<&str>) {
    Command::new(env!("CARGO_BIN_EXE_verbatim")).args(arguments(input, out, history)).assert().success();
}

fn rows(out: &Path) -> serde_json::Value {
    let run: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    run["rows"].clone()
}

pub fn shown(history: &str, table: &str) -> String {
    let mut show = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    show.args(["history", "show", history, "--table", table, "--dialect", "rfc4180"]);
    String::from_utf8(show.assert().success().get_output().stdout.clone()).unwrap()
}

pub fn cells(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// What a file keeps in one piece is what its tables keep row by row; a server is held to what a file tells.
fn sums_are_those_of_tables(history: &str) {
    let Ok(file) = rusqlite::Connection::open_with_flags(history, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
    else {
        return;
    };
    for (nature, table, period) in [("jour", "comptes_par_jour", "jour"), ("semaine", "termes", "semaine")] {
        let mut select = file
            .prepare(&format!(
                "SELECT {period}, cle, positif + negatif + mixte + neutre FROM {table} \
                 WHERE {period} <> '' ORDER BY {period}, cle"
            ))
            .unwrap();
        let mut kept: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (key, n): (i64, u32) = (row.get(1).unwrap(), row.get(2).unwrap());
            let piece = kept.entry(row.get(0).unwrap()).or_default();
            piece.extend(key.to_le_bytes().into_iter().chain(n.to_le_bytes()));
        }
        let mut select = file.prepare("SELECT periode, sommes FROM sommes WHERE nature = ?").unwrap();
        let pieces = select.query_map([nature], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        // A day that lost its last comment has an empty piece.
        let pieces: BTreeMap<String, Vec<u8>> =
            pieces.map(Result::unwrap).filter(|(_, piece): &(String, Vec<u8>)| !piece.is_empty()).collect();
        assert!(pieces == kept, "{table} and its pieces differ in {history}");
    }
}

/// All that must be the same however the rows came.
pub fn content(history: &str) -> String {
    sums_are_those_of_tables(history);
    ["verbatims", "comptes", "termes", "registre"]
        .map(|table| without_spelling(&shown(history, table)))
        .join("\n")
}

/// A table without the spelling of terms, which is a label: a correction does not take it back.
fn without_spelling(table: &str) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let kept: Vec<bool> = reader.headers().unwrap().iter().map(|name| name != "mot").collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter()
            .zip(&kept)
            .filter(|(_, kept)| **kept)
            .map(|(cell, _)| format!("{cell:?} "))
            .collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// What one run over an export gives.
fn content_of_one_run(places: &mut dyn Places, export: &Path, folder: &Path) -> String {
    let place = places.place();
    analyze(export, &folder.join("rapport-entier"), Some(&place));
    content(&place)
}

/// Exports land in a folder that is analysed each night: one comes twice under another name, one comes three weeks late,
/// one night the run is killed and done again.
pub fn a_quarter_of_nights_is_one_run_over_everything(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (exports, out) = (folder.path().join("exports"), folder.path().join("rapport"));
    fs::create_dir(&exports).unwrap();
    let history = places.place();
    let night_of = |night: usize| (0..12).map(move |n| Row { id: night * 12 + n, version: n % 2 });
    let name = |night: usize| exports.join(format!("export-{night:02}.csv"));
    for night in 0..NIGHTS {
        match night {
            40 => {}
            61 => write_night(&name(40), 40, night_of(40)),
            70 => drop(fs::copy(name(69), exports.join("export-69-bis.csv")).unwrap()),
            _ => {}
        }
        if night != 40 {
            write_night(&name(night), night, night_of(night));
        }
        if night == 50 {
            kill(&exports, &out, &history, Moment::Staged(0));
        }
        analyze(&exports, &out, Some(&history));
    }
    // The last report is that of the last night.
    assert_eq!(rows(&out)["analysed"], 12);
    let all = folder.path().join("tout.csv");
    let mut text = String::new();
    for night in 0..NIGHTS {
        let night = fs::read_to_string(name(night)).unwrap();
        let skip = if text.is_empty() { 0 } else { night.find('\n').unwrap() + 1 };
        text.push_str(&night[skip..]);
    }
    fs::write(&all, text).unwrap();
    assert_eq!(content(&history), content_of_one_run(places, &all, folder.path()));
    counts_are_those_of_a_report(&history, &all, folder.path());
}

/// Days added up give the tables of a report without a history.
fn counts_are_those_of_a_report(history: &str, export: &Path, folder: &Path) {
    let out = folder.join("rapport-seul");
    analyze(export, &out, None);
    let mut by_cell: BTreeMap<[String; 4], u64> = BTreeMap::new();
    for row in cells(&shown(history, "comptes")) {
        let cell = ["facette", "point_de_contact", "theme", "nom"].map(|name| row[name].clone());
        *by_cell.entry(cell).or_default() += row["verbatims"].parse::<u64>().unwrap();
    }
    let table = |name: &str| cells(&fs::read_to_string(out.join(name)).unwrap());
    let counted = |facet: &str, touchpoint: &str, theme: &str, name: &str| {
        by_cell.get(&[facet, touchpoint, theme, name].map(str::to_owned)).copied().unwrap_or(0)
    };
    for row in table("points_de_contact.csv") {
        assert_eq!(counted("verbatims", &row["point_de_contact"], "", "").to_string(), row["verbatims"]);
    }
    let named =
        |facet: &str| by_cell.iter().filter(|(cell, _)| cell[0] == facet).map(|(_, n)| n).sum::<u64>();
    for (file, facet) in [("irritants.csv", "irritant"), ("enthousiasmants.csv", "enthousiasmant")] {
        let rows = table(file);
        for row in rows.iter().filter(|row| !row[facet].ends_with("(sans motif précis)")) {
            let counted = counted(facet, &row["point_de_contact"], &row["theme"], &row[facet]);
            assert_eq!(counted.to_string(), row["verbatims"], "{row:?}");
        }
        let in_report: u64 = rows.iter().map(|row| row["verbatims"].parse::<u64>().unwrap()).sum();
        assert_eq!(named(facet), in_report, "{file}");
    }
    for (file, facet) in
        [("themes.csv", "theme"), ("qualifications.csv", "qualification"), ("modes.csv", "mode")]
    {
        for row in table(file) {
            let (theme, name) = if facet == "theme" { (&row[facet][..], "") } else { ("", &row[facet][..]) };
            assert_eq!(counted(facet, "TOUS", theme, name).to_string(), row["verbatims"], "{file} {row:?}");
        }
    }
    let mut terms: BTreeMap<String, u64> = BTreeMap::new();
    for row in cells(&shown(history, "termes")) {
        *terms.entry(row["racine"].clone()).or_default() += row["verbatims"].parse::<u64>().unwrap();
    }
    for row in table("mots.csv") {
        assert_eq!(terms[&row["racine"]].to_string(), row["verbatims"], "{row:?}");
    }
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Overlaps, duplicates, corrections of text, rating and day, and files that come late.
pub fn any_sequence_of_exports_gives_the_last_version_of_each_row(places: &mut dyn Places) {
    let row = (0..24_usize, 0..3_usize).prop_map(|(id, version)| Row { id, version });
    let export = prop::collection::btree_map(0..24_usize, row, 0..16)
        .prop_map(|rows| rows.into_iter().map(|(id, row)| Row { id, ..row }).collect::<Vec<_>>());
    let sequence = (prop::collection::vec(export, 1..5), prop::collection::vec(0..5_usize, 0..2));
    let places = std::cell::RefCell::new(places);
    let run = runner(6).run(&sequence, |(exports, again)| {
        let mut places = places.borrow_mut();
        let folder = tempfile::tempdir().unwrap();
        let history = places.place();
        let mut last: BTreeMap<usize, Row> = BTreeMap::new();
        for (n, export) in exports.iter().enumerate() {
            let path = folder.path().join(format!("export-{n}.csv"));
            write(&path, export.iter().copied());
            last.extend(export.iter().map(|row| (row.id, *row)));
            let out = folder.path().join("rapport");
            analyze(&path, &out, Some(&history));
            // The same file again, at any later time, changes nothing.
            for again in again.iter().filter(|again| **again <= n) {
                analyze(&folder.path().join(format!("export-{again}.csv")), &out, Some(&history));
            }
        }
        let all = folder.path().join("tout.csv");
        write(&all, last.into_values());
        prop_assert_eq!(content(&history), content_of_one_run(&mut **places, &all, folder.path()));
        Ok(())
    });
    run.unwrap();
}

/// When a run is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Once so many bytes of comments are in the report that is being written.
    Staged(u64),
    /// Once its report is in place.
    Published,
}

/// Starts a run and kills it (SIGKILL) at a moment, unless it is done before; whether it was killed.
fn kill(input: &Path, out: &Path, history: &str, moment: Moment) -> bool {
    let mut run: Child = Process::new(env!("CARGO_BIN_EXE_verbatim"))
        .args(arguments(input, out, Some(history)))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let staged = out.with_file_name(format!(".{}.verbatim", out.file_name().unwrap().to_str().unwrap()));
    let staged = staged.join("nouveau");
    let before = fs::metadata(out).and_then(|folder| folder.modified()).ok();
    let is_time = || match moment {
        Moment::Staged(bytes) => {
            fs::metadata(staged.join("verbatims.csv")).is_ok_and(|file| file.len() >= bytes)
        }
        Moment::Published => fs::metadata(out).and_then(|folder| folder.modified()).ok() != before,
    };
    while run.try_wait().unwrap().is_none() {
        if is_time() {
            run.kill().unwrap();
        }
        std::thread::yield_now();
    }
    !run.wait().unwrap().success()
}

/// A first export is stored; the second, which corrects and adds, is killed three times, then done.
pub fn a_run_killed_at_any_point_and_done_again_counts_once(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("un.csv"), folder.path().join("deux.csv"));
    write(&one, (0..3_000).map(|id| Row { id, version: 0 }));
    let second = || (1_500..6_000).map(|id| Row { id, version: id % 3 });
    write(&two, second());
    let all = folder.path().join("tout.csv");
    write(&all, (0..1_500).map(|id| Row { id, version: 0 }).chain(second()));
    let history = places.place();
    let out = folder.path().join("rapport");
    analyze(&one, &out, Some(&history));
    let before = content(&history);
    let expected = content_of_one_run(places, &all, folder.path());
    let mut n_killed = 0;
    for moment in [Moment::Staged(0), Moment::Staged(300_000), Moment::Staged(600_000), Moment::Published] {
        n_killed += usize::from(kill(&two, &out, &history, moment));
        let after = content(&history);
        assert!(after == before || after == expected, "{moment:?}: half a run was kept");
    }
    assert!(n_killed > 0, "every run was done before it could be killed");
    analyze(&two, &out, Some(&history));
    assert!(content(&history) == expected, "a run that was killed and done again is no run");
}

/// Equal rows of one file are several comments; the same rows in the next file are the same comments.
pub fn rows_without_identifier_count_once_and_twice_when_they_are_two(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("un.csv"), folder.path().join("deux.csv"));
    let row = |id| Row { id, version: 0 };
    write_anonymous(&one, [row(1), row(2), row(1), row(16)]);
    write_anonymous(&two, [row(2), row(1), row(1), row(1), row(3), row(16)]);
    let history = places.place();
    let out = folder.path().join("rapport");
    analyze(&one, &out, Some(&history));
    analyze(&two, &out, Some(&history));
    let told = rows(&out);
    assert_eq!((&told["read"], &told["analysed"], &told["known"]), (&6.into(), &2.into(), &4.into()));
    assert_eq!(content(&history), content_of_one_run(places, &two, folder.path()));
}

/// What tools write for no identifier is none.
pub fn rows_whose_identifier_is_a_placeholder_are_each_their_own(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (export, out) = (folder.path().join("avis.csv"), folder.path().join("rapport"));
    let rows = ["N/A", "N/A", "#N/A", "-", "null", "A-1"].into_iter().zip(1..);
    let line = |(id, n)| format!("{id};2024-05-0{n};Trop cher, numéro {n}.\n");
    fs::write(&export, "Identifiant;Date;Commentaire\n".to_owned() + &rows.map(line).collect::<String>())
        .unwrap();
    let history = places.place();
    analyze(&export, &out, Some(&history));
    let runs = cells(&shown(&history, "executions"));
    assert_eq!(["nouvelles", "corrigees"].map(|name| &*runs[0][name]), ["6", "0"]);
}

/// The report of a night is not replaced by one of nothing, and what is counted as read says so.
pub fn a_night_without_news_leaves_the_report(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (one, copy) = (folder.path().join("un.csv"), folder.path().join("copie.csv"));
    write(&one, (0..40).map(|id| Row { id, version: 0 }));
    write(&copy, (0..40).rev().map(|id| Row { id, version: 0 }));
    let history = places.place();
    let out = folder.path().join("rapport");
    analyze(&one, &out, Some(&history));
    let before = fs::read(out.join("verbatims.csv")).unwrap();
    for again in [&one, &copy] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let line: Vec<String> =
            arguments(again, &out, Some(&history)).into_iter().filter(|word| word != "--quiet").collect();
        let printed =
            String::from_utf8(run.args(line).assert().success().get_output().stdout.clone()).unwrap();
        assert!(
            printed.contains("Lignes lues : 40 ; analysées : 0 ; rejetées : 0 ; déjà connues : 40"),
            "{printed}"
        );
        assert!(printed.contains("Rien de nouveau"), "{printed}");
        assert_eq!(fs::read(out.join("verbatims.csv")).unwrap(), before);
    }
    let elsewhere = folder.path().join("ailleurs");
    analyze(&one, &elsewhere, Some(&history));
    assert_eq!(rows(&elsewhere)["known"], 40);
    let runs = cells(&shown(&history, "executions"));
    let told: Vec<[&str; 3]> =
        runs.iter().map(|run| ["lues", "nouvelles", "deja_connues"].map(|name| &run[name][..])).collect();
    assert_eq!(told, [["40", "40", "0"], ["40", "0", "40"], ["40", "0", "40"], ["40", "0", "40"]]);
}

/// Complaints have their line; texts go after their time, counts do not, and a correction that comes later still counts.
pub fn the_register_tells_complaints_and_forgets_their_texts(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("un.csv");
    // Rows 16 and 33 have no date: they are as old as the run.
    let rows = |version| (0..50).filter(|id| id % 17 != 16).map(move |id| Row { id, version });
    write(&export, rows(0));
    let history = places.place();
    let out = folder.path().join("rapport");
    analyze(&export, &out, Some(&history));
    let register = cells(&shown(&history, "registre"));
    let report = cells(&fs::read_to_string(out.join("verbatims.csv")).unwrap());
    let n_complaints = report.iter().filter(|row| row["qualification"] == "reclamation").count();
    assert_eq!(register.len(), n_complaints);
    let lost = register.iter().find(|line| line["cause"].contains("colis jamais reçu")).unwrap();
    assert!(lost["client"].starts_with("C-") && lost["produit"].starts_with("Lampe"), "{lost:?}");
    assert!(lost["objet"].contains("livraison") && lost["date"].starts_with("2023-"), "{lost:?}");
    assert!(lost["verbatim"].contains("[téléphone]") && !lost["verbatim"].contains("06 12"), "{lost:?}");
    let counts = ["comptes", "termes"].map(|table| shown(&history, table));
    prune(&history, 0);
    assert!(cells(&shown(&history, "registre")).iter().all(|line| line["verbatim"].is_empty()));
    assert_eq!(["comptes", "termes"].map(|table| shown(&history, table)), counts);
    // The text of the old version is gone: all its counts but its terms are taken back.
    let corrected = folder.path().join("deux.csv");
    write(&corrected, rows(1));
    analyze(&corrected, &out, Some(&history));
    let fresh = places.place();
    analyze(&corrected, &folder.path().join("frais"), Some(&fresh));
    assert_eq!(shown(&history, "comptes"), shown(&fresh, "comptes"));
    assert_eq!(shown(&history, "termes"), counts[1]);
}

pub fn prune(history: &str, days: u32) {
    let mut prune = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    prune.args(["history", "prune", history, "--keep-texts", &days.to_string()]).assert().success();
}

/// What a database or a spreadsheet would take for something else.
pub fn hostile_rows_are_kept_as_they_are(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("un.csv");
    let long = "x".repeat(300);
    let rows = [
        "1;01/04/2026;\"'); DROP TABLE verbatims;--\";5;Colis en retard, c'est honteux".to_owned(),
        "1\u{1f}2;31/02/2026;a\0b;5;\0Très déçue du service\0".to_owned(),
        format!("{long}1;02/04/2026;=1+1;;Accueil parfait"),
        format!("{long}2;02/04/2026;=1+1;;Accueil parfait"),
        ";02/04/2026;x;9;Sans identifiant, rien à dire".to_owned(),
        "\\N;02/04/2026;\\.;9;\\N Attente interminable".to_owned(),
    ];
    fs::write(&export, "Id;Date;Point de contact;Note;Commentaire\n".to_owned() + &rows.join("\n")).unwrap();
    let history = places.place();
    let out = folder.path().join("rapport");
    analyze(&export, &out, Some(&history));
    let kept = cells(&shown(&history, "verbatims"));
    assert_eq!(kept.len(), rows.len(), "{kept:?}");
    let touchpoints: Vec<&str> = kept.iter().map(|row| &row["points_de_contact"][..]).collect();
    assert!(touchpoints.contains(&"'); DROP TABLE verbatims;--"), "{touchpoints:?}");
    assert!(touchpoints.contains(&"'=1+1"), "a formula starts: {touchpoints:?}");
    let before = content(&history);
    // The same rows in another file: each is known.
    let again = folder.path().join("deux.csv");
    let rows: Vec<String> = rows.iter().rev().cloned().collect();
    fs::write(&again, "Id;Date;Point de contact;Note;Commentaire\n".to_owned() + &rows.join("\n")).unwrap();
    analyze(&again, &folder.path().join("encore"), Some(&history));
    assert_eq!(content(&history), before);
}

/// Row by row: a table that is larger than the memory can be shown.
pub fn a_table_is_read_no_further_than_it_is_wanted(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("un.csv");
    let rows: String =
        (0..20).map(|n| format!("{n};0{}/04/2026;Accueil;9;Accueil parfait\n", n % 9 + 1)).collect();
    fs::write(&export, format!("Id;Date;Point de contact;Note;Commentaire\n{rows}")).unwrap();
    let history = places.place();
    analyze(&export, &folder.path().join("rapport"), Some(&history));
    let mut memory = open_to_read(&HistoryPlace::parse(Path::new(&history))).unwrap();
    for shown in [Shown::Comments, Shown::Counts, Shown::Terms, Shown::Runs] {
        for wanted in [1, 2] {
            let mut n_told = 0;
            let told = memory.each_row(shown, &mut |_| {
                n_told += 1;
                if n_told < wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            assert!(told.is_ok() && n_told == wanted, "{shown:?}: {n_told}");
        }
    }
    let mut n_told = 0;
    each_count(&mut *memory, &mut |_| {
        n_told += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(n_told, 1);
}

pub fn what_cannot_be_opened_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("un.csv");
    write(&export, [Row { id: 1, version: 0 }]);
    let refused = |input: &Path, history: &str| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let run = run.args(arguments(input, &folder.path().join("rapport"), Some(history))).assert().code(2);
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    let empty = folder.path().join("vide");
    fs::create_dir(&empty).unwrap();
    assert!(refused(&empty, &Files::default().place()).contains("holds no export"));
    let stranger = folder.path().join("autre.sqlite");
    fs::write(&stranger, "ceci n'est pas une base de données, ".repeat(100)).unwrap();
    assert!(refused(&export, stranger.to_str().unwrap()).contains("no history of verbatim"));
    assert!(!date(0).is_empty());
    // 2026-11-30: the base of another program had its journal changed before it was refused.
    let base = folder.path().join("base.sqlite");
    let open = || rusqlite::Connection::open(&base).unwrap();
    open().execute_batch("CREATE TABLE clients (nom)").unwrap();
    assert!(refused(&export, base.to_str().unwrap()).contains("no history of verbatim"));
    let journal: String = open().pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(journal, "delete");
    // 2026-11-30: « prune » made a history of a name that was mistyped, and said that all was well.
    let absent = folder.path().join("absent.sqlite");
    for command in [&["history", "prune", "--keep-texts", "9"][..], &["history", "show"]] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let run = run.args(command).arg(&absent).assert().code(2);
        let told = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(told.contains("there is no history at") && !absent.exists(), "{told}");
    }
}
