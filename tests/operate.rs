//! What those who run the program at night see of it: exit codes, thresholds, log, summary, dry run, and the files of
//! `docs/operating/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::{CommandFactory, Parser};
use serde_json::Value;
use verbatim::cli::Cli;
use verbatim::config::ConfigFile;

const EXPORT: &str = "id;commentaire\n1;Accueil très agréable.\n2;Colis jamais reçu, c'est inadmissible.\n3;\n\
                      4;Je vais saisir mon avocat, escroquerie !\n";

/// A folder with one export of four rows, one of them rejected.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new(config: &str) -> Self {
        let bench = Self(tempfile::tempdir().unwrap());
        bench.write("avis.csv", EXPORT);
        bench.write("verbatim.toml", config);
        bench
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn report(&self) -> PathBuf {
        self.0.path().join("rapport")
    }

    fn run(&self, options: &[&str]) -> Output {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.current_dir(self.0.path()).args(["analyze", "avis.csv", "--out", "rapport", "--only", "tables"]);
        run.args(options).output().unwrap()
    }
}

fn told(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_threshold_exceeded_gives_1_and_a_sentence_and_the_report_is_written() {
    let bench = Bench::new("[thresholds]\nrejects_percent = 20\nalerts = 5\n");
    let output = bench.run(&["--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        told(&output.stderr),
        "verbatim: threshold rejects_percent: 25 % of rows were rejected (1 of 4), more than 20 %; the report is in \
         'rapport'\n"
    );
    let run = json(&fs::read_to_string(bench.report().join("run.json")).unwrap());
    let exceeded: Vec<&Value> =
        run["thresholds"].as_array().unwrap().iter().map(|one| &one["exceeded"]).collect();
    assert_eq!(exceeded, [true, false]);
}

/// Two comments of the three that were analysed are negative.
#[test]
fn a_negative_share_above_its_limit_is_told() {
    for (limit, code) in [(66, 1), (67, 0)] {
        let bench = Bench::new(&format!("[thresholds]\nnegative_percent = {limit}\n"));
        let output = bench.run(&["--quiet"]);
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(told(&output.stderr).contains("threshold negative_percent: "), code == 1);
    }
}

#[test]
fn thresholds_that_hold_change_neither_the_exit_code_nor_what_is_said() {
    let bench = Bench::new("[thresholds]\nrejects_percent = 25\nrows_min = 4\n");
    let output = bench.run(&["--quiet"]);
    assert_eq!((output.status.code(), told(&output.stdout), told(&output.stderr)), (Some(0), "", ""));
}

#[test]
fn an_export_that_came_empty_is_heard_of() {
    let bench = Bench::new("[thresholds]\nrows_min = 1\n");
    bench.write("avis.csv", "id;commentaire\n");
    let output = bench.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output.stderr).contains("0 rows were read, less than 1"), "{}", told(&output.stderr));
}

#[test]
fn the_summary_for_programs_is_one_line_that_agrees_with_run_json() {
    let bench = Bench::new("[thresholds]\nnegative_percent = 90\n");
    let output = bench.run(&["--quiet", "--summary", "json"]);
    let (line, rest) = told(&output.stdout).split_once('\n').unwrap();
    assert_eq!((rest, output.status.code()), ("", Some(0)));
    let (summary, run) = (json(line), json(&fs::read_to_string(bench.report().join("run.json")).unwrap()));
    for key in ["program", "version", "rows", "tones", "thresholds"] {
        assert_eq!(summary[key], run[key], "{key}");
    }
    assert_eq!((&summary["rows"]["read"], &summary["flags"]["alerte"]), (&4.into(), &1.into()));
    assert_eq!(
        (&summary["report"], &summary["irritants"][0]["irritant"]),
        (&"rapport".into(), &"colis jamais reçu".into())
    );
}

/// Programs look names up: those of the reports, not what the terminal shows.
#[test]
fn the_summary_for_programs_names_touchpoints_as_tables_do() {
    let bench = Bench::new("");
    bench.write("avis.csv", "Point de contact;Avis\n;Colis jamais reçu.\nN/A;Colis jamais reçu.\n");
    let output = bench.run(&["--quiet", "--summary", "json"]);
    let worst = &json(told(&output.stdout))["irritants"][0];
    assert_eq!((&worst["touchpoint"], &worst["theme"]), (&"non_precise".into(), &"livraison".into()));
}

