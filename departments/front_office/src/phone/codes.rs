//! The closed lists of the telephone: reasons, identifiers, urgencies, routes, outcomes.

kernel::code!(
    /// Why somebody calls.
    CallReason {
        /// To book, move or cancel.
        Appointment = "appointment",
        /// They feel ill, or worse.
        Symptoms = "symptoms",
        /// They ask for a result.
        Result = "result",
        /// A prescription.
        Prescription = "prescription",
        /// A referral.
        Referral = "referral",
        /// A bill, or what insurance pays.
        Billing = "billing",
        /// A form, a letter, records.
        Papers = "papers",
        /// Another office, a pharmacy, a laboratory.
        OtherOffice = "other_office",
        /// Something else.
        Other = "other",
    }
);

impl CallReason {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Appointment => "Appointment",
            Self::Symptoms => "Symptoms",
            Self::Result => "Result",
            Self::Prescription => "Prescription",
            Self::Referral => "Referral",
            Self::Billing => "Bill or insurance",
            Self::Papers => "Forms and records",
            Self::OtherOffice => "Another office",
            Self::Other => "Something else",
        }
    }
}

kernel::code!(
    /// What a caller said that agreed with the chart.
    Identifier {
        /// The full name.
        FullName = "full_name",
        /// The date of birth.
        BirthDay = "birth_day",
        /// The address.
        Address = "address",
        /// A telephone number on file, said and not only shown.
        Phone = "phone",
        /// The record number.
        RecordNumber = "record_number",
    }
);

impl Identifier {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FullName => "Full name",
            Self::BirthDay => "Date of birth",
            Self::Address => "Address",
            Self::Phone => "Phone number on file",
            Self::RecordNumber => "Record number",
        }
    }
}

/// How it is known whom the call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// The caller said these, and they agreed: two at least (The Joint Commission, NPSG.01.01.01, 2024).
    Said(Vec<Identifier>),
    /// They were registered in this call: there is nothing to compare with.
    RegisteredNow,
}

kernel::code!(
    /// How soon somebody must act, the worst first.
    Urgency {
        /// A danger to life: emergency services now.
        Emergency = "emergency",
        /// A nurse speaks with them now.
        Now = "now",
        /// Today.
        Today = "today",
        /// Within a few days.
        Soon = "soon",
        /// In the usual course.
        Routine = "routine",
    }
);

impl Urgency {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Emergency => "Emergency",
            Self::Now => "Now",
            Self::Today => "Today",
            Self::Soon => "Within days",
            Self::Routine => "Routine",
        }
    }

    /// Minutes within which the office calls back.
    #[must_use]
    pub const fn due_minutes(self) -> i64 {
        match self {
            Self::Emergency => 0,
            Self::Now => 15,
            Self::Today => 120,
            Self::Soon => 24 * 60,
            Self::Routine => 48 * 60,
        }
    }

    /// Where a call of this urgency goes.
    #[must_use]
    pub const fn goes_to(self) -> Route {
        match self {
            Self::Emergency => Route::EmergencyServices,
            Self::Now | Self::Today => Route::Nurse,
            Self::Soon | Self::Routine => Route::FrontDesk,
        }
    }
}

kernel::code!(
    /// Who takes it from here.
    Route {
        /// The caller hangs up and calls 911.
        EmergencyServices = "emergency_services",
        /// A nurse.
        Nurse = "nurse",
        /// A provider.
        Provider = "provider",
        /// The front desk.
        FrontDesk = "front_desk",
        /// The billing office.
        Billing = "billing",
    }
);

impl Route {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::EmergencyServices => "Emergency services (911)",
            Self::Nurse => "Nurse",
            Self::Provider => "Provider",
            Self::FrontDesk => "Front desk",
            Self::Billing => "Billing office",
        }
    }
}

kernel::code!(
    /// How a call ended.
    CallOutcome {
        /// What they wanted is done.
        Settled = "settled",
        /// An appointment was booked, moved or cancelled.
        Booked = "booked",
        /// They are called back.
        CallBack = "call_back",
        /// They were put through.
        PutThrough = "put_through",
        /// They were told to call 911.
        SentToEmergency = "sent_to_emergency",
        /// The line went dead, or nobody was there.
        CutOff = "cut_off",
        /// A wrong number.
        WrongNumber = "wrong_number",
        /// It rang, and nobody took it.
        Missed = "missed",
    }
);

impl CallOutcome {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Settled => "Settled",
            Self::Booked => "Booked",
            Self::CallBack => "To be called back",
            Self::PutThrough => "Put through",
            Self::SentToEmergency => "Told to call 911",
            Self::CutOff => "Cut off",
            Self::WrongNumber => "Wrong number",
            Self::Missed => "Missed",
        }
    }
}

kernel::code!(
    /// What became of a call-back.
    CallBackOutcome {
        /// They were spoken with.
        Reached = "reached",
        /// A message was left, without details.
        MessageLeft = "message_left",
        /// They called or came in themselves.
        CameThemselves = "came_themselves",
        /// Given up after several tries.
        GivenUp = "given_up",
    }
);

impl CallBackOutcome {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Reached => "Reached",
            Self::MessageLeft => "Message left",
            Self::CameThemselves => "They called or came",
            Self::GivenUp => "Given up",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Route, Urgency};

    #[test]
    fn the_worst_comes_first_and_is_due_soonest() {
        let mut sorted = Urgency::ALL.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, Urgency::ALL);
        assert!(sorted.windows(2).all(|pair| pair[0].due_minutes() < pair[1].due_minutes()));
        assert_eq!(Urgency::Emergency.goes_to(), Route::EmergencyServices);
    }
}
