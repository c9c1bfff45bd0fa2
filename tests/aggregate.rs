//! Totals obey laws: nothing added is nothing changed, neither order nor grouping matters, chunks do not show.

use std::cmp::Reverse;
use std::sync::{Arc, LazyLock};

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use verbatim::aggregate::{
    Absorb, Answer, Counted, Example, MentionKey, MentionTotals, Moments, Names, Quotation, Quotations,
    Quoted, Rank, Routed, ScoreTotals, Summary, TagCounts, Tally, TermAt, TermTotals, ToneCounts,
    TouchpointTotals,
};
use verbatim::annotate::{Annotation, LabelId, Mention, Occurrence};
use verbatim::scale::Scale;
use verbatim::taxonomy::{
    Aspect, Channel, Flag, Mode, Polarity, Qualification, Step, Tag, TagSet, Theme, Tone,
};

fn tag<T: Tag>() -> impl Strategy<Value = T> {
    (0..T::ALL.len()).prop_map(|i| T::ALL[i])
}

fn tags<T: Tag>() -> impl Strategy<Value = TagSet<T>> {
    vec(tag::<T>(), 0..4).prop_map(|tags| tags.into_iter().collect())
}

fn name() -> impl Strategy<Value = String> {
    "[a-d]"
}

fn tones() -> impl Strategy<Value = ToneCounts> {
    prop::array::uniform4(0u64..50).prop_map(ToneCounts)
}

fn counts() -> impl Strategy<Value = TagCounts> {
    (tones(), -5000i64..5000).prop_map(|(tones, score_sum)| TagCounts { tones, score_sum })
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    (2020i32..2030, 1u32..366).prop_map(|(year, day)| chrono::NaiveDate::from_yo_opt(year, day).unwrap())
}

fn scale() -> impl Strategy<Value = Scale> {
    (0..Scale::ALL.len()).prop_map(|i| Scale::ALL[i])
}

fn scores() -> impl Strategy<Value = ScoreTotals> {
    (btree_map(0i32..5, tones(), 0..4), 0u64..9)
        .prop_map(|(ratings, off_scale)| ScoreTotals { ratings, off_scale })
}

fn moments() -> impl Strategy<Value = Moments> {
    (0u64..9, 0i64..9000, 0u128..9000).prop_map(|(n, sum, squares)| Moments { n, sum, squares })
}

/// Ranks are of one position each, as in a run; texts come back.
fn quotation() -> impl Strategy<Value = Quotation> {
    (0u32..3, prop::option::of(day()), 0u64..1_000_000, 0usize..4).prop_map(|(unfitness, day, line, text)| {
        let text = ["un", "deux", "trois", "quatre"][text].to_owned();
        Quotation {
            rank: Rank { unfitness, day: Reverse(day), off_length: 0, position: (0, line) },
            tone: Tone::Negative,
            comment: Arc::new(Quoted { line, text, ..Quoted::default() }),
        }
    })
}

fn quotations() -> impl Strategy<Value = Quotations> {
    vec(quotation(), 0..6).prop_map(|all| chosen(&all))
}

fn chosen(all: &[Quotation]) -> Quotations {
    let mut best = Quotations::default();
    all.iter().for_each(|quotation| best.add(quotation.clone()));
    best
}

fn touchpoint() -> impl Strategy<Value = TouchpointTotals> {
    (tones(), -5000i64..5000, btree_map(0i32..5000, 1u64..9, 0..4), btree_map(scale(), scores(), 0..3))
        .prop_map(|(tones, score_sum, ratings, scores)| TouchpointTotals {
            tones,
            score_sum,
            ratings,
            scores,
        })
}

fn mention() -> impl Strategy<Value = MentionTotals> {
    let example = (0u32..3, (0u32..2, 0u64..4), name()).prop_map(|(unfitness, position, text)| Example {
        unfitness,
        position,
        text,
    });
    (1u64..9, prop::option::of(example), btree_map(scale(), moments(), 0..3), quotations()).prop_map(
        |(verbatims, example, scores, quotations)| MentionTotals { verbatims, example, scores, quotations },
    )
}

fn key() -> impl Strategy<Value = MentionKey> {
    (name(), tag(), prop::option::of(name())).prop_map(|(touchpoint, theme, label)| MentionKey {
        touchpoint,
        theme,
        label,
    })
}

fn term_at() -> impl Strategy<Value = TermAt> {
    (1u64..9, -5000i64..5000).prop_map(|(verbatims, score_sum)| TermAt { verbatims, score_sum })
}

