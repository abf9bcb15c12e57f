//! Occasions: on which the office writes to patients by itself.

kernel::code!(
    /// On what occasion a message goes out.
    Occasion {
        /// A visit comes near.
        Visit = "visit",
        /// A freed time is offered to somebody who waits.
        Offer = "offer",
        /// They asked for the time by text, and have it.
        OfferWon = "offer_won",
        /// They asked for the time by text, and it is gone.
        OfferGone = "offer_gone",
        /// It is time to come again.
        Recall = "recall",
    }
);

impl Occasion {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Visit => "Before a visit",
            Self::Offer => "A freed time is offered",
            Self::OfferWon => "They get the time",
            Self::OfferGone => "The time is gone",
            Self::Recall => "Time to come again",
        }
    }

    /// Whether it answers what the patient just wrote. Such a message goes by text, and waits for no hours.
    #[must_use]
    pub const fn is_reply(self) -> bool {
        matches!(self, Self::OfferWon | Self::OfferGone)
    }

    /// Whether there may be several steps of it, one after the other.
    #[must_use]
    pub const fn has_steps(self) -> bool {
        matches!(self, Self::Visit | Self::Recall)
    }

    /// What may be filled into its wording, besides the first name, the site, its telephone and the link.
    #[must_use]
    pub const fn places(self) -> &'static [&'static str] {
        match self {
            Self::Visit | Self::OfferWon | Self::OfferGone => &["{day}", "{time}"],
            Self::Offer => &["{day}", "{time}", "{until}"],
            Self::Recall => &[],
        }
    }

    /// Its steps take so many minutes: before the visit, after the recall is due, from one patient to the next.
    pub(super) const fn minutes(self) -> (i64, i64) {
        match self {
            Self::Visit => (60, 60 * 1_440),
            Self::Offer => (0, 120),
            Self::OfferWon | Self::OfferGone => (0, 0),
            Self::Recall => (0, 365 * 1_440),
        }
    }
}
