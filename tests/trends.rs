//! Goes in: exports of several weeks, invented. Comes out: what a history tells of them. Never: a text of a real customer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use chrono::{Days, NaiveDate};
use tempfile::TempDir;

const CALM: [&str; 8] = [
    "Accueil charmant, conseils précis.",
    "Rien à signaler.",
    "Le carton est arrivé écrasé.",
    "Personnel aimable, je recommande.",
    "Produit défectueux dès le premier jour.",
    "Livraison rapide et soignée.",
    "Commande passée mardi.",
    "C'est trop cher.",
];
const PLANTED: &str = "Le livreur était impoli.";

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 6).unwrap() + Days::new(number)
}

/// An export: comments of some days at two touchpoints, drawn by a seed; from a day on, one of `every` at the first
/// touchpoint is the planted one.
fn export(path: &Path, days: std::ops::Range<u64>, seed: u64, planted: Option<(u64, u64)>) {
    let mut rng = fastrand::Rng::with_seed(seed ^ days.start);
    let mut text = "Identifiant;Date;Point de contact;Note;Commentaire\n".to_owned();
    for number in days {
        for n in 0..40 {
            let touchpoint = if n % 2 == 0 { "Livraison" } else { "Caisse" };
            let is_planted =
                planted.is_some_and(|(from, every)| number >= from && n % 2 == 0 && n / 2 % every == 0);
            let comment = if is_planted { PLANTED } else { CALM[rng.usize(..CALM.len())] };
            let rating = rng.u32(..=10);
            text.push_str(&format!("A-{number}-{n};{};{touchpoint};{rating};{comment}\n", day(number)));
        }
    }
    fs::write(path, text).unwrap();
}

fn analyze(folder: &TempDir, export: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let place = |name: &str| folder.path().join(name);
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(place(export)).arg("--out").arg(place("rapport"));
    run.arg("--history").arg(place("historique.sqlite"));
    run.args(["--only", "tables", "--quiet", "--dialect", "rfc4180"]).args(more).assert()
}

fn rows(folder: &TempDir, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.path().join("rapport").join(table)).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// The cells of the one row that has those.
fn row<'r>(
    rows: &'r [BTreeMap<String, String>],
    cells: &[(&str, &str)],
) -> Option<&'r BTreeMap<String, String>> {
    let mut found = rows.iter().filter(|row| cells.iter().all(|(name, cell)| row[*name] == *cell));
    let first = found.next();
    assert!(found.next().is_none(), "{cells:?} stand in several rows");
    first
}

#[test]
fn a_new_irritant_is_told_within_days_once_as_an_alert_then_as_going_on() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("verbatim.toml"), "[routing]\n").unwrap();
    export(&folder.path().join("avant.csv"), 0..80, 1, None);
    analyze(&folder, "avant.csv", &[]).success();
    assert!(rows(&folder, "signaux.csv").is_empty(), "{:?}", rows(&folder, "signaux.csv"));
    let mut raised = Vec::new();
    for night in 80..90 {
        export(&folder.path().join("nuit.csv"), night..night + 1, 1, Some((80, 5)));
        let run = analyze(&folder, "nuit.csv", &["--fail-on-alert"]);
        let signals = rows(&folder, "signaux.csv");
        let planted = row(&signals, &[("nom", "livreur absent ou impoli"), ("tendance", "hausse")]);
        if let Some(signal) = planted {
            assert_eq!((&*signal["point_de_contact"], &*signal["symbole"]), ("Livraison", "↗"));
            assert_eq!(signals.len(), 1, "{signals:?}");
            if signal["etat"] == "nouveau" {
                raised.push(night);
            }
        }
        let is_raised = raised.last() == Some(&night);
        assert_eq!(run.get_output().status.code(), Some(i32::from(is_raised)), "night {night}: {signals:?}");
        let alerts = rows(&folder, "alertes.csv");
        assert_eq!(alerts.len(), usize::from(is_raised), "{alerts:?}");
        if is_raised {
            assert_eq!(alerts[0]["alerte"], "Hausse soudaine d'un irritant");
            assert_eq!(alerts[0]["ou"], "Livraison, livreur absent ou impoli");
        }
    }
    assert!(matches!(raised[..], [80..=83]), "told on nights {raised:?}");
}

