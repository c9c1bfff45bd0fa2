//! « livraison "en 24 h" », « on me répond : « votre dossier est complet » »: praise between quotation marks is what was
//! announced or answered, and not what the customer found.
//!
//! Goes in: tokens, findings. Comes out: quoted praise, hushed. Never: touches blame, or what nothing says to be quoted.

use super::reading::Reading;
use crate::lexicon::{Role, SPAN};
use crate::text::Kind;

/// Tokens of the longest quotation.
const LONGEST: usize = 24;

/// Tokens before a quotation among which its word of speech is looked for.
const FARTHEST: usize = 10;

/// Hushes the praise of each quotation.
pub fn hush(reading: &mut Reading, text: &str) {
    let quotations = quotations(reading, text);
    for (open, close) in quotations {
        // « colis annoncé « livré à temps » » starts before the mark.
        let near = reading.findings.partition_point(|finding| finding.hit.first + SPAN <= open);
        for finding in reading.findings[near..].iter_mut().take_while(|finding| finding.hit.first < close) {
            let ends_inside = finding.end() > open + 1 && finding.end() <= close;
            if finding.praises() && ends_inside {
                finding.silence();
            }
        }
    }
}

/// Whether a word of speech or promise stands before the mark, in its sentence.
fn is_spoken(reading: &Reading, open: usize) -> bool {
    let before = (open.saturating_sub(FARTHEST)..open).rev();
    let mut sentence = before.take_while(|at| reading.tokens[*at].kind != Kind::Stop);
    sentence.any(|at| reading.roles[at].contains(Role::Speech) || reading.roles[at].contains(Role::Promise))
}

/// The marks that open and close each quotation.
fn quotations(reading: &Reading, text: &str) -> Vec<(u32, u32)> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.kind != Kind::Sign {
            continue;
        }
        let (opens, closes) = match token.text(text) {
            "«" | "“" => (true, false),
            "»" | "”" => (false, true),
            "\"" => (true, true),
            _ => continue,
        };
        match open.filter(|start| at - start <= LONGEST) {
            Some(start) if closes => {
                if is_spoken(reading, start) {
                    found.push((start as u32, at as u32));
                }
                open = None;
            }
            _ => open = opens.then_some(at),
        }
    }
    found
}
