//! Figures and disagreements as text for a terminal, in French.

use std::collections::BTreeSet;

use super::cost::FACETS;
use super::{Ablation, Disagreement, FacetScore, Gap, Gaps, TagScore};
use crate::redact;
use crate::taxonomy::Tag;

/// Figures per facet, then per tag.
pub fn render_scores(scores: &[FacetScore], n_comments: usize) -> String {
    let mut out = format!("{n_comments} verbatims comparés\n\n");
    let row = |name: &str, cells: [String; 5]| {
        let [n, precision, recall, micro, mean] = cells;
        format!("{name:<24} {n:>6} {precision:>10} {recall:>8} {micro:>9} {mean:>9}\n")
    };
    let heads = ["n", "précision", "rappel", "F1 micro", "F1 macro"].map(str::to_owned);
    out.push_str(&row("facette", heads));
    for facet in scores {
        let mean = facet.macro_f1.map_or(String::new(), |f1| format!("{f1:.4}"));
        let [n, precision, recall, f1] = cells(facet.micro);
        out.push_str(&row(facet.name, [n, precision, recall, f1, mean]));
    }
    for facet in scores.iter().filter(|facet| facet.tags.len() > 1) {
        out.push_str(&format!(
            "\n{:<24} {:>6} {:>10} {:>8} {:>9}\n",
            facet.name, "n", "précision", "rappel", "F1"
        ));
        for (tag, score) in &facet.tags {
            let [n, precision, recall, f1] = cells(*score);
            out.push_str(&format!("  {tag:<22} {n:>6} {precision:>10} {recall:>8} {f1:>9}\n"));
        }
    }
    out
}

fn cells(score: TagScore) -> [String; 4] {
    [
        score.n().to_string(),
        format!("{:.4}", score.precision()),
        format!("{:.4}", score.recall()),
        format!("{:.4}", score.f1()),
    ]
}

/// Each disagreement with what was expected and got, and its text, masked and cut. Identifiers are masked too.
pub fn render_disagreements(wrong: &[Disagreement<'_>]) -> String {
    let mut out = String::new();
    for one in wrong {
        let id = crate::text::printable(&one.gold.shown_id());
        out.push_str(&format!("\n{id} (coût {}, score {})\n", one.cost, one.predicted.score));
        for facet in FACETS {
            let (expected, got) = (facet.labels(&one.gold.tags), facet.labels(&one.predicted.tags));
            if expected != got {
                let line =
                    format!("  {:<14} attendu {}, obtenu {}\n", facet.id(), list(&expected), list(&got));
                out.push_str(&line);
            }
        }
        out.push_str(&format!("  « {} »\n", excerpt(&one.predicted.text)));
    }
    out
}

fn list(labels: &BTreeSet<String>) -> String {
    if labels.is_empty() { "rien".to_owned() } else { labels.iter().cloned().collect::<Vec<_>>().join("|") }
}

/// At most two hundred characters, personal data masked before the cut.
fn excerpt(text: &str) -> String {
    const SHOWN: usize = 200;
    let masked = redact::masked(text);
    let whole = masked.chars().count() <= SHOWN;
    let cut: String = masked.chars().take(SHOWN).collect();
    format!("{}{}", crate::text::printable(&cut), if whole { "" } else { "…" })
}

/// A line per rule, the one that brings most first, in points: what each figure loses without it.
pub fn render_ablation(ablation: &Ablation) -> String {
    let mut out =
        "\nCe que chaque règle apporte, en points de F1 (« toutes » : avec toutes les règles)\n\n".to_owned();
    // The mean of one figure would say it twice.
    let mean = (ablation.figures.len() > 1).then_some("moyenne");
    let names = ablation.figures.iter().copied().chain(mean);
    let widths: Vec<usize> = names.clone().map(|name| name.len().max(6)).collect();
    let row = |name: &str, cells: Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!(" {cell:>width$}"));
        format!("{name:<11}{}\n", padded.collect::<String>())
    };
    let points = |figures: &[f64]| figures.iter().map(|f1| format!("{:.2}", f1 * 100.0)).collect();
    out.push_str(&row("règle", names.map(str::to_owned).collect()));
    out.push_str(&row("toutes", points(&ablation.whole)));
    for share in &ablation.rules {
        let brings = share.brings.iter().copied().chain(mean.map(|_| share.mean())).map(gain).collect();
        out.push_str(&row(share.rule.id(), brings));
    }
    out
}

/// What does not move is a dash, so that the eye finds what does.
fn gain(difference: f64) -> String {
    let points = format!("{:+.2}", difference * 100.0);
    if matches!(points.as_str(), "+0.00" | "-0.00") { "-".to_owned() } else { points }
}

/// Words, then pairs of words, that no line holds, with the comments of each side that have them.
pub fn render_gaps(gaps: &Gaps) -> String {
    let [positive, negative] = gaps.comments;
    let mut out =
        format!("\nMots qu'aucune ligne ne couvre ({positive} verbatims positifs, {negative} négatifs)\n\n");
    out.push_str(&gap_rows("mot", &gaps.words, gaps.comments));
    out.push_str("\nSuites de deux de ces mots\n\n");
    out.push_str(&gap_rows("suite", &gaps.pairs, gaps.comments));
    out
}

fn gap_rows(head: &str, gaps: &[Gap], [positive, negative]: [u64; 2]) -> String {
    let mut out = format!("{head:<32} {:>9} {:>9}  penche\n", "positifs", "négatifs");
    for Gap { term, comments: [a, b] } in gaps {
        // Shares of each side, compared without a division.
        let leans = match (a * negative).cmp(&(b * positive)) {
            std::cmp::Ordering::Greater => "positif",
            std::cmp::Ordering::Less => "négatif",
            std::cmp::Ordering::Equal => "",
        };
        let term = crate::text::printable(term);
        out.push_str(format!("{term:<32} {a:>9} {b:>9}  {leans}").trim_end());
        out.push('\n');
    }
    if gaps.is_empty() {
        out.push_str("aucun\n");
    }
    out
}
