//! Reads a guide's table. The tables are part of this crate and covered by its tests, so a fault in one is a bug.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Child, Code, CodeList, Codes, Condition, DataType, ElementDef, LoopDef, Model, SegmentDef, SegmentId};
use super::{Start, Starts, SyntaxNote, Task, Usage};

/// Type and lengths of the elements in the data dictionary, by number.
static ELEMENTS: LazyLock<HashMap<&'static str, (DataType, usize, usize)>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut words = line.split(' ');
        let mut word = || words.next().expect("a dictionary line has four words");
        let number = word();
        let data_type = match word() {
            "AN" => DataType::Text,
            "ID" => DataType::Code,
            "R" => DataType::Decimal,
            "DT" => DataType::Date,
            "TM" => DataType::Time,
            other => DataType::Number(other.as_bytes()[1] - b'0'),
        };
        (number, (data_type, length(word()), length(word())))
    };
    include_str!("../../model/elements.tbl").lines().map(line).collect()
});

/// The code lists kept outside the guides.
static LISTS: LazyLock<Vec<CodeList>> = LazyLock::new(|| {
    let list = |line: &'static str| {
        let (name, codes) = line.split_once(' ').expect("a code list has a name");
        let mut codes: Vec<_> = codes.split(',').map(code).collect();
        codes.sort_unstable();
        CodeList { name, codes }
    };
    include_str!("../../model/codes.tbl").lines().map(list).collect()
});

fn code(text: &str) -> Code {
    Code::of(text.as_bytes()).expect("codes of the tables are short")
}

fn length(word: &str) -> usize {
    word.parse().expect("lengths are numbers")
}

fn many(word: &str) -> u32 {
    if word == ">1" { u32::MAX } else { word.parse().expect("repeats are numbers or >1") }
}

/// Reads one table.
pub(super) fn read(text: &'static str) -> Model {
    let root = LoopDef {
        id: "",
        usage: Usage::Required,
        max: 1,
        position: 0,
        children: Vec::new(),
        starts: Starts::default(),
    };
    let mut model = Model { loops: vec![root], segments: Vec::new() };
    let mut open = vec![0_usize];
    for line in text.lines().filter(|l| !l.starts_with("guide") && !l.starts_with('#') && !l.is_empty()) {
        let words = line.trim_start_matches(' ');
        open.truncate(line.len() - words.len() + 1);
        let parent = *open.last().expect("the transaction is always open");
        let child = if let Some(header) = words.strip_prefix("loop ") {
            let at = add_loop(&mut model, header);
            open.push(at);
            Child::Loop(at)
        } else {
            model.segments.push(segment(words));
            Child::Segment(model.segments.len() - 1)
        };
        model.loops[parent].children.push(child);
    }
    for at in 0..model.loops.len() {
        let mut children = std::mem::take(&mut model.loops[at].children);
        children.sort_by_key(|c| model.position(*c));
        model.loops[at].children = children;
    }
    drop_idle_keys(&mut model);
    for at in 0..model.loops.len() {
        let mut starts: Vec<Start> = model.loops[at].children.iter().map(|child| start(&model, *child)).collect();
        for at in 0..starts.len() {
            starts[at].rivalled = starts[at + 1..].iter().any(|later| are_rivals(&model, &starts[at], later));
        }
        model.loops[at].starts = Starts::new(starts);
    }
    model
}

fn start(model: &Model, child: Child) -> Start {
    let segment = model.first_segment(child);
    let (max, usage) = match child {
        Child::Segment(at) => (model.segments[at].max, model.segments[at].usage),
        Child::Loop(at) => (model.loops[at].max, model.loops[at].usage),
    };
    let (id, position) = (model.segments[segment].id, model.position(child));
    Start { id, position, max, segment, required: usage == Usage::Required, rivalled: false }
}

/// Whether the key of a segment may fit both.
fn are_rivals(model: &Model, one: &Start, other: &Start) -> bool {
    let codes = |start: &Start| model.segments[start.segment].key_codes();
    one.id == other.id
        && match (codes(one), codes(other)) {
            (Some(Codes::Listed(one)), Some(Codes::Listed(other))) => one.iter().any(|code| other.contains(code)),
            _ => true,
        }
}

/// A key tells uses of a segment apart. Where all uses list the same codes it tells nothing, and a code that is not
/// listed is better reported as a wrong code than as a segment nobody expected.
fn drop_idle_keys(model: &mut Model) {
    let mut uses: HashMap<SegmentId, Vec<Option<Codes>>> = HashMap::new();
    for segment in &model.segments {
        uses.entry(segment.id).or_default().push(segment.key_codes().cloned());
    }
    for segment in &mut model.segments {
        let all = &uses[&segment.id];
        if all.iter().all(|codes| *codes == all[0]) {
            segment.key = None;
        }
    }
}

fn add_loop(model: &mut Model, header: &'static str) -> usize {
    let words: Vec<_> = header.split(' ').collect();
    let (id, position) = (words[0], words[3].trim_start_matches('@'));
    let same = (words.get(4) == Some(&"same")).then(|| {
        let twin = model.loops.iter().find(|l| l.id == id);
        twin.expect("`same` follows the loop it repeats").children.clone()
    });
    model.loops.push(LoopDef {
        id,
        usage: usage(words[1].as_bytes()[0]),
        max: many(words[2]),
        position: position.parse().expect("positions are numbers"),
        children: same.unwrap_or_default(),
        starts: Starts::default(),
    });
    model.loops.len() - 1
}

