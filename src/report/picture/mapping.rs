//! Goes in: `cartographie.csv`, read back. Comes out: importance x satisfaction of touchpoints as a picture for slides,
//! in four named zones. Never: computes a figure, nor leaves a touchpoint out without a word.

use std::fmt::Write;

use super::canvas::{
    BLUE, HEIGHT, INK, MARGIN, SOFT, THIN, VERMILLION, WIDTH, escaped, nothing, open, pixels, shortened,
    stacked, titled, wrapped,
};
use super::placing::{Area, Disc, Spot, place};
use super::points::{Point, Points, is_mixed, points};
use crate::report::Labels;
use crate::report::source::Table;
use crate::report::wording::Wording;

/// Where points may lie; the scales keep away from its edges, so that no disc is clipped.
const PLOT: Area = [130.0, 158.0, WIDTH - MARGIN, 742.0];
const INSET: f64 = 46.0;
/// Radius of the disc of most comments, and of the smallest.
const LARGEST: f64 = 38.0;
const SMALLEST: f64 = 7.0;
const LABEL_SIZE: f64 = 18.0;
/// A name takes up to three lines of that width: on one, names that start alike look the same.
const NAME_ROOM: f64 = 330.0;
const NAME_LINES: usize = 3;
const LINE_HEIGHT: f64 = LABEL_SIZE * 1.2;
const NOTE_SIZE: f64 = 15.0;
/// Lines for the names that have no place, and the room of each name there, from whole to the least that tells names apart.
const NOTE_LINES: usize = 3;
const NOTE_ROOMS: [f64; 7] = [WIDTH, 260.0, 220.0, 190.0, 165.0, 145.0, 125.0];
/// Scores from which importance is high, and satisfaction good.
const MIDDLE: f64 = 5.0;

/// The picture; the table comes with a decimal point.
pub(super) fn svg(table: &Table, labels: &Labels) -> String {
    let words = labels.wording();
    let Points { shown: points, without_comment, beyond } = points(table);
    let title = titled(words.say("map.title"), &words.counted("map.points", points.len() as u64, &[]));
    let mut out = String::with_capacity(48 * 1024);
    open(&mut out, words, &title, &description(labels, &points));
    if points.is_empty() {
        nothing(&mut out, words.say("map.empty"));
    } else {
        zones(&mut out, words);
        axes(&mut out, words, &points);
        let Labelled { names, discs, spots } = labelled(labels, &points);
        draw(&mut out, labels, &points, &discs);
        spots.iter().zip(&names).for_each(|(spot, lines)| write_label(&mut out, spot.as_ref(), lines));
        let unnamed = points.iter().zip(&spots).filter(|(_, spot)| spot.is_none());
        let unnamed: Vec<(&str, String)> = unnamed
            .map(|(point, _)| (labels.touchpoint(&point.name), counted(labels, point, &points)))
            .collect();
        notes(&mut out, words, &points, &unnamed, [without_comment, beyond]);
    }
    out.push_str("</svg>\n");
    out
}

/// Lines of each label, its disc, and its place if it has one.
struct Labelled {
    names: Vec<Vec<String>>,
    discs: Vec<Disc>,
    spots: Vec<Option<Spot>>,
}

/// Names as whole as lets most of them have a place.
fn labelled(labels: &Labels, points: &[Point]) -> Labelled {
    let (x, y) = (at(1, MIDDLE), at(0, MIDDLE));
    let tried = (1..=NAME_LINES).rev().map(|most| {
        let names: Vec<Vec<String>> = points.iter().map(|point| label(labels, point, points, most)).collect();
        let discs: Vec<Disc> =
            points.iter().zip(&names).map(|(point, lines)| disc(point, lines, points)).collect();
        let spots = place(&discs, PLOT, &[[x, PLOT[1], x, PLOT[3]], [PLOT[0], y, PLOT[2], y]]);
        Labelled { names, discs, spots }
    });
    // The first of equals.
    let best = tried.min_by_key(|tried| tried.spots.iter().filter(|spot| spot.is_none()).count());
    best.expect("a label has a line")
}

/// The lines of a label: the name, and the comments after it.
fn label(labels: &Labels, point: &Point, points: &[Point], most: usize) -> Vec<String> {
    let mut lines = wrapped(labels.touchpoint(&point.name), NAME_ROOM, LABEL_SIZE, most);
    lines.last_mut().expect("a text has a line").push_str(&counted(labels, point, points));
    lines
}

