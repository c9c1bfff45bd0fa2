//! `verbatim evaluate` and `verbatim explain` on texts and labels of our own.

use std::path::PathBuf;

use assert_cmd::Command;
use verbatim::annotate::{Rule, Rules};
use verbatim::evaluate::{
    FacetScore, Gold, Labelled, Labels, Predicted, TagScore, Tags, ablate, read_gold, render_ablation, score,
    uncovered, worst,
};
use verbatim::lexicon::{Lexicon, compile, read_sources};
use verbatim::taxonomy::{Tag, Tone};

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
    // 2026-11-28: an identifier, or a tag, of several lines was told on several.
    let told = tell(&second(&line.replace("negatif\",\"modes", "f\\n\\u001b[2J\",\"modes")));
    assert_eq!(told, "or.jsonl:2: unknown tag \"f⏎·[2J\" in \"ton\"");
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

/// Identifiers of exports are e-mail addresses now and then.
#[test]
fn an_identifier_that_is_personal_is_shown_nowhere() {
    let (folder, gold, input) = files("id;texte\na;Accueil charmant.\n");
    let label = r#"{"id":"jean@exemple.fr","text":"Nul.","ton":"positif","modes":["opinion"],"qualification":"compliment","aspects":[],"etapes":[],"canaux":[],"depart":false,"alerte":false}"#;
    std::fs::write(&gold, label).unwrap();
    let missing = verbatim().arg("evaluate").arg(&gold).arg(&input).output().unwrap();
    let missing = String::from_utf8_lossy(&missing.stderr).into_owned();
    std::fs::write(folder.path().join("avis.csv"), "id;texte\njean@exemple.fr;Nul.\n").unwrap();
    let wrong = stdout(verbatim().arg("evaluate").arg(&gold).arg(&input).args(["--errors", "1"]));
    for said in [missing, wrong] {
        assert!(said.contains("[e-mail]") && !said.contains("jean@"), "{said}");
    }
}

#[test]
fn a_gold_id_that_the_export_lacks_stops_the_command() {
    let (_folder, gold, input) = files("id;texte\na;Accueil charmant.\n");
    let output = verbatim().arg("evaluate").arg(gold).arg(input).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("2 of 3 gold ids are missing") && error.contains("\"b\""), "{error}");
}

fn stdout(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The cells of the line that starts with a word.
fn line<'t>(text: &'t str, first: &str) -> Vec<&'t str> {
    let mut lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines.find(|cells| cells.first() == Some(&first)).unwrap_or_else(|| panic!("no {first} in\n{text}"))
}

#[test]
fn errors_are_judged_by_the_lexicons_of_the_option() {
    let (folder, gold, input) = files(
        "id;texte\na;Tout cela est zozotant.\nb;Deux heures d'attente, je résilie !\nc;Colis jamais reçu.\n",
    );
    let lexicons = folder.path().join("lexiques");
    std::fs::create_dir_all(lexicons.join("ton")).unwrap();
    let line_of_praise = "motif;polarite;force;note\nzozotant;positif;2;\n";
    std::fs::write(lexicons.join("ton/maison.csv"), line_of_praise).unwrap();
    let tone = |with: &[&std::ffi::OsStr]| {
        let text = stdout(verbatim().arg("evaluate").arg(&gold).arg(&input).args(with));
        line(&text, "ton.clear")[4].to_owned()
    };
    assert_eq!(tone(&[]), "0.6667");
    assert_eq!(tone(&["--lexicons".as_ref(), lexicons.as_os_str()]), "1.0000");
}

/// A score of one facet, right that often of ten.
fn tenths(right: u64) -> Vec<FacetScore> {
    let micro = TagScore { right, wrong: 10 - right, missed: 10 - right };
    vec![FacetScore { name: "modes", micro, macro_f1: None, tags: Vec::new(), labels: Labels::Any }]
}

#[test]
fn a_rule_brings_what_is_lost_without_it() {
    let table = ablate(|rules: Rules| match (rules.has(Rule::Irony), rules.has(Rule::Lack)) {
        (false, _) => tenths(6),
        (_, false) => tenths(10),
        _ => tenths(9),
    });
    assert_eq!((table.figures.as_slice(), table.whole.as_slice()), (&["modes"][..], &[0.9][..]));
    let order: Vec<Rule> = table.rules.iter().map(|share| share.rule).collect();
    assert_eq!(order.len(), Rule::ALL.len());
    assert_eq!((order[0], order[order.len() - 1]), (Rule::Irony, Rule::Lack));
    let text = render_ablation(&table);
    assert_eq!(line(&text, "toutes"), ["toutes", "90.00"]);
    assert_eq!(line(&text, "irony"), ["irony", "+30.00"]);
    assert_eq!(line(&text, "lack"), ["lack", "-10.00"]);
    assert_eq!(line(&text, "negation"), ["negation", "-"], "what does not move is a dash");
}

