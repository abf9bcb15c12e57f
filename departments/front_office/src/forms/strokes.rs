//! A signature as it was drawn: strokes of points with the milliseconds at which the pen was there.

use kernel::{Phi, Problem};

/// Strokes of a signature at most.
const STROKES_MAX: usize = 200;
/// Points of a signature at most.
const POINTS_MAX: usize = 6_000;
/// How wide the field is in which it is drawn, in its own units.
const FIELD_WIDTH: i32 = 1_000;
/// How high it is.
const FIELD_HEIGHT: i32 = 300;
/// A dot or a tap is no signature: so far must the pen have gone, in units of the field.
const PATH_MIN: i64 = 150;

/// A signature: each stroke a list of `[x, y, milliseconds]`, x to the right and y down.
#[derive(Clone, Debug)]
pub struct Strokes(Phi<Vec<Vec<[i32; 3]>>>);

impl Strokes {
    /// Reads what the page sent.
    ///
    /// # Errors
    /// Invalid, when nothing is drawn, or no more than a dot.
    pub fn read(sent: &str) -> Result<Self, Problem> {
        let blank = || {
            let say = "Sign in the box, with a finger, a pen or the mouse.";
            Problem::invalid("not_signed", say).at("signature", say)
        };
        let strokes: Vec<Vec<[i32; 3]>> = serde_json::from_str(sent).map_err(|_| blank())?;
        let points: usize = strokes.iter().map(Vec::len).sum();
        let inside = |[x, y, at]: &[i32; 3]| {
            (0..=FIELD_WIDTH).contains(x) && (0..=FIELD_HEIGHT).contains(y) && (0..=3_600_000).contains(at)
        };
        if strokes.len() > STROKES_MAX || points > POINTS_MAX || !strokes.iter().flatten().all(inside) {
            let say = "This signature cannot be read. Clear the box and sign once more.";
            return Err(Problem::invalid("not_signed", say).at("signature", say));
        }
        let path: i64 = strokes.iter().flat_map(|stroke| stroke.windows(2)).map(|two| step(two[0], two[1])).sum();
        if path < PATH_MIN {
            return Err(blank());
        }
        Ok(Self(Phi::new(strokes)))
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> Phi<String> {
        Phi::new(serde_json::to_string(self.0.reveal()).unwrap_or_default())
    }

    /// As the path of a drawing (SVG 2, 9.3), to show it.
    #[must_use]
    pub fn path(&self) -> Phi<String> {
        let mut path = String::new();
        for stroke in self.0.reveal() {
            for (at, [x, y, _]) in stroke.iter().enumerate() {
                path.push_str(&format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
            }
        }
        Phi::new(path)
    }
}

/// How far the pen went, counted along the longer side.
fn step(a: [i32; 3], b: [i32; 3]) -> i64 {
    i64::from((a[0] - b[0]).abs().max((a[1] - b[1]).abs()))
}

#[cfg(test)]
mod tests {
    use super::Strokes;

    #[test]
    fn a_dot_and_what_is_not_a_drawing_are_no_signature() {
        for blank in ["", "[]", "[[]]", "[[[5,5,0]]]", "[[[5,5,0],[6,5,9]]]", "null", "{}", "[[[5,5]]]"] {
            assert_eq!(Strokes::read(blank).expect_err(blank).code(), "not_signed");
        }
        for outside in ["[[[0,0,0],[2000,0,9]]]", "[[[0,0,0],[500,-9,9]]]", "[[[0,0,-5],[500,9,9]]]"] {
            assert_eq!(Strokes::read(outside).expect_err(outside).code(), "not_signed");
        }
        let drawn = Strokes::read("[[[0,0,0],[200,100,40]],[[10,10,90]]]").expect("a signature");
        assert_eq!(drawn.path().reveal(), "M0 0L200 100M10 10");
    }
}
