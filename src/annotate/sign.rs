//! « Les + : l'accueil. Les - : le parking », « (+) le calme »: signs that head a list, read as the words they stand for.
//!
//! Goes in: tokens and their forms. Comes out: the same, such signs made words. Never: reads a bullet, a dash or a sum so.

use super::reading::Reading;
use super::rules::Rules;
use super::vocabulary::Vocabulary;
use crate::lexicon::Lexicon;
use crate::text::Kind;

/// Characters of the longest sign: « +++ ».
const LONGEST: usize = 3;

/// Spells the signs that head lists.
pub fn spell(
    reading: &mut Reading,
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
    rules: Rules,
    text: &str,
) {
    for at in 0..reading.tokens.len() {
        let token = reading.tokens[at];
        if !matches!(token.kind, Kind::Pause | Kind::Sign) {
            continue;
        }
        let Some(praises) = side(token.text(text)) else { continue };
        let Some(of_points) = heads(reading, text, at) else { continue };
        let word = match (of_points, praises) {
            (false, true) => "plus",
            (false, false) => "moins",
            (true, true) => "fort",
            (true, false) => "faible",
        };
        reading.tokens[at].kind = Kind::Word;
        reading.forms[at] = vocabulary.intern(word, lexicon, rules);
    }
}

/// Whether a sign is of praise; `None` for another sign.
fn side(sign: &str) -> Option<bool> {
    let is_all = |mark: fn(char) -> bool| sign.chars().count() <= LONGEST && sign.chars().all(mark);
    let praises = is_all(|c| c == '+');
    (praises || is_all(|c| matches!(c, '-' | '–'))).then_some(praises)
}

/// Whether a sign stands between what opens a heading and what closes it, and whether « points » opens it.
fn heads(reading: &Reading, text: &str, at: usize) -> Option<bool> {
    let after = reading.tokens.get(at + 1)?.text(text);
    let Some(before) = at.checked_sub(1).map(|before| reading.tokens[before]) else {
        return (after == ":").then_some(false);
    };
    match (before.kind, before.text(text)) {
        (Kind::Stop, _) => (after == ":").then_some(false),
        (_, "(") => (after == ")").then_some(false),
        (Kind::Word, word) if after == ":" => {
            let is = |words: [&str; 2]| words.iter().any(|one| one.eq_ignore_ascii_case(word));
            let points = is(["point", "points"]);
            (points || is(["le", "les"])).then_some(points)
        }
        _ => None,
    }
}
