//! Any text is a configuration within its limits, or errors of one line each that begin with their place.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::config::ConfigFile;

fuzz_target!(|text: &str| match ConfigFile::parse(Path::new("verbatim.toml"), text) {
    Ok(file) => {
        assert!(file.threads.is_none_or(|n| (1..=1024).contains(&n)));
        assert!(file.thresholds.iter().all(|threshold| threshold.limit >= 0.0));
        for touchpoint in file.journey {
            assert!(!touchpoint.name.trim().is_empty());
            assert!(touchpoint.importance.is_none_or(|n| (1..=10).contains(&n)));
        }
    }
    Err(errors) => {
        assert!(!errors.0.is_empty());
        let n_lines = text.lines().count() + 1;
        for line in errors.to_string().split('\n') {
            let place = line.strip_prefix("verbatim.toml:").and_then(|rest| rest.split(':').next());
            let is_placed = place
                .and_then(|place| place.parse().ok())
                .is_some_and(|place: usize| (1..=n_lines).contains(&place));
            assert!(is_placed || line.starts_with("... and "), "{line:?}");
            assert!(!line.contains(char::is_control), "{line:?}");
        }
    }
});
