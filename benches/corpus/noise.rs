//! Goes in: a word. Comes out: that word as a hurried customer types it, or another number. Never: an empty word.
//!
//! Without it the vocabulary would stop growing after some megabytes, which that of customers never does.

use fastrand::Rng;

/// Appends a word with one mistake: a letter twice, missing, or changed with its neighbour.
pub fn misspell(word: &str, rng: &mut Rng, out: &mut String) {
    let mut letters: Vec<char> = word.chars().collect();
    let place = rng.usize(1..letters.len());
    match rng.u32(..3) {
        0 => letters.insert(place, letters[place]),
        1 => drop(letters.remove(place)),
        _ => letters.swap(place - 1, place),
    }
    out.extend(letters);
}

/// Appends a word with other digits, the first never 0.
pub fn renumber(word: &str, rng: &mut Rng, out: &mut String) {
    let mut first = true;
    for sign in word.chars() {
        let digit = sign.is_ascii_digit();
        let lowest = if first { b'1' } else { b'0' };
        out.push(if digit { char::from(rng.u8(lowest..=b'9')) } else { sign });
        first = !digit;
    }
}
