//! What the page says, in French and in English.

use std::fs;

use super::{analyze, assert_quiet, browser, data, report, rows};

/// Lines break before no « : » of the page: its words have the spaces of French; texts and tables have their own.
#[test]
fn spaces_of_french_are_those_of_documents_only() {
    let dir = tempfile::tempdir().unwrap();
    let (input, place) = (dir.path().join("avis.csv"), dir.path().join("rapport"));
    let lines = "Guichet : nord;« Nul » : colis jamais reçu !\n".repeat(40);
    fs::write(&input, format!("Point de contact;Commentaire\n{lines}")).unwrap();
    report(&place, &input);
    let mut folders = vec![place.clone()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
            if item.is_dir() {
                folders.push(item);
            } else if item.extension().is_some_and(|end| end == "csv" || end == "jsonl") {
                assert!(!fs::read_to_string(&item).unwrap().contains('\u{a0}'), "{}", item.display());
            }
        }
    }
    let data = data(&place);
    assert_eq!(data["say"]["colon"], "{a}\u{a0}: {b}");
    let texts = data["comments"]["rows"][0].as_array().unwrap();
    assert_eq!(texts.last().unwrap(), "« Nul » : colis jamais reçu !");
    assert_eq!(rows(&place, "alertes.csv")[0][5], *data["raised"][0]["pourquoi"].as_str().unwrap());
    // Nor does a reader meet names of files and columns.
    let said = data["raised"][0]["dit"].as_str().unwrap();
    assert_eq!(said, "Ton net au-dessous de −0,5\u{a0}: Guichet : nord (−1)");
}

/// Nothing to blame, one day, one comment: each part says so.
#[test]
fn a_run_with_little_to_say_is_told_in_sentences() {
    let dir = tempfile::tempdir().unwrap();
    let (input, place) = (dir.path().join("avis.csv"), dir.path().join("rapport"));
    fs::write(&input, "Date;Commentaire\n2026-05-04;Le magasin est rue de la gare.\n").unwrap();
    report(&place, &input);
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    let mut text = |id: &str| {
        let text = browser.eval(&format!("document.getElementById('{id}').textContent"));
        text.as_str().unwrap().replace('\u{a0}', " ")
    };
    assert_eq!(text("intro"), "1 verbatim du 04/05/2026 : ce qui irrite, où, et par quoi commencer.");
    assert_eq!(text("chaleur"), "Aucun thème.");
    let keys = text("cles");
    assert!(keys.contains("sur 1 ligne lue, 0 rejetée"), "{keys}");
    assert_eq!(
        browser.eval("document.querySelectorAll('.fig.bad').length"),
        0,
        "no complaint is no bad news"
    );
    assert_quiet(&browser);
}

/// The table of what documents say: key, French, English.
fn wording() -> Vec<Vec<&'static str>> {
    let table = include_str!("../../src/report/wording/documents.tsv");
    table.lines().skip(1).map(|line| line.split('\t').collect()).collect()
}

#[test]
fn an_english_page_says_nothing_in_french() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let input = dir.path().join("survey.csv");
    // Words that no French label has, twice each, so that every part of the page has something to show.
    let lines: String = (0..60)
        .map(|n| {
            let text =
                ["zut, colis jamais reçu", "bravo super", "je résilie et je saisis le tribunal"][n % 3];
            format!("Desk {},{},2024-0{}-1{},{text}\n", n % 2, [2, 9, 0][n % 3], 1 + n % 9, n % 10)
        })
        .collect();
    fs::write(&input, format!("point de contact,nps,date,avis\n{lines}")).unwrap();
    analyze(&place, &input, &["--lang", "en"]).assert().success();
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    assert_eq!(browser.eval("document.documentElement.lang"), "en");
    // All that is seen or said, but texts, words and names of customers and of lexicons.
    let said = "const out = []; const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); while (walk.nextNode()) { const node = walk.currentNode.parentElement; if (!node.closest('script, style, .comment p, #mots, #nuage-mots, #f-irritant, #alertes-liste strong, .tag, desc')) out.push(walk.currentNode.data); } for (const node of document.querySelectorAll('[aria-label]:not(#mots *, #nuage-mots *)')) out.push(node.getAttribute('aria-label')); out.join('\\n')";
    let said = browser.eval(said);
    let said = said.as_str().unwrap().replace('\u{a0}', " ");
    assert!(said.contains("Net tone") && said.contains("Comments by month"), "{said}");
    for row in wording().iter().filter(|row| row[1] != row[2]) {
        let english: String = wording().iter().map(|row| row[2].to_lowercase()).collect();
        let pieces = row[1].split(['|', '{', '}']).map(str::trim);
        for piece in
            pieces.filter(|piece| piece.chars().count() > 5 && !english.contains(&piece.to_lowercase()))
        {
            assert!(!said.contains(piece), "{:?} of {} is on an English page", piece, row[0]);
        }
    }
    for label in ["Livraison", "Relation", "Délais", "Réclamation", "Mixte", "Négatif", "défavorable"] {
        assert!(!said.contains(label), "{label}");
    }
    let digits = said.as_bytes().windows(3).any(|w| matches!(w, [b'0'..=b'9', b',', b'0'..=b'9']));
    assert!(!digits && !said.contains(" %"), "numbers have a decimal point: {said}");
    assert_quiet(&browser);
}
