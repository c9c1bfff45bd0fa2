//! « Points forts : l'accueil, le calme. Points faibles : le parking »: names under a heading please or displease as it says.
//!
//! Goes in: sentences, findings, the matches that head a list. Comes out: names that are judged. Never: turns a judgement,
//! save that of a heading that has nothing under it (« Points forts : aucun »).

use std::cmp::Reverse;
use std::ops::Range;

use super::attach::is_circumstance;
use super::leaning::{self, Sentence};
use super::reading::{Finding, Reading};
use crate::lexicon::{Layer, Lexicon, Match, Role};
use crate::taxonomy::{Polarity, TagSet};
use crate::text::Kind;

/// Weight of a name under a heading.
const LISTED: i32 = 150;

/// The words that head a list, and what they say of it.
struct Heading {
    words: Range<u32>,
    polarity: Polarity,
}

/// Judges the names under each heading: in its sentence or, where it stands alone on its line, in those below that tell
/// nothing else.
pub fn apply(reading: &mut Reading, lexicon: &Lexicon) {
    let mut headings = headings(reading, lexicon);
    let heads = |polarity| headings.iter().any(|heading| heading.polarity == polarity);
    reading.pros_and_cons = heads(Polarity::Positive) && heads(Polarity::Negative);
    if !reading.pros_and_cons {
        headings.retain(|heading| !is_verdict(reading, heading));
    }
    if headings.is_empty() {
        return;
    }
    let sentences: Vec<Sentence> =
        leaning::sentences(reading).filter(|sentence| sentence.words > 0).collect();
    let mut above = None;
    // The last heading, while nothing stands under it.
    let mut bare: Option<Range<u32>> = None;
    for sentence in sentences {
        let start = reading.clauses[sentence.first as usize].start;
        let end = reading.clauses[sentence.end as usize - 1].end;
        let first = headings.partition_point(|heading| heading.words.start < start);
        let mut inside = headings[first..].iter().take_while(|heading| heading.words.start < end).peekable();
        if inside.peek().is_none() {
            let heading = bare.take();
            above = above.filter(|_| !sentence.told);
            if let Some(polarity) = above
                && judge(reading, start..end, polarity)
                && let Some(words) = heading
            {
                own_findings(reading, &words).for_each(Finding::silence);
            }
        }
        // « Points forts : l'accueil ; points faibles : le parking »: each is over what stands before the next.
        while let Some(Heading { words, polarity }) = inside.next() {
            let under = words.end..inside.peek().map_or(end, |next| next.words.start);
            let alone = findings(reading, under.clone()).is_empty();
            let none = says_none(reading, lexicon, under.clone());
            if none {
                reading.left_blank = true;
                findings(reading, under.clone()).iter_mut().for_each(Finding::silence);
            }
            if let Some(words) = bare.take() {
                own_findings(reading, &words).for_each(Finding::silence);
            }
            if has_words(reading, &under) {
                // What heads a list is nothing that is talked about.
                reading.terms[words.start as usize..words.end as usize].fill(None);
            } else {
                bare = Some(words.clone());
            }
            if none && headings.len() > 1 {
                own_findings(reading, words).for_each(Finding::silence);
            } else if none {
                turn(reading, words);
            } else if is_contradicted(reading, under.clone(), *polarity) || judge(reading, under, *polarity) {
                // Nor is it a judgement of the whole.
                own_findings(reading, words).for_each(Finding::silence);
            }
            above = (alone && !none).then_some(*polarity);
        }
    }
    // « Points forts : le calme. Points faibles : »: a form left empty says nothing.
    if let Some(words) = bare.filter(|_| headings.len() > 1) {
        own_findings(reading, &words).for_each(Finding::silence);
    }
}

/// Headings: first in their clause, small words apart, and followed by a sign, a break or nothing.
fn headings(reading: &Reading, lexicon: &Lexicon) -> Vec<Heading> {
    let heads =
        |roles: TagSet<Role>| match (roles.contains(Role::HeadsPraise), roles.contains(Role::HeadsBlame)) {
            (true, _) => Some(Polarity::Positive),
            (_, true) => Some(Polarity::Negative),
            _ => None,
        };
    // Few matches stand so: this is asked before a look at what they say.
    let stands_apart = |words: &Range<u32>| {
        let next = reading.tokens.get(words.end as usize).map(|token| token.kind);
        let stops = next.is_none_or(|kind| kind == Kind::Sign || kind.is_break());
        let opens = || {
            let clause = &reading.clauses[reading.clause_of(words.start) as usize];
            (clause.start..words.start).all(|at| reading.marks[at as usize].transparent)
        };
        stops && opens()
    };
    let several = reading.in_layer(Layer::Role).filter(|hit| stands_apart(&(hit.first..hit.end())));
    let several = several.filter_map(|hit| {
        let polarity = heads(lexicon.entry(hit.entry).roles)?;
        Some(Heading { words: hit.first..hit.end(), polarity })
    });
    let alone = reading.clauses.iter().filter(|clause| heads(clause.content.roles).is_some());
    let alone = alone.flat_map(|clause| clause.start..clause.end).filter_map(|at| {
        let polarity = heads(reading.roles[at as usize])?;
        let words = at..at + 1;
        stands_apart(&words).then_some(Heading { words, polarity })
    });
    let mut headings: Vec<Heading> = several.chain(alone).collect();
    headings.sort_by_key(|heading| (heading.words.start, Reverse(heading.words.end)));
    headings.dedup_by(|next, kept| next.words.start < kept.words.end);
    headings
}