/// Nights that come in one export, after a weekend or a night missed, were told by no run.
#[test]
fn what_begins_in_days_that_come_together_is_new_when_they_come() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("verbatim.toml"), "[routing]\n").unwrap();
    for (name, days) in [("avant.csv", 0..80), ("trois.csv", 80..83), ("nuit.csv", 83..84)] {
        export(&folder.path().join(name), days, 1, Some((80, 2)));
    }
    let told = |name: &str| {
        let run = analyze(&folder, name, &["--fail-on-alert"]);
        let signals = rows(&folder, "signaux.csv");
        let planted = row(&signals, &[("nom", "livreur absent ou impoli"), ("tendance", "hausse")]);
        (planted.map(|signal| signal["etat"].clone()), run.get_output().status.code())
    };
    assert_eq!(told("avant.csv"), (None, Some(0)));
    assert_eq!(told("trois.csv"), (Some("nouveau".to_owned()), Some(1)));
    assert_eq!(told("nuit.csv"), (Some("en cours".to_owned()), Some(0)));
}

#[test]
fn what_nearly_goes_away_is_told_too() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder.path().join("avant.csv"), 0..80, 2, Some((0, 5)));
    export(&folder.path().join("apres.csv"), 80..90, 3, None);
    analyze(&folder, "avant.csv", &[]).success();
    analyze(&folder, "apres.csv", &[]).success();
    let signals = rows(&folder, "signaux.csv");
    let told = row(&signals, &[("nom", "livreur absent ou impoli"), ("point_de_contact", "Livraison")]);
    assert_eq!(told.map(|signal| &*signal["tendance"]), Some("baisse"), "{signals:?}");
}

#[test]
fn a_stream_that_never_changes_tells_nothing() {
    for seed in 10..16 {
        let folder = tempfile::tempdir().unwrap();
        export(&folder.path().join("trimestre.csv"), 0..90, seed, None);
        analyze(&folder, "trimestre.csv", &[]).success();
        assert!(rows(&folder, "signaux.csv").is_empty(), "seed {seed}: {:?}", rows(&folder, "signaux.csv"));
        let changes = rows(&folder, "tendances.csv");
        let told = changes.iter().filter(|change| ["hausse", "baisse"].contains(&&*change["tendance"]));
        assert_eq!(told.count(), 0, "seed {seed}: {changes:?}");
    }
}

#[test]
fn periods_are_compared_by_their_figures_and_targets_by_their_value() {
    let folder = tempfile::tempdir().unwrap();
    let config = "[history]\nperiod = 10\n\
        [[targets]]\nindicator = \"irritant\"\ntouchpoint = \"Livraison\"\nname = \"livreur absent ou impoli\"\nvalue = 0.3\nby = 2025-03-31\n\
        [[targets]]\nindicator = \"ton_net\"\nvalue = 0.9\nby = \"2025-01-20\"\n";
    fs::write(folder.path().join("verbatim.toml"), config).unwrap();
    // Ten days without it, then ten days where it is one comment of five at the touchpoint.
    export(&folder.path().join("export.csv"), 0..20, 4, Some((10, 5)));
    analyze(&folder, "export.csv", &[]).success();
    let changes = rows(&folder, "tendances.csv");
    let asked =
        [("indicateur", "irritant"), ("point_de_contact", "Livraison"), ("nom", "livreur absent ou impoli")];
    let change = row(&changes, &asked).unwrap();
    assert_eq!((&*change["du"], &*change["au"]), ("2025-01-16", "2025-01-25"));
    let figures = ["verbatims", "valeur", "precedente", "ecart", "tendance", "symbole", "sens"];
    let told = figures.map(|name| &*change[name]);
    assert_eq!(told, ["40", "0.2000", "0.0000", "0.2000", "hausse", "↗", "moins bien"]);
    assert_eq!((&*change["annee_precedente"], &*change["tendance_annee"]), ("", ""));
    let volume = row(&changes, &[("indicateur", "verbatims"), ("point_de_contact", "TOUS")]).unwrap();
    assert_eq!((&*volume["valeur"], &*volume["ecart"], &*volume["tendance"]), ("400", "0", "stable"));
    let targets = rows(&folder, "objectifs.csv");
    let told = |at: usize| ["objectif", "jours_restants", "situation"].map(|name| &*targets[at][name]);
    assert_eq!(told(0), ["0.3000", "65", "atteint"]);
    assert_eq!(told(1), ["0.9000", "-5", "manqué"]);
}

