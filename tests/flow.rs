//! One direction: `ingest -> text -> annotate -> aggregate -> report`. A room that imports another against the flow
//! fails here; the table is the architecture. Inside a room, modules that import each other fail too.

use std::collections::{BTreeMap, BTreeSet};
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
    ("trend", &["aggregate", "scale", "specificity", "welch"]),
    ("history", &["aggregate", "annotate", "config", "ingest", "scale", "taxonomy", "trend"]),
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

/// Rooms whose modules import each other still: the types that rules pass on stand beside the rules, and the image of a
/// lexicon beside what it is an image of.
const TANGLED: [&str; 2] = ["annotate", "lexicon"];

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

/// The module of its room that a file belongs to, and what leads from it to the modules beside that one.
fn module(path: &Path) -> Option<(String, String)> {
    let names: Vec<&str> = path.iter().map(|name| name.to_str().unwrap()).collect();
    let [first, inner @ ..] = names.as_slice() else { return None };
    // A file that is named after its folder stands for it.
    let depth = inner.iter().filter(|name| **name != "mod.rs").count() + 1;
    let is_test = names.iter().any(|name| name.trim_end_matches(".rs") == "tests");
    (!is_test && *first != "mod.rs")
        .then(|| (first.trim_end_matches(".rs").to_owned(), "super::".repeat(depth)))
}

/// What stands in a group of imports itself, and not in a group of that group.
fn outer(group: &str) -> String {
    let (mut depth, mut own) = (1, String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 1 => own.push(c),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    own
}

/// The first names after a prefix, of paths and of groups of them, without comments and tests.
fn named_after(prefix: &str, text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let code = code.join(" ");
    let code = code.split("#[cfg(test)] mod").next().unwrap_or("");
    let first = |path: &str| {
        let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
        path[..end].to_owned()
    };
    let names = |rest: &str| match rest.strip_prefix('{') {
        Some(group) => outer(group).split(',').map(|path| first(path.trim())).collect(),
        None => vec![first(rest)],
    };
    code.split(prefix).skip(1).flat_map(names).collect()
}

/// Modules of a room, each with those beside it that it imports by their name.
fn modules(room: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut files = Vec::new();
    sources(room, &mut files);
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let Some((name, prefix)) = module(file.strip_prefix(room).unwrap()) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        let room = format!("crate::{}::", room.file_name().unwrap().to_str().unwrap());
        let mut named = named_after(&prefix, &text);
        named.extend(named_after(&room, &text));
        named.remove(&name);
        imports.entry(name).or_default().extend(named);
    }
    imports
}

/// The modules that can be reached from one.
fn reached<'m>(imports: &'m BTreeMap<String, BTreeSet<String>>, from: &'m str) -> BTreeSet<&'m str> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(module) = next.pop() {
        let named = imports.get(module).into_iter().flatten();
        next.extend(
            named.map(String::as_str).filter(|name| imports.contains_key(*name) && seen.insert(*name)),
        );
    }
    seen
}

#[test]
fn no_two_modules_of_a_room_import_each_other() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, _) in FLOW.iter().filter(|(room, _)| src.join(room).is_dir()) {
        let imports = modules(&src.join(room));
        assert!(!imports.is_empty(), "{room}");
        let around: Vec<&String> =
            imports.keys().filter(|name| reached(&imports, name).contains(name.as_str())).collect();
        assert_eq!(
            !around.is_empty(),
            TANGLED.contains(room),
            "these modules of '{room}' import each other: {around:?}"
        );
    }
}
