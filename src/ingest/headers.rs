//! Goes in: a header. Comes out: the field it names, and whether it asks for what pleased or for what did not. Never: looks
//! at the cells below.
//!
//! Headers are compared without case, accents, punctuation or plural; within a field, names stand by preference.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Field;
use crate::taxonomy::Polarity;

const TEXT: &str = "\
    verbatim, verbatim client, commentaire, commentaire client, commentaire libre, commentaire avis, \
    comment, comment text, customer comment, votre commentaire, avis, votre avis, avis client, \
    texte avis, texte de l avis, contenu avis, contenu de l avis, texte, text, texte libre, free text, \
    full text, review text, review body, review content, review comment, review, customer review, \
    pense, penser, pensez, racontez, decrivez, parlez nous, dites nous, ressenti, impression, \
    reponse libre, reponse ouverte, question ouverte, expression libre, champ libre, zone libre, \
    open answer, open ended, open text, customer feedback, feedback, feedback text, retour client, \
    retour, temoignage, raison de la note, raison de votre note, raison de cette note, \
    raison de votre reponse, pourquoi cette note, pourquoi, why, reason, expliquez, justifiez, commentez, \
    a plu, a deplu, moins aime, plus aime, point a ameliorer, axe d amelioration, \
    point negatif, point faible, point positif, point fort, ameliorer, amelioration, ameliore, aime, apprecie, \
    remarque, remark, observation, message, message client, corps du message, \
    corps, body, contenu, content, description, tweet, post, opinion, reclamation, plainte, suggestion, \
    reponse, response, answer, motif";
const ID: &str = "\
    id, identifiant, id avis, id commentaire, id verbatim, id reponse, avis id, verbatim id, \
    comment id, review id, response id, respondent id, feedback id, ticket id, message id, tweet id, uuid, guid, \
    reference, ref, numero, num, no, n, cle, key, identifier, record id, row id, id client, client id, \
    customer id, code client, numero client, numero avis, numero dossier, numero de dossier, n dossier, \
    n de dossier, no dossier, id dossier, numero ticket, numero de ticket, n ticket, n de ticket, \
    numero demande, numero de demande, n demande, numero reclamation, numero de reclamation, n reclamation, \
    numero commande, numero de commande, n commande, n de commande, order id, case id, case number, case no, \
    id repondant, id du repondant, id de reponse, id questionnaire, numero questionnaire, numero du dossier, \
    numero de la demande, numero de la reclamation, numero requete, numero de requete, numero de la requete, \
    n requete, n de requete, n de la requete, id requete, id demande, id de la demande, request id, request number, \
    id ticket, id du ticket, numero du ticket, n du ticket, ticket number, ticket no, numero incident, \
    numero de l incident, n incident, incident id, incident number";
const DATE: &str = "\
    date, date avis, date de l avis, date commentaire, date du commentaire, date verbatim, \
    date reponse, date de reponse, date publication, date de publication, published at, published date, \
    publication date, review date, review created, review datetime, response date, comment date, created at, \
    created, created date, creation date, date creation, date de creation, submitted at, submitted, \
    submission date, recorded date, date heure, date time, datetime, horodatage, horodateur, timestamp, time, \
    date reclamation, date de reclamation, date contact, date de contact, date visite, date de visite, \
    date sejour, date de sejour, jour, day";
const TOUCHPOINT: &str = "\
    point de contact, point contact, touchpoint, touch point, etape, etape parcours, etape du parcours, \
    parcours, parcours client, moment, moment de verite, moment cle, step, journey, journey step, \
    journey stage, stage, phase, occasion de contact, motif de contact, contact reason, interaction, \
    evenement declencheur";
const CHANNEL: &str = "\
    canal, canal de contact, canal contact, canal de collecte, canal de reponse, channel, \
    contact channel, media, mode de contact, moyen de contact, origine contact";
const RATING: &str = "\
    note, note globale, note generale, note d ensemble, note client, note avis, note sur 5, note sur 10, \
    note satisfaction, note nps, \
    rating, review rating, overall rating, star rating, star, nombre etoile, nb etoile, etoile, score, \
    review score, score nps, nps score, nps, csat, ces, satisfaction, niveau de satisfaction, \
    satisfaction globale, recommandation, recommander, recommanderiez, recommandiez, recommandez, effort, effort client, \
    evaluation, grade";
const ENTITY: &str = "\
    entite, entity, enseigne, marque, brand, assureur, magasin, shop, store, point de vente, boutique, \
    agence, branch, site, etablissement, hotel, restaurant, hopital, clinique, musee, museum, lieu, location, \
    place name, business name, ville, region, filiale, societe, entreprise, company, organisme, service, structure";