#[test]
fn a_target_is_held_to_its_figure_however_few_mention_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = |name: &str, touchpoint: &str| {
        format!(
            "[[targets]]\nindicator = \"irritant\"\nname = \"{name}\"\ntouchpoint = \"{touchpoint}\"\nvalue = 0.01\nby = 2025-03-31\n"
        )
    };
    let config = target("Livreur absent ou impoli", "livraison")
        + &target("livreur absent ou impoli", "Caisse")
        + &target("livreur absent ou impoli", "Atelier")
        + "[history]\nperiod = 10\n";
    fs::write(folder.path().join("verbatim.toml"), config).unwrap();
    // One comment a day of twenty, the last four days: too few for a line of changes.
    export(&folder.path().join("export.csv"), 0..20, 4, Some((16, 20)));
    analyze(&folder, "export.csv", &[]).success();
    let changes = rows(&folder, "tendances.csv");
    assert_eq!(
        row(&changes, &[("point_de_contact", "Livraison"), ("nom", "livreur absent ou impoli")]),
        None
    );
    let targets = rows(&folder, "objectifs.csv");
    let told: Vec<_> =
        targets.iter().map(|row| ["verbatims", "valeur", "situation"].map(|name| &*row[name])).collect();
    assert_eq!(told, [["4", "0.0200", "en attente"], ["0", "0.0000", "atteint"], ["0", "", "sans verbatim"]]);
    // As the other tables have them, however the configuration does.
    let named: Vec<_> = targets.iter().map(|row| &*row["point_de_contact"]).collect();
    assert_eq!(named, ["Livraison", "Caisse", "Atelier"]);
}

#[test]
fn days_that_are_all_alike_are_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let export = |last: u64| {
        let mut text = "Identifiant;Date;Commentaire\n".to_owned();
        for (number, n) in (0..14).flat_map(|number| (0..30).map(move |n| (number, n))) {
            let times = if number < 7 { 1 } else { last };
            (0..times).for_each(|more| {
                text.push_str(&format!("{number}-{n}-{more};{};Rien à signaler.\n", day(number)));
            });
        }
        text
    };
    for (times, told) in [(1, "stable"), (2, "hausse")] {
        fs::write(folder.path().join("export.csv"), export(times)).unwrap();
        analyze(&folder, "export.csv", &[]).success();
        let changes = rows(&folder, "tendances.csv");
        let volume = row(&changes, &[("indicateur", "verbatims"), ("point_de_contact", "TOUS")]).unwrap();
        assert_eq!(volume["tendance"], told, "{volume:?}");
    }
}

#[test]
fn a_year_ago_is_52_weeks_before_to_the_day() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder.path().join("avant.csv"), 0..7, 5, Some((0, 2)));
    export(&folder.path().join("apres.csv"), 364..371, 6, None);
    analyze(&folder, "avant.csv", &[]).success();
    analyze(&folder, "apres.csv", &[]).success();
    let changes = rows(&folder, "tendances.csv");
    let tone = row(&changes, &[("indicateur", "ton_net"), ("point_de_contact", "Livraison")]).unwrap();
    assert_eq!((&*tone["precedente"], &*tone["tendance"]), ("", "trop peu de verbatims"));
    assert_eq!(tone["tendance_annee"], "hausse", "{tone:?}");
}

#[test]
fn a_date_to_come_is_not_the_last_day_and_none_at_all_gives_empty_tables() {
    let folder = tempfile::tempdir().unwrap();
    export(&folder.path().join("export.csv"), 0..20, 7, None);
    let late = "Identifiant;Date;Commentaire\nB-1;05/01/2126;Rien à signaler.\n";
    fs::write(folder.path().join("tard.csv"), late).unwrap();
    analyze(&folder, "export.csv", &[]).success();
    analyze(&folder, "tard.csv", &[]).success();
    assert_eq!(rows(&folder, "tendances.csv")[0]["au"], "2025-01-25");
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sans.csv"), "Commentaire\nRien à signaler.\n").unwrap();
    analyze(&folder, "sans.csv", &[]).success();
    assert!(rows(&folder, "tendances.csv").is_empty() && rows(&folder, "signaux.csv").is_empty());
}

