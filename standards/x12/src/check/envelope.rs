//! Checks interchanges, groups and transactions: control numbers, counts, order, and the ISA and GS themselves.

use std::collections::HashSet;

use super::finding::{Findings, Note, Report};
use super::report::{GroupReport, InterchangeReport, TransactionReport};
use crate::{Kind, Segment};

/// Control numbers remembered to notice a repeated one.
const CONTROLS_MAX: usize = 100_000;

/// Where the checker stands among the envelopes.
#[derive(Default)]
pub(super) struct Envelopes {
    pub(super) interchanges: Vec<InterchangeReport>,
    interchange_open: bool,
    group_open: bool,
    groups_seen: HashSet<String>,
    transactions_seen: HashSet<String>,
    errors_before: u64,
}

fn text(segment: &Segment<'_>, element: usize) -> String {
    segment.text(element).trim_end().to_owned()
}

fn ta1(out: &mut Findings, code: &'static str, report: &'static str, element: u8, say: &str) {
    out.push(Note::error(code, Report::Interchange(report), say).on(element, None, ""));
}

impl Envelopes {
    pub(super) fn isa(&mut self, isa: &Segment<'_>, out: &mut Findings) {
        self.close_group(out);
        self.close_interchange(out);
        out.at = super::At { interchange: out.at.interchange + 1, file_segment: out.at.file_segment, ..out.at };
        (out.at.group, out.at.transaction, out.at.position) = (0, 0, 0);
        self.interchange_open = true;
        self.groups_seen.clear();
        self.interchanges.push(InterchangeReport {
            control: text(isa, 13),
            sender: (text(isa, 5), text(isa, 6)),
            receiver: (text(isa, 7), text(isa, 8)),
            date: text(isa, 9),
            time: text(isa, 10),
            acknowledgement_requested: isa.element(14) == b"1",
            usage: text(isa, 15),
            ..InterchangeReport::default()
        });
        isa_elements(isa, out);
    }

    pub(super) fn gs(&mut self, gs: &Segment<'_>, out: &mut Findings) {
        self.close_group(out);
        out.at.group += 1;
        (out.at.transaction, out.at.position) = (0, 0);
        if !self.interchange_open {
            ta1(out, "interchange-structure", "022", 1, "a group stands outside of an interchange");
            self.interchanges.push(InterchangeReport::default());
            self.interchange_open = true;
        }
        self.group_open = true;
        self.transactions_seen.clear();
        let group = GroupReport {
            functional_id: text(gs, 1),
            sender: text(gs, 2),
            receiver: text(gs, 3),
            control: text(gs, 6),
            guide: text(gs, 8),
            ..GroupReport::default()
        };
        if !self.groups_seen.insert(group.control.clone()) {
            let say = "GS06 repeats the control number of an earlier group of the interchange";
            out.push(Note::error("group-control-repeated", Report::Group("19"), say).on(6, None, "28"));
        }
        gs_elements(gs, out);
        if let Some(interchange) = self.interchanges.last_mut() {
            interchange.groups.push(group);
        }
    }

    /// Begins a transaction; gives back its kind where a guide is known.
    pub(super) fn st(&mut self, st: &Segment<'_>, out: &mut Findings) -> Option<Kind> {
        if !self.group_open {
            ta1(out, "interchange-structure", "022", 1, "a transaction stands outside of a group");
            if self.interchanges.is_empty() {
                self.interchanges.push(InterchangeReport::default());
            }
            if let Some(interchange) = self.interchanges.last_mut() {
                interchange.groups.push(GroupReport::default());
                out.at.group += 1;
            }
            self.group_open = true;
        }
        out.at.transaction += 1;
        out.at.position = 1;
        self.errors_before = out.errors;
        let control = text(st, 2);
        if self.transactions_seen.len() < CONTROLS_MAX && !self.transactions_seen.insert(control.clone()) {
            let say = "ST02 repeats the control number of an earlier transaction of the group";
            out.push(Note::error("transaction-control-repeated", Report::Transaction("23"), say).on(2, None, "329"));
        }
        let group = self.interchanges.last_mut().and_then(|i| i.groups.last_mut())?;
        let kind = kind(st, group, out);
        let transaction =
            TransactionReport { set: text(st, 1), control, guide: text(st, 3), ..TransactionReport::default() };
        group.transactions.push(transaction);
        kind
    }

