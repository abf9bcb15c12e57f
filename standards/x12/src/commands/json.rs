//! `moa x12 json`: a file as a tree of interchanges, groups, transactions, loops and segments.

use serde_json::{Map, Value, json as value};

use super::Outcome;
use crate::elements::Cutter;
use crate::envelope::{Interchange, Transaction};
use crate::model::Model;
use crate::walk::Walker;
use crate::{Segment, open};

/// Prints a file as JSON. A segment is `{"id", "elements"}`; an element is a text, a list of components, or
/// `{"repeats": […]}`. A loop is `{"loop", "children"}`. A transaction without a known guide is a flat list.
#[must_use]
pub fn json(bytes: &[u8]) -> Outcome {
    match open(bytes) {
        Ok(interchanges) => {
            let list: Vec<Value> = interchanges.iter().map(interchange).collect();
            let text = serde_json::to_string_pretty(&list).expect("values made of texts and lists print");
            Outcome::clean(text + "\n")
        }
        Err(error) => Outcome::unreadable(&error),
    }
}

fn interchange(interchange: &Interchange) -> Value {
    let envelope = &interchange.envelope;
    let groups: Vec<Value> = interchange
        .groups
        .iter()
        .map(|group| {
            value!({
                "functional_id": group.functional_id,
                "sender": group.sender,
                "receiver": group.receiver,
                "control": group.control,
                "guide": group.guide,
                "transactions": group.transactions.iter().map(transaction).collect::<Vec<_>>(),
            })
        })
        .collect();
    let acknowledgements: Vec<Value> = interchange.acknowledgements.iter().map(|ta1| {
        value!({ "control": ta1.control, "date": ta1.day.to_string(), "outcome": ta1.outcome, "note": ta1.note })
    }).collect();
    value!({
        "control": interchange.control,
        "sender": { "qualifier": envelope.sender.qualifier, "id": envelope.sender.value },
        "receiver": { "qualifier": envelope.receiver.qualifier, "id": envelope.receiver.value },
        "sent": envelope.sent.to_string(),
        "usage": format!("{:?}", envelope.usage).to_lowercase(),
        "acknowledgements": acknowledgements,
        "groups": groups,
    })
}

/// An open loop while the tree is built.
struct Open {
    id: &'static str,
    children: Vec<Value>,
}

fn transaction(transaction: &Transaction) -> Value {
    let mut tree = vec![Open { id: "", children: Vec::new() }];
    let mut cutter = Cutter::default();
    let mut walker = transaction.kind().map(|kind| Walker::new(Model::of(kind)));
    for part in transaction.segments() {
        let place = walker.as_mut().and_then(|w| w.step(&cutter.cut(&part), &mut |_| {}));
        if let Some(place) = place {
            let keep = if place.opens { place.depth - 1 } else { place.depth };
            close(&mut tree, keep.max(1));
            if place.opens {
                let id = walker.as_ref().map_or("", Walker::loop_id);
                tree.push(Open { id, children: Vec::new() });
            }
        }
        if let Some(open) = tree.last_mut() {
            open.children.push(segment(&part));
        }
    }
    close(&mut tree, 1);
    let children = tree.pop().map(|root| root.children).unwrap_or_default();
    let kind = transaction.kind();
    value!({
        "set": kind.map(crate::Kind::set),
        "guide": kind.map(crate::Kind::guide),
        "control": transaction.control(),
        "children": children,
    })
}

fn close(tree: &mut Vec<Open>, depth: usize) {
    while tree.len() > depth {
        let Some(ended) = tree.pop() else { return };
        if let Some(parent) = tree.last_mut() {
            parent.children.push(value!({ "loop": ended.id, "children": ended.children }));
        }
    }
}

fn segment(segment: &Segment<'_>) -> Value {
    let separators = segment.separators();
    let elements: Vec<Value> = segment
        .elements()
        .map(|element| {
            let repeats = separators.repetition.filter(|by| element.contains(by));
            match repeats {
                Some(by) => {
                    let parts: Vec<Value> =
                        element.split(|b| *b == by).map(|e| simple(e, separators.component)).collect();
                    value!({ "repeats": parts })
                }
                None => simple(element, separators.component),
            }
        })
        .collect();
    let mut object = Map::new();
    object.insert("id".to_owned(), segment.name().into());
    object.insert("elements".to_owned(), elements.into());
    Value::Object(object)
}

fn simple(element: &[u8], component: u8) -> Value {
    let text = |bytes: &[u8]| Value::from(String::from_utf8_lossy(bytes).into_owned());
    if element.contains(&component) {
        Value::Array(element.split(|b| *b == component).map(text).collect())
    } else {
        text(element)
    }
}
