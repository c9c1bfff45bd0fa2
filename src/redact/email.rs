//! E-mails: something, `@`, a domain with a dot, or one of the providers that people leave without its ending.

use std::ops::Range;

use super::words::is_letter;

/// Providers written without their ending (« marie@gmail »).
const PROVIDERS: [&str; 12] = [
    "gmail", "hotmail", "orange", "wanadoo", "free", "sfr", "yahoo", "outlook", "laposte", "icloud", "live",
    "bbox",
];

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
    let kept = before.trim_end_matches(|c: char| is_of_name(c) || "._%+-'".contains(c));
    let local = before[kept.len()..].trim_start_matches(['.', '-', '\'', '%', '+']);
    before.len() - local.len()
}

fn is_of_name(c: char) -> bool {
    c.is_numeric() || is_letter(c)
}

/// Length of the domain that the text starts with.
fn domain_end(after: &str) -> Option<usize> {
    let run = after.find(|c: char| !(is_of_name(c) || c == '.' || c == '-')).unwrap_or(after.len());
    let mut end = 0;
    let mut n_labels = 0;
    let mut last = "";
    for label in after[..run].split('.') {
        // « marie@exemple.fr.Merci »: a sentence starts there.
        let sentence =
            label.starts_with(char::is_uppercase) && last.ends_with(char::is_lowercase) && n_labels > 1;
        if label.is_empty() || label.starts_with('-') || sentence {
            break;
        }
        end += label.len() + usize::from(n_labels > 0);
        n_labels += 1;
        last = label;
    }
    let top = last.split('-').next().unwrap_or("");
    let dotted = n_labels > 1 && top.chars().count() >= 2 && top.chars().all(is_letter);
    let cut = if dotted { end - (last.len() - top.len()) } else { end };
    let provider = n_labels > 0
        && PROVIDERS.iter().any(|name| {
            after[..run].eq_ignore_ascii_case(name) || {
                let first = after[..run].split('.').next().unwrap_or("");
                first.eq_ignore_ascii_case(name)
            }
        });
    (dotted || provider).then_some(cut)
}