const CUSTOMER: &str = "\
    client, id client, client id, customer, customer id, customer number, code client, numero client, n client, \
    no client, numero de client, identifiant client, reference client, ref client, compte client, account id, \
    user id, adherent, code adherent, numero adherent, id adherent, assure, numero assure, id assure, usager, \
    id usager, numero usager, abonne, code abonne, numero abonne, id abonne, numero allocataire, patient, id patient";
const PRODUCT: &str = "\
    produit, product, nom du produit, nom produit, product name, contrat, type de contrat, offre, article, \
    gamme, modele, reference produit, ref produit, sku";
/// Words that make of « avis », « review »... something else than the comment.
const NOT_TEXT: &str = "\
    id, date, note, rating, score, star, etoile, nombre, nb, count, length, longueur, type, canal, channel, entreprise, \
    owner, marque, produit, product";

/// Words that say so even of prose, which may be of a note or of a product.
const BESIDE_TEXT: &str = "\
    titre, title, auteur, author, user, url, lien, link, langue, language, lang, statut, status, categorie, category, \
    theme, source, agent, moderation";

/// Words of the headers of what is no part of a comment, though it is prose: written by somebody else, or the comment again.
const NOT_PART: &str = "\
    moderateur, interne, internal, gestionnaire, superviseur, manager, sentiment, analyse, analysis, tag, mot cle, \
    keyword, resume, summary, traduit, traduction, translated, translation, original, brut, raw, \
    clean, cleaned, nettoye, normalise, normalized, lemme, lemma, stem, token, corrige, anonymise";

/// People of the company: « Commentaire du conseiller » is theirs, « sur le conseiller » is the customer's.
const STAFF: &str =
    "conseiller, responsable, directeur, livreur, technicien, vendeur, gerant, operateur, collaborateur";

/// Words that say what a comment is about.
const ABOUT: &str = "sur, concernant, relatif, propos";

/// Codes of languages that end the headers of translations.
const LANGUAGES: &str = "fr, en, es, de, it, nl, pt";

/// Words that headers address the customer with.
const YOU: &str = "vous, votre, vos";

/// Words of the headers that ask why: the comment, even where they hold « note ».
const WHY: &str = "pourquoi, raison, why, reason, expliquez, justifiez, commentez";

/// Names of what customers liked, in the questions that ask for it.
const PRAISED: &str = "\
    point positif, point fort, a plu, aime, apprecie, avantage, atout, commentaire positif, avis positif, \
    positive review, review positive, positive comment, positive feedback, liked, like most, like best, enthousiasmant, motif de satisfaction, \
    raison de satisfaction, raison de votre satisfaction";

/// Names of what they did not like, or would change.
const BLAMED: &str = "\
    point negatif, point faible, point a ameliorer, point a revoir, axe d amelioration, axe de progres, deplu, \
    pas plu, moins plu, moins aime, pas aime, moins apprecie, pas apprecie, ameliorer, amelioration, ameliore, \
    inconvenient, defaut, commentaire negatif, avis negatif, negative review, review negative, negative comment, \
    negative feedback, improve, improvement, disliked, not liked, like least, irritant, motif d insatisfaction, \
    raison d insatisfaction, raison de votre insatisfaction";

/// Names of either that say it alone, and nothing inside a longer header.
const PRAISED_ALONE: &str = "plu, pro, positif, positive, like, les plus";
const BLAMED_ALONE: &str = "moins, con, negatif, negative, dislike, les moins";

/// Names of what is asked for in the same breath, so that an answer may be of anything: « points positifs et négatifs ».
const ASKED_TOO: &str = "\
    commentaire, avis, remarque, observation, suggestion, proposition, idee, feedback, review, verbatim, \
    positif, negatif, positive, negative, fort, faible";

/// Words of the headers that are of the company's answers, which no customer wrote.
const OF_COMPANY: &str = "\
    reply, owner, apportee, apporte, reponse au client, reponse du vendeur, reponse du responsable, \
    reponse du marchand, reponse du commercant, reponse du gerant, reponse du directeur, reponse de la direction, \
    reponse de la boutique, reponse du professionnel, reponse du conseiller, reponse de l equipe, reponse du sav, \
    reponse du support, reponse du fournisseur, reponse du prestataire, reponse de l enseigne, reponse entreprise, \
    reponse de l entreprise, reponse du magasin, reponse de l etablissement, reponse du proprietaire, \
    reponse de l hotel, reponse du restaurant, reponse de l agence, reponse de la marque, reponse du service, \
    reponse service client, seller response, business response";

