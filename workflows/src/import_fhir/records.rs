//! Records of FHIR as parts of the chart: encounters, problems, allergies, procedures, reports, documents.

use super::prepare::{Source, Within};
use super::tell::{Coded, first_code, joined, label, labels, told};
use super::{given, observed};
use clinical::chart::Part;
use clinical::documents::{Document, NewAttachment, Report};
use clinical::encounters::{Encounter, EncounterId};
use clinical::observations::ObservationId;
use clinical::procedures::ProcedureDone;
use clinical::told::key;
use clinical::{allergies, problems};
use fhir_r4::records::{self as fhir, Onset, Record};
use fhir_r4::{Attachment, Reference};
use kernel::{Phi, RawId};
use office::PatientId;
use sha2::{Digest, Sha256};

/// What a record needs to know to become a part of the chart.
pub(super) struct Around<'a> {
    pub source: &'a Source,
    pub within: &'a Within,
    pub patient: PatientId,
    /// The id of the piece, which becomes the id of the record.
    pub id: RawId,
}

impl Around<'_> {
    /// The id of the encounter that a reference points to, whether it is here or not.
    pub fn encounter(&self, reference: Option<&Reference>) -> Option<EncounterId> {
        let (kind, id) = self.within.resolve(reference?)?;
        (kind == "Encounter").then(|| RawId::from(self.source.piece(&kind, &id)).into())
    }
}

/// The part of the chart that a record becomes; nothing for what is no part of a chart.
pub(super) fn part(around: &Around<'_>, record: &Record) -> Option<Part> {
    Some(match record {
        Record::Encounter(encounter) => Part::Encounter(Box::new(self::encounter(around, encounter))),
        Record::Condition(condition) => Part::Problem(Box::new(problem(around, condition))),
        Record::Allergy(allergy) => Part::Allergy(Box::new(self::allergy(around, allergy))),
        Record::Procedure(procedure) => Part::Procedure(Box::new(self::procedure(around, procedure))),
        Record::MedicationOrder(order) => Part::Medication(Box::new(given::ordered(around, order))),
        Record::MedicationTaken(taken) => Part::Medication(Box::new(given::reported(around, taken))),
        Record::MedicationGiven(dose) => Part::Dose(Box::new(given::dose(around, dose))),
        Record::Immunization(shot) => Part::Immunization(Box::new(given::immunization(around, shot))),
        Record::Observation(observation) => Part::Observation(observed::observation(around, observation)),
        Record::Report(report) => {
            let results = report.results.iter().filter_map(|result| result_id(around, result)).collect();
            Part::Report(Box::new(self::report(around, report)), results, attachments(&report.presented))
        }
        Record::Document(document) => {
            Part::Document(Box::new(self::document(around, document)), attachments(&document.contents))
        }
        _ => return None,
    })
}

fn result_id(around: &Around<'_>, result: &Reference) -> Option<ObservationId> {
    let (kind, id) = around.within.resolve(result)?;
    (kind == "Observation").then(|| RawId::from(around.source.piece(&kind, &id)).into())
}

fn encounter(around: &Around<'_>, from: &fhir::Encounter) -> Encounter {
    let kind = Coded::maybe(from.kinds.first());
    let at = told(from.period.start.as_ref());
    let performs = |who: &&fhir::Participant| who.roles.iter().any(|role| role.first_code() == Some("PPRF"));
    let who = from.participants.iter().find(performs).or(from.participants.first());
    Encounter {
        id: around.id.into(),
        patient: around.patient,
        at_key: key(&at),
        at_text: at,
        until_text: told(from.period.end.as_ref()),
        status: from.status.clone(),
        class: from.class.code.clone().unwrap_or_default(),
        code_system: kind.system,
        code: kind.code,
        label: kind.label,
        reason: Phi::new(labels(&from.reasons)),
        place: around.within.place(from.locations.first().or(from.service_provider.as_ref())),
        clinician: around.within.maybe_name(who.and_then(|who| who.who.as_ref())),
        discharge: label(from.discharge_disposition.as_ref()),
    }
}

/// When something began or ended, as it was told: a date, or words such as an age.
fn onset(onset: Option<&Onset>) -> String {
    match onset {
        Some(Onset::At(when)) => when.text().to_owned(),
        Some(Onset::During(period)) => told(period.start.as_ref()),
        Some(Onset::Age(age)) => format!("at age {}", age.line()),
        Some(Onset::Words(words)) => words.reveal().clone(),
        None => String::new(),
    }
}

fn stands(verification: Option<&str>) -> bool {
    !matches!(verification, Some("refuted" | "entered-in-error"))
}

