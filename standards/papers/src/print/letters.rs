//! Letters: the two faces that are printed with, and how wide words are in them.

use krilla::text::Font;
use std::sync::LazyLock;

/// Plain or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Plain,
    Bold,
}

fn font(bytes: &'static [u8]) -> Font {
    Font::new(bytes.to_vec().into(), 0).expect("the font that is built in is a font")
}

/// The plain face.
pub(super) static FAMILY: LazyLock<Font> = LazyLock::new(|| font(dejavu::sans::regular()));
/// The bold face.
pub(super) static BOLD: LazyLock<Font> = LazyLock::new(|| font(dejavu::sans::bold()));

fn measured(bytes: &'static [u8]) -> ttf_parser::Face<'static> {
    ttf_parser::Face::parse(bytes, 0).expect("the font that is built in is a font")
}

static PLAIN_WIDTHS: LazyLock<ttf_parser::Face<'static>> = LazyLock::new(|| measured(dejavu::sans::regular()));
static BOLD_WIDTHS: LazyLock<ttf_parser::Face<'static>> = LazyLock::new(|| measured(dejavu::sans::bold()));

impl Face {
    /// How wide these words are at this size, in points; a little more than they are drawn, because pairs are not drawn
    /// closer here.
    pub(super) fn width(self, words: &str, size: f32) -> f32 {
        let face = match self {
            Self::Plain => &*PLAIN_WIDTHS,
            Self::Bold => &*BOLD_WIDTHS,
        };
        let em = f32::from(face.units_per_em());
        let advance = |letter: char| {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            face.glyph_hor_advance(glyph).map_or(0.0, f32::from)
        };
        words.chars().map(advance).sum::<f32>() * size / em
    }

    /// The words in lines that are no wider than this; a word that is wider by itself is cut.
    pub(super) fn broken(self, words: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for own in words.lines() {
            let mut line = String::new();
            let mut so_far = 0.0;
            let space = self.width(" ", size);
            for word in own.split_whitespace() {
                let mut wide = self.width(word, size);
                if !line.is_empty() && so_far + space + wide > width {
                    lines.push(std::mem::take(&mut line));
                    so_far = 0.0;
                }
                let mut rest = word.to_owned();
                while wide > width {
                    let cut = self.cut(&rest, size, width);
                    lines.push(rest[..cut].to_owned());
                    rest = rest[cut..].to_owned();
                    wide = self.width(&rest, size);
                }
                if !line.is_empty() {
                    line.push(' ');
                    so_far += space;
                }
                line.push_str(&rest);
                so_far += wide;
            }
            lines.push(line);
        }
        lines
    }

    /// The byte before which a word fills the width: behind its first letter at least.
    fn cut(self, word: &str, size: f32, width: f32) -> usize {
        let mut so_far = 0.0;
        for (at, letter) in word.char_indices() {
            so_far += self.width(letter.encode_utf8(&mut [0; 4]), size);
            if so_far > width && at > 0 {
                return at;
            }
        }
        word.len()
    }
}
