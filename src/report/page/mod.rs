//! Goes in: what tables show, the rows of `verbatims.csv`, the word cloud. Comes out: `rapport.html`, one file that
//! asks nothing of a network. Never: lets a text of a customer become markup, nor shows a figure that is in no table.
//!
//! The policy of the page allows its own style and script by their fingerprints, fonts that it carries, and nothing
//! else. Data is JSON in which `<` is escaped, and the script makes its elements with `textContent` only.

mod data;
mod selection;
mod trend;

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::cloud::base64;
use super::{RowCounts, View};
use data::Data;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = concat!(include_str!("page.css"), include_str!("parts.css"));
const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("dom.js"),
    include_str!("comments.js"),
    include_str!("figures.js"),
    include_str!("charts.js")
);

/// The page. `cloud` is the picture of the whole run, and `dir` has `verbatims.csv`.
pub(super) fn page(view: &View<'_>, rows: RowCounts, cloud: &str, dir: &Path) -> io::Result<Vec<u8>> {
    let data = serde_json::to_string(&Data::new(view, rows, dir)?)?.replace('<', "\\u003c");
    let styles = [STYLE, style_of(cloud)].map(fingerprint).join(" ");
    let parts = [
        ("{{policy}}", format!("style-src {styles}; script-src {}; font-src data:", fingerprint(SCRIPT))),
        ("{{style}}", STYLE.to_owned()),
        ("{{cloud}}", cloud.to_owned()),
        ("{{data}}", data),
        ("{{script}}", SCRIPT.to_owned()),
    ];
    Ok(filled(TEMPLATE, &parts).into_bytes())
}

/// Parts in the order of the template; what they hold is not searched for marks.
fn filled(template: &str, parts: &[(&str, String)]) -> String {
    let mut out =
        String::with_capacity(template.len() + parts.iter().map(|part| part.1.len()).sum::<usize>());
    let mut rest = template;
    for (mark, part) in parts {
        let (before, after) = rest.split_once(mark).expect("the template has every mark, in order");
        out.push_str(before);
        out.push_str(part);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The style that the picture brings: what stands between its tags, to the last blank.
fn style_of(cloud: &str) -> &str {
    let inside = cloud.split_once("<style>").and_then(|(_, after)| after.split_once("</style>"));
    inside.map_or("", |(style, _)| style)
}

fn fingerprint(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}
