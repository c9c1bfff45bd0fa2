//! The sections of an explanation, in the order of the work.

use super::{Paint, shown, words};
use crate::annotate::{Annotation, Finding, Judged, Mention, Reading, Vocabulary};
use crate::lexicon::{Lexicon, Match};
use crate::taxonomy::{Aspect, Flag, Tag, TagSet};

/// An explanation being written.
pub struct Page<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub reading: &'a Reading,
    pub vocabulary: &'a Vocabulary,
    pub paint: Paint,
    pub out: String,
}

impl Page<'_> {
    fn heading(&mut self, title: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        match self.paint {
            Paint::Plain => self.out.push_str(&format!("{gap}{title}\n")),
            Paint::Ansi => self.out.push_str(&format!("{gap}\x1b[1m{title}\x1b[0m\n")),
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(&format!("  {}\n", line.trim_end()));
    }

    fn none_if(&mut self, empty: bool) {
        if empty {
            self.line("aucun");
        }
    }

    /// The words of a match, with an ellipsis where it skips some.
    fn quote(&self, hit: &Match) -> String {
        let mut quote = String::new();
        let mut last = None;
        for token in hit.tokens() {
            match last {
                Some(last) if last + 1 < token => quote.push_str(" … "),
                Some(_) if !quote.ends_with(['\'', '’']) => quote.push(' '),
                _ => {}
            }
            quote.push_str(&shown(&self.reading.tokens[token as usize], self.text));
            last = Some(token);
        }
        format!("« {quote} »")
    }

    fn address(&self, hit: &Match) -> String {
        words::address(self.lexicon, self.lexicon.entry(hit.entry))
    }

    /// Tokens with their key, roles, and what negates them.
    pub fn tokens(&mut self) {
        self.heading("Mots");
        self.none_if(self.reading.tokens.is_empty());
        for (at, token) in self.reading.tokens.iter().enumerate() {
            let form = self.vocabulary.form(self.reading.forms[at]);
            let mark = self.reading.marks[at];
            let mut notes = Vec::new();
            if token.kind == crate::text::Kind::Word {
                notes.push(format!("clé {}", &self.vocabulary.term_keys()[form.key as usize]));
                if form.repaired {
                    let low = &self.vocabulary.lower_forms()[form.lower as usize];
                    notes.push(format!("réparée depuis {}", self.lexicon.normalizer.key(low)));
                }
            } else {
                notes.push(words::kind(token.kind).to_owned());
            }
            if !form.roles.is_empty() {
                notes.push(format!("rôle {}", words::ids(form.roles)));
            }
            if mark.degree != 0 {
                notes.push(format!("degré {:+}", mark.degree));
            }
            if let Some(negator) = mark.negator.checked_sub(1) {
                let negator_text = shown(&self.reading.tokens[negator as usize], self.text);
                notes.push(format!("nié par « {negator_text} » ({})", negator + 1));
            }
            let line = format!("{:>3} {:<16} {}", at + 1, shown(token, self.text), notes.join(", "));
            self.line(&line);
        }
    }

    /// Clauses with their opener and weight.
    pub fn clauses(&mut self) {
        self.heading("Propositions");
        self.none_if(self.reading.clauses.is_empty());
        for (at, clause) in self.reading.clauses.iter().enumerate() {
            let tokens = &self.reading.tokens[clause.start as usize..clause.end as usize];
            let span = match tokens {
                [first, .., last] => &self.text[first.start as usize..last.end as usize],
                [only] => only.text(self.text),
                [] => "",
            };
            let line =
                format!("{:>3} « {} » : {}", at + 1, crate::text::printable(span), words::clause(clause));
            self.line(&line);
        }
    }

    /// Matches kept, with the line that each comes from.
    pub fn matches(&mut self) {
        self.heading("Correspondances");
        self.none_if(self.reading.matches.is_empty());
        for (hit, layers) in self.reading.matches.iter().zip(&self.reading.layers) {
            let entry = self.lexicon.entry(hit.entry);
            let quote = self.quote(hit);
            let line =
                format!("{quote} [{}] {} : {}", words::ids(*layers), self.address(hit), cut(&entry.pattern));
            self.line(&line);
            let asks = if hit.asks_negation { " (dans une négation)" } else { "" };
            let says = words::says(self.lexicon, entry, *layers);
            self.line(&format!("    {says}{asks}"));
        }
    }

    /// Judgements after negation and intensity, and objects.
    pub fn findings(&mut self) {
        self.heading("Constats");
        self.none_if(self.reading.findings.is_empty());
        for finding in &self.reading.findings {
            let line = format!(
                "{} (proposition {}, {}) : {}",
                self.quote(&finding.hit),
                finding.clause + 1,
                self.address(&finding.hit),
                self.judgement(finding)
            );
            self.line(&line);
        }
    }

    fn judgement(&self, finding: &Finding) -> String {
        let mut parts = Vec::new();
        match finding.polarity {
            Some(polarity) => {
                parts.push(format!("{} de poids {}", polarity.id(), words::hundredths(finding.weight)));
                parts.push(format!("nature {}", finding.nature.id()));
            }
            None => parts.push("objet".to_owned()),
        }
        if !finding.themes.is_empty() {
            parts.push(format!("thème {}", words::ids(finding.themes)));
        }
        parts
            .extend(finding.label.map(|(_, id)| format!("nommé « {} »", self.lexicon.labels.label(id).name)));
        for (is, word) in [(finding.reversed, "renversé par une négation"), (finding.courtesy, "politesse")]
        {
            if is {
                parts.push(word.to_owned());
            }
        }
        parts.join(", ")
    }

    /// Aspects with what they come from.
    pub fn aspects(&mut self, judged: &[Judged]) {
        self.heading("Aspects");
        self.none_if(judged.is_empty());
        for judged in judged {
            let name = judged.label.map(|id| format!(" « {} »", self.lexicon.labels.label(id).name));
            let by =
                judged.by.as_ref().map(|by| format!(", jugé par {} ({})", self.quote(by), self.address(by)));
            let line = format!(
                "{}{} (proposition {}, poids {}) : {} ({}){}",
                judged.aspect,
                name.unwrap_or_default(),
                judged.clause + 1,
                words::hundredths(judged.weight),
                self.quote(&judged.hit),
                self.address(&judged.hit),
                by.unwrap_or_default()
            );
            self.line(&line);
        }
    }

    /// The tags, as in `verbatims.csv`.
    pub fn tags(&mut self, ann: &Annotation) {
        let names = |mentions: &[Mention]| {
            let mut names: Vec<&str> = Vec::new();
            for id in mentions.iter().filter_map(|mention| mention.label) {
                let name = self.lexicon.labels.label(id).name.as_str();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            names.join("|")
        };
        let flag = |flag| u8::from(ann.flags.contains(flag)).to_string();
        let cells = [
            ("ton", ann.tone.id().to_owned()),
            ("ton_score", words::thousandths(ann.score)),
            ("modes", words::ids(ann.modes)),
            ("qualification", ann.qualification.id().to_owned()),
            ("aspects", aspects(ann.aspects)),
            ("etapes", words::ids(ann.steps)),
            ("canaux", words::ids(ann.channels)),
            ("depart", flag(Flag::Departure)),
            ("alerte", flag(Flag::Alert)),
            ("irritants", names(&ann.irritants)),
            ("enthousiasmants", names(&ann.delights)),
        ];
        self.heading("Étiquettes (comme dans verbatims.csv)");
        for (column, value) in cells {
            self.line(&format!("{column:<16} {value}"));
        }
    }
}

fn aspects(aspects: TagSet<Aspect>) -> String {
    aspects.iter().map(|aspect| aspect.to_string()).collect::<Vec<_>>().join("|")
}

/// Patterns of many alternatives are cut: their address is enough.
fn cut(pattern: &str) -> String {
    const SHOWN: usize = 90;
    match pattern.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &pattern[..end]),
        None => pattern.to_owned(),
    }
}
