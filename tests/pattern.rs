//! The pattern language: what each sign stands for, what is refused and where.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use verbatim::annotate::Annotator;
use verbatim::lexicon::{Element, MAX_VARIANTS, Source, What, compile, parse_pattern};
use verbatim::taxonomy::Theme;

fn shown(element: &Element) -> String {
    let what = match &element.what {
        What::Word(word) => word.clone(),
        What::Exact(form) => format!("<{form}>"),
        What::Prefix(start) => format!("{start}*"),
        What::Class(name) => format!("#{name}"),
        What::Gap(width) => format!("{{{width}}}"),
    };
    if element.negated { format!("!{what}") } else { what }
}

/// Variants between bars.
fn variants(pattern: &str) -> String {
    let variants = parse_pattern(pattern).unwrap();
    let shown = |variant: &Vec<Element>| variant.iter().map(shown).collect::<Vec<_>>().join(" ");
    variants.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

#[test]
fn each_sign_of_the_language_stands_for_what_the_manual_says() {
    let cases = [
        ("attente", "attente"),
        ("service client", "service client"),
        ("(mail|message) reçu", "mail reçu | message reçu"),
        ("a | b c", "a | b c"),
        ("[trop] cher", "trop cher | cher"),
        ("((a|b) c|d)", "a c | b c | d"),
        ("rembours*", "rembours*"),
        ("Déç*", "dec*"),
        ("<dû>", "<dû>"),
        ("<<3>", "<<3>"),
        ("attendre {3} réponse", "attendre {3} réponse"),
        ("attendre {0} réponse", "attendre réponse"),
        ("!répondre", "!répondre"),
        ("!(répondre|rappeler)", "!répondre | !rappeler"),
        ("#duree", "#duree"),
        ("d'attente", "d' attente"),
        ("rendez-vous", "rendez-vous | rendez vous"),
        (":)", "<:)>"),
        ("👍", "<👍>"),
    ];
    for (pattern, expected) in cases {
        assert_eq!(variants(pattern), expected, "{pattern}");
    }
}

#[test]
fn what_is_refused_is_refused_at_its_place() {
    let cases = [
        ("", 0, "an empty alternative"),
        ("a |", 0, "an empty alternative"),
        ("[a]", 0, "an empty alternative"),
        ("({2} a", 6, "')' is missing"),
        ("(a|b", 4, "')' is missing"),
        ("[a", 2, "']' is missing"),
        ("a)", 1, "a bracket closes that was not opened"),
        ("a {x} b", 5, "a gap is a number from 0 to 12: {3}"),
        ("a {13} b", 6, "a gap is a number from 0 to 12: {3}"),
        ("{2} a", 0, "a gap needs a word on both sides"),
        ("a {2}", 0, "a gap needs a word on both sides"),
        ("a {2} {3} b", 0, "two gaps side by side: add them up"),
        ("a <b", 2, "'>' is missing after an exact form"),
        ("a #", 3, "a class name must follow '#'"),
        // 2026-11-23: a mark of negation at the end made the parser panic.
        ("!", 1, "a word must follow '!'"),
        ("a !", 3, "a word must follow '!'"),
        ("a *", 2, "'*' has no meaning here"),
        ("été , là", 4, "',' holds no word"),
    ];
    for (pattern, offset, message) in cases {
        let error = parse_pattern(pattern).unwrap_err();
        assert_eq!((error.offset, error.message.as_str()), (offset, message), "{pattern}");
    }
}

#[test]
fn a_turn_stands_where_it_is_named() {
    let turns =
        "tournure;motif\nduree;(deux|trois) heure\nduree;une éternité\nvide;\nronde;attendre @duree\n";
    let lines = "motif;polarite\nattendre {2} @duree [fois];negatif\nà @jamais;negatif\n@duree {2};negatif\n";
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.to_owned().into() };
    let sources = [source("grammaire/tournures.csv", turns), source("ton/essai.csv", lines)];
    let (lexicon, issues) = compile(&sources);
    assert_eq!(lexicon.n_patterns, 6, "three turns, each with « fois » and without");
    let told: Vec<String> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "grammaire/tournures.csv:4:1: error: an empty alternative",
            "grammaire/tournures.csv:5:1: error: '@duree' is no turn of grammaire/tournures.csv",
            "ton/essai.csv:3:3: error: '@jamais' is no turn of grammaire/tournures.csv",
            "ton/essai.csv:4:1: error: a gap needs a word on both sides",
        ]
    );
}

#[test]
fn too_many_variants_are_refused() {
    let pattern = ["(a|b|c|d|e|f|g|h|i|j)"; 4].join(" ");
    assert!(parse_pattern(&pattern).unwrap_err().message.starts_with("too many variants"));
}

fn issues_of(text: &'static str) -> Vec<String> {
    let (_, issues) = compile(&[Source { path: "grammaire/essai.csv".into(), text: text.into() }]);
    issues.iter().map(ToString::to_string).collect()
}

/// 2026-11-30: an empty column at the end, a blank line with its separators and a comment between quotes were errors.
#[test]
fn a_table_that_a_spreadsheet_saved_is_read() {
    let saved = "motif;polarite;note;;\r\n\"#! a; b\";;;;\r\nrapide;positif;\"dit \"\"vite\"\"; souvent\";;\r\n;;;;\r\n";
    assert_eq!(issues_of(saved), Vec::<String>::new());
    let cell = issues_of("motif;polarite;;\nrapide;positif;;hier\n");
    assert!(
        cell[0].starts_with("grammaire/essai.csv:2:17: error: more cells than the header's 2"),
        "{cell:?}"
    );
}