#[test]
fn what_comes_late_counts_in_the_past_that_it_belongs_to() {
    // The last night, and with it, what a till of the past weeks had kept for itself; all is read again, or at once.
    let folder = tempfile::tempdir().unwrap();
    export(&folder.path().join("avant.csv"), 0..80, 8, Some((78, 2)));
    export(&folder.path().join("nuit.csv"), 80..81, 8, Some((80, 2)));
    let night = fs::read_to_string(folder.path().join("nuit.csv")).unwrap();
    let late = |n: u64| format!("C-{n};{};Livraison;5;{PLANTED}\n", day(25 + n % 20));
    fs::write(folder.path().join("nuit.csv"), night.clone() + &(0..200).map(late).collect::<String>())
        .unwrap();
    fs::write(folder.path().join("juste.csv"), night).unwrap();
    let tables = ["tendances.csv", "signaux.csv", "emergents.csv"];
    let told = |nights: &[&str]| {
        fs::remove_file(folder.path().join("historique.sqlite")).ok();
        nights.iter().for_each(|night| drop(analyze(&folder, night, &[]).success()));
        tables.map(|table| rows(&folder, table))
    };
    let one = fs::read_to_string(folder.path().join("avant.csv")).unwrap()
        + fs::read_to_string(folder.path().join("nuit.csv")).unwrap().split_once('\n').unwrap().1;
    fs::write(folder.path().join("tout.csv"), one).unwrap();
    let [after, at_once, without] =
        [told(&["avant.csv", "nuit.csv"]), told(&["tout.csv"]), told(&["avant.csv", "juste.csv"])];
    assert_eq!(after, at_once);
    // It is seen: what was new is not.
    assert!(!without[1].is_empty() && after[1] != without[1], "{:?}", after[1]);
}

/// An export of days with a column of ratings of that name: twenty comments a day.
fn export_rated(
    path: &Path,
    days: std::ops::Range<u64>,
    header: &str,
    rating: impl Fn(u64, u64) -> &'static str,
) {
    let mut text = format!("Identifiant;Date;{header};Commentaire\n");
    for (number, n) in days.flat_map(|number| (0..20).map(move |n| (number, n))) {
        text.push_str(&format!("A-{number}-{n};{};{};Rien à signaler.\n", day(number), rating(number, n)));
    }
    fs::write(path, text).unwrap();
}

/// The cells of the lines of mean ratings.
fn mean_ratings(folder: &TempDir) -> Vec<[String; 6]> {
    let mut changes = rows(folder, "tendances.csv");
    changes.retain(|row| row["indicateur"] == "note" && row["point_de_contact"] == "TOUS");
    let cells = ["nom", "verbatims", "valeur", "precedente", "tendance", "sens"];
    changes.iter().map(|row| cells.map(|name| row[name].clone())).collect()
}

/// 2026-11-30: each of these was a mean of ratings as they were written, where more was better.
#[test]
fn mean_ratings_are_of_one_scale_and_go_its_way() {
    let folder = tempfile::tempdir().unwrap();
    let target =
        |more: &str| format!("[[targets]]\nindicator = \"note\"\n{more}value = 2\nby = 2025-03-31\n");
    let targets = [target(""), target("name = \"ces\"\n"), target("name = \"nps\"\n")].concat();
    fs::write(folder.path().join("verbatim.toml"), targets).unwrap();
    let export = folder.path().join("export.csv");
    let effort =
        |number: u64, n: u64| ["1", "2", "4", "5"][(n % 2 + if number < 7 { 0 } else { 2 }) as usize];
    let slip = |number: u64, n: u64| if n == 3 { "99" } else { ["3", "5"][((number + n) % 2) as usize] };
    let words = |number: u64, n: u64| {
        if n.is_multiple_of(2) || number < 7 { "Très satisfait" } else { "Insatisfait" }
    };
    for (header, rating, told) in [
        (
            "CES",
            &effort as &dyn Fn(u64, u64) -> &'static str,
            ["", "140", "4.5000", "1.5000", "hausse", "moins bien"],
        ),
        ("Étoiles", &slip, ["", "133", "4.0075", "3.9925", "stable", ""]),
        ("Avis", &words, ["", "140", "3.0000", "4.0000", "baisse", "moins bien"]),
    ] {
        export_rated(&export, 0..14, header, rating);
        fs::remove_file(folder.path().join("historique.sqlite")).ok();
        analyze(&folder, "export.csv", &["--rating", header]).success();
        assert_eq!(mean_ratings(&folder), [told], "{header}");
        if header == "CES" {
            let told = |row: &BTreeMap<String, String>| ["valeur", "situation"].map(|name| row[name].clone());
            let targets: Vec<_> = rows(&folder, "objectifs.csv").iter().map(told).collect();
            assert_eq!(targets, [["4.5000", "en recul"], ["4.5000", "en recul"], ["", "sans verbatim"]]);
        }
    }
}

