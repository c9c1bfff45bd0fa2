//! Goes in: a header. Comes out: the field it names, and whether it asks for what pleased or for what did not. Never: looks
//! at the cells below.
//!
//! Headers are compared without case, accents, punctuation or plural, and « N° de » is « Numéro »; within a field, names
//! stand by preference.

mod lists;
mod words;

use std::sync::LazyLock;

use self::lists::*;
use self::words::{singular, words};
use super::Field;
use crate::taxonomy::Polarity;

/// A name of a field.
pub(super) struct Known {
    pub(super) field: Field,
    pub(super) name: Name,
    /// Counts only as the whole header.
    pub(super) is_vague: bool,
    /// May be of anything.
    pub(super) is_generic: bool,
}

/// Every name; those of a field side by side, the best first.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let list = |field| match field {
        Field::Text => &TEXT,
        Field::Id => &ID,
        Field::Date => &DATE,
        Field::Touchpoint => &TOUCHPOINT,
        Field::Channel => &CHANNEL,
        Field::Rating => &RATING,
        Field::Entity => &ENTITY,
        Field::Customer => &CUSTOMER,
        Field::Product => &PRODUCT,
    };
    let known = |field, name: &'static str| Known {
        field,
        name: Name::new(name),
        is_vague: VAGUE.written().any(|vague| vague == name),
        is_generic: field == Field::Text && GENERIC.written().any(|generic| generic == name),
    };
    let names = |field| list(field).written().map(move |name| known(field, name));
    Field::ALL.into_iter().flat_map(names).collect()
});

/// Names of a field, the best first.
pub(super) fn names(field: Field) -> impl Iterator<Item = &'static Known> {
    KNOWN.iter().filter(move |known| known.field == field)
}

/// A header reduced to what counts: lower-case unaccented singular words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    words: Vec<String>,
    /// The words without spaces.
    joined: String,
    /// Ends with a question mark, but for the sign of a field that must be filled.
    is_question: bool,
}

impl Name {
    pub(super) fn new(header: &str) -> Self {
        let words = words(header);
        let is_question = header.trim_end_matches([' ', '*', '\u{a0}']).ends_with('?');
        Self { joined: words.concat(), words, is_question }
    }

    /// Its words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Same letters, whatever the spaces.
    pub(super) fn is(&self, other: &Self) -> bool {
        !self.joined.is_empty() && self.joined == other.joined
    }

    /// Holds these words side by side.
    pub(super) fn contains(&self, other: &Self) -> bool {
        !other.words.is_empty() && self.words.windows(other.words.len()).any(|words| words == other.words)
    }

    /// Names a field only where most cells are of its kind: « Ticket », « Cote ».
    pub(super) fn is_unsure(&self) -> bool {
        UNSURE.names().iter().any(|name| name.is(self))
    }

    /// Cannot be the comment itself, whatever else it says.
    pub(super) fn is_not_text(&self) -> bool {
        let asks_why = self.holds_any(&WHY);
        (self.holds_any(&NOT_TEXT) || self.holds_any(&BESIDE_TEXT)) && !asks_why
            || self.is_of_company()
            || self.asks_how()
    }

    /// Is what the company answered, and not what the customer says of it (« Satisfaction sur la réponse apportée »).
    pub(super) fn is_of_company(&self) -> bool {
        let told = OF_COMPANY.names().iter().find_map(|name| self.place(name));
        let answer = told.or_else(|| self.place_of_answer());
        answer.is_some_and(|at| {
            let is_about = self.words[..at].iter().any(|word| ABOUT.holds(word));
            !is_about && !self.is_question && !self.holds_any(&JUDGED)
        })
    }

    /// Where it names an answer and who gave it for the company: « Réponse de l'hôtelier », « Property response ».
    fn place_of_answer(&self) -> Option<usize> {
        let words: Vec<(usize, &String)> =
            self.words.iter().enumerate().filter(|(_, word)| !OF.holds(word)).collect();
        let is_answer = |one: &str, other: &str| {
            ANSWERS.holds(one) && COMPANY.holds(other) || COMPANY.holds(one) && ANSWERS_LAST.holds(other)
        };
        words.windows(2).find(|pair| is_answer(pair[0].1, pair[1].1)).map(|pair| pair[0].0)
    }

    /// Is of an answer, which may be that of the company.
    pub(super) fn is_of_answer(&self) -> bool {
        self.holds_any(&ANSWERED)
    }

