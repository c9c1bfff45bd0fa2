//! Matches of the meaning layer become findings: objects, and judgements after negation, intensity and contrast.

use super::reading::{Clause, DENIED, Finding, Reading};
use super::reversal::{holds_negator, is_denied_closely, is_denied_inside, is_reversed};
use super::rules::{Rule, Rules};
use super::shape::Shape;
use super::vocabulary::Vocabulary;
use super::{afterthought, company, denied, echo, heading, punctuality};
use crate::lexicon::{Entry, Layer, Lexicon, Match, Nature, Role, SPAN};
use crate::taxonomy::Polarity;

/// Fills `reading.findings`, by first token.
pub fn find(reading: &mut Reading, vocabulary: &Vocabulary, lexicon: &Lexicon, rules: Rules, text: &str) {
    let mut findings = std::mem::take(&mut reading.findings);
    let mut negating = std::mem::take(&mut reading.negating);
    negating.clear();
    negating.extend(reading.in_layer(Layer::Meaning).filter(|hit| holds_negator(reading, hit)));
    reading.negating = negating;
    let mut times = Vec::new();
    for hit in reading.in_layer(Layer::Meaning) {
        let entry = lexicon.entry(hit.entry);
        let guard = entry.polarity == Some(Polarity::Neutral) && entry.themes.is_empty();
        if guard && punctuality::tells_time(reading, hit) {
            times.push(*hit);
        }
        if guard
            || company::is_filler(reading, lexicon, hit)
            || company::is_interjection(reading, vocabulary, hit)
        {
            continue;
        }
        findings.push(finding(reading, lexicon, *hit, rules));
    }
    findings
        .dedup_by(|b, a| a.hit.words == b.hit.words && a.hit.first == b.hit.first && same_judgement(a, b));
    drop_echoes(&mut findings);
    if rules.has(Rule::Punctuality) {
        punctuality::judge(&mut findings, &times, reading, lexicon, text);
    }
    company::stress_or_name(&mut findings, reading, vocabulary, lexicon);
    if rules.has(Rule::Negation) {
        denied::drop_denied(&mut findings, reading);
        denied::deny_added(&mut findings, reading);
        denied::spare_added(&mut findings, reading, vocabulary);
        denied::drop_taken_back(&mut findings, reading);
    }
    if rules.has(Rule::Contrast) {
        company::drop_openers(&mut findings, reading, lexicon);
        company::drop_regrets(&mut findings, reading);
    }
    reading.findings = findings;
    if rules.has(Rule::Negation) {
        afterthought::apply(reading, lexicon);
        echo::apply(reading, lexicon);
    }
    if rules.has(Rule::Contrast) {
        imply(reading);
    }
    if rules.has(Rule::BareList) {
        heading::apply(reading, lexicon);
        reading.titled = company::is_titled(reading, vocabulary);
        company::judge_bare_names(reading, lexicon);
    }
}

/// « Jolie vaisselle, mais elle marque »: after praise, what « mais » opens is blame, even without a word that says so;
/// « parfait sauf le prix »: so is what escapes the praise.
fn imply(reading: &mut Reading) {
    for index in 1..reading.clauses.len() {
        let clause = &reading.clauses[index];
        let blames = matches!(clause.opener, Some(Role::Contrast | Role::Exception));
        let long = clause.end - clause.start >= if clause.opener == Some(Role::Exception) { 2 } else { 4 };
        let silent = || reading.in_clause(index as u32).all(|(_, finding)| finding.polarity.is_none());
        if !blames || !long || !silent() {
            continue;
        }
        let start = reading.findings.partition_point(|finding| finding.clause < index as u32);
        let before = reading.findings[start.saturating_sub(EARLIER)..start]
            .iter()
            .rev()
            .find(|finding| finding.polarity.is_some_and(|polarity| polarity != Polarity::Neutral));
        if before.is_none_or(|finding| !finding.praises()) {
            continue;
        }
        let weight = if clause.names_exception(&reading.shapes) { EXCEPTED } else { IMPLIED };
        for object in reading.in_clause_mut(index as u32) {
            object.polarity = Some(Polarity::Negative);
            object.weight = weight;
        }
        reading.clauses[index].implied = true;
    }
}

