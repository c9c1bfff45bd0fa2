//! Cuts a comment into clauses: at punctuation, before the words that open one, and where a sentence begins without a
//! stop before it.

use super::expression::opens_with_infinitive;
use super::reading::{Clause, Content, Mark, Reading};
use super::rules::{Rule, Rules};
use super::shape::Shape;
use crate::lexicon::{Layer, Lexicon, Role};
use crate::taxonomy::{Mode, Polarity, TagSet};
use crate::text::{Kind, Token};

/// Tokens of the longest clause, and clauses of the longest sentence: nobody writes longer ones, and rules that look at
/// every judgement of a clause for each of them would never end.
const LONGEST_CLAUSE: u32 = 400;
const LONGEST_SENTENCE: usize = 100;

/// Fills `reading.clauses`; every token belongs to exactly one.
pub fn cut(reading: &mut Reading, lexicon: &Lexicon, text: &str) {
    let openers = openers(reading, lexicon);
    let mut openers = openers.iter().peekable();
    let Reading { tokens, shapes, roles, marks, clauses, .. } = reading;
    let (mut sentence, mut first) = (0, 0);
    let mut start = 0;
    let (mut opener, mut content) = (None, Content::default());
    for (at, token) in tokens.iter().enumerate() {
        let at = at as u32;
        let opens = openers.next_if(|(first, _)| *first == at).map(|(_, role)| *role);
        let unstopped = at > start && begins_unstopped(text, tokens, shapes, roles, marks, at as usize);
        if opens.is_some() && at > start || at - start >= LONGEST_CLAUSE || unstopped {
            clauses.push(Clause { start, end: at, sentence, opener, content, ..EMPTY });
            start = at;
            opener = None;
            content = Content::default();
        }
        if unstopped {
            sentence += 1;
            first = clauses.len();
        }
        content.add(token.kind, shapes[at as usize], roles[at as usize], marks[at as usize]);
        opener = opens.or(opener);
        let mut ends = clauses.len() - first >= LONGEST_SENTENCE && start == at;
        if token.kind.is_break() {
            clauses.push(Clause { start, end: at + 1, sentence, opener, content, ..EMPTY });
            content = Content::default();
            ends |= token.kind == Kind::Stop && ends_sentence(text, tokens, at as usize);
            start = at + 1;
            opener = None;
        }
        if ends {
            sentence += 1;
            first = clauses.len();
        }
    }
    if (start as usize) < tokens.len() {
        clauses.push(Clause { start, end: tokens.len() as u32, sentence, opener, content, ..EMPTY });
    }
    note_ends(clauses, tokens, text);
    set_apart(clauses, tokens, text);
}

const EMPTY: Clause = Clause {
    start: 0,
    end: 0,
    sentence: 0,
    opener: None,
    asked: false,
    exclaimed: false,
    insisted: false,
    conditional: false,
    wished: false,
    weight: 100,
    implied: false,
    content: Content { shapes: Shape::NONE, roles: TagSet::EMPTY, n_words: 0, figure: false, denied: false },
};

/// Words and expressions that open a clause, sorted by first token, one for each. An opener taken by a longer expression opens nothing.
fn openers(reading: &Reading, lexicon: &Lexicon) -> Vec<(u32, Role)> {
    let opening = |roles: TagSet<Role>| roles.iter().find(|role| role.opens_clause());
    let (mut openers, mut taken) = (Vec::new(), Vec::new());
    let mut until = 0;
    for hit in reading.in_layer(Layer::Role) {
        if let Some(role) = opening(lexicon.entry(hit.entry).roles) {
            // « même si l'accueil est bon » grants and supposes nothing, though « si l' » starts inside « même si ».
            let inside = hit.first < until && openers.last().is_some_and(|(first, _)| *first < hit.first);
            if !inside {
                openers.push((hit.first, role));
                until = hit.end();
            }
            taken.extend(hit.tokens());
        }
    }
    taken.sort_unstable();
    for at in &reading.openers {
        if let Some(role) = opening(reading.roles[*at as usize])
            && taken.binary_search(at).is_err()
            && !reading.covered[*at as usize]
        {
            openers.push((*at, role));
        }
    }
    openers.sort_by_key(|(first, _)| *first);
    openers.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 = later.1;
        }
        same
    });
    openers
}

