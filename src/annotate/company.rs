//! Findings that mean what they mean by the company they keep: bare names in a list, praise beside what denies it.

use super::attach::is_circumstance;
use super::leaning;
use super::reading::{Finding, Reading};
use super::reversal::is_reversed;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Layer, Lexicon, Match, Role, SPAN};
use crate::taxonomy::{Polarity, Theme};
use crate::text::Kind;

/// Weight of a bare name in a comment of nothing else: that of a slight judgement.
const BARE: i32 = 100;

/// The same where bare names head a comment that goes on: they are what its author chose to praise.
const HEADING: i32 = 180;

/// « L'emplacement, la déco, l'accueil »: bare names are a list of what pleased, in a comment made of nothing else, and
/// at the head of a list of pros and cons; « l'attente » alone is what displeased.
pub fn judge_bare_names(reading: &mut Reading, lexicon: &Lexicon) {
    let n_objects = reading.findings.iter().filter(|finding| finding.polarity.is_none()).count();
    if n_objects == 0 {
        return;
    }
    let (mut n_spoken, mut n_bare, mut until, mut open) = (0, 0, 0, true);
    let (mut plain, mut empty, mut counted) = (true, false, false);
    for sentence in leaning::sentences(reading).filter(|sentence| sentence.words > 0) {
        n_spoken += 1;
        n_bare += i32::from(!sentence.told);
        plain &= !sentence.told && !sentence.judged;
        counted |= sentence.counted;
        // « La vue superbe, le petit déjeuner »: praise beside bare names changes nothing to the list.
        open &=
            !sentence.told && !sentence.counted && !sentence.blamed && (sentence.named || sentence.judged);
        if open {
            until = sentence.end;
        }
        empty = sentence.empty;
    }
    // « Supplément bagage à 20 euros », « deux guichets pour tout le monde »: what is counted is told, not listed.
    let alone = plain && !counted && n_objects * 5 >= reading.tokens.len();
    let heads = n_spoken > 1 && (empty || !plain && n_bare * 2 >= n_spoken);
    if !alone && !heads {
        return;
    }
    let judging = reading.findings.iter().filter(|finding| finding.weight > 0);
    let judged: Vec<u32> = judging.map(|finding| finding.clause).collect();
    // « Hormis le prix, ravis »: what is excepted is not listed.
    let clauses = &reading.clauses;
    let bare = |finding: &&mut Finding| {
        finding.polarity.is_none()
            && judged.binary_search(&finding.clause).is_err()
            && clauses[finding.clause as usize].opener != Some(Role::Exception)
    };
    // « Vêtements perdus » tells what happened to them.
    let (marks, shapes) = (&reading.marks, &reading.shapes);
    let undergoes = |object: &Finding| {
        let small = |at: &u32| marks[*at as usize].is_small();
        let next = (object.end()..shapes.len() as u32).find(|at| !small(at));
        next.is_some_and(|at| shapes[at as usize].participle())
    };
    let of_nuisance = |hit: &&Match| lexicon.entry(hit.entry).roles.contains(Role::Nuisance);
    let nuisances: Vec<Match> = reading.in_layer(Layer::Role).filter(of_nuisance).copied().collect();
    let roles = &reading.roles;
    let is_held = |at: u32| {
        let near = nuisances.partition_point(|hit| hit.first + SPAN <= at);
        nuisances[near..].iter().take_while(|hit| hit.first <= at).any(|hit| hit.holds(at))
    };
    let annoys = |object: &Finding| {
        let named = |at: u32| roles[at as usize].contains(Role::Nuisance) || is_held(at);
        object.hit.tokens().any(named)
    };
    let titled = reading.titled;
    let heads_all = |object: &Finding| titled && clauses[object.clause as usize].sentence == 0;
    let objects = reading.findings.iter_mut().filter(bare);
    let objects = objects.filter(|object| !undergoes(object) && !heads_all(object));
    // « Ma contravention », « Renouvellement de passeport », « Séjour en famille » are the title of a story.
    let is_title = |theme| theme == Theme::General || is_circumstance(theme);
    // « Tout le reste » is no title.
    let is_all = |object: &Finding| object.hit.tokens().any(|at| shapes[at as usize].all());
    let named = objects.filter(|object| is_all(object) || !object.themes.iter().all(is_title));
    let mut named: Vec<&mut Finding> = named.filter(|object| alone || object.clause < until).collect();
    // « Délais, prix, conseils » is a list of what pleased.
    let blames = alone && named.iter().all(|object| annoys(object));
    for object in &mut named {
        object.polarity = Some(if blames { Polarity::Negative } else { Polarity::Positive });
        object.weight = if alone { BARE } else { HEADING };
    }
}

