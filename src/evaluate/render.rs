//! Figures and disagreements as text for a terminal, in French.

use std::collections::BTreeSet;

use super::cost::FACETS;
use super::{Disagreement, FacetScore, TagScore};
use crate::redact;

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

/// Each disagreement with what was expected and got, and its text, masked and cut.
pub fn render_disagreements(wrong: &[Disagreement<'_>]) -> String {
    let mut out = String::new();
    for one in wrong {
        let id = crate::text::printable(&one.gold.id);
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
