//! A file of FHIR: a bundle, a single resource, or one resource a line; cut into its resources and then read one by one.

use crate::json::{self, Fault, Json};
use crate::limits::Limits;
use crate::received::{Received, Unread};
use crate::{check, scan, shapes};
use kernel::Problem;
use std::ops::Range;

/// How the resources of a file are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// A bundle that is to be taken whole or not at all: a transaction, document or message.
    Whole,
    /// A bundle whose entries stand for themselves: a batch, collection, search set or history.
    Loose,
    /// One resource.
    Single,
    /// One resource a line (NDJSON).
    Lines,
}

/// A file that has been cut into resources. Nothing of them has been read yet.
#[derive(Debug)]
pub struct File {
    text: String,
    packing: Packing,
    entries: Vec<Unread>,
    limits: Limits,
}

impl File {
    /// Cuts a text into its resources.
    ///
    /// # Errors
    /// When it is not JSON, ends too early, is not FHIR R4, or is over a limit: one sentence that says where, and never
    /// what was there.
    pub fn cut(text: String, limits: &Limits) -> Result<Self, Problem> {
        let whole = 0..text.len();
        if text.trim_start().is_empty() {
            return Err(Problem::invalid("fhir_empty", "This file is empty."));
        }
        if !text.trim_start().starts_with('{') {
            return Err(Problem::invalid(
                "fhir_not_json",
                "This file is not FHIR in JSON: it does not begin with a resource.",
            ));
        }
        let first = scan::first(&text, whole.clone()).map_err(|fault| broken(&text, fault))?;
        let (packing, entries) = if !text[first.end..].trim().is_empty() {
            (Packing::Lines, lines(&text, limits)?)
        } else {
            let members = scan::members(&text, first.clone()).map_err(|fault| broken(&text, fault))?;
            let kind = members.iter().find(|(name, _)| name == "resourceType").map(|(_, part)| &text[part.clone()]);
            match kind {
                Some("\"Bundle\"") => bundle(&text, members, limits)?,
                Some(kind) if shapes::is_resource(kind.trim_matches('"')) => {
                    (Packing::Single, vec![Unread::bare(1, first)])
                }
                _ => {
                    return Err(Problem::invalid(
                        "fhir_not_fhir",
                        "This file is JSON but not FHIR R4: it has no resourceType that R4 knows.",
                    ));
                }
            }
        };
        if let Some(large) = entries.iter().find(|entry| entry.part.len() > limits.resource_bytes_max) {
            let most = limits.resource_bytes_max >> 20;
            let say = format!(
                "Resource {} of this file holds more than {most} MB, which is the limit for one resource.",
                large.place
            );
            return Err(Problem::invalid("fhir_too_large", say));
        }
        Ok(Self { text, packing, entries, limits: *limits })
    }

    /// How its resources are packed.
    #[must_use]
    pub const fn packing(&self) -> Packing {
        self.packing
    }

    /// How many resources it holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds no resource.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The limits it was cut within.
    #[must_use]
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Reads the resources one after the other; only one is in memory as a tree at a time.
    pub fn resources(&self) -> impl Iterator<Item = Received> + '_ {
        self.entries.iter().map(|entry| Received::read(&self.text, entry))
    }
}

/// The sentence for a fault of the JSON itself, with its line.
pub(crate) fn broken(text: &str, fault: Fault) -> Problem {
    if fault.at >= text.trim_end().len() {
        return Problem::invalid(
            "fhir_cut_short",
            "This file ends too early: it was cut short, or is still being written.",
        );
    }
    let line = 1 + text.as_bytes()[..fault.at.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
    Problem::invalid("fhir_not_json", format!("This file is not sound JSON: in line {line}, {}.", fault.what))
}

fn too_many(limits: &Limits) -> Problem {
    let say =
        format!("This file holds more than {} resources, which is the limit for an import.", limits.resources_max);
    Problem::invalid("fhir_too_many", say)
}

fn lines(text: &str, limits: &Limits) -> Result<Vec<Unread>, Problem> {
    let mut entries = Vec::new();
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let part = start..start + line.len();
        start = part.end;
        if line.trim().is_empty() {
            continue;
        }
        if entries.len() == limits.resources_max {
            return Err(too_many(limits));
        }
        let value = scan::first(text, part.clone()).map_err(|fault| broken(text, fault))?;
        if !text[value.end..part.end].trim().is_empty() || !text[value.clone()].starts_with('{') {
            let fault = Fault {
                at: value.end.min(text.trim_end().len().saturating_sub(1)),
                what: "more follows after the end of the resource",
            };
            return Err(broken(text, fault));
        }
        entries.push(Unread::bare(at + 1, value));
    }
    Ok(entries)
}

