//! Goes in: a text that may be an e-mail. Comes out: the same without the messages that it answers, which the company wrote
//! as often as not. Never: leaves nothing of a text, nor takes away a part of a line.
//!
//! What mail programs write before a message that they quote is known by whole lines: « Le 5 oct. 2026 à 10:12, Service
//! client a écrit : », « -----Message d'origine----- », « De : » with « Envoyé : ». What stands below is quoted to the end,
//! or as far as lines start with `>`.

use memchr::memchr;

/// Longest line before a quoted message.
const LONGEST: usize = 300;

/// How lines begin and end that say who wrote when.
const SAID: [(&str, &str); 2] = [("Le ", " a écrit"), ("On ", " wrote")];

/// What stands between hyphens above a message.
const SEPARATORS: [&str; 6] = [
    "message d'origine",
    "message original",
    "message transféré",
    "message transmis",
    "original message",
    "forwarded message",
];

/// Takes away the messages quoted in what was appended to `out` from `start` on; says whether there was any.
pub(super) fn strip(out: &mut String, start: usize) -> bool {
    if memchr(b'\n', &out.as_bytes()[start..]).is_none() {
        return false;
    }
    let kept = without_quoted(&out[start..]).filter(|kept| !kept.trim().is_empty());
    let Some(kept) = kept else { return false };
    out.truncate(start);
    out.push_str(kept.trim_end());
    true
}

/// The lines that quote nothing; `None` where none does.
fn without_quoted(text: &str) -> Option<String> {
    let mut kept: Option<String> = None;
    let mut at = 0;
    while at < text.len() {
        let (before, rest) = text.split_at(at);
        let n_quoted = match n_announcing(rest) {
            Some(n) => match n_marked(&rest[n..]) {
                0 => rest.len(),
                n_marked => n + n_marked,
            },
            None if rest.starts_with('>') && (kept.is_some() || is_block(before, rest)) => n_marked(rest),
            None => 0,
        };
        let n_read = if n_quoted > 0 {
            kept.get_or_insert_with(|| before.to_owned());
            n_quoted
        } else {
            let line = first_line(rest);
            kept.iter_mut().for_each(|kept| kept.push_str(line));
            line.len()
        };
        at += n_read;
    }
    kept
}

/// The first line of a text, with its end.
fn first_line(text: &str) -> &str {
    &text[..memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1)]
}

/// Bytes of the lines that start with `>`, blank ones before and between them included.
fn n_marked(text: &str) -> usize {
    let (mut read, mut marked) = (0, 0);
    loop {
        let line = first_line(&text[read..]);
        read += line.len();
        if line.starts_with('>') {
            marked = read;
        } else if line.is_empty() || !line.trim().is_empty() {
            return marked;
        }
    }
}

/// Whether a message that nothing announces begins: two lines with `>` after a blank one. Customers write lists so as well,
/// side by side with what announces them.
fn is_block(before: &str, text: &str) -> bool {
    let is_apart = before.ends_with("\n\n") || before.ends_with("\n\r\n");
    is_apart && text[first_line(text).len()..].starts_with('>') && !before.trim_end().ends_with(':')
}

/// Bytes of the lines that announce a quoted message, if the text begins with them.
fn n_announcing(text: &str) -> Option<usize> {
    let first = first_line(text);
    if first.len() > LONGEST {
        return None;
    }
    let line = first.trim();
    if is_said(line) || is_separator(line) || is_head(text) {
        return Some(first.len());
    }
    // Mail programs break long lines.
    let second = first_line(&text[first.len()..]);
    let is_broken = second.len() <= LONGEST && SAID.iter().any(|(start, _)| line.starts_with(start));
    (is_broken && is_said(&format!("{line} {}", second.trim()))).then_some(first.len() + second.len())
}

/// « Le lun. 5 oct. 2026 à 10:12, Service client <sav@exemple.fr> a écrit : »; a customer who tells what somebody wrote him
/// gives no hour.
fn is_said(line: &str) -> bool {
    let Some(said) = line.strip_suffix(':').map(str::trim_end) else { return false };
    let has_hour = said.as_bytes().windows(4).any(|bytes| {
        let is_digit = |place: usize| bytes[place].is_ascii_digit();
        is_digit(0) && matches!(bytes[1], b':' | b'h') && is_digit(2) && is_digit(3)
    });
    has_hour && SAID.iter().any(|(start, end)| said.starts_with(start) && said.ends_with(end))
}