#[test]
fn ratings_of_two_scales_have_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    export_rated(&folder.path().join("dix.csv"), 0..7, "Note", |_, n| ["8/10", "9/10"][(n % 2) as usize]);
    export_rated(&folder.path().join("cinq.csv"), 7..14, "Note", |_, _| "4/5");
    analyze(&folder, "dix.csv", &[]).success();
    assert_eq!(mean_ratings(&folder), [["", "140", "8.5000", "", "trop peu de verbatims", ""]]);
    analyze(&folder, "cinq.csv", &[]).success();
    let told = [
        ["etoiles", "140", "4.0000", "", "trop peu de verbatims", ""],
        ["nps", "0", "", "8.5000", "trop peu de verbatims", ""],
    ];
    assert_eq!(mean_ratings(&folder), told);
}

/// The same weeks, typed in two ways: by turns, then in the way that a past without them had.
#[test]
fn spellings_of_a_touchpoint_have_one_past() {
    let (plain, typed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (night, days) in [(0, 0..70), (1, 70..77), (2, 77..80)] {
        let name = format!("{night}.csv");
        export(&plain.path().join(&name), days, 8, Some((75, 5)));
        let text = fs::read_to_string(plain.path().join(&name)).unwrap();
        let rows = text.lines().zip(0..).map(|(row, n)| match (night, n % 3) {
            (1, 1) | (2, _) => {
                row.replace(";Livraison;", ";LIVRAISON;").replace(";Caisse;", ";caisse ;") + "\n"
            }
            (1, 2) => row.replace(";Livraison;", ";Livraison|livraison;") + "\n",
            _ => row.to_owned() + "\n",
        });
        fs::write(typed.path().join(&name), rows.collect::<String>()).unwrap();
        for folder in [&plain, &typed] {
            analyze(folder, &name, &[]).success();
        }
    }
    let told = |folder: &TempDir, table: &str| {
        let mut told = rows(folder, table);
        for row in &mut told {
            let name = row.get_mut("point_de_contact").unwrap();
            *name = name.replace("LIVRAISON", "Livraison").replace("caisse", "Caisse");
        }
        told.sort_unstable();
        told
    };
    for table in ["tendances.csv", "signaux.csv"] {
        assert!(!told(&plain, table).is_empty(), "{table}");
        assert_eq!(told(&typed, table), told(&plain, table), "{table}");
    }
    let names = |folder: &TempDir| {
        rows(folder, "tendances.csv")
            .into_iter()
            .map(|row| row["point_de_contact"].clone())
            .collect::<BTreeSet<_>>()
    };
    // Those of the last night: so are they in its other tables.
    assert_eq!(names(&typed).into_iter().collect::<Vec<_>>(), ["LIVRAISON", "TOUS", "caisse"]);
    let counts = [&plain, &typed].map(|folder| {
        let mut show = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        show.args(["history", "show"]).arg(folder.path().join("historique.sqlite"));
        show.args(["--table", "comptes", "--dialect", "rfc4180"]);
        String::from_utf8(show.assert().success().get_output().stdout.clone()).unwrap()
    });
    assert!(counts[0] == counts[1], "one line a day, under the spelling of most comments");
}
