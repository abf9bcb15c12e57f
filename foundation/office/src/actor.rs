//! Actors: who does it. A person who signed in, or a machine of the office; made by the office alone.

use crate::subject::SiteId;
use kernel::RawId;

kernel::id!(
    /// An account that can sign in, or a machine that acts.
    AccountId
);

kernel::code!(
    /// What a person is in the office; a person may be several.
    Role {
        /// Front-desk assistant or receptionist.
        FrontDesk = "front_desk",
        /// Medical assistant.
        MedicalAssistant = "medical_assistant",
        /// Registered nurse.
        Nurse = "nurse",
        /// Physician.
        Physician = "physician",
        /// Nurse practitioner.
        NursePractitioner = "nurse_practitioner",
        /// Physician assistant.
        PhysicianAssistant = "physician_assistant",
        /// Medical coder.
        Coder = "coder",
        /// Medical biller.
        Biller = "biller",
        /// Lead assistant, who runs the floor.
        LeadAssistant = "lead_assistant",
        /// Office manager.
        OfficeManager = "office_manager",
        /// Privacy officer.
        PrivacyOfficer = "privacy_officer",
        /// Patient or proxy.
        Patient = "patient",
        /// A machine of the office: importer, follower, setup.
        Machine = "machine",
    }
);

impl Role {
    /// The roles a manager can give to a person who works here.
    pub fn of_staff() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|role| !matches!(role, Self::Patient | Self::Machine))
    }

    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FrontDesk => "Front desk",
            Self::MedicalAssistant => "Medical assistant",
            Self::Nurse => "Registered nurse",
            Self::Physician => "Physician",
            Self::NursePractitioner => "Nurse practitioner",
            Self::PhysicianAssistant => "Physician assistant",
            Self::Coder => "Medical coder",
            Self::Biller => "Medical biller",
            Self::LeadAssistant => "Lead assistant",
            Self::OfficeManager => "Office manager",
            Self::PrivacyOfficer => "Privacy officer",
            Self::Patient => "Patient",
            Self::Machine => "Machine",
        }
    }
}

/// Where an actor works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sites {
    /// At every site of the practice.
    All,
    /// At these.
    Some(Vec<SiteId>),
}

/// Who does it. There is no way to make one but by signing in, or as a named machine of an open office.
#[derive(Clone, Debug)]
pub struct Actor {
    account: AccountId,
    name: String,
    roles: Vec<Role>,
    sites: Sites,
}

impl Actor {
    pub(crate) const fn person(account: AccountId, name: String, roles: Vec<Role>, sites: Sites) -> Self {
        Self { account, name, roles, sites }
    }

    /// A machine: its account id is made from its name, so that the journal can be read without a table.
    pub(crate) fn machine(name: &'static str) -> Self {
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(name.bytes()) {
            *to = from;
        }
        let account = AccountId::from(RawId::from_bytes(bytes));
        Self { account, name: name.to_owned(), roles: vec![Role::Machine], sites: Sites::All }
    }

    /// The account, as it stands in the journal.
    #[must_use]
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The name to show: of a member of staff, never of a patient.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What this person is in the office.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Where this person works.
    #[must_use]
    pub const fn sites(&self) -> &Sites {
        &self.sites
    }
}