/// Findings before a contrast among which its praise is looked for.
const EARLIER: usize = 64;

/// Weight of what is said to lack, or only supposed to be there.
pub(super) const LACKING: i32 = 150;

/// Weight of a judgement that a contrast implies.
const IMPLIED: i32 = 150;

/// The same of an exception: even twice that, as malfunctions weigh beside praise, is a minor reservation.
const EXCEPTED: i32 = 45;

/// A bare judgement whose words a themed one of the same polarity already holds (« perd » in « perd les pièces ») has
/// nothing left to qualify.
fn drop_echoes(findings: &mut Vec<Finding>) {
    let themed: Vec<(Match, Option<Polarity>)> = findings
        .iter()
        .filter(|finding| finding.polarity.is_some() && !finding.themes.is_empty())
        .map(|finding| (finding.hit, finding.polarity))
        .collect();
    findings.retain(|finding| {
        let near = themed.partition_point(|(hit, _)| hit.first + SPAN <= finding.hit.first);
        let mut around = themed[near..].iter().take_while(|(hit, _)| hit.first <= finding.hit.first);
        let echoes = |(hit, polarity): &(Match, Option<Polarity>)| {
            finding.hit.within(hit) && finding.polarity == *polarity
        };
        finding.polarity.is_none() || !finding.themes.is_empty() || !around.any(echoes)
    });
}

/// Two lines that say the same of the same words count once; the one with a name stays.
fn same_judgement(kept: &mut Finding, other: &mut Finding) -> bool {
    if kept.polarity != other.polarity || kept.themes != other.themes {
        return false;
    }
    kept.label = kept.label.or(other.label);
    kept.weight = kept.weight.max(other.weight);
    true
}

fn finding(reading: &Reading, lexicon: &Lexicon, hit: Match, rules: Rules) -> Finding {
    let entry = lexicon.entry(hit.entry);
    let clause = reading.clause_of(hit.first);
    let shown = entry.polarity == Some(Polarity::Negative) && before(reading, &hit).demonstrative();
    let reversed = rules.has(Rule::Negation) && !shown && is_reversed(reading, lexicon, &hit);
    let mut found = Finding {
        hit,
        clause,
        polarity: entry.polarity,
        weight: 0,
        themes: entry.themes,
        label: entry.label.map(|label| (lexicon.labels.label(label).theme, label)),
        nature: entry.nature,
        reversed,
        lacking: false,
        courtesy: entry.roles.contains(Role::Courtesy) || is_exclaimed(reading, &hit),
        listed: false,
    };
    match (entry.polarity, reversed) {
        // « aucun suivi », « pas de réponse »: what is said to lack is blamed.
        (None, true)
            if rules.has(Rule::Lack) && is_denied_closely(reading, &hit) && !advises(reading, &hit) =>
        {
            found.polarity = Some(Polarity::Negative);
            found.weight = LACKING;
            found.lacking = true;
            return found;
        }
        (None | Some(Polarity::Neutral), _) => return found,
        // « ne règle pas le problème » denies the verb and leaves the problem: neither blame nor praise of its own.
        (Some(Polarity::Negative), true) if !is_denied_closely(reading, &hit) || forbids(reading, &hit) => {
            found.silence();
            return found;
        }
        (Some(polarity), true) => {
            found.polarity = Some(polarity.reversed());
            found.label = None;
            found.nature = Nature::Opinion;
        }
        _ => {}
    }
    found.weight = weight(reading, entry, &hit, reversed, rules);
    let clause = &reading.clauses[clause as usize];
    if clause.opener == Some(Role::Concession) && regrets(reading, clause) {
        found.weight = found.weight * REGRETTED / 100;
    }
    found
}

