//! Same input, options and lexicons: same bytes, whatever the threads; and the order of lexicon lines is no content.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/avis-exemple.csv");
/// Enough copies of the sample to span several batches of 256 KiB.
const COPIES: usize = 36;

/// The sample over and over, with ids of their own.
fn export(folder: &Path) -> PathBuf {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(SAMPLE).unwrap();
    let path = folder.join("avis.csv");
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(&path).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for copy in 0..COPIES {
        for row in &rows {
            let id = format!("{}-{copy}", &row[0]);
            writer.write_record(std::iter::once(id.as_str()).chain(row.iter().skip(1))).unwrap();
        }
    }
    writer.flush().unwrap();
    assert!(fs::metadata(&path).unwrap().len() > 3 << 20, "the export must span several batches");
    path
}

/// Every file of a report, by name.
type Files = BTreeMap<String, Vec<u8>>;

fn report(input: &Path, out: &Path, options: &[&str]) -> Files {
    let mut command = Command::cargo_bin("verbatim").unwrap();
    command.arg("analyze").arg(input).arg("--out").arg(out).arg("--quiet").args(options).assert().success();
    let mut files = Files::new();
    read(out, out, &mut files);
    files
}

fn read(root: &Path, folder: &Path, files: &mut Files) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Where two reports differ.
fn differences(a: &Files, b: &Files) -> String {
    let mut told = String::new();
    for name in a.keys().chain(b.keys().filter(|name| !a.contains_key(*name))) {
        let (ours, theirs) = (a.get(name), b.get(name));
        if ours != theirs {
            let text = |bytes: Option<&Vec<u8>>| {
                String::from_utf8_lossy(bytes.map_or(b"", Vec::as_slice)).into_owned()
            };
            let (ours, theirs) = (text(ours), text(theirs));
            let line = ours.lines().zip(theirs.lines()).enumerate().find(|(_, (a, b))| a != b);
            writeln!(told, "{name}: {line:?}").unwrap();
        }
    }
    told
}

/// A copy of the lexicons; lines of pattern tables in another order, below their header and comments.
fn shuffled_lexicons(into: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let mut files = Files::new();
    read(&root, &root, &mut files);
    let mut n_shuffled = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let is_head = |line: &&str| line.starts_with("#!") || line.trim().is_empty();
        let head_or_title: Vec<&str> = text.lines().filter(is_head).collect();
        let mut lines: Vec<&str> = text.lines().filter(|line| !is_head(line)).collect();
        let title = lines.remove(0);
        let title_of = |first| title.trim_start_matches('\u{FEFF}').starts_with(first);
        if title_of("motif") || title_of("tournure") {
            shuffle(&mut lines);
            n_shuffled += 1;
        }
        let all: Vec<&str> = head_or_title.into_iter().chain([title]).chain(lines).collect();
        let path = into.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, all.join("\n") + "\n").unwrap();
    }
    assert!(n_shuffled > 20, "{n_shuffled} tables of patterns only");
}

/// Fisher and Yates, with a generator that never changes.
fn shuffle<T>(items: &mut [T]) {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for i in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(i, (state >> 33) as usize % (i + 1));
    }
}

#[test]
fn threads_never_show_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let input = export(folder.path());
    let one = report(&input, &folder.path().join("un"), &["--threads", "1"]);
    assert!(one.len() > 12, "{:?}", one.keys());
    for threads in ["2", "7"] {
        let many = report(&input, &folder.path().join(threads), &["--threads", threads]);
        assert_eq!(differences(&one, &many), "", "1 thread and {threads}");
    }
}

#[test]
fn the_order_of_lexicon_lines_shows_in_the_fingerprint_alone() {
    let folder = tempfile::tempdir().unwrap();
    let lexicons = folder.path().join("lexiques");
    shuffled_lexicons(&lexicons);
    // No workbook: it repeats the fingerprint of `run.json`.
    let page = ["--only", "page"];
    let embedded = report(Path::new(SAMPLE), &folder.path().join("a"), &page);
    let own = [&page[..], &["--lexicons", lexicons.to_str().unwrap()]].concat();
    let shuffled = report(Path::new(SAMPLE), &folder.path().join("b"), &own);
    let runs = [&embedded, &shuffled]
        .map(|files| -> serde_json::Value { serde_json::from_slice(&files["run.json"]).unwrap() });
    let lines = |value: &serde_json::Value| serde_json::to_string_pretty(value).unwrap();
    let (a, b) = (lines(&runs[0]), lines(&runs[1]));
    let differ: Vec<&str> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).map(|(a, _)| a.trim()).collect();
    assert!(differ.iter().any(|line| line.contains("sha256")), "{differ:?}");
    let told =
        |line: &&str| line.contains("sha256") || line.contains("lexicons") || line.contains("lexiques");
    assert!(differ.iter().all(told), "{differ:?}");
    let without = |mut files: Files| {
        files.remove("run.json");
        files
    };
    assert_eq!(differences(&without(embedded), &without(shuffled)), "");
}
