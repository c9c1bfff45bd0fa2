//! Routing, departures and alerts, from an export to the files of a report.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const EXPORT: &str = "\
Id client;Point de contact;Commentaire
C1;Livraison;Bande d'escrocs, je porte plainte contre vous !
C2;Livraison;Ma facture compte deux fois le même colis, personne ne me répond.
C2;Caisse;On m'a encore facturé deux fois ce mois-ci, c'est inadmissible.
C3;Caisse;Plus jamais chez vous, je résilie mon contrat.
C4;Caisse;Personnel très aimable, merci !
C5;Livraison;Le magasin est ouvert le lundi.
";

struct Run {
    folder: tempfile::TempDir,
}

impl Run {
    fn new(export: &str, config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("avis.csv"), export).unwrap();
        fs::write(folder.path().join("verbatim.toml"), config).unwrap();
        Self { folder }
    }

    fn report(&self) -> PathBuf {
        self.folder.path().join("rapport")
    }

    fn command(&self, options: &[&str]) -> Command {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.arg("analyze").arg(self.folder.path().join("avis.csv")).arg("--out").arg(self.report());
        run.args(["--dialect", "rfc4180", "--quiet", "--only", "tables"]).args(options);
        run
    }

    /// Rows of a table, each cell with the name of its column.
    fn rows(&self, table: &str) -> Vec<Vec<(String, String)>> {
        rows(&self.report().join(table))
    }
}

fn rows(path: &Path) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        header.iter().cloned().zip(record.iter().map(str::to_owned)).collect::<Vec<_>>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cell<'r>(row: &'r [(String, String)], column: &str) -> &'r str {
    let found = row.iter().find(|(name, _)| name == column);
    &found.unwrap_or_else(|| panic!("no column {column}")).1
}

fn column(rows: &[Vec<(String, String)>], name: &str) -> Vec<String> {
    rows.iter().map(|row| cell(row, name).to_owned()).collect()
}

#[test]
fn every_comment_goes_to_one_department_and_its_file_has_the_urgent_ones_first() {
    let run = Run::new(EXPORT, "[routing]\n");
    run.command(&[]).assert().success();
    let routed = run.rows("routage.csv");
    assert_eq!(
        column(&routed, "service"),
        ["juridique", "gestion", "gestion", "commercial", "marketing", "à trier"]
    );
    assert_eq!(column(&routed, "ligne"), ["2", "3", "4", "5", "6", "7"], "in input order");
    assert_eq!(cell(&routed[5], "regle"), "aucune");
    let services = run.rows("services.csv");
    let mut n = 0;
    for service in &services {
        let list = run.rows(cell(service, "liste"));
        assert_eq!(list.len().to_string(), cell(service, "verbatims"));
        assert!(column(&list, "service").iter().all(|name| name == cell(service, "service")));
        let priorities: Vec<u32> =
            column(&list, "priorite").iter().map(|cell| cell.parse().unwrap()).collect();
        assert!(priorities.is_sorted_by(|one, next| one >= next), "{priorities:?}");
        n += list.len();
    }
    assert_eq!(n, routed.len(), "no comment is lost, none is sent twice");
    assert_eq!(column(&services, "sans_regle").last().unwrap(), "1");
}

#[test]
fn the_reasons_of_a_priority_add_up_to_it() {
    let journey = "[routing]\n[[journey]]\nname = \"LIVRAISON \"\nimportance = 10\n";
    let run = Run::new(EXPORT, journey);
    run.command(&[]).assert().success();
    for row in run.rows("routage.csv") {
        let points = cell(&row, "raisons").split('|').filter_map(|reason| reason.rsplit_once('+'));
        let sum: u32 = points.map(|(_, points)| points.parse::<u32>().unwrap()).sum();
        assert_eq!(sum.to_string(), cell(&row, "priorite"));
        let is_moment = cell(&row, "raisons").contains("moment de vérité");
        assert_eq!(is_moment, cell(&row, "point_de_contact") == "Livraison");
    }
}

