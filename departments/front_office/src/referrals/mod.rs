//! Referrals: who is referred to another office until their report lies in the chart, and who is referred to us until ours
//! went back. A step is never taken without saying how it is known; what is awaited has a clock.
//!
//! What goes into a packet is put together in `workflows/refer_out`, because the chart is another department. Here it is kept,
//! queued for its channel, and proved to have arrived.

mod clocks;
mod deliveries;
mod directory;
mod directory_find;
mod facts;
pub mod inbound;
mod one;
mod packets;
mod report;
mod states;
mod steps;
pub(crate) mod tables;
mod worklist;
mod write;

pub use clocks::{Clock, Clocks, SetClocks, clocks};
pub use deliveries::{
    DeliveryFiles, DeliveryLine, NoteDelivery, PacketFiles, Queued, QueuedDeliveries, SendAgain, deliveries_of, queue,
};
pub use directory::{AddEntry, ChangeEntry, Entry, EntryFields, entry};
pub use directory_find::{Directory, DirectoryEntry, taken_over};
pub use inbound::{InboundId, appointment_gone, seen};
pub use one::{Diagnosis, OneReferral, ReferralLine, ReferralSheet, StepLine, referral, sheet};
pub use packets::{NewPacket, OpenPacket, Packet, PacketFile, PacketLine, keep_packet, packets_of};
pub use report::FileReport;
pub use states::{Awaited, Evidence, InState, ReferralState, ReferralUrgency};
pub use steps::{MoveReferral, TakeOver};
pub use worklist::{Outgoing, ReferralsOf, Whose, open_counts, outgoing, overdue_for};
pub use write::{ChangeReferral, Part, WriteReferral, choose_parts};

use office::{Act, Permission};

/// Seeing referrals and the directory.
pub const SEE_REFERRALS: Act = Act::new("referrals.see", Permission::SeeDocuments);
/// Writing referrals, sending their packets, and noting what became of them.
pub const REFER: Act = Act::new("referrals.refer", Permission::Refer);
/// Keeping the directory of outside offices.
pub const KEEP_DIRECTORY: Act = Act::new("referrals.keep_directory", Permission::Refer);
/// Saying whether a patient who is referred to us is seen.
pub const TRIAGE: Act = Act::new("referrals.triage", Permission::TriageReferrals);
/// Setting in how many days each step is due.
pub const SET_CLOCKS: Act = Act::new("referrals.set_clocks", Permission::ManagePractice);

kernel::id!(
    /// An office or clinician in the directory.
    EntryId
);
kernel::id!(
    /// What an entry of the directory was imported as.
    ImportedId
);
kernel::id!(
    /// A referral to another office.
    ReferralId
);
kernel::id!(
    /// A referral, whichever way it goes.
    EitherId
);
kernel::id!(
    /// A document of the record that goes along.
    SourceId
);
kernel::id!(
    /// A packet as it was sent.
    PacketId
);
kernel::id!(
    /// A packet on its way.
    DeliveryId
);

impl From<ReferralId> for EitherId {
    fn from(id: ReferralId) -> Self {
        kernel::RawId::from(id).into()
    }
}

kernel::code!(
    /// Who stands in the directory.
    EntryKind {
        /// A person.
        Clinician = "clinician",
        /// An office, hospital or laboratory.
        Office = "office",
    }
);

impl EntryKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Clinician => "Clinician",
            Self::Office => "Office",
        }
    }
}

kernel::code!(
    /// How a packet goes to an office.
    Channel {
        /// Printed; posted, or given to the patient.
        Print = "print",
        /// Faxed by hand from the print.
        Fax = "fax",
        /// By e-mail.
        Email = "email",
        /// Put as files into a folder from which another program takes them.
        Folder = "folder",
    }
);

impl Channel {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Print => "Print",
            Self::Fax => "Fax",
            Self::Email => "E-mail",
            Self::Folder => "Folder",
        }
    }

    /// Whether people take it there, and so say that they did.
    #[must_use]
    pub const fn by_hand(self) -> bool {
        matches!(self, Self::Print | Self::Fax)
    }
}

kernel::code!(
    /// Where a delivery stands.
    DeliveryState {
        /// It waits for its channel.
        Queued = "queued",
        /// It has left us.
        HandedOver = "handed_over",
        /// There is a receipt.
        Delivered = "delivered",
        /// It did not go through.
        Failed = "failed",
    }
);

impl DeliveryState {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Queued => "Waits",
            Self::HandedOver => "Left us",
            Self::Delivered => "Delivered",
            Self::Failed => "Failed",
        }
    }
}

kernel::code!(
    /// What of the record goes along.
    PartKind {
        /// The problem list.
        Problems = "problems",
        /// Medicines taken now.
        Medications = "medications",
        /// Allergies and intolerances.
        Allergies = "allergies",
        /// The latest laboratory values.
        Laboratory = "laboratory",
        /// Vaccinations.
        Immunizations = "immunizations",
        /// A note or document of the chart that came from elsewhere.
        ChartDocument = "chart_document",
        /// A document of our own inbox.
        OfficeDocument = "office_document",
    }
);

impl PartKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Problems => "Problem list",
            Self::Medications => "Medicines taken now",
            Self::Allergies => "Allergies",
            Self::Laboratory => "Latest laboratory values",
            Self::Immunizations => "Vaccinations",
            Self::ChartDocument => "Note of the chart",
            Self::OfficeDocument => "Document",
        }
    }

    /// Whether it is a section of the chart as it stands when the packet is made.
    #[must_use]
    pub const fn is_section(self) -> bool {
        !matches!(self, Self::ChartDocument | Self::OfficeDocument)
    }
}

/// Letters of a text of a referral at most.
const TEXT_MAX: usize = 4_000;

fn check_length(field: &'static str, text: &str, most: usize) -> Result<(), kernel::Problem> {
    if text.chars().count() <= most {
        return Ok(());
    }
    let say = format!("Keep this under {most} letters.");
    Err(kernel::Problem::invalid("too_long", say.clone()).at(field, say))
}
