//! Histories: the sections of a chart that a visit goes through, each with who went through it last.
//!
//! An entry is a row of its own part of the chart (`problems`, `allergies` and so on), whoever brought it: another office, the
//! patient, somebody here. Beside it `entry_standing` tells who entered it and how often it was changed, and `entry_change`
//! what was changed. Nothing is ever taken out: what is wrong is marked as entered in error, with the reason.
//!
//! That there is none of something is stated, which is not the same as that nobody asked.

mod ending;
mod facts;
mod fields;
mod joined;
mod keep;
mod known;
mod normal;
mod past;
mod review;
mod rows;
mod said;
mod sheet;
mod tables;
mod told_entries;
mod values;

pub use fields::{Asked, Kind, Need, asked};
pub use joined::{filled, joined, parted};
pub use keep::{Change, KeepHistory, KeepProblem};
pub use known::{Known, NoneKnown, Says, StateNoProblems, StateNone};
pub use normal::is_same;
pub use past::{EntryChange, FieldChange, OneEntry, OneEntrySheet};
pub use review::{CLINICIANS, MarkReviewed, Review};
pub use rows::Stands;
pub use said::{Field, Said};
pub use sheet::{ENTRIES_MAX, Entry, Histories, HistoriesOf, SectionSheet, histories, section};
pub use tables::EntryDeed;
pub use told_entries::{tell, tell_none};
pub use values::{RELATIONS, Topic, Values, label_of};

pub(crate) use known::allergies_known;
pub(crate) use rows::IN_ERROR;
pub(crate) use tables::corrected_here;

use office::{Act, Permission};

/// Looking at the histories of a chart.
pub const SEE_HISTORIES: Act = Act::new("histories.see", Permission::SeeChart);
/// Entering, correcting and ending what stands in the histories.
pub const KEEP_HISTORIES: Act = Act::new("histories.keep", Permission::WriteChart);
/// Entering, correcting and ending problems: what the patient has by the judgement of a clinician.
pub const KEEP_PROBLEMS: Act = Act::new("histories.keep_problems", Permission::Diagnose);
/// Saying that a section was gone through.
pub const REVIEW_HISTORIES: Act = Act::new("histories.review", Permission::WriteChart);

kernel::id!(
    /// An entry of a section, of whatever kind: it is the id of its row, and of the piece it came from.
    EntryId
);
kernel::id!(
    /// A statement that there is none of something.
    StatementId
);
kernel::id!(
    /// Somebody went through a section.
    ReviewId
);

kernel::code!(
    /// The sections, in the order in which they stand on the page.
    Section {
        /// What the patient has.
        Problems = "problems",
        /// Allergies and intolerances.
        Allergies = "allergies",
        /// Medicines.
        Medications = "medications",
        /// Illnesses that are past, or that only the patient tells of.
        Past = "past",
        /// Operations and other procedures.
        Surgical = "surgical",
        /// Illnesses in the family.
        Family = "family",
        /// How the patient lives.
        Social = "social",
        /// Vaccinations.
        Immunizations = "immunizations",
    }
);

impl Section {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Problems => "Problems",
            Self::Allergies => "Allergies",
            Self::Medications => "Medications",
            Self::Past => "Past medical history",
            Self::Surgical => "Surgical history",
            Self::Family => "Family history",
            Self::Social => "Social history",
            Self::Immunizations => "Immunizations",
        }
    }

    /// The statement that there is none, where one can be made: each social topic has its own answer instead.
    #[must_use]
    pub const fn none_in_words(self) -> Option<&'static str> {
        match self {
            Self::Problems => Some("No known problems"),
            Self::Allergies => Some("No known allergies"),
            Self::Medications => Some("Takes no medicines"),
            Self::Past => Some("No past illnesses"),
            Self::Surgical => Some("No operations"),
            Self::Family => Some("No known illnesses in the family"),
            Self::Social => None,
            Self::Immunizations => Some("No immunizations given"),
        }
    }

    /// The system of the codes that are typed in it (FHIR R4), where codes are.
    #[must_use]
    pub const fn code_system(self) -> Option<&'static str> {
        match self {
            Self::Problems | Self::Past => Some(values::ICD10CM),
            Self::Immunizations => Some(values::CVX),
            _ => None,
        }
    }

    /// Whether an entry that stands so is against the statement that there is none. What stands in the past medical history is
    /// over.
    #[must_use]
    pub fn contradicts(self, stands: Stands) -> bool {
        stands == Stands::Now || (self == Self::Past && stands == Stands::Before)
    }

    /// Whether an entry that ended may stand again here; an illness does on the problem list.
    #[must_use]
    pub const fn comes_back(self) -> bool {
        matches!(self, Self::Allergies | Self::Medications | Self::Social)
    }

    /// Whether an entry of it comes to an end: an operation does not.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Self::Problems | Self::Allergies | Self::Medications | Self::Social)
    }
}

kernel::code!(
    /// Who brought an entry or a statement.
    Origin {
        /// Another office.
        Imported = "imported",
        /// The patient, at self check-in; somebody here accepted it.
        Told = "told",
        /// Somebody here.
        Entered = "entered",
    }
);
