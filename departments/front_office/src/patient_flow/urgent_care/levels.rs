//! The levels of urgency, the clocks of urgent care, and why somebody is taken out of turn.

use super::super::Threshold;

kernel::code!(
    /// How urgent a visit is, by the numbers of the Emergency Severity Index (ESI Handbook, fifth edition, Emergency Nurses
    /// Association 2023; first published by the Agency for Healthcare Research and Quality). Levels 1 and 2 are about danger, 3 to 5
    /// about how many kinds of resources (laboratory, pictures, fluids into a vein, a procedure …) the visit will need.
    Level {
        /// May die without help at once.
        One = "1",
        /// In danger, newly confused, or in great pain: should not wait.
        Two = "2",
        /// Stable; needs two or more kinds of resources.
        Three = "3",
        /// Stable; needs one.
        Four = "4",
        /// Stable; needs none.
        Five = "5",
    }
);

impl Level {
    /// The number: 1 is the most urgent.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
        }
    }

    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::One => "Level 1",
            Self::Two => "Level 2",
            Self::Three => "Level 3",
            Self::Four => "Level 4",
            Self::Five => "Level 5",
        }
    }

    /// Who has it.
    #[must_use]
    pub const fn of_whom(self) -> &'static str {
        match self {
            Self::One => "Needs help at once to stay alive",
            Self::Two => "In danger, newly confused, or in great pain: should not wait",
            Self::Three => "Stable; will need two or more kinds of resources, such as laboratory, X-ray, fluids",
            Self::Four => "Stable; will need one kind of resource",
            Self::Five => "Stable; will need none: a look, a prescription, a dressing",
        }
    }

    /// So many levels up, but never to 1: that is for those in danger of their life, not for those who waited long.
    pub(super) fn moved_up(self, levels: u8) -> Self {
        let number = self.number().saturating_sub(levels).max(2).min(self.number());
        Self::ALL.iter().copied().find(|level| level.number() == number).unwrap_or(self)
    }

    /// The clock from the door to the provider; none for level 1, which waits for no clock.
    #[must_use]
    pub const fn clock(self) -> Option<Clock> {
        match self {
            Self::One => None,
            Self::Two => Some(Clock::LevelTwo),
            Self::Three => Some(Clock::LevelThree),
            Self::Four => Some(Clock::LevelFour),
            Self::Five => Some(Clock::LevelFive),
        }
    }
}

kernel::code!(
    /// A clock that begins at the door, with limits that the site sets.
    Clock {
        /// Until a nurse said how urgent it is.
        Triage = "triage",
        /// Until the provider, for level 2.
        LevelTwo = "level_2",
        /// Until the provider, for level 3.
        LevelThree = "level_3",
        /// Until the provider, for level 4.
        LevelFour = "level_4",
        /// Until the provider, for level 5.
        LevelFive = "level_5",
        /// Until they go home.
        Stay = "stay",
    }
);

impl Clock {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Triage => "Door to triage",
            Self::LevelTwo => "Door to provider, level 2",
            Self::LevelThree => "Door to provider, level 3",
            Self::LevelFour => "Door to provider, level 4",
            Self::LevelFive => "Door to provider, level 5",
            Self::Stay => "Door to discharge",
        }
    }

    /// Moa's own limits. The Emergency Severity Index names no minutes; those to the provider follow the Australasian Triage
    /// Scale (ACEM policy P06: 10, 30, 60 and 120 minutes for its categories 2 to 5), the others are what urgent-care centres
    /// aim at. Each site sets its own.
    pub(super) const fn usual(self) -> Threshold {
        let (warn_minutes, alarm_minutes) = match self {
            Self::Triage => (5, 10),
            Self::LevelTwo => (5, 10),
            Self::LevelThree => (20, 30),
            Self::LevelFour => (45, 60),
            Self::LevelFive => (90, 120),
            Self::Stay => (90, 180),
        };
        Threshold { warn_minutes, alarm_minutes }
    }
}

kernel::code!(
    /// Why somebody is taken before others who stand ahead of them.
    OutOfTurn {
        /// They look worse than their level says.
        Worse = "worse",
        /// This provider knows them.
        KnowsThem = "knows_them",
        /// They asked for this provider.
        AskedFor = "asked_for",
        /// They need what this provider does.
        Skill = "skill",
        /// They belong to somebody who is being seen.
        Together = "together",
        /// Those ahead are not ready yet.
        OthersNotReady = "others_not_ready",
    }
);

impl OutOfTurn {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Worse => "Looks worse than the level says",
            Self::KnowsThem => "The provider knows this patient",
            Self::AskedFor => "The patient asked for this provider",
            Self::Skill => "Needs what this provider does",
            Self::Together => "Belongs to somebody who is being seen",
            Self::OthersNotReady => "Those ahead are not ready yet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level;

    #[test]
    fn nobody_moves_up_to_level_one_and_nobody_moves_down() {
        let up = |levels: u8| Level::ALL.iter().map(|level| level.moved_up(levels).number()).collect::<Vec<_>>();
        assert_eq!(up(0), [1, 2, 3, 4, 5]);
        assert_eq!(up(1), [1, 2, 2, 3, 4]);
        assert_eq!(up(250), [1, 2, 2, 2, 2]);
    }
}