/// « Horaires du samedi ? » was « ton négatif +10 ».
#[test]
fn a_neutral_comment_is_urgent_by_no_tone() {
    let run = Run::new("Id;Avis\n1;Vos horaires ont-ils changé ?\n", "[routing]\n");
    run.command(&[]).assert().success();
    let routed = run.rows("routage.csv");
    assert!(!cell(&routed[0], "raisons").contains("ton"), "{routed:?}");
}

#[test]
fn departures_tell_their_words_and_customers_who_complain_again_are_told() {
    let run = Run::new(EXPORT, "[routing]\n");
    run.command(&[]).assert().success();
    let departures = run.rows("departs.csv");
    assert_eq!(column(&departures, "client"), ["C3", "C2", "C2"], "who announces it comes first");
    for row in &departures {
        let signals = cell(row, "signaux");
        match cell(row, "client") {
            "C2" => assert!(signals.contains("2 réclamations") && cell(row, "reclamations") == "2"),
            _ => assert!(signals.starts_with("départ : « ") && signals.contains("Plus jamais"), "{signals}"),
        }
    }
    let touchpoints = run.rows("departs_points_de_contact.csv");
    let shares: Vec<_> =
        touchpoints.iter().map(|row| (cell(row, "point_de_contact"), cell(row, "part"))).collect();
    assert_eq!(shares, [("Caisse", "0.3333"), ("Livraison", "0.0000")]);
}

#[test]
fn customers_that_nobody_named_are_not_one_customer() {
    for nobody in ["N/A", "#N/A", "null", "-", "0", "anonyme", "NON RENSEIGNÉ", ""] {
        let export = format!(
            "Id client;Commentaire\n{nobody};Colis jamais reçu, je suis furieux.\n\
             {nobody};Produit arrivé cassé, c'est scandaleux.\nC1;Personnel très aimable.\n"
        );
        let run = Run::new(&export, "[routing]\n");
        run.command(&[]).assert().success();
        assert!(run.rows("departs.csv").is_empty(), "{nobody}: {:?}", run.rows("departs.csv"));
        let routed = run.rows("routage.csv");
        assert_eq!(column(&routed, "client"), ["", "", "C1"], "{nobody}");
        assert_eq!(column(&routed, "reclamations")[..2], ["", ""], "{nobody}");
    }
}

#[test]
fn personal_data_is_in_no_table_of_routing() {
    let export =
        "Client;Avis\njean.dupont@exemple.fr;\"Je vous quitte, rappelez-moi au 06 12 34 56 78, escrocs.\"\n";
    let run = Run::new(export, "[routing]\n");
    run.command(&[]).assert().success();
    let row = &run.rows("departs.csv")[0];
    assert!(cell(row, "client").starts_with("[e-mail"), "{row:?}");
    for file in ["routage.csv", "departs.csv", "alertes.csv", "alertes.jsonl", "services/juridique.csv"] {
        let text = fs::read_to_string(run.report().join(file)).unwrap();
        assert!(!text.contains("06 12") && !text.contains("jean.dupont"), "{file}: {text}");
    }
}

