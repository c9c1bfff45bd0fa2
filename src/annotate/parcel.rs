//! What speed is of where a parcel is spoken of; in: the themes judged; out: the same, those of delay left to delivery.

use super::aspect::Judged;
use crate::taxonomy::{Aspect, Polarity, Theme};

/// « Rapide, bien emballé, livraison impeccable »: where delivery is judged, speed at large is that of the parcel.
pub(super) fn leave_to_delivery(judged: &mut Vec<Judged>) {
    let of = |theme| move |judged: &Judged| judged.aspect.theme == theme;
    for polarity in [Polarity::Positive, Polarity::Negative] {
        if judged.iter().filter(|judged| judged.aspect.polarity == polarity).any(of(Theme::Delivery)) {
            // What names another theme too (« toujours pas remboursé ») keeps its delay.
            let shared = |at: usize| {
                let twin = |other: usize| judged.get(other).is_some_and(|other| other.hit == judged[at].hit);
                twin(at + 1) || at > 0 && twin(at - 1)
            };
            let mut kept = (0..judged.len()).map(shared).collect::<Vec<_>>().into_iter();
            judged.retain(|judged| {
                let shared = kept.next() == Some(true);
                shared || judged.aspect != Aspect { theme: Theme::Delay, polarity }
            });
        }
    }
}
