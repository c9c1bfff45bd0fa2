//! Goes in: command lines and `verbatim.toml`. Comes out: the configuration they mean, or an error with an address.

use std::path::Path;

use clap::Parser;
use verbatim::cli::{Cli, Command, LexiconCommand};
use verbatim::config::{
    ColumnRef, Config, ConfigError, ConfigFile, ConfigOrigin, Dialect, Documents, Header, Input, PageOptions,
    Phase, Redaction,
};
use verbatim::ingest::Field;

fn resolve(line: &[&str]) -> Result<Config, ConfigError> {
    let Command::Analyze(args) = Cli::parse_from([&["verbatim", "analyze"], line].concat()).command else {
        panic!("not analyze")
    };
    args.resolve()
}

fn error_of(toml: &str) -> String {
    ConfigFile::parse(Path::new("verbatim.toml"), toml).unwrap_err().to_string()
}

#[test]
fn the_command_line_alone_means_detection_and_defaults() {
    let cfg = resolve(&["-", "--out", "rapport"]).unwrap();
    assert_eq!(cfg.inputs, [Input::Stdin]);
    assert!(cfg.ingest.columns.is_empty() && cfg.ingest.delimiter.is_none() && cfg.ingest.encoding.is_none());
    assert_eq!((cfg.ingest.header, cfg.dialect), (Header::Present, Dialect::ExcelFr));
    assert_eq!((cfg.redaction, cfg.documents, cfg.origin), (Redaction::Mask, Documents::All, None));
}

#[test]
fn every_option_is_understood() {
    let line = "a.csv b.csv.gz --out r --text 3 --id Réf --date d --touchpoint t --channel c --rating n --entity e \
                --delimiter tab --encoding latin1 --lexicons lex --threads 2 --dialect rfc4180 --quiet --force \
                --no-redact --no-header --only page --top 7";
    let cfg = resolve(&line.split_whitespace().collect::<Vec<_>>()).unwrap();
    assert_eq!(cfg.ingest.columns[0], (Field::Text, ColumnRef::Position(3)));
    assert_eq!(cfg.ingest.columns[1], (Field::Id, ColumnRef::Name("Réf".to_owned())));
    assert_eq!(cfg.ingest.columns.len(), 7);
    assert_eq!(cfg.ingest.delimiter, Some(b'\t'));
    assert_eq!(cfg.ingest.encoding.unwrap().name(), "windows-1252");
    assert_eq!((cfg.ingest.header, cfg.dialect, cfg.threads), (Header::Absent, Dialect::Rfc4180, Some(2)));
    assert_eq!((cfg.redaction, cfg.documents), (Redaction::Off, Documents::Page));
    assert_eq!(cfg.page, PageOptions { top: 7, ..PageOptions::default() });
    assert!(cfg.quiet && cfg.force);
}

#[test]
fn values_that_mean_nothing_are_refused_with_a_remedy() {
    for (option, value, remedy) in [
        ("--threads", "0", "from 1 to 1024"),
        ("--delimiter", "abc", "write one of , ; | or tab"),
        ("--encoding", "martien", "write utf-8"),
        ("--text", "0", "counted from 1"),
        ("--top", "0", "from 1 to 200"),
    ] {
        let error = resolve(&["a.csv", "--out", "r", option, value]).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("option {option}: \"{value}\"")) && error.contains(remedy),
            "{error}"
        );
    }
}

