//! Which terms a cloud shows, and which it leaves out, with the reason.

use crate::report::picture::metrics::glyph;

/// Mean tone, either way, from which a colour is not taken for grey, in thousandths.
pub(in crate::report) const LEANING: i64 = 100;
/// Most terms of one picture: beyond, nothing can be read on a slide.
const MOST_WORDS: usize = 80;
/// Longest term, in characters: a longer one would rule the size of all others.
const LONGEST: usize = 32;
/// A word is left out when at least so many of ten comments hold it in a longer term shown beside it.
const MOSTLY_INSIDE: u64 = 7;

/// A term with what the picture tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CloudWord<'a> {
    pub(super) label: &'a str,
    /// Comments that hold it.
    pub(super) count: u64,
    /// Mean tone score of these comments, in thousandths.
    pub(super) tone: i64,
    /// What its surface goes with: comments, or specificity in thousandths.
    pub(super) weight: u64,
}

impl CloudWord<'_> {
    /// What says its tone beside its colour, as soon as the colour is not taken for grey.
    pub(super) fn sign(&self) -> Option<&'static str> {
        match self.tone {
            tone if tone <= -LEANING => Some("−"),
            tone if tone >= LEANING => Some("+"),
            _ => None,
        }
    }
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
pub(super) struct Choice<'a> {
    /// Largest first.
    pub(super) words: Vec<CloudWord<'a>>,
    pub(super) dropped: Vec<Dropped>,
    /// Terms in all.
    pub(super) n_terms: usize,
}

/// The terms to show; `terms` come with the largest first.
pub(super) fn choose(terms: Vec<CloudWord<'_>>) -> Choice<'_> {
    let n_terms = terms.len();
    let mut choice = Choice { n_terms, ..Choice::default() };
    // Long terms that may swallow a word must have a chance to be shown themselves.
    let long: Vec<CloudWord<'_>> = terms
        .iter()
        .take(2 * MOST_WORDS)
        .filter(|term| term.label.contains(' ') && reason(term).is_none())
        .copied()
        .collect();
    let mut insides = Vec::new();
    for term in terms {
        if choice.words.len() == MOST_WORDS {
            break;
        }
        if choice.words.iter().any(|shown| shown.label == term.label) {
            continue;
        }
        let inside = long.iter().find(|long| is_mostly_inside(&term, long)).map(|long| long.label);
        match reason(&term) {
            None if inside.is_none() => choice.words.push(term),
            reason => {
                let reason = reason.unwrap_or_default().to_owned();
                choice.dropped.push(Dropped { label: term.label.to_owned(), count: term.count, reason });
                insides.push(inside);
            }
        }
    }
    for (dropped, inside) in
        choice.dropped.iter_mut().zip(insides).filter(|(dropped, _)| dropped.reason.is_empty())
    {
        // The longer term may have come too late itself.
        let shown = inside.filter(|long| choice.words.iter().any(|word| word.label == *long));
        dropped.reason = shown.map_or("sans place".to_owned(), |long| format!("montré dans « {long} »"));
    }
    choice
}

fn reason(term: &CloudWord<'_>) -> Option<&'static str> {
    let drawable = |c: char| !c.is_control() && glyph(c).is_some();
    match term.label {
        label if label.trim().is_empty() || term.count == 0 => Some("vide"),
        label if !label.chars().all(drawable) => Some("caractère absent de la police"),
        label if label.chars().count() > LONGEST => Some("trop long"),
        _ => None,
    }
}

fn is_mostly_inside(word: &CloudWord<'_>, long: &CloudWord<'_>) -> bool {
    word.label != long.label
        && long.count * 10 >= word.count * MOSTLY_INSIDE
        && format!(" {} ", long.label).contains(&format!(" {} ", word.label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(label: &str, count: u64) -> CloudWord<'_> {
        CloudWord { label, count, tone: 0, weight: count }
    }

    #[test]
    fn a_word_mostly_inside_a_longer_term_gives_way() {
        let choice = choose(vec![word("service", 30), word("client", 20), word("service client", 18)]);
        let labels: Vec<&str> = choice.words.iter().map(|word| word.label).collect();
        assert_eq!(labels, ["service", "service client"]);
        assert_eq!(choice.dropped[0].reason, "montré dans « service client »");
    }

    #[test]
    fn what_cannot_be_drawn_is_dropped_and_told() {
        let long = "x".repeat(40);
        let choice = choose(vec![word("😀", 9), word(&long, 8), word("colis", 7), word("colis", 6)]);
        assert_eq!(choice.words, [word("colis", 7)]);
        assert_eq!(choice.dropped.len(), 2);
    }

    #[test]
    fn at_most_eighty_are_shown() {
        let labels: Vec<String> = (0..200).map(|i| format!("mot{i}")).collect();
        let terms = labels.iter().zip(1..).map(|(label, i)| word(label, 500 - i)).collect();
        assert_eq!(choose(terms).words.len(), MOST_WORDS);
    }
}
