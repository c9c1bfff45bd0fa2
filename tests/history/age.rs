//! What happens to a history with time: older versions of its tables, and texts that are deleted.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use verbatim::config::HistoryPlace;

use super::exports::{Row, write};
use super::places::{Files, Places};
use super::scenarios::{analyze, content, prune, shown};

/// A history of version 1, with texts kept and texts deleted, goes on as one of the present version does.
pub fn a_history_of_an_older_version_goes_on(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapport");
    let exports = [0..30, 10..50].map(|ids| {
        let path = folder.path().join(format!("{}.csv", ids.end));
        write(&path, ids.map(|id| Row { id, version: id % 3 }));
        path
    });
    let last = folder.path().join("dernier.csv");
    write(&last, (5..60).map(|id| Row { id, version: 1 }));
    let [old, same] = [(); 2].map(|()| {
        let history = places.place();
        assert!(could_open(&history), "a run would make it");
        analyze(&exports[0], &out, Some(&history));
        prune(&history, 0);
        analyze(&exports[1], &out, Some(&history));
        history
    });
    let before = content(&old);
    set_version(&old, include_str!("version_1.sql"), 1);
    let refusal = |version: &str| {
        let mut show = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let show = show.args(["history", "show", &old, "--table", "registre"]).assert().code(2);
        let told = String::from_utf8(show.get_output().stderr.clone()).unwrap();
        assert!(told.contains(&format!("of version {version}")), "{told}");
    };
    refusal("1");
    assert!(could_open(&old), "a run would bring it to this version");
    // Nothing is new: the tables alone change.
    analyze(&exports[1], &out, Some(&old));
    assert_eq!(content(&old), before);
    for history in [&old, &same] {
        analyze(&last, &out, Some(history));
    }
    assert_eq!(content(&old), content(&same));
    assert_eq!(shown(&old, "verbatims"), shown(&same, "verbatims"));
    set_version(&old, "", 9);
    refusal("9");
    assert!(!could_open(&old));
}

/// What a dry run finds of a history.
fn could_open(history: &str) -> bool {
    verbatim::history::check(&HistoryPlace::parse(Path::new(history))).is_ok()
}

/// Makes a history one of some version, once its tables are those of that version.
fn set_version(history: &str, tables: &str, version: i64) {
    #[cfg(feature = "postgres")]
    if history.starts_with("postgresql://") {
        let mut client = postgres::Client::connect(history, postgres::NoTls).unwrap();
        let set = format!(
            "SET search_path TO verbatim; {tables} DELETE FROM version; INSERT INTO version VALUES ({version})"
        );
        return client.batch_execute(&set).unwrap();
    }
    let file = rusqlite::Connection::open(history).unwrap();
    file.execute_batch(tables).unwrap();
    file.pragma_update(None, "user_version", version).unwrap();
}

pub fn a_text_that_was_deleted_is_in_the_file_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().join("un.csv");
    write(&export, (0..50).map(|id| Row { id, version: 0 }));
    let mut files = Files::default();
    let history = files.place();
    analyze(&export, &folder.path().join("rapport"), Some(&history));
    let holds = |text: &str| {
        let bytes = fs::read(&history).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    };
    assert!(holds("livraison rapide et soign"));
    // Corrected, the complaint of a row is another comment.
    let corrected = folder.path().join("deux.csv");
    write(&corrected, (0..50).map(|id| Row { id, version: 1 }));
    analyze(&corrected, &folder.path().join("rapport"), Some(&history));
    prune(&history, 0);
    assert!(!holds("livraison rapide et soign") && !holds("le carton est arriv"));
}
