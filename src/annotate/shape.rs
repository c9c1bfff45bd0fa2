//! What a word tells by its letters alone: grammar of closed classes and of endings, which no table of `lexicons/` needs
//! to hold. In: a form; out: its [`Shape`]. Never: looks at its neighbours.

use crate::text::Kind;

/// What a form tells by its shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Written in capitals, three letters at least.
    pub shouted: bool,
    /// A verb in the conditional.
    pub conditional: bool,
    /// May be a past participle.
    pub participle: bool,
    /// The particle « ne ».
    pub ne: bool,
    /// « jamais ».
    pub never: bool,
    /// « aussi », « autant », « si »: as good as.
    pub equals: bool,
    /// « de », « d' ».
    pub de: bool,
    /// « et », « ou ».
    pub and: bool,
    /// A relative or a preposition of time (« qui », « que », « dont », « depuis »): what a negation does not cross.
    pub relative: bool,
    /// Content words that it reaches as a negator.
    pub reach: u8,
    /// A pronoun of the first person: je, nous, on, me, moi.
    pub first_person: bool,
    /// A subject of the third person: il, elle, ils, elles; or « vous », the company spoken to.
    pub third_person: bool,
    /// A form of avoir or être in the present or imperfect, as auxiliaries are.
    pub auxiliary: bool,
    /// One of these that is a form of avoir.
    pub has: bool,
    /// A verb of state in the imperfect or the simple past: « était », « avaient », « fut ».
    pub past: bool,
    /// A possessive of the first person: mon, ma, mes, notre, nos.
    pub mine: bool,
    /// A pronoun of the first person that is no subject: me, m', moi.
    pub object: bool,
    /// « on », which is us or anybody.
    pub anybody: bool,
    /// A determiner or a preposition: what follows is a noun.
    pub article: bool,
    /// Ends as infinitives do.
    pub infinitive: bool,
}

impl Shape {
    /// The shape of a form, from its text and its lower case.
    pub(super) fn of(text: &str, low: &str, kind: Kind) -> Self {
        if kind != Kind::Word {
            return Self::default();
        }
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let bare = low.trim_start_matches("-t-").trim_start_matches('-');
        Self {
            shouted: letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase),
            conditional: ["rais", "rait", "raient", "rions", "riez"].iter().any(|end| low.ends_with(end))
                && !matches!(
                    low,
                    "vrais" | "frais" | "trait" | "extrait" | "retrait" | "attrait" | "portrait"
                ),
            participle: is_participle(low),
            ne: matches!(low, "ne" | "n'" | "n"),
            never: low == "jamais",
            equals: matches!(low, "aussi" | "autant" | "si"),
            de: matches!(low, "de" | "d'" | "d" | "des" | "du"),
            and: matches!(low, "et" | "ou"),
            relative: matches!(
                low,
                "qui"
                    | "que"
                    | "qu'"
                    | "dont"
                    | "où"
                    | "depuis"
                    | "pendant"
                    | "dès"
                    | "après"
                    | "avant"
                    | "jusqu'"
            ),
            reach: match low {
                "non" => 1,
                "sans" | "ni" | "zéro" | "zero" => 3,
                "aucun" | "aucune" | "aucuns" | "aucunes" => 4,
                _ => 6,
            },
            first_person: matches!(
                bare,
                "je" | "j'"
                    | "j"
                    | "nous"
                    | "on"
                    | "me"
                    | "m'"
                    | "moi"
                    | "mon"
                    | "ma"
                    | "mes"
                    | "notre"
                    | "nos"
            ) || is_fused(low),
            third_person: matches!(bare, "ils" | "elles" | "il" | "elle" | "vous"),
            auxiliary: is_having(low) || is_being(low),
            has: is_having(low),
            past: is_past(low),
            mine: matches!(bare, "mon" | "ma" | "mes" | "notre" | "nos"),
            object: matches!(bare, "me" | "m'" | "m" | "moi"),
            anybody: bare == "on",
            article: is_article(low),
            infinitive: ["er", "ir", "re"].iter().any(|end| low.ends_with(end)),
        }
    }
}

/// « je » and its verb as one word: « jai », « jattends ».
fn is_fused(low: &str) -> bool {
    matches!(
        low,
        "jai" | "javais" | "jattends" | "jattend" | "jappelle" | "jsuis" | "chui" | "chuis" | "jaurais"
    )
}

/// Forms of avoir that make compound tenses.
fn is_having(low: &str) -> bool {
    let past = matches!(low, "avais" | "avait" | "avaient" | "avions" | "aviez" | "javais");
    past || matches!(low, "ai" | "as" | "a" | "avons" | "avez" | "ont" | "eu" | "jai")
}

/// Forms of être that make compound tenses.
fn is_being(low: &str) -> bool {
    let past =
        matches!(low, "étais" | "était" | "étaient" | "étions" | "été" | "etais" | "etait" | "etaient");
    past || matches!(low, "suis" | "es" | "est" | "sommes" | "êtes" | "sont")
}

/// Verbs that set the scene in the past.
fn is_past(low: &str) -> bool {
    let being =
        matches!(low, "était" | "étaient" | "étais" | "étions" | "etait" | "etaient" | "fut" | "furent");
    being
        || matches!(
            low,
            "avait" | "avaient" | "avais" | "avions" | "fallait" | "pouvait" | "devait" | "voulait"
        )
}

/// Small words before a noun.
fn is_article(low: &str) -> bool {
    let plain =
        matches!(low, "le" | "la" | "les" | "l'" | "un" | "une" | "des" | "du" | "de" | "d'" | "au" | "aux");
    plain
        || matches!(
            low,
            "ce" | "cet" | "cette" | "ces" | "mon" | "ma" | "mes" | "notre" | "nos" | "votre" | "vos"
        )
        || matches!(
            low,
            "son" | "sa" | "ses" | "leur" | "leurs" | "à" | "en" | "chez" | "dans" | "pour" | "par"
        )
}

/// A form that ends as past participles do, save for common words that end so by chance.
fn is_participle(low: &str) -> bool {
    let ends =
        ["é", "ée", "és", "ées", "i", "is", "it", "ie", "u", "us", "ue", "ues", "it", "ite", "ert", "int"];
    let chance = ["ait", "ais", "oit", "ois", "ous", "eau", "ui"];
    low.chars().count() >= 2
        && ends.iter().any(|end| low.ends_with(end))
        && (matches!(low, "fait" | "faits" | "satisfait" | "refait")
            || !chance.iter().any(|end| low.ends_with(end)))
        && !matches!(
            low,
            "aussi" | "ainsi" | "puis" | "depuis" | "plus" | "ici" | "oui" | "qui" | "si" | "ni"
        )
        && !matches!(
            low,
            "dessus" | "suis" | "avis" | "colis" | "devis" | "merci" | "parmi" | "souci" | "mari"
        )
        && !matches!(
            low,
            "tu" | "du" | "au" | "aux" | "peu" | "lieu" | "jeu" | "menu" | "bus" | "gris" | "ami"
        )
        && !matches!(low, "petit" | "débit" | "crédit" | "bruit" | "nuit" | "huit" | "lit" | "demi" | "midi")
}
