//! Goes in: a text that a tool may have stored as HTML (`<br>`, `&eacute;`). Comes out: what its reader saw on the screen.
//! Never: changes a text without an entity or a tag that breaks a line, such as « <3 », « R&D » or « <b>nul</b> ».

use html_escape::decode_html_entities_to_string;
use memchr::{memchr, memchr2};

/// Tags that begin or end a line, or a part of one.
const BREAKS: [&str; 19] = [
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "td",
    "th",
    "table",
    "tbody",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "blockquote",
    "section",
    "article",
];

/// Tags inside a line.
const INLINE: [&str; 12] = ["a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "sub", "sup"];

/// A tag, from its `<` to its `>`.
struct Tag {
    /// Bytes.
    length: usize,
    breaks_line: bool,
}

/// Replaces what was appended to `out` from `start` on, if it holds markup; says whether it did.
pub(super) fn strip(out: &mut String, start: usize) -> bool {
    if memchr2(b'<', b'&', &out.as_bytes()[start..]).is_none() {
        return false;
    }
    let raw = out.split_off(start);
    let untagged = without_tags(&raw);
    decode_html_entities_to_string(untagged.as_deref().unwrap_or(&raw), out);
    let is_markup = out[start..] != raw;
    if is_markup {
        out.truncate(out.trim_end().len().max(start));
    }
    is_markup
}

/// The text without its tags; `None` where none of them breaks a line, so that a customer may have typed it.
fn without_tags(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut breaks = false;
    let mut rest = raw;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(tag) = Tag::at_start_of(rest) else {
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        breaks |= tag.breaks_line;
        if tag.breaks_line && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = &rest[tag.length..];
    }
    text.push_str(rest);
    breaks.then_some(text)
}

impl Tag {
    /// The tag that a text starts with, if its name is known; it ends before the next `<`.
    fn at_start_of(text: &str) -> Option<Self> {
        let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
        let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = &inner[..name_end];
        let is_one_of = |tags: &[&str]| tags.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        let breaks_line = is_one_of(&BREAKS);
        if !breaks_line && !is_one_of(&INLINE) {
            return None;
        }
        let attributes = &inner[name_end..];
        if !attributes.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/') {
            return None;
        }
        let end = memchr2(b'<', b'>', attributes.as_bytes())?;
        let closed = attributes.as_bytes()[end] == b'>';
        closed.then(|| Self { length: text.len() - attributes.len() + end + 1, breaks_line })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(raw: &str) -> String {
        let mut out = raw.to_owned();
        strip(&mut out, 0);
        out
    }

    #[test]
    fn what_a_tool_stored_as_html_is_read_as_it_was_seen() {
        for (raw, text) in [
            ("Colis ab&icirc;m&eacute; &amp; en retard", "Colis abîmé & en retard"),
            ("Je n&#39;ai rien re&#xE7;u", "Je n'ai rien reçu"),
            ("Bonjour,<br><br/>Toujours rien<BR />", "Bonjour,\nToujours rien"),
            ("<p>Accueil <b>froid</b></p><p style=\"x\">Bon prix</p>", "Accueil froid\nBon prix"),
            ("<ul><li>cher</li><li>lent</li></ul>", "cher\nlent"),
        ] {
            assert_eq!(seen(raw), text, "{raw}");
        }
    }

    #[test]
    fn a_text_without_markup_stays() {
        for raw in [
            "Merci <3",
            "R&D; au top",
            "prix < 5 € et > 3 €",
            "<bon accueil>",
            "<",
            "</",
            "<b",
            "&eacute sans fin",
            "<b>nul</b>",
            "</script><img src=x onerror=alert(2)> nul",
            "un <p",
            "AT&T",
            "<p<b",
            "a<br",
            "<i am happy",
        ] {
            assert_eq!(seen(raw), raw);
        }
    }

    #[test]
    fn what_stands_before_is_left_alone() {
        let mut out = "<b>avant</b> ".to_owned();
        let start = out.len();
        out.push_str("<p>apr&egrave;s</p>");
        assert!(strip(&mut out, start));
        assert_eq!(out, "<b>avant</b> après");
    }

    proptest! {
        #[test]
        fn plain_text_is_never_touched(text in "[a-zéà .,!?'0-9]{0,40}") {
            prop_assert_eq!(seen(&text), text);
        }

        #[test]
        fn any_text_is_read(text in "[<>/&;#a-bpé \n]{0,40}") {
            seen(&text);
        }
    }
}
