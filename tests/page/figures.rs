//! Figures are those of the tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use csv::StringRecord;
use serde_json::Value;
use verbatim::ingest::{DayOrder, parse_day};

use super::browser::Browser;
use super::corpora;
use super::{analyze, browser, data, opened, report, rows, sample};

#[test]
fn figures_of_the_page_are_those_of_the_tables() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    sample(&place);
    compare(&place);
    for corpus in corpora::corpora() {
        analyze(&place, &corpus, &["--only", "page"]).assert().success();
        compare(&place);
    }
}

fn compare(place: &Path) {
    let data = data(place);
    let tables = [
        ("points", "points_de_contact.csv"),
        ("themes", "themes.csv"),
        ("modes", "modes.csv"),
        ("qualifications", "qualifications.csv"),
    ];
    for (key, name) in tables {
        let expected: Vec<Vec<String>> =
            rows(place, name).iter().map(|row| row.iter().map(str::to_owned).collect()).collect();
        assert_eq!(data["tables"][key]["rows"], serde_json::json!(expected), "{name}");
    }
    let comments = rows(place, "verbatims.csv");
    let irritants = rows(place, "irritants.csv");
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
    let dated = comments.iter().filter(|row| parse_day(&row[3], DayOrder::DayFirst).is_some()).count() as u64;
    let bars = data["trend"]["bars"].as_array().unwrap();
    let in_bars = bars.iter().flat_map(|bar| bar["tones"].as_array().unwrap()).map(|n| n.as_u64().unwrap());
    assert_eq!((in_bars.sum::<u64>(), data["trend"]["dated"].as_u64()), (dated, Some(dated)));
}

