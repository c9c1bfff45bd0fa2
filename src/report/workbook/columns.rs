//! How wide each column of the tables is, and what its cells hold; `column.` and its name is the key of its title.

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// One or more touchpoints.
    Place,
    /// A day, in the order that sorts; any other text stays one.
    Day,
    /// A rating as its export writes it; what is none stays a text.
    Rating,
    Count,
    Share,
    Signed,
    /// A gap between two means, in points of their scale.
    Gap,
    Hundredths,
    /// A number with the decimals that it has.
    Measure,
    /// A word with a colour and a shape.
    Word,
}

/// How a column looks.
pub(super) struct Column {
    pub(super) width: f64,
    pub(super) kind: Kind,
}

const fn column(width: f64, kind: Kind) -> Column {
    Column { width, kind }
}

/// The column of that name.
pub(super) fn named(name: &str) -> Column {
    use Kind::{Count, Day, Gap, Hundredths, Measure, Place, Rating, Share, Signed, Text, Word};
    match name {
        "symbole" => column(6.0, Text),
        "note" => column(7.0, Rating),
        "hors_lexique" => column(10.0, Text),
        "premiere_date" | "date" | "depuis" | "echeance" => column(13.0, Day),
        "etat" => column(12.0, Text),
        "modes" => column(16.0, Text),
        "fichier" | "etapes" => column(18.0, Text),
        "indicateur" => column(16.0, Text),
        "mode" | "qualification" => column(20.0, Text),
        "racine" => column(22.0, Text),
        "theme" | "objet" | "service" | "regle" => column(24.0, Text),
        "point_de_contact" => column(26.0, Place),
        "mot" | "terme" | "liste" => column(26.0, Text),
        "specifique_de" | "aspects" | "irritants" | "enthousiasmants" => column(28.0, Text),
        "ou" | "exemples" => column(34.0, Text),
        "irritant" | "enthousiasmant" | "nom" | "motif" | "libelle" => column(38.0, Text),
        "exemple_1" | "exemple_2" | "exemple_3" => column(50.0, Text),
        "exemple" | "pourquoi" => column(70.0, Text),
        "texte" => column(90.0, Text),
        "phase" => column(10.0, Word),
        "ton" => column(12.0, Word),
        "classe" | "sens" => column(14.0, Word),
        "moment" | "zone" => column(17.0, Word),
        "famille" | "importance_source" | "satisfaction_source" => column(18.0, Word),
        "echelle" => column(20.0, Word),
        "avertissement" => column(24.0, Word),
        "rang" => column(7.0, Count),
        "nps" | "ligne" | "depart" | "alerte" => column(8.0, Count),
        "notes" => column(9.0, Count),
        "positif" | "negatif" | "mixte" | "neutre" | "aspects_positifs" | "aspects_negatifs"
        | "aspects_neutres" | "hors_echelle" | "passifs" | "notes_avec" | "notes_sans" | "urgents"
        | "alertes" | "departs" => column(10.0, Count),
        "verbatims" | "mentions" | "avant" | "sans_regle" => column(11.0, Count),
        "promoteurs" | "detracteurs" => column(14.0, Count),
        "occurrences" => column(14.0, Count),
        "reclamations_repetees" => column(16.0, Count),
        "verbatims_avant" => column(11.0, Count),
        "part" | "part_avant" => column(9.0, Share),
        "part_cumulee" => column(10.0, Share),
        "ton_net" | "ton_moyen" | "ton_score" => column(10.0, Signed),
        "effet" | "effet_bas" | "effet_haut" | "impact" => column(12.0, Gap),
        "note_moyenne" | "moyenne" => column(10.0, Hundredths),
        "pour_100" | "rapport" | "specificite" | "moyenne_avec" | "moyenne_sans" => column(11.0, Hundredths),
        "precedente" | "ecart" | "annee_precedente" | "objectif" => column(11.0, Measure),
        "valeur" | "seuil" => column(10.0, Measure),
        "importance" | "satisfaction" => column(16.0, Measure),
        _ => column(14.0, Text),
    }
}
