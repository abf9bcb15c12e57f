//! The closed lists of reminders: channels, how they stand, why not, what answers mean.

kernel::code!(
    /// How a patient is reached.
    Channel {
        /// A text message to the mobile telephone.
        Text = "text",
        /// An e-mail.
        Mail = "email",
        /// Somebody of the office calls.
        Call = "call",
        /// A letter.
        Letter = "letter",
    }
);

impl Channel {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "Text message",
            Self::Mail => "E-mail",
            Self::Call => "Phone call",
            Self::Letter => "Letter",
        }
    }

    /// Whether a machine sends it, and so needs a consent.
    #[must_use]
    pub const fn needs_consent(self) -> bool {
        matches!(self, Self::Text | Self::Mail)
    }
}

kernel::code!(
    /// How somebody said yes or no.
    ConsentHow {
        /// To a member of staff.
        Spoken = "spoken",
        /// In a letter or note.
        Written = "written",
        /// On a form that is kept.
        Form = "form",
        /// By a text message: STOP, or START.
        ByText = "text",
        /// By the link in a message.
        ByLink = "link",
    }
);

impl ConsentHow {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Spoken => "Spoken",
            Self::Written => "In writing",
            Self::Form => "On a form",
            Self::ByText => "By text",
            Self::ByLink => "By link",
        }
    }
}

kernel::code!(
    /// How a message stands.
    MessageStanding {
        /// To be sent, called or printed.
        Planned = "planned",
        /// On its way to the server or gateway.
        Sending = "sending",
        /// Sent, printed, or said to somebody.
        Sent = "sent",
        /// Every way was tried.
        Failed = "failed",
        /// Not sent; why stands beside it.
        Skipped = "skipped",
        /// Not needed any more.
        Withdrawn = "withdrawn",
    }
);

impl MessageStanding {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::Sending => "Sending",
            Self::Sent => "Sent",
            Self::Failed => "Not reached",
            Self::Skipped => "Not sent",
            Self::Withdrawn => "Not needed",
        }
    }
}

kernel::code!(
    /// Why a message was not sent, or by another channel than the first.
    Why {
        /// The visit was moved.
        Moved = "moved",
        /// The visit was cancelled, or has begun, or the patient is here already.
        Over = "over",
        /// The patient has confirmed already.
        Confirmed = "confirmed",
        /// By quiet hours it could only go out after the visit, or when nobody could answer an offer in time.
        TooLate = "too_late",
        /// No channel that they want, allow and can be reached by.
        NoWay = "no_way",
        /// They want no reminders.
        NotWanted = "not_wanted",
        /// The patient has died.
        Deceased = "deceased",
        /// The server or gateway did not answer, often.
        Unreachable = "unreachable",
        /// The server or gateway would not take it.
        Refused = "refused",
        /// It was taken and could not be delivered.
        NotDelivered = "not_delivered",
        /// Nobody answered the telephone.
        NoAnswer = "no_answer",
        /// It is not their number.
        WrongNumber = "wrong_number",
        /// The practice took the step out of use.
        StepGone = "step_gone",
        /// They are likely to come: this step is for who is not.
        NotLikely = "not_likely",
        /// The way that comes first for them is a call: they stand on the call list.
        ToBeCalled = "to_be_called",
        /// The time is not on offer to them any more.
        OfferOver = "offer_over",
        /// They are booked, have answered, or are not to be told any more.
        RecallOver = "recall_over",
    }
);

impl Why {
    /// In words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Moved => "The visit was moved",
            Self::Over => "The visit was cancelled or moved, or has begun",
            Self::Confirmed => "The patient has confirmed already",
            Self::TooLate => "By quiet hours it could only go out when it is too late",
            Self::NoWay => "There is no way that the patient allows and can be reached by",
            Self::NotWanted => "The patient wants no reminders",
            Self::Deceased => "The patient has died",
            Self::Unreachable => "The server did not answer",
            Self::Refused => "The server would not take it",
            Self::NotDelivered => "It could not be delivered",
            Self::NoAnswer => "Nobody answered",
            Self::WrongNumber => "It is not their number",
            Self::StepGone => "The message is out of use",
            Self::NotLikely => "They are likely to come",
            Self::ToBeCalled => "They consent to no text or e-mail, or would rather be called",
            Self::OfferOver => "The time is not on offer to them any more",
            Self::RecallOver => "They are booked, have answered, or need not be told any more",
        }
    }
}

kernel::code!(
    /// By which way a step reminds.
    Way {
        /// As the patient wishes.
        Wish = "wish",
        /// By a call, where the patient can be called.
        Call = "call",
    }
);

kernel::code!(
    /// By which way an answer came.
    CameBy {
        /// By text.
        Text = "text",
        /// On the page behind a link.
        Link = "link",
        /// On the telephone.
        Call = "call",
    }
);

impl CameBy {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "by text",
            Self::Link => "by link",
            Self::Call => "on the phone",
        }
    }
}

kernel::code!(
    /// What an answer means.
    Meaning {
        /// They come.
        Confirmed = "confirmed",
        /// They do not come; the visit is cancelled.
        Cancelled = "cancelled",
        /// They do not want to come; somebody calls them.
        CancelAsked = "cancel_asked",
        /// They want to be called.
        CallMe = "call_me",
        /// They want no more text messages.
        Stop = "stop",
        /// They want text messages again.
        Start = "start",
        /// They take the time that was offered, and have it.
        Accepted = "accepted",
        /// They do not want the time that was offered, or not to come again.
        Declined = "declined",
        /// They wanted the time that was offered, and it was gone.
        Gone = "gone",
        /// Something else: somebody reads it.
        Other = "other",
    }
);

impl Meaning {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::Cancelled => "Cancelled",
            Self::CancelAsked => "Asks to cancel",
            Self::CallMe => "Asks for a call",
            Self::Stop => "No more texts",
            Self::Start => "Texts again",
            Self::Accepted => "Takes the time",
            Self::Declined => "Does not want it",
            Self::Gone => "Wanted the time, which was gone",
            Self::Other => "Wrote something",
        }
    }

    /// Whether somebody of the office must act.
    #[must_use]
    pub const fn needs_somebody(self) -> bool {
        matches!(self, Self::CancelAsked | Self::CallMe | Self::Other)
    }
}

kernel::code!(
    /// What came of a call.
    ReminderCallOutcome {
        /// They come.
        Confirmed = "confirmed",
        /// A message was left.
        LeftMessage = "left_message",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// It is not their number.
        WrongNumber = "wrong_number",
        /// They do not come; the visit is cancelled.
        Cancelled = "cancelled",
    }
);

impl ReminderCallOutcome {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Confirmed => "Confirmed",
            Self::LeftMessage => "Left message",
            Self::NoAnswer => "No answer",
            Self::WrongNumber => "Wrong number",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The key that notes it, while the row has the focus.
    #[must_use]
    pub const fn key(self) -> char {
        match self {
            Self::Confirmed => 'c',
            Self::LeftMessage => 'm',
            Self::NoAnswer => 'n',
            Self::WrongNumber => 'w',
            Self::Cancelled => 'x',
        }
    }
}
