//! Goes in: nothing. Comes out: the names and words that headers are told by, one list for each use. Never: compares.

use std::sync::OnceLock;

use super::Name;

/// Names, separated by commas.
pub(super) struct List {
    table: &'static str,
    names: OnceLock<Vec<Name>>,
}

impl List {
    const fn new(table: &'static str) -> Self {
        Self { table, names: OnceLock::new() }
    }

    /// As they are written here.
    pub(super) fn written(&self) -> impl Iterator<Item = &'static str> {
        self.table.split(", ")
    }

    pub(super) fn names(&self) -> &[Name] {
        self.names.get_or_init(|| self.written().map(Name::new).collect())
    }

    /// Whether this word of a header is one of its names.
    pub(super) fn holds(&self, word: &str) -> bool {
        self.names().iter().any(|name| name.joined == word)
    }
}

pub(super) static TEXT: List = List::new(
    "\
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
    reponse, response, answer, motif, precisez votre reponse, preciser votre reponse, oui precisez, non precisez, \
    did you like, didn t you like, did you not like, did you dislike",
);
pub(super) static ID: List = List::new(
    "\
    id, identifiant, id avis, id commentaire, id verbatim, id reponse, avis id, verbatim id, \
    comment id, review id, response id, respondent id, feedback id, ticket id, message id, tweet id, uuid, guid, \
    reference, ref, numero, cle, key, identifier, record id, row id, id client, client id, \
    customer id, code client, numero client, numero avis, numero dossier, id dossier, numero ticket, \
    numero demande, numero reclamation, numero commande, order id, case id, case number, case numero, \
    id repondant, id du repondant, id de reponse, id questionnaire, numero questionnaire, numero requete, \
    id requete, id demande, id de la demande, request id, request number, id ticket, id du ticket, ticket number, \
    ticket numero, numero incident, incident id, incident number, numero plainte, numero reponse, \
    numero reservation, numero sinistre, ticket, #",
);
pub(super) static DATE: List = List::new(
    "\
    date, date avis, date de l avis, date commentaire, date du commentaire, date verbatim, \
    date reponse, date de reponse, date publication, date de publication, published at, published date, \
    publication date, review date, review created, review datetime, response date, comment date, created at, \
    created, created date, creation date, date creation, date de creation, submitted at, submitted, \
    submission date, recorded date, date heure, date time, datetime, horodatage, horodateur, timestamp, time, \
    date reclamation, date de reclamation, date contact, date de contact, date visite, date de visite, \
    date sejour, date de sejour, jour, day",
);
pub(super) static TOUCHPOINT: List = List::new(
    "\
    point de contact, point contact, touchpoint, touch point, etape, etape parcours, etape du parcours, \
    parcours, parcours client, moment, moment de verite, moment cle, step, journey, journey step, \
    journey stage, stage, phase, occasion de contact, motif de contact, contact reason, interaction, \
    evenement declencheur",
);
pub(super) static CHANNEL: List = List::new(
    "\
    canal, canal de contact, canal contact, canal de collecte, canal de reponse, channel, \
    contact channel, media, mode de contact, moyen de contact, origine contact",
);
pub(super) static RATING: List = List::new(
    "\
    note, note globale, note generale, note d ensemble, note client, note avis, note sur 5, note sur 10, \
    note satisfaction, note nps, \
    rating, review rating, overall rating, star rating, star, nombre etoile, nb etoile, etoile, score, \
    review score, score nps, nps score, nps, csat, ces, satisfaction, niveau de satisfaction, \
    satisfaction globale, recommandation, recommander, recommanderiez, recommandiez, recommandez, effort, \
    effort client, \
    evaluation, grade, vous satisfait, globalement satisfait, satisfait de, satisfait du, satisfait par, rate, \
    likelihood to recommend, likely to recommend, appreciation, cote, pointage",
);
pub(super) static ENTITY: List = List::new(
    "\
    entite, entity, enseigne, marque, brand, assureur, magasin, shop, store, point de vente, boutique, \
    agence, succursale, branch, site, etablissement, hotel, restaurant, hopital, clinique, musee, museum, lieu, \
    location, \
    place name, business name, ville, region, filiale, societe, entreprise, company, organisme, service, structure",
);
pub(super) static CUSTOMER: List = List::new(
    "\
    client, id client, client id, customer, customer id, customer number, code client, numero client, \
    identifiant client, reference client, ref client, compte client, account id, \
    user id, adherent, code adherent, numero adherent, id adherent, assure, numero assure, id assure, usager, \
    id usager, numero usager, abonne, code abonne, numero abonne, id abonne, numero allocataire, patient, id patient",
);
pub(super) static PRODUCT: List = List::new(
    "\
    produit, product, nom du produit, nom produit, product name, contrat, type de contrat, offre, article, \
    gamme, modele, reference produit, ref produit, sku",
);
/// Words that make of « avis », « review »... something else than the comment.
pub(super) static NOT_TEXT: List = List::new(
    "\
    id, date, note, rating, score, star, etoile, nombre, nb, count, length, longueur, type, canal, channel, \
    entreprise, \
    owner, marque, produit, product",
);

