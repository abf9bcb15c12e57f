//! Checks the elements of one segment against its place in the guide.

use super::finding::{ElementAt, Findings, Note, Report};
use crate::elements::Elements;
use crate::model::{Codes, Condition, DataType, ElementDef, SegmentDef, Task, Usage};
use crate::segment::split;

/// Checks every element and the syntax notes.
pub(super) fn check(definition: &SegmentDef, segment: &Elements<'_>, out: &mut Findings) {
    let mut present = 0_u64;
    let mut format: &[u8] = b"";
    let count = segment.count();
    let simple = segment.is_simple();
    for (at, value) in segment.values().enumerate() {
        if at < 64 && !value.is_empty() {
            present |= 1 << at;
        }
        let Some(element) = definition.elements.get(at) else {
            if !value.is_empty() {
                let say =
                    format!("{} has more elements than the {} it may have", definition.name, definition.elements.len());
                out.push(
                    Note::error("element-too-many", Report::Element("3"), say).on(number(at), None, "").with(value),
                );
            }
            continue;
        };
        if simple && is_surely_right(element, value) {
            continue;
        }
        let here = Here { segment, place: at_element(at, element) };
        if value.is_empty() {
            here.empty(definition, element, out);
        } else if element.usage == Usage::NotUsed {
            here.not_used(definition, value, out);
        } else {
            here.repetitions(element, value, format, out);
        }
        if element.task == Task::Format {
            format = value;
        }
    }
    for (at, element) in definition.elements[..definition.least].iter().enumerate().skip(count) {
        Here { segment, place: at_element(at, element) }.empty(definition, element, out);
    }
    if count > 0 && segment.element(count).is_empty() {
        out.push(Note::warning("separator-trailing", Report::Segment("8"), "the segment ends with empty elements"));
    }
    notes(definition, present, out);
}

/// Whether nothing can be said about a value of a simple segment, as is the case with nearly all; told at a glance.
fn is_surely_right(element: &ElementDef, value: &[u8]) -> bool {
    element.usage != Usage::NotUsed
        && match element.task {
            Task::Plain => {
                (element.length_min..=element.length_max).contains(&value.len())
                    && value.last().is_some_and(|end| *end != b' ')
            }
            Task::Listed => element.lists(value),
            Task::Number => is_decimal(value) && (element.length_min..=element.length_max).contains(&digits_of(value)),
            Task::Day => is_day(value),
            Task::Format | Task::Period | Task::Other => false,
        }
}

fn number(at: usize) -> u8 {
    u8::try_from(at + 1).unwrap_or(u8::MAX)
}

fn at_element(at: usize, element: &ElementDef) -> ElementAt {
    ElementAt { element: number(at), component: None, repetition: None, number: element.number }
}

/// Where in a segment a value stands.
#[derive(Clone, Copy)]
struct Here<'s> {
    segment: &'s Elements<'s>,
    place: ElementAt,
}

