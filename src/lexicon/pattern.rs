//! The pattern language of `lexicons/README.md`: text becomes every sequence of elements that it stands for.

use super::turns::Turns;
use super::variants::{Alternative, Part, Piece, Variants};
use crate::text::{Kind, Token, tokenize};

/// Patterns with more variants than this are refused.
pub const MAX_VARIANTS: usize = 4000;

/// What one position of a sequence asks of a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A word with the same key as this one.
    Word(String),
    /// This very form, lower case, or this emoji.
    Exact(String),
    /// A word whose folded form starts so.
    Prefix(String),
    /// A member of that class.
    Class(String),
    /// At most that many words in between.
    Gap(u8),
}

/// One position of a sequence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element {
    /// What is asked.
    pub what: What,
    /// Whether it must stand inside a negation.
    pub negated: bool,
}

/// What is wrong in a pattern, and at which character from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Character offset in the pattern.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
}

/// Every sequence of elements that a pattern stands for.
///
/// # Errors
/// On unbalanced brackets, empty alternatives, unknown signs, gaps at an end, or too many variants.
pub fn parse_pattern(pattern: &str) -> Result<Vec<Vec<Element>>, PatternError> {
    let variants = parse_variants(pattern, &Turns::default())?;
    let element =
        |piece: &Piece| Element { what: variants.whats[piece.what].clone(), negated: piece.negated };
    Ok(variants.sequences().map(|pieces| pieces.iter().map(element).collect()).collect())
}

/// As [`parse_pattern`], for the compiler; it may hold these turns, by their names.
pub fn parse_variants(pattern: &str, turns: &Turns) -> Result<Variants, PatternError> {
    let mut parser = Parser::new(pattern, turns);
    let whole = parser.alternatives(0)?;
    if parser.at < parser.chars.len() {
        return Err(parser.error("a bracket closes that was not opened"));
    }
    let variants = Variants::of(&whole, parser.whats, parser.tops);
    match variants.fault() {
        Some(message) => Err(PatternError { offset: 0, message: message.into() }),
        None => Ok(variants),
    }
}

struct Parser<'t> {
    chars: Vec<char>,
    at: usize,
    whats: Vec<What>,
    /// The alternatives that no bracket holds.
    tops: Vec<Alternative>,
    turns: &'t Turns,
}

impl<'t> Parser<'t> {
    fn new(pattern: &str, turns: &'t Turns) -> Self {
        Self { chars: pattern.chars().collect(), at: 0, whats: Vec::new(), tops: Vec::new(), turns }
    }

    fn error(&self, message: &str) -> PatternError {
        PatternError { offset: self.at, message: message.to_owned() }
    }

    fn alternatives(&mut self, depth: usize) -> Result<Part, PatternError> {
        let mut all = Vec::new();
        loop {
            let start = self.at;
            let part = self.sequence(depth)?;
            if depth == 0 {
                self.tops.push(Alternative { start, end: self.at, n: part.n_sequences() });
            }
            all.push(part);
            if all.iter().map(Part::n_sequences).sum::<usize>() > MAX_VARIANTS {
                return Err(self.error("too many variants: split the line"));
            }
            if self.peek() != Some('|') {
                return Ok(if all.len() == 1 { all.remove(0) } else { Part::choice(all) });
            }
            self.at += 1;
        }
    }

    fn sequence(&mut self, depth: usize) -> Result<Part, PatternError> {
        let (mut all, mut n) = (Vec::new(), 1);
        loop {
            while self.peek() == Some(' ') || self.peek() == Some('\u{A0}') {
                self.at += 1;
            }
            let part = match self.peek() {
                None | Some('|') | Some(')') | Some(']') => return Ok(Part::row(all)),
                Some('!') if self.smiley().is_none() => {
                    self.at += 1;
                    self.item(depth)?.denied()
                }
                Some(_) => self.item(depth)?,
            };
            n *= part.n_sequences();
            if n > MAX_VARIANTS {
                return Err(self.error("too many variants: split the line"));
            }
            all.push(part);
        }
    }

    fn item(&mut self, depth: usize) -> Result<Part, PatternError> {
        if let Some(length) = self.smiley() {
            let smiley: String = self.chars[self.at..self.at + length].iter().collect();
            self.at += length;
            return Ok(self.one(What::Exact(smiley)));
        }
        if depth > 8 {
            return Err(self.error("brackets too deep"));
        }
        match self.peek() {
            Some('(') => self.bracket(')', depth),
            Some('[') => {
                let inside = self.bracket(']', depth)?;
                Ok(Part::choice(vec![inside, Part::nothing()]))
            }
            Some('{') => self.gap(),
            Some('<') => self.exact(),
            Some('#') => self.class(),
            Some('@') => self.turn(depth),
            _ => self.word(),
        }
    }

    fn bracket(&mut self, close: char, depth: usize) -> Result<Part, PatternError> {
        self.at += 1;
        let inside = self.alternatives(depth + 1)?;
        if self.peek() != Some(close) {
            return Err(self.error(&format!("'{close}' is missing")));
        }
        self.at += 1;
        Ok(inside)
    }