    pub(super) fn se(&mut self, se: &Segment<'_>, out: &mut Findings) {
        let position = out.at.position;
        let errors_before = self.errors_before;
        let Some(transaction) = self.transaction() else { return };
        let (set, control) = (transaction.set.clone(), transaction.control.clone());
        if se.element(1) != position.to_string().as_bytes() && parsed(se, 1) != Some(position) {
            let say = format!("SE01 does not say {position}, the number of segments from ST to SE");
            let note = Note::error("segment-count", Report::Transaction("4"), say);
            let note = note.on(1, None, "96").with(se.element(1));
            // Published examples of the 278 themselves miscount by one (docs/decisions/031-x12-severity.md).
            let off_by_one = parsed(se, 1).is_some_and(|count| count.abs_diff(position) == 1);
            out.push(if set == "278" && off_by_one { note.lessened() } else { note });
        }
        if text(se, 2) != control {
            let say = "SE02 is not the control number of ST02";
            let note = Note::error("transaction-control-mismatch", Report::Transaction("3"), say);
            out.push(note.on(2, None, "329").with(se.element(2)));
        }
        let errors = out.errors - errors_before;
        if let Some(transaction) = self.transaction() {
            (transaction.segments, transaction.errors) = (position, errors);
        }
    }

    pub(super) fn missing_se(&mut self, out: &mut Findings) {
        let say = "the transaction has no SE";
        out.push(Note::error("transaction-incomplete", Report::Transaction("2"), say));
        let (position, errors) = (out.at.position, out.errors - self.errors_before);
        if let Some(transaction) = self.transaction() {
            (transaction.segments, transaction.errors) = (position, errors);
        }
    }

    pub(super) fn ge(&mut self, ge: &Segment<'_>, out: &mut Findings) {
        (out.at.transaction, out.at.position) = (0, 0);
        let group = self.interchanges.last_mut().and_then(|i| i.groups.last_mut()).filter(|_| self.group_open);
        let Some(group) = group else {
            ta1(out, "interchange-structure", "022", 1, "a GE stands outside of a group");
            return;
        };
        let count = group.transactions.len();
        group.included = parsed(ge, 1);
        if group.included.map(|n| n as usize) != Some(count) {
            let say = format!("GE01 does not say {count}, the number of transactions in the group");
            out.push(Note::error("transaction-count", Report::Group("5"), say).on(1, None, "97").with(ge.element(1)));
        }
        if text(ge, 2) != group.control {
            let say = "GE02 is not the control number of GS06";
            let note = Note::error("group-control-mismatch", Report::Group("4"), say);
            out.push(note.on(2, None, "28").with(ge.element(2)));
        }
        if count == 0 {
            let say = "the group holds no transaction";
            out.push(Note::error("group-empty", Report::Group("5"), say));
        }
        self.group_open = false;
    }

    pub(super) fn iea(&mut self, iea: &Segment<'_>, out: &mut Findings) {
        self.close_group(out);
        (out.at.group, out.at.transaction, out.at.position) = (0, 0, 0);
        let Some(interchange) = self.interchanges.last().filter(|_| self.interchange_open) else {
            ta1(out, "interchange-structure", "022", 1, "an IEA stands outside of an interchange");
            return;
        };
        let count = interchange.groups.len();
        if parsed(iea, 1).map(|n| n as usize) != Some(count) {
            let say = format!("IEA01 does not say {count}, the number of groups in the interchange");
            ta1(out, "group-count", "021", 1, &say);
        }
        if text(iea, 2) != interchange.control {
            let say = "IEA02 is not the control number of ISA13";
            let note = Note::error("interchange-control-mismatch", Report::Interchange("001"), say);
            let note = note.on(2, None, "I12").with(iea.element(2));
            // Clearinghouses wrap status reports anew and leave the old trailer. Nothing is paid or sent by a status
            // report, so its loss would be the greater harm (docs/decisions/031-x12-severity.md).
            let only_status = count > 0 && interchange.groups.iter().all(|g| g.functional_id == "HN");
            out.push(if only_status { note.lessened() } else { note });
        }
        if count == 0 && interchange.acknowledgements == 0 {
            ta1(out, "interchange-content", "024", 1, "the interchange holds neither a group nor a TA1");
        }
        self.interchange_open = false;
    }