/// « M. Martin » does not end a sentence, nor « etc. » where it goes on.
fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let stop = tokens[at].text(text);
    if stop != "." {
        return true;
    }
    let before = at.checked_sub(1).map_or("", |before| tokens[before].text(text));
    let abbreviated = matches!(
        before,
        "M" | "Mr" | "Mme" | "Mlle" | "Dr" | "Me" | "St" | "n" | "N" | "tel" | "tél" | "ex" | "cf" | "p"
    );
    let goes_on = || tokens.get(at + 1).is_some_and(|next| next.text(text).starts_with(char::is_lowercase));
    !(abbreviated || before == "etc" && goes_on())
}

/// « La vue, le buffet Le matelas est dur »: a small word with a capital, after a word without one,
/// begins a sentence though no stop ends the one before; « à La Poste » and « taille S » do not.
fn begins_unstopped(
    text: &str,
    tokens: &[Token],
    shapes: &[Shape],
    roles: &[TagSet<Role>],
    marks: &[Mark],
    at: usize,
) -> bool {
    let capital = |at: usize| tokens[at].text(text).starts_with(char::is_uppercase);
    if tokens[at].kind != Kind::Word || !capital(at) || tokens[at - 1].kind != Kind::Word || capital(at - 1) {
        return false;
    }
    let mut others = tokens[at].text(text).chars().skip(1).peekable();
    let cased = others.peek().is_some() && !others.any(char::is_uppercase);
    let pronoun = |shape: Shape| shape.first_person() || shape.third_person();
    let begins = |at: usize| {
        let denies = roles[at].contains(Role::Negation);
        shapes[at].article() || pronoun(shapes[at]) || denies || marks[at].degree != 0
    };
    let leads_on = |at: usize| marks[at].transparent || shapes[at].article() || shapes[at].joins();
    cased && begins(at) && !leads_on(at - 1) && tokens.get(at + 1).is_none_or(|_| !capital(at + 1))
}

/// « Les tarifs, eux, donnent le vertige »: a pronoun set apart opposes what it stands for to the rest.
fn set_apart(clauses: &mut [Clause], tokens: &[Token], text: &str) {
    for index in 1..clauses.len().saturating_sub(1) {
        let Clause { start, end, sentence, content, .. } = clauses[index];
        let apart = content.n_words == 1
            && end - start == 2
            && clauses[index - 1].sentence == sentence
            && clauses[index + 1].sentence == sentence
            && matches!(tokens[start as usize].text(text), "lui" | "elle" | "eux" | "elles");
        if apart {
            for around in [index - 1, index + 1] {
                clauses[around].opener.get_or_insert(Role::Contrast);
            }
        }
    }
}

/// Notes of each clause how its sentence ends.
fn note_ends(clauses: &mut [Clause], tokens: &[Token], text: &str) {
    let mut first = 0;
    while first < clauses.len() {
        let sentence = clauses[first].sentence;
        let length = clauses[first..].iter().take_while(|clause| clause.sentence == sentence).count();
        let last = &clauses[first + length - 1];
        let sign = tokens
            .get(last.end as usize - 1)
            .filter(|token| token.kind == Kind::Stop)
            .map_or("", |t| t.text(text));
        let (asked, exclaimed) = (sign.contains('?'), sign.contains('!'));
        for clause in &mut clauses[first..first + length] {
            clause.asked = asked;
            clause.exclaimed = exclaimed;
            clause.insisted =
                sign.matches('!').count() >= 2 || sign.matches('?').count() >= 3 || exclaimed && asked;
            clause.conditional = clause.content.shapes.conditional();
        }
        first += length;
    }
}

