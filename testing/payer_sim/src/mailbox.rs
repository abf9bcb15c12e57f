//! The mailbox: every file made for a submitter, until it is fetched; where faults on delivery strike.

use crate::faults::{Fault, Faults};
use kernel::Day;

/// Most files kept for all submitters; beyond it the oldest go.
pub const FILES_MAX: usize = 100_000;

/// Where an answer goes: back the way the question came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Who sent the file.
    pub submitter: String,
    /// How it came.
    pub channel: Channel,
}

/// How files travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// CAQH CORE over HTTPS: fetched by retrieval requests.
    Core,
    /// The submitter's folders, by SFTP or on a shared disk.
    Folder,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// Acknowledgement of an interchange.
    Ta1,
    /// Acknowledgement of a group.
    #[serde(rename = "999")]
    Group,
    /// Acknowledgement of claims.
    #[serde(rename = "277ca")]
    Claims,
    /// Remittance.
    #[serde(rename = "835")]
    Remittance,
    /// Eligibility answer.
    #[serde(rename = "271")]
    Eligibility,
    /// Claim status answer.
    #[serde(rename = "277")]
    Status,
    /// Prior authorization answer.
    #[serde(rename = "278")]
    Review,
}

impl Topic {
    /// The name in file names: `999`, `277ca`, …
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ta1 => "ta1",
            Self::Group => "999",
            Self::Claims => "277ca",
            Self::Remittance => "835",
            Self::Eligibility => "271",
            Self::Status => "277",
            Self::Review => "278",
        }
    }

    /// Whether it acknowledges a submission rather than answers it.
    #[must_use]
    pub const fn acknowledges(self) -> bool {
        matches!(self, Self::Ta1 | Self::Group)
    }
}

/// A file for a submitter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Counts from 1 in order of making.
    pub number: u64,
    /// Where it goes.
    pub route: Route,
    /// What it is.
    pub topic: Topic,
    /// The payload id of the submission it answers, where there was one.
    pub answers: Option<String>,
    /// A file name without folders.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The first day it can be fetched.
    pub visible: Day,
}

/// All files for all submitters.
#[derive(Debug, Default)]
pub struct Mailbox {
    letters: Vec<Letter>,
    held_back: Vec<Letter>,
    count: u64,
}

impl Mailbox {
    /// Puts a file into the box; a fault asked for on this topic strikes here.
    pub fn post(
        &mut self,
        today: Day,
        (route, topic): (&Route, Topic),
        (answers, bytes): (Option<&str>, Vec<u8>),
        faults: &mut Faults,
    ) {
        self.count += 1;
        let name = format!("{:08}.{}.edi", self.count, topic.name());
        let answers = answers.map(str::to_owned);
        let route = route.clone();
        let number = self.count;
        let mut letter = Letter { number, route, topic, answers, name, bytes, visible: today };
        match faults.strike(topic) {
            Some(Fault::Late { days }) => letter.visible = today.plus_days(days),
            Some(Fault::Twice) => {
                let again = Letter { name: format!("{number:08}.{}.again.edi", topic.name()), ..letter.clone() };
                self.letters.push(again);
            }
            Some(Fault::OutOfOrder) => {
                self.held_back.push(letter);
                return;
            }
            Some(spoiling) => letter.bytes = spoiling.spoil(&letter.bytes),
            None => {}
        }
        self.letters.push(letter);
        let overtaken = |held: &Letter| held.topic != topic;
        let (due, held): (Vec<_>, Vec<_>) = std::mem::take(&mut self.held_back).into_iter().partition(overtaken);
        self.held_back = held;
        self.letters.extend(due);
        self.forget_old();
    }

    /// Delivers what was held back to come out of order, at the end of a day.
    pub fn release_held(&mut self) {
        self.letters.append(&mut self.held_back);
    }

    /// Hands over the first file that fits and has come in by today.
    pub fn fetch(&mut self, today: Day, fits: impl Fn(&Letter) -> bool) -> Option<Letter> {
        let at = self.letters.iter().position(|letter| letter.visible <= today && fits(letter))?;
        Some(self.letters.remove(at))
    }

    /// Files not yet handed over, whether visible or not.
    #[must_use]
    pub fn waiting_count(&self) -> usize {
        self.letters.len() + self.held_back.len()
    }

    fn forget_old(&mut self) {
        let over = self.letters.len().saturating_sub(FILES_MAX);
        self.letters.drain(..over);
    }
}

#[cfg(test)]
mod tests {
    use super::{Channel, Mailbox, Route, Topic};
    use crate::faults::{Fault, Faults};
    use kernel::Day;

    fn route() -> Route {
        Route { submitter: "desk".to_owned(), channel: Channel::Core }
    }

    fn fetched(mailbox: &mut Mailbox, day: Day) -> Vec<&'static str> {
        std::iter::from_fn(|| mailbox.fetch(day, |_| true)).map(|letter| letter.topic.name()).collect()
    }

    fn post(mailbox: &mut Mailbox, faults: &mut Faults, topic: Topic) {
        mailbox.post(today(), (&route(), topic), (None, b"ISA*1~IEA~".to_vec()), faults);
    }

    fn today() -> Day {
        "2026-11-20".parse().expect("a day")
    }

    #[test]
    fn files_come_in_order_each_once() {
        let (mut mailbox, mut faults) = (Mailbox::default(), Faults::default());
        post(&mut mailbox, &mut faults, Topic::Group);
        post(&mut mailbox, &mut faults, Topic::Claims);
        assert_eq!(fetched(&mut mailbox, today()), ["999", "277ca"]);
        assert!(fetched(&mut mailbox, today()).is_empty());
    }

    #[test]
    fn a_late_file_is_not_seen_before_its_day() {
        let (mut mailbox, mut faults) = (Mailbox::default(), Faults::default());
        faults.ask(Fault::Late { days: 2 }, Some(Topic::Group), 1);
        post(&mut mailbox, &mut faults, Topic::Group);
        assert!(fetched(&mut mailbox, today().plus_days(1)).is_empty());
        assert_eq!(fetched(&mut mailbox, today().plus_days(2)), ["999"]);
    }

    #[test]
    fn twice_and_out_of_order_do_what_they_say() {
        let (mut mailbox, mut faults) = (Mailbox::default(), Faults::default());
        faults.ask(Fault::Twice, Some(Topic::Claims), 1);
        faults.ask(Fault::OutOfOrder, Some(Topic::Group), 1);
        post(&mut mailbox, &mut faults, Topic::Group);
        post(&mut mailbox, &mut faults, Topic::Claims);
        assert_eq!(fetched(&mut mailbox, today()), ["277ca", "277ca", "999"]);
    }
}
