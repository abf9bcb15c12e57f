//! Faults on demand: what goes wrong with a clearinghouse on a bad day, asked for by name and count.

use crate::mailbox::Topic;
use std::time::Duration;

/// What can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// A file comes so many simulated days late.
    Late {
        /// Days.
        days: i32,
    },
    /// A file comes twice.
    Twice,
    /// A file comes after the one that should follow it.
    OutOfOrder,
    /// A file ends in the middle; a real-time answer breaks off with its connection.
    CutOff,
    /// A file holds bytes that are not X12.
    Garbage,
    /// A real-time answer takes so long.
    Slow {
        /// Milliseconds.
        milliseconds: u64,
    },
    /// Connections are closed before a word is said.
    Down,
}

/// Faults that have been asked for and not yet happened.
#[derive(Debug, Default)]
pub struct Faults {
    asked: Vec<Asked>,
}

#[derive(Debug)]
struct Asked {
    fault: Fault,
    topic: Option<Topic>,
    times: u32,
}

impl Fault {
    /// The file after this fault; only cutting off and garbage change it.
    #[must_use]
    pub fn spoil(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::CutOff => bytes[..bytes.len() * 3 / 5].to_vec(),
            Self::Garbage => bytes.iter().take(512).map(|byte| byte.rotate_left(3) ^ 0xa5).collect(),
            _ => bytes.to_vec(),
        }
    }

    const fn is_of_connection(self) -> bool {
        matches!(self, Self::Slow { .. } | Self::Down)
    }
}

impl Faults {
    /// Asks for a fault to happen so many times, on one topic or any.
    pub fn ask(&mut self, fault: Fault, topic: Option<Topic>, times: u32) {
        self.asked.push(Asked { fault, topic, times });
    }

    /// Forgets all that were asked for.
    pub fn clear(&mut self) {
        self.asked.clear();
    }

    /// The fault that strikes a file of this topic now, if one was asked for.
    pub fn strike(&mut self, topic: Topic) -> Option<Fault> {
        self.take(|asked| !asked.fault.is_of_connection() && asked.topic.is_none_or(|t| t == topic))
    }

    /// How long a real-time answer of this topic must wait.
    pub fn slowness(&mut self, topic: Topic) -> Option<Duration> {
        let slow = |asked: &Asked| matches!(asked.fault, Fault::Slow { .. }) && asked.topic.is_none_or(|t| t == topic);
        match self.take(slow)? {
            Fault::Slow { milliseconds } => Some(Duration::from_millis(milliseconds)),
            _ => None,
        }
    }

    /// Whether a connection that is being opened must be closed at once.
    pub fn down(&mut self) -> bool {
        self.take(|asked| asked.fault == Fault::Down).is_some()
    }

    fn take(&mut self, fits: impl Fn(&Asked) -> bool) -> Option<Fault> {
        let at = self.asked.iter().position(|asked| asked.times > 0 && fits(asked))?;
        let asked = &mut self.asked[at];
        asked.times -= 1;
        let fault = asked.fault;
        if asked.times == 0 {
            self.asked.remove(at);
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults};
    use crate::mailbox::Topic;

    #[test]
    fn a_fault_strikes_its_topic_as_often_as_asked() {
        let mut faults = Faults::default();
        faults.ask(Fault::Garbage, Some(Topic::Remittance), 2);
        assert_eq!(faults.strike(Topic::Group), None);
        assert_eq!(faults.strike(Topic::Remittance), Some(Fault::Garbage));
        assert_eq!(faults.strike(Topic::Remittance), Some(Fault::Garbage));
        assert_eq!(faults.strike(Topic::Remittance), None);
    }

    #[test]
    fn connection_faults_do_not_strike_files() {
        let mut faults = Faults::default();
        faults.ask(Fault::Down, None, 1);
        assert_eq!(faults.strike(Topic::Group), None);
        assert!(faults.down());
        assert!(!faults.down());
    }

    #[test]
    fn spoiled_files_are_shorter_or_unreadable() {
        let file = b"ISA*00*          *00*~";
        assert!(Fault::CutOff.spoil(file).len() < file.len());
        assert!(!Fault::Garbage.spoil(file).starts_with(b"ISA"));
        assert_eq!(Fault::Twice.spoil(file), file);
    }
}