/// Words that make of « date » another one than that of the comment.
const NOT_DATE: &str = "\
    naissance, birth, birthday, anniversaire, expiration, echeance, cloture, resolution, modification, modified, \
    updated, maj, adhesion, achat, fin, end";

/// Words of what somebody answered: the company, where the table holds its answers.
const ANSWERED: &str = "reponse, repondu, response, responded, answer, answered";

/// Words that make of « satisfaction » the reason of a rating.
const NOT_RATING: &str = "motif, raison, reason, pourquoi, why";

/// Words of the headers that ask for words, whatever the answers are.
const WORDS: &str = "\
    suggestion, proposition, idee, remarque, observation, commentaire, comment, verbatim, souhait";

/// Words that make of « id » that of something else than the comment.
const NOT_ID: &str = "\
    place, lieu, store, magasin, boutique, shop, location, site, product, produit, article, sku, collector, \
    collecteur, campaign, campagne, survey, agent, conseiller, owner, parent, business, listing, page, thread, \
    author, auteur, user, profile, ip, device, session, entity, brand, account, agence";

/// Names of the text that may be of anything, and give way to the others.
const GENERIC: &str = "\
    ameliorer, amelioration, ameliore, aime, apprecie, \
    remarque, remark, observation, message, message client, corps du message, corps, body, contenu, content, \
    description, tweet, post, opinion, reclamation, plainte, suggestion, reponse, response, answer, motif";

/// Names that say something alone, nothing inside a longer header (« temps d'attente », « service après-vente »).
const VAGUE: &str = "\
    n, no, num, numero, key, cle, time, day, jour, moment, phase, step, stage, retour, motif, corps, \
    post, service, structure, reponse, response, answer, lieu, media, grade, created, \
    client, customer, adherent, abonne";

/// Words that make of « hôtel », « magasin » what is rated or recommended: « Recommanderiez-vous notre hôtel ? - Groupe ».
const NOT_ENTITY: &str =
    "nps, recommander, recommanderiez, recommandiez, recommandez, recommandation, satisfaction, satisfait";

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
    let table = |field| match field {
        Field::Text => TEXT,
        Field::Id => ID,
        Field::Date => DATE,
        Field::Touchpoint => TOUCHPOINT,
        Field::Channel => CHANNEL,
        Field::Rating => RATING,
        Field::Entity => ENTITY,
        Field::Customer => CUSTOMER,
        Field::Product => PRODUCT,
    };
    let known = |field, name| Known {
        field,
        name: Name::new(name),
        is_vague: listed(VAGUE).any(|vague| vague == name),
        is_generic: field == Field::Text && listed(GENERIC).any(|generic| generic == name),
    };
    Field::ALL
        .into_iter()
        .flat_map(|field| listed(table(field)).map(move |name| known(field, name)))
        .collect()
});

static NOT_TEXT_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_TEXT).map(Name::new).collect());
static WHY_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(WHY).map(Name::new).collect());
static OF_COMPANY_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(OF_COMPANY).map(Name::new).collect());
static PRAISED_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(PRAISED).map(Name::new).collect());
static BLAMED_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(BLAMED).map(Name::new).collect());
static ASKED_TOO_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(ASKED_TOO).map(Name::new).collect());
static BESIDE_TEXT_NAMES: LazyLock<Vec<Name>> =
    LazyLock::new(|| listed(BESIDE_TEXT).map(Name::new).collect());
static NOT_PART_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_PART).map(Name::new).collect());
static STAFF_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(STAFF).map(Name::new).collect());
static ABOUT_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(ABOUT).map(Name::new).collect());
static YOU_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(YOU).map(Name::new).collect());
static ANSWERED_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(ANSWERED).map(Name::new).collect());
static NOT_RATING_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_RATING).map(Name::new).collect());
static WORDS_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(WORDS).map(Name::new).collect());
static NOT_DATE_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_DATE).map(Name::new).collect());
static NOT_ENTITY_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_ENTITY).map(Name::new).collect());
static NOT_ID_NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| listed(NOT_ID).map(Name::new).collect());

