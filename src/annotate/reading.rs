//! What is seen in one comment before anything is decided: tokens, marks, matches, clauses, findings.

use std::ops::Range;

use crate::lexicon::{Horizon, Layer, Match, Nature, Role, SPAN, Step};
use crate::taxonomy::{Polarity, TagSet, Theme};
use crate::text::{Kind, Token};

use super::LabelId;
use super::scope::denies;
use super::shape::Shape;
use super::term::Occurrence;
use super::vocabulary::{Form, FormId, Vocabulary};

/// What the scopes say of one token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The negator that reaches this token, counted from 1; 0 when none does.
    pub negator: u32,
    /// Strength of an intensifier that ends here, -1 for a diminisher, 0 for neither.
    pub degree: i8,
    /// Nothing may be matched across it.
    pub barrier: bool,
    /// May stand unseen inside a pattern.
    pub transparent: bool,
}

impl Mark {
    /// An empty word, or one that only says how much.
    pub fn is_small(self) -> bool {
        self.transparent || self.degree != 0
    }
}

/// A run of tokens with one thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// Sentence it belongs to, from 0.
    pub sentence: u32,
    /// What the word that opens it does.
    pub opener: Option<Role>,
    /// Its sentence ends with a question mark.
    pub asked: bool,
    /// Its sentence ends with an exclamation mark.
    pub exclaimed: bool,
    /// Its sentence ends with several exclamation marks, or with many question marks.
    pub insisted: bool,
    /// It holds a verb in the conditional.
    pub conditional: bool,
    /// It asks, proposes or promises: the praise in it is not given.
    pub wished: bool,
    /// Weight of its judgements, in hundredths.
    pub weight: i32,
    /// Blame that no word says, implied by a contrast with praise.
    pub implied: bool,
    /// What stands in it.
    pub content: Content,
}

impl Clause {
    /// « hormis le petit déjeuner »: what escapes the judgement before it is named, and not told (« sauf que... »), nor what
    /// was said before (« à part ça, nous aimons beaucoup »).
    pub(super) fn names_exception(&self, shapes: &[Shape]) -> bool {
        let opening = self.start as usize..self.end.min(self.start + 3) as usize;
        let tells = |shape: &Shape| shape.links() || shape.this();
        self.opener == Some(Role::Exception) && !shapes[opening].iter().any(tells)
    }
}

/// What the words of a clause tell all together, so that most rules need not look at each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// All their traits.
    pub shapes: Shape,
    /// All their roles.
    pub roles: TagSet<Role>,
    /// How many words there are, signs and figures left out.
    pub n_words: u32,
    /// A number, a price, a duration or a date stands there.
    pub figure: bool,
    /// A negator reaches something there.
    pub denied: bool,
}

impl Content {
    /// Adds a token.
    pub fn add(&mut self, kind: Kind, shape: Shape, roles: TagSet<Role>, mark: Mark) {
        self.shapes = self.shapes.or(shape);
        self.roles.extend(roles);
        self.n_words += u32::from(kind == Kind::Word);
        self.figure |= matches!(kind, Kind::Number | Kind::Duration | Kind::Price | Kind::Date);
        self.denied |= mark.negator != 0;
    }
}

/// A judgement or an object found in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, and which line of the lexicon says so.
    pub hit: Match,
    /// Index of its clause.
    pub clause: u32,
    /// Judgement after negation; `None` for an object.
    pub polarity: Option<Polarity>,
    /// Strength after intensity and contrast, in hundredths of a slight judgement; 0 for an object.
    pub weight: i32,
    /// What it is about; empty for a bare opinion.
    pub themes: TagSet<Theme>,
    /// What it names, and the theme of that name; none once a negation has reversed it.
    pub label: Option<(Theme, LabelId)>,
    /// What it rests on.
    pub nature: Nature,
    /// A negation has reversed it.
    pub reversed: bool,
    /// An object that is said to lack, and nothing else.
    pub lacking: bool,
    /// Praise that blame around it turns into irony.
    pub courtesy: bool,
    /// A name under a heading, which judges it.
    pub listed: bool,
}