    fn gap(&mut self) -> Result<Part, PatternError> {
        let digits = self.until('}')?;
        match digits.parse::<u8>() {
            Ok(0) => Ok(Part::nothing()),
            Ok(n) if n <= 12 => Ok(self.one(What::Gap(n))),
            _ => Err(self.error("a gap is a number from 0 to 12: {3}")),
        }
    }

    /// The form ends at the first `>` before a blank, a bar, a bracket or the end: `<<3>` is a heart.
    fn exact(&mut self) -> Result<Part, PatternError> {
        let closes = |at: &usize| {
            self.chars[*at] == '>'
                && self.chars.get(at + 1).is_none_or(|c| matches!(c, ' ' | '|' | ')' | ']'))
        };
        let Some(end) = (self.at + 2..self.chars.len()).find(closes) else {
            return Err(self.error("'>' is missing after an exact form"));
        };
        let form: String = self.chars[self.at + 1..end].iter().collect();
        self.at = end + 1;
        Ok(self.one(What::Exact(crate::text::lower(form.trim()).into_owned())))
    }

    fn class(&mut self) -> Result<Part, PatternError> {
        self.at += 1;
        let name = self.take_while(|c| c.is_alphanumeric() || c == '_');
        if name.is_empty() {
            return Err(self.error("a class name must follow '#'"));
        }
        Ok(self.one(What::Class(name)))
    }

    /// What a turn stands for, as if it were written there between brackets.
    fn turn(&mut self, depth: usize) -> Result<Part, PatternError> {
        let start = self.at;
        self.at += 1;
        let name = self.take_while(|c| c.is_alphanumeric() || c == '_');
        let Some(pattern) = self.turns.get(&name) else {
            let message = format!("'@{name}' is no turn of grammaire/tournures.csv");
            return Err(PatternError { offset: start, message });
        };
        let mut inside =
            Parser { whats: std::mem::take(&mut self.whats), ..Parser::new(pattern, self.turns) };
        let part = inside.alternatives(depth + 1);
        self.whats = inside.whats;
        part.map_err(|error| PatternError { offset: start, ..error })
    }

    fn word(&mut self) -> Result<Part, PatternError> {
        let start = self.at;
        let word = self.take_while(|c| {
            !matches!(c, ' ' | '\u{A0}' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '*')
        });
        if word.is_empty() {
            return Err(match self.chars.get(start) {
                Some(sign) => self.error(&format!("'{sign}' has no meaning here")),
                None => self.error("a word must follow '!'"),
            });
        }
        if self.peek() == Some('*') {
            self.at += 1;
            return Ok(self.one(What::Prefix(crate::text::fold(&crate::text::lower(&word)).into_owned())));
        }
        let whole = self.words(&word);
        if whole.is_empty() {
            return Err(PatternError { offset: start, message: format!("'{word}' holds no word") });
        }
        // « rendez-vous » is also written « rendez vous ».
        let is_one_word = whole.len() == 1 && matches!(self.whats.last(), Some(What::Word(_)));
        if word.contains('-') && is_one_word {
            let apart = self.words(&word.replace('-', " "));
            return Ok(Part::choice(vec![Part::row(whole), Part::row(apart)]));
        }
        Ok(Part::row(whole))
    }

    fn until(&mut self, close: char) -> Result<String, PatternError> {
        self.at += 1;
        let inside = self.take_while(|c| c != close);
        if self.peek() != Some(close) {
            return Err(self.error(&format!("'{close}' is missing")));
        }
        self.at += 1;
        Ok(inside.trim().to_owned())
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek().is_some_and(&belongs) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Length of the smiley here, when all that stands between two blanks is one: brackets and bars are its mouth.
    fn smiley(&self) -> Option<usize> {
        if self.at > 0 && !matches!(self.chars[self.at - 1], ' ' | '|') {
            return None;
        }
        // No smiley starts so, and nearly every item does.
        if self.peek().is_none_or(|c| c.is_alphabetic() || matches!(c, '(' | '[' | '{' | '#')) {
            return None;
        }
        let rest: String = self.chars[self.at..].iter().take_while(|c| **c != ' ').collect();
        let mut tokens = Vec::new();
        tokenize(&rest, &mut tokens);
        match tokens.as_slice() {
            [Token { kind: Kind::Emoji, start: 0, end }] if *end as usize == rest.len() => {
                Some(rest.chars().count())
            }
            _ => None,
        }
    }

    fn one(&mut self, what: What) -> Part {
        self.whats.push(what);
        Part::piece(self.whats.len() - 1)
    }

    /// The words of a piece of text, cut as comments are.
    fn words(&mut self, text: &str) -> Vec<Part> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().filter_map(|token| word_of(token, text)).map(|what| self.one(what)).collect()
    }
}

/// What a token of a pattern asks; nothing for signs and the like.
fn word_of(token: &Token, text: &str) -> Option<What> {
    let what = match token.kind {
        Kind::Word | Kind::Number | Kind::Duration | Kind::Hour => What::Word(token.text(text).to_owned()),
        Kind::Emoji => What::Exact(token.text(text).to_owned()),
        Kind::Sign
        | Kind::Stop
        | Kind::Pause
        | Kind::Handle
        | Kind::Url
        | Kind::Email
        | Kind::Date
        | Kind::Price => {
            return None;
        }
    };
    Some(what)
}