impl Here<'_> {
    fn note(&self, code: &'static str, report: &'static str, message: String) -> Note {
        let mut note = Note::error(code, Report::Element(report), message);
        note.element = Some(self.place);
        note
    }

    fn name(&self) -> String {
        let id = self.segment.segment().name();
        match self.place.component {
            Some(component) => format!("{id}{:02}-{component}", self.place.element),
            None => format!("{id}{:02}", self.place.element),
        }
    }

    fn empty(&self, definition: &SegmentDef, element: &ElementDef, out: &mut Findings) {
        if element.usage == Usage::Required {
            let say = format!("{}{:02} is required", definition.name, self.place.element);
            out.push(self.note("element-missing", "1", say));
        }
    }

    fn not_used(&self, definition: &SegmentDef, value: &[u8], out: &mut Findings) {
        let say = format!("{}{:02} is not used in this guide", definition.name, self.place.element);
        out.push(self.note("element-not-used", "I10", say).with(value));
    }

    fn repetitions(&self, element: &ElementDef, value: &[u8], format: &[u8], out: &mut Findings) {
        let repetition = self.segment.segment().separators().repetition;
        let Some(by) = repetition.filter(|by| self.segment.has_repetitions() && value.contains(by)) else {
            return self.value(element, value, format, out);
        };
        let mut here = *self;
        let mut count = 0_usize;
        for part in split(value, by) {
            count += 1;
            here.place.repetition = Some(number(count - 1));
            if part.is_empty() {
                out.push(here.note("repetition-empty", "6", format!("{} has an empty repetition", self.name())));
            } else if count <= element.repeats_max {
                here.value(element, part, format, out);
            }
        }
        if count > element.repeats_max {
            let say = format!("{} repeats {count} times; {} are allowed", self.name(), element.repeats_max);
            out.push(self.note("element-repeats", "12", say).with(value));
        }
    }

    fn value(&self, element: &ElementDef, value: &[u8], format: &[u8], out: &mut Findings) {
        let component = self.segment.segment().separators().component;
        if !element.parts.is_empty() {
            self.composite(element, value, component, out);
        } else if self.segment.has_components() && value.contains(&component) {
            let say = format!("{} has components, but is a simple element", self.name());
            out.push(self.note("component-too-many", "6", say).with(value));
        } else {
            self.simple(element, value, format, out);
        }
    }

    fn composite(&self, element: &ElementDef, value: &[u8], by: u8, out: &mut Findings) {
        let mut format: &[u8] = b"";
        let mut count = 0;
        for (at, part) in split(value, by).enumerate() {
            count = at + 1;
            let mut here = *self;
            here.place.component = Some(number(at));
            let Some(definition) = element.parts.get(at) else {
                if !part.is_empty() {
                    let say =
                        format!("{} has more components than the {} it may have", self.name(), element.parts.len());
                    out.push(here.note("component-too-many", "13", say).with(part));
                }
                continue;
            };
            here.place.number = definition.number;
            match (part.is_empty(), definition.usage) {
                (true, Usage::Required) => {
                    out.push(here.note("element-missing", "1", format!("{} is required", here.name())));
                }
                (true, _) => {}
                (false, Usage::NotUsed) => {
                    let say = format!("{} is not used in this guide", here.name());
                    out.push(here.note("element-not-used", "I10", say).with(part));
                }
                (false, _) => here.simple(definition, part, format, out),
            }
            if definition.task == Task::Format {
                format = part;
            }
        }
        for (at, definition) in element.parts.iter().enumerate().skip(count) {
            if definition.usage == Usage::Required {
                let mut here = *self;
                (here.place.component, here.place.number) = (Some(number(at)), definition.number);
                out.push(here.note("element-missing", "1", format!("{} is required", here.name())));
            }
        }
    }

    fn simple(&self, element: &ElementDef, value: &[u8], format: &[u8], out: &mut Findings) {
        // A listed code is right in every respect.
        if matches!(element.codes, Codes::Listed(_)) && element.lists(value) {
            return;
        }
        let length = match element.data_type {
            DataType::Number(_) | DataType::Decimal => digits_of(value),
            _ if !self.segment.has_unusual() || value.is_ascii() => value.len(),
            _ => String::from_utf8_lossy(value).chars().count(),
        };
        if length < element.length_min {
            let say = format!("{} has {length} characters; at least {} are needed", self.name(), element.length_min);
            out.push(self.note("element-too-short", "4", say).with(value));
        } else if length > element.length_max {
            let say = format!("{} has {length} characters; at most {} are allowed", self.name(), element.length_max);
            out.push(self.note("element-too-long", "5", say).with(value));
        }
        if self.segment.has_unusual() && value.iter().any(|b| *b < b' ' || *b == 0x7f) {
            let say = format!("{} has a control character", self.name());
            out.push(self.note("characters", "6", say).with(value));
            return;
        }
        self.characters(element, value, out);
        self.code(element, value, out);
        self.kind(element, value, format, out);
    }

    fn characters(&self, element: &ElementDef, value: &[u8], out: &mut Findings) {
        if !matches!(element.data_type, DataType::Text | DataType::Code) {
            return;
        }
        if value.last() == Some(&b' ') && value.trim_ascii_end().len() >= element.length_min {
            let say = format!("{} ends with blanks that say nothing", self.name());
            out.push(self.note("blanks-trailing", "6", say).with(value).lessened());
        }
        if self.segment.has_unusual() && !value.is_ascii() {
            let say = format!("{} has letters outside the basic and extended character sets", self.name());
            out.push(self.note("characters-foreign", "6", say).with(value).lessened());
        }
    }

    fn code(&self, element: &ElementDef, value: &[u8], out: &mut Findings) {
        if element.lists(value) {
            return;
        }
        let say = match &element.codes {
            Codes::External(list) => format!("{} is not a value of the code list {}", self.name(), list.name),
            Codes::NineDigits => format!("{} is not nine digits", self.name()),
            _ => format!("{} is not one of the values this guide allows here", self.name()),
        };
        let note = self.note("code", "7", say).with(value);
        let doubtful = match &element.codes {
            Codes::External(list) => list.grows(),
            codes => *codes == Codes::NineDigits,
        };
        out.push(if doubtful { note.lessened() } else { note });
    }

    fn kind(&self, element: &ElementDef, value: &[u8], format: &[u8], out: &mut Findings) {
        let (right, code, report, what) = match element.data_type {
            DataType::Text if element.task == Task::Period => {
                (is_period(format, value), "date", "8", "a date or period of the format its qualifier names")
            }
            DataType::Text | DataType::Code => return,
            DataType::Number(_) => (is_whole(value), "characters", "6", "a whole number"),
            DataType::Decimal => (is_decimal(value), "characters", "6", "a decimal number"),
            DataType::Date => (is_day(value), "date", "8", "a date of the calendar, CCYYMMDD"),
            DataType::Time => (crate::located::time(value).is_some(), "time", "9", "a time of day, HHMM or HHMMSS"),
        };
        if !right {
            out.push(self.note(code, report, format!("{} is not {what}", self.name())).with(value));
        }
    }
}