fn term() -> impl Strategy<Value = TermTotals> {
    (btree_map(name(), 1u64..9, 1..3), 1u64..9, -5000i64..5000, btree_map(name(), term_at(), 0..3)).prop_map(
        |(forms, verbatims, score_sum, touchpoints)| TermTotals {
            forms: forms.into_iter().collect(),
            verbatims,
            score_sum,
            touchpoints: touchpoints.into_iter().collect(),
        },
    )
}

prop_compose! {
    fn summary()(
        (tones, score_sum) in (tones(), -5000i64..5000),
        touchpoints in btree_map(name(), touchpoint(), 0..3),
        (irritants, delights) in (btree_map(key(), mention(), 0..4), btree_map(key(), mention(), 0..4)),
        overall_irritants in btree_map((tag(), prop::option::of(name())), mention(), 0..4),
        overall_delights in btree_map((tag(), prop::option::of(name())), mention(), 0..4),
        (scores, theme_scores) in
            (btree_map(scale(), scores(), 0..3), btree_map((scale(), tag()), moments(), 0..4)),
        (themes, aspects) in (btree_map(tag(), counts(), 0..4), btree_map(tag::<Aspect>(), 0u64..9, 0..4)),
        (modes, qualifications) in (btree_map(tag(), counts(), 0..4), btree_map(tag(), counts(), 0..4)),
        (steps, channels) in (btree_map(tag(), counts(), 0..4), btree_map(tag(), counts(), 0..4)),
        (flags, routed) in (btree_map(tag::<Flag>(), 0u64..9, 0..3), routed()),
        days in btree_map(day(), tones(), 0..4),
        masked in btree_map(prop::sample::select(vec!["e-mail", "nom"]), 1u64..9, 0..3),
        (terms, term_tones) in (btree_map(name(), term(), 0..4), btree_map(name(), tones(), 0..4)),
    ) -> Summary {
        let terms = terms.into_iter().collect();
        let term_tones = term_tones.into_iter().collect();
        Summary {
            tones, score_sum, touchpoints, irritants, delights, overall_irritants, overall_delights, scores, theme_scores, themes,
            aspects, modes, qualifications, steps, channels, flags, days, terms,
            term_tones, masked, routed,
        }
    }
}

/// Complaints of customers, and comments behind alerts.
fn routed() -> impl Strategy<Value = Routed> {
    vec((1u64..9, 0usize..3, 0u32..=100, 0u64..50), 0..9).prop_map(|comments| {
        let mut routed = Routed::default();
        for (customer, alert, priority, line) in comments {
            routed.customers.add(customer);
            *routed.departures.entry("Caisse".to_owned()).or_default() += 1;
            routed.alerts.entry(alert).or_default().add(&["Caisse"], priority, (0, line));
        }
        routed
    })
}

fn sum(a: &Summary, b: &Summary) -> Summary {
    let mut sum = a.clone();
    sum.absorb(b.clone());
    sum
}

/// A comment as the pipeline counts it.
#[derive(Clone, Debug)]
struct Comment {
    annotation: Annotation,
    touchpoints: Vec<String>,
    by_step: bool,
    rating: Option<i32>,
    answer: Option<Answer>,
    terms: Vec<Occurrence>,
    length: u32,
}

fn mentions() -> impl Strategy<Value = Vec<Mention>> {
    let mention = (tag(), prop::option::of((0u32..3).prop_map(LabelId)), prop::option::of(tag()))
        .prop_map(|(theme, label, step)| Mention { theme, label, step });
    vec(mention, 0..3).prop_map(|mut mentions| {
        mentions.sort_unstable();
        mentions.dedup();
        mentions
    })
}

prop_compose! {
    fn annotation()(
        (tone, score) in (tag::<Tone>(), -1000i32..=1000),
        modes in tags::<Mode>(),
        qualification in tag::<Qualification>(),
        aspects in tags::<Aspect>(),
        (steps, main_step) in (tags::<Step>(), prop::option::of(tag::<Step>())),
        (channels, flags) in (tags::<Channel>(), tags::<Flag>()),
        (irritants, delights) in (mentions(), mentions()),
    ) -> Annotation {
        Annotation { tone, score, modes, qualification, aspects, steps, main_step, channels, flags, irritants, delights }
    }
}

fn comment() -> impl Strategy<Value = Comment> {
    let occurrence = (0u32..4, 0u32..3).prop_map(|(term, form)| Occurrence { term, form });
    let touchpoints =
        prop::sample::subsequence(vec!["accueil".to_owned(), "caisse".into(), "sav".into()], 1..=2);
    let answer = (0usize..2, prop::option::of(0i32..5))
        .prop_map(|(i, rating)| Answer { scale: Scale::ALL[i], rating: rating.map(|rating| rating * 1000) });
    let ratings = (prop::option::of(0i32..5000), prop::option::of(answer));
    (annotation(), touchpoints, any::<bool>(), ratings, vec(occurrence, 0..6), 0u32..300).prop_map(
        |(annotation, touchpoints, by_step, (rating, answer), terms, length)| Comment {
            annotation,
            touchpoints,
            by_step,
            rating,
            answer,
            terms,
            length,
        },
    )
}

