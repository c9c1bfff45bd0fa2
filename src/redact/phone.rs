//! Phones: French (0X and eight digits, grouped in any way), +33, 0033, and foreign ones after `+` or `00`.

use super::digits::{Groups, is_loose, separator_end};

/// Country codes believed after `00`: neighbours, overseas and where French customers have family.
const ABROAD: [&str; 20] = [
    "32", "41", "352", "377", "44", "49", "34", "39", "351", "212", "213", "216", "221", "225", "237", "243",
    "262", "590", "594", "596",
];

/// End of the phone number that these groups start with.
pub(super) fn end(bytes: &[u8], groups: &Groups) -> Option<usize> {
    if groups.plus.is_some() {
        return international(bytes, groups);
    }
    if groups.tight_before {
        return None;
    }
    french(bytes, groups).or_else(|| abroad(bytes, groups))
}

/// 0X and eight digits.
fn french(bytes: &[u8], groups: &Groups) -> Option<usize> {
    let (n_groups, end) = groups.holding(10)?;
    let mut digits = groups.digits(bytes, n_groups);
    let leads = digits.next() == Some(0) && digits.next().is_some_and(|digit| digit > 0);
    if groups.digits_before && n_groups > 1 && !are_pairs(groups, n_groups) {
        return None;
    }
    (leads
        && is_separated(bytes, groups, n_groups)
        && !is_date(bytes, groups)
        && is_free(bytes, groups, n_groups))
    .then_some(end)
}

/// A comma separates pairs only (« 06,12,34,56,78 »), a colon all pairs or none: elsewhere they make a decimal or an hour
/// (« 01/02/24 10:30 »).
fn is_separated(bytes: &[u8], groups: &Groups, n_groups: usize) -> bool {
    let n_with =
        |mark| (0..n_groups - 1).filter(|group| groups.separator(bytes, *group).contains(&mark)).count();
    let marks_hold = match are_pairs(groups, n_groups) {
        true => matches!(n_with(b':'), 0 | 4),
        false => n_with(b':') + n_with(b',') == 0,
    };
    marks_hold && n_with(b'(') == 0
}

/// « 06 12 34 56 78 ».
fn are_pairs(groups: &Groups, n_groups: usize) -> bool {
    n_groups == 5 && (0..5).all(|group| groups.size(group) == 2)
}

/// « 01/02/2024 12 »: a day, a month, a year and what follows.
fn is_date(bytes: &[u8], groups: &Groups) -> bool {
    let part = |group| groups.value(bytes, group);
    groups.size(0) == 2
        && groups.size(1) == 2
        && part(0).is_some_and(|day| day <= 31)
        && part(1).is_some_and(|month| (1..=12).contains(&month))
        && part(2).is_some_and(|year| (1900..=2099).contains(&year))
}

/// +33 with nine digits; elsewhere from eight to fifteen.
fn international(bytes: &[u8], groups: &Groups) -> Option<usize> {
    let mut head = groups.digits(bytes, 1);
    match (head.next()?, head.next(), head.next()) {
        (3, Some(3), next) => after_33(bytes, groups, 2, next),
        (1..=9, _, _) => (8..=15).rev().find_map(|n_digits| {
            let (n_groups, end) = groups.holding(n_digits)?;
            let plain = (0..n_groups - 1)
                .all(|group| !groups.separator(bytes, group).iter().any(|b| matches!(b, b',' | b':')));
            let free = is_free(bytes, groups, n_groups);
            (plain && free && !is_amount(bytes, groups, n_groups, n_digits, end)).then_some(end)
        }),
        _ => None,
    }
}

/// Nine digits after a country code of `n_code` digits, with or without « (0) » or a plain 0.
fn after_33(bytes: &[u8], groups: &Groups, n_code: usize, next: Option<u8>) -> Option<usize> {
    if next.is_none() && groups.size(0) != n_code {
        return None;
    }
    [n_code + 9, n_code + 10].into_iter().find_map(|n_digits| {
        let (n_groups, end) = groups.holding(n_digits)?;
        let mut digits = groups.digits(bytes, n_groups).skip(n_code);
        let leads = match digits.next()? {
            0 => n_digits == n_code + 10 && digits.next().is_some_and(|digit| digit > 0),
            _ => n_digits == n_code + 9,
        };
        (leads && is_free(bytes, groups, n_groups)).then_some(end)
    })
}

/// 0033, then 00 and a country code; 33 6 or 33 7 and eight digits.
fn abroad(bytes: &[u8], groups: &Groups) -> Option<usize> {
    let mut head = [0u8; 5];
    let (n_groups, _) = (8..=17).rev().find_map(|n| groups.holding(n))?;
    for (place, digit) in head.iter_mut().zip(groups.digits(bytes, n_groups)) {
        *place = digit + b'0';
    }
    if head.starts_with(b"0033") {
        return after_33(bytes, groups, 4, Some(head[4] - b'0'));
    }
    if head.starts_with(b"336") || head.starts_with(b"337") {
        let (n_groups, end) = groups.holding(11)?;
        let mobile = n_groups == 1 || groups.size(0) == 2 || groups.size(0) == 3;
        let blank = (0..n_groups - 1).all(|group| is_loose(groups.separator(bytes, group)));
        return (mobile && blank && is_free(bytes, groups, n_groups)).then_some(end);
    }
    let code = ABROAD.iter().find(|code| head[2..].starts_with(code.as_bytes()))?;
    (head.starts_with(b"00") && code.len() >= 2).then_some(())?;
    (10..=14).rev().find_map(|n_digits| {
        let (n_groups, end) = groups.holding(n_digits)?;
        is_free(bytes, groups, n_groups).then_some(end)
    })
}

/// « +10 000 000 € », « +1 200 000 clients »: thousands.
fn is_amount(bytes: &[u8], groups: &Groups, n_groups: usize, n_digits: usize, end: usize) -> bool {
    let thousands = n_groups > 1 && (1..n_groups).all(|group| groups.size(group) == 3) && groups.size(0) <= 3;
    let after = &bytes[end..];
    let unit = [" €", "€", "\u{a0}€", "\u{202f}€", " euro", "%", " %"];
    (thousands && n_digits < 11) || unit.iter().any(|unit| after.starts_with(unit.as_bytes()))
}

/// The number does not go on after these groups: neither with a digit, nor, across a mark that stands between them too,
/// with more digits, unless those are another number.
fn is_free(bytes: &[u8], groups: &Groups, n_groups: usize) -> bool {
    let end = groups.end(n_groups);
    if bytes.get(end).is_some_and(|b| b.is_ascii_digit() || *b == b'_') {
        return false;
    }
    let Some(next) = separator_end(bytes, end) else { return true };
    let mark = &bytes[end..next];
    let is_inside = (0..n_groups - 1).any(|group| groups.separator(bytes, group) == mark);
    let starts_another = matches!(mark[0], b'/' | b'-' | b',')
        && bytes[next] == b'0'
        && bytes.get(next + 1).is_some_and(|b| (b'1'..=b'9').contains(b));
    is_loose(mark) || !is_inside || starts_another
}