#[test]
fn the_file_beside_the_first_input_is_read_and_the_command_line_wins() {
    let folder = tempfile::tempdir().unwrap();
    let toml = "lexicons = \"lex\"\nthreads = 3\n[columns]\ntext = \"Avis\"\nid = 1\n[input]\ndelimiter = \";\"\n\
                header = false\n[output]\ndialect = \"rfc4180\"\nredact = false\nonly = \"tables\"\n\
                [[journey]]\nname = \"Accueil\"\nphase = \"avant\"\nimportance = 8\n[[journey]]\nname = \"Caisse\"\n";
    std::fs::write(folder.path().join("verbatim.toml"), toml).unwrap();
    let input = folder.path().join("export.csv");
    let cfg = resolve(&[input.to_str().unwrap(), "--out", "r", "--text", "2", "--threads", "1"]).unwrap();
    assert_eq!(
        cfg.ingest.columns,
        [(Field::Text, ColumnRef::Position(2)), (Field::Id, ColumnRef::Position(1))]
    );
    assert_eq!((cfg.ingest.delimiter, cfg.ingest.header), (Some(b';'), Header::Absent));
    assert_eq!((cfg.threads, cfg.dialect), (Some(1), Dialect::Rfc4180));
    assert_eq!((cfg.redaction, cfg.documents), (Redaction::Off, Documents::Tables));
    assert_eq!(cfg.lexicons, Some(folder.path().join("lex")));
    assert_eq!((cfg.journey[0].phase, cfg.journey[0].importance), (Some(Phase::Before), Some(8)));
    assert_eq!((cfg.journey[1].name.as_str(), cfg.journey[1].phase), ("Caisse", None));
    let origin = cfg.origin.unwrap();
    assert!(matches!(origin, ConfigOrigin::Beside(_)));
    assert_eq!(origin.decision(), "verbatim.toml (trouvé à côté du premier fichier)");
}

#[test]
fn a_wrong_file_says_file_line_key_and_remedy() {
    let error = error_of("[columns]\ntext = \"Avis\"\ntexte = \"x\"\n");
    assert!(error.starts_with("verbatim.toml:3: unknown field `texte`, expected one of `text`"), "{error}");
    let error = error_of("[page.colours]\naccent = \"red;}\"\n");
    assert!(
        error.starts_with("verbatim.toml:2: key \"page.colours.accent\": \"red;}\" is not a colour"),
        "{error}"
    );
    let error = error_of("[page.colours]\nmixte = [\"#000000\", \"#ggg000\"]\n");
    assert!(error.contains("page.colours.mixte") && error.contains("#ggg000"), "{error}");
    let error = error_of("[input]\n\ndelimiter = \"ab\"\n");
    assert_eq!(
        error,
        "verbatim.toml:3: key \"input.delimiter\": \"ab\" is not a delimiter: write one of , ; | or tab"
    );
    let error = error_of("[[journey]]\nname = \"Accueil\"\nimportance = 11\n");
    assert!(error.starts_with("verbatim.toml:3: key \"journey.importance\": \"11\" is not"), "{error}");
    let error = error_of("[[journey]]\nname = \"Accueil\"\n[[journey]]\nname = \"accueil\"\n");
    assert!(error.starts_with("verbatim.toml:4: key \"journey.name\""), "{error}");
    let error = error_of("[columns]\nid = -1\n");
    assert!(
        error.starts_with("verbatim.toml:2: key \"columns.id\"") && error.contains("counted from 1"),
        "{error}"
    );
    let error = error_of("[columns]\nid = true\n");
    assert!(error.starts_with("verbatim.toml:2: ") && error.contains("position counted from 1"), "{error}");
    let error = error_of("threads = \n");
    assert!(error.starts_with("verbatim.toml:1: "), "{error}");
}

#[test]
fn the_other_commands_are_understood() {
    let command = |line: &[&str]| Cli::parse_from([&["verbatim"], line].concat()).command;
    assert!(matches!(command(&["explain", "Très bien"]), Command::Explain(args) if args.text.is_some()));
    assert!(
        matches!(command(&["evaluate", "g", "i", "--errors", "5"]), Command::Evaluate(args) if args.errors == 5)
    );
    let Command::Lexicon(args) = command(&["lexicon", "check", "lex"]) else { panic!("not lexicon") };
    let LexiconCommand::Check(args) = args.command;
    assert_eq!(args.dir.unwrap(), Path::new("lex"));
}
