//! Ratings as exports write them.

use super::headers::Name;
use crate::scale::Scale;

/// A rating in thousandths: `4`, `4,5`, `4.5`, `4/5`, `8 / 10`, `4 étoiles`, `★★★★`; `None` when there is no number.
///
/// ```
/// use verbatim::ingest::parse_rating;
/// assert_eq!(parse_rating("4,5"), Some(4500));
/// assert_eq!(parse_rating("8/10"), Some(8000));
/// assert_eq!(parse_rating("★★★☆☆"), Some(3000));
/// assert_eq!(parse_rating("sans avis"), None);
/// ```
pub fn parse_rating(text: &str) -> Option<i32> {
    let text = text.trim();
    if let Some(stars) = stars(text) {
        return i32::try_from(stars * 1000).ok();
    }
    leading_number(text).map(|(rating, _)| rating)
}

/// What a cell answers on a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing, or what tools write for nothing.
    Missing,
    /// A rating of the scale, in thousandths.
    Rating(i32),
    /// Something that is no rating of the scale.
    OffScale,
}

/// Reads a cell on a scale: numbers, `4/5` and stars, and satisfaction in words on the scales that have a word for each of
/// their levels; these words come before the number in front of them, which may go the other way.
///
/// ```
/// use verbatim::{ingest::{Answer, read_answer}, scale::Scale};
/// assert_eq!(read_answer("4/5", Scale::Stars), Answer::Rating(4000));
/// assert_eq!(read_answer("Plutôt pas satisfait", Scale::Levels), Answer::Rating(2000));
/// assert_eq!(read_answer("1 - Très satisfait", Scale::Levels), Answer::Rating(4000));
/// assert_eq!(read_answer("Ni satisfait ni insatisfait", Scale::Stars), Answer::Rating(3000));
/// assert_eq!(read_answer("11", Scale::Nps), Answer::OffScale);
/// assert_eq!(read_answer("N/A", Scale::Nps), Answer::Missing);
/// assert_eq!(read_answer("Ne se prononce pas", Scale::Levels), Answer::Missing);
/// ```
pub fn read_answer(cell: &str, scale: Scale) -> Answer {
    let cell = cell.trim();
    if super::blank::is_empty_text(cell) {
        return Answer::Missing;
    }
    let in_words = || level(cell).and_then(|level| level.rating(scale));
    let in_numbers = || match numeric(cell) {
        Some(Numeric { out_of: Some(top), .. }) if top * 1000 != scale.ends().1 => None,
        number => number.map(|number| number.rating),
    };
    let rating = in_words().or_else(in_numbers).filter(|rating| scale.holds(*rating));
    match rating {
        Some(rating) => Answer::Rating(rating),
        None if is_no_answer(cell) => Answer::Missing,
        None => Answer::OffScale,
    }
}

/// « NSP », « Sans opinion »: what surveys offer to who has no answer.
pub(super) fn is_no_answer(cell: &str) -> bool {
    const NO_ANSWERS: [&str; 10] = [
        "nsp",
        "nspp",
        "ne se prononce pas",
        "ne sait pas",
        "ne sais pas",
        "je ne sais pas",
        "sans opinion",
        "sans avis",
        "non concerné",
        "non concernée",
    ];
    // Longer than any of them.
    const LONGEST: usize = 30;
    cell.len() <= LONGEST && {
        // « Non concerné(e) ».
        let name = Name::new(&cell.replace(['(', ')'], ""));
        NO_ANSWERS.iter().any(|answer| name.is(&Name::new(answer)))
    }
}

/// A number, and out of how many when the cell says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    pub(super) rating: i32,
    pub(super) out_of: Option<i32>,
    /// « 8,0 », which no likelihood to recommend is written as.
    pub(super) has_decimals: bool,
}

