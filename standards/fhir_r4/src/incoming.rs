//! A referral that comes in: out of a bundle with a service request, what a referral coordinator needs of it.

use crate::datatypes::{Concept, Identifier, all, one, text};
use crate::json::{self, Json};
use crate::records::{Patient, Record};
use crate::{Attachment, Content, File, Limits, Reference, Target, primitives};
use kernel::{Phi, Problem};
use std::collections::HashMap;

/// Files of one referral that are taken over.
const FILES_MAX: usize = 20;

/// A referral to this office. Nothing of it may be logged.
pub struct IncomingReferral {
    /// Who is referred.
    pub patient: Option<Box<Patient>>,
    /// Whether the sender says `urgent`, `asap` or `stat`.
    pub is_urgent: bool,
    /// What is asked for.
    pub service: String,
    /// Why.
    pub reason: Phi<String>,
    /// What we are asked.
    pub questions: Phi<String>,
    /// Diagnoses, `I10 Hypertension`.
    pub diagnoses: Vec<Phi<String>>,
    /// Who asks.
    pub sender: String,
    /// Their national provider identifier; may be empty.
    pub sender_npi: String,
    /// How to reach them.
    pub sender_contact: String,
    /// Documents that came along: media type, title, bytes.
    pub files: Vec<(String, Phi<String>, Phi<Vec<u8>>)>,
}

#[derive(Default)]
struct Found {
    request: Option<Request>,
    patients: HashMap<String, Box<Patient>>,
    senders: HashMap<String, (String, String, String)>,
    conditions: HashMap<String, Phi<String>>,
    binaries: HashMap<String, Phi<Vec<u8>>>,
    attachments: Vec<Attachment>,
}

/// What is taken from the service request.
struct Request {
    subject: Option<Reference>,
    requester: Option<Reference>,
    priority: String,
    service: String,
    reasons: Vec<Concept>,
    because: Vec<Reference>,
    notes: Vec<String>,
}

/// Reads a referral from a file of FHIR R4.
///
/// # Errors
/// Invalid, in one sentence, when it is no sound FHIR or has no service request.
pub fn read(file: String, limits: &Limits) -> Result<IncomingReferral, Problem> {
    let file = File::cut(file, limits)?;
    let mut found = Found::default();
    for received in file.resources() {
        if let Content::Refused(problem) = &received.content {
            let say = format!(
                "Nothing of this referral was taken in, because of its entry {}: {}",
                received.place,
                problem.say()
            );
            return Err(Problem::invalid("fhir_unsound", say));
        }
        let names: Vec<String> =
            [received.full_url.clone(), received.id.as_ref().map(|id| format!("{}/{id}", received.kind))]
                .into_iter()
                .flatten()
                .collect();
        let source = received.source.reveal();
        let json = json::parse(source, 0..source.len()).map_err(|_| unsound())?;
        found.take(&names, &received.kind, &json, received.content);
    }
    found.referral()
}

fn unsound() -> Problem {
    Problem::invalid("fhir_unsound", "This file is not sound FHIR R4.")
}

fn name_of(reference: &Reference) -> Option<String> {
    match reference.target.as_ref()? {
        Target::Entry(url) => Some(url.clone()),
        Target::Resource { kind, id } => Some(format!("{kind}/{id}")),
        Target::Search { .. } | Target::Contained(_) | Target::Elsewhere(_) => None,
    }
}

fn npi_of(identifiers: &[Identifier]) -> String {
    let npi = identifiers.iter().find(|one| one.system.as_deref() == Some("http://hl7.org/fhir/sid/us-npi"));
    npi.and_then(|one| one.value.as_ref()).map(|value| value.reveal().clone()).unwrap_or_default()
}

impl Found {
    fn take(&mut self, names: &[String], kind: &str, json: &Json<'_>, content: Content) {
        match (kind, content) {
            ("Patient", Content::Record(Record::Patient(patient))) => {
                if let Some(name) = names.first() {
                    self.patients.insert(name.clone(), patient);
                }
            }
            ("Practitioner" | "Organization", _) => {
                let sender = (called(json), npi_of(&all(json, "identifier")), contact(json));
                self.senders.extend(names.iter().map(|name| (name.clone(), sender.clone())));
            }
            ("Condition", _) => {
                let code: Concept = one(json, "code").unwrap_or_default();
                let said =
                    Phi::new(format!("{} {}", code.first_code().unwrap_or_default(), code.label()).trim().to_owned());
                self.conditions.extend(names.iter().map(|name| (name.clone(), said.clone())));
            }
            ("Binary", _) => {
                let bytes = json.text("data").and_then(primitives::base64_bytes).map(Phi::new).unwrap_or_default();
                self.binaries.extend(names.iter().map(|name| (name.clone(), bytes.clone())));
            }
            ("DocumentReference", Content::Record(Record::Document(document))) => {
                self.attachments.extend(document.contents);
            }
            ("ServiceRequest", _) if self.request.is_none() => {
                let code: Concept = one(json, "code").unwrap_or_default();
                self.request = Some(Request {
                    subject: one(json, "subject"),
                    requester: one(json, "requester"),
                    priority: text(json, "priority").unwrap_or_default(),
                    service: code.label().to_owned(),
                    reasons: all(json, "reasonCode"),
                    because: all(json, "reasonReference"),
                    notes: json.list("note").iter().filter_map(|note| text(note, "text")).collect(),
                });
            }
            _ => {}
        }
    }