/// The length of a number: its sign and its point do not count (X12.6).
fn digits_of(value: &[u8]) -> usize {
    value.iter().filter(|byte| !matches!(byte, b'-' | b'.')).count()
}

fn is_whole(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}

fn is_decimal(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"-").unwrap_or(value);
    let points = digits.iter().filter(|b| **b == b'.').count();
    digits.len() > points && points <= 1 && digits.iter().all(|b| b.is_ascii_digit() || *b == b'.')
}

fn is_day(value: &[u8]) -> bool {
    crate::located::day(value).is_some()
}

/// Whether a value has the format its qualifier (element 1250) names. Formats that no supported guide uses pass.
fn is_period(format: &[u8], value: &[u8]) -> bool {
    let minute = |v: &[u8]| v.len() == 12 && is_day(&v[..8]) && crate::located::time(&v[8..]).is_some();
    let range = |one: &dyn Fn(&[u8]) -> bool| {
        let mut halves = split(value, b'-');
        let both = halves.next().is_some_and(one) && halves.next().is_some_and(one);
        both && halves.next().is_none()
    };
    match format {
        b"D8" => is_day(value),
        b"RD8" => range(&is_day),
        b"DT" => minute(value),
        b"RDT" => range(&minute),
        b"TM" => crate::located::time(value).is_some(),
        b"D6" => value.len() == 6 && value.iter().all(u8::is_ascii_digit),
        _ => true,
    }
}

fn notes(definition: &SegmentDef, present: u64, out: &mut Findings) {
    for note in &definition.notes {
        let bit = |element: &u8| 1_u64 << (element - 1);
        let (here, first) = (present & note.mask, bit(&note.elements[0]));
        let broken = match note.condition {
            Condition::Paired => here != 0 && here != note.mask,
            Condition::Required => here == 0,
            Condition::Exclusion => here.count_ones() > 1,
            Condition::Conditional => here & first != 0 && here != note.mask,
            Condition::ListConditional => here == first,
        };
        if !broken {
            continue;
        }
        let list: Vec<String> = note.elements.iter().map(|e| format!("{}{e:02}", definition.name)).collect();
        let list = list.join(", ");
        let (report, say) = match note.condition {
            Condition::Paired => ("2", format!("{list} must all be there, or none")),
            Condition::Required => ("2", format!("one of {list} must be there")),
            Condition::Exclusion => ("10", format!("only one of {list} may be there")),
            Condition::Conditional => {
                ("2", format!("{} needs the others of {list}", &list[..definition.name.len() + 2]))
            }
            Condition::ListConditional => ("2", format!("{} needs one of {list}", &list[..definition.name.len() + 2])),
        };
        let missing = note.elements.iter().find(|e| here & bit(e) == 0).unwrap_or(&note.elements[0]);
        out.push(Note::error("element-condition", Report::Element(report), say).on(*missing, None, ""));
    }
}
