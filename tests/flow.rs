//! One direction: `ingest -> text -> annotate -> aggregate -> report`. A room that imports another against the flow
//! fails here; the table is the architecture.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room of `src/` with the rooms that it may import; `*` for all.
const FLOW: [(&str, &[&str]); 19] = [
    ("taxonomy", &[]),
    ("scale", &[]),
    ("specificity", &[]),
    ("text", &[]),
    ("redact", &[]),
    ("config", &["scale", "taxonomy", "text"]),
    ("ingest", &["config", "scale", "taxonomy", "text"]),
    ("lexicon", &["text", "taxonomy"]),
    ("annotate", &["text", "lexicon", "taxonomy"]),
    ("routing", &["annotate", "config", "lexicon", "taxonomy", "text"]),
    ("aggregate", &["annotate", "config", "routing", "scale", "taxonomy", "text"]),
    ("welch", &["aggregate"]),
    ("trend", &["aggregate", "specificity", "welch"]),
    ("history", &["aggregate", "annotate", "config", "ingest", "taxonomy", "trend"]),
    (
        "report",
        &[
            "aggregate",
            "annotate",
            "config",
            "ingest",
            "lexicon",
            "redact",
            "routing",
            "scale",
            "specificity",
            "taxonomy",
            "text",
            "trend",
            "welch",
        ],
    ),
    ("explain", &["annotate", "lexicon", "taxonomy", "text"]),
    ("evaluate", &["annotate", "ingest", "lexicon", "redact", "taxonomy", "text"]),
    ("pipeline", &["*"]),
    ("cli", &["*"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The room of a file, by its path below `src/`.
fn room(path: &str) -> &str {
    path.split('/').next().unwrap_or("").trim_end_matches(".rs")
}

/// Rooms named after `crate::` on a line of code.
fn imports(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or("");
    let name = |rest: &str| rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    code.split("crate::").skip(1).map(|rest| &rest[..name(rest)]).collect()
}

#[test]
fn no_room_imports_against_the_flow() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let (mut against, mut used) = (BTreeSet::new(), BTreeSet::new());
    for file in files {
        let path = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        if path == "lib.rs" || path == "main.rs" {
            continue;
        }
        let from = room(&path);
        let Some((_, allowed)) = FLOW.iter().find(|(name, _)| *name == from) else {
            panic!("'{from}' is a new room: give it a line in the table of tests/flow.rs");
        };
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            for to in imports(line) {
                used.insert((from.to_owned(), to.to_owned()));
                if to != from && !allowed.contains(&"*") && !allowed.contains(&to) {
                    against.insert(format!("src/{path}:{number}: {from} -> {to}"));
                }
            }
        }
    }
    let list: Vec<String> = against.into_iter().collect();
    assert!(list.is_empty(), "imports against the flow of tests/flow.rs:\n{}", list.join("\n"));
    for (from, allowed) in FLOW {
        let idle =
            allowed.iter().filter(|to| **to != "*" && !used.contains(&(from.to_owned(), (**to).to_owned())));
        assert_eq!(idle.count(), 0, "'{from}' imports less than the table of tests/flow.rs allows");
    }
}

#[test]
fn the_table_names_rooms_that_exist() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (name, allowed) in FLOW {
        for room in allowed.iter().filter(|room| **room != "*").chain([&name]) {
            let known = src.join(room).is_dir() || src.join(format!("{room}.rs")).is_file();
            assert!(known, "'{room}' is no room of src/");
        }
    }
}
