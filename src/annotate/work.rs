//! Whether a comment is the review of a work (film, book), and what service words mean there; in: a reading and its
//! judgements; out: the same judgements, of the work. Never looks at a rating.

use super::aspect::Judged;
use super::reading::Reading;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Atom, Lexicon, atom_bit};
use crate::taxonomy::{Polarity, TagSet, Theme};

/// Classes of words that tell the review of a work from the comment of a service, found once per lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// « film », « roman »: what is reviewed.
    work: Option<Atom>,
    /// « histoire », « lecture »: what works have, and other things too.
    tale: Option<Atom>,
    /// « colis », « chambre »: a service is judged.
    trade: Option<Atom>,
    /// « horreur », « haine »: what happens in the works that one likes.
    drama: Option<Atom>,
}

impl Words {
    /// Of the lexicon.
    pub fn of(lexicon: &Lexicon) -> Self {
        let [work, tale, trade, drama] =
            ["oeuvre", "recit", "commerce", "drame"].map(|name| lexicon.atoms.class(name));
        Self { work, tale, trade, drama }
    }

    /// Whether a comment judges a film or a book, and no service: what its author went through then is the story told.
    ///
    /// One word of works or two of tales tell so where nothing is of trade; where something is (« la salle », « le
    /// site »), it takes two different words, one of them of works, and no order, parcel or refund.
    pub fn tell_work(self, reading: &Reading, vocabulary: &Vocabulary) -> bool {
        let bit = |class: Option<Atom>| class.map_or(0, atom_bit);
        let mask = bit(self.work) | bit(self.tale) | bit(self.trade);
        let (mut weight, mut strong, mut traded) = (0, false, false);
        let mut first = None;
        let mut differ = false;
        // A bit is shared by few forms: the atoms of most tokens are never looked at.
        let near = reading.steps.iter().zip(&reading.forms).filter(|(step, _)| step.bits & mask != 0);
        for (_, form) in near {
            let atoms = vocabulary.atoms_of(*form);
            let is = |class: Option<Atom>| class.is_some_and(|class| atoms.binary_search(&class).is_ok());
            traded |= is(self.trade);
            let (work, tale) = (is(self.work), is(self.tale));
            if work || tale {
                let key = vocabulary.form(*form).key;
                differ |= *first.get_or_insert(key) != key;
                strong |= work;
                weight += 1 + u32::from(work);
            }
        }
        let sold = || reading.findings.iter().any(|finding| finding.themes.iter().any(is_sale));
        weight >= 2 && (!traded || strong && differ && !sold())
    }
}

/// In the review of a work, contempt and promises are those of its characters, and a bare « horreur » that of its plot:
/// neither judges it.
pub fn hush(words: Words, reading: &mut Reading, vocabulary: &Vocabulary) {
    let is_drama =
        |form| words.drama.is_some_and(|drama| vocabulary.atoms_of(form).binary_search(&drama).is_ok());
    for finding in &mut reading.findings {
        let told = !finding.themes.is_empty() && finding.themes.iter().all(is_told);
        let plot = finding.polarity == Some(Polarity::Negative)
            && finding.themes.is_empty()
            && !finding.reversed
            && finding.hit.words == 1
            && is_drama(reading.forms[finding.hit.first as usize]);
        if told && finding.polarity.is_some() || plot {
            finding.polarity = Some(Polarity::Neutral);
            finding.themes = TagSet::default();
            finding.weight = 0;
        }
    }
}

fn is_sale(theme: Theme) -> bool {
    matches!(theme, Theme::Delivery | Theme::Refund | Theme::Billing | Theme::Ordering)
}

/// « Trop long, incompréhensible, bâclé » is said of the work; kindness, contempt and threats are in its story.
pub fn reread(judged: &mut Vec<Judged>) {
    judged.retain(|judged| !is_told(judged.aspect.theme));
    for judged in judged.iter_mut().filter(|judged| is_quality(judged.aspect.theme)) {
        judged.aspect.theme = Theme::Product;
        judged.label = None;
    }
}

fn is_quality(theme: Theme) -> bool {
    matches!(theme, Theme::Delay | Theme::Competence | Theme::Information | Theme::Simplicity)
}

fn is_told(theme: Theme) -> bool {
    matches!(theme, Theme::Relation | Theme::Reachability | Theme::Contract | Theme::Trust | Theme::Premises)
}
