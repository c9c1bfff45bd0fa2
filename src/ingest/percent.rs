//! Goes in: the bytes of a workbook. Comes out: the same, in which the library that reads cells takes percentages for
//! durations, since it tells the formats of days and durations from all others and no more. Never: touches a cell.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A table of styles is smaller: a larger one is left as it is.
const MOST_STYLES: u64 = 16 * 1024 * 1024;

/// The numbers of the percentages that every workbook knows, of its durations, and of what has no format.
const PERCENTAGES: [&str; 2] = ["9", "10"];
const DURATION: &str = "46";
const GENERAL: &str = "0";

/// The workbook with the formats of percentages made those of durations, and those of durations none; `None` where no
/// format is of percentages, or where it cannot be read.
pub(super) fn as_durations(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let name = from.file_names().find(|name| name.to_lowercase().ends_with("styles.xml"))?.to_owned();
    let mut styles = String::new();
    let length = from.by_name(&name).ok()?.take(MOST_STYLES).read_to_string(&mut styles).ok()?;
    let styles = (length as u64 != MOST_STYLES).then(|| restyled(&styles)).flatten()?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for at in 0..from.len() {
        let entry = from.by_index_raw(at).ok()?;
        if entry.name() != name {
            to.raw_copy_file(entry).ok()?;
        }
    }
    to.start_file(name, SimpleFileOptions::default()).ok()?;
    to.write_all(styles.as_bytes()).ok()?;
    Some(to.finish().ok()?.into_inner())
}

fn restyled(styles: &str) -> Option<String> {
    let mut any = false;
    let by_number = with_values(styles, "numFmtId=\"", |number| match number {
        DURATION => Some(GENERAL),
        _ if PERCENTAGES.contains(&number) => {
            any = true;
            Some(DURATION)
        }
        _ => None,
    });
    let restyled = with_values(&by_number, "formatCode=\"", |code| {
        if is_percentage(code) {
            any = true;
            return Some("[h]");
        }
        is_duration(code).then_some("General")
    });
    any.then_some(restyled)
}

/// The text with values of an attribute replaced.
fn with_values(text: &str, attribute: &str, mut by: impl FnMut(&str) -> Option<&'static str>) -> String {
    let mut parts = text.split(attribute);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (value, rest) = part.split_at(part.find('"').unwrap_or(part.len()));
        out.extend([attribute, by(value).unwrap_or(value), rest]);
    }
    out
}

/// Whether a format multiplies by a hundred: its sign stands neither between quotes nor after a backslash.
fn is_percentage(code: &str) -> bool {
    code.split("&quot;").step_by(2).any(|bare| {
        let mut before = ' ';
        bare.chars().any(|c| std::mem::replace(&mut before, c) != '\\' && c == '%')
    })
}

/// `[h]:mm`, `[mm]:ss`.
fn is_duration(code: &str) -> bool {
    let brackets = code.split('[').skip(1).filter_map(|after| after.split_once(']'));
    let is_of = |inside: &str, unit: char| inside.chars().all(|c| c.eq_ignore_ascii_case(&unit));
    brackets
        .into_iter()
        .any(|(inside, _)| !inside.is_empty() && ['h', 'm', 's'].iter().any(|unit| is_of(inside, *unit)))
}

/// A percentage as it is shown.
pub(super) fn shown(part: f64) -> String {
    // Three decimals, as ratings have: 0.29 times 100 is not 29.
    format!("{} %", (part * 100_000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_percentages_become_those_of_durations() {
        let styles = |codes: &str, numbers: [&str; 2]| {
            let xfs = numbers.map(|number| format!("<xf numFmtId=\"{number}\"/>")).concat();
            format!(
                "<numFmts><numFmt numFmtId=\"164\" formatCode=\"{codes}\"/></numFmts><cellXfs>{xfs}</cellXfs>"
            )
        };
        assert_eq!(restyled(&styles("0.00", ["9", "46"])), Some(styles("0.00", ["46", "0"])));
        assert_eq!(restyled(&styles("0.0%", ["164", "14"])), Some(styles("[h]", ["164", "14"])));
        assert_eq!(restyled(&styles("[hh]:mm", ["164", "10"])), Some(styles("General", ["164", "46"])));
        for code in ["0", "0&quot; %&quot;", "0\\%", "[h]:mm"] {
            assert_eq!(restyled(&styles(code, ["164", "14"])), None, "{code}");
        }
        assert_eq!(
            ["0.29", "1", "0.855"].map(|part| shown(part.parse().unwrap_or(0.0))),
            ["29 %", "100 %", "85.5 %"]
        );
    }
}
