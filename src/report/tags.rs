//! `themes.csv`, `modes.csv`, `qualifications.csv`, `etapes.csv`, `canaux.csv`: one row per tag, zeros included, so that
//! two runs can be laid side by side.
//!
//! `part` is the share of the tag among all tags given of its family, `pour_100` how many comments in a hundred carry
//! it. Order: most comments first, except steps, which keep the order of the journey.

use std::collections::BTreeMap;

use crate::aggregate::TagCounts;
use crate::taxonomy::{Aspect, Polarity, Tag, Theme, Tone};

use super::View;
use super::table::{TableWriter, ratio};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    MostComments,
    Journey,
}

pub(super) fn themes(view: &View<'_>) -> Vec<u8> {
    let more = ["aspects_positifs", "aspects_negatifs", "aspects_neutres"];
    table(view, "theme", &more, Order::MostComments, &view.summary.themes, |theme| {
        (view.labels.theme(theme), aspects(view, theme))
    })
}

pub(super) fn modes(view: &View<'_>) -> Vec<u8> {
    let summary = view.summary;
    table(view, "mode", &[], Order::MostComments, &summary.modes, |mode| (view.labels.mode(mode), vec![]))
}

pub(super) fn qualifications(view: &View<'_>) -> Vec<u8> {
    table(view, "qualification", &[], Order::MostComments, &view.summary.qualifications, |qualification| {
        (view.labels.qualification(qualification), vec![])
    })
}

pub(super) fn steps(view: &View<'_>) -> Vec<u8> {
    table(view, "etape", &[], Order::Journey, &view.summary.steps, |step| (view.labels.step(step), vec![]))
}

pub(super) fn channels(view: &View<'_>) -> Vec<u8> {
    let channels = &view.summary.channels;
    table(view, "canal", &[], Order::MostComments, channels, |channel| (view.labels.channel(channel), vec![]))
}

fn aspects(view: &View<'_>, theme: Theme) -> Vec<u64> {
    let count = |polarity: &Polarity| {
        let aspect = Aspect { theme, polarity: *polarity };
        view.summary.aspects.get(&aspect).copied().unwrap_or(0)
    };
    Polarity::ALL.iter().map(count).collect()
}

fn table<'v, T: Tag>(
    view: &View<'v>,
    name: &str,
    more: &[&str],
    order: Order,
    counts: &BTreeMap<T, TagCounts>,
    describe: impl Fn(T) -> (&'v str, Vec<u64>),
) -> Vec<u8> {
    let of = |tag: &T| counts.get(tag).copied().unwrap_or_default();
    let mut tags = T::ALL.to_vec();
    if order == Order::MostComments {
        tags.sort_by_key(|tag| std::cmp::Reverse(of(tag).tones.total()));
    }
    let given: u64 = counts.values().map(|counts| counts.tones.total()).sum();
    let comments = view.summary.tones.total();

    let columns = [
        name,
        "libelle",
        "verbatims",
        "positif",
        "negatif",
        "mixte",
        "neutre",
        "part",
        "pour_100",
        "ton_moyen",
    ];
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &[&columns, more].concat());
    for tag in tags {
        let TagCounts { tones, score_sum } = of(&tag);
        let (label, extra) = describe(tag);
        table.text(tag.id()).text(label).count(tones.total());
        for tone in Tone::ALL {
            table.count(tones.of(*tone));
        }
        table
            .maybe_fixed(ratio(tones.total() as i64, given, 4), 4)
            .maybe_fixed(ratio(tones.total() as i64 * 100, comments, 2), 2)
            .maybe_fixed(ratio(score_sum, tones.total(), 0), 3);
        for n in extra {
            table.count(n);
        }
        table.end_row();
    }
    out
}
