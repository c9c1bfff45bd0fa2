//! Any text is a pattern, or an error at one of its characters; and any text is the lines of a table, whose problems have
//! a line and a column of it, and whose patterns can be looked for.

#![no_main]

use std::borrow::Cow;

use libfuzzer_sys::fuzz_target;
use verbatim::annotate::Annotator;
use verbatim::lexicon::{MAX_VARIANTS, Source, compile, parse_pattern};

const HEADER: &str = "motif;polarite;force;nature;theme;irritant;etape;role;classe;note\n";

fuzz_target!(|text: &str| {
    match parse_pattern(text) {
        Ok(sequences) => {
            assert!(sequences.len() <= MAX_VARIANTS);
            assert!(sequences.iter().all(|sequence| !sequence.is_empty()));
        }
        Err(error) => assert!(error.offset <= text.chars().count(), "{error:?}"),
    }
    let table = format!("{HEADER}{text}");
    let n_lines = table.lines().count() as u32;
    let longest = table.lines().map(|line| line.chars().count()).max().unwrap_or(0) as u32;
    let (lexicon, issues) = compile(&[Source { path: "themes/delai.csv".into(), text: Cow::Owned(table) }]);
    for issue in issues {
        assert!((1..=n_lines).contains(&issue.line) && (1..=longest + 1).contains(&issue.column), "{issue}");
    }
    Annotator::new(&lexicon).annotate(text);
});