/// What stands after a name: where its scores come from, and its comments.
fn counted(labels: &Labels, point: &Point, points: &[Point]) -> String {
    let derived = if !point.is_declared && is_mixed(points, |point| point.is_declared) { "*" } else { "" };
    let toned = if !point.is_rated && is_mixed(points, |point| point.is_rated) { "°" } else { "" };
    format!("{derived}{toned} ({})", labels.wording().number(point.verbatims))
}

fn at(axis: usize, score: f64) -> f64 {
    let part = score / 10.0;
    if axis == 0 {
        PLOT[3] - INSET - part * (PLOT[3] - PLOT[1] - 2.0 * INSET)
    } else {
        PLOT[0] + INSET + part * (PLOT[2] - PLOT[0] - 2.0 * INSET)
    }
}

/// The surface of a disc goes with its comments.
fn disc(point: &Point, lines: &[String], points: &[Point]) -> Disc {
    let most = points.iter().map(|point| point.verbatims).max().unwrap_or(1) as f64;
    Disc {
        x: at(1, point.scores[1]),
        y: at(0, point.scores[0]),
        radius: ((point.verbatims as f64 / most).sqrt() * LARGEST).max(SMALLEST),
        label: [
            lines.iter().map(|line| pixels(line, LABEL_SIZE)).fold(0.0, f64::max),
            LABEL_SIZE * 1.3 + (lines.len() - 1) as f64 * LINE_HEIGHT,
        ],
    }
}

/// Four fields with their names, which stand outside where no disc comes.
fn zones(out: &mut String, words: &Wording) {
    let (x, y) = (at(1, MIDDLE), at(0, MIDDLE));
    let fields = [
        ("zone.urgence", VERMILLION, "#fdf1ec", [PLOT[0], PLOT[1], x, y]),
        ("zone.force", "#2c5d8f", "#eef4fa", [x, PLOT[1], PLOT[2], y]),
        ("zone.moyen_terme", SOFT, "#f9fafb", [PLOT[0], y, x, PLOT[3]]),
        ("zone.a_questionner", SOFT, "#f3f4f6", [x, y, PLOT[2], PLOT[3]]),
    ];
    for (i, (key, ink, tint, [left, top, right, bottom])) in fields.into_iter().enumerate() {
        let base = if i < 2 { top - 14.0 } else { bottom + 30.0 };
        let _ = writeln!(
            out,
            r##"<rect x="{left}" y="{top}" width="{}" height="{}" fill="{tint}"/>
<text x="{}" y="{base}" font-size="22" text-anchor="middle" fill="{ink}">{}</text>"##,
            right - left,
            bottom - top,
            (left + right) / 2.0,
            words.say(key),
        );
    }
}

/// Lines between zones, ends of the scales, and what these are made of.
fn axes(out: &mut String, words: &Wording, points: &[Point]) {
    let (x, y) = (at(1, MIDDLE), at(0, MIDDLE));
    let [left, top, right, bottom] = PLOT;
    let _ = writeln!(
        out,
        r##"<rect x="{left}" y="{top}" width="{}" height="{}" fill="none" stroke="{THIN}" stroke-width="1.5"/>
<path d="M{x} {top}V{bottom}M{left} {y}H{right}" stroke="{SOFT}" stroke-width="1.5" stroke-dasharray="7 5"/>
<g class="axes" font-size="17" fill="{SOFT}">"##,
        right - left,
        bottom - top,
    );
    for score in [0.0, MIDDLE, 10.0] {
        let _ = writeln!(
            out,
            r##"<text class="note" x="{}" y="{}" text-anchor="middle">{score}</text>
<text class="note" x="{}" y="{}" text-anchor="end">{score}</text>"##,
            at(1, score),
            bottom + 26.0,
            left - 10.0,
            at(0, score) + 6.0,
        );
    }
    let _ = writeln!(
        out,
        r##"<text class="note" x="{x}" y="{}" text-anchor="middle">{}</text>
<text class="note" x="{axis}" y="{y}" text-anchor="middle" transform="rotate(-90 {axis} {y})">{}</text>
</g>"##,
        bottom + 60.0,
        words.say(satisfaction(points)),
        words.say(importance(points)),
        axis = left - 50.0,
    );
}

fn satisfaction(points: &[Point]) -> &'static str {
    if is_mixed(points, |point| point.is_rated) {
        "map.satisfaction.mixed"
    } else if points[0].is_rated {
        "map.satisfaction.rated"
    } else {
        "map.satisfaction.toned"
    }
}

fn importance(points: &[Point]) -> &'static str {
    if is_mixed(points, |point| point.is_declared) {
        "map.importance.mixed"
    } else if points[0].is_declared {
        "map.importance.declared"
    } else {
        "map.importance.derived"
    }
}