/// Marks the clauses whose praise is only wished for: questions, proposals, requests, promises.
pub fn mark_wishes(reading: &mut Reading, lexicon: &Lexicon, rules: Rules) {
    let (mut wished, mut ended) = (Vec::new(), Vec::new());
    for hit in reading.in_layer(Layer::Mode) {
        let entry = lexicon.entry(hit.entry);
        // « Qu'est-ce qu'ils sont gentils ! » asks nothing.
        let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
        let asks = entry.modes.contains(Mode::Question) && (clause.asked || !clause.exclaimed);
        let wishes = asks || [Mode::Suggestion, Mode::Request].iter().any(|mode| entry.modes.contains(*mode));
        // « Rendre le site plus simple »: a hint proposes where it opens.
        let proposes = || entry.modes.contains(Mode::Suggestion) && opens_with_infinitive(reading, hit);
        if wishes && (entry.force >= 2 || rules.has(Rule::Proposal) && proposes()) {
            wished.push(reading.clause_of(hit.first));
        }
    }
    for hit in reading.in_layer(Layer::Role) {
        if hit.words != 1 && lexicon.entry(hit.entry).roles.contains(Role::Promise) {
            wished.push(reading.clause_of(hit.first));
        }
    }
    for (index, clause) in reading.clauses.iter().enumerate() {
        if clause.content.roles.contains(Role::Promise) {
            wished.push(index as u32);
        }
        // « tout se passait bien jusqu'au jour où... »: praise of what is no more, and blame for what came then.
        if clause.opener == Some(Role::Time)
            && index > 0
            && reading.clauses[index - 1].sentence == clause.sentence
            && reading.shapes[clause.start as usize].until()
        {
            ended.push(index);
        }
    }
    for index in ended {
        reading.clauses[index - 1].wished = true;
        reading.clauses[index].implied =
            rules.has(Rule::Contrast) && praised(reading, lexicon, index as u32 - 1);
    }
    for clause in wished {
        reading.clauses[clause as usize].wished = true;
    }
}

/// Whether a line that praises matches in a clause.
fn praised(reading: &Reading, lexicon: &Lexicon, clause: u32) -> bool {
    let Clause { start, end, .. } = reading.clauses[clause as usize];
    reading.starting_in(start..end).any(|(hit, layers)| {
        let praises = lexicon.entry(hit.entry).polarity == Some(Polarity::Positive);
        praises && layers.contains(Layer::Meaning)
    })
}

/// Weight of what a contrast opens, in hundredths: « mais » brings what is meant.
const STRESSED: i32 = 125;

/// What is left of the weight of the clause before a contrast, in hundredths.
const DIMMED: i32 = 80;

/// Weight of what is granted, in hundredths: « malgré ».
const GRANTED: i32 = 50;

/// Weight of what escapes a judgement, in hundredths: « parfait à part le bruit » is a minor reservation.
const EXCEPTED: i32 = 40;

/// Weighs clauses by how they are opened: « mais » stresses what follows and dims what stands before, save where it brings
/// little (« très bien, mais un peu cher »).
pub fn weigh(reading: &mut Reading, rules: Rules) {
    if !rules.has(Rule::Contrast) {
        return;
    }
    let Reading { clauses, shapes, marks, .. } = reading;
    for index in 0..clauses.len() {
        let words = clauses[index].start as usize..clauses[index].end as usize;
        match clauses[index].opener {
            Some(Role::Contrast) if marks[words].iter().any(|mark| mark.degree < 0) => {}
            Some(Role::Contrast) => {
                clauses[index].weight = STRESSED;
                if index > 0 {
                    clauses[index - 1].weight = clauses[index - 1].weight * DIMMED / 100;
                }
            }
            Some(Role::Concession) => clauses[index].weight = GRANTED,
            Some(Role::Exception) if clauses[index].names_exception(shapes) => {
                clauses[index].weight = EXCEPTED;
            }
            _ => {}
        }
    }
}
