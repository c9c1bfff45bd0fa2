//! « Rendez-vous à 14h, passé à 15h30 », « Livraison prévue le 12, reçue le 28 »: two times tell the delay.
//!
//! Goes in: the neutral matches that end by a time, those of what was agreed and those of what came (nature `fait`). Comes
//! out: a judgement at the second where they differ enough. Never: judges one time alone, or across sentences.

use super::reading::{Finding, Reading};
use crate::lexicon::{Lexicon, Match, Nature};
use crate::taxonomy::{Polarity, TagSet, Theme};
use crate::text::{Kind, Token};

/// Minutes after which one is late: less is forgiven.
const LATE: i32 = 30;

/// Minutes before which one is on time.
const PROMPT: i32 = 10;

/// Weight of a judgement that two times tell: that of a plain one.
const TOLD: i32 = 200;

/// A time told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// Minutes of the day.
    Clock(i32),
    /// Day of the month.
    Day(i32),
}

/// Whether a neutral match may tell a time.
pub fn tells_time(reading: &Reading, hit: &Match) -> bool {
    matches!(reading.tokens[hit.end() as usize - 1].kind, Kind::Hour | Kind::Duration | Kind::Number)
}

/// Adds the judgements that pairs of times tell; `times` are matches of neutral lines, by first token.
pub fn judge(findings: &mut Vec<Finding>, times: &[Match], reading: &Reading, lexicon: &Lexicon, text: &str) {
    let mut told = Vec::new();
    let came = |hit: &Match| lexicon.entry(hit.entry).nature == Nature::Fact;
    let sentence = |hit: &Match| reading.clauses[reading.clause_of(hit.first) as usize].sentence;
    for pair in times.windows(2) {
        let [agreed, passed] = [pair[0], pair[1]];
        if came(&agreed) || !came(&passed) || sentence(&agreed) != sentence(&passed) {
            continue;
        }
        let time = |hit: &Match| time_of(reading.tokens[hit.end() as usize - 1], text);
        let verdict = match (time(&agreed), time(&passed)) {
            (Some(Time::Clock(agreed)), Some(Time::Clock(passed))) => on_clock(passed - agreed),
            (Some(Time::Day(agreed)), Some(Time::Day(passed))) if passed > agreed => Some(Polarity::Negative),
            _ => None,
        };
        let Some(polarity) = verdict else { continue };
        let clause = reading.clause_of(passed.first);
        let own = reading.clauses_of(sentence(&passed)..sentence(&passed) + 1);
        let start = findings.partition_point(|finding| (finding.clause as usize) < own.start);
        let beside = findings[start..].iter().take_while(|finding| own.contains(&(finding.clause as usize)));
        let delivers = beside.clone().any(|finding| finding.themes.contains(Theme::Delivery));
        let theme = if delivers { Theme::Delivery } else { Theme::Delay };
        told.push(Finding {
            hit: passed,
            clause,
            polarity: Some(polarity),
            weight: TOLD,
            themes: TagSet::from_iter([theme]),
            label: None,
            nature: Nature::Fact,
            reversed: false,
            lacking: false,
            courtesy: false,
            listed: false,
        });
    }
    if !told.is_empty() {
        findings.extend(told);
        // Stable: what starts with the same word comes first.
        findings.sort_by_key(|finding| finding.hit.first);
    }
}

/// What a gap of minutes says.
fn on_clock(gap: i32) -> Option<Polarity> {
    if gap >= LATE { Some(Polarity::Negative) } else { (gap.abs() <= PROMPT).then_some(Polarity::Positive) }
}

/// « 14h », « 9h02 », « 14:30 », « 12 ».
fn time_of(token: Token, text: &str) -> Option<Time> {
    let word = token.text(text);
    if token.kind == Kind::Number {
        let day = word.parse().ok()?;
        return (1..=31).contains(&day).then_some(Time::Day(day));
    }
    let (hours, minutes) = word.split_once(['h', 'H', ':'])?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    let hours: i32 = hours.parse().ok()?;
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(Time::Clock(hours * 60 + minutes))
}
