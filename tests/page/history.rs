//! What a history adds to the page.

use std::fs;

use super::{analyze, assert_quiet, browser, data};

/// No comment is no climate, and rows that a history knows are told.
#[test]
fn a_night_without_a_new_comment_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let history = dir.path().join("historique.sqlite");
    let told = |name: &str, rows: &str| {
        let (input, place) = (dir.path().join(format!("{name}.csv")), dir.path().join(name));
        fs::write(&input, format!("Date;Commentaire\n{rows}")).unwrap();
        let options = ["--history", history.to_str().unwrap(), "--only", "page"];
        analyze(&place, &input, &options).assert().success();
        let data = data(&place);
        ["read", "known", "analysed", "net"].map(|key| data[key].to_string())
    };
    let row = "2026-05-04;Attente interminable en caisse.\n";
    assert_eq!(told("lundi", row), ["1", "0", "1", "-1000"]);
    assert_eq!(told("mardi", &format!("{row}2026-05-05;Accueil charmant.\n")), ["2", "1", "1", "1000"]);
    assert_eq!(told("mercredi", ""), ["0", "0", "0", "null"]);
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    let mut keys = |name: &str| {
        browser.open(&dir.path().join(name).join("rapport.html"));
        let keys = browser.eval("document.getElementById('cles').textContent");
        keys.as_str().unwrap().replace('\u{a0}', " ")
    };
    let (tuesday, wednesday) = (keys("mardi"), keys("mercredi"));
    let intro = browser.eval("document.getElementById('intro').textContent");
    assert!(intro.as_str().unwrap().starts_with("Aucun verbatim à analyser cette fois"), "{intro}");
    assert!(tuesday.contains("sur 2 lignes lues, 1 déjà dans l'historique, 0 rejetée"), "{tuesday}");
    assert!(wednesday.contains("aucun verbatim") && !wednesday.contains('%'), "{wednesday}");
    assert_quiet(&browser);
}

#[test]
fn what_a_history_says_stands_on_the_page_and_leads_to_the_comments() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let export = |name: &str, days: std::ops::Range<u32>, comment: &str| {
        let mut text = "Date;Point de contact;Note;Commentaire\n".to_owned();
        for day in days {
            let (day, month) = (day % 28 + 1, day / 28 + 1);
            for n in 0..20 {
                let told = if n % 4 == 0 { comment } else { "Accueil charmant." };
                text.push_str(&format!("{day:02}/{month:02}/2025;Livraison;{};{told} ({n})\n", n % 11));
            }
        }
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let config =
        "[[targets]]\nindicator = \"irritant\"\nname = \"colis abîmé\"\nvalue = 0.01\nby = 2025-12-31\n";
    fs::write(dir.path().join("verbatim.toml"), config).unwrap();
    let history = dir.path().join("historique.sqlite");
    let options = ["--history", history.to_str().unwrap(), "--only", "page"];
    analyze(&place, &export("avant.csv", 0..84, "Commande passée."), &options).assert().success();
    analyze(&place, &export("apres.csv", 84..91, "Le carton est arrivé écrasé."), &options)
        .assert()
        .success();
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    let text = |id: &str| format!("document.getElementById('{id}').textContent.replaceAll('\\u00a0', ' ')");
    let signals = browser.eval(&text("signaux-liste")).to_string();
    for told in ["↗ Irritant « colis abîmé » · Livraison", "✖ moins bien", "0,0 % avant"] {
        assert!(signals.contains(told), "{told} in {signals}");
    }
    let changes = browser.eval(&text("tendances-liste")).to_string();
    assert!(changes.contains("↗ Irritant « colis abîmé » : 0,0 % → 25,0 %"), "{changes}");
    let targets = browser.eval(&text("objectifs-liste")).to_string();
    assert!(targets.contains("25,0 % pour un objectif de 1,0 % au 31/12/2025"), "{targets}");
    browser.eval("document.querySelector('#signaux-liste button').click()");
    let shown = browser.eval(&text("compte")).to_string();
    assert!(shown.contains("35"), "{shown}");
    assert_quiet(&browser);
}
