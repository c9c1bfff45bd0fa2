//! What a word tells by its letters alone: grammar of closed classes and of endings, which no table of `lexicons/` needs
//! to hold. In: a form, and the tables, asked only whether they hold a verb; out: its [`Shape`]. Never: looks at its
//! neighbours.

use crate::lexicon::Normalizer;
use crate::text::{Kind, fold};

/// Names the traits of a shape, each a bit that a method of its name reads.
macro_rules! traits {
    ($($(#[$doc:meta])+ $name:ident,)+) => {
        #[allow(non_camel_case_types, reason = "a bit has the name of the method that reads it")]
        #[derive(Clone, Copy)]
        enum Bit {
            $($name,)+
        }
        impl Shape {
            $($(#[$doc])+
            pub fn $name(self) -> bool {
                self.0 >> Bit::$name as u32 & 1 != 0
            })+
        }
    };
}

/// What a form tells by its shape, or what all forms of a clause tell together: a set of traits in one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(u64);

traits! {
    /// Written in capitals, three letters at least.
    shouted,
    /// A verb in the conditional.
    conditional,
    /// May be a past participle.
    participle,
    /// The particle « ne ».
    ne,
    /// « jamais », « rarement ».
    never,
    /// « aussi », « autant », « si »: as good as.
    equals,
    /// « de », « d' ».
    de,
    /// « et », « ou ».
    and,
    /// A relative or a preposition of time (« qui », « que », « dont », « depuis »): what a negation does not cross.
    relative,
    /// A pronoun of the first person: je, nous, on, me, moi.
    first_person,
    /// One of these that is nothing but a subject: je, nous.
    subject,
    /// A subject of the third person: il, elle, ils, elles; or « vous », the company spoken to.
    third_person,
    /// A form of avoir or être in the present or imperfect, as auxiliaries are.
    auxiliary,
    /// One of these that is a form of avoir.
    has,
    /// A verb of state in the imperfect or the simple past: « était », « avaient », « fut ».
    past,
    /// A possessive of the first person: mon, ma, mes, notre, nos.
    mine,
    /// A pronoun of the first person that is no subject: me, m', moi.
    object,
    /// « on », which is us or anybody.
    anybody,
    /// A determiner or a preposition: what follows is a noun.
    article,
    /// Ends as infinitives do.
    infinitive,
    /// The infinitive of a verb that the tables conjugate: « réparer », and not « premier ».
    verb,
    /// « ce », « cette »: what is spoken of is pointed at.
    demonstrative,
    /// « quel », « quelle »: an exclamation, or a question.
    exclamative,
    /// « par ».
    by,
    /// « pour ».
    intent,
    /// « tout ».
    all,
    /// « jusque ».
    until,
    /// « film », « roman »: what is reviewed.
    work,
    /// « histoire », « lecture »: what works have, and other things too.
    tale,
    /// « colis », « chambre »: a service is judged.
    trade,
    /// « horreur », « haine »: what happens in the works that one likes.
    drama,
    /// « bien ».
    well,
    /// « se », or the ending of a verb that no other word has: « donnaient », « viendront ».
    finite,
    /// « peut », « pouvait ».
    can,
    /// « au », « ou »: « moins » after them denies nothing.
    measures,
    /// « et », « aussi »: more is said of the same.
    joins,
    /// « dommage ».
    regret,
    /// A negator of one content word: « non ».
    curt,
    /// A negator of what stands close: « sans », « ni ».
    close,
    /// A negator of the noun after it: « aucun ».
    nominal,
    /// A negator that may be a subject: « personne », « nul ».
    nobody,
    /// « toujours », « encore »: it lasts, or comes back.
    still,
    /// « maintenant », « aujourd'hui »: the present, told against the past.
    now,
    /// « nous », « vous »: whom it is done to, or who does it.
    us,
    /// A form of avoir or être that only the first person has: « ai », « avons ».
    of_us,
    /// « qui », « que », « dont »: more is said of the name before it.
    links,
    /// « ça », « cela »: what was said before.
    this,
    /// A sign, or a word of three letters at most.
    brief,
    /// Ends as verbs said to « vous » do: « prévoyez ».
    told_you,
}

/// Letters of a word that says nothing by itself.
const BRIEF: usize = 3;

impl Shape {
    /// Without any trait.
    pub const NONE: Self = Self(0);

    /// The shape of a form, from its text and its lower case.
    pub(super) fn of(text: &str, low: &str, kind: Kind, tables: &Normalizer) -> Self {
        if kind != Kind::Word {
            return Self(u64::from(text.chars().count() <= BRIEF) << Bit::brief as u32);
        }
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let bare = low.trim_start_matches("-t-").trim_start_matches('-');
        let subject = matches!(bare, "je" | "j'" | "j" | "nous") || is_fused(low);
        let mine = matches!(bare, "mon" | "ma" | "mes" | "notre" | "nos");
        let object = matches!(bare, "me" | "m'" | "m" | "moi");
        let anybody = bare == "on";
        let traits = [
            (Bit::shouted, letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase)),
            (Bit::conditional, is_conditional(low) && !is_imperfect(low, tables)),
            (Bit::participle, is_participle(low)),
            (Bit::ne, matches!(low, "ne" | "n'" | "n")),
            (Bit::never, matches!(low, "jamais" | "rarement")),
            (Bit::equals, matches!(low, "aussi" | "autant" | "si")),
            (Bit::de, matches!(low, "de" | "d'" | "d" | "des" | "du")),
            (Bit::and, matches!(low, "et" | "ou")),
            (Bit::relative, is_relative(low)),
            // « m » alone is as often a metre.
            (Bit::first_person, subject || mine || anybody || object && bare != "m"),
            (Bit::subject, subject),
            (Bit::third_person, matches!(bare, "ils" | "elles" | "il" | "elle" | "vous")),
            (Bit::auxiliary, is_having(low) || is_being(low)),
            (Bit::has, is_having(low)),
            (Bit::past, is_past(low)),
            (Bit::mine, mine),
            (Bit::object, object),
            (Bit::anybody, anybody),
            (Bit::article, is_article(low)),
            (Bit::infinitive, ["er", "ir", "re"].iter().any(|end| low.ends_with(end))),
            (Bit::verb, is_verb(low, tables)),
            (Bit::demonstrative, matches!(low, "ce" | "cet" | "cette" | "ces")),
            (Bit::exclamative, matches!(low, "quel" | "quelle" | "quels" | "quelles")),
            (Bit::by, low == "par"),
            (Bit::intent, low == "pour"),
            (Bit::all, low == "tout"),
            (Bit::until, matches!(low, "jusqu'" | "jusque")),
            (Bit::well, low == "bien"),
            (Bit::finite, is_finite(low) || is_plural_verb(low, tables)),
            (Bit::can, matches!(low, "peut" | "pouvait")),
            (Bit::measures, matches!(low, "au" | "du" | "à" | "ou")),
            (Bit::joins, matches!(low, "et" | "aussi")),
            (Bit::regret, low == "dommage"),
            (Bit::curt, low == "non"),
            (Bit::close, matches!(low, "sans" | "ni" | "zéro" | "zero")),
            (Bit::nominal, matches!(low, "aucun" | "aucune" | "aucuns" | "aucunes")),
            (Bit::nobody, matches!(low, "personne" | "nul" | "nulle")),
            (Bit::still, matches!(low, "toujours" | "encore" | "tjs" | "tjrs")),
            (
                Bit::now,
                matches!(low, "maintenant" | "aujourd'hui" | "aujourd’hui" | "désormais" | "dorénavant"),
            ),
            (Bit::us, matches!(bare, "nous" | "vous")),
            (Bit::of_us, matches!(low, "ai" | "avons" | "avions" | "suis" | "sommes" | "étions")),
            (Bit::links, matches!(low, "qui" | "que" | "qu'" | "dont")),
            (Bit::this, matches!(low, "ça" | "ca" | "cela" | "ceci")),
            (Bit::brief, low.chars().count() <= BRIEF),
            (Bit::told_you, low.ends_with("ez") && !matches!(low, "assez" | "avez" | "chez" | "nez" | "rez")),
        ];
        Self(traits.iter().fold(0, |all, (bit, has)| all | u64::from(*has) << *bit as u32))
    }

    /// The same, of a word of these genres.
    pub(super) fn of_genres(self, [work, tale, trade, drama]: [bool; 4]) -> Self {
        let genres = [(Bit::work, work), (Bit::tale, tale), (Bit::trade, trade), (Bit::drama, drama)];
        Self(genres.iter().fold(self.0, |all, (bit, has)| all | u64::from(*has) << *bit as u32))
    }

    /// The traits of one and of the other.
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Content words that it reaches as a negator.
    pub fn reach(self) -> u32 {
        match (self.curt(), self.close(), self.nominal()) {
            (true, ..) => 1,
            (_, true, _) => 3,
            (.., true) => 4,
            _ => 6,
        }
    }
}

fn is_conditional(low: &str) -> bool {
    ["rais", "rait", "raient", "rions", "riez"].iter().any(|end| low.ends_with(end))
        && !matches!(
            low,
            "vrais"
                | "frais"
                | "trait"
                | "extrait"
                | "retrait"
                | "attrait"
                | "portrait"
                | "distrait"
                | "abstrait"
        )
}

/// « montrait », « offrait »: the imperfect of a verb whose radical ends in r; its conditional is longer.
fn is_imperfect(low: &str, tables: &Normalizer) -> bool {
    let radical = ["aient", "ais", "ait", "ions", "iez"].iter().find_map(|end| low.strip_suffix(end));
    radical.is_some_and(|radical| {
        let opens = radical.ends_with("uvr") || radical.ends_with("ffr");
        opens || radical.ends_with('r') && tables.is_spelled(&format!("{radical}erait"))
    })
}

/// How infinitives end, and how a form of theirs does that the tables hold.
const CONJUGATED: [(&str, &str); 14] = [
    ("er", "ons"),
    ("er", "eons"),
    ("er", "ez"),
    ("ir", "issez"),
    ("ir", "ez"),
    ("oir", "ez"),
    ("oir", "oyez"),
    ("re", "ez"),
    ("dre", "ez"),
    ("ndre", "gnez"),
    ("ire", "isez"),
    ("ire", "ivez"),
    ("ire", "yez"),
    ("ître", "issez"),
];

/// Whether the tables conjugate a verb of that infinitive.
fn is_verb(low: &str, tables: &Normalizer) -> bool {
    let is_told = |(end, conjugated): &(&str, &str)| {
        low.strip_suffix(end).is_some_and(|radical| tables.has_form(&format!("{radical}{conjugated}")))
    };
    // « montre » ends as « mettre » does, and is a form of « monter ».
    let own = || low.ends_with("er") || tables.key(low) == fold(low);
    matches!(low, "être" | "faire" | "refaire" | "dire") || CONJUGATED.iter().any(is_told) && own()
}

fn is_relative(low: &str) -> bool {
    matches!(low, "qui" | "que" | "qu'" | "qu" | "dont" | "où")
        || matches!(low, "depuis" | "pendant" | "dès" | "après" | "avant" | "jusqu'")
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

/// Verbs told by their ending, or by the pronoun before them.
fn is_finite(low: &str) -> bool {
    let ends = ["aient", "èrent", "issent", "eront", "iront"].iter().any(|end| low.ends_with(end));
    ends || matches!(low, "se" | "s'")
}

/// « discutent », « donnent »: an ending of verbs, in a word that the tables know for one.
fn is_plural_verb(low: &str, tables: &Normalizer) -> bool {
    low.ends_with("ent")
        && !low.ends_with("ment")
        && !NO_VERBS.split(' ').any(|noun| noun == low)
        && tables.is_spelled(low)
}

/// Nouns and adjectives of the tables that end as verbs do.
const NO_VERBS: &str = "excellent négligent content président résident équivalent précédent différent adhérent influent \
                        violent convergent divergent affluent couvent expédient";

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
    let plain = matches!(
        low,
        "le" | "la" | "les" | "l'" | "l" | "un" | "une" | "des" | "du" | "de" | "d'" | "au" | "aux"
    );
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
    let ends = ["é", "ée", "és", "ées", "i", "is", "it", "ie", "u", "us", "ue", "ues", "ite", "ert", "int"];
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
