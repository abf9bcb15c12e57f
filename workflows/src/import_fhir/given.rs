//! Medicines and vaccinations of FHIR as parts of the chart.

use super::records::Around;
use super::tell::{Coded, joined, label, labels, told};
use clinical::immunizations::Immunization;
use clinical::medications::{Basis, DoseGiven, Medication};
use clinical::told::key;
use fhir_r4::records::{self as fhir, Dosage, Medicine};
use fhir_r4::{Quantity, Reference};
use kernel::Phi;

/// Which medicine: by its code, by the medication in the same file, or by the sender's words for what it points to.
fn medicine(around: &Around<'_>, medicine: &Medicine) -> Coded {
    match medicine {
        Medicine::Coded(code) => Coded::of(code),
        Medicine::Elsewhere(reference) => {
            let key = around.within.resolve(reference);
            let known = key.and_then(|key| around.within.medicines.get(&key));
            let mut coded = Coded::maybe(known);
            if coded.label.is_empty() {
                coded.label = around.within.name(reference).into_revealed();
            }
            if coded.label.is_empty() {
                "A medicine that did not come along".clone_into(&mut coded.label);
            }
            coded
        }
    }
}

/// How to take it, as one line.
fn dosage(dosages: &[Dosage]) -> Phi<String> {
    let line = |dosage: &Dosage| {
        if let Some(text) = &dosage.text {
            return text.reveal().clone();
        }
        let mut parts: Vec<String> = Vec::new();
        parts.extend(dosage.dose.as_ref().map(Quantity::line));
        parts.extend(dosage.frequency.as_ref().map(often));
        if dosage.as_needed {
            parts.push("as needed".to_owned());
        }
        parts.extend(dosage.patient_instruction.as_ref().map(|words| words.reveal().clone()));
        parts.join(" ")
    };
    let lines: Vec<String> = dosages.iter().map(line).filter(|line| !line.is_empty()).collect();
    Phi::new(lines.join("; "))
}

fn often((times, period, unit): &(String, String, String)) -> String {
    let unit = match unit.as_str() {
        "h" => "hours",
        "d" => "days",
        "wk" => "weeks",
        "mo" => "months",
        "min" => "minutes",
        other => other,
    };
    match (times.as_str(), period.as_str()) {
        ("1", "1") => format!("once every {}", unit.trim_end_matches('s')),
        (times, "1") => format!("{times} times every {}", unit.trim_end_matches('s')),
        ("1", period) => format!("once every {period} {unit}"),
        (times, period) => format!("{times} times every {period} {unit}"),
    }
}

fn route(dosages: &[Dosage]) -> String {
    label(dosages.iter().find_map(|dosage| dosage.route.as_ref()))
}

fn reason(around: &Around<'_>, coded: &[fhir_r4::Concept], pointed: &[Reference]) -> Phi<String> {
    let words = labels(coded);
    if words.is_empty() { around.within.names(pointed) } else { Phi::new(words) }
}

/// An order or prescription.
pub(super) fn ordered(around: &Around<'_>, from: &fhir::MedicationOrder) -> Medication {
    let code = medicine(around, &from.medicine);
    let at = told(from.authored.as_ref());
    Medication {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        until_text: String::new(),
        present: matches!(from.status.as_str(), "active" | "on-hold"),
        basis: if from.reported { Basis::Reported } else { Basis::Ordered },
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        intent: from.intent.clone(),
        forbidden: from.do_not_perform,
        dosage: dosage(&from.dosages),
        as_needed: from.dosages.iter().any(|dosage| dosage.as_needed),
        route: route(&from.dosages),
        quantity: from.quantity.as_ref().map(Quantity::line).unwrap_or_default(),
        refills: from.refills.map(i64::from),
        reason: reason(around, &from.reasons, &from.reason_references),
        prescriber: around.within.maybe_name(from.requester.as_ref()),
        note: joined(&from.notes),
    }
}

/// What somebody says the patient takes.
pub(super) fn reported(around: &Around<'_>, from: &fhir::MedicationTaken) -> Medication {
    let code = medicine(around, &from.medicine);
    let at = told(from.effective.start.as_ref().or(from.asserted.as_ref()));
    Medication {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        until_text: told(from.effective.end.as_ref()),
        present: matches!(from.status.as_str(), "active" | "on-hold" | "intended"),
        basis: Basis::Reported,
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        intent: String::new(),
        forbidden: false,
        dosage: dosage(&from.dosages),
        as_needed: from.dosages.iter().any(|dosage| dosage.as_needed),
        route: route(&from.dosages),
        quantity: String::new(),
        refills: None,
        reason: Phi::new(labels(&from.reasons)),
        prescriber: around.within.maybe_name(from.source.as_ref()),
        note: joined(&from.notes),
    }
}

/// A dose that was given, or not.
pub(super) fn dose(around: &Around<'_>, from: &fhir::MedicationGiven) -> DoseGiven {
    let code = medicine(around, &from.medicine);
    let at = told(from.effective.start.as_ref());
    let words = from.dosage_text.as_ref().map(|text| text.reveal().clone());
    DoseGiven {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        dose: from.dose.as_ref().map(Quantity::line).or(words).unwrap_or_default(),
        route: label(from.route.as_ref()),
        site: label(from.site.as_ref()),
        reason: reason(around, &from.reasons, &from.reason_references),
        giver: around.within.names(&from.performers),
        note: joined(&from.notes),
    }
}

/// A vaccination, given or not.
pub(super) fn immunization(around: &Around<'_>, from: &fhir::Immunization) -> Immunization {
    let code = Coded::of(&from.vaccine);
    let words = from.occurred_text.as_ref().map(|text| text.reveal().clone());
    let at = from.occurred.as_ref().map(|when| when.text().to_owned()).or(words).unwrap_or_default();
    Immunization {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        not_done_reason: label(from.status_reason.as_ref()),
        first_hand: from.primary_source,
        lot: from.lot.clone().unwrap_or_default(),
        expires_text: told(from.expires.as_ref()),
        manufacturer: from.manufacturer.clone().map(Phi::into_revealed).unwrap_or_default(),
        dose: from.dose.as_ref().map(Quantity::line).unwrap_or_default(),
        route: label(from.route.as_ref()),
        site: label(from.site.as_ref()),
        place: around.within.place(from.location.as_ref()),
        giver: around.within.names(&from.performers),
        note: joined(&from.notes),
    }
}

#[cfg(test)]
mod tests {
    use super::often;

    #[test]
    fn how_often_is_told_in_words() {
        let told =
            |times: &str, period: &str, unit: &str| often(&(times.to_owned(), period.to_owned(), unit.to_owned()));
        assert_eq!(told("1", "1", "d"), "once every day");
        assert_eq!(told("2", "1", "d"), "2 times every day");
        assert_eq!(told("1", "8", "h"), "once every 8 hours");
    }
}
