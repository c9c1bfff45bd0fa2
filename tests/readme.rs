//! The pages tell what the program does: commands of the README, files and columns of `docs/outputs.md`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

const README: &str = include_str!("../README.md");
const CI: &str = include_str!("../.ci/run");
const OUTPUTS: &str = include_str!("../docs/outputs.md");

const MAIN_JOB: &str = "cargo run --release -- analyze data/avis-exemple.csv --out rapport";
const TESTS: &str = "cargo test";

/// A name of the run in the name of a file.
const ANY_NAME: [&str; 2] = ["<point_de_contact>", "<service>"];

/// A part of `docs/outputs.md`: files named by its heading, columns named by its table.
struct Section {
    files: Vec<String>,
    columns: Vec<String>,
}

/// What stands between the backticks of a line.
fn quoted(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sections() -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in OUTPUTS.lines() {
        if line.starts_with("## ") {
            let files = quoted(line).into_iter().filter(|name| name.contains('.')).collect();
            sections.push(Section { files, columns: Vec::new() });
        } else if let (Some(cell), Some(section)) = (line.strip_prefix("| `"), sections.last_mut()) {
            let name = cell.split('`').next().expect("a split gives one piece at least");
            section.columns.push(name.to_owned());
        }
    }
    sections.retain(|section| !section.files.is_empty());
    sections
}

fn report(place: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/avis-exemple.csv");
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    // With a history, which has tables of its own.
    let history = place.with_extension("sqlite");
    run.arg("analyze").arg(sample).arg("--out").arg(place).arg("--history").arg(history);
    run.arg("--quiet").assert().success();
}

/// Paths from the report folder, with `/`.
fn written(place: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for item in fs::read_dir(place).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(written(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.insert(name);
        }
    }
    found
}

/// Whether a documented name stands for a file.
fn stands_for(documented: &str, file: &str) -> bool {
    match ANY_NAME.iter().find_map(|any| documented.split_once(any)) {
        Some((before, after)) => file.starts_with(before) && file.ends_with(after),
        None => documented == file,
    }
}

fn columns(table: &Path) -> Vec<String> {
    let text = fs::read_to_string(table).unwrap();
    let header = text.trim_start_matches('\u{feff}').lines().next().expect("a table has a header");
    header.split(';').map(str::to_owned).collect()
}

#[test]
fn the_readme_has_two_commands_and_ci_runs_both() {
    let blocks = README.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    let commands: Vec<&str> = blocks.flat_map(str::lines).filter(|line| !line.is_empty()).collect();
    assert_eq!(commands, [MAIN_JOB, TESTS], "one command runs the main job, one passes the tests");
    let in_ci: Vec<&str> = CI.lines().map(str::trim).collect();
    let into_a_temporary_folder = MAIN_JOB.replace("--out rapport", "--out \"$out\"/rapport");
    for command in [into_a_temporary_folder.as_str(), TESTS] {
        assert!(in_ci.contains(&command), ".ci/run does not run `{command}`");
    }
}

#[test]
fn the_readme_shows_what_its_first_command_prints_and_draws() {
    let place = tempfile::tempdir().unwrap();
    let rapport = place.path().join("rapport");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.current_dir(folder).args(["analyze", "data/avis-exemple.csv", "--out"]).arg(&rapport);
    let printed = String::from_utf8(run.assert().success().get_output().stdout.clone()).unwrap();
    let (_, shown) = README.split_once("The first command ends so:\n\n```text\n").unwrap();
    let (shown, rest) = shown.split_once("Rapport : rapport\n").unwrap();
    let (alerts, _) = rest.split_once("```").unwrap();
    assert!(
        printed.contains(shown) && printed.ends_with(alerts),
        "the README shows:\n{shown}\nthe program prints:\n{printed}"
    );
    let drawn = fs::read_to_string(rapport.join("nuages/livraison.svg")).unwrap();
    let picture = fs::read_to_string(folder.join("docs/images/nuage-livraison.svg")).unwrap();
    assert!(drawn == picture, "docs/images/nuage-livraison.svg is not what the program draws");
}

#[test]
fn the_outputs_page_names_the_files_of_a_run_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("rapport");
    report(&place);
    let (written, sections) = (written(&place), sections());
    let documented: Vec<&String> = sections.iter().flat_map(|section| &section.files).collect();
    for file in &written {
        let is_told = documented.iter().any(|name| stands_for(name, file));
        assert!(is_told, "{file} is written and not in docs/outputs.md");
    }
    for name in documented {
        let is_written = written.iter().any(|file| stands_for(name, file));
        assert!(is_written, "{name} is in docs/outputs.md and not written");
    }
}

#[test]
fn the_outputs_page_names_the_columns_of_every_table_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("rapport");
    report(&place);
    let written = written(&place);
    for section in sections() {
        let is_told = |file: &&String| section.files.iter().any(|name| stands_for(name, file));
        let tables: Vec<&String> =
            written.iter().filter(|file| file.ends_with(".csv")).filter(is_told).collect();
        let mut met = BTreeSet::new();
        for table in &tables {
            for column in columns(&place.join(table)) {
                let is_told = section.columns.contains(&column);
                assert!(is_told, "column {column} of {table} is not in docs/outputs.md");
                met.insert(column);
            }
        }
        if !tables.is_empty() {
            let strangers: Vec<&String> =
                section.columns.iter().filter(|name| !met.contains(*name)).collect();
            assert!(strangers.is_empty(), "{tables:?} have no column {strangers:?}");
        }
    }
}

#[test]
fn the_readme_lists_every_table() {
    for name in sections().iter().flat_map(|section| &section.files).filter(|name| name.ends_with(".csv")) {
        assert!(README.contains(&format!("`{name}`")), "{name} is not in the README");
    }
}

/// What a link to a heading is made of.
fn anchor(heading: &str) -> String {
    let title = heading.trim_start_matches('#').trim().to_lowercase();
    title
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/outputs.md",
        "docs/configuration.md",
        "docs/history.md",
        "docs/operating.md",
        "docs/page.md",
        "docs/reliability.md",
    ] {
        let path = root.join(page);
        let text = fs::read_to_string(&path).unwrap();
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://")) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let there = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(there.exists(), "{page} links to {target}, which is not there");
            let has = || {
                let text = fs::read_to_string(&there).unwrap();
                text.lines().any(|line| line.starts_with('#') && anchor(line) == heading)
            };
            assert!(heading.is_empty() || has(), "{page} links to {target}, which is no heading");
        }
    }
}

/// The evaluation folder stays outside of the project: whoever lacks it is told so, and nothing fails.
#[cfg(unix)]
#[test]
fn accuracy_is_not_measured_without_an_evaluation_folder() {
    let nowhere = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/accuracy/update.sh");
    let output = Command::new("bash").arg(script).arg(nowhere.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("nothing measured"), "{said}");
}
