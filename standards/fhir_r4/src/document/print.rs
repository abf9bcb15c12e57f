//! The entries of the bundle, in the order in which a reader needs them: the composition first (R4 invariant bdl-11).

use super::{Attached, Coded, Measured, Party, Policy, Purpose, ReferralDocument, Subject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

const LOINC: &str = "http://loinc.org";
const NPI: &str = "http://hl7.org/fhir/sid/us-npi";
const ICD10CM: &str = "http://hl7.org/fhir/sid/icd-10-cm";
const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";
const ALLERGY_CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";

/// A printed document.
pub struct Printed {
    /// The bundle, as JSON in UTF-8.
    pub json: Vec<u8>,
    /// How many entries it has.
    pub entries: usize,
}

/// The entries so far, each known by its full URL.
struct Entries<'a> {
    all: Vec<Value>,
    new_id: &'a mut dyn FnMut() -> String,
}

impl Entries<'_> {
    /// Adds a resource, and says how others refer to it.
    fn add(&mut self, mut resource: Value) -> Value {
        let id = (self.new_id)();
        resource["id"] = json!(id);
        let url = format!("urn:uuid:{id}");
        self.all.push(json!({ "fullUrl": url, "resource": tidy(resource) }));
        json!({ "reference": url })
    }

    fn add_all<T>(&mut self, items: &[T], resource: impl Fn(&T) -> Value) -> Vec<Value> {
        items.iter().map(|item| self.add(resource(item))).collect()
    }
}

/// Prints the document. `new_id` makes a UUID that no other resource has.
#[must_use]
pub fn print(document: &ReferralDocument, new_id: &mut dyn FnMut() -> String) -> Printed {
    let mut entries = Entries { all: Vec::new(), new_id };
    let patient = entries.add(subject(&document.patient));
    let sender = entries.add(party(&document.sender));
    let author = entries.add(party(&document.author));
    let recipient = entries.add(party(&document.recipient));
    let policies = entries.add_all(&document.policies, |policy| coverage(policy, &patient));
    let diagnoses = entries.add_all(&document.diagnoses, |coded| condition(coded, &patient, "encounter-diagnosis"));
    let around = Around { patient: &patient, author: &author, recipient: &recipient };
    let request = (document.purpose == Purpose::Referral)
        .then(|| entries.add(service_request(document, &around, &diagnoses, &policies)));
    let mut sections = vec![section(
        "Reason for referral",
        if document.purpose == Purpose::Referral { "42349-1" } else { "11488-4" },
        &[document.words.as_str(), document.questions.as_str()],
        request.into_iter().chain(diagnoses).collect(),
    )];
    if !policies.is_empty() {
        sections.push(section("Insurance", "48768-6", &[], policies));
    }
    let clinical = [
        (
            "Problems",
            "11450-4",
            entries.add_all(&document.problems, |coded| condition(coded, &patient, "problem-list-item")),
        ),
        ("Medicines", "10160-0", entries.add_all(&document.medications, |coded| medication(coded, &patient))),
        ("Allergies", "48765-2", entries.add_all(&document.allergies, |coded| allergy(coded, &patient))),
        ("Results", "30954-2", entries.add_all(&document.results, |value| observation(value, &patient))),
        ("Vaccinations", "11369-6", entries.add_all(&document.immunizations, |coded| immunization(coded, &patient))),
        ("Documents", "55107-7", files(&mut entries, document, &patient)),
    ];
    sections.extend(
        clinical
            .into_iter()
            .filter(|(.., found)| !found.is_empty())
            .map(|(title, code, found)| section(title, code, &[], found)),
    );
    let composition = composition(document, &around, &sender, sections);
    entries.add(composition);
    // It was written last, because it points at all others, and it stands first.
    entries.all.rotate_right(1);
    let bundle = json!({
        "resourceType": "Bundle",
        "identifier": { "system": "urn:ietf:rfc:3986", "value": document.identifier },
        "type": "document",
        "timestamp": document.made_at,
        "entry": entries.all,
    });
    let mut json = String::new();
    write(&bundle, &mut json);
    Printed { entries: bundle["entry"].as_array().map_or(0, Vec::len), json: json.into_bytes() }
}

struct Around<'a> {
    patient: &'a Value,
    author: &'a Value,
    recipient: &'a Value,
}

