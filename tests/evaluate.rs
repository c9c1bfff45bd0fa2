//! `verbatim evaluate` and `verbatim explain` on texts and labels of our own.

use std::path::PathBuf;

use assert_cmd::Command;
use verbatim::evaluate::{Gold, Predicted, Tags, read_gold, score, worst};

const GOLD: &str = r#"{"id":"a","text":"Accueil charmant.","ton":"positif","modes":["opinion"],"qualification":"compliment","aspects":["relation:positif"],"etapes":[],"canaux":[],"depart":false,"alerte":false}
{"id":"b","text":"Deux heures d'attente, je résilie !","ton":"negatif","modes":["affirmation","opinion"],"qualification":"reclamation","aspects":["delai:negatif"],"etapes":["resiliation"],"canaux":[],"depart":true,"alerte":false}

{"id":"c","text":"Colis jamais reçu.","ton":"negatif","modes":["affirmation"],"qualification":"reclamation","aspects":["livraison:negatif"],"etapes":["livraison"],"canaux":[],"depart":false,"alerte":false}
"#;

fn gold() -> Vec<Gold> {
    read_gold(GOLD, "or.jsonl").unwrap()
}

/// What is expected, as if it had been given.
fn right(gold: &Gold) -> Predicted {
    let score = if gold.tags.tone == verbatim::taxonomy::Tone::Positive { 500 } else { -500 };
    Predicted { tags: gold.tags, score, text: gold.text.clone() }
}

fn facet<'s>(scores: &'s [verbatim::evaluate::FacetScore], name: &str) -> &'s verbatim::evaluate::FacetScore {
    scores.iter().find(|facet| facet.name == name).unwrap()
}

#[test]
fn what_is_all_right_scores_one_everywhere() {
    let gold = gold();
    let predicted: Vec<Predicted> = gold.iter().map(right).collect();
    for facet in score(&gold, &predicted) {
        let expected = if facet.micro.n() == 0 { 0.0 } else { 1.0 };
        assert_eq!(facet.micro.f1(), expected, "{}", facet.name);
    }
    assert!(worst(&gold, &predicted, 10).is_empty());
}

#[test]
fn figures_are_those_counted_by_hand() {
    let gold = gold();
    let mut predicted: Vec<Predicted> = gold.iter().map(right).collect();
    // « b » is taken for « a »: one tone of two kinds right, one aspect wrong and one missed.
    predicted[1].tags = Tags { modes: gold[1].tags.modes, ..gold[0].tags };
    predicted[1].score = 1;
    let scores = score(&gold, &predicted);
    let tone = facet(&scores, "ton");
    assert_eq!((tone.micro.right, tone.micro.wrong, tone.micro.missed), (2, 1, 1));
    // positif: 1 right of 2 given, 1 expected; negatif: 1 right of 1 given, 2 expected; both F1 are 2/3.
    assert_eq!(tone.macro_f1, Some(2.0 / 3.0));
    assert_eq!(facet(&scores, "ton.clear").macro_f1, Some(2.0 / 3.0));
    let aspects = facet(&scores, "aspects").micro;
    assert_eq!((aspects.right, aspects.wrong, aspects.missed), (2, 1, 1));
    // No label has five gold cases.
    assert_eq!(facet(&scores, "aspects").macro_f1, None);
    assert_eq!(facet(&scores, "depart").micro.recall(), 0.0);
}

#[test]
fn what_costs_most_comes_first() {
    let gold = gold();
    let mut predicted: Vec<Predicted> = gold.iter().map(right).collect();
    predicted[0].tags.modes = gold[1].tags.modes;
    predicted[2].tags.tone = verbatim::taxonomy::Tone::Positive;
    let wrong = worst(&gold, &predicted, 10);
    let order: Vec<(&str, usize)> = wrong.iter().map(|one| (one.gold.id.as_str(), one.cost)).collect();
    assert_eq!(order, [("c", 6), ("a", 1)]);
    assert_eq!(worst(&gold, &predicted, 1).len(), 1);
}

#[test]
fn a_wrong_line_of_the_gold_file_is_told_with_its_place() {
    let tell = |text: &str| read_gold(text, "or.jsonl").unwrap_err().to_string();
    let second = |line: &str| format!("{}\n{line}", GOLD.lines().next().unwrap());
    let line = GOLD.lines().nth(1).unwrap();
    assert_eq!(tell(""), "or.jsonl: no labelled comment");
    assert!(tell(&second("{")).starts_with("or.jsonl:2: "));
    assert_eq!(
        tell(&second(&line.replace("negatif\",\"modes", "fache\",\"modes"))),
        "or.jsonl:2: unknown tag \"fache\" in \"ton\""
    );
    assert_eq!(
        tell(&second(&line.replace("delai:negatif", "delai"))),
        "or.jsonl:2: unknown tag \"delai\" in \"aspects\""
    );
    assert_eq!(tell(&second(GOLD.lines().next().unwrap())), "or.jsonl:2: the id \"a\" is already on line 1");
}

fn verbatim() -> Command {
    Command::cargo_bin("verbatim").unwrap()
}

fn files(export: &str) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (gold, input) = (folder.path().join("or.jsonl"), folder.path().join("avis.csv"));
    std::fs::write(&gold, GOLD).unwrap();
    std::fs::write(&input, export).unwrap();
    (folder, gold, input)
}

#[test]
fn the_command_prints_figures_and_the_worst_errors() {
    let export = "id;texte\na;Accueil charmant.\nb;Bonjour, joignez-moi au 06 12 34 56 78\nc;Colis jamais reçu.\nd;En plus.\n";
    let (_folder, gold, input) = files(export);
    let output = verbatim().arg("evaluate").arg(gold).arg(input).args(["--errors", "1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("3 verbatims comparés\n"), "{text}");
    assert!(text.contains("\nb (coût ") && text.contains("attendu negatif, obtenu"), "{text}");
    assert!(text.contains("[téléphone]") && !text.contains("06 12 34"), "{text}");
}

#[test]
fn a_gold_id_that_the_export_lacks_stops_the_command() {
    let (_folder, gold, input) = files("id;texte\na;Accueil charmant.\n");
    let output = verbatim().arg("evaluate").arg(gold).arg(input).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("2 of 3 gold ids are missing") && error.contains("\"b\""), "{error}");
}

#[test]
fn explain_tells_words_lines_and_tags() {
    let output = verbatim().args(["explain", "Le conseiller n'est pas aimable."]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for heading in ["Mots", "Propositions", "Correspondances", "Constats", "Aspects", "Étiquettes"] {
        assert!(text.lines().any(|line| line.starts_with(heading)), "{heading} is missing:\n{text}");
    }
    assert!(text.contains("nié par « pas »"), "{text}");
    assert!(text.contains("themes/relation.csv:"), "{text}");
    assert!(text.lines().any(|line| line.split_whitespace().eq(["ton", "negatif"])), "{text}");
    assert!(!text.contains('\u{1b}'), "colours away from a terminal:\n{text}");
}

#[test]
fn explain_reads_standard_input_in_any_usual_encoding() {
    let text = |bytes: &[u8]| {
        let output = verbatim().arg("explain").write_stdin(bytes).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(text("Très déçu".as_bytes()), text(b"Tr\xE8s d\xE9\xE7u\r\n"));
}

#[test]
fn explain_has_nothing_to_say_of_nothing() {
    let output = verbatim().arg("explain").write_stdin(" \n").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