/// Words that say so even of prose, which may be of a note or of a product.
pub(super) static BESIDE_TEXT: List = List::new(
    "\
    titre, title, auteur, author, user, url, lien, link, langue, language, lang, statut, status, categorie, category, \
    theme, source, agent, moderation, review question",
);

/// Words of the headers of prose that somebody else wrote, or that was said of the comment.
pub(super) static NOT_OF_CUSTOMER: List = List::new(
    "\
    moderateur, moderatrice, superviseure, superviseuse, interne, internal, gestionnaire, superviseur, manager, \
    sentiment, analyse, analysis, tag, mot cle, \
    keyword, resume, summary",
);

/// Words of the headers that hold the comment again.
pub(super) static AGAIN: List = List::new(
    "\
    traduit, traduction, translated, translation, original, brut, raw, clean, cleaned, nettoye, normalise, normalized, \
    lemme, lemma, stem, token, corrige, anonymise",
);

/// People of the company: « Commentaire du conseiller » is theirs, « sur le conseiller » is the customer's.
pub(super) static STAFF: List = List::new(
    "\
    conseiller, conseillere, responsable, directeur, directrice, livreur, livreuse, technicien, technicienne, \
    vendeur, vendeuse, gerant, gerante, operateur, operatrice, collaborateur, collaboratrice, \
    teleconseiller, teleconseillere, teleoperateur, teleoperatrice, enqueteur, enqueteuse, enquetrice, \
    charge de clientele, chargee de clientele, charge de compte, chargee de compte, \
    commentaire marchand, commentaire sav, commentaire centre de contact, commentaire du centre de contact, \
    commentaire siege, commentaire hotline, commentaire crm, commentaire relance, commentaire de relance, \
    commentaire rappel, commentaire de rappel, commentaire prive, commentaire reponse, commentaire de reponse, \
    commentaire de la reponse, \
    commentaire back office, commentaire backoffice, commentaire service qualite, commentaire traitement, \
    commentaire de traitement, commentaire cloture, commentaire de cloture, merchant comment, seller comment, \
    agent comment",
);

/// What customers write alone, whoever it is of: « Verbatim livreur ».
pub(super) static OF_CUSTOMER: List = List::new("verbatim, review, feedback, temoignage");

/// Words that say what a comment is about.
pub(super) static ABOUT: List = List::new("sur, concernant, relatif, propos");

/// Codes of languages that end the headers of translations.
pub(super) static LANGUAGES: List = List::new("fr, en, es, de, it, nl, pt");

/// Words that headers address the customer with.
pub(super) static YOU: List = List::new("vous, votre, vos");

/// Words of the headers that ask why: the comment, even where they hold « note ».
pub(super) static WHY: List = List::new("pourquoi, raison, why, reason, expliquez, justifiez, commentez");

/// Names of what customers liked, in the questions that ask for it.
pub(super) static PRAISED: List = List::new(
    "\
    point positif, point fort, a plu, aime, apprecie, avantage, atout, commentaire positif, avis positif, \
    positive review, review positive, positive comment, positive feedback, liked, did you like, like most, \
    like best, enthousiasmant, motif de satisfaction, \
    raison de satisfaction, raison de votre satisfaction",
);

/// Names of what they did not like, or would change.
pub(super) static BLAMED: List = List::new(
    "\
    point negatif, point faible, point a ameliorer, point a revoir, axe d amelioration, axe de progres, deplu, \
    pas plu, moins plu, moins aime, pas aime, moins apprecie, pas apprecie, ameliorer, amelioration, ameliore, \
    inconvenient, defaut, commentaire negatif, avis negatif, negative review, review negative, negative comment, \
    negative feedback, improve, improvement, disliked, not liked, did you dislike, didn t you like, \
    did you not like, like least, irritant, motif d insatisfaction, \
    raison d insatisfaction, raison de votre insatisfaction",
);

/// Names of either that say it alone, and nothing inside a longer header.
pub(super) static PRAISED_ALONE: List = List::new("plu, pro, positif, positive, like, les plus");
pub(super) static BLAMED_ALONE: List = List::new("moins, con, negatif, negative, dislike, les moins");