fn composition(document: &ReferralDocument, around: &Around<'_>, sender: &Value, sections: Vec<Value>) -> Value {
    let (code, display) = match document.purpose {
        Purpose::Referral => ("57133-1", "Referral note"),
        Purpose::Report => ("11488-4", "Consult note"),
    };
    json!({
        "resourceType": "Composition",
        "status": "final",
        "type": { "coding": [{ "system": LOINC, "code": code, "display": display }] },
        "subject": around.patient,
        "date": document.made_at,
        "author": [around.author],
        "title": document.title,
        "custodian": sender,
        "section": sections,
    })
}

/// A section: its words as narrative, and the resources it is made of.
fn section(title: &str, code: &str, words: &[&str], found: Vec<Value>) -> Value {
    let said: Vec<String> =
        words.iter().filter(|words| !words.is_empty()).map(|words| format!("<p>{}</p>", escaped(words))).collect();
    let narrative = (!said.is_empty()).then(|| {
        json!({ "status": "additional",
            "div": format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{}</div>", said.concat()) })
    });
    tidy(json!({
        "title": title,
        "code": { "coding": [{ "system": LOINC, "code": code }] },
        "text": narrative,
        "entry": found,
    }))
}

fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br/>")
}

fn subject(who: &Subject) -> Value {
    json!({
        "resourceType": "Patient",
        "identifier": [{ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR" }] },
            "value": who.mrn }],
        "name": [{ "use": "official", "family": who.family, "given": who.given }],
        "telecom": telecoms(&who.phone, "", &who.email),
        "gender": who.gender,
        "birthDate": who.birth_day,
        "address": [{ "line": [who.street], "city": who.city, "state": who.state, "postalCode": who.postal_code }],
        "communication": [{ "language": { "coding": [{ "system": "urn:ietf:bcp:47", "code": who.language }] } }],
    })
}

fn telecoms(phone: &str, fax: &str, email: &str) -> Vec<Value> {
    let all = [("phone", phone), ("fax", fax), ("email", email)];
    let given = all.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(system, value)| json!({ "system": system, "value": value })).collect()
}

fn party(who: &Party) -> Value {
    let identifier = (!who.npi.is_empty()).then(|| json!([{ "system": NPI, "value": who.npi }]));
    let address = (!who.address.is_empty()).then(|| json!([{ "text": who.address }]));
    let telecom = telecoms(&who.phone, &who.fax, &who.email);
    if who.is_office {
        return json!({ "resourceType": "Organization", "identifier": identifier, "name": who.name,
            "telecom": telecom, "address": address });
    }
    json!({ "resourceType": "Practitioner", "identifier": identifier, "name": [{ "text": who.name }],
        "telecom": telecom, "address": address })
}

fn coverage(policy: &Policy, patient: &Value) -> Value {
    let class = |kind: &str, value: &str| {
        (!value.is_empty()).then(|| {
            json!({ "type": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/coverage-class",
                "code": kind }] }, "value": value })
        })
    };
    let classes: Vec<Value> =
        [class("plan", &policy.plan), class("group", &policy.group)].into_iter().flatten().collect();
    json!({
        "resourceType": "Coverage",
        "status": "active",
        "subscriberId": policy.member,
        "beneficiary": patient,
        "relationship": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/subscriber-relationship",
            "code": policy.relationship }] },
        "payor": [{ "display": policy.payer }],
        "class": classes,
        "order": policy.order,
    })
}

fn service_request(document: &ReferralDocument, around: &Around<'_>, diagnoses: &[Value], policies: &[Value]) -> Value {
    let note: Vec<Value> =
        [&document.questions].into_iter().filter(|text| !text.is_empty()).map(|text| json!({ "text": text })).collect();
    let authorisation = (!document.authorisation.is_empty())
        .then(|| json!([{ "type": { "text": "Authorisation of the insurer" }, "value": document.authorisation }]));
    json!({
        "resourceType": "ServiceRequest",
        "identifier": authorisation,
        "status": "active",
        "intent": "order",
        "category": [{ "coding": [{ "system": "http://snomed.info/sct", "code": "3457005", "display": "Patient referral" }] }],
        "priority": document.priority,
        "code": { "text": document.service },
        "subject": around.patient,
        "authoredOn": document.made_at,
        "requester": around.author,
        "performer": [around.recipient],
        "reasonCode": [{ "text": document.words }],
        "reasonReference": diagnoses,
        "insurance": policies,
        "note": note,
    })
}

