//! Gathering: what was chosen is read from the departments, once, in the transaction in which the packet is made.

use clinical::allergies::{self, Allergy};
use clinical::documents::{OwnerId, ReadDocument, attachments};
use clinical::histories::Known;
use clinical::immunizations::{self, Immunization};
use clinical::medications::{self, Medication};
use clinical::observations::{self, Observation};
use clinical::problems::{self, ListedProblem};
use fhir_r4::document::Subject as DocumentSubject;
use front_office::documents::{DocumentId, files_of};
use front_office::referrals::{Part, PartKind};
use kernel::{Phi, Problem, RawId};
use office::{PatientId, Query, Reader};
use papers::{Paper, PaperKind};
use registry::people::{Demographics, Person};

/// Lines of a section at most.
const LINES_MAX: u32 = 100;

/// A document that goes along, whole.
pub(crate) struct Enclosed {
    pub title: Phi<String>,
    pub media_type: String,
    pub bytes: Phi<Vec<u8>>,
}

impl Enclosed {
    /// As a paper, where it is one that is printed.
    pub(crate) fn paper(&self) -> Result<Option<Paper>, Problem> {
        match PaperKind::of_media_type(self.plain_type()) {
            Some(_) => papers::read(self.bytes.reveal().clone()).map(Some),
            None => Ok(None),
        }
    }

    /// As words, where it is text.
    pub(crate) fn words(&self) -> Option<String> {
        (self.plain_type() == "text/plain").then(|| String::from_utf8_lossy(self.bytes.reveal()).into_owned())
    }

    fn plain_type(&self) -> &str {
        self.media_type.split(';').next().unwrap_or_default().trim()
    }
}

/// What of the record goes along.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) problems: Vec<ListedProblem>,
    pub(crate) medications: Vec<Medication>,
    pub(crate) allergies: Vec<Allergy>,
    /// What is known of them, where they were chosen: none known is said, and so is that nobody asked.
    pub(crate) allergies_known: Option<Known>,
    pub(crate) laboratory: Vec<Observation>,
    pub(crate) immunizations: Vec<Immunization>,
    pub(crate) enclosed: Vec<Enclosed>,
}

impl Gathered {
    /// Reads what was chosen, and nothing else.
    ///
    /// # Errors
    /// Not found, when a document is gone; broken, when the database fails.
    pub(crate) fn of(read: &mut Reader<'_>, patient: PatientId, parts: &[Part]) -> Result<Self, Problem> {
        let mut all = Self::default();
        for part in parts {
            match part.kind {
                PartKind::Problems => all.problems = problems::listed(read, patient, true, LINES_MAX)?,
                PartKind::Medications => all.medications = medications::listed(read, patient, true, LINES_MAX)?,
                PartKind::Allergies => {
                    let found = allergies::known(read, patient, LINES_MAX)?;
                    all.allergies = found.list;
                    all.allergies_known = Some(found.known);
                }
                PartKind::Laboratory => {
                    let found = observations::latest(read, patient, "laboratory", LINES_MAX)?;
                    all.laboratory = found.into_iter().filter(Observation::stands).collect();
                }
                PartKind::Immunizations => {
                    let found = immunizations::listed(read, patient, LINES_MAX)?;
                    all.immunizations = found.into_iter().filter(|line| line.status == "completed").collect();
                }
                PartKind::ChartDocument => all.enclosed.extend(of_chart(read, patient, part)?),
                PartKind::OfficeDocument => all.enclosed.extend(of_office(read, patient, part)?),
            }
        }
        Ok(all)
    }
}

/// The documents among these parts, and nothing of the chart.
pub(crate) fn enclosed_documents(
    read: &mut Reader<'_>,
    patient: PatientId,
    documents: &[DocumentId],
) -> Result<Vec<Enclosed>, Problem> {
    let mut all = Vec::new();
    for document in documents {
        let part = Part::document(*document, Phi::from("Document"));
        all.extend(of_office(read, patient, &part)?);
    }
    Ok(all)
}

fn of_chart(read: &mut Reader<'_>, patient: PatientId, part: &Part) -> Result<Vec<Enclosed>, Problem> {
    let Some(source) = part.source else { return Ok(Vec::new()) };
    let owner = OwnerId::from(RawId::from(source));
    let mut all = Vec::new();
    for file in attachments(read, owner)?.into_iter().filter(|file| file.digest.is_some()) {
        let content = ReadDocument { patient, owner, position: file.position }.answer(read)?;
        let title = part.label.clone();
        all.push(Enclosed { title, media_type: content.media_type, bytes: content.bytes });
    }
    Ok(all)
}

fn of_office(read: &mut Reader<'_>, patient: PatientId, part: &Part) -> Result<Vec<Enclosed>, Problem> {
    let Some(source) = part.source else { return Ok(Vec::new()) };
    let files = files_of(read, DocumentId::from(RawId::from(source)))?;
    if files.iter().any(|file| file.patient != Some(patient)) {
        let say = "A chosen document lies in another chart now. Choose again what goes along.";
        return Err(Problem::refused("not_theirs", say).at("parts", say));
    }
    let enclosed = |file: front_office::documents::PageFile| Enclosed {
        title: part.label.clone(),
        media_type: file.media_type,
        bytes: file.bytes,
    };
    Ok(files.into_iter().map(enclosed).collect())
}

/// An address in one line.
pub(crate) fn address_lines(who: &Demographics) -> String {
    let place = &who.address;
    let street = [&place.street, &place.unit];
    let city = [&place.city, &place.state, &place.postal_code];
    let line = |parts: &[&Phi<String>]| {
        let given = parts.iter().map(|part| part.reveal().trim()).filter(|part| !part.is_empty());
        given.collect::<Vec<_>>().join(" ")
    };
    [line(&street), line(&city)].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The patient, as the FHIR document names them.
pub(crate) fn subject_of(person: &Person) -> DocumentSubject {
    let who = &person.demographics;
    let said = |text: &Phi<String>| text.reveal().clone();
    let phone = [&who.contacts.mobile, &who.contacts.home, &who.contacts.work];
    let given = [&who.given, &who.middle].into_iter().map(said).filter(|name| !name.is_empty());
    DocumentSubject {
        mrn: said(&person.mrn),
        family: said(&who.family),
        given: given.collect(),
        birth_day: who.birth_day.reveal().to_string(),
        gender: who.sex.word().to_owned(),
        phone: phone.into_iter().map(said).find(|number| !number.is_empty()).unwrap_or_default(),
        email: said(&who.contacts.email),
        street: [said(&who.address.street), said(&who.address.unit)].join(" ").trim().to_owned(),
        city: said(&who.address.city),
        state: said(&who.address.state),
        postal_code: said(&who.address.postal_code),
        language: who.language.clone(),
    }
}