/// « Délais de livraison. Les délais sont trop longs »: a name that opens a comment, and that it then comes back to, is
/// its title; several of them are a list.
pub fn is_titled(reading: &Reading, vocabulary: &Vocabulary) -> bool {
    if reading.clauses.get(1).is_none_or(|second| second.sentence == 0) {
        return false;
    }
    let end = reading.clauses[0].end;
    let key = |token: u32| vocabulary.form(reading.forms[token as usize]).key;
    let again = |name: u32| (end..reading.forms.len() as u32).any(|later| key(later) == key(name));
    let names = || reading.findings.iter().take_while(|finding| finding.clause == 0);
    names().all(|name| name.polarity.is_none()) && names().any(|name| name.hit.tokens().all(again))
}

/// « Bien. », « l'emplacement était bien et... »: praise where it ends what is said, a mere filler elsewhere (« bien
/// reçu », « bien sûr »).
pub fn is_filler(reading: &Reading, lexicon: &Lexicon, hit: &Match) -> bool {
    let entry = lexicon.entry(hit.entry);
    let bare = hit.words == 1 && entry.themes.is_empty() && entry.polarity == Some(Polarity::Positive);
    if !bare || !reading.shapes[hit.first as usize].well() {
        return false;
    }
    let clause = &reading.clauses[reading.clause_of(hit.first) as usize];
    let is = |at: u32| reading.shapes[at as usize].auxiliary() && !reading.shapes[at as usize].has();
    // « ce n'est pas bien », « ça ne ferme pas bien »: the denial ends it too.
    let denied = |at: u32| reading.roles[at as usize].contains(Role::Negation);
    let small = |at: u32| reading.marks[at as usize].is_small();
    // « Accueil bien, attente longue »: of a name and nothing else.
    let named = || {
        let sign = |at: &u32| reading.tokens[*at as usize].kind == Kind::Sign;
        let last = (clause.start..hit.first).rev().find(|at| !sign(at));
        let is_name = |name: &&Match| lexicon.entry(name.entry).is_object() && Some(name.end() - 1) == last;
        let mut names = last.into_iter().flat_map(|last| reading.meanings_at(last)).filter(is_name);
        names.any(|name| (clause.start..name.first).all(small))
    };
    let said = (clause.start..hit.first).all(small) || is(hit.first - 1) || denied(hit.first - 1) || named();
    let next = hit.end();
    let ends =
        next >= clause.end || reading.marks[next as usize].barrier || reading.shapes[next as usize].joins();
    !said || !ends
}

/// A word that praises by itself may only stress the judgement after it (« super long », « la voiture est super chère »)
/// or name what it judges (« une amabilité inexistante »).
pub fn stress_or_name(
    findings: &mut [Finding],
    reading: &Reading,
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
) {
    for at in 0..findings.len() {
        let praise = &findings[at];
        if praise.praises() && !praise.reversed && only_stresses(praise, reading, lexicon) {
            findings[at].silence();
            continue;
        }
        // « compétence », « clarté des explications ».
        if !praise.praises() || praise.reversed || praise.hit.words.count_ones() > 2 {
            continue;
        }
        let form = vocabulary.form(reading.forms[praise.hit.first as usize]);
        let (end, clause) = (praise.end(), praise.clause);
        let mut beside = findings[at + 1..].iter().take_while(|other| other.clause == clause);
        let next = beside.find(|other| other.polarity.is_some() && other.hit.first >= end);
        let Some(next) = next else { continue };
        if form.is(Role::Intensifier) && praise.hit.words == 1 && next.hit.first == end {
            findings[at].silence();
        } else if next.blames()
            && next.themes.is_empty()
            && predicates(reading, end, next.hit.first)
            && names_quality(&vocabulary.lower_forms()[form.lower as usize])
        {
            findings[at].polarity = None;
            findings[at].weight = 0;
        }
    }
}

