//! E-mails: something, `@`, a domain with a dot, or one of the providers that people leave without its ending.

use std::ops::Range;

use super::words::is_letter;

/// Providers written without their ending (« marie@gmail »).
const PROVIDERS: [&str; 12] = [
    "gmail", "hotmail", "orange", "wanadoo", "free", "sfr", "yahoo", "outlook", "laposte", "icloud", "live",
    "bbox",
];

/// Says where a word may be cut at the end of a line, and is not seen elsewhere.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Every e-mail of the text, from left to right, without overlaps.
pub(super) fn find_all(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        let from = found.last().map_or(0, |last| last.end);
        if at >= from
            && let Some(email) = around(text, from, at)
        {
            found.push(email);
        }
    }
    found
}

fn around(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let (before, after) = (&text[from..at], &text[at + 1..]);
    // « marie @ exemple.fr » is one, « merci @Exemple.fr » is not.
    let (before, after, blanks) = match (before.strip_suffix(' '), after.strip_prefix(' ')) {
        (Some(before), Some(after)) => (before, after, 1),
        _ => (before, after, 0),
    };
    let local = before.len() - local_start(before);
    let domain = domain_end(after)?;
    let start = from + before.len() - local;
    (local > 0).then_some(start..at + 1 + blanks + domain)
}

fn local_start(before: &str) -> usize {
    let kept = before.trim_end_matches(|c: char| is_of_name(c) || is_hyphen(c) || "._%+'".contains(c));
    let local = before[kept.len()..].trim_start_matches(|c: char| is_hyphen(c) || ".'%+\u{ad}".contains(c));
    before.len() - local.len()
}

fn is_of_name(c: char) -> bool {
    c.is_numeric() || is_letter(c) || c == SOFT_HYPHEN
}

/// That of keyboards, and those that word processors put in its place.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Length of the domain that the text starts with.
fn domain_end(after: &str) -> Option<usize> {
    let run = after.find(|c: char| !(is_of_name(c) || c == '.' || is_hyphen(c))).unwrap_or(after.len());
    let mut end = 0;
    let mut n_labels = 0;
    let mut last = "";
    for label in after[..run].split('.') {
        // « marie@exemple.fr.Merci »: a sentence starts there.
        let sentence =
            label.starts_with(char::is_uppercase) && last.ends_with(char::is_lowercase) && n_labels > 1;
        if label.is_empty() || label.starts_with(is_hyphen) || sentence {
            break;
        }
        end += label.len() + usize::from(n_labels > 0);
        n_labels += 1;
        last = label;
    }
    let top = last.split(is_hyphen).next().unwrap_or("");
    let letters = top.chars().filter(|c| *c != SOFT_HYPHEN);
    let dotted = n_labels > 1 && letters.clone().count() >= 2 && letters.clone().all(is_letter);
    let cut = if dotted { end - (last.len() - top.len()) } else { end };
    let is_provider = n_labels > 0 && is_provider(&after[..run]);
    (dotted || is_provider).then_some(cut)
}

/// Whether a domain, or its first label, is a provider.
fn is_provider(domain: &str) -> bool {
    let first = domain.split('.').next().unwrap_or("");
    PROVIDERS.iter().any(|name| {
        let letters = first.chars().filter(|c| *c != SOFT_HYPHEN).map(|c| c.to_ascii_lowercase());
        letters.eq(name.chars())
    })
}
