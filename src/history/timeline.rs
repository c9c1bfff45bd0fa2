//! Goes in: a history with the run counted. Comes out: the counts of the days that are compared, all spellings of a
//! touchpoint together. Never: tests anything against chance.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::engine::Counts;
use super::{HistoryError, Ledger, read};
use crate::aggregate::{EVERY_TOUCHPOINT, Facet, Spellings};
use crate::trend::{Calendar, CountName, Series, Timeline};

/// What is compared, as a list of a query.
const COMPARED: &str = "'verbatims', 'note', 'irritant', 'enthousiasmant', 'drapeau', 'qualification'";

/// The counts of periods of so many days; `None` for a history where no comment has a date, or a date that may be true.
pub(super) fn timeline(
    ledger: &mut Ledger,
    days: u32,
    spellings: &Spellings,
) -> Result<Option<(Timeline, Spellings)>, HistoryError> {
    // A date mistyped as one of next year would keep all others from being the last for a year.
    let Some(reference) = ledger.engine.last_day(ledger.today)? else { return Ok(None) };
    let calendar = Calendar { reference, days, told: ledger.told };
    let mut series = compared(ledger, calendar)?;
    for (day, sums) in ledger.engine.sums(Counts::ByDay, calendar.recent())? {
        let ago = (reference - day).num_days() as usize;
        each(&mut series, sums.iter(), |series, n| series.days[ago] += n);
    }
    for (_, sums) in ledger.engine.sums(Counts::ByDay, calendar.past())? {
        each(&mut series, sums.iter(), |series, n| series.past += n);
    }
    for (_, sums) in ledger.engine.sums(Counts::ByDay, calendar.year_ago())? {
        each(&mut series, sums.iter(), |series, n| series.year_ago += n);
    }
    let comments = series.iter().filter(|(_, series)| series.name.facet == Facet::Comments.id());
    let comments: Vec<i64> = comments.map(|(key, _)| *key).collect();
    let periods = [calendar.last(), calendar.before(), calendar.year_ago()];
    for (period, span) in periods.into_iter().enumerate() {
        let days: Vec<NaiveDate> = span.first.iter_days().take(span.n_days()).collect();
        let tones = ledger.tones(&days, &comments)?;
        each(&mut series, tones, |series, tones| series.tones[period] = tones);
    }
    let spellings = of_all_days(spellings, series.values());
    Ok(Some((Timeline::new(calendar, united(series, &spellings)), spellings)))
}

/// The names of the run; of what it does not speak, the spelling of most comments of the days that are compared.
fn of_all_days<'s>(of_run: &Spellings, series: impl Iterator<Item = &'s Series>) -> Spellings {
    let places = series.filter(|series| series.name.touchpoint != EVERY_TOUCHPOINT).map(|series| {
        let is_of_comments = series.name.facet == Facet::Comments.id();
        (series.name.touchpoint.as_str(), if is_of_comments { series.total() } else { 0 })
    });
    of_run.clone().and(places)
}

/// One series of those that differ by the spelling of their touchpoint alone.
fn united(series: FxHashMap<i64, Series>, spellings: &Spellings) -> Vec<Series> {
    if !spellings.changes() {
        return series.into_values().collect();
    }
    let mut all: FxHashMap<CountName, Series> = FxHashMap::default();
    for mut series in series.into_values() {
        if series.name.touchpoint != EVERY_TOUCHPOINT {
            series.name.touchpoint = spellings.name(&series.name.touchpoint).to_owned();
        }
        match all.get_mut(&series.name) {
            Some(known) => known.add(&series),
            None => drop(all.insert(series.name.clone(), series)),
        }
    }
    all.into_values().collect()
}

/// All that is compared, of nothing yet.
fn compared(ledger: &mut Ledger, calendar: Calendar) -> Result<FxHashMap<i64, Series>, HistoryError> {
    let rows = ledger.engine.rows(&format!(
        "SELECT cle, facette, point_de_contact, theme, nom FROM noms WHERE facette IN ({COMPARED})"
    ))?;
    let series = |row: Vec<String>| {
        let [key, facet, touchpoint, theme, name] =
            <[String; 5]>::try_from(row).expect("five columns were asked for");
        let name = CountName { facet, touchpoint, theme, name };
        Ok((read(&key)?, Series::new(name, calendar)))
    };
    rows.into_iter().map(series).collect()
}

/// What is counted of a key goes to its series, if it is compared.
fn each<N>(
    series: &mut FxHashMap<i64, Series>,
    counted: impl IntoIterator<Item = (i64, N)>,
    add: impl Fn(&mut Series, N),
) {
    for (key, n) in counted {
        if let Some(series) = series.get_mut(&key) {
            add(series, n);
        }
    }
}
