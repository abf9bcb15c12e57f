//! Checks HL segments: numbers in order, parents that exist and are of the right level, children where announced.
//!
//! HL04 says whether levels follow below. Where it says so wrongly the levels themselves still tell the truth, so that
//! is a warning; except for the subscriber of an eligibility transaction, where it decides who is asked about.

use super::finding::{At, Findings, Note, Report};
use crate::Kind;
use crate::elements::Elements;

/// Levels kept to find a parent; the guides nest six deep, so older ones of the same depth are forgotten.
pub(super) struct Hierarchy {
    strict: bool,
    count: u64,
    /// The levels that are open, outermost first.
    open: Vec<Level>,
}

struct Level {
    number: String,
    code: Vec<u8>,
    /// HL04: whether children were announced, where it says.
    announced: Option<bool>,
    children: u32,
    at: At,
}

/// Which levels may stand below which.
fn may_hold(parent: &[u8], child: &[u8]) -> bool {
    match child {
        b"20" => false,
        b"21" => parent == b"20",
        b"19" => parent == b"21",
        // Claims hang the subscriber below the billing provider, eligibility below the receiver.
        b"22" => matches!(parent, b"20" | b"21" | b"19"),
        b"23" => parent == b"22",
        b"PT" => matches!(parent, b"19" | b"21"),
        b"EV" => matches!(parent, b"22" | b"23"),
        b"SS" => parent == b"EV",
        _ => true,
    }
}

impl Hierarchy {
    pub(super) const fn new(kind: Kind) -> Self {
        let strict = matches!(kind, Kind::EligibilityInquiry | Kind::EligibilityAnswer);
        Self { strict, count: 0, open: Vec::new() }
    }

    pub(super) fn level(&mut self, hl: &Elements<'_>, out: &mut Findings) {
        self.count += 1;
        let (number, parent, code) = (hl.text(1), hl.text(2), hl.element(3));
        if number != self.count.to_string() {
            let say = format!("HL01 is not {}, the next number", self.count);
            out.push(Note::error("level-number", Report::Element("I12"), say).on(1, None, "628").with(hl.element(1)));
        }
        if parent.is_empty() {
            self.close_to(0, out);
        } else {
            self.find_parent(&parent, code, out);
        }
        let announced = match hl.element(4) {
            b"0" => Some(false),
            b"1" => Some(true),
            _ => None,
        };
        self.open.push(Level { number, code: code.to_vec(), announced, children: 0, at: out.at });
    }

    fn find_parent(&mut self, parent: &str, code: &[u8], out: &mut Findings) {
        let Some(at) = self.open.iter().rposition(|l| l.number == parent) else {
            let say = "HL02 names no level that is open here";
            out.push(
                Note::error("level-parent", Report::Element("I12"), say).on(2, None, "734").with(parent.as_bytes()),
            );
            return;
        };
        self.close_to(at + 1, out);
        let level = &mut self.open[at];
        level.children += 1;
        if !may_hold(&level.code, code) {
            let say = "HL02 names a level that cannot hold one of this kind";
            out.push(
                Note::error("level-parent", Report::Element("I12"), say).on(2, None, "734").with(parent.as_bytes()),
            );
        }
        if level.announced == Some(false) && level.children == 1 {
            let say = "the parent's HL04 says that it has no levels below it";
            let note = Note::error("level-children", Report::Element("I12"), say).on(2, None, "734");
            let strict = self.strict && level.code == b"22";
            out.push(if strict { note } else { note.lessened() });
        }
    }

    fn close_to(&mut self, depth: usize, out: &mut Findings) {
        for level in self.open.drain(depth.min(self.open.len())..).rev() {
            if level.announced == Some(true) && level.children == 0 {
                let say = "HL04 announces levels below this one, and none follow";
                let note = Note::error("level-children", Report::Element("I12"), say).on(4, None, "736");
                let strict = self.strict && level.code == b"22";
                out.push_about(if strict { note } else { note.lessened() }, level.at, "HL".to_owned(), "");
            }
        }
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        self.close_to(0, out);
    }
}