impl Finding {
    /// First token after it.
    pub fn end(&self) -> u32 {
        self.hit.end()
    }
    /// Words between two findings; 0 when they touch or overlap.
    pub fn distance(&self, other: &Self) -> u32 {
        if self.hit.first < other.hit.first {
            other.hit.first.saturating_sub(self.end())
        } else {
            self.hit.first.saturating_sub(other.end())
        }
    }
    /// Whether it is praise.
    pub(super) fn praises(&self) -> bool {
        self.polarity == Some(Polarity::Positive)
    }
    /// Whether it is blame.
    pub(super) fn blames(&self) -> bool {
        self.polarity == Some(Polarity::Negative)
    }
    /// Turns praise into blame, as « pas » does.
    pub(super) fn deny(&mut self) {
        self.polarity = Some(Polarity::Negative);
        self.weight = self.weight * DENIED / 100;
        self.label = None;
        self.reversed = true;
    }
    /// Makes it say nothing.
    pub(super) fn silence(&mut self) {
        self.polarity = Some(Polarity::Neutral);
        self.themes = TagSet::EMPTY;
        self.weight = 0;
    }
}

/// What is left of a judgement that is denied or turned, in hundredths.
pub(super) const DENIED: i32 = 85;

/// Everything seen in one comment.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Tokens, in order.
    pub tokens: Vec<Token>,
    /// Their forms.
    pub forms: Vec<FormId>,
    /// What their forms tell by their shape.
    pub shapes: Vec<Shape>,
    /// Roles of their forms.
    pub roles: Vec<TagSet<Role>>,
    /// Their marks.
    pub marks: Vec<Mark>,
    /// The terms that they count for in word tables.
    pub(super) terms: Vec<Option<Occurrence>>,
    /// Tokens that have a part in a negation.
    pub(super) negators: Vec<u32>,
    /// Words that open a clause.
    pub(super) openers: Vec<u32>,
    /// Matches kept, by first token.
    pub matches: Vec<Match>,
    /// Layers in which each match is kept, as a bit set of [`Layer`].
    pub layers: Vec<TagSet<Layer>>,
    /// Whether some match of the meaning layer of several words holds each token.
    pub(super) covered: Vec<bool>,
    /// Matches of the meaning layer of several words that hold a negator.
    pub(super) negating: Vec<Match>,
    /// The tokens as the trie sees them.
    pub(super) steps: Vec<Step>,
    /// Room for what the trie may meet around each token.
    pub(super) horizon: Horizon,
    /// Room for the matches that may hide those of the token at hand.
    pub(super) hiders: Vec<Match>,
    /// Clauses, in order.
    pub clauses: Vec<Clause>,
    /// Findings, by first token.
    pub findings: Vec<Finding>,
    /// It is the review of a work, a film or a book: see `work.rs`.
    pub of_work: bool,
    /// It has a list of what pleased and one of what displeased, each under its heading.
    pub pros_and_cons: bool,
    /// Under one of its headings stands that there is nothing to tell.
    pub left_blank: bool,
    /// Its first sentence is a title: names that it then comes back to.
    pub titled: bool,
}

