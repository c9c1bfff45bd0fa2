//! How well a comment would read in a report.

/// How many things would embarrass who quotes a comment: capitals all along, no capital at its start, no end to its
/// last sentence, signs or letters that are hammered.
///
/// ```
/// use verbatim::text::blemishes;
/// assert_eq!(blemishes("Colis arrivé ouvert, personne ne répond."), 0);
/// assert_eq!(blemishes("COLIS OUVERT !!!"), 3);
/// ```
pub fn blemishes(text: &str) -> u32 {
    let text = text.trim();
    let (mut n_letters, mut n_capitals, mut run) = (0u32, 0u32, 0u32);
    let (mut hammers_signs, mut hammers_letters) = (false, false);
    let mut before = '\0';
    for c in text.chars() {
        n_letters += u32::from(c.is_alphabetic());
        n_capitals += u32::from(c.is_uppercase());
        run = if c == before { run + 1 } else { 1 };
        hammers_signs |= run == 2 && matches!(c, '!' | '?');
        hammers_letters |= run == 3 && c.is_alphabetic();
        before = c;
    }
    let shouts = n_capitals * 10 > n_letters * 3;
    let starts = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let ends = text.ends_with(['.', '!', '?', '…', '»', ')', '"', ']']);
    2 * u32::from(shouts)
        + u32::from(!starts)
        + u32::from(!ends)
        + u32::from(hammers_signs)
        + u32::from(hammers_letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_blemish_counts() {
        for (text, n) in [
            ("", 2),
            ("Rien à dire.", 0),
            ("rien à dire.", 1),
            ("Rien à dire", 1),
            ("Rien à dire !!", 1),
            ("C'est nuuul.", 1),
            ("« Trois heures » d'attente.", 0),
            ("😡😡😡 Trois heures.", 0),
        ] {
            assert_eq!(blemishes(text), n, "{text}");
        }
    }
}
