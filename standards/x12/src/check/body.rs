//! Checks what stands between ST and SE: the place of each segment, its elements, and the rules of its kind.

use super::elements;
use super::finding::{Findings, Note, Report};
use super::hierarchy::Hierarchy;
use super::rules::Rules;
use crate::elements::{Cutter, Elements};
use crate::model::{Codes, Model};
use crate::walk::{Oddity, Walker};
use crate::{Kind, Segment};

/// The check of one transaction.
pub(super) struct Body {
    guide: Option<Guide>,
}

struct Guide {
    kind: Kind,
    walker: Walker,
    hierarchy: Hierarchy,
    rules: Rules,
    odd: Vec<Oddity>,
}

impl Guide {
    fn new(kind: Kind) -> Self {
        let (hierarchy, rules) = (Hierarchy::new(kind), Rules::of(kind));
        Self { kind, walker: Walker::new(Model::of(kind)), hierarchy, rules, odd: Vec::new() }
    }
}

impl Body {
    /// A transaction of that kind; one without a known guide is only counted.
    pub(super) fn new(kind: Option<Kind>) -> Self {
        Self { guide: kind.map(Guide::new) }
    }

    pub(super) fn segment(&mut self, segment: &Elements<'_>, out: &mut Findings) {
        let Some(guide) = &mut self.guide else { return };
        // A 278 shows only in its BHT whether it asks or answers.
        if guide.kind == Kind::ReviewRequest && segment.id() == b"BHT" && segment.element(2) == b"11" {
            let mut answer = Guide::new(Kind::ReviewAnswer);
            let st = Segment::new(b"ST*278*0001", crate::Separators::USUAL);
            answer.walker.step(&Cutter::default().cut(&st), &mut |_| {});
            *guide = answer;
        }
        guide.segment(segment, out);
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        let Some(guide) = &mut self.guide else { return };
        let mut odd = std::mem::take(&mut guide.odd);
        guide.walker.finish(&mut |o| odd.push(o));
        guide.report(&odd, out);
        guide.hierarchy.finish(out);
        guide.rules.finish(out);
    }
}

impl Guide {
    fn segment(&mut self, segment: &Elements<'_>, out: &mut Findings) {
        let mut odd = std::mem::take(&mut self.odd);
        let place = self.walker.step(segment, &mut |o| odd.push(o));
        out.loop_id = self.walker.loop_id();
        if !odd.is_empty() {
            self.report(&odd, out);
            odd.clear();
        }
        self.odd = odd;
        let Some(place) = place else { return };
        let model = self.walker.model();
        elements::check(&model.segments[place.segment], segment, out);
        if segment.id() == b"HL" {
            self.hierarchy.level(segment, out);
        }
        self.rules.segment(model.loops[place.in_loop].id, segment, out);
    }

    fn report(&self, odd: &[Oddity], out: &mut Findings) {
        let model = self.walker.model();
        let name = |segment: usize| model.segments[segment].name;
        for oddity in odd {
            match *oddity {
                Oddity::MissingSegment(segment, of) => {
                    let id = model.loops[of].id;
                    let place = if id.is_empty() { "the transaction".to_owned() } else { format!("loop {id}") };
                    let say = format!("{place} must have a {}{}", name(segment), qualifiers(model, segment));
                    missing(Note::error("segment-missing", Report::Segment("3"), say), name(segment), id, out);
                }
                Oddity::MissingLoop(of) => {
                    let first = model.first_segment(crate::model::Child::Loop(of));
                    let id = model.loops[of].id;
                    let say =
                        format!("loop {id} must be there; it begins with {}{}", name(first), qualifiers(model, first));
                    missing(Note::error("loop-missing", Report::Segment("3"), say), name(first), id, out);
                }
                Oddity::TooManySegments(segment) => {
                    let say = format!("{} stands more than {} times", name(segment), model.segments[segment].max);
                    out.push(Note::error("segment-too-many", Report::Segment("5"), say));
                }
                Oddity::TooManyLoops(of) => {
                    let definition = &model.loops[of];
                    let say = format!("loop {} stands more than {} times", definition.id, definition.max);
                    out.push(Note::error("loop-too-many", Report::Segment("4"), say));
                }
                Oddity::OutOfOrder(segment) => {
                    let say = format!("{} stands after segments it must precede", name(segment));
                    out.push(Note::error("segment-out-of-order", Report::Segment("7"), say));
                }
                Oddity::NotUsed(segment) => {
                    let say = format!("{} is not used in this guide", name(segment));
                    out.push(Note::error("segment-not-used", Report::Segment("I4"), say));
                }
                Oddity::Unexpected => {
                    let say = "the guide has no such segment, or none with this qualifier, at this place";
                    out.push(Note::error("segment-unexpected", Report::Segment("2"), say));
                }
                Oddity::Unknown => {
                    let say = "no guide has a segment of this id";
                    out.push(Note::error("segment-unknown", Report::Segment("1"), say));
                }
            }
        }
    }
}

/// Something missing is reported under its own name, at the place where its absence showed.
fn missing(note: Note, segment: &str, loop_id: &'static str, out: &mut Findings) {
    out.push_about(note, out.at, segment.to_owned(), loop_id);
}

/// The codes that tell the wanted use of a segment from others.
fn qualifiers(model: &Model, segment: usize) -> String {
    let definition = &model.segments[segment];
    match definition.key_codes() {
        Some(Codes::Listed(codes)) if codes.len() <= 4 => {
            let texts: Vec<_> = codes.iter().map(|code| code.text()).collect();
            format!(" with {}", texts.join(" or "))
        }
        _ => String::new(),
    }
}
