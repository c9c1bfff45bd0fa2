//! Goes in: what was seen in a comment, and its tags. Comes out: which words made which tags. Never: decides a tag.
//!
//! Tags that come from a rule and not from words (blame after a contrast, a usual step of a theme) have no evidence.

use super::annotation::Annotation;
use super::aspect::Judged;
use super::reading::Reading;
use super::{LabelId, expression, journey};
use crate::lexicon::{Layer, Lexicon, Match};
use crate::taxonomy::{Aspect, Channel, Flag, Mode, Polarity, Step};

/// A tag that words made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Made {
    /// A theme with its polarity.
    Aspect(Aspect),
    /// A named irritant or « enthousiasmant ».
    Named(LabelId),
    /// A part of the tone: praise or blame.
    Tone(Polarity),
    /// A mode of expression.
    Mode(Mode),
    /// A journey step.
    Step(Step),
    /// A channel.
    Channel(Channel),
    /// A flag.
    Flag(Flag),
}

/// Words side by side that made the same tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What they made, in a fixed order.
    pub made: Vec<Made>,
}

/// The evidence of every tag, in the order of the text; no word is in two pieces.
pub(super) fn gather(
    reading: &Reading,
    lexicon: &Lexicon,
    annotation: &Annotation,
    judged: &[Judged],
) -> Vec<Evidence> {
    let mut words: Vec<(u32, Made)> = Vec::new();
    let mut add = |hit: &Match, made: Made| {
        // « Colis jamais reçu »: what negates a judgement, or is asked for by a pattern, made the tag too.
        let negated = hit.asks_negation || matches!(made, Made::Aspect(_) | Made::Named(_) | Made::Tone(_));
        for token in hit.tokens() {
            let negator = reading.marks[token as usize].negator.checked_sub(1).filter(|_| negated);
            words.extend([Some(token), negator].into_iter().flatten().map(|token| (token, made)));
        }
    };
    for judged in judged {
        for hit in std::iter::once(&judged.hit).chain(&judged.by) {
            add(hit, Made::Aspect(judged.aspect));
            judged.label.into_iter().for_each(|label| add(hit, Made::Named(label)));
        }
    }
    for finding in &reading.findings {
        if let Some(polarity @ (Polarity::Positive | Polarity::Negative)) = finding.polarity {
            add(&finding.hit, Made::Tone(polarity));
        }
    }
    for (hit, flags) in journey::raised(reading, lexicon) {
        flags.iter().for_each(|flag| add(hit, Made::Flag(flag)));
    }
    for hit in reading.in_layer(Layer::Mode) {
        let entry = lexicon.entry(hit.entry);
        let heard = |mode: &Mode| expression::is_heard(reading, hit, *mode, entry.force);
        let modes = entry.modes.iter().filter(|mode| annotation.modes.contains(*mode)).filter(heard);
        modes.for_each(|mode| add(hit, Made::Mode(mode)));
    }
    for hit in reading.in_layer(Layer::Step) {
        let steps = lexicon.entry(hit.entry).steps.iter();
        steps.filter(|step| annotation.steps.contains(*step)).for_each(|step| add(hit, Made::Step(step)));
    }
    for hit in reading.in_layer(Layer::Channel) {
        let channels = lexicon.entry(hit.entry).channels.iter();
        let channels = channels.filter(|channel| annotation.channels.contains(*channel));
        channels.for_each(|channel| add(hit, Made::Channel(channel)));
    }
    words.sort_unstable();
    words.dedup();
    join(reading, &words)
}

/// Joins neighbours that made the same tags.
fn join(reading: &Reading, words: &[(u32, Made)]) -> Vec<Evidence> {
    let mut joined: Vec<Evidence> = Vec::new();
    let mut last = None;
    for word in words.chunk_by(|a, b| a.0 == b.0) {
        let at = word[0].0;
        let (token, made) = (&reading.tokens[at as usize], word.iter().map(|(_, made)| *made));
        match joined.last_mut() {
            Some(before) if last == at.checked_sub(1) && before.made.iter().copied().eq(made.clone()) => {
                before.end = token.end;
            }
            _ => joined.push(Evidence { start: token.start, end: token.end, made: made.collect() }),
        }
        last = Some(at);
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::annotate::{Annotator, Made};
    use crate::lexicon;
    use crate::taxonomy::{Flag, Polarity, Theme};

    #[test]
    fn words_are_told_with_what_they_made() {
        let (lexicon, _) = lexicon::load(None).unwrap();
        let text = "Accueil très aimable, mais colis jamais reçu : je vous quitte.";
        let (annotation, evidence) = Annotator::new(&lexicon).traced(text);
        assert_eq!(annotation, Annotator::new(&lexicon).annotate(text));
        let words = |wanted: &dyn Fn(&Made) -> bool| -> Vec<&str> {
            let of = evidence.iter().filter(|piece| piece.made.iter().any(wanted));
            of.map(|piece| &text[piece.start as usize..piece.end as usize]).collect()
        };
        let blame = |made: &Made| {
            matches!(made, Made::Aspect(aspect)
                if aspect.theme == Theme::Delivery && aspect.polarity == Polarity::Negative)
        };
        // Words that also tell a step or a channel are pieces of their own.
        assert_eq!(words(&blame).join(" "), "colis jamais reçu");
        assert!(words(&|made| matches!(made, Made::Named(_))).join(" ").ends_with("colis jamais reçu"));
        assert!(words(&|made| *made == Made::Tone(Polarity::Positive)).contains(&"aimable"));
        assert!(!words(&|made| *made == Made::Flag(Flag::Departure)).is_empty());
        assert!(evidence.windows(2).all(|pair| pair[0].end <= pair[1].start), "no word is in two pieces");
    }
}