/// Names of what is asked for in the same breath, so that an answer may be of anything: « points positifs et négatifs ».
pub(super) static ASKED_TOO: List = List::new(
    "\
    commentaire, avis, remarque, observation, suggestion, proposition, idee, feedback, review, verbatim, \
    positif, negatif, positive, negative, fort, faible, dislike",
);

/// Words of the headers that are of the company's answers, which no customer wrote.
pub(super) static OF_COMPANY: List = List::new(
    "\
    reply, owner, reponse apportee, reponse apporte, solution apportee, suite apportee, suite donnee, \
    reponse au client",
);

/// Who answers for the company: « Réponse de l'hôtelier », « Property response ».
pub(super) static COMPANY: List = List::new(
    "\
    agence, boutique, brand, business, commercant, commercante, company, conseiller, conseillere, crm, directeur, \
    directrice, direction, enseigne, entreprise, equipe, etablissement, fournisseur, gerant, gerante, host, hotel, \
    hotelier, hoteliere, hotline, magasin, management, manager, marchand, marchande, marque, merchant, officielle, \
    official, prestataire, professionnel, professionnelle, property, proprietaire, responsable, restaurant, \
    restaurateur, restauratrice, sav, seller, service, siege, societe, store, succursale, support, teleconseiller, \
    teleconseillere, vendeur, vendeuse, vendor",
);

/// What is answered; the English ones stand after who answers too.
pub(super) static ANSWERS: List = List::new("reponse, response, answer");
pub(super) static ANSWERS_LAST: List = List::new("response, answer");

/// Names of what the company writes beside its answers, where what follows says that it does.
pub(super) static REMARKS: List = List::new("commentaire, remarque, observation, message");

/// Words between a thing and whose it is.
pub(super) static OF: List = List::new("de, du, d, l, la, le, des, from, the, of, by, par");

/// Words that make of an answer what the customer judges.
pub(super) static JUDGED: List = List::new("satisfaction, satisfait, rating, score, vous");

/// Words that make of « date » another one than that of the comment.
pub(super) static NOT_DATE: List = List::new(
    "\
    naissance, birth, birthday, anniversaire, expiration, echeance, cloture, resolution, modification, modified, \
    updated, maj, adhesion, achat, fin, end",
);

/// Words of what somebody answered: the company, where the table holds its answers.
pub(super) static ANSWERED: List = List::new("reponse, repondu, response, responded, answer, answered");

/// Words that make of « satisfaction » the reason of a rating, and of « note » the mean of all.
pub(super) static NOT_RATING: List = List::new(
    "\
    motif, raison, reason, pourquoi, why, moyenne, average, avg, total score, place rating",
);

/// Words of the headers that ask for words, whatever the answers are.
pub(super) static WORDS: List = List::new(
    "\
    suggestion, proposition, idee, remarque, observation, commentaire, comment, verbatim, souhait",
);

/// Words that make of « id » that of something else than the comment.
pub(super) static NOT_ID: List = List::new(
    "\
    place, lieu, store, magasin, boutique, shop, location, site, product, produit, article, sku, collector, \
    collecteur, campaign, campagne, survey, agent, conseiller, conseillere, owner, parent, business, listing, \
    page, thread, \
    author, auteur, user, profile, ip, device, session, entity, brand, account, agence, succursale",
);

/// Names of the text that may be of anything, and give way to the others.
pub(super) static GENERIC: List = List::new(
    "\
    ameliorer, amelioration, ameliore, aime, apprecie, \
    remarque, remark, observation, message, message client, corps du message, corps, body, contenu, content, \
    description, tweet, post, opinion, reclamation, plainte, suggestion, reponse, response, answer, motif, \
    precisez votre reponse, preciser votre reponse, oui precisez, non precisez, \
    did you like, didn t you like, did you not like, did you dislike",
);

/// Names that say something alone, nothing inside a longer header (« temps d'attente », « service après-vente »).
pub(super) static VAGUE: List = List::new(
    "\
    numero, #, ticket, cote, pointage, key, cle, time, day, jour, moment, phase, step, stage, interaction, \
    retour, motif, corps, \
    post, service, structure, reponse, response, answer, lieu, media, grade, created, \
    client, customer, adherent, abonne",
);

/// Names that may be of anything else, and count where cells say so: « Ticket » may be the text of one, « # » a number of
/// anything, « Cote » a price.
pub(super) static UNSURE: List = List::new("#, ticket, cote, pointage, appreciation");

/// Words that make of « hôtel », « magasin » what is rated, recommended or told of:
/// « Recommanderiez-vous notre hôtel ? - Groupe ».
pub(super) static NOT_ENTITY: List = List::new(
    "\
    nps, recommander, recommanderiez, recommandiez, recommandez, recommandation, recommend, satisfaction, satisfait, \
    commentaire, comment, verbatim, remarque, reponse, response, avis sur",
);
