//! What narrows the list of comments, and what is marked in it.

use std::fs;

use super::{assert_quiet, browser, data, opened, report, rows};

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

    let here = "const place = document.getElementById('nuage-choix'); place.value = 'Livraison'; place.dispatchEvent(new Event('change')); const words = document.querySelectorAll('#nuage-mots button'); words[0].click(); [words.length > 10, document.getElementById('f-point').value, document.querySelectorAll('mark.found').length > 0].join()";
    assert_eq!(browser.eval(here), "true,Livraison,true");
    assert_quiet(&browser);
}

#[test]
fn words_that_made_a_tag_are_marked_in_place() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let input = dir.path().join("avis.csv");
    let text = "-1 📦 : Colis jamais reçu, écrivez-moi à a@b.fr ou b@c.fr ! Équipe très aimable.";
    fs::write(&input, format!("avis\n{text}\n")).unwrap();
    report(&place, &input);
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    let marked = |kind: &str| {
        format!(
            "[...document.querySelectorAll('#verbatims mark.{kind}')].map(node => node.textContent).join('|')"
        )
    };
    assert_eq!(browser.eval(&marked("negatif")), "Colis jamais reçu");
    assert!(browser.eval(&marked("positif")).as_str().unwrap().ends_with("aimable"));
    assert_eq!(browser.eval(&marked("found")), "");
    let choose = "document.getElementById('f-irritant').value = 'colis jamais reçu'; document.getElementById('f-irritant').dispatchEvent(new Event('change'));";
    assert_eq!(browser.eval(&format!("{choose} {}", marked("found"))), "Colis jamais reçu");
    let shown = "document.querySelector('.comment p').textContent";
    assert_eq!(browser.eval(shown), text.replace("a@b.fr", "[e-mail]").replace("b@c.fr", "[e-mail]"));
    assert_quiet(&browser);
}

#[test]
fn a_large_run_says_that_the_page_has_a_selection() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let input = dir.path().join("avis.csv");
    let lines: String = (0..6000)
        .map(|n| format!("Point {},{}\n", n % 5500, ["colis jamais reçu", "super"][n % 2]))
        .collect();
    fs::write(&input, format!("point de contact,avis\n{lines}")).unwrap();
    report(&place, &input);
    let data = data(&place);
    assert_eq!(data["comments"]["names_all"], false, "5,500 names have no place in 2,500 comments");
    assert_eq!(
        data["comments"]["marks"].as_array().unwrap().len(),
        data["comments"]["rows"].as_array().unwrap().len()
    );
    let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
    browser.open(&place.join("rapport.html"));
    let said = browser.eval("document.getElementById('liste-aide').textContent");
    let said = said.as_str().unwrap();
    assert!(said.starts_with("Sélection de ") && said.contains("autant d'irritants"), "{said}");
    assert_quiet(&browser);
}
