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
    let n_whole = digits.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&n_whole) {
        return None;
    }
    let (whole, rest) = digits.split_at(n_whole);
    let decimals = rest.strip_prefix([',', '.']).unwrap_or_default().bytes().take_while(u8::is_ascii_digit);
    let append = |number: i32, digit: u8| number * 10 + i32::from(digit - b'0');
    let thousandths = decimals.chain(std::iter::repeat(b'0')).take(3);
    Some(sign * whole.bytes().chain(thousandths).fold(0, append))
}
