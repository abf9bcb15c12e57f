//! Editions: which edition of each consent form the practice hands out, and from when on earlier ones must be signed anew.

use super::facts::EditionSet;
use super::tables::consent_edition;
use super::{ConsentKind, SEE_EDITIONS, SET_EDITION};
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Act, Command, NoPatients, Query, Reader, Subject, Tx};

/// The edition of a form of which the practice has not said another.
const FIRST: &str = "1";
/// No edition is called by more letters than this.
const LETTERS_MAX: usize = 40;

/// The edition of one consent form that is handed out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEdition {
    /// To what the form consents.
    pub kind: ConsentKind,
    /// What stands on the form, such as `2026-01`.
    pub edition: String,
    /// What was signed before this must be signed anew; none where nothing need be.
    pub asks_again_since: Option<Moment>,
}

/// The editions handed out now, one for each kind of consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editions(Vec<ConsentEdition>);

impl Editions {
    /// Each kind of consent with its edition.
    pub fn each(&self) -> impl Iterator<Item = &ConsentEdition> {
        self.0.iter()
    }

    /// What stands on the form that is handed out now.
    #[must_use]
    pub fn of(&self, kind: ConsentKind) -> &str {
        self.find(kind).map_or(FIRST, |edition| &edition.edition)
    }

    /// Whether what was signed then still counts for the edition of now.
    #[must_use]
    pub fn accepts(&self, kind: ConsentKind, signed_at: Moment) -> bool {
        self.find(kind).and_then(|edition| edition.asks_again_since).is_none_or(|since| signed_at >= since)
    }

    fn find(&self, kind: ConsentKind) -> Option<&ConsentEdition> {
        self.0.iter().find(|edition| edition.kind == kind)
    }
}

/// The editions handed out now.
///
/// # Errors
/// Broken, when the database fails.
pub fn editions(read: &mut Reader<'_>) -> Result<Editions, Problem> {
    let query = consent_edition::table.select((
        consent_edition::kind,
        consent_edition::edition,
        consent_edition::asks_again_since,
    ));
    let rows: Vec<(ConsentKind, String, Option<Moment>)> = read.list(query, 50)?;
    let of_kind = |kind: &ConsentKind| {
        let own = rows.iter().find(|(whose, _, _)| whose == kind);
        let (edition, asks_again_since) =
            own.map_or_else(|| (FIRST.to_owned(), None), |(_, edition, since)| (edition.clone(), *since));
        ConsentEdition { kind: *kind, edition, asks_again_since }
    };
    Ok(Editions(ConsentKind::ALL.iter().map(of_kind).collect()))
}

/// The editions handed out now, for whoever sets them.
#[derive(Clone, Copy, Debug)]
pub struct ConsentEditions;

impl Query for ConsentEditions {
    const ACT: Act = SEE_EDITIONS;
    type Answer = NoPatients<Editions>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        editions(read).map(NoPatients)
    }
}

kernel::code!(
    /// What a new edition means for those who signed an earlier one.
    EarlierSignatures {
        /// They hold on: only the wording was mended.
        Hold = "hold",
        /// They no longer count: everybody signs anew.
        AskAgain = "ask_again",
    }
);

/// Hands out another edition of a consent form from now on.
#[derive(Clone, Debug)]
pub struct SetConsentEdition {
    /// To what the form consents.
    pub kind: ConsentKind,
    /// What stands on the form, such as `2026-01`.
    pub edition: String,
    /// What becomes of earlier signatures.
    pub earlier: EarlierSignatures,
}

impl Command for SetConsentEdition {
    const ACT: Act = SET_EDITION;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        hand_out_edition(tx, self.kind, &self.edition, self.earlier)
    }
}

/// Hands out another edition within another deed.
///
/// # Errors
/// Invalid, when the edition has no name.
pub(crate) fn hand_out_edition(
    tx: &mut Tx<'_>,
    kind: ConsentKind,
    edition: &str,
    earlier: EarlierSignatures,
) -> Result<(), Problem> {
    let edition = checked(edition)?;
    let before = editions(tx)?;
    let asks_again_since = match earlier {
        EarlierSignatures::AskAgain => Some(tx.now()),
        EarlierSignatures::Hold => before.find(kind).and_then(|edition| edition.asks_again_since),
    };
    let row = (
        consent_edition::kind.eq(kind),
        consent_edition::edition.eq(edition),
        consent_edition::since.eq(tx.now()),
        consent_edition::asks_again_since.eq(asks_again_since),
    );
    let mut pen = tx.write(EditionSet { kind, earlier });
    pen.run(diesel::delete(consent_edition::table.filter(consent_edition::kind.eq(kind))))?;
    pen.insert(consent_edition::table, row)?;
    Ok(())
}

/// The name of an edition, without spaces around it.
pub(super) fn checked(edition: &str) -> Result<&str, Problem> {
    let edition = edition.trim();
    if edition.is_empty() || edition.chars().count() > LETTERS_MAX {
        let say = "Enter the edition that stands on the form, such as 2026-01.";
        return Err(Problem::invalid("no_edition", say).at("edition", say));
    }
    Ok(edition)
}
