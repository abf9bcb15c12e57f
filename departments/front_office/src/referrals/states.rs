//! Where a referral can stand, out and in, which step may follow which, and how a step is known.

kernel::code!(
    /// Where a referral to another office stands.
    ReferralState {
        /// Being written.
        Draft = "draft",
        /// Written; its packet has not left.
        Ready = "ready",
        /// Its packet has left.
        Sent = "sent",
        /// The other office has it.
        Acknowledged = "acknowledged",
        /// The patient has a day there.
        Scheduled = "scheduled",
        /// The patient did not go.
        NotAttended = "not_attended",
        /// The patient was there.
        Attended = "attended",
        /// Their report lies in the chart.
        Reported = "reported",
        /// The other office does not take the patient.
        Declined = "declined",
        /// Nothing is left to do.
        Closed = "closed",
        /// We took it back.
        Cancelled = "cancelled",
    }
);

impl ReferralState {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Ready => "Ready to send",
            Self::Sent => "Sent",
            Self::Acknowledged => "They have it",
            Self::Scheduled => "Scheduled there",
            Self::NotAttended => "Did not go",
            Self::Attended => "Attended",
            Self::Reported => "Report received",
            Self::Declined => "Declined by them",
            Self::Closed => "Closed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The states that may follow this one.
    #[must_use]
    pub const fn may_become(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Ready, Self::Cancelled],
            Self::Ready => &[Self::Draft, Self::Sent, Self::Cancelled],
            Self::Sent => &[Self::Acknowledged, Self::Scheduled, Self::Attended, Self::Declined, Self::Cancelled],
            Self::Acknowledged => {
                &[Self::Scheduled, Self::Attended, Self::NotAttended, Self::Declined, Self::Cancelled]
            }
            // Another day there is a step from scheduled to scheduled.
            Self::Scheduled => &[Self::Scheduled, Self::Attended, Self::NotAttended, Self::Declined, Self::Cancelled],
            Self::NotAttended => &[Self::Scheduled, Self::Attended, Self::Closed, Self::Cancelled],
            Self::Attended => &[Self::Reported, Self::Closed],
            Self::Reported => &[Self::Closed],
            // To another office it is written anew; this one is closed then.
            Self::Declined => &[Self::Closed],
            Self::Closed | Self::Cancelled => &[],
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }

    /// What comes next, which has a clock.
    #[must_use]
    pub const fn waits_for(self) -> Option<Awaited> {
        match self {
            Self::Draft | Self::Ready => Some(Awaited::Sending),
            Self::Sent => Some(Awaited::Acknowledgement),
            Self::Acknowledged | Self::Scheduled => Some(Awaited::Attendance),
            Self::NotAttended | Self::Reported | Self::Declined => Some(Awaited::OurNextStep),
            Self::Attended => Some(Awaited::Report),
            Self::Closed | Self::Cancelled => None,
        }
    }
}

kernel::code!(
    /// Where a referral to us stands.
    InState {
        /// It came; nobody has said yet what becomes of it.
        Received = "received",
        /// We asked the sender for more.
        MoreInfo = "more_info",
        /// We see the patient; no time is booked.
        Accepted = "accepted",
        /// A time is booked.
        Booked = "booked",
        /// The patient was here.
        Seen = "seen",
        /// Our report went back.
        Reported = "reported",
        /// We do not see the patient.
        Declined = "declined",
        /// Nothing came of it.
        Closed = "closed",
    }
);

impl InState {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Received => "To triage",
            Self::MoreInfo => "Asked for more",
            Self::Accepted => "To book",
            Self::Booked => "Booked",
            Self::Seen => "Seen, report due",
            Self::Reported => "Report sent back",
            Self::Declined => "Declined",
            Self::Closed => "Closed",
        }
    }

    /// The states that may follow this one.
    #[must_use]
    pub const fn may_become(self) -> &'static [Self] {
        match self {
            Self::Received => &[Self::MoreInfo, Self::Accepted, Self::Declined, Self::Closed],
            Self::MoreInfo => &[Self::Received, Self::Accepted, Self::Declined, Self::Closed],
            Self::Accepted => &[Self::Booked, Self::Received, Self::Declined, Self::Closed],
            // A cancelled or missed appointment is booked again.
            Self::Booked => &[Self::Seen, Self::Accepted, Self::Closed],
            Self::Seen => &[Self::Reported, Self::Closed],
            Self::Declined => &[Self::Received],
            Self::Reported | Self::Closed => &[],
        }
    }

    /// What comes next, which has a clock.
    #[must_use]
    pub const fn waits_for(self) -> Option<Awaited> {
        match self {
            Self::Received => Some(Awaited::Triage),
            Self::MoreInfo => Some(Awaited::TheirAnswer),
            Self::Accepted => Some(Awaited::Booking),
            Self::Seen => Some(Awaited::OurReport),
            // The appointment has its own day.
            Self::Booked | Self::Reported | Self::Declined | Self::Closed => None,
        }
    }
}

