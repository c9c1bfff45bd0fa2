//! « ils m'ont aide », « on a casse mon meuble »: after « avoir », a participle that has lost its accents.
//!
//! Goes in: forms. Comes out: the same, such forms as they should be spelled. Never: looks further than an adverb before.

use super::reading::Reading;
use super::rules::Rules;
use super::vocabulary::{Form, Vocabulary};
use crate::lexicon::{Lexicon, Role};

/// Spells the participles that patterns ask for.
pub fn restore(reading: &mut Reading, vocabulary: &mut Vocabulary, lexicon: &Lexicon, rules: Rules) {
    for at in 1..reading.forms.len() {
        let form = vocabulary.form(reading.forms[at]);
        if !form.bare_participle || !follows_auxiliary(reading, vocabulary, at) {
            continue;
        }
        let spelled = lexicon.atoms.participle(&vocabulary.lower_forms()[form.lower as usize]);
        if let Some(spelled) = spelled {
            reading.forms[at] = vocabulary.intern(spelled, lexicon, rules);
        }
    }
}

/// « a aide », « avons ete aide », « a bien aide ».
fn follows_auxiliary(reading: &Reading, vocabulary: &Vocabulary, at: usize) -> bool {
    let form = |back: usize| Some(vocabulary.form(reading.forms[at.checked_sub(back)?]));
    let adverb =
        |form: &Form| form.shape.well() || form.degree != 0 || form.roles.contains(Role::Transparent);
    let skipped = form(1).filter(|form| adverb(form) && !form.shape.has());
    let before = if skipped.is_some() { form(2) } else { form(1) };
    before.is_some_and(|form| form.shape.has())
}
