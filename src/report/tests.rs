//! Snapshots of every table on one tiny summary, in both dialects.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::aggregate::{
    ByName, Contradiction, Example, MentionKey, MentionTotals, Moments, Quotation, Quotations, Quoted, Rank,
    ScoreTotals, Spellings, TagCounts, TermAt, TermTotals, ToneCounts, TouchpointTotals,
};
use crate::annotate::Annotation;
use crate::config::{
    ColumnRef, Header, IngestOptions, Input, Language, PageOptions, Phase, Redaction, Routing, Touchpoint,
    Wanted,
};
use crate::ingest::{Field, Reject};
use crate::scale::Scale;
use crate::taxonomy::{Aspect, Channel, Flag, Mode, Polarity, Qualification, Step, TagSet, Theme, Tone};

pub(super) fn labels() -> Labels {
    Labels::new(
        [("livraison", "Livraison"), ("suivi", "Suivi et service client"), ("telephone", "Téléphone")],
        [("livraison", "Livraison"), ("delai", "Délais et réactivité"), ("relation", "Relation et accueil")],
    )
}

fn mention(verbatims: u64, text: &str) -> MentionTotals {
    let example = Example { unfitness: 3, position: (0, verbatims), text: text.to_owned() };
    let mut quotations = Quotations::default();
    for (line, quoted) in (verbatims..).zip([text, "Encore raté"]) {
        let comment = Quoted { file: "avis.csv".into(), line, text: quoted.into(), ..Quoted::default() };
        let rank = Rank { unfitness: 0, day: Reverse(None), off_length: 0, position: (0, line) };
        quotations.add(Quotation { rank, tone: Tone::Negative, comment: Arc::new(comment) });
    }
    let scores = BTreeMap::from([(Scale::Nps, moments(&[(2000, verbatims)]))]);
    MentionTotals { verbatims, example: (!text.is_empty()).then_some(example), scores, quotations }
}

/// Ratings with how many comments gave each.
fn moments(ratings: &[(i32, u64)]) -> Moments {
    let mut moments = Moments::default();
    for (rating, n) in ratings {
        (0..*n).for_each(|_| moments.add(*rating));
    }
    moments
}

fn scores(ratings: &[(i32, u64)], off_scale: u64) -> BTreeMap<Scale, ScoreTotals> {
    let tones = |n| ToneCounts([0, n, 0, 0]);
    let ratings = ratings.iter().map(|(rating, n)| (*rating, tones(*n))).collect();
    BTreeMap::from([(Scale::Nps, ScoreTotals { ratings, off_scale })])
}

fn key(touchpoint: &str, theme: Theme, label: Option<&str>) -> MentionKey {
    MentionKey { touchpoint: touchpoint.into(), theme, label: label.map(str::to_owned) }
}

fn term(forms: &[(&str, u64)], verbatims: u64, score_sum: i64, touchpoints: &[(&str, u64)]) -> TermTotals {
    let share = |n: u64| TermAt { verbatims: n, score_sum: score_sum * n as i64 / verbatims as i64 };
    TermTotals {
        forms: forms.iter().map(|(form, n)| ((*form).to_owned(), *n)).collect(),
        verbatims,
        score_sum,
        touchpoints: touchpoints.iter().map(|(name, n)| ((*name).to_owned(), share(*n))).collect(),
    }
}

