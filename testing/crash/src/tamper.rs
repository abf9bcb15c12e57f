//! Forgeries of the journal, each of which `moa verify` must find.

use crate::record_in_hand::Record;

/// One way to forge.
#[derive(Debug, Clone, Copy)]
pub struct Forgery {
    /// What the forger wants to achieve.
    pub name: &'static str,
    /// Statements after the guards are off; portable.
    statements: &'static str,
}

/// Every forgery that is tried, on a record of its own each. `{middle}` is an entry well under the seals.
pub const FORGERIES: &[Forgery] = &[
    Forgery { name: "change what an entry says", statements: "UPDATE journal SET body = body || ' ' WHERE seq = {middle}" },
    Forgery {
        name: "put a deed on somebody else's name",
        statements: "UPDATE journal SET actor = (SELECT actor FROM journal WHERE actor <> (SELECT actor FROM journal WHERE seq = {middle}) LIMIT 1)
                     WHERE seq = {middle}",
    },
    Forgery { name: "date a deed back", statements: "UPDATE journal SET at = at - 86400000000 WHERE seq = {middle}" },
    Forgery {
        name: "strike an entry from the middle",
        statements: "DELETE FROM journal_patient WHERE seq = {middle}; DELETE FROM journal WHERE seq = {middle}",
    },
    Forgery {
        name: "cut off the end, with its seals",
        statements: "DELETE FROM journal_patient WHERE seq > (SELECT last_seq FROM journal_seal WHERE seal = (SELECT max(seal) / 2 FROM journal_seal));
                     DELETE FROM journal WHERE seq > (SELECT last_seq FROM journal_seal WHERE seal = (SELECT max(seal) / 2 FROM journal_seal));
                     DELETE FROM journal_seal WHERE seal > (SELECT max(seal) / 2 FROM journal_seal)",
    },
    Forgery { name: "empty it", statements: "DELETE FROM journal_patient; DELETE FROM journal; DELETE FROM journal_seal" },
    Forgery { name: "throw the seals away, to have new ones made", statements: "DELETE FROM journal_seal" },
    Forgery {
        name: "strike a look from the list of a patient",
        statements: "DELETE FROM journal_patient WHERE seq = (SELECT max(p.seq) FROM journal_patient p JOIN journal j ON j.seq = p.seq
                     WHERE j.outcome = 'shown' AND p.seq <= (SELECT max(last_seq) FROM journal_seal))",
    },
];

/// The number of an entry well under the seals.
const MIDDLE: &str = "SELECT min(seq) FROM journal WHERE seq >= (SELECT max(last_seq) / 2 FROM journal_seal)";

impl Forgery {
    /// Does it.
    ///
    /// # Errors
    /// The database's own words, when it cannot even be done.
    pub fn commit(&self, record: &mut Record) -> Result<(), String> {
        let middle = record.number(MIDDLE)?.to_string();
        record.run(record.without_guards())?;
        record.run(&self.statements.replace("{middle}", &middle))
    }
}

/// Whether the journal's guards refuse a plain change and a plain deletion, as they must.
///
/// # Errors
/// A sentence that names what the guards let through.
pub fn guards_hold(record: &mut Record) -> Result<(), String> {
    for statement in [
        "UPDATE journal SET body = body || ' '",
        "DELETE FROM journal",
        "DELETE FROM journal_seal",
        "DELETE FROM journal_patient",
    ] {
        if record.run(statement).is_ok() {
            return Err(format!("The database itself let this through: {statement}."));
        }
    }
    Ok(())
}
