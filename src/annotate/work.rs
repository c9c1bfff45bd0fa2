//! Whether a comment is the review of a work (film, book), and what service words mean there; in: a reading and its
//! judgements; out: the same judgements, of the work. Never looks at a rating.

use super::aspect::Judged;
use super::reading::Reading;
use super::vocabulary::Vocabulary;
use crate::taxonomy::Theme;

/// Classes of words that tell the review of a work from the comment of a service: works, tales, trades, dramas.
pub(super) const GENRES: [&str; 4] = ["oeuvre", "recit", "commerce", "drame"];

/// Whether a comment judges a film or a book, and no service: what its author went through then is the story told.
///
/// One word of works or two of tales tell so where nothing is of trade; where something is (« la salle », « le
/// site »), it takes two different words, one of them of works, and no order, parcel or refund.
pub fn tells_of_work(reading: &Reading, vocabulary: &Vocabulary) -> bool {
    let (mut weight, mut strong, mut traded) = (0, false, false);
    let mut first = None;
    let mut differ = false;
    for clause in &reading.clauses {
        traded |= clause.content.shapes.trade();
        if !clause.content.shapes.work() && !clause.content.shapes.tale() {
            continue;
        }
        for at in clause.start as usize..clause.end as usize {
            let (work, tale) = (reading.shapes[at].work(), reading.shapes[at].tale());
            if work || tale {
                let key = vocabulary.form(reading.forms[at]).key;
                differ |= *first.get_or_insert(key) != key;
                strong |= work;
                weight += 1 + u32::from(work);
            }
        }
    }
    let sold = || reading.findings.iter().any(|finding| finding.themes.iter().any(is_sale));
    weight >= 2 && (!traded || strong && differ && !sold())
}

/// In the review of a work, contempt and promises are those of its characters, and a bare « horreur » that of its plot:
/// neither judges it.
pub fn hush(reading: &mut Reading) {
    for finding in &mut reading.findings {
        let told = !finding.themes.is_empty() && finding.themes.iter().all(is_told);
        let plot = finding.blames()
            && finding.themes.is_empty()
            && !finding.reversed
            && finding.hit.words == 1
            && reading.shapes[finding.hit.first as usize].drama();
        if told && finding.polarity.is_some() || plot {
            finding.silence();
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