pub(super) fn summary() -> Summary {
    let touchpoint = |tones, score_sum, ratings: &[(i32, u64)]| TouchpointTotals {
        tones: ToneCounts(tones),
        score_sum,
        ratings: ratings.iter().copied().collect(),
        scores: if ratings.is_empty() { BTreeMap::new() } else { scores(ratings, 0) },
    };
    Summary {
        masked: BTreeMap::from([("e-mail", 2)]),
        tones: ToneCounts([5, 9, 2, 2]),
        score_sum: -3100,
        touchpoints: [
            ("livraison", touchpoint([1, 7, 1, 1], -4200, &[(2000, 6), (9000, 1)])),
            ("Accueil", touchpoint([4, 1, 0, 0], 1900, &[(10_000, 3), (7000, 1)])),
            ("non_precise", touchpoint([0, 1, 1, 1], -800, &[])),
        ]
        .map(|(name, totals)| (name.to_owned(), totals))
        .into(),
        irritants: BTreeMap::from([
            (
                key("livraison", Theme::Delivery, Some("colis jamais reçu")),
                mention(4, "=Colis perdu ; personne ne répond"),
            ),
            (key("livraison", Theme::Delivery, None), mention(3, "Livraison \"express\" en dix jours")),
            (
                key("Accueil", Theme::Delay, Some("attente sur place")),
                mention(3, "Une heure debout\ndans le hall"),
            ),
        ]),
        delights: BTreeMap::from([(
            key("Accueil", Theme::Relation, Some("accueil souriant")),
            mention(4, "Quel sourire"),
        )]),
        overall_irritants: BTreeMap::from([
            (
                (Theme::Delivery, Some("colis jamais reçu".to_owned())),
                mention(4, "=Colis perdu ; personne ne répond"),
            ),
            ((Theme::Delivery, None), mention(3, "Livraison \"express\" en dix jours")),
            (
                (Theme::Delay, Some("attente sur place".to_owned())),
                mention(2, "Une heure debout\ndans le hall"),
            ),
        ]),
        overall_delights: BTreeMap::from([(
            (Theme::Relation, Some("accueil souriant".to_owned())),
            mention(4, "Quel sourire"),
        )]),
        scores: scores(&[(2000, 6), (7000, 1), (9000, 1), (10_000, 3)], 2),
        theme_scores: BTreeMap::from([((Scale::Nps, Theme::Delivery), moments(&[(2000, 5), (9000, 1)]))]),
        themes: BTreeMap::from([
            (Theme::Delivery, TagCounts { tones: ToneCounts([0, 7, 1, 0]), score_sum: -5000 }),
            (Theme::Relation, TagCounts { tones: ToneCounts([4, 0, 1, 0]), score_sum: 2500 }),
        ]),
        aspects: BTreeMap::from([
            (Aspect { theme: Theme::Delivery, polarity: Polarity::Negative }, 8),
            (Aspect { theme: Theme::Relation, polarity: Polarity::Positive }, 5),
        ]),
        modes: BTreeMap::from([(
            Mode::Opinion,
            TagCounts { tones: ToneCounts([5, 8, 2, 0]), score_sum: -2000 },
        )]),
        qualifications: BTreeMap::from([
            (Qualification::Complaint, TagCounts { tones: ToneCounts([0, 9, 1, 0]), score_sum: -6000 }),
            (Qualification::Compliment, TagCounts { tones: ToneCounts([5, 0, 1, 2]), score_sum: 2900 }),
        ]),
        steps: BTreeMap::from([(
            Step::Delivery,
            TagCounts { tones: ToneCounts([1, 7, 1, 1]), score_sum: -4200 },
        )]),
        channels: BTreeMap::from([(
            Channel::Phone,
            TagCounts { tones: ToneCounts([0, 2, 0, 0]), score_sum: -1500 },
        )]),
        flags: BTreeMap::from([(Flag::Departure, 2)]),
        routed: Default::default(),
        days: BTreeMap::from([(
            chrono::NaiveDate::from_ymd_opt(2024, 5, 3).unwrap(),
            ToneCounts([5, 9, 2, 1]),
        )]),
        terms: ByName::from_iter([
            ("colis", term(&[("colis", 9)], 7, -4900, &[("livraison", 7)])),
            (
                "accueil",
                term(&[("accueil", 4), ("accueillis", 2)], 5, 3000, &[("Accueil", 4), ("livraison", 1)]),
            ),
            (
                "service client",
                term(&[("service client", 3)], 3, -600, &[("non_precise", 2), ("livraison", 1)]),
            ),
            (
                "client",
                term(&[("client", 2), ("clients", 1)], 3, -600, &[("non_precise", 2), ("livraison", 1)]),
            ),
        ]),
        term_tones: ByName::from_iter([
            ("colis", ToneCounts([0, 6, 1, 0])),
            ("accueil", ToneCounts([4, 1, 0, 0])),
            ("service client", ToneCounts([1, 1, 1, 0])),
            ("client", ToneCounts([1, 1, 1, 0])),
        ]),
    }
}

