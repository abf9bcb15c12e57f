//! The statuses of a visit, and which follows which.

kernel::code!(
    /// Where a visit is on its way through the office. Before anybody arrives there is no visit, only an appointment.
    Status {
        /// Came through the door.
        Arrived = "arrived",
        /// At the desk, papers and cards in hand.
        CheckingIn = "checking_in",
        /// Checked in and waiting to be called.
        Waiting = "waiting",
        /// In a room, with the medical assistant or alone.
        Roomed = "roomed",
        /// In a room, everything done that comes before the provider.
        ReadyForProvider = "ready_for_provider",
        /// The provider is in the room.
        WithProvider = "with_provider",
        /// Done with the provider, on the way out by the desk.
        CheckingOut = "checking_out",
        /// Gone home.
        Left = "left",
        /// Gone home without being seen.
        LeftUnseen = "left_without_being_seen",
        /// The arrival was entered by mistake: nobody came.
        Mistaken = "mistaken",
    }
);

kernel::code!(
    /// Whose turn it is.
    NextToAct {
        /// The front desk.
        FrontDesk = "front_desk",
        /// The medical assistant.
        MedicalAssistant = "medical_assistant",
        /// The provider.
        Provider = "provider",
        /// Nobody: the visit is over.
        Nobody = "nobody",
    }
);

impl NextToAct {
    /// As shown on the board.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::FrontDesk => "Front desk",
            Self::MedicalAssistant => "Medical assistant",
            Self::Provider => "Provider",
            Self::Nobody => "",
        }
    }
}

impl Status {
    /// As shown on the board.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Arrived => "Arrived",
            Self::CheckingIn => "Checking in",
            Self::Waiting => "Waiting",
            Self::Roomed => "Roomed",
            Self::ReadyForProvider => "Ready for provider",
            Self::WithProvider => "With provider",
            Self::CheckingOut => "Checking out",
            Self::Left => "Left",
            Self::LeftUnseen => "Left without being seen",
            Self::Mistaken => "Entered by mistake",
        }
    }

    /// Whose turn it is.
    #[must_use]
    pub const fn next_to_act(self) -> NextToAct {
        match self {
            Self::Arrived | Self::CheckingIn | Self::CheckingOut => NextToAct::FrontDesk,
            Self::Waiting | Self::Roomed => NextToAct::MedicalAssistant,
            Self::ReadyForProvider | Self::WithProvider => NextToAct::Provider,
            Self::Left | Self::LeftUnseen | Self::Mistaken => NextToAct::Nobody,
        }
    }

    /// Whether the patient is in the office.
    #[must_use]
    pub const fn is_here(self) -> bool {
        !matches!(self, Self::Left | Self::LeftUnseen | Self::Mistaken)
    }

    /// Whether the patient has a room.
    #[must_use]
    pub const fn is_in_room(self) -> bool {
        matches!(self, Self::Roomed | Self::ReadyForProvider | Self::WithProvider)
    }

    /// The statuses that can follow. A patient in distress is roomed at once: care does not wait for paperwork, and the ticks
    /// of the check-in stay open until they are done.
    #[must_use]
    pub const fn followed_by(self) -> &'static [Self] {
        use Status::{CheckingIn, CheckingOut, Left, LeftUnseen, ReadyForProvider, Roomed, Waiting, WithProvider};
        match self {
            Self::Arrived => &[CheckingIn, Waiting, Roomed, LeftUnseen],
            CheckingIn => &[Waiting, Roomed, LeftUnseen],
            Waiting => &[Roomed, LeftUnseen],
            Roomed => &[ReadyForProvider, WithProvider, CheckingOut, Left, LeftUnseen],
            ReadyForProvider => &[WithProvider, Roomed, CheckingOut, Left, LeftUnseen],
            WithProvider => &[CheckingOut, Roomed, Left],
            CheckingOut => &[Left],
            Left | LeftUnseen => &[],
            Self::Mistaken => &[Self::Arrived],
        }
    }

    /// Whether a step is one of those that can follow.
    #[must_use]
    pub fn can_become(self, next: Self) -> bool {
        self.followed_by().contains(&next)
    }
}

#[cfg(test)]
mod tests {
    use super::{NextToAct, Status};

    /// The whole graph, so that a change of it is seen.
    #[test]
    fn the_graph_of_statuses_is_as_printed() {
        let lines: Vec<String> = Status::ALL
            .iter()
            .map(|status| {
                let next: Vec<&str> = status.followed_by().iter().map(|next| next.word()).collect();
                format!("{} ({}): {}", status.word(), status.next_to_act().word(), next.join(", "))
            })
            .collect();
        assert_eq!(
            lines,
            [
                "arrived (front_desk): checking_in, waiting, roomed, left_without_being_seen",
                "checking_in (front_desk): waiting, roomed, left_without_being_seen",
                "waiting (medical_assistant): roomed, left_without_being_seen",
                "roomed (medical_assistant): ready_for_provider, with_provider, checking_out, left, left_without_being_seen",
                "ready_for_provider (provider): with_provider, roomed, checking_out, left, left_without_being_seen",
                "with_provider (provider): checking_out, roomed, left",
                "checking_out (front_desk): left",
                "left (nobody): ",
                "left_without_being_seen (nobody): ",
                "mistaken (nobody): arrived",
            ]
        );
    }

    #[test]
    fn everybody_here_can_get_out_and_somebody_is_to_act() {
        for status in Status::ALL.iter().filter(|status| status.is_here()) {
            let mut reached = vec![*status];
            let mut at = 0;
            while at < reached.len() {
                for next in reached[at].followed_by() {
                    if !reached.contains(next) {
                        reached.push(*next);
                    }
                }
                at += 1;
            }
            assert!(reached.contains(&Status::Left), "{status:?}");
            assert_ne!(status.next_to_act(), NextToAct::Nobody, "{status:?}");
        }
    }
}
