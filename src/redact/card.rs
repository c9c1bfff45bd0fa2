//! Bank cards: 13 to 19 digits with a right Luhn sum, in one run or grouped as on the card.

use super::digits::{Groups, digits_end};

/// End of the card number that these groups start with.
pub(super) fn end(bytes: &[u8], groups: &Groups) -> Option<usize> {
    if groups.plus.is_some() || groups.tight_before {
        return None;
    }
    (13..=19).rev().find_map(|n_digits| {
        let (n_groups, end) = groups.holding(n_digits)?;
        let first = groups.digits(bytes, 1).next()?;
        // 1, 7, 8, 9 and 0 are not of banks; 13 digits are a bar code unless they start with 4.
        let issued = if n_digits == 13 { first == 4 } else { (2..=6).contains(&first) };
        let free = !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) && !amount_follows(bytes, end);
        (issued && free && is_grouped(groups, n_groups) && luhn(groups.digits(bytes, n_groups)))
            .then_some(end)
    })
}

/// One run, groups of four with a shorter last one, or 4-6-5 and 4-6-4.
fn is_grouped(groups: &Groups, n_groups: usize) -> bool {
    let last = n_groups - 1;
    let fours = (0..last).all(|group| groups.size(group) == 4) && groups.size(last) <= 4;
    let four_six = n_groups == 3 && groups.size(0) == 4 && groups.size(1) == 6;
    n_groups == 1 || fours || four_six
}

/// Cents after the number: it was an amount. « 12/27 » is the month when a card ends.
fn amount_follows(bytes: &[u8], end: usize) -> bool {
    let cents = end + 1;
    bytes.get(end) == Some(&b',')
        && bytes.len() > cents
        && digits_end(bytes, cents) == cents + 2
        && bytes.get(cents + 2) != Some(&b'/')
}

fn luhn(digits: impl Iterator<Item = u8>) -> bool {
    let mut reversed = [0u8; 19];
    let mut len = 0;
    for digit in digits {
        reversed[len] = digit;
        len += 1;
    }
    let sum: u32 = reversed[..len]
        .iter()
        .rev()
        .enumerate()
        .map(|(i, digit)| match (i % 2, digit * 2) {
            (0, _) => u32::from(*digit),
            (_, double @ 10..) => u32::from(double - 9),
            (_, double) => u32::from(double),
        })
        .sum();
    sum > 0 && sum.is_multiple_of(10)
}
