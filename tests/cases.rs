//! Literate cases: every comment of `tests/cases/*.md` gets the tags written below it.
//!
//! A comment follows `> `; the lines below give its tags: `ton`, `qualification`, `modes`, `aspects`, `etapes`,
//! `canaux` (sets, `|` between), `depart`, `alerte` (0 or 1). `aspects+` must hold, `aspects-` must not. A case marked
//! `connu: faux` is kept with its right tags while the program is wrong: it fails the day it comes right, to be unmarked.
//! `piege` says what the case is a trap for; `tests/cases/README.md` tells when to write it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use verbatim::annotate::{Annotation, Annotator};
use verbatim::lexicon;
use verbatim::taxonomy::{Flag, Tag};

struct Case {
    place: String,
    comment: String,
    tags: Vec<(String, String)>,
    known_wrong: bool,
    trap: Option<Trap>,
}

/// What a case is a trap for.
#[derive(Clone, Copy, PartialEq)]
enum Trap {
    /// `naif`: counting words of praise and of blame gives the wrong tone.
    Naive,
    /// `ne pas tirer`: a word or a turn of phrase looks like a tag that must not be given.
    MustNotFire,
}

fn read_cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.retain(|path| !path.ends_with("README.md"));
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut open = false;
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let place = format!("tests/cases/{name}:{}", number + 1);
            if let Some(comment) = line.strip_prefix("> ") {
                let comment = comment.to_owned();
                cases.push(Case { place, comment, tags: Vec::new(), known_wrong: false, trap: None });
                open = true;
            } else if line.trim().is_empty() {
                open = false;
            } else if open {
                mark(cases.last_mut().unwrap(), line, &place);
            }
        }
    }
    cases
}

/// Reads a line below a comment; « canaux: » alone says that there is none.
fn mark(case: &mut Case, line: &str, place: &str) {
    let (key, value) =
        line.split_once(':').unwrap_or_else(|| panic!("{place}: neither a tag nor an empty line"));
    match (key.trim(), value.trim()) {
        ("connu", "faux") => case.known_wrong = true,
        ("piege", "naif") => case.trap = Some(Trap::Naive),
        ("piege", "ne pas tirer") => case.trap = Some(Trap::MustNotFire),
        ("connu" | "piege", other) => panic!("{place}: unknown mark '{other}'"),
        (key, value) => case.tags.push((key.to_owned(), value.to_owned())),
    }
}

fn given(annotation: &Annotation, facet: &str) -> BTreeSet<String> {
    let ids: Vec<String> = match facet {
        "ton" => vec![annotation.tone.id().to_owned()],
        "qualification" => vec![annotation.qualification.id().to_owned()],
        "modes" => annotation.modes.iter().map(|tag| tag.id().to_owned()).collect(),
        "aspects" => annotation.aspects.iter().map(|aspect| aspect.to_string()).collect(),
        "etapes" => annotation.steps.iter().map(|tag| tag.id().to_owned()).collect(),
        "canaux" => annotation.channels.iter().map(|tag| tag.id().to_owned()).collect(),
        "depart" => vec![u8::from(annotation.flags.contains(Flag::Departure)).to_string()],
        "alerte" => vec![u8::from(annotation.flags.contains(Flag::Alert)).to_string()],
        other => panic!("unknown facet '{other}'"),
    };
    ids.into_iter().collect()
}

/// What is wrong in a case, empty when nothing is.
fn misses(case: &Case, annotation: &Annotation) -> Vec<String> {
    let mut wrong = Vec::new();
    for (key, value) in &case.tags {
        let wanted: BTreeSet<String> = value
            .split('|')
            .map(|id| id.trim().to_owned())
            .filter(|id| !id.is_empty() && id != "aucun")
            .collect();
        let facet = key.trim_end_matches(['+', '-']);
        let given = given(annotation, facet);
        let right = match key.chars().last() {
            Some('+') => wanted.is_subset(&given),
            Some('-') => wanted.is_disjoint(&given),
            _ => wanted == given,
        };
        if !right {
            wrong.push(format!("{key}: {value}, got {}", given.into_iter().collect::<Vec<_>>().join("|")));
        }
    }
    wrong
}

#[test]
fn every_literate_case_gets_its_tags() {
    let (lexicon, _) = lexicon::load(None).unwrap();
    let mut annotator = Annotator::new(&lexicon);
    let cases = read_cases();
    assert!(cases.len() >= 400, "only {} cases were read", cases.len());
    let mut report = Vec::new();
    for case in &cases {
        let wrong = misses(case, &annotator.annotate(&case.comment));
        match (wrong.is_empty(), case.known_wrong) {
            (true, false) | (false, true) => {}
            (true, true) => report
                .push(format!("{}: right at last, remove « connu: faux »\n  {}", case.place, case.comment)),
            (false, false) => {
                report.push(format!("{}: {}\n  {}", case.place, wrong.join("; "), case.comment))
            }
        }
    }
    assert!(
        report.is_empty(),
        "{} of {} cases changed; see src/annotate for rules, lexicons/ for words, `verbatim explain` for why\n{}",
        report.len(),
        cases.len(),
        report.join("\n")
    );
}

/// Line breaks that end no more than a stop or a cell does, the apostrophe of telephones, accents written apart.
#[test]
fn how_a_comment_is_typed_changes_no_tag() {
    let (lexicon, _) = lexicon::load(None).unwrap();
    let mut annotator = Annotator::new(&lexicon);
    let ways: [fn(&str) -> String; 5] = [
        |text| format!("\n{text}"),
        |text| format!("{text}\r\n"),
        |text| text.replace(". ", ".\n").replace("! ", "!\n"),
        |text| text.replace('\'', "’"),
        |text| text.nfd().collect(),
    ];
    let mut changed = Vec::new();
    for case in read_cases() {
        let plain = annotator.annotate(&case.comment);
        for typed in ways.map(|typed| typed(&case.comment)) {
            if annotator.annotate(&typed) != plain {
                changed.push(format!("{}: {typed:?}", case.place));
            }
        }
    }
    assert!(changed.is_empty(), "{} changed\n{}", changed.len(), changed.join("\n"));
}

#[test]
fn the_suite_holds_traps_of_both_kinds() {
    let cases = read_cases();
    let count = |trap| cases.iter().filter(|case| case.trap == Some(trap) && !case.known_wrong).count();
    let (naive, must_not_fire) = (count(Trap::Naive), count(Trap::MustNotFire));
    assert!(naive >= 60, "only {naive} cases that counting words gets wrong");
    assert!(must_not_fire >= 40, "only {must_not_fire} cases where nothing must fire");
    for case in cases.iter().filter(|case| case.trap.is_some()) {
        assert!(!case.tags.is_empty(), "{}: a trap without a tag to check", case.place);
    }
}