    pub(super) fn ta1(&mut self, segment: &Segment<'_>, out: &mut Findings) {
        if self.group_open || !self.interchange_open {
            ta1(out, "interchange-structure", "022", 1, "a TA1 stands where none may be");
        }
        if let Some(interchange) = self.interchanges.last_mut() {
            interchange.acknowledgements += 1;
        }
        ta1_elements(segment, out);
    }

    /// A segment outside of any transaction.
    pub(super) fn stray(&self, out: &mut Findings) {
        let say = "the segment stands outside of a transaction";
        let note = if self.group_open {
            Note::error("segment-stray", Report::Group("6"), say)
        } else {
            Note::error("segment-stray", Report::Interchange("022"), say)
        };
        out.push(note);
    }

    pub(super) fn finish(&mut self, out: &mut Findings) {
        self.close_group(out);
        self.close_interchange(out);
    }

    fn transaction(&mut self) -> Option<&mut TransactionReport> {
        self.interchanges.last_mut()?.groups.last_mut()?.transactions.last_mut()
    }

    fn close_group(&mut self, out: &mut Findings) {
        if std::mem::take(&mut self.group_open) {
            (out.at.transaction, out.at.position) = (0, 0);
            out.push(Note::error("group-incomplete", Report::Group("3"), "the group has no GE"));
        }
    }

    fn close_interchange(&mut self, out: &mut Findings) {
        if std::mem::take(&mut self.interchange_open) {
            (out.at.group, out.at.transaction, out.at.position) = (0, 0, 0);
            let say = "the interchange has no IEA";
            out.push(Note::error("interchange-incomplete", Report::Interchange("023"), say));
        }
    }
}

fn parsed(segment: &Segment<'_>, element: usize) -> Option<u32> {
    std::str::from_utf8(segment.element(element)).ok()?.parse().ok()
}

/// Finds the guide of a transaction and whether the group agrees with it.
fn kind(st: &Segment<'_>, group: &GroupReport, out: &mut Findings) -> Option<Kind> {
    let guide = if st.element(3).is_empty() { group.guide.as_bytes() } else { st.element(3) };
    let Some(kind) = Kind::of(st.element(1), guide) else {
        let say = "no supported guide has this transaction (ST01 with ST03 or GS08)";
        out.push(Note::error("transaction-unknown", Report::Transaction("1"), say).on(1, None, "143"));
        return None;
    };
    if group.functional_id != kind.functional_id() {
        let say = format!("a {} belongs into a group with GS01 {}", kind.set(), kind.functional_id());
        out.push(Note::error("group-functional-id", Report::Group("1"), say).on(1, None, "143"));
    }
    let base = |guide: &[u8]| guide.get(..10).map(<[u8]>::to_vec);
    if base(guide) != base(group.guide.as_bytes()) {
        let say = "ST03 names another guide than GS08";
        out.push(Note::error("guide-mismatch", Report::Transaction("I6"), say).on(3, None, "1705"));
    } else if guide != group.guide.as_bytes() {
        let say = "ST03 names other errata of the guide than GS08";
        out.push(Note::warning("guide-errata", Report::Transaction("I6"), say).on(3, None, "1705"));
    }
    Some(kind)
}

