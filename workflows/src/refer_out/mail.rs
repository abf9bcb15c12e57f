//! A packet as an e-mail: what stands in its text names no patient, what does is attached.

use front_office::referrals::{DeliveryFiles, DeliveryId, DeliveryLine, Packet, REFER};
use kernel::Problem;
use office::{Act, Discloses, PatientId, Query, Reader, Subject};
use registry::practice::{PracticeName, site};

/// A delivery as an e-mail, for whoever hands it to a mail server.
#[derive(Clone, Copy, Debug)]
pub struct PacketToMail {
    /// Which.
    pub delivery: DeliveryId,
}

/// An e-mail with a packet.
#[derive(Clone)]
pub struct PacketMail {
    /// The delivery, with where to.
    pub line: DeliveryLine,
    /// Its subject.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What is attached.
    pub packet: Packet,
}

impl Discloses for PacketMail {
    fn patients(&self) -> Vec<PatientId> {
        self.packet.patients()
    }
}

impl Query for PacketToMail {
    const ACT: Act = REFER;
    type Answer = PacketMail;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        DeliveryFiles { delivery: self.delivery }.subject(read)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<PacketMail, Problem> {
        let files = DeliveryFiles { delivery: self.delivery }.answer(read)?;
        let practice = PracticeName.answer(read)?.0.unwrap_or_default();
        let from = site(read, files.site)?;
        let how =
            if from.phone.is_empty() { String::new() } else { format!(" and call {} at {}", from.name, from.phone) };
        let text = format!(
            "{practice} sends you the papers of a patient. The PDF is for people; the other file says the same to a record system \
             (HL7 FHIR R4).\n\nThey are confidential. If they are not for you, please delete this message{how}.\n"
        );
        Ok(PacketMail { subject: format!("Papers from {practice}"), text, line: files.line, packet: files.packet })
    }
}
