//! Snowball French behind one narrow function, so that another engine could take its place.

use rust_stemmers::{Algorithm, Stemmer};

/// Engine and version, stamped in run.json: another version may give other stems.
pub const STEMMER: &str = "rust-stemmers 1.2 (Snowball French)";

/// Stem of a lower-case word, accents kept.
///
/// ```
/// assert_eq!(verbatim::text::stem("livraisons"), verbatim::text::stem("livraison"));
/// ```
pub fn stem(lower: &str) -> String {
    thread_local!(static SNOWBALL: Stemmer = Stemmer::create(Algorithm::French));
    SNOWBALL.with(|snowball| snowball.stem(lower).into_owned())
}
