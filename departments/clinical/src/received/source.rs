//! Looking at a piece as it came in.

use super::PieceId;
use super::tables::{ReceivedRow, received};
use diesel::prelude::*;
use kernel::{Moment, Phi, Problem};
use office::{Act, Discloses, PatientId, Permission, Query, Reader, Subject};

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
