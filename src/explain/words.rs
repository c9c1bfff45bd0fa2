//! French words for what the engine counts with.

use crate::annotate::Clause;
use crate::lexicon::{Entry, Layer, Lexicon, Nature};
use crate::taxonomy::{Tag, TagSet};
use crate::text::Kind;

/// What a token is.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Word => "mot",
        Kind::Number => "nombre",
        Kind::Price => "prix",
        Kind::Hour => "heure",
        Kind::Duration => "durée",
        Kind::Date => "date",
        Kind::Url => "adresse web",
        Kind::Email => "e-mail",
        Kind::Handle => "compte",
        Kind::Emoji => "emoji",
        Kind::Stop => "fin de phrase",
        Kind::Pause => "pause",
        Kind::Sign => "signe",
    }
}

/// Identifiers between bars.
pub fn ids<T: Tag>(tags: TagSet<T>) -> String {
    tags.iter().map(Tag::id).collect::<Vec<_>>().join("|")
}

/// A number in hundredths, with a decimal comma.
pub fn hundredths(n: i32) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", n.abs() / 100, n.abs() % 100)
}

/// A number in thousandths, with a decimal comma, as in `verbatims.csv`.
pub fn thousandths(n: i32) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{},{:03}", n.abs() / 1000, n.abs() % 1000)
}

/// `themes/relation.csv:41`.
pub fn address(lexicon: &Lexicon, entry: &Entry) -> String {
    format!("{}:{}", lexicon.files[entry.file as usize], entry.line)
}

/// What a line says in the layers where its match was kept.
pub fn says(lexicon: &Lexicon, entry: &Entry, layers: TagSet<Layer>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for layer in layers.iter() {
        if entry.masks.contains(layer) {
            parts.push(format!("{} : aucun", layer.id()));
            continue;
        }
        match layer {
            Layer::Meaning => parts.extend(meaning(lexicon, entry)),
            Layer::Step => parts.push(format!("étape {}", ids(entry.steps))),
            Layer::Channel => parts.push(format!("canal {}", ids(entry.channels))),
            Layer::Mode => parts.push(format!("mode {}, force {}", ids(entry.modes), entry.force)),
            Layer::Flag => parts.push(format!("drapeau {}", ids(entry.flags))),
            Layer::Role => parts.push(format!("rôle {}", ids(entry.roles))),
        }
    }
    parts.join(" ; ")
}

fn meaning(lexicon: &Lexicon, entry: &Entry) -> Vec<String> {
    let mut parts = Vec::new();
    if !entry.themes.is_empty() {
        parts.push(format!("thème {}", ids(entry.themes)));
    }
    match entry.polarity {
        Some(polarity) => {
            let said = if entry.mixed { "mixte" } else { polarity.id() };
            parts.push(format!("{said} de force {}", entry.force));
        }
        None => parts.push("objet".to_owned()),
    }
    if entry.nature != Nature::Opinion {
        parts.push(format!("nature {}", entry.nature.id()));
    }
    if let Some(label) = entry.label {
        parts.push(format!("nommé « {} »", lexicon.labels.label(label).name));
    }
    parts
}

/// What is known of a clause besides its words.
pub fn clause(clause: &Clause) -> String {
    let mut parts = vec![format!("phrase {}", clause.sentence + 1)];
    if let Some(opener) = clause.opener {
        parts.push(format!("ouverte par : {}", opener.id()));
    }
    parts.push(format!("poids {}", hundredths(clause.weight)));
    for (is, word) in [
        (clause.asked, "interrogative"),
        (clause.exclaimed, "exclamative"),
        (clause.conditional, "au conditionnel"),
        (clause.implied, "blâme sous-entendu par le contraste"),
    ] {
        if is {
            parts.push(word.to_owned());
        }
    }
    parts.join(", ")
}
