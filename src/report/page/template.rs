//! Goes in: an HTML page with slots, that of the program or of a team. Comes out: the page, its slots filled. Never:
//! searches what fills a slot for other slots.

use sha2::{Digest, Sha256};

use crate::report::base64::base64;

/// What a page is filled with; each stands once in a template, in any order.
const SLOTS: [&str; 5] = ["policy", "style", "cloud", "data", "script"];

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A slot is nowhere.
    #[error(
        "the template lacks {{{{{0}}}}}: write each of {{{{policy}}}}, {{{{style}}}}, {{{{cloud}}}}, {{{{data}}}} and {{{{script}}}} once"
    )]
    Missing(&'static str),
    /// A slot comes again.
    #[error("the template has {{{{{0}}}}} more than once: keep one")]
    Twice(&'static str),
    /// A slot of no known name.
    #[error(
        "the template has a slot {{{{{0}}}}} that means nothing: the slots are {{{{policy}}}}, {{{{style}}}}, {{{{cloud}}}}, {{{{data}}}} and {{{{script}}}}"
    )]
    Unknown(String),
}

/// A page cut at its slots.
#[derive(Debug)]
pub(super) struct Template<'t> {
    /// A piece of HTML and the slot that follows it, by its index.
    pieces: Vec<(&'t str, usize)>,
    rest: &'t str,
}

impl<'t> Template<'t> {
    pub(super) fn new(html: &'t str) -> Result<Self, TemplateError> {
        let mut pieces: Vec<(&str, usize)> = Vec::new();
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((name, after)) = after.split_once("}}") else { break };
            let slot = SLOTS.iter().position(|slot| *slot == name.trim());
            let slot = slot.ok_or_else(|| TemplateError::Unknown(name.trim().chars().take(40).collect()))?;
            if pieces.iter().any(|(_, known)| *known == slot) {
                return Err(TemplateError::Twice(SLOTS[slot]));
            }
            pieces.push((before, slot));
            rest = after;
        }
        match (0..SLOTS.len()).find(|slot| !pieces.iter().any(|(_, known)| known == slot)) {
            Some(slot) => Err(TemplateError::Missing(SLOTS[slot])),
            None => Ok(Self { pieces, rest }),
        }
    }

    /// Fingerprints of the styles that the template brings itself.
    pub(super) fn styles(&self) -> impl Iterator<Item = String> {
        let pieces = self.pieces.iter().map(|(html, _)| *html).chain([self.rest]);
        pieces.flat_map(|html| html.split("<style>").skip(1)).filter_map(|after| {
            let (style, _) = after.split_once("</style>")?;
            Some(fingerprint(style))
        })
    }

    /// The page; `parts` come in the order of the slots: policy, style, cloud, data, script.
    pub(super) fn filled(&self, parts: [&str; 5]) -> String {
        let mut page = String::with_capacity(parts.iter().map(|part| part.len()).sum::<usize>() + 10_000);
        for (html, slot) in &self.pieces {
            page.push_str(html);
            page.push_str(parts[*slot]);
        }
        page.push_str(self.rest);
        page
    }
}

/// How a policy names a style or a script that it allows.
pub(super) fn fingerprint(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_may_stand_in_any_order_and_each_once() {
        let template =
            Template::new("<style>p{}</style>{{data}}-{{ policy }}-{{cloud}}{{script}}{{style}}.").unwrap();
        assert_eq!(template.filled(["P", "S", "{{data}}", "D", "J"]), "<style>p{}</style>D-P-{{data}}JS.");
        assert_eq!(template.styles().collect::<Vec<_>>(), [fingerprint("p{}")]);
        let error = |html: &str| Template::new(html).unwrap_err().to_string();
        assert!(error("{{style}}{{cloud}}").starts_with("the template lacks {{policy}}"));
        assert!(error("{{data}}{{data}}").contains("{{data}} more than once"));
        assert!(error("{{titre}}").contains("{{titre}}"));
    }
}