kernel::code!(
    /// What is awaited of a referral.
    Awaited {
        /// That its packet leaves us.
        Sending = "sending",
        /// That the other office says that they have it.
        Acknowledgement = "acknowledgement",
        /// That the patient goes there.
        Attendance = "attendance",
        /// That their report comes, after the visit.
        Report = "report",
        /// That we decide how it goes on.
        OurNextStep = "our_next_step",
        /// That a clinician says whether we see the patient.
        Triage = "triage",
        /// That the sender answers what we asked.
        TheirAnswer = "their_answer",
        /// That a time is booked.
        Booking = "booking",
        /// That our report goes back.
        OurReport = "our_report",
    }
);

impl Awaited {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sending => "Packet sent",
            Self::Acknowledgement => "Acknowledged by them",
            Self::Attendance => "Patient attended",
            Self::Report => "Report received, after the visit",
            Self::OurNextStep => "Our next step",
            Self::Triage => "Triage",
            Self::TheirAnswer => "Their answer",
            Self::Booking => "Booked",
            Self::OurReport => "Our report sent back, after the visit",
        }
    }

    /// Days until it is due where the practice set no others.
    #[must_use]
    pub const fn usual_days(self, urgency: ReferralUrgency) -> i64 {
        match (self, urgency) {
            (Self::Sending | Self::Triage | Self::OurNextStep, ReferralUrgency::Routine) => 2,
            (Self::Acknowledgement, ReferralUrgency::Routine) => 7,
            (Self::Attendance, ReferralUrgency::Routine) => 30,
            (Self::Report, ReferralUrgency::Routine) => 14,
            (Self::TheirAnswer | Self::Booking, ReferralUrgency::Routine) => 5,
            (Self::OurReport, ReferralUrgency::Routine) => 7,
            (Self::Attendance | Self::Report, ReferralUrgency::Urgent) => 7,
            (Self::OurReport, ReferralUrgency::Urgent) => 3,
            (_, ReferralUrgency::Urgent) => 1,
        }
    }
}

kernel::code!(
    /// How soon a referred patient is to be seen.
    ReferralUrgency {
        /// In days.
        Urgent = "urgent",
        /// In weeks.
        Routine = "routine",
    }
);

impl ReferralUrgency {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Urgent => "Urgent",
            Self::Routine => "Routine",
        }
    }
}

kernel::code!(
    /// How a step of a referral is known.
    Evidence {
        /// We did it ourselves.
        Ours = "ours",
        /// The patient told us.
        Patient = "patient",
        /// Their office told us by telephone.
        TheirOffice = "their_office",
        /// Their office wrote.
        TheirLetter = "their_letter",
        /// Their report says so.
        TheirReport = "their_report",
        /// The delivery's receipt.
        Receipt = "receipt",
        /// The visit in our own office.
        OurVisit = "our_visit",
    }
);

impl Evidence {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ours => "Done here",
            Self::Patient => "The patient told us",
            Self::TheirOffice => "Their office told us",
            Self::TheirLetter => "Their letter or message",
            Self::TheirReport => "Their report",
            Self::Receipt => "Receipt of the delivery",
            Self::OurVisit => "The visit here",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{InState, ReferralState};

    #[test]
    fn what_is_awaited_has_a_clock_and_what_is_over_leads_nowhere() {
        for state in ReferralState::ALL {
            assert_eq!(state.is_open(), state.waits_for().is_some(), "{}", state.word());
            assert_eq!(state.is_open(), !state.may_become().is_empty(), "{}", state.word());
        }
        for state in [InState::Reported, InState::Closed] {
            assert!(state.waits_for().is_none() && state.may_become().is_empty(), "{}", state.word());
        }
    }
}
