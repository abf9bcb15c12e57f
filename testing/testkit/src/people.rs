//! The people of the test practice.

use office::{AccountId, Actor, Role};
use registry::practice::{Scheduled, StaffId};

/// Somebody who works in the test practice, signed in.
#[derive(Clone, Debug)]
pub struct Person {
    /// What they are to the office.
    pub actor: Actor,
    /// What they type to sign in; everybody's password is [`Person::PASSWORD`].
    pub login: &'static str,
    /// Their staff record.
    pub staff: StaffId,
    /// Their account.
    pub account: AccountId,
}

impl Person {
    /// Everybody's password in the test practice.
    pub const PASSWORD: &'static str = "a password for stories";
}

impl std::ops::Deref for Person {
    type Target = Actor;
    fn deref(&self) -> &Actor {
        &self.actor
    }
}

/// Sign-in name, given and family name, credential, NPI, role, provider or not.
type Part = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>, Role, Scheduled);

/// Who is taken on.
pub(crate) const CAST: &[Part] = {
    use Scheduled::{No, Yes};
    &[
        ("rosa", "Rosa", "Delgado", "", None, Role::FrontDesk, No),
        ("okafor", "Chinedu", "Okafor", "MD", Some("1234567893"), Role::Physician, Yes),
        ("lin", "Grace", "Lin", "NP", Some("1987654328"), Role::NursePractitioner, Yes),
        ("tom", "Tom", "Becker", "CMA", None, Role::MedicalAssistant, No),
        ("ruth", "Ruth", "Abara", "RN", None, Role::Nurse, No),
        ("pat", "Pat", "Novak", "PA-C", Some("1000000004"), Role::PhysicianAssistant, Yes),
        ("mei", "Mei", "Tanaka", "", None, Role::Biller, No),
        ("cora", "Cora", "Wells", "CPC", None, Role::Coder, No),
        ("lena", "Lena", "Ortiz", "", None, Role::LeadAssistant, No),
        ("priya", "Priya", "Shah", "", None, Role::PrivacyOfficer, No),
    ]
};