struct Letters;

impl Names for Letters {
    fn term(&self, id: u32) -> &Arc<str> {
        static TERMS: LazyLock<[Arc<str>; 4]> =
            LazyLock::new(|| ["attent", "colis", "prix", "servic"].map(Arc::from));
        &TERMS[id as usize]
    }
    fn form(&self, id: u32) -> &Arc<str> {
        static FORMS: LazyLock<[Arc<str>; 3]> = LazyLock::new(|| ["une", "deux", "trois"].map(Arc::from));
        &FORMS[id as usize]
    }
    fn label(&self, id: LabelId) -> &str {
        ["attente", "colis perdu", "trop cher"][id.0 as usize]
    }
}

fn count(tally: &mut Tally, line: u64, comment: &Comment) {
    let touchpoints: Vec<&str> = comment.touchpoints.iter().map(String::as_str).collect();
    let counted = Counted {
        annotation: &comment.annotation,
        touchpoints: &touchpoints,
        by_step: comment.by_step,
        rating: comment.rating,
        answer: comment.answer,
        terms: &comment.terms,
        position: (0, line),
        length: comment.length,
    };
    tally.add(&counted, &mut || quoted(line, comment));
}

/// Texts come back every fifth line, days every third.
fn quoted(line: u64, comment: &Comment) -> Quoted {
    Quoted {
        line,
        text: format!("texte {}", line % 5),
        day: chrono::NaiveDate::from_yo_opt(2026, 1 + (line % 3) as u32),
        blemishes: comment.length % 3,
        ..Quoted::default()
    }
}

/// One of the ways in which people type a name.
fn written(name: &str, way: usize) -> String {
    match way {
        0 => name.to_owned(),
        1 => name.to_uppercase(),
        2 => name.replace('a', "à"),
        _ => name.replace('a', "A\u{300}"),
    }
}