/// 2026-11-30: such tables were left out without a word.
#[test]
fn a_table_whose_columns_nobody_knows_is_told() {
    for (text, told) in [
        ("rapide;positif\nlent;negatif\n", "the first column is 'rapide': expected 'motif'"),
        ("theme;motif\ndelai;attente\n", "the first column is 'theme': expected 'motif'"),
        ("mot;polarite\nrapide;positif\n", "the first column is 'mot': expected 'motif'"),
        ("motif;polarite;polarite\nrapide;positif;negatif\n", "column 'polarite' stands twice: keep one"),
    ] {
        let issues = issues_of(text);
        assert!(issues.iter().any(|issue| issue.ends_with(&format!("error: {told}"))), "{issues:?}");
    }
    assert_eq!(issues_of(""), Vec::<String>::new());
}

/// 2026-11-30: a cell in its neighbour's column gave a delight the name of a step, and a name kept the signs of a pattern.
#[test]
fn a_name_stands_alone_and_reads_as_it_is_written() {
    for (cells, told) in [
        ("retard;rapide", "5:13: error: an irritant and an « enthousiasmant » in one line: keep one"),
        (";belle <vue>", "5:7: error: 'belle <vue>' is shown as it stands: write it without '<'"),
    ] {
        let text = format!("motif;irritant;enthousiasmant\n#! a\n#! b\n#! c\nvite;{cells}\n");
        let (_, issues) = compile(&[Source { path: "themes/delai.csv".into(), text: text.into() }]);
        let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
        assert_eq!(issues, [format!("themes/delai.csv:{told}")]);
    }
}

#[test]
fn a_line_of_two_themes_gives_its_name_to_the_first_one_written() {
    for (themes, named) in [("remboursement|delai", Theme::Refund), ("delai|remboursement", Theme::Delay)] {
        let text =
            format!("motif;polarite;theme;irritant\nremboursé tard;negatif;{themes};versement tardif\n");
        let (lexicon, issues) = compile(&[Source { path: "ton/essai.csv".into(), text: text.into() }]);
        assert!(issues.is_empty(), "{issues:?}");
        let irritants = Annotator::new(&lexicon).annotate("remboursé tard").irritants;
        let labels: Vec<(Theme, bool)> =
            irritants.iter().map(|mention| (mention.theme, mention.label.is_some())).collect();
        assert_eq!(labels.len(), 2);
        assert!(labels.iter().all(|(theme, is_named)| *is_named == (*theme == named)), "{labels:?}");
    }
}

/// 2026-11-28, found by fuzzing: a line of one word after `!` with a role or a class made the compiler panic.
#[test]
fn a_denied_word_may_have_a_role_and_joins_no_class() {
    assert_eq!(issues_of("motif;role\n!répondre;contraste\n"), Vec::<String>::new());
    assert_eq!(
        issues_of("motif;classe\n!répondre;reponse\n"),
        ["grammaire/essai.csv:2:1: error: a class takes patterns of one word, without '!'"]
    );
}

proptest! {
    #[test]
    fn no_pattern_makes_the_parser_panic(pattern in any::<String>()) {
        drop(parse_pattern(&pattern));
    }

    #[test]
    fn no_heap_of_signs_makes_the_parser_panic(pattern in "[ab:;)D(|\\[\\]{}<>!#*'’ 0-9é-]{0,30}") {
        match parse_pattern(&pattern) {
            Err(error) => prop_assert!(error.offset <= pattern.chars().count()),
            Ok(variants) => {
                prop_assert!(!variants.is_empty() && variants.len() <= MAX_VARIANTS);
                for variant in &variants {
                    let gap = |element: Option<&Element>| matches!(element.map(|e| &e.what), Some(What::Gap(_)));
                    prop_assert!(!variant.is_empty() && !gap(variant.first()) && !gap(variant.last()));
                }
            }
        }
    }
}

/// A class that nothing calls is a list that somebody would keep up for nothing.
#[test]
fn every_class_and_turn_is_called_by_some_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let mut tables = String::new();
    for family in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for table in family.read_dir().unwrap() {
            tables.push_str(&std::fs::read_to_string(table.unwrap().path()).unwrap());
        }
    }
    let calls = |sign: char| -> BTreeSet<&str> {
        let names = tables.split(sign).skip(1);
        names.map(|name| name.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap()).collect()
    };
    let named = |table: &str, column: usize| -> Vec<String> {
        let rows = std::fs::read_to_string(folder.join("grammaire").join(table)).unwrap();
        rows.lines().skip(1).map(|row| row.split(';').nth(column).unwrap().to_owned()).collect()
    };
    let (classes, turns) = (calls('#'), calls('@'));
    let idle = |called: &BTreeSet<&str>, names: Vec<String>| -> Vec<String> {
        names.into_iter().filter(|name| !called.contains(name.as_str())).collect()
    };
    assert_eq!(idle(&classes, named("classes.csv", 1)), Vec::<String>::new());
    assert_eq!(idle(&turns, named("tournures.csv", 0)), Vec::<String>::new());
}