/// `4`, `4,5`, `4/5`, `4 sur 5`, `80 %`, `10 - Tout à fait`, `★★★★☆`; not `4/5/2024`, `10:30` nor `1-2`.
pub(super) fn numeric(cell: &str) -> Option<Numeric> {
    if let Some(stars) = stars(cell) {
        let rating = i32::try_from(stars * 1000).ok()?;
        return Some(Numeric { rating, out_of: Some(5), has_decimals: false });
    }
    let (rating, rest) = leading_number(cell)?;
    let number = &cell[..cell.len() - rest.len()];
    let has_decimals = number.contains([',', '.']) && !number.ends_with([',', '.']);
    let rest = rest.trim_start();
    let below = rest.strip_prefix('/').or_else(|| rest.strip_prefix("sur ")).map(str::trim_start);
    let (out_of, rest) = match below.and_then(leading_number) {
        Some((top, rest)) if top > 0 && top % 1000 == 0 => (Some(top / 1000), rest),
        _ => match rest.strip_prefix('%') {
            Some(rest) => (Some(100), rest),
            None => (None, rest),
        },
    };
    // A date, a time, a range: what goes on with a sign and a digit is no rating.
    let is_more =
        matches!(rest.as_bytes(), [sign, digit, ..] if sign.is_ascii_punctuation() && digit.is_ascii_digit());
    (!is_more).then_some(Numeric { rating, out_of, has_decimals })
}

/// How many stars a cell of stars alone has.
fn stars(text: &str) -> Option<usize> {
    let is_star = |c: char| matches!(c, '★' | '⭐' | '*');
    let n = text.chars().filter(|c| is_star(*c)).count();
    (n > 0 && text.chars().all(|c| is_star(c) || matches!(c, '☆' | ' ' | '\u{FE0F}'))).then_some(n)
}

/// The number that a text starts with, in thousandths, and what follows it.
fn leading_number(text: &str) -> Option<(i32, &str)> {
    let n_digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.trim_start_matches(['-', '+']);
    let (whole, rest) = digits.split_at(n_digits(digits));
    if whole.is_empty() || whole.len() > 5 {
        return None;
    }
    let (decimals, rest) = match rest.strip_prefix([',', '.']) {
        Some(after) => after.split_at(n_digits(after)),
        None => ("", rest),
    };
    let places = decimals.bytes().chain(std::iter::repeat(b'0')).take(3);
    let decimals = places.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    Some((sign * (whole.parse::<i32>().ok()? * 1000 + decimals), rest))
}

/// Satisfaction in words: 4 levels, or 5 with one in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Best,
    Good,
    Middle,
    Bad,
    Worst,
}

impl Level {
    /// What it is worth on a scale, in thousandths; `None` on those that have no words for their levels.
    fn rating(self, scale: Scale) -> Option<i32> {
        match (scale, self) {
            (Scale::Levels, Self::Middle) => None,
            (Scale::Levels, _) => Some([4000, 3000, 0, 2000, 1000][self as usize]),
            (Scale::Stars, _) => Some([5000, 4000, 3000, 2000, 1000][self as usize]),
            _ => None,
        }
    }
}

/// The level of satisfaction that a cell says, whatever the number in front of it, the gender, number and dress of the words.
pub(super) fn level(cell: &str) -> Option<Level> {
    // Longer than any of them, or a bare number.
    if cell.len() > 60 || !cell.contains(char::is_alphabetic) {
        return None;
    }
    let name = Name::new(without_number(cell));
    // « Satisfait(e) », « satisfait·e·s ».
    let words = name.words().filter(|word| !matches!(*word, "e" | "s"));
    let words: Vec<&str> = words.map(masculine).collect();
    // « Très » has lost its s, like any plural.
    match words.join(" ").as_str() {
        "tre satisfait" | "tout a fait satisfait" | "entierement satisfait" | "tre content" => {
            Some(Level::Best)
        }
        "satisfait" | "plutot satisfait" | "assez satisfait" | "content" => Some(Level::Good),
        "ni satisfait ni insatisfait" | "ni satisfait ni mecontent" => Some(Level::Middle),
        "peu satisfait" | "plutot pas satisfait" | "plutot insatisfait" | "insatisfait" | "mecontent" => {
            Some(Level::Bad)
        }
        "pas satisfait" | "pas du tout satisfait" | "tre insatisfait" | "tre mecontent" => Some(Level::Worst),
        _ => None,
    }
}

