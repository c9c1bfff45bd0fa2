//! Comments that no customer writes: long runs of one word, without punctuation or with nothing else. Each is read in a
//! time that grows with its length; a rule that looks at everything for everything would not end.

use verbatim::annotate::{Annotation, Annotator};
use verbatim::lexicon::load;

fn annotate(text: &str) -> Annotation {
    let (lexicon, _) = load(None).unwrap();
    Annotator::new(&lexicon).annotate(text)
}

/// Words that once cost their square, each by another rule.
const RUNS: [(&str, usize); 12] = [
    ("génial, ", 40_000),
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
