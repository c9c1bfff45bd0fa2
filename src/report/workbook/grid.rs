//! Puts a table on a sheet: header, cells by kind, column widths.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{day, number, rating};
use super::columns::{Kind, named};
use super::style::Style;
use crate::report::source::Table;

/// Most UTF-16 units that a cell holds.
pub(super) const LONGEST_CELL: usize = 32_767;

/// Writes the columns of that name from row `top` on; gives the row after the last one.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    names: &[&str],
    top: u32,
    style: &Style,
) -> Result<u32, XlsxError> {
    header(sheet, names, top, style)?;
    rows(sheet, table, names, top + 1, style)
}

/// The same without titles.
pub(super) fn rows(
    sheet: &mut Worksheet,
    table: &Table,
    names: &[&str],
    mut row: u32,
    style: &Style,
) -> Result<u32, XlsxError> {
    let places: Vec<usize> = names.iter().map(|name| table.column(name)).collect();
    for cells in &table.rows {
        set_height(
            sheet,
            row,
            places.iter().zip(names).map(|(place, name)| (cells[*place].as_str(), *name)),
        )?;
        for ((column, place), name) in (0..).zip(&places).zip(names) {
            cell(sheet, (row, column), &cells[*place], named(name).kind, style)?;
        }
        row += 1;
    }
    Ok(row)
}

/// Titles and widths.
pub(super) fn header(
    sheet: &mut Worksheet,
    names: &[&str],
    top: u32,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.set_row_height(top, 32)?;
    for (i, name) in (0..).zip(names) {
        let column = named(name);
        sheet.set_column_width(i, column.width)?;
        let format = match column.kind {
            Kind::Text | Kind::Place | Kind::Word | Kind::Day => &style.header,
            _ => &style.header_of_numbers,
        };
        sheet.write_string_with_format(top, i, style.column(name), format)?;
    }
    Ok(())
}

/// Makes a row as high as its longest text, up to a limit: not every program does so by itself.
pub(super) fn set_height<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'c str, &'c str)>,
) -> Result<(), XlsxError> {
    /// Beyond, one comment would fill the screen; its cell still holds it whole.
    const MOST_LINES: usize = 8;
    /// Examples are there to show, not to be read to the end.
    const MOST_LINES_OF_EXAMPLE: usize = 3;
    let lines = cells.map(|(text, name)| {
        let most = if name == "exemple" { MOST_LINES_OF_EXAMPLE } else { MOST_LINES };
        // Narrower than the column: lines break between words.
        let width = (named(name).width as usize * 9 / 10).max(4);
        text.split('\n')
            .map(|line| line.chars().count().div_ceil(width).max(1))
            .take(MOST_LINES)
            .sum::<usize>()
            .min(most)
    });
    let lines = lines.max().unwrap_or(1).min(MOST_LINES);
    sheet.set_row_height(row, 15.0 * lines as f64)?;
    Ok(())
}

/// One cell; what is missing stays empty, and a text is never a formula.
pub(super) fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &str,
    kind: Kind,
    style: &Style,
) -> Result<(), XlsxError> {
    let format = match kind {
        Kind::Text | Kind::Place => &style.text,
        Kind::Word => style.of_word(value).unwrap_or(&style.text),
        Kind::Count => &style.count,
        Kind::Share => &style.share,
        Kind::Signed => &style.signed,
        Kind::Gap => &style.gap,
        Kind::Hundredths => &style.hundredths,
        Kind::Measure | Kind::Rating => &style.measure,
        Kind::Day => &style.day,
    };
    match (kind, number(value)) {
        _ if value.is_empty() => sheet.write_blank(row, column, format)?,
        (Kind::Text, _) => sheet.write_string_with_format(row, column, fitting(value, style), format)?,
        (Kind::Place, _) => {
            let told = style.places(value);
            sheet.write_string_with_format(row, column, fitting(&told, style), format)?
        }
        (Kind::Word, _) => {
            let told: Vec<&str> = value.split('|').map(|word| style.shown(word)).collect();
            sheet.write_string_with_format(row, column, told.join(", "), format)?
        }
        (Kind::Day, _) => match day(value) {
            Some(day) => sheet.write_datetime_with_format(row, column, day, format)?,
            None => sheet.write_string_with_format(row, column, fitting(value, style), format)?,
        },
        (Kind::Rating, _) => match rating(value) {
            Some(rating) => sheet.write_number_with_format(row, column, rating, format)?,
            None => sheet.write_string_with_format(row, column, fitting(value, style), format)?,
        },
        (_, Some(number)) => sheet.write_number_with_format(row, column, number, format)?,
        (_, None) => sheet.write_string_with_format(row, column, value, format)?,
    };
    Ok(())
}

/// The text, cut where a cell could not hold it.
pub(super) fn fitting(text: &str, style: &Style) -> String {
    let cut = style.words.say("book.cut");
    if text.len() <= LONGEST_CELL || text.encode_utf16().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut room = LONGEST_CELL - cut.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(cut.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_is_cut_and_says_so() {
        let style = Style::new(&crate::report::Labels::default());
        for letter in ["a", "é", "😀"] {
            let cut = fitting(&letter.repeat(40_000), &style);
            assert!((LONGEST_CELL - 1..=LONGEST_CELL).contains(&cut.encode_utf16().count()));
            assert!(cut.ends_with("… [coupé]"));
        }
        assert_eq!(fitting(&"a".repeat(LONGEST_CELL), &style).len(), LONGEST_CELL);
    }
}
