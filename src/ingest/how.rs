//! Goes in: nothing. Comes out: the ways in which a column can be chosen, for decisions and their words. Never: chooses.

use super::Field;

/// How a column was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Asked,
    ExactHeader,
    LikeHeader,
    Content,
    OnlyColumn,
}

impl How {
    /// In French, for run.json.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Asked => "demandée",
            Self::ExactHeader => "en-tête connu",
            Self::LikeHeader => "en-tête approchant",
            Self::Content => "contenu des cellules",
            Self::OnlyColumn => "seule colonne",
        }
    }
}

/// Column of each field, from 0, by [`Field`].
pub(super) type Plan = [Option<(usize, How)>; Field::ALL.len()];