#[test]
fn ablation_shows_each_rule_and_each_figure() {
    let (_folder, gold, input) =
        files("id;texte\na;Accueil charmant.\nb;Pas charmant, je résilie !\nc;Colis jamais reçu.\n");
    let text = stdout(verbatim().arg("evaluate").arg(gold).arg(input).arg("--ablation"));
    let heads = line(&text, "règle");
    let figures = ["ton", "ton.clear", "qualification", "modes", "aspects", "irritants", "etapes", "canaux"];
    assert_eq!(heads[1..9], figures, "{text}");
    assert_eq!(heads[9..], ["depart", "alerte", "moyenne"], "{text}");
    // Without negation, « pas charmant » is praise: one sign of three turns wrong.
    assert_eq!(line(&text, "toutes")[2], "100.00", "{text}");
    assert_eq!(line(&text, "negation")[2], "+33.33", "{text}");
    for rule in Rule::ALL {
        assert_eq!(line(&text, rule.id()).len(), heads.len());
    }
}

const RATED: &str = "id;note;texte\n1;5;Accueil charmant.\n2;4;Personnel charmant.\n3;3;Horrible.\n4;2;Pas charmant du tout.\n5;1;Charmant !\n6;;Horrible.\n";

#[test]
fn ratings_stand_for_labels_when_there_is_no_gold_file() {
    let (_folder, _, input) = files(RATED);
    let text = stdout(verbatim().args(["evaluate", "-"]).arg(&input).arg("--ablation"));
    // 3 of 5 is neither high nor low, and one comment has no rating: four are left, three of them right.
    assert!(text.starts_with("4 verbatims comparés\n"), "{text}");
    assert_eq!(line(&text, "signe")[..5], ["signe", "4", "0.7500", "0.7500", "0.7500"], "{text}");
    assert_eq!(line(&text, "positif"), ["positif", "2", "0.6667", "1.0000", "0.8000"], "{text}");
    assert_eq!(line(&text, "règle"), ["règle", "signe"], "{text}");
    assert!(line(&text, "negation")[1].starts_with('+'), "{text}");
}

#[test]
fn a_scale_of_ten_has_its_own_high_and_low() {
    let (_folder, _, input) =
        files("id;satisfaction;texte\n1;10;Charmant.\n2;8;Charmant.\n3;5;Charmant.\n4;4;Horrible.\n");
    let text = stdout(verbatim().args(["evaluate", "-"]).arg(&input).args(["--rating", "satisfaction"]));
    assert!(text.starts_with("3 verbatims comparés\n"), "{text}");
    assert_eq!(line(&text, "signe")[4], "1.0000", "{text}");
}

#[test]
fn what_ratings_cannot_tell_is_refused_with_a_remedy() {
    let refused = |input: &std::path::Path, options: &[&str]| {
        let output = verbatim().args(["evaluate", "-"]).arg(input).args(options).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let (_folder, _, input) = files(RATED);
    assert!(refused(&input, &["--errors", "3"]).contains("give a gold file"));
    let (_folder, _, input) = files("id;texte\na;Accueil charmant.\n");
    assert!(refused(&input, &[]).contains("--rating"));
}

fn lexicon() -> Lexicon {
    compile(&read_sources(None).unwrap()).0
}

#[test]
fn words_that_no_line_holds_are_counted_once_a_comment_on_each_side() {
    let comment = |tone, text: &str| Labelled { tone, text: text.to_owned() };
    let comments = [
        comment(Tone::Negative, "Horrible, ce zigouillis, quel zigouillis !"),
        comment(Tone::Negative, "Zigouillis de moumoute et accueil horrible."),
        comment(Tone::Negative, "Un zigouillis de moumoute."),
        comment(Tone::Negative, "Le zigouillis de moumoute."),
        comment(Tone::Positive, "Accueil charmant, un peu de moumoute."),
        comment(Tone::Mixed, "Zigouillis charmant."),
        comment(Tone::Positive, "Charmant ratapoil."),
    ];
    let gaps = uncovered(&comments, &lexicon(), 10);
    assert_eq!(gaps.comments, [2, 4]);
    let words: Vec<(&str, [u64; 2])> = gaps.words.iter().map(|gap| (&*gap.term, gap.comments)).collect();
    // « horrible », « accueil » and « charmant » have lines; « ratapoil » is too rare to tell anything.
    assert_eq!(words, [("zigouillis", [0, 4]), ("moumoute", [1, 3])]);
    let pairs: Vec<(&str, [u64; 2])> = gaps.pairs.iter().map(|gap| (&*gap.term, gap.comments)).collect();
    assert_eq!(pairs, [("zigouillis de moumoute", [0, 3])]);
    assert_eq!(uncovered(&comments, &lexicon(), 1).words.len(), 1);
}

#[test]
fn uncovered_words_are_shown_for_labels_and_for_ratings() {
    let (_folder, gold, input) =
        files("id;texte\na;Charmant.\nb;Zigouillis, je résilie !\nc;Colis jamais reçu.\n");
    let text = stdout(verbatim().arg("evaluate").arg(gold).arg(input).args(["--uncovered", "5"]));
    assert!(text.contains("Mots qu'aucune ligne ne couvre (1 verbatims positifs, 2 négatifs)"), "{text}");
    let rated = format!("id;note;texte\n1;5;Charmant.\n{}", "2;1;Du zigouillis partout.\n".repeat(3));
    let (_folder, _, input) = files(&rated);
    let text = stdout(verbatim().args(["evaluate", "-"]).arg(input).args(["--uncovered", "5"]));
    assert_eq!(line(&text, "zigouillis"), ["zigouillis", "0", "3", "négatif"], "{text}");
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
