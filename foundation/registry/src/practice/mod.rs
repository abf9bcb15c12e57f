//! The practice: its sites, their rooms, and the people who work there.

mod found;
mod sites;
mod staff;
pub(crate) mod tables;

pub use found::{FoundPractice, NewRoom, NewSite, PracticeFact, found};
pub use sites::{
    AddRoom, AddSite, ChangeSite, CloseRoom, MANAGE_SITES, PracticeName, Room, SEE_PRACTICE, Site, SitesOfPractice,
    all_sites, room, rooms_of, site, sites, today_at, zone_of,
};
pub use staff::{
    AddStaff, ChangeStaff, MANAGE_STAFF, SEE_STAFF, Scheduled, StaffLine, StaffOfPractice, provider_names,
    providers_at, staff_member, staff_names, staff_of_account,
};

use office::{Act, Permission};

/// Founding the practice at the first start.
pub const FOUND: Act = Act::new("practice.found", Permission::ManagePractice);

kernel::id!(
    /// The practice itself; there is one in a database.
    PracticeId
);
kernel::id!(
    /// A room of a site.
    RoomId
);
kernel::id!(
    /// Somebody who works here. A provider is one who sees patients on a schedule of their own.
    StaffId
);

kernel::code!(
    /// What a room is for.
    RoomPurpose {
        /// Examinations.
        Exam = "exam",
        /// Procedures.
        Procedure = "procedure",
        /// Blood draws and waived tests.
        Laboratory = "laboratory",
        /// Talks, education, telehealth.
        Consult = "consult",
        /// Vitals before the room.
        Triage = "triage",
    }
);
