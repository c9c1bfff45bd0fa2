use proptest::prelude::*;

use super::layout::{Placed, layout};
use super::select::{Choice, CloudWord, choose};
use super::svg::{FRAME, svg};
use super::terms::Terms;
use super::{Kind, clouds};
use crate::aggregate::{Summary, TermAt, TermTotals, ToneCounts, TouchpointTotals};
use crate::config::{Dialect, Language};
use crate::report::View;
use crate::report::picture::canvas::escaped;
use crate::report::wording::wording;
use crate::taxonomy::Tone;

fn word(label: &str, count: u64, tone: i64) -> CloudWord<'_> {
    CloudWord { label, count, tone, weight: count }
}

/// Invented counts: a retailer, a service, an insurer.
fn examples() -> Vec<(&'static str, Vec<CloudWord<'static>>)> {
    let shop = "colis -520;livraison -310;commande -80;service client -610;délai -480;produit 180;prix 60;livreur -560;\
        suivi -220;qualité 520;rapide 640;mail -190;réponse -420;attente -590;téléphone -350;remboursement -540;site 90;\
        retard -720;accueil 610;conseillère 580;magasin 240;retour -150;semaine -330;carton -240;déçu -760;parfait 820;\
        emballage 120;point relais -180;dossier -260;excellent 850;numéro -120;facture -380;problème -560;client -280;\
        écoute 430;sourire 720;efficace 660;merci 480;annulation -410;taille 40;promesse -450;avis 20;tarif -90;\
        gentillesse 760;abîmé -690;erreur -520;horaires -60;compte -110;application -140;adresse -200;rendez-vous 30;\
        cadeau 510;transporteur -470;disponible 260;gratuit 330;relance -580;panier 110;stock -230;échange 70;\
        clarté 390;confiance 350;simple 540;choix 410;paiement -70;code promo -160;inadmissible -860;sérieux 470;\
        réactivité 570;week-end -40;voisin -100;bon d'achat 90;perdu -700;casse -620;notice -80;couleur 130;\
        étiquette -30;vendeur 310;caisse -210;propreté 360;parking -120;œuvre 200;garçon 150;hôtesse 420;ponctuel 630";
    let words: Vec<CloudWord<'_>> = shop
        .split(';')
        .enumerate()
        .map(|(i, entry)| {
            let (label, tone) = entry.trim().rsplit_once(' ').unwrap();
            word(label, 1 + 4200 / (i as u64 + 4), tone.parse().unwrap())
        })
        .collect();
    let few = words.iter().take(12).copied().collect();
    let flat = words.iter().map(|w| word(w.label, 3, w.tone)).collect();
    let one = vec![word("accueil", 4, 600)];
    let mut dominant = words.clone();
    dominant[0] = word(dominant[0].label, 40_000, dominant[0].tone);
    vec![
        ("Ensemble", words),
        ("Livraison", few),
        ("Souscription et rendez-vous en agence", flat),
        ("Accueil", one),
        ("Paiement", dominant),
        ("Rien", vec![]),
    ]
}

fn overlap(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let b: Vec<[f64; 4]> = b.boxes().collect();
    a.boxes().any(|a| b.iter().any(|b| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]))
}

