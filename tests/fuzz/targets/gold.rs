//! Any text is a gold file, whose labels have each their id, or an error of one line that begins with its place.

#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use verbatim::evaluate::read_gold;

fuzz_target!(|text: &str| match read_gold(text, "gold.jsonl") {
    Ok(all) => {
        let ids: BTreeSet<&str> = all.iter().map(|gold| gold.id.as_str()).collect();
        assert!(!all.is_empty() && ids.len() == all.len(), "an id twice");
    }
    Err(error) => {
        let error = error.to_string();
        let place = error.strip_prefix("gold.jsonl:").and_then(|rest| rest.split(':').next());
        let is_placed = place
            .and_then(|place| place.parse().ok())
            .is_some_and(|place: usize| (1..=text.lines().count()).contains(&place));
        assert!(is_placed || error == "gold.jsonl: no labelled comment", "{error:?}");
        assert!(!error.contains(char::is_control), "{error:?}");
    }
});
