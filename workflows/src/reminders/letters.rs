//! Letters: many in one print, each with the address for a window envelope and the link of its own.

use super::recalls::after_sent;
use super::{filled, language};
use crate::people_shown::PeopleShown;
use communications::reminders::{
    CALL_TO_REMIND, Channel, LinkSecret, MessageId, MessageLine, MessageStanding, SEE_REMINDERS, by_standing,
    link_for_letter, link_to, message_line, sent, to_do, wordings,
};
use kernel::{Phi, Problem};
use office::{Act, Command, Discloses, PatientId, Query, Reader, SiteId, Subject, Tx};
use registry::people::person;
use registry::practice::{Site, site};
use serde::{Deserialize, Serialize};

/// Letters of one print.
const AT_ONCE: usize = 100;
/// Letters printed lately that are listed.
const PRINTED_MAX: u32 = 200;

/// The letters of a site that are to be printed, and those printed lately.
#[derive(Clone, Copy, Debug)]
pub struct LettersToPrint {
    /// Where.
    pub site: SiteId,
}

/// Letters.
#[derive(Clone, Debug)]
pub struct LettersAnswer {
    /// Where, with the zone in which times are shown.
    pub site: Site,
    /// To be printed, the next visit first.
    pub due: Vec<MessageLine>,
    /// Printed already, the latest first, while their visits are to come.
    pub printed: Vec<MessageLine>,
    /// To whom.
    pub people: PeopleShown,
}

impl Discloses for LettersAnswer {
    fn patients(&self) -> Vec<PatientId> {
        self.people.ids()
    }
}

impl Query for LettersToPrint {
    const ACT: Act = SEE_REMINDERS;
    type Answer = LettersAnswer;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<LettersAnswer, Problem> {
        let now = read.now();
        let due = to_do(read, self.site, Channel::Letter)?;
        let mut printed = by_standing(read, self.site, MessageStanding::Sent, PRINTED_MAX)?;
        printed.retain(|line| line.channel == Channel::Letter && line.until_at > now);
        let people = PeopleShown::of(read, due.iter().chain(&printed).map(|line| line.patient))?;
        Ok(LettersAnswer { site: site(read, self.site)?, due, printed, people })
    }
}

/// Takes letters to be printed: they count as sent. Printed again, they get a new link; the one before holds too.
#[derive(Clone, Debug)]
pub struct PrintLetters {
    /// At which site.
    pub site: SiteId,
    /// Which; none are all that are due.
    pub letters: Vec<MessageId>,
}

/// A letter that was taken, with the secret of its link, which is kept nowhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Printed {
    /// Which.
    pub message: MessageId,
    /// What stands in its link.
    pub secret: String,
}

impl Command for PrintLetters {
    const ACT: Act = CALL_TO_REMIND;
    type Done = Vec<Printed>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Vec<Printed>, Problem> {
        let wanted = if self.letters.is_empty() {
            to_do(tx, self.site, Channel::Letter)?
        } else {
            self.letters.iter().map(|id| message_line(tx, *id)).collect::<Result<_, _>>()?
        };
        let mut printed = Vec::new();
        for line in wanted.into_iter().take(AT_ONCE) {
            let fits = line.channel == Channel::Letter
                && line.site == self.site
                && matches!(line.standing, MessageStanding::Planned | MessageStanding::Sent);
            if !fits {
                return Err(Problem::conflict("stale", "These letters have changed. Load the page again."));
            }
            if line.standing == MessageStanding::Planned {
                sent(tx, line.id)?;
                after_sent(tx, &line)?;
            }
            let secret = link_for_letter(tx, line.id)?;
            printed.push(Printed { message: line.id, secret: secret.text().to_owned() });
        }
        Ok(printed)
    }
}

/// What letters say, to be printed now.
#[derive(Clone, Debug)]
pub struct PrintedLetters {
    /// At which site.
    pub site: SiteId,
    /// Which, with the secrets of their links.
    pub letters: Vec<(MessageId, LinkSecret)>,
    /// How addresses of this office begin, as patients reach it.
    pub public_address: String,
}

/// A letter as it is printed.
#[derive(Clone, Debug)]
pub struct Letter {
    patient: PatientId,
    /// Name and address, a line each.
    pub to: Phi<Vec<String>>,
    /// What it says.
    pub text: Phi<String>,
    /// `en` or `es`.
    pub language: &'static str,
    /// From whom: name, street, city; a line each.
    pub from: Vec<String>,
}

impl Discloses for Letter {
    fn patients(&self) -> Vec<PatientId> {
        vec![self.patient]
    }
}

impl Query for PrintedLetters {
    const ACT: Act = SEE_REMINDERS;
    type Answer = Vec<Letter>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Vec<Letter>, Problem> {
        let place = site(read, self.site)?;
        let wordings = wordings(read)?;
        let from = vec![
            place.name.clone(),
            place.street.clone(),
            format!("{}, {} {}", place.city, place.state, place.postal_code),
        ];
        let mut letters = Vec::new();
        for (id, secret) in &self.letters {
            let line = message_line(read, *id)?;
            let said = wordings.iter().find(|wording| wording.id == line.wording);
            let said = said.map(|wording| wording.words(language(&line)).letter.clone()).unwrap_or_default();
            let text = filled(read, &line, link_to(&self.public_address, secret))?.into_text(&said);
            let who = person(read, line.patient)?.demographics;
            let home = &who.address;
            let all = [
                format!("{} {}", who.given.reveal(), who.family.reveal()),
                format!("{} {}", home.street.reveal(), home.unit.reveal()).trim().to_owned(),
                format!("{}, {} {}", home.city.reveal(), home.state.reveal(), home.postal_code.reveal()),
            ];
            letters.push(Letter {
                patient: line.patient,
                to: Phi::new(all.into()),
                text,
                language: language(&line).word(),
                from: from.clone(),
            });
        }
        Ok(letters)
    }
}
