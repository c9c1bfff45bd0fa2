//! Ratings as exports write them.

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
    let stars = text.chars().filter(|c| matches!(c, '★' | '⭐' | '*')).count();
    if stars > 0 && text.chars().all(|c| matches!(c, '★' | '⭐' | '*' | '☆' | ' ' | '\u{FE0F}')) {
        return i32::try_from(stars * 1000).ok();
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.trim_start_matches(['-', '+']);
    let whole: String = digits.chars().take_while(char::is_ascii_digit).collect();
    if whole.is_empty() || whole.len() > 5 {
        return None;
    }
    let rest = &digits[whole.len()..];
    let decimals: String = match rest.strip_prefix([',', '.']) {
        Some(after) => after.chars().take_while(char::is_ascii_digit).take(3).collect(),
        None => String::new(),
    };
    let whole: i32 = whole.parse().ok()?;
    let thousandths: i32 = format!("{decimals:0<3}").parse().ok()?;
    Some(sign * (whole * 1000 + thousandths))
}
