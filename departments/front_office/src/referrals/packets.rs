//! Packets: what was sent, kept as it was sent, each file with its SHA-256.

use super::facts::ReferralFact;
use super::inbound::either;
use super::tables::{PacketRow, referral_packet};
use super::{EitherId, PacketId, SEE_REFERRALS};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{AccountId, Act, Discloses, PatientId, Query, Reader, Subject, Tx};
use sha2::{Digest, Sha256};

/// Bytes of one file of a packet at most: what mail and fax programs still take.
const FILE_BYTES_MAX: usize = 32 << 20;

/// A packet that was just made.
#[derive(Clone)]
pub struct NewPacket {
    /// Pages of the PDF.
    pub pages: i64,
    /// The PDF, for people.
    pub pdf: Vec<u8>,
    /// The FHIR R4 document bundle, for programs.
    pub fhir: Vec<u8>,
}

/// A packet in a list.
#[derive(Queryable, Clone, Debug, PartialEq, Eq)]
pub struct PacketLine {
    /// Which.
    pub id: PacketId,
    /// Pages of the PDF.
    pub pages: i64,
    /// SHA-256 of the PDF (FIPS 180-4).
    pub pdf_sha256: Vec<u8>,
    /// SHA-256 of the FHIR document.
    pub fhir_sha256: Vec<u8>,
    /// When it was made.
    pub made_at: Moment,
    /// By whom.
    pub made_by: AccountId,
}

/// A packet with its files.
#[derive(Clone)]
pub struct Packet {
    /// Whose referral it belongs to.
    pub patient: PatientId,
    /// What a list shows of it.
    pub line: PacketLine,
    /// The PDF.
    pub pdf: Phi<Vec<u8>>,
    /// The FHIR document.
    pub fhir: Phi<Vec<u8>>,
}

impl Discloses for Packet {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

/// Which file of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacketFile {
    /// The PDF.
    Pdf,
    /// The FHIR document.
    Fhir,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps a packet of a referral, either way.
///
/// # Errors
/// Refused, when it is larger than anybody takes.
pub fn keep_packet(tx: &mut Tx<'_>, referral: EitherId, new: NewPacket) -> Result<PacketId, Problem> {
    if new.pdf.len() > FILE_BYTES_MAX || new.fhir.len() > FILE_BYTES_MAX {
        let say = "This packet is larger than 32 MB, which no office takes. Choose fewer documents.";
        return Err(Problem::refused("packet_too_large", say));
    }
    let (patient, site) = either(tx, referral)?.whose()?;
    let row = PacketRow {
        id: tx.id(),
        referral,
        pages: new.pages,
        pdf_sha256: Sha256::digest(&new.pdf).to_vec(),
        fhir_sha256: Sha256::digest(&new.fhir).to_vec(),
        pdf: new.pdf,
        fhir: new.fhir,
        made_by: tx.who().account(),
        made_at: tx.now(),
    };
    let fact = ReferralFact::PacketKept {
        packet: row.id,
        patient,
        site,
        pdf_sha256: hex(&row.pdf_sha256),
        fhir_sha256: hex(&row.fhir_sha256),
    };
    tx.write(fact).insert(referral_packet::table, &row)?;
    Ok(row.id)
}

/// The packets of a referral, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn packets_of(read: &mut Reader<'_>, referral: EitherId) -> Result<Vec<PacketLine>, Problem> {
    let query = referral_packet::table
        .filter(referral_packet::referral.eq(referral))
        .order((referral_packet::made_at.desc(), referral_packet::id.desc()))
        .select((
            referral_packet::id,
            referral_packet::pages,
            referral_packet::pdf_sha256,
            referral_packet::fhir_sha256,
            referral_packet::made_at,
            referral_packet::made_by,
        ));
    read.list(query, 50)
}

pub(super) fn stored_packet(read: &mut Reader<'_>, id: PacketId) -> Result<PacketRow, Problem> {
    let query = referral_packet::table.filter(referral_packet::id.eq(id)).select(PacketRow::as_select());
    read.one(query, "packet")
}

/// Whose a packet is, and of which referral.
pub(super) fn referral_of(read: &mut Reader<'_>, id: PacketId) -> Result<EitherId, Problem> {
    read.one(referral_packet::table.filter(referral_packet::id.eq(id)).select(referral_packet::referral), "packet")
}

/// A packet with its files, checked against what was noted of them.
pub(super) fn opened(read: &mut Reader<'_>, id: PacketId) -> Result<Packet, Problem> {
    let row = stored_packet(read, id)?;
    let same = |bytes: &[u8], sha256: &[u8]| Sha256::digest(bytes).as_slice() == sha256;
    if !same(&row.pdf, &row.pdf_sha256) || !same(&row.fhir, &row.fhir_sha256) {
        let say = "This packet is not as it was sent. Run `moa verify`.";
        return Err(Problem::broken("packet_changed", say));
    }
    let (patient, _) = either(read, row.referral)?.whose()?;
    let line = PacketLine {
        id: row.id,
        pages: row.pages,
        pdf_sha256: row.pdf_sha256,
        fhir_sha256: row.fhir_sha256,
        made_at: row.made_at,
        made_by: row.made_by,
    };
    Ok(Packet { patient, line, pdf: Phi::new(row.pdf), fhir: Phi::new(row.fhir) })
}

/// A packet as it was sent.
#[derive(Clone, Copy, Debug)]
pub struct OpenPacket {
    /// Which.
    pub packet: PacketId,
}

impl Query for OpenPacket {
    const ACT: Act = SEE_REFERRALS;
    type Answer = Packet;

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        let referral = referral_of(read, self.packet)?;
        Ok(Subject::Patient(either(read, referral)?.whose()?.0))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Packet, Problem> {
        opened(read, self.packet)
    }
}
