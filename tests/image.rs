//! The lexicon embedded in the program is the one that its tables compile to, to the last bit.

use std::fs;
use std::path::Path;

use verbatim::annotate::Annotator;
use verbatim::lexicon::{self, Issue, Lexicon, Severity, compile, fingerprint, image, read_sources};
use verbatim::text::{lower, tokenize};

/// The lexicon of the embedded tables, compiled here.
fn compiled() -> (Lexicon, Vec<Issue>) {
    compile(&read_sources(None).unwrap())
}

/// Every line of the literate cases: their comments, and other texts.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let texts: Vec<String> =
        files.flat_map(|file| file.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(texts.len() > 1000, "only {} lines were read", texts.len());
    texts
}

#[test]
fn the_embedded_lexicon_is_what_its_tables_compile_to() {
    let (embedded, errors) = lexicon::load(None).unwrap();
    let (compiled, issues) = compiled();
    assert_eq!(issues, [], "the tables hold no error, and say nothing twice");
    assert_eq!(errors, []);
    assert_eq!(embedded.sha256, fingerprint(&read_sources(None).unwrap()));
    assert_eq!((embedded.n_patterns, &embedded.files), (compiled.n_patterns, &compiled.files));
    assert_eq!(format!("{:?}", embedded.entries), format!("{:?}", compiled.entries));
    assert_eq!(format!("{:?}", embedded.voices), format!("{:?}", compiled.voices));
    assert_eq!(embedded.roles, compiled.roles);
    assert_eq!(format!("{:?}", embedded.labels), format!("{:?}", compiled.labels));
    assert_eq!(format!("{:?}", embedded.display), format!("{:?}", compiled.display));
    let same = image::write(&embedded, &errors) == image::write(&compiled, &issues);
    assert!(
        same,
        "the image embedded, read and written again is not the image of what the tables compile to"
    );
}

#[test]
fn the_embedded_lexicon_reads_comments_as_its_tables_do() {
    let (embedded, _) = lexicon::load(None).unwrap();
    let (compiled, _) = compiled();
    let (mut one, mut other) = (Annotator::new(&embedded), Annotator::new(&compiled));
    let mut tokens = Vec::new();
    for text in texts() {
        tokens.clear();
        tokenize(&text, &mut tokens);
        for token in &tokens {
            let form = lower(token.text(&text));
            let resolved = |lexicon: &Lexicon| lexicon.atoms.resolve(&form, token.kind, &lexicon.normalizer);
            assert_eq!(resolved(&embedded), resolved(&compiled), "{form}");
        }
        assert_eq!(format!("{:?}", one.annotate(&text)), format!("{:?}", other.annotate(&text)), "{text}");
    }
}

#[test]
fn errors_of_tables_go_through_the_image() {
    let (embedded, _) = lexicon::load(None).unwrap();
    let issue = |line, severity| Issue {
        file: "themes/prix.csv".into(),
        line,
        column: 7,
        severity,
        message: "'{' is missing".into(),
    };
    let errors = vec![issue(3, Severity::Error), issue(4, Severity::Warning)];
    let image = image::write(&embedded, &errors).leak();
    assert_eq!(image::read(image).1, errors);
}
