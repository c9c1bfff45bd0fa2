//! Dates as exports write them.

use chrono::NaiveDate;

use crate::text::{fold, lower};

/// Years that a comment may be of: others are numbers that look like a date.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Which of day and month comes first in dates of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// As French exports write them.
    #[default]
    DayFirst,
    /// As American tools do.
    MonthFirst,
}

impl DayOrder {
    /// The order of a column: months come first only where some cell cannot be read otherwise, and none the other way.
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone) -> Self {
        let only = |one, other| {
            cells.clone().any(|cell| parse_day(cell, one).is_some() && parse_day(cell, other).is_none())
        };
        if only(Self::MonthFirst, Self::DayFirst) && !only(Self::DayFirst, Self::MonthFirst) {
            Self::MonthFirst
        } else {
            Self::DayFirst
        }
    }
}

/// The day of a date: `2024-05-03`, `20240503`, `2024/05/03`, `03/05/2024`, `03-05-2024`, `03.05.24`, `3 mai 2024`,
/// `03-mai-24`, `May 3, 2024`, after « le », whatever time follows; `None` when there is no such day.
///
/// ```
/// use verbatim::ingest::{DayOrder, parse_day};
/// let day = |text| parse_day(text, DayOrder::DayFirst);
/// assert_eq!(day("2024-05-03T10:20:00Z"), day("03/05/2024 10:20"));
/// assert_eq!(day("vendredi 3 mai 2024"), day("03/05/24"));
/// assert_eq!(day("le 03/05/2024 à 10:20"), day("May 3, 2024"));
/// assert_eq!(day("03/05/2024, 10:20 AM"), day("03/05/2024"));
/// assert_eq!(day("03-mai-24"), day("03/05/2024"));
/// assert_eq!(parse_day("05/03/2024", DayOrder::MonthFirst), day("03/05/2024"));
/// assert_eq!(day("20240503"), day("03/05/2024"));
/// assert_eq!(day("31/02/2024"), None);
/// assert_eq!(day("hier"), None);
/// ```
pub fn parse_day(text: &str, order: DayOrder) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.strip_prefix("le ").or_else(|| text.strip_prefix("Le ")).unwrap_or(text);
    let day = text.split([' ', ',', 'T', '\u{a0}']).next()?;
    let Some(mark) = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))
    else {
        return run_together(day).or_else(|| written_out(text));
    };
    let mut parts = day.split(mark);
    let parts = [parts.next()?, parts.next()?, parts.next().filter(|_| day.matches(mark).count() == 2)?];
    if parts.iter().any(|part| part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit())) {
        return written_out(text);
    }
    let [first, middle, last] = parts.map(|part| part.parse::<u32>().unwrap_or(0));
    let (year, month, day) = match (parts[0].len(), parts[2].len()) {
        (4, 1..=2) => (first, middle, last),
        // `24-05-03` may be either: a year of two digits is read after slashes and dots alone.
        (1..=2, 2) if mark == '-' => return None,
        (1..=2, length @ (2 | 4)) => {
            let year = if length == 2 { 2000 + last } else { last };
            match order {
                DayOrder::DayFirst => (year, middle, first),
                DayOrder::MonthFirst => (year, first, middle),
            }
        }
        _ => return None,
    };
    in_reach(year, month, day)
}

/// `20240503`.
fn run_together(day: &str) -> Option<NaiveDate> {
    let is_whole = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    let part = |digits: std::ops::Range<usize>| day[digits].parse::<u32>().ok();
    if is_whole { in_reach(part(0..4)?, part(4..6)?, part(6..8)?) } else { None }
}

fn in_reach(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// « vendredi 3 mai 2024 », « 1er juin 2024 », « 3 sept. 2024 », « 03-sept-24 », « Sep 3, 2024 ».
fn written_out(text: &str) -> Option<NaiveDate> {
    // Nothing longer is a date and no more.
    if text.len() > 40 {
        return None;
    }
    let words: Vec<&str> = text.split([' ', '\u{a0}', ',', '-']).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|words| {
        let [day, name] = if words[0].starts_with(|c: char| c.is_ascii_digit()) {
            [words[0], words[1]]
        } else {
            [words[1], words[0]]
        };
        let day: u32 = day.trim_end_matches("er").parse().ok().filter(|day| *day <= 31)?;
        let year: u32 = words[2].parse().ok()?;
        // « 03-mai-24 »: with hyphens, years have two digits as often as four.
        let is_short = words[2].len() == 2 && text.matches('-').count() >= 2;
        in_reach(if is_short { 2000 + year } else { year }, month(name)?, day)
    })
}

/// The number of a month, by its French or English name or by the first letters of it, four for « juin » and « juil. ».
fn month(name: &str) -> Option<u32> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const MONTHS: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    let name = fold(&lower(name)).trim_end_matches('.').to_owned();
    let starts = |month: &str| name.len() >= 3 && name != "jui" && month.starts_with(&name);
    let place = |months: [&str; 12]| months.into_iter().position(starts);
    let place = place(MONTHS).or_else(|| place(ENGLISH))?;
    Some(place as u32 + 1)
}