fn digits(value: &[u8], least: usize, most: usize) -> bool {
    (least..=most).contains(&value.len()) && value.iter().all(u8::is_ascii_digit)
}

fn isa_elements(isa: &Segment<'_>, out: &mut Findings) {
    let qualifiers: [&[u8]; 9] = [b"01", b"14", b"20", b"27", b"28", b"29", b"30", b"33", b"ZZ"];
    let day = crate::located::day(&[b"20", isa.element(9)].concat()).is_some();
    let time = isa.element(10).len() == 4 && crate::located::time(isa.element(10)).is_some();
    let rules: [(bool, u8, &'static str, &str); 12] = [
        (matches!(isa.element(1), b"00" | b"03"), 1, "010", "ISA01 is not 00 or 03"),
        (matches!(isa.element(3), b"00" | b"01"), 3, "012", "ISA03 is not 00 or 01"),
        (qualifiers.contains(&isa.element(5)), 5, "005", "ISA05 is not a known qualifier"),
        (!isa.element(6).trim_ascii().is_empty(), 6, "006", "ISA06 names no sender"),
        (qualifiers.contains(&isa.element(7)), 7, "007", "ISA07 is not a known qualifier"),
        (!isa.element(8).trim_ascii().is_empty(), 8, "008", "ISA08 names no receiver"),
        (day, 9, "014", "ISA09 is not a date YYMMDD"),
        (time, 10, "015", "ISA10 is not a time HHMM"),
        (isa.element(12) == b"00501", 12, "017", "ISA12 is not 00501"),
        (digits(isa.element(13), 9, 9), 13, "018", "ISA13 is not nine digits"),
        (matches!(isa.element(14), b"0" | b"1"), 14, "019", "ISA14 is not 0 or 1"),
        (matches!(isa.element(15), b"P" | b"T"), 15, "020", "ISA15 is not P or T"),
    ];
    for (holds, element, report, say) in rules {
        if !holds {
            ta1(out, "interchange-header", report, element, say);
        }
    }
}

fn gs_elements(gs: &Segment<'_>, out: &mut Findings) {
    let name = |element: usize| (2..=15).contains(&gs.element(element).len());
    let time = crate::located::time(gs.element(5)).is_some();
    let rules: [(bool, u8, &'static str, &str); 8] = [
        (gs.element(1).len() == 2, 1, "1", "GS01 is not two characters"),
        (name(2), 2, "14", "GS02 is not 2 to 15 characters"),
        (name(3), 3, "13", "GS03 is not 2 to 15 characters"),
        (crate::located::day(gs.element(4)).is_some(), 4, "6", "GS04 is not a date CCYYMMDD"),
        (time, 5, "6", "GS05 is not a time HHMM"),
        (digits(gs.element(6), 1, 9), 6, "6", "GS06 is not 1 to 9 digits"),
        (gs.element(7) == b"X", 7, "2", "GS07 is not X"),
        (gs.element(8).starts_with(b"005010"), 8, "2", "GS08 is not a guide of version 005010"),
    ];
    for (holds, element, report, say) in rules {
        if !holds {
            out.push(Note::error("group-header", Report::Group(report), say).on(element, None, ""));
        }
    }
}

fn ta1_elements(segment: &Segment<'_>, out: &mut Findings) {
    let day = crate::located::day(&[b"20", segment.element(2)].concat()).is_some();
    let rules: [(bool, u8, &str); 5] = [
        (digits(segment.element(1), 9, 9), 1, "TA101 is not nine digits"),
        (day, 2, "TA102 is not a date YYMMDD"),
        (crate::located::time(segment.element(3)).is_some(), 3, "TA103 is not a time HHMM"),
        (matches!(segment.element(4), b"A" | b"E" | b"R"), 4, "TA104 is not A, E or R"),
        (digits(segment.element(5), 3, 3), 5, "TA105 is not three digits"),
    ];
    for (holds, element, say) in rules {
        if !holds {
            ta1(out, "interchange-acknowledgement", "024", element, say);
        }
    }
}