fn listed(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.split(", ")
}

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
        let mut folded = String::new();
        let mut after_lower = false;
        for c in header.nfd().filter(|c| !is_combining_mark(*c)) {
            if c.is_uppercase() && after_lower {
                folded.push(' ');
            }
            after_lower = c.is_lowercase();
            match c {
                'œ' | 'Œ' => folded.push_str("oe"),
                'æ' | 'Æ' => folded.push_str("ae"),
                // « Nº »: of the ordinals, the sign that stands for « numéro » alone.
                'º' => folded.push(' '),
                c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
                _ => folded.push(' '),
            }
        }
        let words: Vec<String> = folded.split_whitespace().map(|word| singular(word).to_owned()).collect();
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

    /// Cannot be the comment itself, whatever else it says.
    pub(super) fn is_not_text(&self) -> bool {
        let asks_why = self.holds_any(&WHY_NAMES);
        (self.holds_any(&NOT_TEXT_NAMES) || self.holds_any(&BESIDE_TEXT_NAMES)) && !asks_why
            || self.is_of_company()
            || self.asks_how()
    }

    /// Is what the company answered.
    pub(super) fn is_of_company(&self) -> bool {
        self.holds_any(&OF_COMPANY_NAMES)
    }

    /// Is of an answer, which may be that of the company.
    pub(super) fn is_of_answer(&self) -> bool {
        self.holds_any(&ANSWERED_NAMES)
    }

    /// Asks for words, so that answers may repeat: what pleased or what did not, suggestions.
    pub(super) fn asks_for_words(&self) -> bool {
        let asks = self.asks_for().is_some() || self.holds_any(&WORDS_NAMES);
        asks && !self.is_not_text() && !self.is_not_part()
    }

    /// Is of what somebody else wrote, or of the comment again, whatever else it says.
    pub(super) fn is_not_part(&self) -> bool {
        let translates = || listed(LANGUAGES).any(|code| self.words.last().is_some_and(|word| word == code));
        let is_of_staff =
            || self.holds_any(&STAFF_NAMES) && !self.asks_the_customer() && !self.holds_any(&ABOUT_NAMES);
        self.holds_any(&NOT_PART_NAMES)
            || self.holds_any(&BESIDE_TEXT_NAMES)
            || self.is_of_company()
            || self.asks_how()
            || translates()
            || is_of_staff()
    }

    /// Asks the customer for words: « Vos suggestions », « Que pensez-vous du rayon ? ».
    pub(super) fn asks_the_customer(&self) -> bool {
        let asks = self.is_question || self.holds_any(&YOU_NAMES);
        asks && names(Field::Text).any(|known| !known.is_vague && self.contains(&known.name))
    }

    /// Has with the other a name of the comment: « Commentaire accueil » and « Commentaire produits ».
    pub(super) fn shares_a_name_of_text(&self, other: &Self) -> bool {
        let mut names = names(Field::Text).filter(|known| !known.is_generic && !known.is_vague);
        names.any(|known| self.contains(&known.name) && other.contains(&known.name))
    }

    /// What the question asks for: what pleased, or what did not; `None` where it asks for both or for neither.
    pub(super) fn asks_for(&self) -> Option<Polarity> {
        let alone = |names: &'static str| listed(names).any(|name| self.is(&Self::new(name)));
        if alone(PRAISED_ALONE) {
            return Some(Polarity::Positive);
        }
        if alone(BLAMED_ALONE) {
            return Some(Polarity::Negative);
        }
        // « Moins aimé » holds « aimé », and « avis positif » holds « avis ».
        let mut rest = self.clone();
        let blamed = rest.take_away(&BLAMED_NAMES);
        let praised = rest.take_away(&PRAISED_NAMES);
        match (praised, blamed) {
            _ if rest.holds_any(&ASKED_TOO_NAMES) => None,
            (true, false) => Some(Polarity::Positive),
            (false, true) => Some(Polarity::Negative),
            _ => None,
        }
    }

    /// Makes of each of these names one word that nothing holds; says whether there was any.
    fn take_away(&mut self, names: &[Self]) -> bool {
        let mut any = false;
        for name in names {
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
            Field::Date => self.is_of_company() || self.holds_any(&NOT_DATE_NAMES),
            Field::Rating => self.is_of_company() || self.holds_any(&NOT_RATING_NAMES),
            Field::Id => self.holds_any(&NOT_ID_NAMES),
            Field::Entity => self.is_of_company() || self.asks_how() || self.holds_any(&NOT_ENTITY_NAMES),
            _ => self.is_of_company(),
        }
    }

    /// « Comment avez-vous connu le musée ? »: « comment » is French there, and the answer names no museum.
    fn asks_how(&self) -> bool {
        self.words.first().is_some_and(|word| word == "comment")
            && self.words.iter().any(|word| word == singular("vous"))
    }

    fn holds_any(&self, names: &[Self]) -> bool {
        names.iter().any(|name| self.contains(name))
    }
}

fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
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
