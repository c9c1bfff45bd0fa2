//! `rapport.html` in a headless Chromium: figures are those of the tables, filters and clicks work, nothing is asked of
//! a network, a text of a customer stays text, nothing is clipped. Skipped, and said so, where there is no Chromium.

mod browser;
#[path = "../evaluation/corpora.rs"]
mod corpora;
mod figures;
mod history;
mod selection;
mod sentences;
mod shape;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use browser::Browser;
use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;

fn analyze(place: &Path, input: &Path, options: &[&str]) -> Command {
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(input).arg("--out").arg(place).args(["--quiet", "--dialect", "rfc4180"]);
    run.args(options);
    run
}

fn report(place: &Path, input: &Path) {
    analyze(place, input, &[]).assert().success();
}

fn sample(place: &Path) {
    report(place, &Path::new(env!("CARGO_MANIFEST_DIR")).join("data/avis-exemple.csv"));
}

fn rows(place: &Path, name: &str) -> Vec<StringRecord> {
    let mut reader = ReaderBuilder::new().from_path(place.join(name)).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn browser(profile: &Path) -> Option<Browser> {
    let browser = Browser::start(profile);
    if browser.is_none() {
        eprintln!("skipped: chromium is not installed");
    }
    browser
}

/// The page of the sample, in a browser.
fn opened(dir: &Path) -> Option<Browser> {
    let place = dir.join("rapport");
    sample(&place);
    let mut browser = browser(&dir.join("profile"))?;
    browser.open(&place.join("rapport.html"));
    Some(browser)
}

/// No error was told, and nothing but the page itself was asked for.
fn assert_quiet(browser: &Browser) {
    for event in &browser.events {
        let method = event["method"].as_str().unwrap_or_default();
        assert!(
            !["Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"].contains(&method),
            "{event}"
        );
        if method == "Network.requestWillBeSent" {
            let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
            assert!(url.ends_with("/rapport.html") || url.starts_with("data:font/woff2"), "{url}");
        }
    }
}

fn data(place: &Path) -> Value {
    let page = fs::read_to_string(place.join("rapport.html")).unwrap();
    let (_, after) = page.split_once("id=\"donnees\">").unwrap();
    serde_json::from_str(after.split_once("</script>").unwrap().0).unwrap()
}
