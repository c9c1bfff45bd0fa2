//! The order of work on one comment, and the caches that a thread keeps between comments.

use super::annotation::{Annotation, Mention};
use super::aspect::{self, Judged};
use super::evidence::Evidence;
use super::journey::{self, Journey};
use super::reading::Reading;
use super::rules::{Rule, Rules};
use super::sighting::Sighting;
use super::term::{self, Occurrence};
use super::vocabulary::Vocabulary;
use super::{
    balance, clause, evidence, expectation, expression, finding, inquiry, label, mockery, participle,
    proposal, quotation, scope, select, setback, sighting, sign, tone, unreal, work,
};
use crate::lexicon::{Lexicon, Steps};
use crate::taxonomy::{Aspect, Polarity, TagSet};
use crate::text::{Token, tokenize};

/// Annotates comments one after the other; one per thread.
#[derive(Debug)]
pub struct Annotator<'l> {
    lexicon: &'l Lexicon,
    rules: Rules,
    vocabulary: Vocabulary,
    reading: Reading,
}

impl<'l> Annotator<'l> {
    /// With every rule.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self::with_rules(lexicon, Rules::all())
    }

    /// With some rules off, to measure them.
    pub fn with_rules(lexicon: &'l Lexicon, rules: Rules) -> Self {
        Self { lexicon, rules, vocabulary: Vocabulary::default(), reading: Reading::default() }
    }

    /// Tags a comment.
    ///
    /// ```
    /// use verbatim::{annotate::Annotator, lexicon, taxonomy::Tone};
    /// let (lexicon, _) = lexicon::load(None).unwrap();
    /// let annotation = Annotator::new(&lexicon).annotate("Personnel très aimable, je suis ravie.");
    /// assert_eq!(annotation.tone, Tone::Positive);
    /// ```
    pub fn annotate(&mut self, text: &str) -> Annotation {
        self.read(text);
        self.assemble().0
    }

    /// Tags a comment, and tells which words made which tags.
    pub fn traced(&mut self, text: &str) -> (Annotation, Vec<Evidence>) {
        self.read(text);
        let (annotation, judged) = self.assemble();
        let evidence = evidence::gather(&self.reading, self.lexicon, &annotation, &judged);
        (annotation, evidence)
    }

    /// Where a comment has each of these terms, given by the keys of their words.
    pub fn sight<'t>(
        &mut self,
        text: &str,
        terms: impl IntoIterator<Item = &'t [&'t str]>,
    ) -> Vec<Option<Sighting>> {
        self.read(text);
        terms.into_iter().map(|keys| sighting::sight(&self.reading, &self.vocabulary, keys)).collect()
    }

    /// What was seen in the last comment.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Forms met so far.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Forms met so far, to name terms or to start afresh when full.
    pub fn vocabulary_mut(&mut self) -> &mut Vocabulary {
        &mut self.vocabulary
    }

    /// Starts afresh once the vocabulary is full; results never depend on it.
    pub fn forget_when_full(&mut self) {
        if self.vocabulary.is_full() {
            self.vocabulary.clear();
        }
    }

    /// Terms of the last comment, for word tables: words that are no stop words, multi-word terms whole.
    /// Tokens that are hidden count for nothing: they hold what reports do not show.
    pub fn terms(&mut self, is_hidden: impl Fn(&Token) -> bool, terms: &mut Vec<Occurrence>) {
        term::terms(&self.reading, &mut self.vocabulary, self.lexicon, is_hidden, terms);
    }

    /// Sees everything in a comment, decides nothing.
    fn read(&mut self, text: &str) {
        let Self { lexicon, rules, vocabulary, reading } = self;
        reading.clear();
        tokenize(text, &mut reading.tokens);
        vocabulary.intern_all(text, &reading.tokens, lexicon, *rules, &mut reading.forms);
        participle::restore(reading, vocabulary, lexicon, *rules);
        sign::spell(reading, vocabulary, lexicon, *rules, text);
        label::join(reading, vocabulary, text);
        reading.describe(vocabulary);
        scope::mark(reading);
        find_matches(reading, vocabulary, lexicon);
        scope::release(reading, lexicon);
        select::select(reading, lexicon);
        scope::refine(reading, lexicon);
        clause::cut(reading, lexicon, text);
        clause::weigh(reading, *rules);
        clause::mark_wishes(reading, lexicon, *rules);
        finding::find(reading, vocabulary, lexicon, *rules, text);
        reading.of_work = rules.has(Rule::Work) && work::tells_of_work(reading, vocabulary);
        if reading.of_work {
            work::hush(reading);
        } else if rules.has(Rule::Quotation) {
            quotation::hush(reading, text);
        }
        if rules.has(Rule::Proposal) && !reading.of_work {
            proposal::turn(reading, vocabulary, lexicon);
        }
        if rules.has(Rule::Inquiry) && !reading.of_work {
            inquiry::hush(reading, vocabulary, lexicon);
        }
        if rules.has(Rule::Irony) {
            mockery::hush(reading, lexicon, text);
        }
        if !reading.of_work {
            expectation::settle(reading, lexicon, *rules);
            if rules.has(Rule::Hypothesis) {
                unreal::turn(reading);
            }
            if rules.has(Rule::Setback) {
                setback::lighten(reading);
            }
        }
    }

    /// Decides the tags from what was seen; also gives the judgements behind the aspects.
    pub fn assemble(&self) -> (Annotation, Vec<Judged>) {
        let Self { lexicon, rules, vocabulary, reading } = self;
        let expression = expression::read(reading, lexicon, *rules);
        let balance = balance::weigh(reading, lexicon, &expression, *rules);
        let mut judged = aspect::judge(reading, vocabulary, *rules);
        if reading.of_work {
            work::reread(&mut judged);
        }
        let journey = journey::read_steps(reading, lexicon, &judged, *rules);
        let tone = tone::tone(balance);
        let qualification = expression::qualify(tone, balance, &expression);
        let annotation = Annotation {
            tone,
            score: tone::score(balance),
            modes: expression::settle(tone, qualification, balance, &expression, *rules),
            qualification,
            aspects: judged.iter().map(|judged| judged.aspect).collect::<TagSet<Aspect>>(),
            irritants: mentions(&judged, &journey, Polarity::Negative),
            delights: mentions(&judged, &journey, Polarity::Positive),
            steps: journey.steps,
            main_step: journey.main,
            channels: journey::read_channels(reading, lexicon, *rules),
            flags: journey::read_flags(reading, lexicon),
        };
        (annotation, judged)
    }
}

fn find_matches(reading: &mut Reading, vocabulary: &Vocabulary, lexicon: &Lexicon) {
    let Reading { marks, matches, steps, horizon, .. } = reading;
    for (step, mark) in steps.iter_mut().zip(marks.iter()) {
        step.negated = mark.negator != 0;
    }
    let steps = Steps { steps, atoms: vocabulary.atoms(), roots: vocabulary.roots() };
    lexicon.trie.find(steps, horizon, matches);
}

/// Names of what was judged so; a theme without a name counts only where nothing of that theme is named.
fn mentions(judged: &[Judged], journey: &Journey, polarity: Polarity) -> Vec<Mention> {
    let of = judged.iter().filter(|judged| judged.aspect.polarity == polarity);
    let named: TagSet<Aspect> =
        of.clone().filter(|judged| judged.label.is_some()).map(|judged| judged.aspect).collect();
    let mut mentions: Vec<Mention> = of
        .filter(|judged| judged.label.is_some() || !named.contains(judged.aspect))
        .map(|judged| Mention {
            theme: judged.aspect.theme,
            label: judged.label,
            step: journey.of_clause[judged.clause as usize],
        })
        .collect();
    mentions.sort_unstable();
    mentions.dedup();
    mentions
}
