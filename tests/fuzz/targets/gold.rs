//! Any text is a gold file, or an error with its line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::evaluate::read_gold;

fuzz_target!(|text: &str| {
    if let Err(error) = read_gold(text, "gold.jsonl") {
        assert!(error.to_string().starts_with("gold.jsonl:"), "{error}");
    }
});
