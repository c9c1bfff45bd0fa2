//! `rapport.html` in a headless Chromium: figures are those of the tables, filters and clicks work, nothing is asked of
//! a network, a text of a customer stays text, nothing is clipped. Skipped, and said so, where there is no Chromium.

#[path = "page/browser.rs"]
mod browser;
#[path = "evaluation/corpora.rs"]
mod corpora;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use browser::Browser;
use csv::{ReaderBuilder, StringRecord};
use serde_json::Value;
use verbatim::ingest::{DayOrder, parse_day};

const UNNAMED: &str = " (sans motif précis)";
const HOSTILE: &str =
    "Livraison <script>alert(1)</script> </script><img src=x onerror=alert(2)> colis jamais reçu, c'est nul";

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
    assert_eq!(said, "Ton net au-dessous de -0,5\u{a0}: Guichet : nord (-1)");
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
    let raised = rows(&place, "alertes.csv");
    let alerts = texts(&mut browser, "#alertes-liste li");
    assert_eq!(alerts.len(), raised.len() + 1, "departures come last");
    for (shown, row) in alerts.iter().zip(&raised) {
        let told = shown.replace('\u{a0}', " ");
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

/// The table of what documents say: key, French, English.
fn wording() -> Vec<Vec<&'static str>> {
    let table = include_str!("../src/report/wording/documents.tsv");
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
