//! The report back: a letter with the documents that were chosen, kept and queued like a referral's packet.

use crate::refer_out::Letter;
use crate::refer_out::{Gathered, enclosed_documents, joined, parties};
use fhir_r4::document::{Party, Purpose};
use front_office::documents::DocumentId;
use front_office::referrals::inbound::{InboundSheet, OneInbound};
use front_office::referrals::{Channel, DeliveryId, DeliveryState, InState, InboundId, REFER, keep_packet, queue};
use kernel::{Phi, Problem};
use office::{Act, Command, Query, Reader, Subject, Tx};
use registry::people::person;
use registry::practice::{PracticeName, StaffId, site, staff_member};

/// Sends our report on a patient who was referred to us.
#[derive(Clone, Debug)]
pub struct SendReport {
    /// Which referral.
    pub inbound: InboundId,
    /// The version that was seen.
    pub version: i64,
    /// Who reports.
    pub provider: StaffId,
    /// The report, in words.
    pub words: Phi<String>,
    /// Documents of the patient that go along.
    pub documents: Vec<DocumentId>,
    /// How it goes.
    pub channel: Channel,
    /// Where to, where the sender does not stand in the directory.
    pub address: String,
}

impl Command for SendReport {
    const ACT: Act = REFER;
    type Done = DeliveryId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        OneInbound { inbound: self.inbound }.subject(read)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<DeliveryId, Problem> {
        let found = OneInbound { inbound: self.inbound }.answer(tx)?;
        if found.line.version != self.version {
            let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        if found.line.state != InState::Seen {
            let say = "A report goes back once the patient was seen here.";
            return Err(Problem::refused("not_seen", say));
        }
        if self.words.reveal().trim().is_empty() {
            let say = "Enter what was found, or where it stands among the documents.";
            return Err(Problem::invalid("no_words", say).at("report", say));
        }
        if found.deliveries.iter().any(|line| line.state == DeliveryState::Queued) {
            let say = "The report waits to leave already. Note what became of it, or that it failed, first.";
            return Err(Problem::conflict("queued_already", say));
        }
        let address = match &found.from {
            Some(entry) if self.address.trim().is_empty() => entry.address(self.channel),
            _ => self.address.clone(),
        };
        let new = self.packet(tx, &found)?;
        let packet = keep_packet(tx, self.inbound.into(), new)?;
        queue(tx, packet, self.channel, &address)
    }
}

impl SendReport {
    fn packet(&self, tx: &mut Tx<'_>, found: &InboundSheet) -> Result<front_office::referrals::NewPacket, Problem> {
        let patient = found
            .line
            .patient
            .ok_or_else(|| Problem::refused("no_patient", "Say first which patient this referral is about."))?;
        let place = site(tx, found.line.site)?;
        let person = person(tx, patient)?;
        let from = staff_member(tx, self.provider)?;
        let to = match &found.from {
            Some(entry) => parties(entry),
            None => Party { name: found.line.from_name.clone(), phone: found.from_contact.clone(), ..Party::default() },
        };
        let letter = Letter {
            purpose: Purpose::Report,
            practice: PracticeName.answer(tx)?.0.unwrap_or_default(),
            site: &place,
            person: &person,
            from: &from,
            to,
            specialty: String::new(),
            urgency: found.line.urgency,
            words: self.words.clone(),
            questions: Phi::default(),
            diagnoses: Vec::new(),
            authorisation: Phi::default(),
            allowed: String::new(),
            policies: Vec::new(),
            gathered: Gathered { enclosed: enclosed_documents(tx, patient, &self.documents)?, ..Gathered::default() },
        };
        joined(tx, &letter)
    }
}
