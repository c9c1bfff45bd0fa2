//! Goes in: comments one after the other. Comes out: for each, the tags that it has alone. What a thread remembers of the
//! words it met is a cache, and tells nothing of another comment.

use std::sync::LazyLock;

use proptest::prelude::*;
use verbatim::annotate::{Annotation, Annotator};
use verbatim::lexicon::{self, Lexicon};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| lexicon::load(None).unwrap().0);

/// Words and signs of the sample, and signs that it lacks.
static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sample = include_str!("../data/avis-exemple.csv");
    let words = sample.split([' ', ';', '\n', '"']).filter(|word| !word.is_empty()).map(str::to_owned);
    let signs = [
        "🙂", "👎", "👍", "😡", "12 €", "le 3 mai", "!!!", "?", "...", "+", "-", "10/10", "@moi", "nul",
        "super",
    ];
    words.chain(signs.iter().cycle().take(1_500).map(|sign| (*sign).to_owned())).collect()
});

/// Tags and terms, by name.
fn read(annotator: &mut Annotator<'_>, comment: &str) -> (Annotation, Vec<String>) {
    let annotation = annotator.annotate(comment);
    let mut terms = Vec::new();
    annotator.terms(|_| false, &mut terms);
    let keys = annotator.vocabulary().term_keys();
    (annotation, terms.iter().map(|term| keys[term.term as usize].to_string()).collect())
}

fn alone(comment: &str) -> (Annotation, Vec<String>) {
    read(&mut Annotator::new(&LEXICON), comment)
}

#[test]
fn a_comment_of_signs_alone_is_read() {
    for comment in ["🙂 👎", "👍 🙂 👎", "10/10 👎", "+ -"] {
        alone(comment);
    }
    let mut annotator = Annotator::new(&LEXICON);
    read(&mut annotator, "Explications");
    assert_eq!(read(&mut annotator, "🙂 dérailler"), alone("🙂 dérailler"));
}

fn comment() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len()).prop_map(|at| PIECES[at].clone());
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_comment_is_read_alike_whatever_came_before(comments in prop::collection::vec(comment(), 2..20)) {
        let mut annotator = Annotator::new(&LEXICON);
        for comment in &comments {
            let (together, apart) = (read(&mut annotator, comment), alone(comment));
            prop_assert_eq!(together, apart, "{}", comment);
        }
    }
}
