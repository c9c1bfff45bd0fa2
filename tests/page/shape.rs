//! How the page is made: names, template, widths, and texts that are no markup.

use std::fs;

use super::{analyze, assert_quiet, browser, opened, report, sample};

/// The picture of the page and its parts have names of their own: what hides a part must not find a word of the picture.
#[test]
fn no_name_stands_twice_in_the_page() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    sample(&place);
    let page = fs::read_to_string(place.join("rapport.html")).unwrap();
    let (parts, _) = page.split_once("<script").unwrap();
    let mut names: Vec<&str> =
        parts.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(names.contains(&"notes") && names.contains(&"mots"), "{names:?}");
    names.sort_unstable();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn a_team_brings_its_template_and_its_colours() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let input = dir.path().join("avis.csv");
    fs::write(&input, "avis\nColis jamais reçu\nRetard énorme\n").unwrap();
    let template = dir.path().join("modele.html");
    let own = "<!doctype html><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; {{policy}}\"><style>h1 { color: rgb(1, 2, 3) }</style><style>{{style}}</style><h1>Lumen</h1><div id='pareto'></div><template>{{cloud}}</template><script type='application/json' id='donnees'>{{data}}</script><script>{{script}}</script>";
    fs::write(&template, own).unwrap();
    fs::write(
        dir.path().join("verbatim.toml"),
        "[page]\ntemplate = \"modele.html\"\ntop = 1\n[page.colours]\nnegatif = [\"#010203\", \"#aabbcc\"]\n",
    )
    .unwrap();
    analyze(&place, &input, &["--only", "page"]).assert().success();
    let mut names: Vec<String> =
        fs::read_dir(&place).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".csv"));
    names.sort();
    let expected = ["alertes.jsonl", "rapport.html", "run.json", "services"];
    assert_eq!(names, expected, "no picture, and nothing of the staging folder");
    if let Some(mut browser) = browser(&dir.path().join("profile")) {
        browser.open(&place.join("rapport.html"));
        let style = |node: &str, name: &str| format!("getComputedStyle({node}).getPropertyValue('{name}')");
        assert_eq!(browser.eval(&style("document.documentElement", "--negatif")), "#010203");
        assert_eq!(browser.eval(&style("document.querySelector('h1')", "color")), "rgb(1, 2, 3)");
        assert_eq!(browser.eval("document.querySelectorAll('#pareto > button').length"), 1);
        browser.screen(390, "dark");
        assert_eq!(browser.eval(&style("document.documentElement", "--negatif")), "#aabbcc");
        assert_quiet(&browser);
    }
    fs::write(&template, "<p>{{data}}").unwrap();
    let run = analyze(&place, &input, &[]).assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("lacks {{policy}}"));
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

const HOSTILE: &str =
    "Livraison <script>alert(1)</script> </script><img src=x onerror=alert(2)> colis jamais reçu, c'est nul";
