//! `rapport.html` in a headless Chromium: figures are those of the tables, filters and clicks work, nothing is asked of
//! a network, a text of a customer stays text, nothing is clipped. Skipped, and said so, where there is no Chromium.

#[path = "page/browser.rs"]
mod browser;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use browser::Browser;
use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;

const HOSTILE: &str =
    "Livraison <script>alert(1)</script> </script><img src=x onerror=alert(2)> colis jamais reçu, c'est nul";

fn report(place: &Path, input: &Path) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(input).arg("--out").arg(place).args(["--quiet", "--dialect", "rfc4180"]);
    run.assert().success();
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

#[test]
fn figures_of_the_page_are_those_of_the_tables() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    sample(&place);
    let data = data(&place);
    let tables = [
        ("points", "points_de_contact.csv"),
        ("themes", "themes.csv"),
        ("modes", "modes.csv"),
        ("qualifications", "qualifications.csv"),
    ];
    for (key, name) in tables {
        let expected: Vec<Vec<String>> =
            rows(&place, name).iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
        assert_eq!(data["tables"][key]["rows"], serde_json::json!(expected), "{name}");
    }
    let comments = rows(&place, "verbatims.csv");
    let irritants = rows(&place, "irritants.csv");
    for row in data["tables"]["irritants"]["rows"].as_array().unwrap() {
        let row: Vec<&str> = row.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap()).collect();
        assert!(irritants.iter().any(|known| known.iter().take(6).eq(row.iter().copied())), "{row:?}");
    }
    let with =
        |column: usize, value: &str| comments.iter().filter(|row| &row[column] == value).count() as u64;
    for tone in ["positif", "negatif", "mixte", "neutre"] {
        assert_eq!(data["tones"][tone], with(6, tone));
    }
    assert_eq!(
        (&data["flags"]["depart"], &data["flags"]["alerte"]),
        (&with(13, "1").into(), &with(14, "1").into())
    );
    assert_eq!(data["analysed"], comments.len() as u64);
    let dated = comments.iter().filter(|row| verbatim::ingest::parse_day(&row[3]).is_some()).count() as u64;
    let bars = data["trend"]["bars"].as_array().unwrap();
    let in_bars = bars.iter().flat_map(|bar| bar["tones"].as_array().unwrap()).map(|n| n.as_u64().unwrap());
    assert_eq!((in_bars.sum::<u64>(), data["trend"]["dated"].as_u64()), (dated, Some(dated)));
}

#[test]
fn filters_and_clicks_narrow_the_list() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let Some(mut browser) = opened(dir.path()) else { return };
    let comments = rows(&place, "verbatims.csv");
    let worst = rows(&place, "irritants.csv")
        .into_iter()
        .find(|row| &row[0] == "TOUS" && !row[1].contains('('))
        .unwrap();
    let said = |n: usize| format!("{n} verbatim{} sur {}", if n > 1 { "s" } else { "" }, comments.len());
    let count = "document.getElementById('compte').textContent";
    assert_eq!(browser.eval(count), said(comments.len()));

    let click = format!(
        "[...document.querySelectorAll('#pareto .row')].find(row => row.querySelector('.label').firstChild.data === {:?}).click(); {count}",
        &worst[1]
    );
    assert_eq!(browser.eval(&click), said(worst[3].parse().unwrap()));

    let expected = comments
        .iter()
        .filter(|row| &row[6] == "negatif" && row[4].split('|').any(|name| name == "Livraison"))
        .count();
    let choose = format!(
        "[...document.querySelectorAll('#filtres button')].pop().click(); for (const [id, value] of [['f-point', 'Livraison'], ['f-ton', 'negatif']]) {{ document.getElementById(id).value = value; document.getElementById(id).dispatchEvent(new Event('change')); }} {count}"
    );
    assert_eq!(browser.eval(&choose), said(expected));

    let word = "document.querySelector('#mots > g').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true })); document.querySelectorAll('#verbatims mark').length";
    assert!(browser.eval(word).as_u64().unwrap() > 0, "the spellings of a chosen word are marked");
    assert_quiet(&browser);
}

#[test]
fn nothing_is_clipped_on_a_phone_or_a_screen() {
    let dir = tempfile::tempdir().unwrap();
    let Some(mut browser) = opened(dir.path()) else { return };
    for width in [375, 1280] {
        for scheme in ["light", "dark"] {
            browser.screen(width, scheme);
            let widths = browser.eval("[document.documentElement.scrollWidth, window.innerWidth].join()");
            assert_eq!(widths, format!("{width},{width}"), "{scheme}");
        }
    }
    assert_quiet(&browser);
}

#[test]
fn a_script_in_a_comment_stays_text() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let input = dir.path().join("avis.csv");
    fs::write(
        &input,
        format!("point de contact;avis\n<b>Quai</b>;\"{HOSTILE}\"\n<b>Quai</b>;\"{HOSTILE}\"\n"),
    )
    .unwrap();
    report(&place, &input);
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    assert_eq!(browser.eval("document.querySelector('.comment p').textContent"), HOSTILE);
    assert_eq!(browser.eval("document.querySelectorAll('img, main script, main b').length"), 0);
    assert_quiet(&browser);
}