fn whole(comments: &[Comment]) -> Summary {
    let mut tally = Tally::with_term_tones();
    (1..).zip(comments).for_each(|(line, comment)| count(&mut tally, line, comment));
    tally.drain(&Letters)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_empty_summary_is_neutral(x in summary()) {
        prop_assert_eq!(&sum(&x, &Summary::default()), &x);
        prop_assert_eq!(&sum(&Summary::default(), &x), &x);
    }

    #[test]
    fn grouping_does_not_matter(x in summary(), y in summary(), z in summary()) {
        prop_assert_eq!(sum(&sum(&x, &y), &z), sum(&x, &sum(&y, &z)));
    }

    #[test]
    fn order_does_not_matter(x in summary(), y in summary()) {
        prop_assert_eq!(sum(&x, &y), sum(&y, &x));
    }

    #[test]
    fn counting_in_chunks_gives_the_same_totals(comments in vec(comment(), 0..12), size in 1usize..5) {
        let mut chunks = Summary::default();
        let mut line = 0;
        let mut tally = Tally::with_term_tones();
        for chunk in comments.chunks(size) {
            for comment in chunk {
                line += 1;
                count(&mut tally, line, comment);
            }
            chunks.absorb(tally.drain(&Letters));
        }
        prop_assert_eq!(chunks, whole(&comments));
    }

    #[test]
    fn ways_of_writing_touchpoints_show_in_no_total(
        comments in vec((comment(), vec(0usize..4, 2)), 0..12),
        size in 1usize..5,
    ) {
        const NAMES: [&str; 3] = ["accueil", "caisse", "sav"];
        let mut chunks = Summary::default();
        let mut line = 0;
        for chunk in comments.chunks(size) {
            let mut tally = Tally::with_term_tones();
            for (comment, ways) in chunk {
                line += 1;
                let mut comment = comment.clone();
                comment.touchpoints.iter_mut().zip(ways).for_each(|(name, way)| *name = written(name, *way));
                count(&mut tally, line, &comment);
            }
            chunks.absorb(tally.drain(&Letters));
        }
        chunks.unite(NAMES);
        let comments: Vec<Comment> = comments.into_iter().map(|(comment, _)| comment).collect();
        prop_assert_eq!(&chunks, &whole(&comments));
        chunks.unite(NAMES);
        prop_assert_eq!(chunks, whole(&comments));
    }

    #[test]
    fn names_of_touchpoints_do_not_depend_on_the_order_of_totals(
        x in vec(0usize..4, 0..9), y in vec(0usize..4, 0..9),
    ) {
        let summary = |ways: &[usize]| {
            let mut summary = Summary::default();
            for way in ways {
                let totals = TouchpointTotals { tones: ToneCounts([1, 0, 0, 0]), ..TouchpointTotals::default() };
                summary.touchpoints.absorb([(written("magasin", *way), totals)].into());
            }
            summary
        };
        let (mut one, mut other) = (sum(&summary(&x), &summary(&y)), sum(&summary(&y), &summary(&x)));
        prop_assert_eq!(one.unite([]), other.unite([]));
        prop_assert_eq!(&one, &other);
        prop_assert!(one.touchpoints.len() <= 1);
        prop_assert_eq!(one.touchpoints.values().map(|totals| totals.tones.total()).sum::<u64>(), (x.len() + y.len()) as u64);
    }

    #[test]
    fn tones_of_terms_add_up_to_their_comments(comments in vec(comment(), 0..12)) {
        let all = whole(&comments);
        let by_tone: Vec<(&str, u64)> = all.term_tones.iter().map(|(name, tones)| (name, tones.total())).collect();
        let counted: Vec<(&str, u64)> = all.terms.iter().map(|(name, totals)| (name, totals.verbatims)).collect();
        prop_assert_eq!(by_tone, counted);
    }

    #[test]
    fn the_best_three_texts_are_quoted_whatever_the_order(all in vec(quotation(), 0..12), size in 1usize..5) {
        let mut sorted = all.clone();
        sorted.sort_by_key(|quotation| quotation.rank);
        let mut best: Vec<&str> = Vec::new();
        for quotation in &sorted {
            if !best.contains(&quotation.comment.text.as_str()) {
                best.push(&quotation.comment.text);
            }
        }
        best.truncate(3);
        let mut merged = Quotations::default();
        all.chunks(size).for_each(|chunk| merged.absorb(chosen(chunk)));
        let texts: Vec<&str> = merged.iter().map(|quotation| quotation.comment.text.as_str()).collect();
        prop_assert_eq!(texts, best);
    }

    #[test]
    fn ratings_with_a_theme_are_among_all_ratings(comments in vec(comment(), 0..12)) {
        let summary = whole(&comments);
        for ((scale, _), with) in &summary.theme_scores {
            let all = summary.scores[scale].moments();
            prop_assert!(with.n <= all.n && with.sum <= all.sum && with.squares <= all.squares);
            prop_assert_eq!(all.without(with).n + with.n, all.n);
        }
        let answered = comments.iter().filter(|comment| comment.answer.is_some()).count() as u64;
        let counted = summary.scores.values().map(|totals| totals.moments().n + totals.off_scale);
        prop_assert_eq!(counted.sum::<u64>(), answered);
    }

    #[test]
    fn totals_of_terms_by_touchpoint_are_those_of_their_comments(comments in vec(comment(), 0..12)) {
        for comment in &comments {
            let alone = whole(std::slice::from_ref(comment));
            for totals in alone.terms.values() {
                let score = i64::from(comment.annotation.score);
                prop_assert_eq!(totals.verbatims, 1);
                prop_assert!(totals.touchpoints.values().all(|here| here.score_sum == score));
            }
        }
    }
}

#[test]
fn polarity_of_an_aspect_counts_once_per_comment() {
    let aspect = Aspect { theme: Theme::Delay, polarity: Polarity::Negative };
    let mut annotation = Annotation {
        tone: Tone::Negative,
        score: -500,
        modes: TagSet::default(),
        qualification: Qualification::Criticism,
        aspects: [aspect].into_iter().collect(),
        steps: TagSet::default(),
        main_step: None,
        channels: TagSet::default(),
        flags: TagSet::default(),
        irritants: Vec::new(),
        delights: Vec::new(),
    };
    let mention = |step| Mention { theme: Theme::Delay, label: Some(LabelId(0)), step };
    annotation.irritants = vec![mention(None), mention(Some(Step::FollowUp))];
    let comment = Comment {
        annotation,
        touchpoints: vec!["sav".into()],
        by_step: false,
        rating: None,
        answer: None,
        terms: Vec::new(),
        length: 10,
    };
    let summary = whole(&[comment.clone(), comment]);
    assert_eq!(summary.aspects[&aspect], 2);
    let of = |totals: Vec<&MentionTotals>| totals.iter().map(|totals| totals.verbatims).collect::<Vec<_>>();
    assert_eq!(of(summary.irritants.values().collect()), [2]);
    assert_eq!(of(summary.overall_irritants.values().collect()), [2]);
}
