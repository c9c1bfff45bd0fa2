//! Goes in: a cell. Comes out: whether it is what tools write where nobody wrote anything. Never: knows its row.

/// Nothing, blanks, or what tools write for nothing: a text, a rating, an identifier, a touchpoint that is none.
///
/// ```
/// use verbatim::ingest::is_empty_text;
/// assert!(["", " ", "N/A", "#N/A", "null", "-"].into_iter().all(is_empty_text));
/// assert!(!is_empty_text("Nul"));
/// ```
pub fn is_empty_text(text: &str) -> bool {
    const NULLS: [&str; 12] =
        ["null", "(null)", "none", "nan", "n/a", "#n/a", "<na>", "na", "nil", "\\n", "-", "--"];
    let is_blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}');
    let text = text.trim_matches(is_blank);
    text.is_empty() || (text.len() <= 6 && NULLS.iter().any(|null| null.eq_ignore_ascii_case(text)))
}

/// Whether a cell of the customer names none: nothing, or what tools and people write for somebody unknown. Complaints of
/// all of these are not those of one customer.
///
/// ```
/// use verbatim::ingest::is_nobody;
/// assert!(["", "N/A", "0", "0000", "Anonyme", "non renseigné"].into_iter().all(is_nobody));
/// assert!(!is_nobody("C-10") && !is_nobody("Martin"));
/// ```
pub fn is_nobody(customer: &str) -> bool {
    const UNKNOWN: [&str; 12] = [
        "anonyme",
        "anonymous",
        "client anonyme",
        "client inconnu",
        "inconnu",
        "inconnue",
        "unknown",
        "non communiqué",
        "non precise",
        "non précisé",
        "non renseigne",
        "non renseigné",
    ];
    // Longer than any of them.
    const LONGEST: usize = 20;
    let customer = customer.trim();
    is_empty_text(customer)
        || customer.bytes().all(|byte| byte == b'0')
        || (customer.len() <= LONGEST && UNKNOWN.contains(&customer.to_lowercase().as_str()))
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