fn usage(letter: u8) -> Usage {
    match letter {
        b'R' => Usage::Required,
        b'S' => Usage::Situational,
        _ => Usage::NotUsed,
    }
}

fn segment(line: &'static str) -> SegmentDef {
    let (header, body) = line.split_once(" : ").expect("a segment line has elements");
    let words: Vec<_> = header.split(' ').collect();
    let (elements, notes) = body.split_once(" ; ").unwrap_or((body, ""));
    let mut rest = elements;
    let mut list = Vec::new();
    while !rest.is_empty() {
        let (definition, after) = element(rest);
        list.push(definition);
        rest = after.trim_start_matches(' ');
    }
    let key = key_of(words[0], &list);
    SegmentDef {
        id: SegmentId::of(words[0].as_bytes()).expect("ids have two or three letters"),
        name: words[0],
        usage: usage(words[1].as_bytes()[0]),
        max: many(words[2]),
        position: words[3].trim_start_matches('@').parse().expect("positions are numbers"),
        least: list.iter().rposition(|element| element.usage == Usage::Required).map_or(0, |at| at + 1),
        elements: list,
        notes: notes.split_whitespace().map(note).collect(),
        key,
    }
}

/// Reads one element and gives back what follows it.
fn element(text: &'static str) -> (ElementDef, &'static str) {
    let usage = usage(text.as_bytes()[0]);
    if text.as_bytes().get(1) == Some(&b'(') {
        let end = text.find(')').expect("a composite is closed");
        let mut parts = Vec::new();
        let mut inside = &text[2..end];
        while !inside.is_empty() {
            let (part, after) = element(inside);
            parts.push(part);
            inside = after.trim_start_matches(' ');
        }
        let after = &text[end + 1..];
        let (word, after) = after.split_once(' ').unwrap_or((after, ""));
        let repeats_max = word.strip_prefix('*').map_or(1, length);
        return (ElementDef { usage, repeats_max, ..composite(parts) }, after);
    }
    let (word, after) = text.split_once(' ').unwrap_or((text, ""));
    let (word, repeats) = word.split_once('*').unwrap_or((word, "1"));
    let (word, nine) = word.strip_suffix("#9").map_or((word, false), |word| (word, true));
    let (number, codes) = word[1..].split_once('=').unwrap_or((&word[1..], ""));
    let (data_type, length_min, length_max) = ELEMENTS.get(number).copied().unwrap_or((DataType::Text, 1, 80));
    let codes = if nine { Codes::NineDigits } else { code_values(codes) };
    let repeats_max = length(repeats);
    let task = match (number, &codes) {
        ("1250", _) => Task::Format,
        ("1251", _) => Task::Period,
        (_, Codes::Listed(_) | Codes::External(_) | Codes::NineDigits) => Task::Listed,
        (_, Codes::Any) => match data_type {
            DataType::Text => Task::Plain,
            DataType::Decimal => Task::Number,
            DataType::Date => Task::Day,
            DataType::Code | DataType::Number(_) | DataType::Time => Task::Other,
        },
    };
    (
        ElementDef { usage, number, data_type, length_min, length_max, repeats_max, codes, parts: Vec::new(), task },
        after,
    )
}

fn composite(parts: Vec<ElementDef>) -> ElementDef {
    ElementDef {
        usage: Usage::Situational,
        number: "",
        data_type: DataType::Text,
        length_min: 1,
        length_max: usize::MAX,
        repeats_max: 1,
        codes: Codes::Any,
        parts,
        task: Task::Other,
    }
}

fn code_values(codes: &'static str) -> Codes {
    if codes.is_empty() {
        return Codes::Any;
    }
    match codes.strip_prefix('@') {
        Some(name) => Codes::External(LISTS.iter().find(|l| l.name == name).expect("the list is in codes.tbl")),
        None => Codes::Listed(codes.split(',').map(code).collect()),
    }
}

/// The element whose code tells uses of a segment apart: the first, or the level of an HL.
fn key_of(name: &str, elements: &[ElementDef]) -> Option<(usize, Option<usize>)> {
    if name == "HL" {
        return Some((3, None));
    }
    let first = elements.first()?;
    let listed = |e: &ElementDef| matches!(e.codes, Codes::Listed(_)) && e.data_type == DataType::Code;
    if first.parts.first().is_some_and(listed) {
        return Some((1, Some(1)));
    }
    (first.usage == Usage::Required && listed(first)).then_some((1, None))
}

fn note(word: &'static str) -> SyntaxNote {
    let condition = match word.as_bytes()[0] {
        b'P' => Condition::Paired,
        b'R' => Condition::Required,
        b'E' => Condition::Exclusion,
        b'C' => Condition::Conditional,
        b'L' => Condition::ListConditional,
        other => unreachable!("no condition is called {other}"),
    };
    let digits = word.as_bytes()[1..].chunks(2);
    let elements: Vec<u8> = digits.map(|d| (d[0] - b'0') * 10 + (d[1] - b'0')).collect();
    let mask = elements.iter().fold(0, |mask, element| mask | 1 << (element - 1));
    SyntaxNote { condition, elements, mask }
}
