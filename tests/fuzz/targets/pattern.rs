//! Any text is a line of a lexicon, or an error at one of its characters.

#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::lexicon::parse_pattern;

fuzz_target!(|text: &str| {
    match parse_pattern(text) {
        Ok(sequences) => assert!(sequences.iter().all(|sequence| !sequence.is_empty())),
        Err(error) => assert!(error.offset <= text.chars().count(), "{error:?}"),
    }
});
