//! Goes in: a picture as SVG. Comes out: the same as PNG, for slides and documents that take no SVG. Never: uses a font
//! of the machine.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};

use super::metrics::glyph;

/// The letters that pictures carry: renderers read no compressed font, hence the second form of the same files.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(include_bytes!("fonts/DejaVuSans-Bold-latin.ttf").to_vec());
    fonts.load_font_data(include_bytes!("fonts/DejaVuSans-latin.ttf").to_vec());
    Arc::new(fonts)
});

/// One pixel of the SVG is one pixel of the PNG.
pub(super) fn png(svg: &str) -> Vec<u8> {
    let options = Options { fontdb: Arc::clone(&FONTS), ..Options::default() };
    // Compressed letters are of no use here, and those that the font lacks would vanish without a trace.
    let lines = svg.lines().filter(|line| !line.starts_with("@font-face"));
    let letters = lines.flat_map(|line| line.chars().chain(['\n']));
    // What joins or colours the signs before it has no look of its own.
    let seen = letters.filter(|c| !matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}'));
    let svg: String = seen.map(|c| if c == '\n' || glyph(c).is_some() { c } else { '?' }).collect();
    let tree = Tree::from_str(&svg, &options).expect("pictures of reports are well-formed");
    let size = tree.size().to_int_size();
    let mut picture = Pixmap::new(size.width(), size.height()).expect("pictures of reports have a size");
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().expect("a picture in memory can be encoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_drawn_without_a_font_of_the_machine() {
        let drawn = |text: &str| {
            png(&format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-size="16" font-family="Verbatim,'DejaVu Sans'">{text}</text></svg>"#
            ))
        };
        assert_ne!(drawn("délai"), drawn(""));
        assert_eq!(drawn("délai"), drawn("délai"));
        assert_eq!(drawn("日本"), drawn("??"), "a letter that the font lacks is seen to be missing");
        assert_eq!(drawn("🍽\u{fe0f}"), drawn("?"), "once");
    }
}
