//! Which terms a cloud shows, and which it leaves out, with the reason.

use super::super::View;
use super::super::words::by_frequency;
use super::metrics::glyph;

/// Most terms of one picture: beyond, nothing can be read on a slide.
const MOST_WORDS: usize = 80;
/// Longest term, in characters: a longer one would rule the size of all others.
const LONGEST: usize = 32;
/// A word is left out when at least so many of ten comments hold it in a longer term shown beside it.
const MOSTLY_INSIDE: u64 = 7;

/// A term with what the picture tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CloudWord {
    pub(super) label: String,
    /// Comments that hold it.
    pub(super) count: u64,
    /// Mean tone score of these comments, in thousandths.
    pub(super) tone: i64,
}

/// A term that the picture does not show, although it is frequent enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dropped {
    pub(super) label: String,
    pub(super) count: u64,
    pub(super) reason: String,
}

/// What a picture is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// Most comments first.
    pub(super) words: Vec<CloudWord>,
    pub(super) dropped: Vec<Dropped>,
    /// Terms in all.
    pub(super) n_terms: usize,
}

/// Terms of one touchpoint, or of the whole corpus.
pub(super) fn terms(view: &View<'_>, touchpoint: Option<&str>) -> Vec<CloudWord> {
    let word = |label: &str, count: u64, score_sum: i64| CloudWord {
        label: label.to_owned(),
        count,
        tone: if count == 0 { 0 } else { (score_sum / count as i64).clamp(-1000, 1000) },
    };
    let mut words: Vec<CloudWord> = by_frequency(view.summary, 0)
        .into_iter()
        .filter_map(|(_, totals)| {
            let Some(name) = touchpoint else {
                return Some(word(totals.label(), totals.verbatims, totals.score_sum));
            };
            let here = totals.touchpoints.get(name)?;
            Some(word(totals.label(), here.verbatims, here.score_sum))
        })
        .collect();
    // Stable: equals keep the order of the whole corpus.
    words.sort_by_key(|word| std::cmp::Reverse(word.count));
    words
}

/// The terms to show; `terms` come with most comments first.
pub(super) fn choose(terms: Vec<CloudWord>) -> Choice {
    let n_terms = terms.len();
    let mut choice = Choice { n_terms, ..Choice::default() };
    // Long terms that may swallow a word must have a chance to be shown themselves.
    let long: Vec<CloudWord> = terms
        .iter()
        .take(2 * MOST_WORDS)
        .filter(|term| term.label.contains(' ') && reason(term).is_none())
        .cloned()
        .collect();
    for term in terms {
        if choice.words.len() == MOST_WORDS {
            break;
        }
        if choice.words.iter().any(|shown| shown.label == term.label) {
            continue;
        }
        let swallowed = || long.iter().find(|long| is_mostly_inside(&term, long));
        let reason = reason(&term)
            .map(str::to_owned)
            .or_else(|| swallowed().map(|long| format!("montré dans « {} »", long.label)));
        match reason {
            Some(reason) => choice.dropped.push(Dropped { label: term.label, count: term.count, reason }),
            None => choice.words.push(term),
        }
    }
    choice
}

fn reason(term: &CloudWord) -> Option<&'static str> {
    let drawable = |c: char| !c.is_control() && glyph(c).is_some();
    match term.label.as_str() {
        label if label.trim().is_empty() || term.count == 0 => Some("vide"),
        label if !label.chars().all(drawable) => Some("caractère absent de la police"),
        label if label.chars().count() > LONGEST => Some("trop long"),
        _ => None,
    }
}

fn is_mostly_inside(word: &CloudWord, long: &CloudWord) -> bool {
    word.label != long.label
        && long.count * 10 >= word.count * MOSTLY_INSIDE
        && format!(" {} ", long.label).contains(&format!(" {} ", word.label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(label: &str, count: u64) -> CloudWord {
        CloudWord { label: label.into(), count, tone: 0 }
    }

    #[test]
    fn a_word_mostly_inside_a_longer_term_gives_way() {
        let choice = choose(vec![word("service", 30), word("client", 20), word("service client", 18)]);
        let labels: Vec<&str> = choice.words.iter().map(|word| word.label.as_str()).collect();
        assert_eq!(labels, ["service", "service client"]);
        assert_eq!(choice.dropped[0].reason, "montré dans « service client »");
    }

    #[test]
    fn what_cannot_be_drawn_is_dropped_and_told() {
        let choice =
            choose(vec![word("😀", 9), word(&"x".repeat(40), 8), word("colis", 7), word("colis", 6)]);
        assert_eq!(choice.words, [word("colis", 7)]);
        assert_eq!(choice.dropped.len(), 2);
    }

    #[test]
    fn at_most_eighty_are_shown() {
        let terms = (0..200).map(|i| word(&format!("mot{i}"), 500 - i)).collect();
        assert_eq!(choose(terms).words.len(), MOST_WORDS);
    }
}
