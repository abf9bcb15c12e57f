//! Keeping a piece: new, unchanged, or with another content than the last time.

use super::tables::{BeforeRow, ReceivedRow, received, received_before};
use super::{Extent, PieceId};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{PatientId, Pen, Reader};

/// A piece as it comes in.
#[derive(Clone)]
pub struct NewPiece {
    /// Made from source, kind and the sender's id.
    pub id: PieceId,
    /// Where it came from, in the office's own word for it.
    pub source: String,
    /// What kind of piece, in the words of its standard: `Observation`.
    pub kind: String,
    /// Its id at the sender.
    pub source_id: String,
    /// How much of it becomes records.
    pub extent: Extent,
    /// The SHA-256 of the piece.
    pub digest: Vec<u8>,
    /// The piece itself, packed with zlib.
    pub content: Vec<u8>,
}

/// What is known of a piece before it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It was never here.
    New,
    /// It is here with the same content.
    Unchanged,
    /// It is here with another content, in this version.
    Changed(i64),
}

/// Compares a piece with what is here.
///
/// # Errors
/// Broken, when the database fails.
pub fn arrival(read: &mut Reader<'_>, piece: &NewPiece) -> Result<Arrival, Problem> {
    let here = received::table.filter(received::id.eq(piece.id)).select((received::version, received::digest));
    Ok(match read.maybe::<_, (i64, Vec<u8>)>(here)? {
        None => Arrival::New,
        Some((_, digest)) if digest == piece.digest => Arrival::Unchanged,
        Some((version, _)) => Arrival::Changed(version),
    })
}

/// The patient that a piece belongs to: of a patient's own piece, that patient.
///
/// # Errors
/// Broken, when the database fails.
pub fn patient_of(read: &mut Reader<'_>, piece: PieceId) -> Result<Option<PatientId>, Problem> {
    let here = received::table.filter(received::id.eq(piece)).select(received::patient);
    Ok(read.maybe::<_, Option<PatientId>>(here)?.flatten())
}

/// Keeps a piece; what was here before moves aside and stays.
///
/// # Errors
/// Broken, when the database fails.
pub fn keep(
    pen: &mut Pen<'_, '_>,
    before: Option<Before>,
    piece: &NewPiece,
    patient: Option<PatientId>,
    now: Moment,
) -> Result<(), Problem> {
    let version = before.as_ref().map_or(1, |before| before.0.version + 1);
    let row = ReceivedRow {
        id: piece.id,
        source: piece.source.clone(),
        kind: piece.kind.clone(),
        source_id: piece.source_id.clone(),
        patient,
        version,
        kept: piece.extent,
        digest: piece.digest.clone(),
        content: piece.content.clone(),
        received_at: now,
    };
    let Some(Before(old)) = before else {
        pen.insert(received::table, &row)?;
        return Ok(());
    };
    let aside = BeforeRow {
        id: old.id,
        version: old.version,
        digest: old.digest,
        content: old.content,
        received_at: old.received_at,
    };
    pen.insert(received_before::table, &aside)?;
    let here = received::table.filter(received::id.eq(row.id)).filter(received::version.eq(old.version));
    pen.change(diesel::update(here).set((
        received::patient.eq(row.patient),
        received::version.eq(row.version),
        received::kept.eq(row.kept),
        received::digest.eq(row.digest),
        received::content.eq(row.content),
        received::received_at.eq(row.received_at),
    )))?;
    Ok(())
}

/// What was here before a piece came again.
pub struct Before(ReceivedRow);

/// Takes out what is here of a piece, to be kept aside.
///
/// # Errors
/// Broken, when the database fails.
pub fn before(read: &mut Reader<'_>, piece: PieceId) -> Result<Option<Before>, Problem> {
    let here = received::table.filter(received::id.eq(piece)).select(ReceivedRow::as_select());
    Ok(read.maybe(here)?.map(Before))
}
