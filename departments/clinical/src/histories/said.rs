//! What an entry says: its fields, as they stand in a form and in the record.

use kernel::Phi;
use std::collections::BTreeMap;

kernel::code!(
    /// One field of an entry.
    Field {
        /// The relative (HL7 v3 `RoleCode`).
        Relation = "relation",
        /// What was asked about how the patient lives.
        Topic = "topic",
        /// The thing itself: substance, medicine, illness, operation, vaccine, answer.
        What = "what",
        /// The code system of the thing.
        CodeSystem = "code_system",
        /// The code of the thing.
        Code = "code",
        /// What happened on contact.
        Reaction = "reaction",
        /// How severe.
        Severity = "severity",
        /// How dangerous it may become.
        Criticality = "criticality",
        /// Allergy or intolerance.
        Kind = "kind",
        /// Of what kind the substance is.
        Category = "category",
        /// How to take it.
        Dosage = "dosage",
        /// By mouth, into the vein.
        Route = "route",
        /// Why.
        Reason = "reason",
        /// Who prescribed it.
        Prescriber = "prescriber",
        /// How much, in words.
        Amount = "amount",
        /// When it began, was done, was given.
        Since = "since",
        /// When it ended.
        Until = "until",
        /// How it stands now.
        Status = "status",
        /// How sure it is.
        Verification = "verification",
        /// How old the relative was when it began.
        AgeAtOnset = "age_at_onset",
        /// Whether the relative died.
        Deceased = "deceased",
        /// How old the relative was then.
        AgeAtDeath = "age_at_death",
        /// Where in the body.
        BodySite = "body_site",
        /// How it came out.
        Outcome = "outcome",
        /// Lot of a vaccine.
        Lot = "lot",
        /// Who made the vaccine.
        Manufacturer = "manufacturer",
        /// Where it was done.
        Place = "place",
        /// Who did it.
        Performer = "performer",
        /// Remarks.
        Note = "note",
    }
);

/// What an entry says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(BTreeMap<Field, Phi<String>>);

impl Said {
    /// Nothing yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    /// With this in a field; what is empty is not there.
    #[must_use]
    pub fn with(mut self, field: Field, text: impl AsRef<str>) -> Self {
        self.set(field, text);
        self
    }

    /// Puts this into a field.
    pub fn set(&mut self, field: Field, text: impl AsRef<str>) {
        let text = text.as_ref().trim();
        if text.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, Phi::new(text.to_owned()));
        }
    }

    /// What stands in a field; empty where nothing does.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", |said| said.reveal().as_str())
    }

    /// The same, owned, for a row.
    pub(super) fn text(&self, field: Field) -> String {
        self.get(field).to_owned()
    }

    /// The same, as something that stays protected.
    pub(super) fn phi(&self, field: Field) -> Phi<String> {
        Phi::new(self.text(field))
    }

    /// The fields that differ: what was, what became.
    pub(super) fn changed(&self, became: &Self) -> Vec<(Field, Phi<String>, Phi<String>)> {
        let differ = |field: &&Field| self.get(**field) != became.get(**field);
        Field::ALL.iter().filter(differ).map(|field| (*field, self.phi(*field), became.phi(*field))).collect()
    }
}
