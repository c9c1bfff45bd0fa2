//! Comments that no customer writes: long runs of one word, without punctuation or with nothing else. Each is read in a
//! time that grows with its length; a rule that looks at everything for everything would not end.

use std::fs;
use std::io::Write;

use assert_cmd::Command;
use verbatim::annotate::{Annotation, Annotator};
use verbatim::lexicon::load;

fn annotate(text: &str) -> Annotation {
    let (lexicon, _) = load(None).unwrap();
    Annotator::new(&lexicon).annotate(text)
}

/// Words that once cost their square, each by another rule: at these lengths, a square takes minutes.
const RUNS: [(&str, usize); 24] = [
    ("génial, ", 40_000),
    ("génial, nul, ", 40_000),
    ("non ", 100_000),
    ("ne ", 100_000),
    ("accueil ", 80_000),
    ("top nul. ", 80_000),
    ("mais ", 80_000),
    ("pas mal ", 60_000),
    ("aucun souci ", 60_000),
    ("et ", 100_000),
    ("rappeler ? ", 60_000),
    ("film ", 80_000),
    ("Points forts : accueil. ", 150_000),
    ("file d'attente. ", 250_000),
    ("livraison rapide ? ", 150_000),
    ("rendez-vous à 14h, reçu à 15h30. ", 100_000),
    ("panne réparée, parfait. ", 120_000),
    ("j'avais peur, conseiller aimable. ", 100_000),
    ("accueil ? oui. ", 60_000),
    ("bon, non, ", 60_000),
    ("dit « bon » ", 40_000),
    ("a aide ", 60_000),
    ("accueil, lui, ", 40_000),
    ("a", 2_000_000),
];

#[test]
fn a_long_run_of_one_word_is_read_in_linear_time() {
    for (word, times) in RUNS {
        annotate(&word.repeat(times));
    }
}

#[test]
fn signs_that_join_what_follows_are_cut_once() {
    annotate(&format!("{}a", "\u{600}".repeat(100_000)));
    annotate(&format!("e{}", "\u{301}".repeat(100_000)));
    annotate(&"👩\u{200D}".repeat(50_000));
}

#[test]
fn sums_of_judgements_do_not_overflow() {
    let short = annotate(&"parfait nul ".repeat(30_000));
    for times in [75_000, 85_000, 120_000] {
        let long = annotate(&"parfait nul ".repeat(times));
        assert_eq!(long.tone, short.tone, "{times} times");
        assert!(
            long.score.abs_diff(short.score) <= 20,
            "{times} times: {} and not {}",
            long.score,
            short.score
        );
    }
}

#[test]
fn a_comment_of_ten_megabytes_is_read_like_its_beginning() {
    let sentence = "Livraison en retard mais conseiller aimable. ";
    let (short, long) = (annotate(&sentence.repeat(1_000)), annotate(&sentence.repeat(10_000_000 / 45)));
    assert_eq!((long.tone, long.aspects, long.irritants), (short.tone, short.aspects, short.irritants));
}

#[test]
fn a_row_of_a_hundred_megabytes_is_rejected_and_the_next_one_analysed() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("avis.csv"), folder.path().join("rapport"));
    let mut file = fs::File::create(&input).unwrap();
    file.write_all(b"id;commentaire\n1;\"").unwrap();
    let megabyte = "Livraison en retard. ".repeat(50_000);
    (0..100).for_each(|_| file.write_all(megabyte.as_bytes()).unwrap());
    file.write_all("\"\n2;Livreur aimable.\n".as_bytes()).unwrap();
    let mut command = Command::cargo_bin("verbatim").unwrap();
    command.arg("analyze").arg(&input).arg("--out").arg(&out).args(["--only", "tables", "--quiet"]);
    command.assert().success();
    let table = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    assert!(table("rejets.csv").contains("ligne trop longue"));
    let kept = table("verbatims.csv");
    assert!(kept.contains("Livreur aimable.") && kept.lines().count() == 2, "{} bytes", kept.len());
}

#[test]
fn a_column_of_tokens_of_one_megabyte_does_not_fill_the_memory() {
    let (lexicon, _) = load(None).unwrap();
    let mut annotator = Annotator::new(&lexicon);
    let mut n_starts = 0;
    for letter in 'a'..='z' {
        for tail in ["é", "o", "u"] {
            annotator.annotate(&format!("{letter}{tail}{}", "abcdefghij".repeat(100_000)));
            n_starts += usize::from(annotator.vocabulary().is_full());
            annotator.forget_when_full();
        }
    }
    assert_eq!(n_starts, 2, "78 MB of tokens fill a vocabulary of 32 MiB twice");
}

#[test]
fn a_denial_that_holds_its_negator_is_not_looked_for_from_the_start_each_time() {
    annotate(&"Jamais déçue par la livraison. ".repeat(60_000));
}