fn draw(out: &mut String, labels: &Labels, points: &[Point], discs: &[Disc]) {
    for (point, disc) in points.iter().zip(discs) {
        let colour = match point.zone.as_str() {
            "urgence" => VERMILLION,
            "force" => BLUE,
            _ => "#6b7280",
        };
        // Without a zone, a ring: too few comments to tell.
        let look = if point.zone.is_empty() {
            format!(
                r##"fill="#ffffff" fill-opacity="0.6" stroke="{colour}" stroke-width="2.5" stroke-dasharray="4 3""##
            )
        } else {
            format!(r##"fill="{colour}" fill-opacity="0.8" stroke="#ffffff" stroke-width="2""##)
        };
        let _ = writeln!(
            out,
            r##"<circle cx="{:.1}" cy="{:.1}" r="{:.1}" {look}><title>{}</title></circle>"##,
            disc.x,
            disc.y,
            disc.radius,
            escaped(&told(labels, "map.disc", point)),
        );
    }
}

fn told(labels: &Labels, key: &str, point: &Point) -> String {
    let words = labels.wording();
    let [importance, satisfaction] = point.scores.map(|score| words.decimal(&format!("{score:.1}")));
    let n = words.number(point.verbatims);
    let blanks = [
        ("name", labels.touchpoint(&point.name)),
        ("n", &n),
        ("importance", &importance),
        ("satisfaction", &satisfaction),
    ];
    words.fill(key, &blanks)
}

fn write_label(out: &mut String, spot: Option<&Spot>, lines: &[String]) {
    let Some(Spot { area: [left, top, right, _], line }) = spot else { return };
    if let Some([from_x, from_y, to_x, to_y]) = line {
        let _ = writeln!(
            out,
            r##"<path d="M{from_x:.1} {from_y:.1}L{to_x:.1} {to_y:.1}" stroke="{SOFT}" stroke-width="1.2"/>"##
        );
    }
    let middle = (left + right) / 2.0;
    let _ = writeln!(
        out,
        r##"<text class="nom" x="{middle:.1}" y="{:.1}" font-size="{LABEL_SIZE}" text-anchor="middle" fill="{INK}">{}</text>"##,
        top + LABEL_SIZE,
        stacked(lines, middle, LINE_HEIGHT)
    );
}

/// What discs mean, and what has no label or no place.
fn notes(
    out: &mut String,
    words: &Wording,
    points: &[Point],
    unnamed: &[(&str, String)],
    [without_comment, beyond]: [usize; 2],
) {
    let mut line = words.say("map.note").to_owned();
    let more = |key: &str, n: usize, line: &str| words.counted(key, n as u64, &[("line", line)]);
    if points.iter().any(|point| point.zone.is_empty()) {
        line = more("map.note.ring", 0, &line);
    }
    if without_comment > 0 {
        line = more("map.note.silent", without_comment, &line);
    }
    if beyond > 0 {
        line = more("map.note.beyond", beyond, &line);
    }
    let lines = [vec![line], unplaced(words, unnamed)].concat();
    let step = if lines.len() > 2 { 19.0 } else { 26.0 };
    let first = (HEIGHT - 13.0 - step * (lines.len() - 1) as f64).min(HEIGHT - 52.0);
    for (i, line) in lines.iter().enumerate() {
        let _ = writeln!(
            out,
            r##"<text class="note" x="{MARGIN}" y="{}" font-size="{NOTE_SIZE}" fill="{SOFT}">{}</text>"##,
            first + step * i as f64,
            escaped(line)
        );
    }
}

/// Names without a place, on a few lines: as whole as lets all stand there, else the first ones and how many others.
/// What is counted after a name is never cut.
fn unplaced(words: &Wording, names: &[(&str, String)]) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    let told = |n: usize, room: f64| {
        let shown = names[..n].iter().map(|(name, counted)| shortened(name, room, NOTE_SIZE) + counted);
        let mut shown = shown.collect::<Vec<_>>().join(", ");
        if n < names.len() {
            shown = words.counted("cloud.others", (names.len() - n) as u64, &[("line", &shown)]);
        }
        let line = words.counted("map.unnamed", names.len() as u64, &[("names", &shown)]);
        wrapped(&line, WIDTH - 2.0 * MARGIN, NOTE_SIZE, NOTE_LINES + 1)
    };
    let [whole @ .., least] = NOTE_ROOMS;
    let all = whole.into_iter().map(|room| told(names.len(), room));
    let first = (1..=names.len()).rev().map(|n| told(n, least));
    all.chain(first).find(|lines| lines.len() <= NOTE_LINES).unwrap_or_default()
}

