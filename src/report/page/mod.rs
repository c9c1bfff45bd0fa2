//! Goes in: what tables show, the rows of `verbatims.csv`, the word cloud. Comes out: `rapport.html`, one file that
//! asks nothing of a network. Never: lets a text of a customer become markup, nor shows a figure that is in no table.
//!
//! The policy of the page allows its own styles and script by their fingerprints, fonts and pictures that it carries,
//! and nothing else. Data is JSON in which `<` is escaped, and the script makes its elements with `textContent` only.

mod data;
mod marks;
mod selection;
mod template;
mod trend;

use std::fmt::Write;
use std::io;
use std::path::Path;

use super::cloud::Clouds;
use super::wording::wording;
use super::{Alert, RowCounts, View};
use crate::config::{Language, PageOptions};
use data::Data;
pub use marks::{MARKS_FILE, write_marks_row};
pub use template::TemplateError;
use template::{Template, fingerprint};

/// The template of the program.
const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = concat!(include_str!("page.css"), include_str!("parts.css"));
const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("dom.js"),
    include_str!("marks.js"),
    include_str!("comments.js"),
    include_str!("trend.js"),
    include_str!("changes.js"),
    include_str!("figures.js"),
    include_str!("alerts.js"),
    include_str!("words.js"),
    include_str!("emerging.js"),
    include_str!("charts.js"),
    include_str!("mapping.js"),
    include_str!("scores.js"),
    include_str!("build.js")
);

/// Tells before the work whether a template can be filled.
///
/// # Errors
/// Names the slot that is missing, twice there or unknown.
pub fn check_template(html: &str) -> Result<(), TemplateError> {
    Template::new(&wording(Language::French).written(html)).map(drop)
}

/// The page; `dir` has `verbatims.csv` and the marks of its comments.
pub(super) fn page(
    view: &View<'_>,
    rows: RowCounts,
    clouds: &Clouds<'_>,
    alerts: &[Alert],
    options: &PageOptions,
    dir: &Path,
) -> io::Result<Vec<u8>> {
    let data = Data::new(view, rows, clouds, alerts, options, dir)?;
    let data = serde_json::to_string(&data)?.replace('<', "\\u003c");
    let template = options.template.as_ref().map_or(TEMPLATE, |template| &template.html);
    let template = view.labels.wording().written(template);
    let template = Template::new(&template).map_err(io::Error::other)?;
    let cloud = clouds.whole();
    let style = format!("{STYLE}{}", colours(options));
    let mut styles: Vec<String> = template.styles().collect();
    styles.extend([&style, style_of(cloud)].map(fingerprint));
    let policy = format!(
        "style-src {}; script-src {}; font-src data:; img-src data:",
        styles.join(" "),
        fingerprint(SCRIPT)
    );
    Ok(template.filled([&policy, &style, cloud, &data, SCRIPT]).into_bytes())
}

/// Colours of a team, in place of those of the style: in the light, then in the dark.
fn colours(options: &PageOptions) -> String {
    let mut css = String::new();
    for (media, which) in [("all", 0), ("screen and (prefers-color-scheme: dark)", 1)] {
        let mut rules = String::new();
        for (name, values) in &options.colours {
            write!(rules, "--{name}: {};", values[which]).expect("a text takes what is written to it");
        }
        if !rules.is_empty() {
            css.push_str(&format!("@media {media} {{ :root {{ {rules} }} }}\n"));
        }
    }
    css
}

/// The style that the picture brings: what stands between its tags, to the last blank.
fn style_of(cloud: &str) -> &str {
    let inside = cloud.split_once("<style>").and_then(|(_, after)| after.split_once("</style>"));
    inside.map_or("", |(style, _)| style)
}