#[test]
fn figures_shown_are_those_of_the_tables() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("rapport");
    let Some(mut browser) = opened(dir.path()) else { return };
    let texts = |browser: &mut Browser, selector: &str| {
        let texts = format!("[...document.querySelectorAll({selector:?})].map(node => node.textContent)");
        let texts = browser.eval(&texts);
        let texts = texts.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
        texts.collect::<Vec<String>>()
    };
    let cells: Vec<String> = rows(&place, "themes.csv")
        .iter()
        .filter(|row| &row[2] != "0")
        .flat_map(|row| (3..7).map(|i| row[i].to_owned()).collect::<Vec<_>>())
        .collect();
    assert_eq!(texts(&mut browser, "#chaleur td"), cells);
    let everywhere = rows(&place, "irritants.csv").into_iter().filter(|row| &row[0] == "TOUS");
    let (unnamed, named): (Vec<_>, Vec<_>) = everywhere.partition(|row| row[1].ends_with(UNNAMED));
    let n = |rows: &[StringRecord]| rows.iter().map(|row| row[3].parse::<u64>().unwrap()).sum::<u64>();
    // What has a name, then the others of these and what has none, summed up, then the parts of the latter.
    let mut most: Vec<String> = named[..15].iter().map(|row| row[3].to_owned()).collect();
    most.extend([n(&named[15..]), n(&unnamed)].map(|n| n.to_string()));
    most.extend(unnamed.iter().map(|row| row[3].to_owned()));
    let shown = texts(&mut browser, "#pareto .n");
    assert_eq!(shown.iter().map(|text| text.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>(), most);
    assert!(shown[16].contains("cumul 100,0"), "{:?}", shown[16]);
    // Themes, each with the mentions of its irritants, which it opens on.
    browser.eval("const by = document.getElementById('pareto-groupes'); by.value = 'theme'; by.dispatchEvent(new Event('change'))");
    let mut of_themes: BTreeMap<&str, u64> = BTreeMap::new();
    let everywhere: Vec<&StringRecord> = named.iter().chain(&unnamed).collect();
    everywhere
        .iter()
        .for_each(|row| *of_themes.entry(&row[2]).or_default() += row[3].parse::<u64>().unwrap());
    let mut most: Vec<u64> = of_themes.into_values().collect();
    most.sort_unstable_by_key(|n| std::cmp::Reverse(*n));
    let themes = texts(&mut browser, "#pareto summary .n");
    let shown: Vec<u64> =
        themes.iter().map(|text| text.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(shown, most);
    assert!(themes.last().unwrap().contains("cumul 100,0"), "{themes:?}");
    assert_eq!(texts(&mut browser, "#pareto details > button").len(), everywhere.len());
    // Of one touchpoint, with shares of its own mentions, opened or not.
    browser.eval("const at = document.getElementById('pareto-choix'); at.value = 'Livraison'; at.dispatchEvent(new Event('change'))");
    let here = rows(&place, "irritants.csv").into_iter().filter(|row| &row[0] == "Livraison");
    let (unnamed, named): (Vec<_>, Vec<_>) = here.partition(|row| row[1].ends_with(UNNAMED));
    let all = n(&named) + n(&unnamed);
    let tenths = |n: u64| (n * 2000 + all) / (2 * all);
    let told = |n: u64| format!("{n} {},{}\u{a0}%", tenths(n) / 10, tenths(n) % 10);
    let counts = named.iter().map(|row| row[3].parse().unwrap());
    let counts =
        counts.take(15).chain([n(&unnamed)]).chain(unnamed.iter().map(|row| row[3].parse().unwrap()));
    let expected: Vec<String> = counts.map(told).collect();
    assert_eq!(texts(&mut browser, "#pareto .n"), expected);
    let hint = texts(&mut browser, "#pareto-aide").concat();
    assert!(hint.contains("mentions de ce point de contact"), "{hint}");
    let raised = rows(&place, "alertes.csv");
    let alerts = texts(&mut browser, "#alertes-liste li");
    assert_eq!(alerts.len(), raised.len() + 1, "departures come last");
    for (shown, row) in alerts.iter().zip(&raised) {
        let told = shown.replace('\u{a0}', " ").replace('−', "-");
        let why = row[5].replace("ton_net de points_de_contact.csv", "Ton net");
        assert!(shown.contains(&row[0]) && told.contains(&why), "{shown}");
    }
    let leaving = rows(&place, "verbatims.csv").iter().filter(|row| &row[13] == "1").count();
    assert!(alerts.last().unwrap().contains(&format!(" {leaving} ")), "{alerts:?}");
    let read = "document.querySelector('#alertes-liste button').click(); document.querySelectorAll('#verbatims li').length";
    assert_eq!(browser.eval(read), raised[0][6].split('|').count() as u64);
    let points = rows(&place, "points_de_contact.csv");
    let steps = texts(&mut browser, "#carte .step");
    assert_eq!(steps.len(), points.len());
    for (step, row) in steps.iter().zip(&points) {
        let said = format!("{} verbatims\u{a0}: ▲\u{a0}{}  ▼\u{a0}{}", &row[1], &row[2], &row[3]);
        assert!(step.starts_with(&row[0]) && step.contains(&said), "{step}");
    }
    let spots = texts(&mut browser, "#priorites-liste .spot");
    let placed = rows(&place, "cartographie.csv");
    assert_eq!(spots.len(), placed.iter().filter(|row| !row[8].is_empty()).count());
    for row in placed.iter().filter(|row| !row[8].is_empty()) {
        let short = |cell: &str| cell.trim_end_matches(".00").replace('.', ",");
        let said = format!(". {} importance {}, satisfaction {}", &row[0], short(&row[4]), short(&row[6]));
        let said = |spot: &&String| spot.ends_with(&said);
        assert_eq!(spots.iter().filter(said).count(), 1, "{row:?} in {spots:?}");
    }
    // Words lean to the same side in the picture and in the list of a phone.
    let signs = "[...document.querySelectorAll('#nuage #mots > g')].map(group => {
        const [name, sign] = [...group.querySelectorAll('text')].map(text => text.textContent);
        const shown = [...document.querySelectorAll('#nuage-mots button')].find(button => button.firstChild.data === name);
        return shown ? [{ '+': '▲', '−': '▼' }[sign], shown.querySelector('small')?.textContent.trim()] : ['', ''];
    })";
    let signs = browser.eval(signs);
    let signs: Vec<&Vec<Value>> =
        signs.as_array().unwrap().iter().map(|pair| pair.as_array().unwrap()).collect();
    assert!(
        signs.iter().all(|pair| pair[0] == pair[1]) && signs.iter().any(|pair| pair[0] == "▼"),
        "{signs:?}"
    );
    let score = rows(&place, "scores.csv").into_iter().find(|row| &row[0] == "TOUS").unwrap();
    let said = texts(&mut browser, "#notes-liste li").concat();
    for cell in [&score[4], &score[5], &score[9]] {
        assert!(said.contains(&cell.replace('.', ",").replace('-', "−")), "{cell} in {said}");
    }
    let effects = rows(&place, "effets.csv");
    for shown in texts(&mut browser, "#effets .row") {
        let said = |row: &StringRecord| {
            let effect = row[8].replace('.', ",").replace('-', "−");
            shown.starts_with(row[3].trim_end_matches(" (sans motif précis)"))
                && shown.contains(&format!("· {} notes", &row[4]))
                && shown.contains(&effect)
        };
        assert!(effects.iter().any(said), "{shown}");
    }
    let rises =
        "const moved = evolution(); [moved.was, moved.is].map(share => (share * 1e6).toFixed()).join()";
    let bars = data(&place)["trend"]["bars"].as_array().unwrap().clone();
    let share = |bar: &Value| {
        let tones: Vec<f64> = bar["tones"].as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
        format!("{:.0}", tones[1] / tones.iter().sum::<f64>() * 1e6)
    };
    let [.., before, last] = &bars[..] else { panic!("the sample lasts more than a week") };
    assert_eq!(browser.eval(rises), format!("{},{}", share(before), share(last)));
}