fn problem(around: &Around<'_>, from: &fhir::Condition) -> problems::ListedProblem {
    let code = Coded::maybe(from.code.as_ref());
    let began = onset(from.onset.as_ref());
    let recorded = told(from.recorded.as_ref());
    let active = matches!(from.clinical_status.as_deref(), None | Some("active" | "recurrence" | "relapse"));
    problems::ListedProblem {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: if key(&began) == 0 { key(&recorded) } else { key(&began) },
        at_text: began,
        abated_text: onset(from.abatement.as_ref()),
        recorded_text: recorded,
        present: active && from.abatement.is_none() && stands(from.verification_status.as_deref()),
        code_system: code.system,
        code: code.code,
        label: code.label,
        clinical_status: from.clinical_status.clone().unwrap_or_default(),
        verification: from.verification_status.clone().unwrap_or_default(),
        category: first_code(&from.categories),
        severity: label(from.severity.as_ref()),
        note: joined(&from.notes),
    }
}

fn allergy(around: &Around<'_>, from: &fhir::Allergy) -> allergies::Allergy {
    let code = Coded::maybe(from.code.as_ref());
    let began = onset(from.onset.as_ref());
    let recorded = told(from.recorded.as_ref());
    let severities = ["severe", "moderate", "mild"];
    let seen =
        |severity: &&&str| from.reactions.iter().any(|reaction| reaction.severity.as_deref() == Some(**severity));
    let reactions: Vec<String> = from.reactions.iter().map(reaction).filter(|text| !text.is_empty()).collect();
    allergies::Allergy {
        id: around.id.into(),
        patient: around.patient,
        at_key: if key(&began) == 0 { key(&recorded) } else { key(&began) },
        at_text: began,
        recorded_text: recorded,
        present: matches!(from.clinical_status.as_deref(), None | Some("active"))
            && stands(from.verification_status.as_deref()),
        code_system: code.system,
        code: code.code,
        label: code.label,
        kind: from.kind.clone().unwrap_or_default(),
        categories: from.categories.join(","),
        criticality: from.criticality.clone().unwrap_or_default(),
        severity: severities.iter().find(seen).copied().unwrap_or_default().to_owned(),
        reactions: Phi::new(reactions.join("; ")),
        clinical_status: from.clinical_status.clone().unwrap_or_default(),
        verification: from.verification_status.clone().unwrap_or_default(),
        note: joined(&from.notes),
    }
}

fn reaction(from: &fhir::Reaction) -> String {
    let signs = labels(&from.manifestations);
    match &from.description {
        Some(words) if signs.is_empty() => words.reveal().clone(),
        Some(words) => format!("{signs}: {}", words.reveal()),
        None => signs,
    }
}

fn procedure(around: &Around<'_>, from: &fhir::Procedure) -> ProcedureDone {
    let code = Coded::maybe(from.code.as_ref());
    let at = onset(from.performed.as_ref());
    let until = match &from.performed {
        Some(Onset::During(period)) => told(period.end.as_ref()),
        _ => String::new(),
    };
    let reasons = labels(&from.reasons);
    let because = around.within.names(&from.reason_references);
    ProcedureDone {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        until_text: until,
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        body_site: labels(&from.body_sites),
        reason: if reasons.is_empty() { because } else { Phi::new(reasons) },
        outcome: label(from.outcome.as_ref()),
        place: around.within.place(from.location.as_ref()),
        performer: around.within.names(&from.performers),
        note: joined(&from.notes),
    }
}

fn report(around: &Around<'_>, from: &fhir::Report) -> Report {
    let code = Coded::of(&from.code);
    let at = told(from.effective.start.as_ref().or(from.issued.as_ref()));
    let coded = labels(&from.conclusion_codes);
    Report {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounter.as_ref()),
        at_key: key(&at),
        at_text: at,
        issued_text: told(from.issued.as_ref()),
        category: first_code(&from.categories),
        code_system: code.system,
        code: code.code,
        label: code.label,
        status: from.status.clone(),
        performer: around.within.names(&from.performers),
        conclusion: from.conclusion.clone().unwrap_or_else(|| Phi::new(coded)),
    }
}

fn document(around: &Around<'_>, from: &fhir::DocumentReference) -> Document {
    let kind = Coded::maybe(from.kind.as_ref());
    let at = told(from.date.as_ref().or(from.period.start.as_ref()));
    Document {
        id: around.id.into(),
        patient: around.patient,
        encounter: around.encounter(from.encounters.first()),
        at_key: key(&at),
        at_text: at,
        category: first_code(&from.categories),
        code_system: kind.system,
        code: kind.code,
        label: kind.label,
        status: from.status.clone(),
        document_status: from.document_status.clone().unwrap_or_default(),
        author: around.within.names(&from.authors),
        custodian: around.within.place(from.custodian.as_ref()),
        description: from.description.clone().unwrap_or_default(),
    }
}

fn attachments(from: &[Attachment]) -> Vec<NewAttachment> {
    let file = |file: &Attachment| NewAttachment {
        title: file.title.clone().unwrap_or_default(),
        media_type: file.content_type.clone().unwrap_or_default(),
        url: file.url.clone().unwrap_or_default(),
        bytes: file.data.as_ref().map(|data| (Sha256::digest(data.reveal()).to_vec(), data.clone())),
    };
    from.iter().map(file).collect()
}