impl Reading {
    /// Forgets the comment, keeps the memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.forms.clear();
        self.shapes.clear();
        self.roles.clear();
        self.steps.clear();
        self.marks.clear();
        self.terms.clear();
        self.negators.clear();
        self.openers.clear();
        self.matches.clear();
        self.layers.clear();
        self.clauses.clear();
        self.findings.clear();
        self.pros_and_cons = false;
        self.left_blank = false;
        self.titled = false;
    }

    /// Copies what the forms of the tokens tell: every later pass reads it here, side by side, and not form by form.
    /// The first walk over the forms does next to nothing else: reads that do not wait for each other take the time of one.
    pub(super) fn describe(&mut self, vocabulary: &Vocabulary) {
        let forms = || self.forms.iter().map(|id| vocabulary.form(*id));
        self.steps.extend(forms().map(|form| form.step));
        self.roles.extend(forms().map(|form| form.roles));
        self.shapes.extend(forms().map(|form| form.shape));
        self.terms.extend(forms().map(Form::term));
        self.marks.extend(forms().map(|Form { step: Step { barrier, transparent, .. }, degree, .. }| Mark {
            negator: 0,
            degree: *degree,
            barrier: *barrier,
            transparent: *transparent,
        }));
        let numbered = self.roles.iter().zip(&self.shapes).zip(0..);
        let negators = numbered.filter(|((roles, shape), _)| denies(**roles, **shape));
        self.negators.extend(negators.map(|(_, at)| at));
        let numbered = self.marks.iter().zip(&self.tokens).zip(0..);
        let openers = numbered.filter(|((mark, token), _)| mark.barrier && !token.kind.is_break());
        self.openers.extend(openers.map(|(_, at)| at));
    }

    /// Index of the clause that holds a token.
    pub fn clause_of(&self, token: u32) -> u32 {
        self.clauses.partition_point(|clause| clause.end <= token) as u32
    }

    /// Clauses of some sentences.
    pub(super) fn clauses_of(&self, sentences: Range<u32>) -> Range<usize> {
        let from = |sentence: u32| self.clauses.partition_point(|clause| clause.sentence < sentence);
        from(sentences.start)..from(sentences.end)
    }

    /// Indexes of the findings of some sentences.
    pub(super) fn findings_of(&self, sentences: Range<u32>) -> Range<usize> {
        let clauses = self.clauses_of(sentences);
        let from =
            |clause: usize| self.findings.partition_point(|finding| (finding.clause as usize) < clause);
        from(clauses.start)..from(clauses.end)
    }

    /// Findings of a clause, with their indexes.
    pub fn in_clause(&self, clause: u32) -> impl Iterator<Item = (usize, &Finding)> {
        let start = self.findings.partition_point(|finding| finding.clause < clause);
        self.findings[start..]
            .iter()
            .take_while(move |finding| finding.clause == clause)
            .enumerate()
            .map(move |(at, finding)| (start + at, finding))
    }

    /// Findings of a clause, to be changed.
    pub(super) fn in_clause_mut(&mut self, clause: u32) -> impl Iterator<Item = &mut Finding> {
        let start = self.findings.partition_point(|finding| finding.clause < clause);
        self.findings[start..].iter_mut().take_while(move |finding| finding.clause == clause)
    }

    /// Matches that start in a range of tokens, each with the layers in which it is kept.
    pub(super) fn starting_in(&self, tokens: Range<u32>) -> impl Iterator<Item = (&Match, TagSet<Layer>)> {
        let start = self.matches.partition_point(|hit| hit.first < tokens.start);
        let from = self.matches[start..].iter().zip(self.layers[start..].iter().copied());
        from.take_while(move |(hit, _)| hit.first < tokens.end)
    }

    /// Matches of the meaning layer that hold a token.
    pub(super) fn meanings_at(&self, token: u32) -> impl Iterator<Item = &Match> {
        let near = self.starting_in(token.saturating_sub(SPAN - 1)..token + 1);
        near.filter(move |(hit, layers)| layers.contains(Layer::Meaning) && hit.holds(token))
            .map(|(hit, _)| hit)
    }

    /// Matches that hold a negator, start before a match and may reach it.
    pub(super) fn negating_before(&self, hit: &Match) -> impl Iterator<Item = &Match> {
        let near = self.negating.partition_point(|other| other.first + SPAN <= hit.first);
        self.negating[near..].iter().take_while(move |other| other.first < hit.first)
    }

    /// Whether a negator that is not one of the words of a match reaches a token.
    pub(super) fn is_denied_outside(&self, token: u32, hit: &Match) -> bool {
        let negator = self.marks[token as usize].negator;
        negator != 0 && !hit.holds(negator - 1)
    }

    /// Matches kept in a layer.
    pub fn in_layer(&self, layer: Layer) -> impl Iterator<Item = &Match> {
        self.matches
            .iter()
            .zip(&self.layers)
            .filter(move |(_, layers)| layers.contains(layer))
            .map(|(hit, _)| hit)
    }
}