    /// Asks for words, so that answers may repeat: what pleased or what did not, suggestions.
    pub(super) fn asks_for_words(&self) -> bool {
        let asks = self.asks_for().is_some() || self.names_words();
        asks && !self.is_not_text() && !self.is_not_part()
    }

    /// Says that its cells hold words: « Vos suggestions », « Commentaire satisfaction ».
    pub(super) fn names_words(&self) -> bool {
        self.holds_any(&WORDS)
    }

    /// Is of what somebody else wrote, or of the comment again, whatever else it says.
    pub(super) fn is_not_part(&self) -> bool {
        self.is_of_others() || self.is_of_the_comment_again()
    }

    /// Is of what somebody else wrote, whatever else it says.
    pub(super) fn is_of_others(&self) -> bool {
        self.holds_any(&NOT_OF_CUSTOMER)
            || self.holds_any(&BESIDE_TEXT)
            || self.is_of_company()
            || self.asks_how()
            || self.is_of_staff()
    }

    /// Is of a copy or of a translation.
    pub(super) fn is_of_the_comment_again(&self) -> bool {
        self.holds_any(&AGAIN) || self.words.last().is_some_and(|word| LANGUAGES.holds(word))
    }

    /// « Commentaire du conseiller », « Remarque de l'équipe »; not « Commentaire sur le conseiller ».
    fn is_of_staff(&self) -> bool {
        let is_theirs =
            self.holds_any(&STAFF) || (0..self.words.len()).any(|at| self.is_remark_of_company(at));
        is_theirs && !self.asks_the_customer() && !self.holds_any(&ABOUT) && !self.holds_any(&OF_CUSTOMER)
    }

    /// Whether words from there on say that the company remarks something: « Commentaire de l'hôtel ».
    fn is_remark_of_company(&self, at: usize) -> bool {
        let (what, rest) = (&self.words[at], &self.words[at + 1..]);
        let whose = rest.iter().position(|word| !OF.holds(word)).filter(|n_between| *n_between > 0);
        REMARKS.holds(what) && whose.is_some_and(|whose| COMPANY.holds(&rest[whose]))
    }

    /// Asks the customer for words: « Vos suggestions », « Que pensez-vous du rayon ? ».
    pub(super) fn asks_the_customer(&self) -> bool {
        let asks = self.is_question || self.holds_any(&YOU);
        asks && names(Field::Text).any(|known| !known.is_vague && self.contains(&known.name))
    }

    /// Has with the other a name of the comment: « Commentaire accueil » and « Commentaire produits ».
    pub(super) fn shares_a_name_of_text(&self, other: &Self) -> bool {
        let mut names = names(Field::Text).filter(|known| !known.is_generic && !known.is_vague);
        names.any(|known| self.contains(&known.name) && other.contains(&known.name))
    }

    /// What the question asks for: what pleased, or what did not; `None` where it asks for both or for neither.
    pub(super) fn asks_for(&self) -> Option<Polarity> {
        let alone = |list: &List| list.names().iter().any(|name| self.is(name));
        if alone(&PRAISED_ALONE) {
            return Some(Polarity::Positive);
        }
        if alone(&BLAMED_ALONE) {
            return Some(Polarity::Negative);
        }
        // « Moins aimé » holds « aimé », and « avis positif » holds « avis ».
        let mut rest = self.clone();
        let blamed = rest.take_away(&BLAMED);
        let praised = rest.take_away(&PRAISED);
        match (praised, blamed) {
            _ if rest.holds_any(&ASKED_TOO) => None,
            (true, false) => Some(Polarity::Positive),
            (false, true) => Some(Polarity::Negative),
            _ => None,
        }
    }

    /// Makes of each of these names one word that nothing holds; says whether there was any.
    fn take_away(&mut self, list: &List) -> bool {
        let mut any = false;
        for name in list.names() {
            let length = name.words.len();
            while let Some(at) = self.words.windows(length).position(|words| words == name.words) {
                self.words.splice(at..at + length, [String::new()]);
                any = true;
            }
        }
        any
    }