/// The same in words, for those who do not see the picture.
fn description(labels: &Labels, points: &[Point]) -> String {
    let words = labels.wording();
    let told: Vec<String> = points.iter().map(|point| told(labels, "map.described.point", point)).collect();
    words.fill("map.described", &[("points", &told.join(&format!("{} ", words.say("separator"))))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Dialect;

    const HEADER: &str = "point_de_contact,phase,verbatims,notes,importance,importance_source,satisfaction,satisfaction_source,zone,libelle\n";

    fn table(rows: &str) -> Table {
        Table::made(format!("{HEADER}{rows}").as_bytes(), Dialect::Rfc4180).unwrap()
    }

    fn drawn(rows: &str) -> String {
        svg(&table(rows), &Labels::default())
    }

    #[test]
    fn every_touchpoint_has_a_disc_and_a_label_or_a_note() {
        let rows: String = (0..150)
            .map(|i| {
                format!("Point {i},,{},0,{}.00,frequence,{}.50,ton,urgence,urgence\n", 200 - i, i % 7, i % 3)
            })
            .collect();
        let picture = drawn(&rows);
        let named = picture.matches(r#"class="nom""#).count();
        assert_eq!(picture.matches("<circle").count(), 100);
        assert!(picture.contains("50 de moins de verbatims"));
        assert!(named > 5 && named < 100, "{named}");
        assert!(picture.contains(&format!("Sans nom, faute de place ({})", 100 - named)));
    }

    #[test]
    fn the_axes_say_where_scores_come_from() {
        let declared = drawn("A,,9,9,8.00,declaree,3.00,notes,urgence,urgence\n");
        assert!(declared.contains("Importance déclarée") && declared.contains("\u{a0}: notes<"));
        let mixed = drawn(
            "A,,9,9,8.00,declaree,3.00,notes,urgence,urgence\nB,,7,0,4.00,effet,6.00,ton,a_questionner,à questionner\n",
        );
        assert!(
            mixed.contains("déclarée, ou déduite (*)")
                && mixed.contains("B*° (7)")
                && mixed.contains("A (9)")
        );
    }

    #[test]
    fn touchpoints_without_comments_are_told() {
        let picture = drawn("A,,9,9,8.00,declaree,3.00,notes,urgence,urgence\nB,,0,0,4.00,declaree,,,,\n");
        assert!(picture.contains("1 sans verbatim"));
        assert!(drawn("").contains("Aucun point de contact"));
    }

    #[test]
    fn names_that_start_alike_are_told_apart_and_steps_by_their_label() {
        let start = "Demande de renouvellement d'abonnement par";
        let picture = drawn(&format!(
            "{start} téléphone,,9,9,8.00,declaree,3.00,notes,urgence,urgence\n{start} courrier,,9,9,2.00,declaree,8.00,notes,force,force\n"
        ));
        assert!(picture.contains("téléphone (9)</tspan>") && picture.contains("courrier (9)</tspan>"));
        assert_eq!(picture.matches(r#"class="nom""#).count(), 2);
        let labels = Labels::new([("livraison", "Livraison du colis")], []);
        let rows = "livraison,,9,9,8.00,declaree,3.00,notes,urgence,urgence\n";
        let picture = svg(&table(rows), &labels);
        assert!(picture.contains("<title>Livraison du colis\u{a0}: 9\u{a0}; importance"));
    }

    /// The note was cut after four names.
    #[test]
    fn names_without_a_place_are_told_below_the_field() {
        let words = crate::report::wording::wording(crate::config::Language::French);
        let names: Vec<String> =
            (0..90).map(|i| format!("Recherche d'informations sur l'application {i}")).collect();
        let names: Vec<(&str, String)> =
            (0..).zip(&names).map(|(i, name)| (&**name, format!(" ({i})"))).collect();
        let told = |n: usize| unplaced(words, &names[..n]);
        assert_eq!(told(0).len(), 0);
        for n in [1, 4, 19] {
            let told = told(n).join(" ");
            assert!((0..n).all(|i| told.contains(&format!("{i} ({i})"))), "{told}");
        }
        let many = told(90);
        assert!(many.len() <= NOTE_LINES && many.join(" ").contains(" autres"), "{many:?}");
        assert!(many.iter().all(|line| pixels(line, NOTE_SIZE) <= WIDTH - 2.0 * MARGIN), "{many:?}");
    }

    #[test]
    fn hostile_names_stay_text() {
        let picture = drawn("<script>x</script>,,9,9,8.00,declaree,3.00,notes,urgence,urgence\n");
        assert!(!picture.contains("<script") && picture.contains("&lt;script&gt;"));
    }
}
