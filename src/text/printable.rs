//! Text of customers made fit for a terminal.

/// Line breaks made visible, other control characters and directional marks replaced: no escape sequence runs.
///
/// ```
/// assert_eq!(verbatim::text::printable("Bon\naccueil\u{1b}[2J"), "Bon⏎accueil·[2J");
/// ```
pub fn printable(text: &str) -> String {
    let safe = |c: char| match c {
        '\n' => '⏎',
        '\t' => ' ',
        '\u{2028}' | '\u{2029}' => '⏎',
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '·',
        c if c.is_control() => '·',
        c => c,
    };
    text.chars().map(safe).collect()
}
