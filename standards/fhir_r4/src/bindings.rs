//! Required value sets and invariants of R4: the words an element must take, and what must go with what.

use crate::json::Json;

/// Elements with a required binding to a short list of codes (R4 4.0.1, 2019).
const WORDS: [(&str, &str, &str); 24] = [
    ("Patient", "gender", "male female other unknown"),
    ("Practitioner", "gender", "male female other unknown"),
    ("Encounter", "status", "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown"),
    ("Observation", "status", "registered preliminary final amended corrected cancelled entered-in-error unknown"),
    (
        "DiagnosticReport",
        "status",
        "registered partial preliminary final amended corrected appended cancelled entered-in-error unknown",
    ),
    ("DocumentReference", "status", "current superseded entered-in-error"),
    ("DocumentReference", "docStatus", "preliminary final amended entered-in-error"),
    ("Immunization", "status", "completed entered-in-error not-done"),
    ("Procedure", "status", "preparation in-progress not-done on-hold stopped completed entered-in-error unknown"),
    ("MedicationRequest", "status", "active on-hold cancelled completed entered-in-error stopped draft unknown"),
    (
        "MedicationRequest",
        "intent",
        "proposal plan order original-order reflex-order filler-order instance-order option",
    ),
    ("MedicationAdministration", "status", "in-progress not-done on-hold completed entered-in-error stopped unknown"),
    ("MedicationStatement", "status", "active completed entered-in-error intended stopped on-hold unknown not-taken"),
    ("Medication", "status", "active inactive entered-in-error"),
    ("AllergyIntolerance", "type", "allergy intolerance"),
    ("AllergyIntolerance", "criticality", "low high unable-to-assess"),
    ("AllergyIntolerance", "category", "food medication environment biologic"),
    ("Coverage", "status", "active cancelled draft entered-in-error"),
    ("Location", "status", "active suspended inactive"),
    ("CarePlan", "status", "draft active on-hold revoked completed entered-in-error unknown"),
    ("CareTeam", "status", "proposed active suspended inactive entered-in-error"),
    (
        "Goal",
        "lifecycleStatus",
        "proposed planned accepted active on-hold completed cancelled entered-in-error rejected",
    ),
    (
        "Appointment",
        "status",
        "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist",
    ),
    (
        "Bundle",
        "type",
        "document message transaction transaction-response batch batch-response history searchset collection",
    ),
];

/// The first broken rule of this resource: the element, and why.
pub(crate) fn invariants(kind: &str, json: &Json<'_>) -> Option<(&'static str, &'static str)> {
    for (_, element, words) in WORDS.iter().filter(|(of, _, _)| *of == kind) {
        let listed = |value: &Json<'_>| value.as_text().is_none_or(|word| words.split(' ').any(|have| have == word));
        let sound = match json.get(element) {
            Some(Json::List(values)) => values.iter().all(listed),
            Some(value) => listed(value),
            None => true,
        };
        if !sound {
            return Some((element, "is not one of the codes that R4 allows there"));
        }
    }
    match kind {
        "Appointment" => appointment(json),
        "Observation" => {
            let valued = json.members().iter().any(|(name, _)| name.starts_with("value"));
            // obs-6
            (valued && json.get("dataAbsentReason").is_some())
                .then_some(("dataAbsentReason", "stands beside a value, which R4 forbids"))
        }
        "Patient" => json.list("contact").iter().find_map(|contact| {
            // pat-1
            let some =
                ["name", "telecom", "address", "organization"].iter().any(|detail| contact.get(detail).is_some());
            (!some).then_some(("contact", "has no name, telecom, address or organization"))
        }),
        _ => None,
    }
}

/// app-2 and app-3: start and end come together, and only a proposed, cancelled or waitlisted appointment lacks them.
fn appointment(json: &Json<'_>) -> Option<(&'static str, &'static str)> {
    match (json.get("start").is_some(), json.get("end").is_some()) {
        (true, true) => None,
        (false, false) if matches!(json.text("status"), Some("proposed" | "cancelled" | "waitlist")) => None,
        (false, _) => Some(("start", "is missing")),
        (true, false) => Some(("end", "is missing")),
    }
}