/// A cell without the number of its answer in the list: « 1 - », « 2. », « 3) », « 4 : ».
fn without_number(cell: &str) -> &str {
    let rest = cell.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == cell.len() {
        cell
    } else {
        rest.trim_start_matches([' ', '\u{a0}', '-', '–', '.', ':', ')', '='])
    }
}

fn masculine(word: &str) -> &str {
    let is_feminine = ["satisfaite", "insatisfaite", "contente", "mecontente"].contains(&word);
    if is_feminine { &word[..word.len() - 1] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_cells_are_no_ratings() {
        for cell in
            ["11", "-1", "9,5", "?", "dix", "10:30", "1-2", "03/10/2024", "8/20", "=1+1", "999999", "１０"]
        {
            assert_eq!(read_answer(cell, Scale::Nps), Answer::OffScale, "{cell}");
        }
        for cell in ["", " ", "N/A", "n/a", "null", "-", "NaN"] {
            assert_eq!(read_answer(cell, Scale::Nps), Answer::Missing, "{cell}");
        }
        for (cell, rating) in
            [("10", 10_000), (" 8/10 ", 8000), ("9 - Très probable", 9000), ("0", 0), ("7 sur 10", 7000)]
        {
            assert_eq!(read_answer(cell, Scale::Nps), Answer::Rating(rating), "{cell}");
        }
    }

    #[test]
    fn stars_come_in_every_dress() {
        for (cell, rating) in [
            ("4/5", 4000),
            ("4,5", 4500),
            ("★★★★", 4000),
            ("★★★☆☆", 3000),
            ("⭐⭐", 2000),
            ("3 étoiles", 3000),
            ("0.5", 500),
        ] {
            assert_eq!(read_answer(cell, Scale::Stars), Answer::Rating(rating), "{cell}");
        }
        assert_eq!(read_answer("8/10", Scale::Stars), Answer::OffScale);
        assert_eq!(read_answer("★★★★", Scale::Nps), Answer::OffScale);
    }

    #[test]
    fn levels_are_read_whatever_gender_and_dress() {
        for (cell, rating) in [
            ("TRÈS SATISFAIT", 4000),
            ("Très satisfait(e)", 4000),
            ("Plutôt satisfaites", 3000),
            ("Satisfait·e", 3000),
            ("Peu satisfaite", 2000),
            ("Insatisfait", 2000),
            ("Pas du tout satisfait.", 1000),
            ("4", 4000),
            // The words tell, whichever end the list starts from.
            ("1 - Très satisfait", 4000),
            ("4 - Pas du tout satisfait", 1000),
            ("2. Plutôt satisfait(e)", 3000),
            ("3) Plutôt pas satisfait", 2000),
            ("4 – Très satisfait", 4000),
        ] {
            assert_eq!(read_answer(cell, Scale::Levels), Answer::Rating(rating), "{cell}");
        }
        for cell in ["Ni satisfait ni insatisfait", "5", "satisfait de rien"] {
            assert_eq!(read_answer(cell, Scale::Levels), Answer::OffScale, "{cell}");
        }
        for (cell, rating) in [
            ("Très satisfait", 5000),
            ("2 - Satisfait", 4000),
            ("Ni satisfait(e) ni insatisfait(e)", 3000),
            ("Très insatisfaite", 1000),
        ] {
            assert_eq!(read_answer(cell, Scale::Stars), Answer::Rating(rating), "{cell}");
        }
        assert_eq!(read_answer("10 - Très satisfait", Scale::Nps), Answer::Rating(10_000));
    }

    #[test]
    fn who_has_no_opinion_gives_no_rating() {
        for cell in ["NSP", "Ne se prononce pas", "Sans opinion", "Non concerné(e)", "ne sait pas"] {
            for scale in Scale::ALL {
                assert_eq!(read_answer(cell, scale), Answer::Missing, "{cell}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_cell_has_an_answer_that_its_scale_holds(cell in "\\PC{0,12}|[0-9,./ -]{0,8}") {
            for scale in Scale::ALL {
                if let Answer::Rating(rating) = read_answer(&cell, scale) {
                    prop_assert!(scale.holds(rating));
                }
            }
        }
    }
}
