//! The course of a value as a small line; the numbers stand beside it, so it is not read out.

use maud::{Markup, html};

/// Points of the drawing's field: 96 wide, 20 high, with room for the end's dot.
const WIDTH: f64 = 90.0;
const HEIGHT: f64 = 14.0;
const EDGE: f64 = 3.0;

/// A line through these values, the oldest at the left; nothing for fewer than two.
pub(super) fn drawing(values: &[f64]) -> Markup {
    let points = points(values);
    let Some((x, y)) = points.last() else { return html! {} };
    let line: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    html! {
        svg.course viewBox="0 0 96 20" width="96" height="20" aria-hidden="true" focusable="false" {
            polyline fill="none" stroke="currentColor" stroke-width="1.5" points=(line.join(" ")) {}
            circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="2.2" fill="currentColor" {}
        }
    }
}

fn points(values: &[f64]) -> Vec<(f64, f64)> {
    if values.len() < 2 {
        return Vec::new();
    }
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (span, steps) = (high - low, f64::from(u32::try_from(values.len() - 1).unwrap_or(u32::MAX)));
    let mut x = 0.0;
    let mut points = Vec::with_capacity(values.len());
    for value in values {
        let rise = if span > 0.0 { (value - low) / span } else { 0.5 };
        points.push((EDGE + x / steps * WIDTH, EDGE + (1.0 - rise) * HEIGHT));
        x += 1.0;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::{drawing, points};

    #[test]
    fn the_line_runs_from_edge_to_edge_and_highest_is_on_top() {
        assert_eq!(points(&[1.0, 3.0, 2.0]), [(3.0, 17.0), (48.0, 3.0), (93.0, 10.0)]);
        assert_eq!(points(&[5.0, 5.0]), [(3.0, 10.0), (93.0, 10.0)], "a flat course stays in the middle");
    }

    #[test]
    fn one_value_has_no_course() {
        assert_eq!(drawing(&[120.0]).into_string(), "");
    }
}
