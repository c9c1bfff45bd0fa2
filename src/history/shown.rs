//! What a history shows, in words that both databases understand.

/// A table to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Runs, the first one first.
    Runs,
    /// Files read, in the order of reading.
    Files,
    /// Counts by day.
    Counts,
    /// Comments by touchpoint, as exports spell them.
    Touchpoints,
    /// Terms by week, the most frequent first.
    Terms,
    /// Register of complaints, by date.
    Register,
    /// Comments, by day.
    Comments,
}

impl Shown {
    /// The query; rows come in an order that does not depend on that of the runs.
    pub(super) fn query(self) -> &'static str {
        match self {
            Self::Runs => {
                "SELECT id AS execution, le, version, lexiques, lues, analysees, rejetees, deja_connues, nouvelles, \
                 corrigees FROM executions ORDER BY id"
            }
            Self::Files => {
                "SELECT execution, nom, octets, lignes FROM fichiers ORDER BY execution, nom, empreinte"
            }
            Self::Counts => {
                "SELECT jour, facette, point_de_contact, theme, nom, positif + negatif + mixte + neutre AS verbatims, \
                 positif, negatif, mixte, neutre, score FROM comptes \
                 ORDER BY jour, facette, point_de_contact, theme, nom"
            }
            Self::Touchpoints => {
                "SELECT point_de_contact, sum(CASE facette WHEN 'verbatims' THEN positif + negatif + mixte + neutre ELSE 0 END) \
                 AS verbatims FROM comptes GROUP BY point_de_contact ORDER BY point_de_contact"
            }
            Self::Terms => {
                "SELECT semaine, racine, mot, positif + negatif + mixte + neutre AS verbatims, positif, negatif, mixte, \
                 neutre, score FROM termes ORDER BY semaine, verbatims DESC, racine, mot"
            }
            Self::Comments => {
                "SELECT jour, identifiant, entite, points_de_contact, ton, score, qualification, note, depart, alerte, texte \
                 FROM verbatims ORDER BY jour, cle"
            }
            Self::Register => {
                "SELECT date, client, produit, objet, etape, cause, verbatim, qualification, destinataire, identifiant, entite \
                 FROM registre ORDER BY date, cle"
            }
        }
    }
}
