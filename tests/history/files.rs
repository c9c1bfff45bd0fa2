//! What a history knows of files.

use std::fs;
use std::path::Path;

use verbatim::config::HistoryPlace;
use verbatim::history::open_to_read;
use verbatim::ingest::stamp;

use super::exports::{Row, write};
use super::places::Places;
use super::scenarios::{analyze, shown};

/// 2026-11-30: a file that had moved was hashed again every night.
pub fn a_file_that_moved_is_known_where_it_stands_now(places: &mut dyn Places) {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("un.csv"), folder.path().join("deux.csv"));
    write(&before, (0..20).map(|id| Row { id, version: 0 }));
    let history = places.place();
    let is_known = |path: &Path| {
        let stamp = stamp(path).unwrap();
        let mut memory = open_to_read(&HistoryPlace::parse(Path::new(&history))).unwrap();
        memory.print_at(&stamp.path, stamp.bytes, stamp.modified).unwrap().is_some()
    };
    let out = folder.path().join("rapport");
    analyze(&before, &out, Some(&history));
    assert!(is_known(&before));
    fs::rename(&before, &after).unwrap();
    assert!(!is_known(&after));
    let files = shown(&history, "fichiers");
    analyze(&after, &out, Some(&history));
    assert!(is_known(&after));
    assert_eq!(shown(&history, "fichiers"), files);
}