#[test]
fn a_file_given_twice_counts_once_where_a_history_knows_its_rows() {
    let bench = Bench::new("");
    let once = bench.run(&["./avis.csv", "--history", "h.sqlite"]);
    assert!(told(&once.stdout).contains("fichier identique à un précédent"), "{}", told(&once.stdout));
    assert!(!told(&once.stdout).contains("deux fois"), "{}", told(&once.stdout));
    let twice = bench.run(&["./avis.csv"]);
    assert!(told(&twice.stdout).contains("dont les lignes comptent deux fois"), "{}", told(&twice.stdout));
}

#[test]
fn nothing_but_errors_is_told_unless_asked_for() {
    let bench = Bench::new("");
    assert_eq!(told(&bench.run(&[]).stderr), "");
    let warned = bench.run(&["--log", "warn"]);
    assert_eq!(told(&warned.stderr), "verbatim: warning: rows rejected file=\"avis.csv\" count=1\n");
    let informed = bench.run(&["--log", "info", "--quiet"]);
    let lines: Vec<&str> = told(&informed.stderr).lines().collect();
    assert!(lines[0].starts_with("verbatim: info: run started") && lines.len() == 4, "{lines:?}");
}

#[test]
fn a_log_for_programs_is_json_on_each_line_errors_included_and_holds_no_comment() {
    let bench = Bench::new("[thresholds]\nalerts = 0\n");
    let output = bench.run(&["--log", "debug", "--log-format", "json"]);
    let text = told(&output.stderr);
    let events: Vec<Value> = text.lines().map(json).collect();
    let levels: Vec<&str> = events.iter().map(|event| event["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["INFO", "DEBUG", "DEBUG", "DEBUG", "DEBUG", "INFO", "WARN", "ERROR", "INFO"]);
    assert!(events.iter().all(|event| event["timestamp"].is_string() && event["message"].is_string()));
    assert_eq!(events[5]["columns"], "text=2,id=1");
    assert!(!text.contains("Colis") && !text.contains("avocat"), "{text}");
    let failed = bench.run(&["--log-format", "json", "--threads", "0"]);
    assert_eq!((failed.status.code(), &json(told(&failed.stderr))["level"]), (Some(2), &"ERROR".into()));
}

/// As cron may start it.
#[cfg(unix)]
#[test]
fn a_closed_standard_error_does_not_stop_a_run_that_logs() {
    let bench = Bench::new("[thresholds]\nalerts = 0\n");
    let command = format!(
        "exec {} analyze avis.csv --out rapport --only tables --log debug 2>&- >&-",
        env!("CARGO_BIN_EXE_verbatim")
    );
    let status = Command::new("sh").current_dir(bench.0.path()).args(["-c", &command]).status().unwrap();
    assert_eq!(status.code(), Some(1));
    assert!(bench.report().join("run.json").exists());
}

#[test]
fn a_dry_run_tells_what_would_be_read_and_writes_nothing() {
    let bench = Bench::new("");
    let output = bench.run(&["--dry-run"]);
    let text = told(&output.stdout);
    for said in [
        "Configuration : verbatim.toml",
        "Lecture de avis.csv : csv, UTF-8, séparateur « ; »",
        "texte = « commentaire », identifiant = « id »",
        "Fichier entier : 4 lignes lues, 3 à analyser, 1 à rejeter",
        "Rien n'a été écrit ; le rapport irait dans rapport",
    ] {
        assert!(text.contains(said), "{said} is not in:\n{text}");
    }
    let told_to_programs = bench.run(&["--dry-run", "--summary", "json"]);
    let dry = json(told(&told_to_programs.stdout));
    assert_eq!((&dry["dry_run"], &dry["inputs"][0]["delimiter"]), (&true.into(), &";".into()));
    assert_eq!(told(&bench.run(&["--dry-run", "--quiet"]).stdout), "");
    let mut left: Vec<_> =
        fs::read_dir(bench.0.path()).unwrap().map(|item| item.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["avis.csv", "verbatim.toml"]);
}

#[test]
fn all_that_keeps_a_run_from_starting_is_told_at_once() {
    let bench = Bench::new("[columns]\ntext = \"Comentaire\"\nrating = 9\n");
    bench.write("mai.csv", "Réf;Avis\n1;Très bien\n");
    bench.write("lexiques/themes/delai.csv", "motif;inconnue\n[;x\n");
    bench.write("rapport/note.txt", "à moi");
    let options = ["mai.csv", "--lexicons", "lexiques"];
    let real = bench.run(&options);
    let dry = bench.run(&[&options[..], &["--dry-run"]].concat());
    for output in [&real, &dry] {
        let text = told(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        for said in [
            "'rapport' exists and is no report of verbatim",
            "themes/delai.csv:1:",
            "no column \"Comentaire\" for --text in \"avis.csv\" (columns: id, commentaire); did you mean \"commentaire\"?",
            "no column 9 for --rating in \"avis.csv\"",
            "no column \"Comentaire\" for --text in \"mai.csv\" (columns: Réf, Avis)",
            "no column 9 for --rating in \"mai.csv\"",
        ] {
            assert!(text.contains(said), "{said} is not in:\n{text}");
        }
    }
    assert_eq!(told(&real.stderr), told(&dry.stderr));
    assert_eq!(fs::read_to_string(bench.report().join("note.txt")).unwrap(), "à moi");
}

/// A dry run opens no history to write, nor a folder: it told nothing of those that could not be.
#[test]
fn a_dry_run_looks_at_the_history_and_at_the_place_of_the_report() {
    let bench = Bench::new("");
    let dry = |options: &[&str]| {
        let output = bench.run(&[options, &["--dry-run"]].concat());
        (output.status.code(), told(&output.stderr).to_owned())
    };
    for place in [".", "avis.csv", "absent/h.sqlite", "postgresql://127.0.0.1:1/base"] {
        let (code, said) = dry(&["--history", place]);
        assert_eq!(code, Some(2), "{place}");
        assert!(said.contains("history"), "{place}: {said}");
        assert_eq!(bench.run(&["--history", place]).status.code(), Some(2), "{place}");
    }
    let below = Bench::new("");
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.current_dir(below.0.path()).args(["analyze", "avis.csv", "--out", "avis.csv/x", "--dry-run"]);
    assert_eq!(run.output().unwrap().status.code(), Some(2));
    // One that a run would make, one of nothing yet, and one that stands.
    bench.write("vide.sqlite", "");
    assert_eq!(dry(&["--history", "h.sqlite"]), (Some(0), String::new()));
    assert_eq!(dry(&["--history", "vide.sqlite"]).0, Some(0));
    assert!(!bench.0.path().join("h.sqlite").exists());
    assert_eq!(bench.run(&["--history", "h.sqlite"]).status.code(), Some(0));
    assert_eq!(dry(&["--history", "h.sqlite"]), (Some(0), String::new()));
}

/// A terminal obeys no header, whether it is named on standard output or in an error.
#[test]
fn a_header_cannot_command_a_terminal() {
    let bench = Bench::new("");
    bench.write("avis.csv", "id;\"comm\u{1b}[31men\r\ntaire\u{7}\"\n1;Très bien\n");
    for options in [&["--text", "2", "--log", "debug"], &["--text", "zz", "--log", "error"]] {
        let output = bench.run(options);
        for text in [told(&output.stdout), told(&output.stderr)] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\r']), "{text:?}");
        }
        let mut lines = told(&output.stderr).lines();
        assert!(lines.all(|line| line.starts_with("verbatim: ")), "{}", told(&output.stderr));
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let names: Vec<String> = Cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_verbatim")).args(["completions", shell]).output().unwrap();
        let script = told(&output.stdout);
        assert!(names.iter().all(|name| script.contains(name)) && script.contains("dry-run"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man/man1");
    let status = Command::new(env!("CARGO_BIN_EXE_verbatim")).arg("man").arg(&pages).status().unwrap();
    assert!(status.success());
    for name in names {
        let page = fs::read_to_string(pages.join(format!("verbatim-{name}.1"))).unwrap();
        assert!(page.starts_with(".ie") || page.contains(".TH"), "{page}");
    }
}

#[test]
fn what_the_page_of_operations_shows_is_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let page = fs::read_to_string(root.join("operating.md")).unwrap();
    let (_, toml) = page.split_once("```toml\n").unwrap();
    let (toml, _) = toml.split_once("```").unwrap();
    assert_eq!(ConfigFile::parse(Path::new("page"), toml).unwrap().thresholds.len(), 5);
    let shown = page.lines().filter(|line| line.starts_with("verbatim ")).map(str::to_owned);
    let read = |name: &str| fs::read_to_string(root.join("operating").join(name)).unwrap();
    let (service, cron) = (read("verbatim.service"), read("verbatim.cron"));
    let started = service.lines().chain(cron.lines()).filter_map(|line| line.split_once("/bin/verbatim "));
    let lines: Vec<String> = shown.chain(started.map(|(_, rest)| format!("verbatim {rest}"))).collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    for line in lines {
        let words = line.split_whitespace().take_while(|word| *word != ">");
        Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

/// As the other commands have it; « - » was explained as a comment.
#[test]
fn a_dash_is_standard_input() {
    let bench = Bench::new("");
    let comment = fs::File::open(bench.write("avis.txt", "Très déçu\n")).unwrap();
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let output = run.args(["explain", "-"]).stdin(comment).output().unwrap();
    assert!(told(&output.stdout).contains("déçu"), "{}", told(&output.stdout));
}

/// 2026-12-01: a cell that an analysis reads without its HTML, or encoded once, was explained as it stands.
#[test]
fn a_cell_is_explained_as_an_analysis_reads_it() {
    for cell in ["<p>Tr&egrave;s d&eacute;&ccedil;u</p>", "TrÃ¨s dÃ©Ã§u"] {
        let output = Command::new(env!("CARGO_BIN_EXE_verbatim")).args(["explain", cell]).output().unwrap();
        let page = told(&output.stdout);
        assert!(page.contains("« Très déçu »") && !page.contains("egrave"), "{page}");
    }
}

/// 2026-11-30: a table cut short by a full disk ended with 0.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_told() {
    for command in [&["explain", "Très bien"][..], &["completions", "bash"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        let output = run.args(command).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output.stderr).starts_with("verbatim: cannot write to standard output: "));
    }
    // What a dry run says is all that it gives.
    let (bench, full) = (Bench::new(""), fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.current_dir(bench.0.path()).args(["analyze", "avis.csv", "--out", "rapport", "--dry-run"]);
    assert_eq!(run.stdout(full).output().unwrap().status.code(), Some(2));
}

#[test]
fn lexicons_that_are_not_there_are_named_once() {
    let bench = Bench::new("");
    fs::create_dir(bench.0.path().join("vide")).unwrap();
    for (folder, said) in
        [("absent", "No such file"), ("avis.csv", "Not a directory"), ("vide", "holds no table")]
    {
        for output in [bench.run(&["--lexicons", folder]), {
            let mut check = Command::new(env!("CARGO_BIN_EXE_verbatim"));
            check.current_dir(bench.0.path()).args(["lexicon", "check", folder]).output().unwrap()
        }] {
            let text = told(&output.stderr);
            assert_eq!(output.status.code(), Some(2));
            assert!(text.contains(&format!("\"{folder}\"")), "{text}");
            assert_eq!(text.matches(said).count(), 1, "{text}");
        }
    }
}

#[test]
fn a_check_of_a_folder_tells_what_that_folder_brings() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("ton")).unwrap();
    let table = "motif;polarite\nborne en rade;negatif\nborne en rade;negatif\n";
    fs::write(folder.path().join("ton/mien.csv"), format!("{table}borne {{;negatif\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    let output = command.args(["lexicon", "check"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    let (last, issues) =
        told.lines().collect::<Vec<_>>().split_last().map(|(a, b)| (*a, b.to_vec())).unwrap();
    assert!(!issues.is_empty() && issues.iter().all(|issue| issue.starts_with("ton/mien.csv:")), "{told}");
    assert!(last.contains(&format!("{} warnings", issues.len() - 1)), "{last}");
}
