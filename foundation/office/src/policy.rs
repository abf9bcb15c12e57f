//! Policy: who may do what. One match from role to permissions, then a few rules about the subject, in order.

use crate::act::{Act, Permission};
use crate::actor::{Actor, Role, Sites};
use crate::subject::Subject;
use kernel::Problem;

use Permission::{
    AdviseByPhone, AnswerPhone, ApproveProtocols, CheckIn, Diagnose, DoubleBook, FileDocuments, FindPeople,
    ImportRecords, KeepCoverage, KeepRecord, ManagePractice, ManageStaff, OwnAccount, Refer, RegisterPeople,
    ReviewAccess, RoomPatients, Schedule, SeeChart, SeeCoverage, SeeDocuments, SeeFigures, SeeSchedule,
    TriageReferrals, WriteChart,
};

/// What a role may do. The whole of it is printed by a snapshot test, so that each change is seen.
#[must_use]
#[rustfmt::skip]
pub const fn permissions(role: Role) -> &'static [Permission] {
    match role {
        Role::FrontDesk => &[
            OwnAccount, FindPeople, RegisterPeople, SeeSchedule, Schedule, CheckIn, RoomPatients, SeeCoverage, KeepCoverage,
            SeeDocuments, FileDocuments, Refer,
            AnswerPhone,
        ],
        Role::MedicalAssistant => &[
            OwnAccount, FindPeople, SeeSchedule, Schedule, CheckIn, RoomPatients, SeeChart, WriteChart, SeeCoverage,
            SeeDocuments, FileDocuments, Refer,
            AnswerPhone,
        ],
        Role::Nurse => &[
            OwnAccount, FindPeople, SeeSchedule, Schedule, RoomPatients, SeeChart, WriteChart, SeeCoverage,
            SeeDocuments, FileDocuments, Refer, TriageReferrals,
            AnswerPhone, AdviseByPhone,
        ],
        Role::PhysicianAssistant => &[
            OwnAccount, FindPeople, SeeSchedule, Schedule, RoomPatients, SeeChart, WriteChart, Diagnose, SeeCoverage,
            SeeDocuments, FileDocuments, Refer, TriageReferrals,
            AnswerPhone, AdviseByPhone,
        ],
        Role::Physician => &[
            OwnAccount, FindPeople, SeeSchedule, Schedule, DoubleBook, RoomPatients, SeeChart, WriteChart, Diagnose, SeeCoverage,
            SeeDocuments, FileDocuments, Refer, TriageReferrals,
            AnswerPhone, AdviseByPhone, ApproveProtocols, SeeFigures,
        ],
        Role::NursePractitioner => &[
            OwnAccount, FindPeople, SeeSchedule, Schedule, DoubleBook, RoomPatients, SeeChart, WriteChart, Diagnose, SeeCoverage,
            SeeDocuments, FileDocuments, Refer, TriageReferrals,
            AnswerPhone, AdviseByPhone,
        ],
        Role::Coder => &[OwnAccount, FindPeople, SeeSchedule, SeeChart, SeeCoverage, SeeDocuments],
        Role::Biller => &[OwnAccount, FindPeople, SeeSchedule, SeeChart, SeeCoverage, KeepCoverage, SeeDocuments, FileDocuments],
        Role::LeadAssistant => &[
            OwnAccount, FindPeople, RegisterPeople, SeeSchedule, Schedule, DoubleBook, CheckIn, RoomPatients, SeeChart,
            WriteChart, SeeCoverage, KeepCoverage,
            SeeDocuments, FileDocuments, Refer,
            AnswerPhone, SeeFigures,
        ],
        Role::OfficeManager => &[
            OwnAccount, FindPeople, RegisterPeople, SeeSchedule, Schedule, DoubleBook, CheckIn, RoomPatients, SeeCoverage,
            KeepCoverage, ManageStaff, ManagePractice, ImportRecords, KeepRecord,
            SeeDocuments, FileDocuments, Refer,
            AnswerPhone, SeeFigures,
        ],
        Role::PrivacyOfficer => &[OwnAccount, FindPeople, SeeChart, SeeCoverage, ReviewAccess, SeeDocuments],
        Role::Patient => &[OwnAccount],
        Role::Machine => &[
            FindPeople, RegisterPeople, SeeSchedule, Schedule, DoubleBook, CheckIn, RoomPatients, SeeChart, WriteChart,
            SeeCoverage, KeepCoverage, ManageStaff, ManagePractice, ImportRecords, KeepRecord,
            SeeDocuments, FileDocuments, Refer,
            AnswerPhone, SeeFigures,
        ],
    }
}

/// Lets the act pass, or says why not.
///
/// # Errors
/// Refused, with the permission that is missing in words; not found, where the subject belongs to a site the actor does
/// not work at, because what one may not see does not exist.
pub(crate) fn check(who: &Actor, act: Act, subject: &Subject) -> Result<(), Problem> {
    if !may(who, act.permission) {
        let say = format!("Your role does not include this. To {} ask your office manager.", act.permission.word());
        return Err(Problem::refused("not_permitted", say));
    }
    match (subject, who.sites()) {
        (Subject::Site(site), Sites::Some(sites)) if !sites.contains(site) => {
            Err(Problem::not_found("no_such_site", "There is no such site among those you work at."))
        }
        _ => Ok(()),
    }
}

/// Whether one of the actor's roles holds the permission: for pages, which show only what can be done.
#[must_use]
pub fn may(who: &Actor, permission: Permission) -> bool {
    who.roles().iter().any(|role| permissions(*role).contains(&permission))
}

#[cfg(test)]
mod tests {
    use super::{Permission, Role, permissions};
    use std::fmt::Write;

    #[test]
    fn the_matrix_of_roles_and_permissions_is_as_printed() {
        let mut matrix = String::new();
        for permission in Permission::ALL {
            let held = Role::ALL.iter().filter(|role| permissions(**role).contains(permission));
            let held: Vec<&str> = held.map(|role| role.word()).collect();
            writeln!(matrix, "{:42} {}", permission.word(), held.join(", ")).expect("a string grows");
        }
        insta::assert_snapshot!(matrix);
    }
}