    /// Says that its column is something else than a field whose name it holds.
    pub(super) fn is_not(&self, field: Field) -> bool {
        match field {
            Field::Text => self.is_not_text(),
            Field::Date => self.is_of_company() || self.holds_any(&NOT_DATE),
            Field::Rating => self.is_of_company() || self.holds_any(&NOT_RATING),
            Field::Id => self.holds_any(&NOT_ID),
            Field::Entity => self.is_of_company() || self.asks_how() || self.holds_any(&NOT_ENTITY),
            _ => self.is_of_company(),
        }
    }

    /// « Comment avez-vous connu le musée ? », « À votre sortie, comment avez-vous trouvé l'accueil ? »: « comment » is
    /// French there, and the answer names no museum; not where the column is said to be of a comment (« Comment
    /// évaluez-vous l'accueil ? [Commentaire] »).
    fn asks_how(&self) -> bool {
        let Some(at) = self.words.iter().position(|word| word == "comment") else { return false };
        let rest = &self.words[at + 1..];
        let names_text = || {
            let rest = Self { words: rest.to_vec(), ..self.clone() };
            let mut sure = names(Field::Text).filter(|known| !known.is_generic && !known.is_vague);
            sure.any(|known| rest.contains(&known.name))
        };
        rest.iter().any(|word| word == singular("vous")) && !names_text()
    }

    fn holds_any(&self, list: &List) -> bool {
        list.names().iter().any(|name| self.contains(name))
    }

    /// At which of its words this name begins.
    fn place(&self, name: &Self) -> Option<usize> {
        self.words.windows(name.words.len()).position(|words| words == name.words)
    }
}

/// The field that a header names exactly.
pub(super) fn known_field(header: &str) -> Option<Field> {
    let name = Name::new(header);
    of_analysis().find(|known| known.name.is(&name)).map(|known| known.field)
}

/// Names of the register are asked for by name alone: they tell nothing of a table, and may be those of an identifier.
fn of_analysis() -> impl Iterator<Item = &'static Known> {
    KNOWN.iter().filter(|known| !Field::OF_CUSTOMERS.contains(&known.field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_whatever_their_dress() {
        for (header, field) in [
            ("Commentaires", Field::Text),
            ("VOTRE_AVIS", Field::Text),
            ("reviewText", Field::Text),
            (" Réponse libre ", Field::Text),
            ("Point_de_contact", Field::Touchpoint),
            ("Étape", Field::Touchpoint),
            ("channel", Field::Channel),
            ("Étoiles", Field::Rating),
            ("createdAt", Field::Date),
            ("entity", Field::Entity),
            ("Succursale", Field::Entity),
            ("No. de réclamation", Field::Id),
            ("N° d'avis", Field::Id),
            ("Numéro du questionnaire", Field::Id),
            ("N° réponse", Field::Id),
            ("#", Field::Id),
            ("Appréciation", Field::Rating),
        ] {
            assert_eq!(known_field(header), Some(field), "{header}");
        }
        assert_eq!(known_field("produit"), None);
        assert_eq!(known_field("  "), None);
    }

    #[test]
    fn headers_say_what_they_ask_for() {
        for (header, asked) in [
            ("Points forts", Some(Polarity::Positive)),
            ("Qu'avez-vous le plus aimé ?", Some(Polarity::Positive)),
            ("Positive_Review", Some(Polarity::Positive)),
            ("Les +", None),
            ("Pros", Some(Polarity::Positive)),
            ("Cons", Some(Polarity::Negative)),
            ("Qu'avez-vous le moins aimé ?", Some(Polarity::Negative)),
            ("Ce qui ne vous a pas plu", Some(Polarity::Negative)),
            ("Que pouvons-nous améliorer ?", Some(Polarity::Negative)),
            ("Points positifs et négatifs", None),
            ("Ce que vous avez aimé ou moins aimé", None),
            ("Commentaire positif", Some(Polarity::Positive)),
            ("Commentaire", None),
            ("Commentaires et améliorations", None),
            ("Vos suggestions d'amélioration", None),
            ("En savoir plus", None),
        ] {
            assert_eq!(Name::new(header).asks_for(), asked, "{header}");
        }
    }

    #[test]
    fn no_name_stands_under_two_fields() {
        for known in of_analysis() {
            let claims = of_analysis().filter(|other| other.name.is(&known.name));
            let fields: Vec<Field> = claims.map(|claim| claim.field).collect();
            assert!(
                fields.iter().all(|field| *field == known.field),
                "{:?} stands under {fields:?}",
                known.name
            );
        }
    }
}
