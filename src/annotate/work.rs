//! Whether a comment is the review of a work (film, book), and what service words mean there; in: a reading and its
//! judgements; out: the same judgements, of the work. Never looks at a rating.

use super::aspect::Judged;
use super::reading::Reading;
use super::vocabulary::Vocabulary;
use crate::lexicon::Role;
use crate::taxonomy::Theme;

/// Tokens of a comment that a single word of works is enough to place.
const SHORT: usize = 40;

/// Two different words of works (« film », « acteurs »), or one in a short comment; an order, a parcel or a refund
/// make it the comment of a shop.
pub fn is_subject(reading: &Reading, vocabulary: &Vocabulary) -> bool {
    let mut keys = reading
        .forms
        .iter()
        .map(|form| vocabulary.form(*form))
        .filter(|form| form.is(Role::Work))
        .map(|form| form.key);
    let Some(first) = keys.next() else { return false };
    let sold = reading.findings.iter().any(|finding| finding.themes.iter().any(is_sale));
    !sold && (reading.tokens.len() <= SHORT || keys.any(|key| key != first))
}

/// « Trop long, incompréhensible, bâclé » is said of the work; kindness, contempt and threats are in its story.
pub fn reread(judged: &mut Vec<Judged>) {
    judged.retain(|judged| !is_told(judged.aspect.theme));
    for judged in judged.iter_mut().filter(|judged| is_quality(judged.aspect.theme)) {
        judged.aspect.theme = Theme::Product;
        judged.label = None;
    }
}

fn is_sale(theme: Theme) -> bool {
    matches!(theme, Theme::Delivery | Theme::Refund | Theme::Billing | Theme::Ordering)
}

fn is_quality(theme: Theme) -> bool {
    matches!(theme, Theme::Delay | Theme::Competence | Theme::Information | Theme::Simplicity)
}

fn is_told(theme: Theme) -> bool {
    matches!(theme, Theme::Relation | Theme::Reachability | Theme::Contract | Theme::Trust | Theme::Premises)
}