/// « Ne faites pas les sourds »: what is forbidden was not spared.
fn forbids(reading: &Reading, hit: &Match) -> bool {
    let start = reading.clauses[reading.clause_of(hit.first) as usize].start;
    reading.shapes[start as usize].ne() && is_denied_inside(reading, hit)
}

/// « ne ratez pas la visite », « loupez pas la navette »: what readers are advised not to miss does not lack.
fn advises(reading: &Reading, hit: &Match) -> bool {
    let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
    let before = &reading.shapes[clause.start as usize..hit.first as usize];
    clause.content.shapes.told_you()
        && before.iter().any(|shape| shape.told_you())
        && !before.iter().any(|shape| shape.us())
}

/// « dommage que la livraison ne suive pas » dims what it regrets less than « malgré » does what it grants.
fn regrets(reading: &Reading, clause: &Clause) -> bool {
    let mut opening = clause.start..clause.end.min(clause.start + 3);
    clause.content.shapes.regret() && opening.any(|at| reading.shapes[at as usize].regret())
}

/// Weight of what is regretted, in hundredths of that of what is granted.
const REGRETTED: i32 = 150;

/// The word just before: « ne donnez rien à ces escrocs » denies the gift and not the crook.
fn before(reading: &Reading, hit: &Match) -> Shape {
    hit.first.checked_sub(1).map_or(Shape::NONE, |at| reading.shapes[at as usize])
}

/// « Quelle efficacité ! »: praise in good company, irony among complaints.
pub(super) fn is_exclaimed(reading: &Reading, hit: &Match) -> bool {
    reading.shapes[hit.first as usize].or(before(reading, hit)).exclamative()
}

/// Strength in hundredths: force, then negation, intensity around, capitals, the clause.
fn weight(reading: &Reading, entry: &Entry, hit: &Match, reversed: bool, rules: Rules) -> i32 {
    let mut weight = match entry.force {
        1 => 100,
        2 => 200,
        _ => 320,
    };
    // « Plus aucun bug » pleases as « plus aucune attente » does.
    if entry.nature == Nature::Incident && !reversed {
        weight /= 2;
    }
    if reversed {
        weight = match entry.polarity {
            // « pas honteux », « pas une arnaque »: what is not the worst is hardly praised; « ne me prend pas de haut » is.
            Some(Polarity::Negative) if entry.force >= 3 && !is_denied_inside(reading, hit) => {
                weight * 20 / 100
            }
            Some(Polarity::Negative) => weight * 50 / 100,
            // « pas parfait », « pas exceptionnel » only regret that it is not the best.
            _ if entry.force >= 3 => weight * 40 / 100,
            _ => weight * DENIED / 100,
        };
    }
    let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
    if rules.has(Rule::Intensity) {
        weight = intensify(reading, hit, clause.start, clause.end, weight);
        if clause.exclaimed {
            weight = weight * 110 / 100;
        }
    }
    if rules.has(Rule::Hypothesis) {
        let supposed = clause.opener == Some(Role::Condition);
        if (clause.conditional || supposed || clause.wished)
            && entry.polarity == Some(Polarity::Positive)
            && !reversed
        {
            weight = weight * 30 / 100;
        } else if clause.asked && entry.polarity == Some(Polarity::Positive) && hit.words == 1 && !reversed {
            weight = weight * 40 / 100;
        }
    }
    weight * clause.weight / 100
}

/// Looks for intensifiers and diminishers in the three words before and the word after.
fn intensify(reading: &Reading, hit: &Match, start: u32, end: u32, weight: i32) -> i32 {
    let before = hit.first.saturating_sub(3).max(start)..hit.first;
    let after = hit.end()..(hit.end() + 1).min(end);
    let mut percent = 100;
    for token in before.chain(after) {
        match reading.marks[token as usize].degree {
            0 => {}
            -1 => percent = percent * 65 / 100,
            degree => percent += 12 * i32::from(degree),
        }
    }
    let shouted = hit.tokens().any(|token| reading.shapes[token as usize].shouted());
    if shouted {
        percent += 15;
    }
    weight * percent.clamp(30, 180) / 100
}
