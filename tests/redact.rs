//! What masking finds and what it leaves, measured on a set of our own: `redact/positives.tsv` has a kind and a text in
//! which the personal data stands between brackets, `redact/lookalikes.txt` texts without any.
//! The set holds what rules are known to miss (names in lower case, names that nothing announces): the thresholds say
//! how much of it is found, and a change that finds less fails.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use verbatim::redact::{Scope, find, masked};

fn lines(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/redact").join(name);
    std::fs::read_to_string(path).unwrap().lines().map(|line| line.replace("\\n", "\n")).collect()
}

/// Kind, text without its brackets, where the personal data stands.
fn positive(line: &str) -> (String, String, Range<usize>) {
    let (kind, marked) = line.split_once('\t').unwrap();
    let (before, rest) = marked.split_once('⟦').unwrap();
    let (value, after) = rest.split_once('⟧').unwrap();
    (kind.to_owned(), format!("{before}{value}{after}"), before.len()..before.len() + value.len())
}

#[test]
fn personal_data_is_found_and_its_look_alikes_stay() {
    let (mut exact, mut spurious, mut report) = (0, 0, String::new());
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let positives = lines("positives.tsv");
    for line in &positives {
        let (kind, text, span) = positive(line);
        let found = find(&text, Scope::Text);
        let hit = found.iter().any(|one| one.span == span && one.kind.label() == kind);
        let count = by_kind.entry(kind).or_default();
        *count = (count.0 + usize::from(hit), count.1 + 1);
        exact += usize::from(hit);
        spurious += found.iter().filter(|one| one.span != span).count();
        if !hit || found.len() > 1 {
            report.push_str(&format!("positive: {line} -> {}\n", masked(&text)));
        }
    }
    let lookalikes = lines("lookalikes.txt");
    for text in &lookalikes {
        let found = find(text, Scope::Text).len();
        spurious += found;
        if found > 0 {
            report.push_str(&format!("look-alike: {text} -> {}\n", masked(text)));
        }
    }
    let recall = exact as f64 / positives.len() as f64;
    let precision = exact as f64 / (exact + spurious) as f64;
    println!("recall {recall:.3}, precision {precision:.3}\n{by_kind:?}\n{report}");
    assert!(positives.len() >= 300 && lookalikes.len() >= 300);
    assert!(recall >= 0.97 && precision >= 0.98, "recall {recall:.3}, precision {precision:.3}\n{report}");
}