fn concept(coded: &Coded, usual: &str) -> Value {
    let system = if coded.system.is_empty() { usual } else { &coded.system };
    let coding =
        (!coded.code.is_empty()).then(|| json!([{ "system": system, "code": coded.code, "display": coded.label }]));
    json!({ "coding": coding, "text": coded.label })
}

fn note(coded: &Coded) -> Vec<Value> {
    [&coded.more].into_iter().filter(|text| !text.is_empty()).map(|text| json!({ "text": text })).collect()
}

fn condition(coded: &Coded, patient: &Value, category: &str) -> Value {
    json!({
        "resourceType": "Condition",
        "clinicalStatus": { "coding": [{ "system": CLINICAL, "code": "active" }] },
        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-category", "code": category }] }],
        "code": concept(coded, ICD10CM),
        "subject": patient,
        "onsetDateTime": coded.at,
        "note": note(coded),
    })
}

fn medication(coded: &Coded, patient: &Value) -> Value {
    let dosage = (!coded.more.is_empty()).then(|| json!([{ "text": coded.more }]));
    json!({
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": concept(coded, "http://www.nlm.nih.gov/research/umls/rxnorm"),
        "subject": patient,
        "effectiveDateTime": coded.at,
        "dosage": dosage,
    })
}

fn allergy(coded: &Coded, patient: &Value) -> Value {
    let reaction = (!coded.more.is_empty()).then(|| json!([{ "manifestation": [{ "text": coded.more }] }]));
    json!({
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": { "coding": [{ "system": ALLERGY_CLINICAL, "code": "active" }] },
        "code": concept(coded, "http://snomed.info/sct"),
        "patient": patient,
        "onsetDateTime": coded.at,
        "reaction": reaction,
    })
}

fn observation(value: &Measured, patient: &Value) -> Value {
    // A number as it was told: 212.50 says more than 212.5 (R4 §2.24.0.1, decimal).
    let number = serde_json::from_str::<serde_json::Number>(&value.number).ok();
    let number = number.map(|_| json!({ DECIMAL: value.number }));
    let mut resource = json!({
        "resourceType": "Observation",
        "status": "final",
        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
        "code": concept(&value.what, LOINC),
        "subject": patient,
        "effectiveDateTime": value.what.at,
    });
    match number {
        Some(number) => resource["valueQuantity"] = json!({ "value": number, "unit": value.unit }),
        None => resource["valueString"] = json!(value.words),
    }
    resource
}

fn immunization(coded: &Coded, patient: &Value) -> Value {
    let when = if coded.at.is_empty() {
        json!({ "occurrenceString": "not told" })
    } else {
        json!({ "occurrenceDateTime": coded.at })
    };
    let mut resource = json!({
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": concept(coded, "http://hl7.org/fhir/sid/cvx"),
        "patient": patient,
    });
    if let (Some(all), Some(when)) = (resource.as_object_mut(), when.as_object()) {
        all.extend(when.clone());
    }
    resource
}

/// Each document as a reference, with its bytes in a resource of their own.
fn files(entries: &mut Entries<'_>, document: &ReferralDocument, patient: &Value) -> Vec<Value> {
    let mut found = Vec::with_capacity(document.files.len());
    for Attached { title, media_type, bytes } in &document.files {
        let binary = entries.add(json!({
            "resourceType": "Binary", "contentType": media_type, "data": STANDARD.encode(bytes),
        }));
        found.push(entries.add(json!({
            "resourceType": "DocumentReference",
            "status": "current",
            "type": { "text": title },
            "subject": patient,
            "description": title,
            "content": [{ "attachment": { "contentType": media_type, "url": binary["reference"], "title": title } }],
        })));
    }
    found
}

/// The name of the one member by which a number keeps its digits until it is written.
const DECIMAL: &str = "\u{0}decimal";

/// Writes JSON, with the digits of decimals as they are.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            if let Some(digits) = members.get(DECIMAL).and_then(Value::as_str) {
                out.push_str(digits);
                return;
            }
            for (at, (name, member)) in members.iter().enumerate() {
                out.push(if at == 0 { '{' } else { ',' });
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write(member, out);
            }
            out.push_str(if members.is_empty() { "{}" } else { "}" });
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// Without what is empty: FHIR has no empty text, list or object (R4 §2.6.2).
fn tidy(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept =
                members.into_iter().map(|(name, value)| (name, tidy(value))).filter(|(_, value)| !is_empty(value));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(tidy).filter(|value| !is_empty(value)).collect()),
        Value::String(text) => Value::String(text.trim().to_owned()),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
