//! Digits as people group them: « 06 12 34 56 78 », « 06.12.34.56.78 », « 0612 345 678 ».

/// Most groups looked at: 34 characters of the longest IBAN, one by one.
const MOST: usize = 34;

/// Groups of digits from a place on, with what separates them.
pub(super) struct Groups {
    /// Start and end of each group, in bytes.
    spans: [(usize, usize); MOST],
    len: usize,
    /// The groups follow a `+`, whose byte this is.
    pub(super) plus: Option<usize>,
    /// Something is glued before the first group: a letter, or digits across a mark without blanks.
    pub(super) tight_before: bool,
    /// Digits stand before, across a blank: what starts here may be the middle of something longer.
    pub(super) digits_before: bool,
}

/// First byte of the next group of digits.
pub(super) fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    let start = from + bytes.get(from..)?.iter().position(u8::is_ascii_digit)?;
    Some(start)
}

impl Groups {
    /// Reads the groups that start at `start`, a digit; `from` is where the last masked number ended.
    pub(super) fn read(bytes: &[u8], start: usize, from: usize) -> Self {
        let mut groups = Self {
            spans: [(0, 0); MOST],
            len: 0,
            plus: plus_before(bytes, start, from),
            tight_before: is_tight_before(bytes, start, from),
            digits_before: bytes[from..start].trim_ascii_end().last().is_some_and(u8::is_ascii_digit),
        };
        let mut at = start;
        while groups.len < MOST {
            let end = digits_end(bytes, at);
            groups.spans[groups.len] = (at, end);
            groups.len += 1;
            match separator_end(bytes, end) {
                Some(next) => at = next,
                None => break,
            }
        }
        groups
    }

    /// Where the match starts: at the `+` if there is one.
    pub(super) fn start(&self) -> usize {
        self.plus.unwrap_or(self.spans[0].0)
    }

    pub(super) fn first_end(&self) -> usize {
        self.spans[0].1
    }

    /// End of the first so many groups.
    pub(super) fn end(&self, n_groups: usize) -> usize {
        self.spans[n_groups - 1].1
    }

    pub(super) fn size(&self, group: usize) -> usize {
        let (start, end) = self.spans[group];
        end - start
    }

    /// The groups that hold exactly so many digits together: how many groups, and the end of the last.
    pub(super) fn holding(&self, n_digits: usize) -> Option<(usize, usize)> {
        let mut sum = 0;
        for group in 0..self.len {
            sum += self.size(group);
            if sum >= n_digits {
                return (sum == n_digits).then_some((group + 1, self.spans[group].1));
            }
        }
        None
    }

    /// Digits of the first groups, as numbers.
    pub(super) fn digits<'b>(&self, bytes: &'b [u8], n_groups: usize) -> impl Iterator<Item = u8> + use<'b> {
        let spans = self.spans;
        (0..n_groups).flat_map(move |group| bytes[spans[group].0..spans[group].1].iter().map(|b| b - b'0'))
    }

    /// Value of a group, when it is short.
    pub(super) fn value(&self, bytes: &[u8], group: usize) -> Option<u32> {
        let (start, end) = self.spans[group];
        (group < self.len && end - start <= 4)
            .then(|| bytes[start..end].iter().fold(0, |sum, b| sum * 10 + u32::from(b - b'0')))
    }

    /// What stands between a group and the next.
    pub(super) fn separator<'b>(&self, bytes: &'b [u8], group: usize) -> &'b [u8] {
        &bytes[self.spans[group].1..self.spans[group + 1].0]
    }
}

/// End of the run of digits that starts there.
pub(super) fn digits_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| start + n)
}

/// Whether a separator holds a blank.
pub(super) fn is_loose(separator: &[u8]) -> bool {
    separator.iter().any(|b| matches!(b, b' ' | b'\t' | 0xA0 | 0xAF | 0x89))
}

/// Start of the digits after the separator at `end`; `None` when no digit follows.
pub(super) fn separator_end(bytes: &[u8], end: usize) -> Option<usize> {
    let mut at = end;
    let mut n_marks = 0;
    // A blank, a mark, a blank: « 06 - 12 », and « (0) » of « +33 (0)6 ».
    for _ in 0..4 {
        let rest = &bytes[at..];
        if rest.first().is_some_and(u8::is_ascii_digit) {
            return (at > end).then_some(at);
        }
        if rest.starts_with(b"(0)") {
            at += 3;
            continue;
        }
        let (size, is_mark) = mark(rest)?;
        n_marks += usize::from(is_mark);
        at += size;
        if n_marks > 1 {
            return None;
        }
    }
    bytes.get(at).is_some_and(u8::is_ascii_digit).then_some(at)
}

/// Length of a blank or of a mark, and which of both it is.
fn mark(rest: &[u8]) -> Option<(usize, bool)> {
    match rest {
        [b' ' | b'\t', ..] => Some((1, false)),
        [0xC2, 0xA0, ..] => Some((2, false)),
        // Narrow and thin no-break blanks.
        [0xE2, 0x80, 0xAF | 0x89, ..] => Some((3, false)),
        [b'.' | b'-' | b'/' | b'_' | b',' | b':', ..] => Some((1, true)),
        // Middle dot.
        [0xC2, 0xB7, ..] => Some((2, true)),
        // Hyphens and dashes.
        [0xE2, 0x80, 0x90..=0x95, ..] => Some((3, true)),
        _ => None,
    }
}

/// The `+` of « +33 » or « + 33 », not that of a sum (« 2+33 »).
fn plus_before(bytes: &[u8], start: usize, from: usize) -> Option<usize> {
    let mut at = start;
    if at > from && bytes[at - 1] == b' ' {
        at -= 1;
    }
    let found = at > from && bytes[at - 1] == b'+';
    let free = at < from + 2 || !bytes[at - 2].is_ascii_alphanumeric();
    (found && free).then(|| at - 1)
}

/// More digits than decimals ever have.
const NO_DECIMALS: usize = 10;

/// Whether something is glued before: a letter, or digits across a mark without blanks (« 2024-0612345678 »), unless the
/// mark is the comma of a list (« 75011,0612345678 »).
fn is_tight_before(bytes: &[u8], start: usize, from: usize) -> bool {
    let before = &bytes[from..start];
    match before {
        [.., b] if b.is_ascii_alphanumeric() => true,
        [.., a, b, c, d, b',']
            if [a, b, c, d].iter().all(|b| b.is_ascii_digit())
                && digits_end(bytes, start) - start >= NO_DECIMALS =>
        {
            false
        }
        [.., a, b'.' | b'-' | b'/' | b'_' | b',' | b':'] => a.is_ascii_alphanumeric() && a.is_ascii_digit(),
        _ => false,
    }
}