fn annotation() -> Annotation {
    Annotation {
        tone: Tone::Negative,
        score: -125,
        modes: TagSet::from_iter([Mode::Opinion, Mode::Question]),
        qualification: Qualification::Complaint,
        aspects: TagSet::from_iter([
            Aspect { theme: Theme::Delivery, polarity: Polarity::Negative },
            Aspect { theme: Theme::Relation, polarity: Polarity::Positive },
        ]),
        steps: TagSet::from_iter([Step::Delivery]),
        main_step: Some(Step::Delivery),
        channels: TagSet::default(),
        flags: TagSet::from_iter([Flag::Alert]),
        irritants: vec![],
        delights: vec![],
    }
}

pub(super) fn config(dialect: Dialect) -> Config {
    let touchpoint = |name: &str, phase, importance| Touchpoint { name: name.into(), phase, importance };
    Config {
        inputs: vec![Input::Stdin],
        out: "secret/rapport".into(),
        ingest: IngestOptions {
            columns: vec![(Field::Text, ColumnRef::Name("avis".into())), (Field::Id, ColumnRef::Position(1))],
            delimiter: Some(b';'),
            encoding: None,
            header: Header::Present,
            wanted: Wanted::Analysis,
            scale: None,
        },
        lexicons: Some("secret/lexiques".into()),
        threads: Some(7),
        dialect,
        redaction: Redaction::Mask,
        documents: Documents::All,
        thresholds: Vec::new(),
        language: Language::French,
        page: PageOptions::default(),
        routing: Routing { default: "à trier".into(), ..Routing::default() },
        quiet: false,
        force: false,
        targets: Vec::new(),
        journey: vec![
            touchpoint("Devis", Some(Phase::Before), Some(4)),
            touchpoint("accueil", Some(Phase::During), Some(8)),
            touchpoint("Livraison", Some(Phase::After), Some(9)),
        ],
        history: None,
        origin: None,
    }
}

pub(super) fn facts() -> RunFacts<BTreeMap<&'static str, &'static str>> {
    RunFacts {
        version: "0.1.0",
        inputs: vec![BTreeMap::from([("file", "avis.csv"), ("sha256", "00ff")])],
        files: vec!["avis.csv".into()],
        lexicon: LexiconFacts { sha256: "abcd".into(), files: 3, entries: 120 },
        rows: RowCounts { read: 1020, analysed: 1018, rejected: 2, known: None },
        streamed: Vec::new(),
        spellings: Spellings::default(),
    }
}

/// Every file of a folder.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut names = Default::default();
    manifest::list(dir, "", &mut names).unwrap();
    names.into_iter().map(|name| (name.clone(), fs::read(dir.join(name)).unwrap())).collect()
}

/// A folder as the pipeline leaves it.
fn folder(dialect: Dialect) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut header = Vec::new();
    write_verbatim_header(&mut header, dialect);
    fs::write(dir.path().join("verbatims.csv"), header).unwrap();
    fs::write(dir.path().join(MARKS_FILE), "").unwrap();
    fs::write(dir.path().join(ROUTES_FILE), "").unwrap();
    dir
}

fn shown(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap().replace('\u{feff}', "<BOM>").replace('\r', "<CR>")
}

#[test]
fn every_table_in_both_dialects() {
    let (summary, labels) = (summary(), labels());
    for (dialect, suffix) in [(Dialect::ExcelFr, "excel-fr"), (Dialect::Rfc4180, "rfc4180")] {
        let config = config(dialect);
        let journey = Journey::new(&config.journey);
        let view = View::of_totals(&summary, &labels, &journey, dialect);
        for (name, table) in TABLES {
            insta::assert_snapshot!(format!("{name}@{suffix}"), shown(table(&view)));
        }
    }
}