#[test]
fn a_table_of_a_team_replaces_that_of_the_program_and_its_first_line_that_is_met_decides() {
    let config = "\
[routing]
default = \"../../ailleurs\"
rules = [
  { when = { touchpoint = \"CAISSE\", qualification = [\"reclamation\", \"critique\"] }, to = \"Caisses\" },
  { when = { theme = \"facturation\" }, to = \"Comptabilité\" },
]
";
    let run = Run::new(EXPORT, config);
    run.command(&[]).assert().success();
    let away = "../../ailleurs";
    assert_eq!(
        column(&run.rows("routage.csv"), "service"),
        [away, "Comptabilité", "Caisses", "Caisses", away, away]
    );
    assert_eq!(
        column(&run.rows("services.csv"), "liste"),
        ["services/caisses.csv", "services/comptabilite.csv", "services/ailleurs.csv"]
    );
}

#[test]
fn a_flood_is_one_alert_and_fails_the_run_when_asked_to() {
    let mut export = "Avis\n".to_owned();
    (0..300).for_each(|i| export.push_str(&format!("Bande d'escrocs, commande {i} jamais reçue !\n")));
    let run = Run::new(&export, "");
    run.command(&["--fail-on-alert"]).assert().code(1);
    let alerts = run.rows("alertes.csv");
    assert_eq!(alerts.iter().filter(|row| cell(row, "valeur") == "300").count(), 1, "{alerts:?}");
    assert_eq!(cell(&alerts[0], "exemples").split('|').count(), 5);
    let lines = fs::read_to_string(run.report().join("alertes.jsonl")).unwrap();
    let parsed: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed.len(), alerts.len());
    assert_eq!(parsed[0]["valeur"], 300);
    let calm = Run::new("Avis\nPersonnel aimable.\n", "");
    calm.command(&["--fail-on-alert"]).assert().success();
    assert_eq!(fs::read_to_string(calm.report().join("alertes.jsonl")).unwrap(), "");
}

/// Names of files came of the inputs as given, and rows count their file among those that are read: the folder was named, or
/// nothing was, and the run ended in a panic.
#[test]
fn the_examples_of_an_alert_name_the_file_they_are_in() {
    let folder = tempfile::tempdir().unwrap();
    let (night, report) = (folder.path().join("nuit"), folder.path().join("rapport"));
    fs::create_dir(&night).unwrap();
    let export = |name: &str, text: &str| {
        fs::write(night.join(name), format!("Date;Commentaire\n01/03/2026;{text}\n")).unwrap();
    };
    export("a.csv", "Très bien, merci.");
    export("b.csv", "Je porte plainte pour escroquerie, mon avocat est saisi.");
    let run = |inputs: &[PathBuf], options: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.arg("analyze").args(inputs).arg("--out").arg(&report);
        run.args(["--dialect", "rfc4180", "--quiet", "--only", "tables", "--fail-on-alert"]);
        run.args(options).assert().code(1);
        column(&rows(&report.join("alertes.csv")), "exemples").join("|")
    };
    assert_eq!(run(std::slice::from_ref(&night), &[]), "b.csv:2");
    // What the history knows whole is not read.
    let history = folder.path().join("passe.sqlite");
    let past = ["--history", history.to_str().unwrap()];
    let first = [night.join("a.csv")];
    let mut before = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    before
        .arg("analyze")
        .args(&first)
        .arg("--out")
        .arg(&report)
        .args(past)
        .args(["--quiet", "--only", "tables"]);
    before.assert().success();
    assert_eq!(run(&[night.join("a.csv"), night.join("b.csv")], &past), "b.csv:2");
}

#[test]
fn any_figure_can_raise_an_alert() {
    let rule =
        |rest: &str| format!("[[alerts]]\nname = \"Essai\"\ntable = \"points_de_contact.csv\"\n{rest}");
    for (rest, raised) in [
        ("column = \"ton_net\"\nbelow = 0", 1),
        ("column = \"ton_net\"\nbelow = 0\nenough = 1000", 0),
        ("column = \"ton_net\"\nbelow = 0\nrow = \"Accueil\"", 0),
        ("column = \"verbatims\"\nabove = 2\nrow = [\"Caisse\"]", 1),
        ("column = \"verbatims\"\nabove = 3", 0),
    ] {
        let run = Run::new(EXPORT, &rule(rest));
        run.command(&[]).assert().success();
        assert_eq!(run.rows("alertes.csv").len(), raised, "{rest}");
    }
}

/// A rule with `enough` never rang on tables that count ratings and no comments.
#[test]
fn rows_are_passed_over_by_the_ratings_of_tables_that_count_these_alone() {
    let lines = (0..12).map(|n| match n % 2 {
        0 => format!("{n};Livraison;{};Colis jamais reçu, commande {n}.\n", n % 3),
        _ => format!("{n};Caisse;{};Personnel très aimable, jour {n}.\n", 9 + n % 4 / 2),
    });
    let export = "Id;Point de contact;NPS;Avis\n".to_owned() + &lines.collect::<String>();
    for (table, column, row, enough, raised) in [
        ("scores.csv", "nps", "TOUS", 1, 1),
        ("scores.csv", "nps", "TOUS", 12, 1),
        ("scores.csv", "nps", "TOUS", 13, 0),
        ("effets.csv", "effet", "Livraison", 6, 1),
        ("effets.csv", "effet", "Livraison", 7, 0),
    ] {
        let rule = format!(
            "[[alerts]]\nname = \"x\"\ntable = \"{table}\"\ncolumn = \"{column}\"\nrow = \"{row}\"\nbelow = 50\nenough = {enough}\n"
        );
        let run = Run::new(&export, &rule);
        run.command(&[]).assert().success();
        assert_eq!(run.rows("alertes.csv").len(), raised, "{rule}");
    }
}

/// « au-dessous de 1 : Livraison (0), Caisse (7) » was said of a rule that has 5 for a ceiling.
#[test]
fn each_row_beyond_one_of_two_thresholds_is_told_with_its_own() {
    let lines = (0..9).map(|n| match n {
        0 => format!("{n};Accueil;Personnel très aimable.\n"),
        _ => format!("{n};Caisse;Attente interminable, jour {n}.\n"),
    });
    let export = "Id;Point de contact;Avis\n".to_owned() + &lines.collect::<String>();
    let rule = "[[alerts]]\nname = \"x\"\ntable = \"points_de_contact.csv\"\ncolumn = \"verbatims\"\nabove = 5\nbelow = 2\n";
    let run = Run::new(&export, rule);
    run.command(&[]).assert().success();
    let alerts = run.rows("alertes.csv");
    let told = cell(&alerts[0], "pourquoi");
    assert_eq!(
        told,
        "verbatims de points_de_contact.csv au-dessus de 5 : Caisse (8) ; verbatims de points_de_contact.csv au-dessous de 2 : Accueil (1)"
    );
    assert_eq!(cell(&alerts[0], "ou"), "Caisse|Accueil");
}

/// « verbatims, TOUS » names no irritant, « nps, point_de_contact » no touchpoint.
#[test]
fn an_alert_says_which_row_raised_it() {
    let lines = (0..60).map(|n| match n % 3 {
        0 => format!("{n};2025-01-{:02};Livraison;2;Colis jamais reçu, commande {n}.\n", n % 14 + 1),
        _ => format!("{n};2025-01-{:02};Caisse;9;Personnel très aimable, jour {n}.\n", n % 14 + 1),
    });
    let export = "Id;Date;Point de contact;NPS;Avis\n".to_owned() + &lines.collect::<String>();
    for (table, column, names) in [
        ("effets.csv", "notes_avec", "nps, irritant, colis jamais reçu"),
        ("notes.csv", "verbatims", "nps, 9"),
        ("tendances.csv", "valeur", "irritant, Livraison, colis jamais reçu"),
        ("points_de_contact.csv", "verbatims", "Livraison"),
    ] {
        let rule =
            format!("[[alerts]]\nname = \"x\"\ntable = \"{table}\"\ncolumn = \"{column}\"\nabove = 0\n");
        let asked = names.rsplit(", ").next().unwrap();
        let run = Run::new(&export, &format!("{rule}row = \"{asked}\"\n[history]\nplace = \"h.sqlite\"\n"));
        run.command(&[]).assert().success();
        let alerts = run.rows("alertes.csv");
        assert!(cell(&alerts[0], "ou").split('|').any(|name| name == names), "{table}: {alerts:?}");
    }
}

/// A cell was compared with the apostrophe that keeps it from starting a formula.
#[test]
fn a_touchpoint_that_a_table_must_escape_is_found_by_its_name() {
    let export = EXPORT.replace("Caisse", "@Home");
    let rule = "[[alerts]]\nname = \"Essai\"\ntable = \"points_de_contact.csv\"\ncolumn = \"verbatims\"\nabove = 2\nrow = \"@Home\"";
    let run = Run::new(&export, rule);
    run.command(&["--fail-on-alert"]).assert().code(1);
    let lines = fs::read_to_string(run.report().join("alertes.jsonl")).unwrap();
    let alert: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(alert["ou"][0], "@Home");
}

#[test]
fn rules_that_can_never_be_met_stop_the_run_before_it_reads() {
    let told = [
        ("[routing]\nrules = [{ when = { theme = \"factures\" }, to = \"x\" }]", "routing.rules.when.theme"),
        ("[routing]\nrules = [{ when = { irritant = \"licorne\" }, to = \"x\" }]", "licorne"),
        ("[routing]\nrules = [{ when = {}, to = \" \" }]", "routing.rules.to"),
        ("[[alerts]]\nname = \"x\"\n", "alerts.name"),
        ("[[alerts]]\nname = \"x\"\ntable = \"rien.csv\"\ncolumn = \"y\"\nabove = 1", "irritants.csv"),
        ("[[alerts]]\nname = \"x\"\ntable = \"themes.csv\"\ncolumn = \"y\"\nabove = 1", "verbatims"),
        (
            "[[alerts]]\nname = \"x\"\ntable = \"citations.csv\"\ncolumn = \"ligne\"\nabove = 1",
            "made of totals",
        ),
        ("[[alerts]]\nname = \"x\"\ntable = \"themes.csv\"\ncolumn = \"part\"", "above or below"),
    ];
    for (config, said) in told {
        let run = Run::new(EXPORT, config);
        let output = run.command(&[]).assert().code(2).get_output().stderr.clone();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains(said), "{config}: {output}");
        assert!(!run.report().exists());
    }
}

#[test]
fn what_a_rule_or_a_target_names_in_vain_is_told_with_its_line() {
    let config = "\
[routing]
rules = [
  { when = { theme = \"prix\" }, to = \"x\" },
  { when = { irritant = \"licorne\" }, to = \"x\" },
]
[[alerts]]
name = \"a\"
when = { irritant = [\"licorne\"] }
[[alerts]]
name = \"b\"
table = \"rien.csv\"
column = \"y\"
[[alerts]]
name = \"c\"
table = \"themes.csv\"
column = \"y\"
[[alerts]]
name = \"d\"
table = \"themes.csv\"
column = \"part\"
[[targets]]
indicator = \"irritant\"
by = 2030-01-01
value = 0.1
name = \"licorne\"
";
    let run = Run::new(EXPORT, config);
    let output = run.command(&[]).assert().code(2).get_output().stderr.clone();
    let output = String::from_utf8(output).unwrap();
    for (line, said) in [
        (4, "a rule asks for the irritant"),
        (8, "a rule asks for the irritant"),
        (11, "alert \"b\": no table"),
        (16, "alert \"c\": themes.csv has no column"),
        (17, "alert \"d\" has no threshold"),
        (25, "a target asks for"),
    ] {
        assert!(output.contains(&format!("verbatim.toml:{line}: {said}")), "{line}: {said} in {output}");
    }
}

/// A column of words is refused: no number is above or below it. All others hold numbers, here and in every report.
#[test]
fn a_rule_on_words_is_refused_and_the_columns_that_hold_numbers_are_named() {
    let target = "[[targets]]\nindicator = \"ton_net\"\nvalue = 0.5\nby = 2030-01-01\n";
    let run = Run::new(
        include_str!("../data/avis-exemple.csv"),
        &format!("[routing]\n{target}[history]\nplace = \"h.sqlite\"\n"),
    );
    run.command(&[]).assert().success();
    let rule = |table: &str, column: &str| {
        format!("[[alerts]]\nname = \"x\"\ntable = \"{table}\"\ncolumn = \"{column}\"\nabove = 1\n")
    };
    let told = |config: &str| {
        let run = Run::new("Avis\nBien servi.\n", config);
        let output = run.command(&["--dry-run"]).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let (ok, said) = told(&rule("themes.csv", "libelle"));
    let numbers = "verbatims, positif, negatif, mixte, neutre, part, pour_100, ton_moyen, aspects_positifs, \
                   aspects_negatifs, aspects_neutres";
    let expected = format!(
        "verbatim.toml:4: alert \"x\": the column \"libelle\" of themes.csv holds words; those that hold numbers are {numbers}"
    );
    assert!(!ok && said.contains(&expected), "{said}");
    for table in [
        "irritants.csv",
        "enthousiasmants.csv",
        "points_de_contact.csv",
        "themes.csv",
        "modes.csv",
        "qualifications.csv",
        "etapes.csv",
        "canaux.csv",
        "mots.csv",
        "scores.csv",
        "notes.csv",
        "effets.csv",
        "cartographie.csv",
        "tendances.csv",
        "signaux.csv",
        "objectifs.csv",
        "services.csv",
        "departs_points_de_contact.csv",
    ] {
        let mut reader = csv::Reader::from_path(run.report().join(table)).unwrap();
        let header = reader.headers().unwrap().clone();
        let blocks: String = header.iter().map(|column| rule(table, column)).collect();
        let (_, said) = told(&blocks);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (at, column) in header.iter().enumerate() {
            let is_refused = said.contains(&format!("the column \"{column}\" of {table} holds words"));
            let cells: Vec<&str> = rows.iter().map(|row| &row[at]).filter(|cell| !cell.is_empty()).collect();
            let are_numbers = || cells.iter().all(|cell| cell.parse::<f64>().is_ok());
            let holds_numbers = (!cells.is_empty()).then(are_numbers);
            assert!(holds_numbers.is_none_or(|numbers| numbers != is_refused), "{table}: {column}");
        }
    }
}

#[test]
fn the_table_of_the_program_can_be_copied_and_names_irritants_that_exist() {
    let copied = Run::new(EXPORT, include_str!("../src/config/routing.toml"));
    copied.command(&[]).assert().success();
    let own = Run::new(EXPORT, "[routing]\n");
    own.command(&[]).assert().success();
    for file in ["routage.csv", "alertes.csv"] {
        assert_eq!(copied.rows(file), own.rows(file));
    }
}

#[test]
fn tables_alone_are_not_routed_unless_asked_for() {
    let run = Run::new(EXPORT, "");
    run.command(&[]).assert().success();
    for file in ["routage.csv", "departs.csv", "alertes.csv", "services.csv", "services", ".routage"] {
        assert!(!run.report().join(file).exists(), "{file}");
    }
}

#[test]
fn the_same_bytes_come_of_any_number_of_threads() {
    let mut export = "Client;Avis\n".to_owned();
    let texts =
        ["Bande d'escrocs !", "Colis jamais reçu, je vous quitte.", "Merci, parfait.", "Encore en panne."];
    (0..20_000).for_each(|i| export.push_str(&format!("C{};{}\n", i * 7 % 5003, texts[i % texts.len()])));
    let run = Run::new(&export, "[routing]\n");
    let mut before = None;
    for threads in ["1", "4"] {
        run.command(&["--threads", threads]).assert().success();
        let bytes = ["routage.csv", "departs.csv", "alertes.jsonl", "services.csv", "run.json"]
            .map(|file| fs::read(run.report().join(file)).unwrap());
        assert!(before.replace(bytes.clone()).is_none_or(|before| before == bytes));
    }
}
