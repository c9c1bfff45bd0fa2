//! Dates as exports write them.

use chrono::NaiveDate;

/// Years that a comment may be of: others are numbers that look like a date.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day of a date: `2024-05-03`, `2024/05/03`, `03/05/2024`, `03-05-2024`, `03.05.2024`, whatever time follows;
/// `None` when there is no such day. Days come before months, as French exports write them.
///
/// ```
/// use verbatim::ingest::parse_day;
/// assert_eq!(parse_day("2024-05-03T10:20:00Z"), parse_day("03/05/2024 10:20"));
/// assert_eq!(parse_day("31/02/2024"), None);
/// assert_eq!(parse_day("hier"), None);
/// ```
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let day = text.trim().split([' ', 'T', '\u{a0}']).next()?;
    let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = day.split(mark);
    let parts = [parts.next()?, parts.next()?, parts.next().filter(|_| day.matches(mark).count() == 2)?];
    if parts.iter().any(|part| part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let [first, month, last] = parts.map(|part| part.parse::<u32>().unwrap_or(0));
    let (year, day) = match (parts[0].len(), parts[2].len()) {
        (4, 1..=2) => (first, last),
        (1..=2, 4) => (last, first),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}
