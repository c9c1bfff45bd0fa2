//! Goes in: command lines and `verbatim.toml`. Comes out: the configuration they mean, or an error with an address.

use std::path::Path;

use clap::Parser;
use verbatim::cli::{Cli, Command, LexiconCommand};
use verbatim::config::{
    ColumnRef, Config, ConfigErrors, ConfigFile, ConfigOrigin, Dialect, Documents, Header, Input, Language,
    Measure, PageOptions, Phase, Redaction, Threshold,
};
use verbatim::ingest::Field;

fn resolve(line: &[&str]) -> Result<Config, ConfigErrors> {
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
fn several_columns_of_text_are_given_by_options_or_by_a_list() {
    let two = [(Field::Text, ColumnRef::Name("Plu".to_owned())), (Field::Text, ColumnRef::Position(4))];
    let asked = resolve(&["a.csv", "--out", "r", "--text", "Plu", "--text", "4"]).unwrap();
    assert_eq!(asked.ingest.columns, two);
    let toml = "[columns]\ntext = [\"Plu\", 4]\n";
    let file = ConfigFile::parse(Path::new("verbatim.toml"), toml).unwrap();
    assert!(file.columns(Field::Text).eq(two.iter().map(|(_, column)| column)));
    assert!(
        error_of("[columns]\ntext = []\n")
            .contains("verbatim.toml:2: key \"columns.text\": [] is not a column")
    );
    assert!(error_of("[columns]\nid = [1, 2]\n").contains("a header between quotes, or a position"));
}

#[test]
fn values_that_mean_nothing_are_refused_with_a_remedy() {
    for (option, value, remedy) in [
        ("--threads", "0", "from 1 to 1024"),
        ("--delimiter", "abc", "write one of , ; | or tab"),
        ("--encoding", "martien", "write utf-8"),
        ("--text", "0", "counted from 1"),
        ("--top", "0", "from 1 to 200"),
        ("--redact-key", "", "VERBATIM_REDACT_KEY"),
    ] {
        let line = ["a.csv", "--out", "r", "--redact", "pseudonym", option, value];
        let error = resolve(&line).unwrap_err().to_string();
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
                header = false\n[output]\ndialect = \"rfc4180\"\nredact = false\nonly = \"tables\"\nlang = \"en\"\n\
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
    assert_eq!(cfg.language, Language::English);
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
    assert_eq!(error, "verbatim.toml:3: unknown key \"columns.texte\": did you mean \"columns.text\"?");
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
    for other in ["accueil", "Àccueil", "ACCUEIL "] {
        let error = error_of(&format!("[[journey]]\nname = \"Accueil\"\n[[journey]]\nname = \"{other}\"\n"));
        assert!(error.starts_with("verbatim.toml:4: key \"journey.name\""), "{error}");
    }
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

/// 2026-11-28: a value or a key of several lines was told on several, the others without their place.
#[test]
fn each_problem_is_told_on_one_line_whatever_the_value_holds() {
    let error = error_of("\"a\\nb\\u001b[2J\" = 1\n[input]\ndelimiter = \"\"\"\na\nb\"\"\"\n");
    let lines: Vec<&str> = error.lines().collect();
    assert!(lines.len() == 2 && !error.contains('\u{1b}'), "{error}");
    assert!(
        lines[0].starts_with("verbatim.toml:1: ") && lines[1].starts_with("verbatim.toml:3: "),
        "{error}"
    );
}

#[test]
fn everything_wrong_is_told_at_once_in_the_order_of_the_file() {
    let toml = "thread = 4\ntext = \"Avis\"\n[colonnes]\nid = 1\n[input]\nheader = \"yes\"\nzzz = 1\n\
                [output]\nredact = 3\nonly = \"pages\"\nlang = \"de\"\n[page.colours]\naccent = [\"#000000\"]\n\
                [thresholds]\nrejects_percent = 120\nalerts = 1.5\nnegative_percent = \"40\"\n\
                [[journey]]\nphase = \"avant\"\n[[journey]]\nname = 4\nimportance = \"9\"\n";
    let error = error_of(toml);
    let expected = [
        "verbatim.toml:1: unknown key \"thread\": did you mean \"threads\"?",
        "verbatim.toml:2: unknown key \"text\": did you mean \"columns.text\"?",
        "verbatim.toml:3: unknown key \"colonnes\": did you mean \"columns\"?",
        "verbatim.toml:6: key \"input.header\": \"yes\" is not true or false",
        "verbatim.toml:7: unknown key \"input.zzz\": write one of delimiter, encoding, header, scale",
        "verbatim.toml:9: key \"output.redact\": 3 is not true, false, \"off\", \"mask\" or \"pseudonym\"",
        "verbatim.toml:10: key \"output.only\": \"pages\" is not a kind of document: write tables or page, or leave \
         the key out",
        "verbatim.toml:11: key \"output.lang\": \"de\" is not a language of the documents: write fr or en",
        "verbatim.toml:13: key \"page.colours.accent\": [\"#000000\"] is not a colour such as \"#1f5fa8\", or two: in \
         the light and in the dark",
        "verbatim.toml:15: key \"thresholds.rejects_percent\": \"120\" is not a percentage: write a number from 0 to \
         100",
        "verbatim.toml:16: key \"thresholds.alerts\": \"1.5\" is not a number of rows: write a whole number from 0",
        "verbatim.toml:17: key \"thresholds.negative_percent\": \"40\" is not a number",
        "verbatim.toml:18: key \"journey.name\": \"\" is not a touchpoint: give each its name",
        "verbatim.toml:21: key \"journey.name\": 4 is not text between quotes",
        "verbatim.toml:22: key \"journey.importance\": \"9\" is not a whole number",
    ];
    assert_eq!(error, expected.join("\n"));
}

/// A key of another section was proposed, which the block does not know either.
#[test]
fn an_unknown_key_of_a_block_of_a_list_is_meant_for_a_key_of_that_block() {
    let alert = |body: &str| format!("[[alerts]]\nname = \"x\"\n{body}\n");
    let figure = "table = \"themes.csv\"\ncolumn = \"part\"\nabove = 1\n";
    let of_figures = "write one of name, table, column, row, above, below, enough";
    for (toml, key, hint) in [
        (
            "[[journey]]\nname = \"x\"\ntext = \"y\"\n".to_owned(),
            "journey.text",
            "write one of name, phase, importance",
        ),
        (
            "[[journey]]\nname = \"x\"\nimportant = 2\n".to_owned(),
            "journey.important",
            "did you mean \"journey.importance\"?",
        ),
        (alert(&format!("{figure}columns = 3")), "alerts.columns", "did you mean \"alerts.column\"?"),
        (alert(&format!("{figure}touchpoint = \"y\"")), "alerts.touchpoint", of_figures),
        (alert(&format!("{figure}at_least = 3")), "alerts.at_least", of_figures),
        (
            alert("when = { flag = \"depart\" }\nthreads = 3"),
            "alerts.threads",
            "write one of name, when, at_least, share",
        ),
        (alert("whem = { flag = \"depart\" }"), "alerts.whem", "did you mean \"alerts.when\"?"),
        (
            alert("when = { flag = \"depart\", note = 3 }"),
            "alerts.when.note",
            "write one of flag, irritant, theme, qualification, mode, touchpoint",
        ),
    ] {
        let error = error_of(&toml);
        assert!(error.contains(&format!("unknown key \"{key}\": {hint}")), "{error}");
    }
}

#[test]
fn the_file_and_the_command_line_are_wrong_together() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nuit.toml");
    std::fs::write(&file, "[thresholds]\nrejets = 2\n").unwrap();
    let line = ["-", "--out", "r", "--config", file.to_str().unwrap(), "--threads", "0", "--scale", "nps5"];
    let error = resolve(&line).unwrap_err().to_string();
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(lines.len(), 3, "{error}");
    assert!(
        lines[0].ends_with(
            "nuit.toml:2: unknown key \"thresholds.rejets\": did you mean \"thresholds.rejects_percent\"?"
        ),
        "{error}"
    );
    assert!(lines[1].starts_with("option --scale") && lines[2].starts_with("option --threads"), "{error}");
}

#[test]
fn a_file_in_another_encoding_says_which_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verbatim.toml");
    std::fs::write(&path, b"[columns]\nid = 1\ntext = \"R\xe9ponse\"\n").unwrap();
    let error = ConfigFile::read(&path).unwrap_err().to_string();
    assert!(error.ends_with("verbatim.toml:3: not in UTF-8: save the file in that encoding"), "{error}");
}

#[test]
fn a_number_too_large_is_shown_as_it_is_written_and_an_empty_path_is_none() {
    let error = error_of("[thresholds]\nrows_min = 100000000000000000000\n");
    assert!(error.contains("100000000000000000000 is not a whole number of at most 18 digits"), "{error}");
    assert!(error_of("threads = -4\n").contains("\"-4\" is not a number of threads"));
    for toml in ["lexicons = \"\"\n", "[history]\nplace = \" \"\n", "[page]\ntemplate = \"\"\n"] {
        assert!(error_of(toml).contains("is not a path"), "{}", error_of(toml));
    }
}

#[test]
fn every_line_that_is_no_toml_is_told_and_a_file_of_another_kind_fills_no_screen() {
    let error = error_of("threads = \n[input\nheader = true\n");
    assert!(error.contains("verbatim.toml:1: ") && error.contains("verbatim.toml:2: "), "{error}");
    let error = error_of(&"id;commentaire;note\n".repeat(100));
    assert!(error.lines().count() == 21 && error.ends_with("more"), "{error}");
}

proptest::proptest! {
    /// Lines of a configuration in any order, cut anywhere, are one, or are told what is wrong on which line.
    #[test]
    fn any_text_is_a_configuration_or_errors_with_their_lines(
        lines in proptest::collection::vec(proptest::sample::select(&LINES[..]), 0..12),
        cut in 0_usize..400,
    ) {
        let text: String = lines.concat().chars().take(cut).collect();
        if let Err(errors) = ConfigFile::parse(Path::new("verbatim.toml"), &text) {
            let n_lines = text.lines().count().max(1) + 1;
            for error in &errors.0 {
                let told = error.to_string();
                let line = told.strip_prefix("verbatim.toml:").and_then(|rest| rest.split(':').next());
                let line: usize = line.unwrap().parse().unwrap();
                assert!((1..=n_lines).contains(&line), "{told}");
            }
            assert!(!errors.0.is_empty());
        }
    }
}

const LINES: [&str; 24] = [
    "[columns]\n",
    "[input]\n",
    "[output]\n",
    "[page]\n",
    "[page.colours]\n",
    "[thresholds]\n",
    "[journey]\n",
    "[[journey]]\n",
    "[[columns]]\n",
    "[é.à]\n",
    "text = \"Avis\"\n",
    "text = [1, {é = 2}]\n",
    "page.top = \"é\"\n",
    "page = { top = 3, é = 1979-05-27 }\n",
    "accent = [\"#000000\", \"\"\"é\n\"\"\"]\n",
    "name = 'Accueil'\n",
    "importance = 0xFFFFFFFFFFFFFFFFFFFF\n",
    "alerts = -inf\n",
    "rows_min = 1e400\n",
    "redact = {}\n",
    "threads = +4\n",
    "\"\" = 1\n",
    "journey = [1, {name = 2}]\n",
    "# é\r\n",
];

#[test]
fn thresholds_are_read() {
    let toml = "[thresholds]\nrejects_percent = 2.5\nalerts = 0\nrows_min = 1_000\n";
    let file = ConfigFile::parse(Path::new("verbatim.toml"), toml).unwrap();
    let threshold = |measure, limit| Threshold { measure, limit };
    assert_eq!(
        file.thresholds,
        [
            threshold(Measure::RowsMin, 1000.0),
            threshold(Measure::RejectsPercent, 2.5),
            threshold(Measure::Alerts, 0.0)
        ]
    );
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

#[test]
fn a_target_that_no_figure_can_answer_is_refused() {
    let target = |body: &str| error_of(&format!("[[targets]]\n{body}\nby = 2027-03-31\n"));
    for (body, remedy) in [
        ("indicator = \"irritant\"\nvalue = 0.1", "its name"),
        ("indicator = \"irritant\"\nname = \"colis abîmé\"\nvalue = 12", "a share"),
        ("indicator = \"ton_net\"\nvalue = -7", "from -1 to 1"),
        ("indicator = \"note\"\nname = \"accueil\"\nvalue = 8", "a scale: write nps"),
        ("indicator = \"ton_net\"\nname = \"accueil\"\nvalue = 0.5", "leave it out"),
        ("indicator = \"drapeau\"\nname = \"bidule\"\nvalue = 0.1", "write depart or alerte"),
        (
            "indicator = \"drapeau\"\nname = \"depart\"\nvalue = 0.1\ntouchpoint = \"Livraison\"",
            "over all touchpoints alone",
        ),
    ] {
        let told = target(body);
        assert!(told.contains(remedy) && told.lines().count() == 1, "{body}: {told}");
    }
}

#[test]
fn all_touchpoints_together_are_no_touchpoint() {
    for (toml, line) in [
        ("[[journey]]\nname = \"TOUS\"\n", 2),
        ("[[journey]]\nname = \"Tous \"\n", 2),
        ("[routing]\nrules = [{ when = { touchpoint = \"TOUS\" }, to = \"x\" }]\n", 2),
        ("[[alerts]]\nname = \"x\"\nwhen = { touchpoint = [\"Caisse\", \"tous\"] }\n", 3),
        ("[[targets]]\nindicator = \"ton_net\"\nvalue = 0\nby = 2027-03-31\ntouchpoint = \"Tous\"\n", 5),
        ("[[targets]]\nindicator = \"ton_net\"\nvalue = 0\nby = 2027-03-31\ntouchpoint = \" \"\n", 5),
    ] {
        let told = error_of(toml);
        assert!(told.starts_with(&format!("verbatim.toml:{line}: ")) && told.lines().count() == 1, "{told}");
    }
    let toml = "[[targets]]\nindicator = \"ton_net\"\nvalue = 0\nby = 2027-03-31\ntouchpoint = \"TOUS\"\n";
    assert!(ConfigFile::parse(Path::new("verbatim.toml"), toml).is_ok());
}

#[test]
fn texts_are_kept_in_a_history_alone() {
    let told = resolve(&["a.csv", "--out", "r", "--keep-texts", "5"]).unwrap_err().to_string();
    assert!(told.starts_with("option --keep-texts: \"5\" is not of use without a history"), "{told}");
    resolve(&["a.csv", "--out", "r", "--keep-texts", "5", "--history", "h.sqlite"]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("verbatim.toml");
    std::fs::write(&config, "[history]\nperiod = 28\nkeep_texts = 365\n").unwrap();
    let config = config.to_str().unwrap();
    let told = resolve(&["a.csv", "--out", "r", "--config", config]).unwrap_err().to_string();
    assert!(told.contains("verbatim.toml:3: key \"history.keep_texts\": \"365\" is not of use"), "{told}");
    let kept = resolve(&["a.csv", "--out", "r", "--config", config, "--history", "h.sqlite"]).unwrap();
    assert_eq!(kept.history.unwrap().keep_texts, Some(365));
}

#[test]
fn targets_name_a_figure_a_value_and_a_day() {
    let toml = "[[targets]]\nindicator = \"note\"\nvalue = 8.5\nby = 2027-03-31\n";
    let file = ConfigFile::parse(Path::new("verbatim.toml"), toml).unwrap();
    let [target] = file.targets.as_slice() else { panic!("one target") };
    assert_eq!((&*target.indicator, &*target.touchpoint, target.value), ("note", "TOUS", 8_500_000));
    let told = error_of(
        "[[targets]]\nindicator = \"nps\"\nvalue = \"haut\"\nby = \"demain\"\nuntil = 1\n[[targets]]\n[history]\nperiod = 0\n",
    );
    for remedy in [
        "write ton_net, note",
        "is not a number",
        "targets.until",
        "give each indicator, value and by",
        "write it as 2027-03-31",
        "from 1 to 366",
    ] {
        assert!(told.contains(remedy), "{remedy} in {told}");
    }
}
