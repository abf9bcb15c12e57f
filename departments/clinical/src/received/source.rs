//! Looking at a piece as it came in.

use super::PieceId;
use super::tables::{ReceivedRow, received};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem, RawId};
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};
use std::collections::HashMap;

/// Looking at what came in, as it came.
pub const SEE_SOURCE: Act = Act::new("received.see_source", Permission::SeeChart);

/// A piece of a patient's record as it came in.
#[derive(Clone, Copy, Debug)]
pub struct SourceOf {
    /// Whose.
    pub patient: PatientId,
    /// Which; a record of the chart has the id of the piece it came from.
    pub piece: PieceId,
}

/// The piece.
pub struct Piece {
    /// Whose it is.
    pub patient: PatientId,
    /// Where it came from.
    pub source: String,
    /// What kind, in the words of its standard.
    pub kind: String,
    /// Its id at the sender.
    pub source_id: String,
    /// How often it came with another content, from 1.
    pub version: i64,
    /// When it came.
    pub received_at: Moment,
    /// The piece itself, packed with zlib.
    pub content: Phi<Vec<u8>>,
}

impl Discloses for Piece {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for SourceOf {
    const ACT: Act = SEE_SOURCE;
    type Answer = Piece;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(self.patient))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Piece, Problem> {
        let here = received::table
            .filter(received::id.eq(self.piece))
            .filter(received::patient.eq(self.patient))
            .select(ReceivedRow::as_select());
        let row: ReceivedRow = read.one(here, "piece of this record")?;
        Ok(Piece {
            patient: self.patient,
            source: row.source,
            kind: row.kind,
            source_id: row.source_id,
            version: row.version,
            received_at: row.received_at,
            content: Phi::new(row.content),
        })
    }
}

/// Where a record came from, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// The office's own word for the place.
    pub source: String,
    /// When it came, or came last with another content.
    pub at: Moment,
    /// How often it came with another content, from 1.
    pub version: i64,
}

/// Where these records came from; those that were not received are not there.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn arrivals(read: &mut Reader<'_>, records: &[RawId]) -> Result<HashMap<RawId, Came>, Problem> {
    if records.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<PieceId> = records.iter().map(|id| PieceId::from(*id)).collect();
    let query = received::table.filter(received::id.eq_any(ids)).select((
        received::id,
        received::source,
        received::received_at,
        received::version,
    ));
    let rows: Vec<(PieceId, String, Moment, i64)> =
        read.list(query, u32::try_from(records.len()).unwrap_or(u32::MAX))?;
    Ok(rows.into_iter().map(|(id, source, at, version)| (id.into(), Came { source, at, version })).collect())
}
