//! Goes in: a cell. Comes out: whether it is what tools write where nobody wrote anything. Never: knows its row.

/// Nothing, blanks, or what tools write for nothing.
pub(super) fn is_empty_text(text: &str) -> bool {
    const NULLS: [&str; 12] =
        ["null", "(null)", "none", "nan", "n/a", "#n/a", "<na>", "na", "nil", "\\n", "-", "--"];
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    let text = text.trim_matches(is_blank);
    text.is_empty() || (text.len() <= 6 && NULLS.iter().any(|null| null.eq_ignore_ascii_case(text)))
}

/// What tools write under their rows, where an identifier or a date should be: « Total ; ; 60 avis ».
pub(super) fn is_total(key: &str) -> bool {
    const TOTALS: [&str; 7] =
        ["total", "totaux", "total général", "total general", "grand total", "sous-total", "moyenne"];
    // Longer than any of them.
    const LONGEST: usize = 20;
    let key = key.trim().trim_end_matches([':', ' ', '\u{a0}']);
    key.len() <= LONGEST && !key.starts_with(|c: char| c.is_ascii_digit()) && {
        let key = key.to_lowercase();
        TOTALS.contains(&key.as_str())
    }
}
