//! Acts: the name of everything that can be done or looked at, each with the permission it needs.

/// One thing that can be done or looked at. Each is a constant of the department that does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its stable name, `department.verb`, as it stands in the journal: `visits.check_in`.
    pub name: &'static str,
    /// What a role must hold to do it.
    pub permission: Permission,
}

impl Act {
    /// An act of this name that needs this permission.
    #[must_use]
    pub const fn new(name: &'static str, permission: Permission) -> Self {
        Self { name, permission }
    }
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a role may do. Acts need exactly one; roles hold several (see [`crate::policy`]).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $name),* }

        impl Permission {
            /// All of them, in the order of the printed matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word in the printed matrix and in refusals.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

permissions! {
    /// Sign in, lock, change one's own password and PIN.
    OwnAccount = "use one's own account",
    /// Find a person by name, birthday, MRN or phone.
    FindPeople = "find people",
    /// Register people and correct their demographics.
    RegisterPeople = "register people",
    /// See the schedule, free times and the live board.
    SeeSchedule = "see the schedule and the board",
    /// Book, move and cancel appointments.
    Schedule = "book appointments",
    /// Book over another appointment, with a reason.
    DoubleBook = "double-book with a reason",
    /// Check patients in and out, mark arrivals and no-shows.
    CheckIn = "check patients in and out",
    /// Put patients in rooms, move them along the clinic's statuses.
    RoomPatients = "move patients through the clinic",
    /// See the chart: problems, allergies, medications, results, documents.
    SeeChart = "see charts",
    /// Answer the telephone, note calls and call back.
    AnswerPhone = "answer the telephone",
    /// Give advice on the telephone, and write the questions asked there.
    AdviseByPhone = "give advice on the telephone",
    /// Approve clinical protocols under one's own name.
    ApproveProtocols = "approve protocols",
    /// See coverage and what is owed at the desk.
    SeeCoverage = "see coverage",
    /// Change coverage.
    KeepCoverage = "keep coverage",
    /// See documents and the trays they lie in.
    SeeDocuments = "see documents",
    /// Scan documents and put them into charts.
    FileDocuments = "scan and file documents",
    /// Refer patients to other offices, keep the directory of them, and take referrals in.
    Refer = "refer patients and take referrals in",
    /// Say whether a patient who is referred to us is seen, how soon, and for what.
    TriageReferrals = "triage referrals to us",
    /// Write in the chart.
    WriteChart = "write in charts",
    /// Keep the problem list: say what a patient has.
    Diagnose = "keep the problem list",
    /// See and change staff, accounts and roles.
    ManageStaff = "manage staff and accounts",
    /// See and change sites, rooms, visit types and templates.
    ManagePractice = "manage sites, rooms and visit types",
    /// See how work went: figures of providers and of the telephone.
    SeeFigures = "see the figures of work",
    /// Take records in from files.
    ImportRecords = "import records",
    /// Read the journal: who did and saw what.
    ReviewAccess = "review the journal",
    /// Keep the machine: backup, verification, followers.
    KeepRecord = "keep the record itself",
}