#[test]
fn verbatims_and_rejects_in_both_dialects() {
    let ann = annotation();
    let row = VerbatimRow {
        file: "avis.csv",
        line: 12,
        id: "-42",
        date: "03/05/2024",
        touchpoints: &["livraison", "suivi"],
        rating: "2,5",
        annotation: &ann,
        text: "@ vous : \"colis\" perdu, rien ; joignable au [téléphone]",
    };
    let reject = Reject {
        source: 0,
        line: 9,
        byte: 310,
        reason: "texte vide",
        content: "7;;".into(),
        is_cut: false,
        delimiter: ';',
    };
    for (dialect, suffix) in [(Dialect::ExcelFr, "excel-fr"), (Dialect::Rfc4180, "rfc4180")] {
        let mut out = Vec::new();
        write_verbatim_header(&mut out, dialect);
        let irritants = ["colis jamais reçu", "colis jamais reçu", "livreur absent"];
        write_verbatim_row(&mut out, dialect, &row, irritants.into_iter(), std::iter::empty());
        insta::assert_snapshot!(format!("verbatims.csv@{suffix}"), shown(out));
        let mut out = Vec::new();
        write_reject_header(&mut out, dialect);
        write_reject_row(&mut out, dialect, "avis.csv", &reject, &reject.content);
        insta::assert_snapshot!(format!("rejets.csv@{suffix}"), shown(out));
        let mut out = Vec::new();
        write_contradiction_header(&mut out, dialect);
        let contradiction = Contradiction { scale: Scale::Nps, praises: false, gap: 1125 };
        write_contradiction_row(&mut out, dialect, &row, &contradiction);
        insta::assert_snapshot!(format!("contradictions.csv@{suffix}"), shown(out));
    }
}

#[test]
fn the_closing_summary_names_the_worst_irritants() {
    let config = config(Dialect::ExcelFr);
    let text =
        closing(&summary(), facts().rows, &labels(), (&config.journey, &Spellings::default()), "rapport");
    insta::assert_snapshot!("closing", text);
}

#[test]
fn a_whole_report_is_written_and_written_the_same_again() {
    let (summary, labels) = (summary(), labels());
    let mut written = Vec::new();
    for _ in 0..2 {
        let dir = folder(Dialect::ExcelFr);
        write_all(dir.path(), &summary, &facts(), &labels, &config(Dialect::ExcelFr), None).unwrap();
        written.push(files(dir.path()));
    }
    assert_eq!(written[0], written[1]);
    let run = String::from_utf8(written[0]["run.json"].clone()).unwrap();
    assert!(!run.contains("secret") && !run.contains("threads"), "machine facts in run.json");
    // Fingerprints change with every file of the report.
    let told = run.lines().filter(|line| !line.contains("\"blake3\"") && !line.contains("\"bytes\""));
    insta::assert_snapshot!("run.json", told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_file_of_a_report_is_listed_and_each_difference_told() {
    let dir = folder(Dialect::ExcelFr);
    let mut streamed = OutputFile::create(dir.path(), "verbatims.csv").unwrap();
    let mut header = Vec::new();
    write_verbatim_header(&mut header, Dialect::ExcelFr);
    let (start, end) = header.split_at(7);
    streamed.write_all(start).unwrap();
    streamed.write_all(end).unwrap();
    let facts = RunFacts { streamed: vec![streamed.finish()], ..facts() };
    write_all(dir.path(), &summary(), &facts, &labels(), &config(Dialect::ExcelFr), None).unwrap();
    let n_listed = files(dir.path()).len() as u64 - 1;
    assert_eq!(verify(dir.path()).unwrap(), Verdict { intact: n_listed, ..Verdict::default() });

    fs::write(dir.path().join("mots.csv"), "").unwrap();
    fs::remove_file(dir.path().join("nuages/ensemble.svg")).unwrap();
    fs::write(dir.path().join("nuages/note.txt"), "à moi").unwrap();
    let verdict = verify(dir.path()).unwrap();
    assert_eq!(verdict.missing, ["nuages/ensemble.svg"]);
    assert_eq!(verdict.changed, ["mots.csv"]);
    assert_eq!(verdict.extra, ["nuages/note.txt"]);
    assert_eq!(verdict.intact, n_listed - 2);

    fs::write(dir.path().join(MANIFEST), "{\"outputs\": [\"mots.csv\"]").unwrap();
    verify(dir.path()).unwrap_err();
}

#[test]
fn an_empty_run_still_makes_every_table() {
    let dir = folder(Dialect::Rfc4180);
    write_all(dir.path(), &Summary::default(), &facts(), &labels(), &config(Dialect::Rfc4180), None).unwrap();
    assert!(dir.path().join("nuages/ensemble.svg").is_file());
    let points = fs::read_to_string(dir.path().join("points_de_contact.csv")).unwrap();
    assert_eq!(points.lines().nth(1), Some("Devis,0,0,0,0,0,,,,,,0,,,,avant,4,"));
}