    fn referral(mut self) -> Result<IncomingReferral, Problem> {
        let Some(request) = self.request.take() else {
            let say =
                "This file has no service request, so it is no referral. Take it in as records or documents instead.";
            return Err(Problem::invalid("no_request", say));
        };
        let subject = request.subject.as_ref().and_then(name_of);
        let patient = match subject {
            Some(name) => self.patients.remove(&name),
            None if self.patients.len() == 1 => self.patients.drain().next().map(|(_, patient)| patient),
            None => None,
        };
        let because = request.because.iter().filter_map(name_of).filter_map(|name| self.conditions.get(&name).cloned());
        let requester = request.requester.as_ref();
        let known = requester.and_then(name_of).and_then(|name| self.senders.get(&name).cloned());
        let said = requester.and_then(|who| who.display.as_ref()).map(|name| name.reveal().clone());
        let (sender, sender_npi, sender_contact) =
            known.unwrap_or_else(|| (said.unwrap_or_default(), String::new(), String::new()));
        let reasons: Vec<&str> = request.reasons.iter().map(Concept::label).filter(|label| !label.is_empty()).collect();
        let reason = if reasons.is_empty() { request.service.clone() } else { reasons.join("\n") };
        Ok(IncomingReferral {
            diagnoses: because.collect(),
            patient,
            is_urgent: matches!(request.priority.as_str(), "urgent" | "asap" | "stat"),
            service: request.service,
            reason: Phi::new(reason),
            questions: Phi::new(request.notes.join("\n")),
            sender,
            sender_npi,
            sender_contact,
            files: files(self.attachments, &self.binaries),
        })
    }
}

/// The bytes that came along, whether in the document itself or in a resource beside it.
fn files(
    attachments: Vec<Attachment>,
    binaries: &HashMap<String, Phi<Vec<u8>>>,
) -> Vec<(String, Phi<String>, Phi<Vec<u8>>)> {
    let file = |one: Attachment| {
        let url = one.url.as_deref().unwrap_or_default();
        let bytes = one.data.or_else(|| binaries.get(url).cloned())?;
        Some((one.content_type.unwrap_or_default(), one.title.unwrap_or_default(), bytes))
    };
    attachments.into_iter().filter_map(file).filter(|(.., bytes)| !bytes.reveal().is_empty()).take(FILES_MAX).collect()
}

fn called(json: &Json<'_>) -> String {
    if let Some(name) = json.text("name") {
        return name.to_owned();
    }
    let Some(name) = json.list("name").first() else { return String::new() };
    if let Some(whole) = name.text("text") {
        return whole.to_owned();
    }
    let part =
        |field: &str| name.list(field).iter().filter_map(|item| item.as_text().map(str::to_owned)).collect::<Vec<_>>();
    let words =
        [part("prefix"), part("given"), name.text("family").map(str::to_owned).into_iter().collect(), part("suffix")];
    words.concat().join(" ")
}

fn contact(json: &Json<'_>) -> String {
    let told = json.list("telecom").iter().filter_map(|item| {
        Some(format!("{} {}", item.text("system").unwrap_or_default(), item.text("value")?).trim().to_owned())
    });
    told.take(4).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Limits;
    use proptest::prelude::*;

    const REFERRAL: &str = r#"{"resourceType":"Bundle","type":"document","entry":[
{"fullUrl":"urn:uuid:1","resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","priority":"asap",
"code":{"text":"Referral to Cardiology"},"subject":{"reference":"urn:uuid:2"},"requester":{"display":"Dr. Reyes"}}},
{"fullUrl":"urn:uuid:2","resource":{"resourceType":"Patient","name":[{"family":"Silva"}],"birthDate":"1990-01-02"}}]}"#;

    #[test]
    fn what_is_asked_is_the_reason_where_none_is_told() {
        let told = read(REFERRAL.to_owned(), &Limits::default()).expect("a referral");
        assert_eq!((told.is_urgent, told.sender.as_str()), (true, "Dr. Reyes"));
        assert_eq!(told.reason.reveal(), "Referral to Cardiology");
        assert!(told.patient.is_some() && told.files.is_empty());
    }

    proptest! {
        #[test]
        fn a_referral_with_anything_in_it_is_read_or_refused(at in 0_usize..600, junk in "\\PC{0,12}") {
            let mut text = REFERRAL.to_owned();
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.insert_str(at, &junk);
            // Either is right; what must not happen is a panic.
            drop(read(text, &Limits::default()));
        }
    }
}