fn check(words: &[CloudWord<'_>]) {
    let (placed, dropped) = layout(words, FRAME);
    assert_eq!(placed.len() + dropped.len(), words.len());
    for (i, a) in placed.iter().enumerate() {
        for [left, top, right, bottom] in a.boxes() {
            let inside = left >= FRAME.left - 0.01
                && top >= FRAME.top - 0.01
                && right <= FRAME.left + FRAME.width + 0.01
                && bottom <= FRAME.top + FRAME.height + 0.01;
            assert!(inside, "{} leaves the frame", a.word.label);
        }
        for b in &placed[..i] {
            assert!(!overlap(a, b), "{} lies on {}", a.word.label, b.word.label);
        }
    }
}

#[test]
fn no_word_lies_on_another_or_leaves_the_frame() {
    for (_, words) in examples() {
        check(&words);
    }
}

#[test]
fn every_term_is_drawn_once_or_told_as_left_out() {
    for (title, words) in examples() {
        let choice = choose(words.clone());
        let (picture, dropped) = svg(wording(Language::French), title, Kind::Whole, &choice);
        let drawn: Vec<&str> = picture
            .lines()
            .filter(|line| line.contains("<title>") && line.starts_with("<g fill"))
            .map(|line| line.split("</text>").next().unwrap().rsplit('>').next().unwrap())
            .collect();
        let limit = words.len().min(drawn.len() + dropped.len());
        for word in &words[..limit] {
            let times = drawn.iter().filter(|label| **label == escaped(word.label)).count();
            let told = dropped.iter().filter(|dropped| dropped.label == word.label).count();
            assert_eq!(times + told, 1, "{}", word.label);
        }
        for word in &dropped {
            assert!(picture.contains(&format!(
                "{} ({}\u{a0}; {})",
                escaped(&word.label),
                word.count,
                word.reason
            )));
        }
    }
}

#[test]
fn a_picture_is_the_same_each_time_it_is_drawn() {
    let (title, words) = examples().swap_remove(0);
    let choice = choose(words);
    assert_eq!(
        svg(wording(Language::French), title, Kind::Whole, &choice),
        svg(wording(Language::French), title, Kind::Whole, &choice)
    );
}

#[test]
fn hostile_words_stay_text() {
    let hostile = "<script>alert(1)</script>";
    let words = vec![word(hostile, 9, 0), word("a&b\"c'", 5, 0), word("\u{0}\u{1b}", 3, 0)];
    let (picture, dropped) = svg(
        wording(Language::French),
        "</title><script>x</script>\u{8}",
        Kind::Specific("<b>"),
        &choose(words),
    );
    assert!(!picture.contains("<script") && !picture.contains('\u{0}') && !picture.contains('\u{8}'));
    assert!(picture.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(dropped.len(), 1);
    assert!(picture.contains("non affiché\u{a0}: ") && picture.contains("Non affiché\u{a0}: "));
}

#[test]
fn an_empty_cloud_says_so() {
    assert!(
        svg(wording(Language::French), "Rien", Kind::Whole, &Choice::default())
            .0
            .contains("Aucun mot à montrer")
    );
}

fn totals(touchpoints: &[(&str, u64)], tones: [u64; 4]) -> (TermTotals, ToneCounts) {
    let verbatims = touchpoints.iter().map(|(_, n)| n).sum();
    let at = |n: u64| TermAt { verbatims: n, score_sum: -500 * n as i64 };
    let touchpoints = touchpoints.iter().map(|(name, n)| (*name, at(*n))).collect();
    let totals =
        TermTotals { verbatims, score_sum: -500 * verbatims as i64, touchpoints, ..TermTotals::default() };
    (totals, ToneCounts(tones))
}

#[test]
fn a_picture_counts_only_comments_of_its_own() {
    let words = [
        ("colis", totals(&[("livraison", 30), ("accueil", 2)], [1, 30, 1, 0])),
        ("bonjour", totals(&[("livraison", 20), ("accueil", 20)], [20, 20, 0, 0])),
        ("sourire", totals(&[("accueil", 2)], [2, 0, 0, 0])),
    ];
    let at = |n| TouchpointTotals { tones: ToneCounts([0, n, 0, 0]), ..TouchpointTotals::default() };
    let forms = |name: &str, totals: &TermTotals| TermTotals {
        forms: [(name, 1)].into_iter().collect(),
        ..totals.clone()
    };
    let summary = Summary {
        touchpoints: [("livraison".to_owned(), at(100)), ("accueil".to_owned(), at(100))].into(),
        terms: words.iter().map(|(name, (totals, _))| (*name, forms(name, totals))).collect(),
        term_tones: words.iter().map(|(name, (_, tones))| (*name, *tones)).collect(),
        ..Summary::default()
    };
    let (labels, journey) = (crate::report::tests::labels(), crate::report::Journey::new(&[]));
    let view = View::of_totals(&summary, &labels, &journey, Dialect::ExcelFr);
    let terms = Terms::new(&view);
    let shown = |kind| -> Vec<(&str, u64)> {
        terms.of(kind, 100).iter().map(|word| (word.label, word.count)).collect()
    };
    assert_eq!(shown(Kind::Touchpoint("accueil")), [("bonjour", 20), ("colis", 2), ("sourire", 2)]);
    assert_eq!(shown(Kind::Tone(Tone::Positive)), [("bonjour", 20), ("sourire", 2), ("colis", 1)]);
    assert_eq!(
        shown(Kind::Specific("livraison")),
        [("colis", 30)],
        "what is as frequent elsewhere is not specific"
    );
    assert_eq!(shown(Kind::Specific("accueil")), [], "two comments are too few");
}

#[test]
fn touchpoints_beyond_the_most_commented_have_words_and_no_picture() {
    let name = |n: usize| format!("Point {n:02}");
    let at = |n: usize| TouchpointTotals { tones: ToneCounts([0, n as u64, 0, 0]), ..Default::default() };
    let places: Vec<(String, u64)> = (1..=60).map(|n| (name(n), 9)).collect();
    let places: Vec<(&str, u64)> = places.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    let (term, tones) = totals(&places, [0, 540, 0, 0]);
    let term = TermTotals { forms: [("colis", 1)].into_iter().collect(), ..term };
    let summary = Summary {
        touchpoints: (1..=60).map(|n| (name(n), at(9 + n))).collect(),
        terms: [("colis", term)].into_iter().collect(),
        term_tones: [("colis", tones)].into_iter().collect(),
        ..Summary::default()
    };
    let (labels, journey) = (crate::report::tests::labels(), crate::report::Journey::new(&[]));
    let view = View::of_totals(&summary, &labels, &journey, Dialect::ExcelFr);
    let clouds = clouds(&view);
    let has = |file: &str| clouds.files().iter().any(|(name, _)| name == file);
    assert!(has("nuages/point_11.svg") && has("nuages/specifiques/point_60.svg"));
    assert!(!has("nuages/point_10.svg") && !has("nuages/specifiques/point_10.svg"));
    assert!(clouds.files().iter().all(|(_, bytes)| !bytes.is_empty()));
    assert_eq!(clouds.words(5).count(), 61, "the whole, and every touchpoint");
}

/// `cargo test --lib pictures -- --ignored` draws the examples under `target`, for the eye.
#[test]
#[ignore = "writes pictures to look at"]
fn pictures() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/nuages");
    std::fs::create_dir_all(folder).unwrap();
    for (i, (title, words)) in examples().into_iter().enumerate() {
        std::fs::write(
            format!("{folder}/{i}.svg"),
            svg(wording(Language::French), title, Kind::Whole, &choose(words)).0,
        )
        .unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_counts_and_labels_are_laid_out(words in prop::collection::vec(("[a-zéçàœÀ-Ö' ]{1,24}", 1u64..100_000, -1000i64..1000), 0..60)) {
        let mut words: Vec<CloudWord<'_>> = words.iter().map(|(label, n, tone)| word(label, *n, *tone)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.weight));
        check(&choose(words).words);
    }
}