/// « Top. L'emplacement est idéal »: a word that judges by itself and that no sign follows.
fn is_verdict(reading: &Reading, heading: &Heading) -> bool {
    let Range { start, end } = heading.words;
    let judges = |finding: &Finding| finding.weight > 0 && finding.hit.first == start;
    let signed = reading.tokens.get(end as usize).is_some_and(|token| token.kind == Kind::Sign);
    end - start == 1 && !signed && reading.in_clause(reading.clause_of(start)).any(|(_, own)| judges(own))
}

/// Findings that start in a range of tokens: they stand by first token, so that a comment of many lists is read in one go.
fn findings(reading: &mut Reading, tokens: Range<u32>) -> &mut [Finding] {
    let first = reading.findings.partition_point(|finding| finding.hit.first < tokens.start);
    let end = reading.findings.partition_point(|finding| finding.hit.first < tokens.end.max(tokens.start));
    &mut reading.findings[first..end]
}

/// Judges the names in a range of tokens; says whether there was any, or a judgement of that side.
fn judge(reading: &mut Reading, tokens: Range<u32>, polarity: Polarity) -> bool {
    let mut judged = false;
    for finding in findings(reading, tokens) {
        if finding.polarity.is_none() && !finding.themes.iter().all(is_circumstance) {
            finding.polarity = Some(polarity);
            finding.weight = LISTED;
            finding.listed = true;
        }
        judged |= finding.polarity == Some(polarity);
    }
    judged
}

/// Whether something is written in a range of tokens; none is where a heading ends past its sentence.
fn has_words(reading: &Reading, range: &Range<u32>) -> bool {
    let tokens = reading.tokens.get(range.start as usize..range.end as usize);
    tokens.is_some_and(|tokens| tokens.iter().any(|token| token.kind == Kind::Word))
}

/// « Points négatifs : RAS », « points faibles : rien, tout était parfait »: whether what stands under a heading opens with a
/// judgement of the other side.
fn is_contradicted(reading: &mut Reading, under: Range<u32>, polarity: Polarity) -> bool {
    let first = findings(reading, under.clone()).iter().find(|finding| finding.polarity.is_some());
    let Some((at, side)) = first.map(|finding| (finding.hit.first, finding.polarity)) else { return false };
    let opens = |at: u32| {
        let at = at as usize;
        reading.tokens[at].kind != Kind::Word
            || reading.marks[at].transparent
            || reading.roles[at].contains(Role::Negation)
    };
    side == Some(polarity.reversed()) && (under.start..at).all(opens)
}

/// « Points forts : aucun », « points faibles : je n'en vois pas »: whether a range of tokens says that there is none, and
/// nothing else.
fn says_none(reading: &Reading, lexicon: &Lexicon, tokens: Range<u32>) -> bool {
    let is_word = |at: &u32| reading.tokens[*at as usize].kind == Kind::Word;
    let denies = |at: u32| reading.roles[at as usize].contains(Role::Negation);
    let answers = |hit: &Match| lexicon.entry(hit.entry).roles.contains(Role::Nothing);
    let there = reading.starting_in(tokens.clone()).filter(|(_, layers)| layers.contains(Layer::Role));
    let answers: Vec<&Match> = there.map(|(hit, _)| hit).filter(|hit| answers(hit)).collect();
    let says = |at: u32| {
        reading.roles[at as usize].contains(Role::Nothing) || answers.iter().any(|hit| hit.holds(at))
    };
    let small = |at: u32| denies(at) || reading.marks[at as usize].transparent;
    let mut words = tokens.clone().filter(is_word);
    let denied_alone = words.next().is_some_and(denies) && words.next().is_none();
    let mut words = tokens.filter(is_word).filter(|at| !small(*at) || says(*at)).peekable();
    denied_alone || words.peek().is_some() && words.all(says)
}

/// What a heading says, turned.
fn turn(reading: &mut Reading, words: &Range<u32>) {
    for finding in own_findings(reading, words).filter(|finding| !finding.reversed) {
        finding.polarity = finding.polarity.map(Polarity::reversed);
        finding.label = None;
    }
}

/// Findings that lie in the words of a heading.
fn own_findings<'r>(reading: &'r mut Reading, words: &Range<u32>) -> impl Iterator<Item = &'r mut Finding> {
    let end = words.end;
    findings(reading, words.clone()).iter_mut().filter(move |finding| finding.end() <= end)
}