/// Of 40 touchpoints, one disc lay on another and some on the words of the corners.
#[test]
fn discs_of_the_mapping_lie_on_no_other_and_on_no_word() {
    for n in [9, 40, 150] {
        let dir = tempfile::tempdir().unwrap();
        let (input, place) = (dir.path().join("avis.csv"), dir.path().join("rapport"));
        let row = |i: usize| {
            let told = if i % 11 < i / n { "Accueil charmant, merci." } else { "Colis perdu, une honte." };
            format!("Agence {};{told}\n", i % n)
        };
        let rows: String = (0..n * 8).map(row).collect();
        fs::write(&input, format!("Point de contact;Commentaire\n{rows}")).unwrap();
        report(&place, &input);
        let Some(mut browser) = browser(&dir.path().join("profile")) else { return };
        browser.open(&place.join("rapport.html"));
        let met = "(() => {
            const box = (node) => node.getBoundingClientRect();
            const discs = [...document.querySelectorAll('#priorites-carte circle')].map(box);
            const words = [...document.querySelectorAll('#priorites-carte svg > text')].map(box);
            const radius = discs[0].width / 2 - discs[0].width / 12;
            const centre = (disc) => [disc.x + disc.width / 2, disc.y + disc.height / 2];
            const near = (at, from, to) => Math.min(Math.max(at, from), to) - at;
            const onDisc = (a, b) => Math.hypot(centre(a)[0] - centre(b)[0], centre(a)[1] - centre(b)[1]) < 2 * radius;
            const onWord = (disc, word) => Math.hypot(near(centre(disc)[0], word.left, word.right),
                near(centre(disc)[1], word.top + 3, word.bottom - 3)) < radius;
            const all = discs.flatMap((disc, i) => [discs.slice(0, i).some(other => onDisc(disc, other)) && `disc ${i}`,
                words.some(word => onWord(disc, word)) && `word ${i}`]);
            return [discs.length, ...all.filter(Boolean)];
        })()";
        let met = browser.eval(met);
        assert_eq!(met, serde_json::json!([n]), "{n} touchpoints");
    }
}

/// A step may be blamed in comments that all stand at another one: its irritants can be asked for as well.
#[test]
fn every_step_that_is_blamed_can_be_chosen() {
    let dir = tempfile::tempdir().unwrap();
    let (input, place) = (dir.path().join("avis.csv"), dir.path().join("rapport"));
    let late = "Colis livré en retard et abîmé, et le remboursement se fait toujours attendre.";
    fs::write(&input, format!("texte\n\"{late}\"\n")).unwrap();
    report(&place, &input);
    let points: Vec<String> =
        rows(&place, "points_de_contact.csv").iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(points, ["livraison"]);
    let data = data(&place);
    assert_eq!(data["irritant_touchpoints"], serde_json::json!(["livraison", "remboursement"]));
    assert_eq!(data["touchpoint_labels"]["remboursement"], "Remboursement ou retour");
    let irritants = data["tables"]["irritants"]["rows"].as_array().unwrap();
    assert!(irritants.iter().any(|row| row[0] == "remboursement"), "{irritants:?}");
}

const UNNAMED: &str = " (sans motif précis)";
