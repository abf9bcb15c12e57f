//! A referral that comes as FHIR R4: read within limits, kept whole, with its documents in the document inbox.

use fhir_r4::incoming::{IncomingReferral, read};
use fhir_r4::{HumanName, Limits};
use front_office::documents::{Category, DocumentSource, TakeInDocument, take_in};
use front_office::referrals::inbound::{Came, ReceiveReferral, known_source, receive};
use front_office::referrals::{Directory, InboundId, REFER, ReferralUrgency};
use kernel::{Phi, Problem};
use office::{Act, Command, Query, Reader, SiteId, Subject, Tx};
use registry::practice::all_sites;

/// What one referral may hold: much less than the record of a patient.
const LIMITS: Limits = Limits { file_bytes_max: 32 << 20, resource_bytes_max: 24 << 20, resources_max: 5_000 };

/// Takes in a referral that came as FHIR. The same bytes again are the referral that is there already.
#[derive(Clone, Debug)]
pub struct TakeInReferral {
    /// To which site; the first of the practice where that is not said.
    pub site: Option<SiteId>,
    /// The file.
    pub source: Phi<String>,
}

impl Command for TakeInReferral {
    const ACT: Act = REFER;
    type Done = InboundId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(self.site.map_or(Subject::Office, Subject::Site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<InboundId, Problem> {
        if let Some(known) = known_source(tx, &self.source)? {
            return Ok(known);
        }
        if self.source.reveal().len() > LIMITS.file_bytes_max {
            let say = "This file is larger than 32 MB. Ask the sender for a smaller packet.";
            return Err(Problem::invalid("fhir_too_large", say));
        }
        let told = read(self.source.reveal().clone(), &LIMITS)?;
        let mut documents = Vec::new();
        for (media_type, title, bytes) in &told.files {
            // What is no paper stays in the source, which is kept whole.
            let Ok(paper) = papers::read(bytes.reveal().clone()) else { continue };
            let deed = TakeInDocument {
                patient: None,
                category: Category::ReferralIn,
                title: title.clone(),
                file_name: Phi::new(media_type.clone()),
                source: DocumentSource::Upload,
                dated_on: None,
                reviewer: None,
                papers: vec![paper],
            };
            documents.push(take_in(tx, &deed)?);
        }
        let site = match self.site {
            Some(site) => site,
            None => first_site(tx)?,
        };
        let mut new = self.told(told, site);
        new.document = documents.first().copied();
        new.entry = self.sender(tx, &new)?;
        receive(tx, &new).map(front_office::referrals::inbound::Received::id)
    }
}

impl TakeInReferral {
    fn told(&self, told: IncomingReferral, site: SiteId) -> ReceiveReferral {
        let patient = told.patient;
        let name = patient.as_ref().and_then(|who| who.names.first()).map(called).unwrap_or_default();
        let born = patient.as_ref().and_then(|who| who.birth_date.as_ref()).and_then(|born| born.reveal().day());
        let phone = patient.as_ref().and_then(|who| {
            let phone = who.telecoms.iter().find(|one| one.system.as_deref() == Some("phone"));
            phone.and_then(|one| one.value.clone())
        });
        let diagnoses: Vec<&str> = told.diagnoses.iter().map(|line| line.reveal().as_str()).collect();
        let contact = [told.sender_npi.as_str(), told.sender_contact.as_str()];
        let contact: Vec<&str> = contact.into_iter().filter(|part| !part.is_empty()).collect();
        ReceiveReferral {
            site,
            patient: None,
            entry: None,
            from_name: if told.sender.is_empty() { "Sender not named".to_owned() } else { told.sender },
            from_contact: contact.join(", ").chars().take(200).collect(),
            told_name: if name.reveal().is_empty() { Phi::from("Not named") } else { name },
            told_born: born.map(Phi::new),
            told_phone: phone.unwrap_or_default(),
            urgency: if told.is_urgent { ReferralUrgency::Urgent } else { ReferralUrgency::Routine },
            reason: if told.reason.reveal().is_empty() { Phi::new(told.service) } else { told.reason },
            questions: told.questions,
            diagnoses: Phi::new(diagnoses.join("\n")),
            came: Came::Fhir,
            document: None,
            source: Some(self.source.clone()),
        }
    }

    /// Whoever in the directory has the sender's NPI.
    fn sender(
        &self,
        tx: &mut Tx<'_>,
        new: &ReceiveReferral,
    ) -> Result<Option<front_office::referrals::EntryId>, Problem> {
        let npi = new.from_contact.split(',').next().unwrap_or_default().trim().to_owned();
        if !kernel::npi_holds(&npi) {
            return Ok(None);
        }
        let found = Directory { typed: npi.clone(), also_inactive: true }.answer(tx)?.0;
        Ok(found.into_iter().find(|entry| entry.fields.npi == npi).map(|entry| entry.id))
    }
}

/// The site at which referrals are triaged that name none.
fn first_site(read: &mut Reader<'_>) -> Result<SiteId, Problem> {
    let first = all_sites(read)?.first().map(|site| site.id);
    first.ok_or_else(|| Problem::refused("no_site", "The practice has no open site."))
}

/// `Chen, Maya`, as lists of people have it.
fn called(name: &HumanName) -> Phi<String> {
    let family = name.family.as_ref().map(|family| family.reveal().clone()).unwrap_or_default();
    let given: Vec<&str> = name.given.iter().map(|given| given.reveal().as_str()).collect();
    match (family.as_str(), given.as_slice()) {
        ("", []) => name.text.clone().unwrap_or_default(),
        (_, []) => Phi::new(family),
        ("", given) => Phi::new(given.join(" ")),
        (family, given) => Phi::new(format!("{family}, {}", given.join(" "))),
    }
}