type Members<'a> = Vec<(std::borrow::Cow<'a, str>, Range<usize>)>;

fn bundle(text: &str, members: Members<'_>, limits: &Limits) -> Result<(Packing, Vec<Unread>), Problem> {
    let mut frame = Vec::new();
    let mut list = None;
    for (name, part) in members {
        if name == "entry" {
            list = Some(part);
        } else {
            let value = json::parse(text, part).map_err(|fault| broken(text, fault))?;
            frame.push((name, value));
        }
    }
    let frame = Json::Object(frame);
    check::resource(&frame).map_err(|unsound| {
        Problem::invalid("fhir_unsound", format!("This bundle is not sound FHIR R4: {} {}.", unsound.path, unsound.why))
    })?;
    let packing = match frame.text("type") {
        Some("transaction" | "document" | "message") => Packing::Whole,
        Some("batch" | "collection" | "searchset" | "history") => Packing::Loose,
        _ => {
            let say = "This bundle is the answer to a transaction or batch; it brings no resources to import.";
            return Err(Problem::invalid("fhir_answer", say));
        }
    };
    let Some(list) = list else {
        return Ok((packing, Vec::new()));
    };
    if !text[list.clone()].starts_with('[') {
        return Err(Problem::invalid("fhir_unsound", "This bundle is not sound FHIR R4: Bundle.entry is not a list."));
    }
    let parts = scan::items(text, list, limits.resources_max.saturating_add(1)).map_err(|fault| broken(text, fault))?;
    if parts.len() > limits.resources_max {
        return Err(too_many(limits));
    }
    if parts.is_empty() {
        return Err(Problem::invalid(
            "fhir_unsound",
            "This bundle is not sound FHIR R4: Bundle.entry is an empty list.",
        ));
    }
    let mut entries = Vec::with_capacity(parts.len());
    for (at, part) in parts.into_iter().enumerate() {
        entries.extend(entry(text, at + 1, part)?);
    }
    Ok((packing, entries))
}

/// One entry of a bundle; nothing where it brings no resource.
fn entry(text: &str, place: usize, part: Range<usize>) -> Result<Option<Unread>, Problem> {
    let unsound = |path: &str, why: &str| {
        let say = format!("This bundle is not sound FHIR R4: {path} {why}.");
        Problem::invalid("fhir_unsound", say)
    };
    let name = format!("Bundle.entry[{}]", place - 1);
    if !text[part.clone()].starts_with('{') {
        return Err(unsound(&name, "is not an object"));
    }
    let mut frame = Vec::new();
    let mut resource = None;
    for (member, value) in scan::members(text, part).map_err(|fault| broken(text, fault))? {
        if member == "resource" {
            resource = Some(value);
        } else {
            frame.push((member, json::parse(text, value).map_err(|fault| broken(text, fault))?));
        }
    }
    let frame = Json::Object(frame);
    if !frame.members().is_empty() {
        check::part(&frame, "Bundle.entry", &name).map_err(|fault| unsound(&fault.path, fault.why))?;
    }
    let request = frame.get("request");
    if let Some(method @ ("DELETE" | "PATCH" | "GET" | "HEAD")) = request.and_then(|request| request.text("method")) {
        let say = format!("This bundle asks for a {method}; an import takes in resources and does nothing else.");
        return Err(Problem::invalid("fhir_not_resources", say));
    }
    let Some(resource) = resource else {
        return Ok(None);
    };
    if !text[resource.clone()].starts_with('{') {
        return Err(unsound(&format!("{name}.resource"), "is not an object"));
    }
    let full_url = frame.text("fullUrl").map(str::to_owned);
    let only_if_new = request.and_then(|request| request.text("ifNoneExist")).map(str::to_owned);
    Ok(Some(Unread { place, part: resource, full_url, only_if_new }))
}
