//! Sending: the packet is made of what was chosen, kept as it is, and put into the queue of its channel.

use super::gather::Gathered;
use super::packet::{Letter, joined, parties};
use clinical::outside::{OutsideParties, OutsideParty, PartyKind, SEE_OUTSIDE};
use fhir_r4::document::Purpose;
use front_office::referrals::{
    Channel, DeliveryId, DeliveryState, ImportedId, REFER, ReferralId, ReferralSheet, ReferralState, keep_packet,
    queue, referral, sheet, taken_over,
};
use kernel::{Problem, RawId};
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};
use registry::coverages::coverages_of;
use registry::people::person;
use registry::practice::{PracticeName, site, staff_member};

/// Makes the packet of a referral that is ready, keeps it, and queues it.
#[derive(Clone, Copy, Debug)]
pub struct SendReferral {
    /// Which.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
    /// How it goes.
    pub channel: Channel,
}

impl Command for SendReferral {
    const ACT: Act = REFER;
    type Done = DeliveryId;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<DeliveryId, Problem> {
        let found = sheet(tx, self.referral)?;
        if found.line.version != self.version {
            let say = "Somebody else changed this referral while you had it open. Load it again to see what they did.";
            return Err(Problem::conflict("stale", say));
        }
        if found.line.state != ReferralState::Ready {
            let say = format!("Only a referral that is ready is sent; this one is “{}”.", found.line.state.title());
            return Err(Problem::refused("not_ready", say));
        }
        if found.deliveries.iter().any(|line| line.state == DeliveryState::Queued) {
            let say = "Its packet waits to leave already. Note what became of it, or that it failed, first.";
            return Err(Problem::conflict("queued_already", say));
        }
        let new = self.packet(tx, &found)?;
        let packet = keep_packet(tx, self.referral.into(), new)?;
        queue(tx, packet, self.channel, &found.to.address(self.channel))
    }
}

impl SendReferral {
    fn packet(&self, tx: &mut Tx<'_>, found: &ReferralSheet) -> Result<front_office::referrals::NewPacket, Problem> {
        let line = &found.line;
        let place = site(tx, line.site)?;
        let today = tx.today(&place.zone);
        let policies = if found.with_coverage { coverages_of(tx, line.patient)? } else { Vec::new() };
        let mut allowed = Vec::new();
        if let Some(visits) = found.visits_allowed {
            allowed.push(format!("{visits} {}", if visits == 1 { "visit" } else { "visits" }));
        }
        if let Some(until) = found.authorised_until {
            allowed.push(format!("until {until}"));
        }
        let person = person(tx, line.patient)?;
        let from = staff_member(tx, line.provider)?;
        let letter = Letter {
            purpose: Purpose::Referral,
            practice: PracticeName.answer(tx)?.0.unwrap_or_default(),
            site: &place,
            person: &person,
            from: &from,
            to: parties(&found.to),
            specialty: found.to.fields.specialty.clone(),
            urgency: line.urgency,
            words: line.reason.clone(),
            questions: found.questions.clone(),
            diagnoses: found.diagnoses.clone(),
            authorisation: found.authorisation.clone(),
            allowed: allowed.join(", "),
            policies: policies.into_iter().filter(|policy| policy.covers(today)).collect(),
            gathered: Gathered::of(tx, line.patient, &found.parts)?,
        };
        joined(tx, &letter)
    }
}

/// Imported clinicians who do not stand in the directory yet, from a name on.
#[derive(Clone, Debug, Default)]
pub struct ImportedProviders {
    /// The name to begin at.
    pub from: String,
}

/// An imported clinician, as the directory would take them over.
#[derive(Clone, Debug)]
pub struct ImportedProvider {
    /// What the directory knows it by.
    pub id: ImportedId,
    /// What was imported.
    pub party: OutsideParty,
}

impl Query for ImportedProviders {
    const ACT: Act = SEE_OUTSIDE;
    type Answer = NoPatients<Vec<ImportedProvider>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let found = OutsideParties { kind: PartyKind::Provider, from: self.from.clone() }.answer(read)?.0;
        let imported = |party: OutsideParty| ImportedProvider { id: ImportedId::from(RawId::from(party.id)), party };
        let found: Vec<ImportedProvider> = found.into_iter().map(imported).collect();
        let ids: Vec<ImportedId> = found.iter().map(|one| one.id).collect();
        let known = taken_over(read, &ids)?;
        Ok(NoPatients(found.into_iter().filter(|one| !known.contains(&one.id)).collect()))
    }
}