/// « -----Message d'origine----- ».
fn is_separator(line: &str) -> bool {
    line.starts_with("--") && line.ends_with("--") && {
        let words = line.trim_matches(['-', ' ']).replace('’', "'").to_lowercase();
        SEPARATORS.contains(&words.as_str())
    }
}

/// « De : », then « Envoyé : », or « Date : » and « Objet : »: the head of a message.
fn is_head(text: &str) -> bool {
    const LINES: usize = 6;
    let named = |n_lines: usize, names: &[&str]| {
        let names_line =
            |line: &str| line.split_once(':').is_some_and(|(name, _)| names.contains(&name.trim()));
        text.lines().take(n_lines).any(names_line)
    };
    named(1, &["De", "From"])
        && (named(LINES, &["Envoyé", "Sent"])
            || named(LINES, &["Date"]) && named(LINES, &["Objet", "Subject"]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(raw: &str) -> String {
        let mut out = raw.to_owned();
        strip(&mut out, 0);
        out
    }

    #[test]
    fn the_message_that_is_answered_is_left_out() {
        for quoted in [
            "Le lun. 5 oct. 2026 à 10:12, Service client <sav@exemple.fr> a écrit :\n> Nous regrettons ce retard.\n>\n> Cordialement\n",
            "Le 05/10/2026 à 10h12, Service client\n<sav@exemple.fr> a écrit\u{a0}:\n\n> Nous regrettons ce retard.",
            "On Mon, Oct 5, 2026 at 10:12 AM Care <care@example.com> wrote:\r\nWe are sorry.",
            "-----Message d’origine-----\nDe : SAV\nNous regrettons ce retard.",
            "---------- Forwarded message ---------\nFrom: SAV\nSorry.",
            "De : SAV\nEnvoyé : lundi 5 octobre 2026\nÀ : moi\nObjet : panne\n\nNous regrettons ce retard.",
            "From: SAV\nDate: 5 Oct 2026\nSubject: panne\n\nSorry.",
            "> Nous regrettons ce retard.\n> Cordialement",
        ] {
            assert_eq!(written(&format!("Toujours en panne.\n\n{quoted}")), "Toujours en panne.", "{quoted}");
        }
    }

    #[test]
    fn what_is_written_below_a_quoted_message_stays() {
        let below = "Bonjour,\nLe 05/10/2026 à 10:12, SAV a écrit :\n> Est-ce réparé ?\nNon.\n> Et la box ?\nEn panne.\n";
        assert_eq!(written(below), "Bonjour,\nNon.\nEn panne.");
    }

    #[test]
    fn a_text_that_quotes_nothing_for_sure_stays() {
        for raw in [
            "Le 5 octobre le service m'a écrit :\nvotre colis est perdu.\nC'est faux.",
            "Le conseiller a écrit :\nrien à faire",
            "Deux problèmes :\n\n> l'attente\n> le prix",
            "Deux problèmes\n> l'attente\n> le prix",
            "Attente\n\n> 30 minutes",
            "Mon vol\nDe : Brest\nÀ : Lyon\nDate : 5 octobre\nTrois heures de retard",
            "Accueil\n-----\nNul",
            "le 5 à 10:12, il a écrit : non",
            // Nothing would be left.
            "Le 05/10/2026 à 10:12, SAV a écrit :\n> Nous regrettons.\n",
            "-----Message d'origine-----\nNous regrettons.",
            "",
            "\n",
        ] {
            assert_eq!(written(raw), raw);
        }
    }

    #[test]
    fn what_stands_before_is_left_alone() {
        let mut out = "> avant\n".to_owned();
        let start = out.len();
        out.push_str("Nul\n-----Message d'origine-----\nMerci");
        assert!(strip(&mut out, start));
        assert_eq!(out, "> avant\nNul");
    }

    proptest! {
        #[test]
        fn any_text_keeps_something(text in "(Le 5 à 10:12, x a écrit :|--Original message--|De : |Envoyé : |[>a:é\r]|\n){0,20}") {
            let kept = written(&text);
            prop_assert!(text.trim().is_empty() || !kept.trim().is_empty());
        }
    }
}
