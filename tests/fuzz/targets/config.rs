//! Any text is a configuration, or an error with its line.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::config::ConfigFile;

fuzz_target!(|text: &str| {
    if let Err(error) = ConfigFile::parse(Path::new("verbatim.toml"), text) {
        assert!(error.to_string().starts_with("verbatim.toml:"), "{error}");
    }
});
