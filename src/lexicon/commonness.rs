//! How common each atom is in what customers write, as far as tables and grammar tell. In: a lexicon and its patterns;
//! out: a number by atom. It only makes matching fast: results never depend on it.

use super::Lexicon;
use super::atoms::{Atom, GAP, NEGATED};

/// The words that French sentences are made of, the most frequent first; all forms of a verb or a pronoun count together.
const COMMONEST: &str = "être de le avoir un à et je ne pas que en ce pour qui il on vous plus dans tout mais très nous \
                         avec sur me faire se par bien si mon son pouvoir y aller sans ou même aussi votre comme notre \
                         elle dire bon quand après trop depuis autre leur jamais rien voir encore jour où vouloir mettre \
                         prendre venir devoir demander savoir temps toujours donc car peu fois là chez an moi alors avant \
                         deux grand petit aucun trouver cela ça non merci vraiment personne seul beaucoup passer mois \
                         chose moins suite premier contre falloir dont entre lui eux quel tel chaque";

/// Small words most, then classes, then the words that most patterns hold. A form is taken for as common as its word, a
/// class as its members together.
pub(super) fn commonness<'s>(lexicon: &Lexicon, sequences: impl Iterator<Item = &'s [Atom]>) -> Vec<u32> {
    let mut counts = vec![0; lexicon.atoms.count()];
    let words = sequences.flatten().filter(|atom| **atom & GAP == 0);
    words.for_each(|atom| counts[(atom & !NEGATED) as usize] += 1);
    for atom in lexicon.roles.keys() {
        counts[*atom as usize] += SMALL_WORD;
    }
    for (word, rank) in COMMONEST.split_whitespace().zip(1..) {
        if let Some(atom) = lexicon.atoms.key(&lexicon.normalizer.key(word)) {
            // Some of these words share a key, as « ce » and « cela » do: the first tells how common it is.
            counts[atom as usize] = counts[atom as usize].max(COMMON_WORD / rank + SMALL_WORD);
        }
    }
    for (form, word) in lexicon.atoms.exact_forms(&lexicon.normalizer) {
        counts[form as usize] = counts[form as usize].max(counts[word as usize]);
    }
    for (member, classes) in lexicon.atoms.members() {
        for class in classes {
            counts[*class as usize] =
                counts[*class as usize].saturating_add(counts[member as usize].max(CLASS));
        }
    }
    counts
}

/// Patterns that a member of a class counts for, at least.
const CLASS: u32 = 1 << 10;

/// The same for a word with a role.
const SMALL_WORD: u32 = 1 << 20;

/// The same for the most frequent word; the next ones follow the law of Zipf.
const COMMON_WORD: u32 = 1 << 29;