/// Whether what starts at `next` is said of a name that ends at `end`: « l'efficacité est discutable », « la compétence des
/// agents laisse à désirer ».
fn predicates(reading: &Reading, end: u32, next: u32) -> bool {
    let small = |at: u32| reading.marks[at as usize].transparent;
    let owner = end < next && reading.shapes[end as usize].de();
    (end..next).all(small) || owner && (end + 1..next).filter(|at| !small(*at)).count() <= 1
}

/// Whether a praise ends by an intensifier that a blame follows, or that the next word makes a neutral expression of.
fn only_stresses(praise: &Finding, reading: &Reading, lexicon: &Lexicon) -> bool {
    let (last, next) = (praise.end() - 1, praise.end());
    let roles = reading.roles[last as usize];
    // « super » alone is both a praise and an intensifier.
    let both = roles.contains(Role::Intensifier) && roles.contains(Role::Mockery);
    if !both || next as usize >= reading.tokens.len() {
        return false;
    }
    reading.meanings_at(next).any(|hit| match lexicon.entry(hit.entry).polarity {
        Some(Polarity::Negative) => !hit.asks_negation && !is_reversed(reading, lexicon, hit),
        Some(Polarity::Neutral) => hit.first == last,
        _ => false,
    })
}

/// « On m'a dit de revenir. Bon. »: alone after what is told, it praises nothing.
pub fn is_interjection(reading: &Reading, vocabulary: &Vocabulary, hit: &Match) -> bool {
    let clause = || &reading.clauses[reading.clause_of(hit.first) as usize];
    hit.words == 1
        && vocabulary.lower(reading.forms[hit.first as usize]) == "bon"
        && clause().content.n_words == 1
        && clause().sentence > 0
        && reading.tokens[clause().end as usize - 1].kind == Kind::Stop
}

/// « dommage que le parking soit cher »: the regret and what is regretted are one blame.
pub fn drop_regrets(findings: &mut [Finding], reading: &Reading) {
    for at in 0..findings.len() {
        let regret = &findings[at];
        let granted = reading.clauses[regret.clause as usize].opener == Some(Role::Concession);
        if !granted || !regret.themes.is_empty() || !regret.blames() {
            continue;
        }
        let says = |token: u32| reading.shapes[token as usize].regret();
        let mut rest = findings[at + 1..].iter().take_while(|other| other.clause == regret.clause);
        if regret.hit.tokens().any(says) && rest.any(Finding::blames) {
            findings[at].silence();
        }
    }
}

/// « Mais bon, c'est cher »: praise taken by the words that open a clause is none, save before a noun.
pub fn drop_openers(findings: &mut [Finding], reading: &Reading, lexicon: &Lexicon) {
    let opens = |hit: &&Match| {
        let roles = lexicon.entry(hit.entry).roles;
        hit.words.count_ones() > 1 && roles.iter().any(Role::opens_clause)
    };
    for hit in reading.in_layer(Layer::Role).filter(opens) {
        let next = reading.marks.get(hit.end() as usize);
        if next.is_some_and(|mark| !mark.barrier && !mark.transparent) {
            continue;
        }
        let first = findings.partition_point(|finding| finding.hit.first < hit.first);
        for finding in &mut findings[first..] {
            if finding.hit.first >= hit.end() {
                break;
            }
            if finding.praises() && finding.hit.words == 1 {
                finding.silence();
            }
        }
    }
}

/// « gentillesse », « propreté », « compétence », « professionnalisme »: a noun made from a praise.
fn names_quality(low: &str) -> bool {
    let low = low.trim_end_matches('s');
    ["té", "esse", "ance", "ence", "isme", "ion", "ie"].iter().any(|end| low.ends_with(end))
}
