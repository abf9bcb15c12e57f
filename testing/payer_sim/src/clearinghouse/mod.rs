//! The clearinghouse: takes files in, acknowledges them, passes claims to payers, and lets the days go by.

mod days;
mod front_end;
mod intake;
mod questions;

pub use intake::Unreadable;

use crate::adjudicate::decide;
use crate::books::{Books, Decided};
use crate::claim::{Claim, Frequency, Provider};
use crate::edi::{Accepted, acknowledgement, at_noon, claims};
use crate::faults::Faults;
use crate::mailbox::{Mailbox, Route, Topic};
use crate::payments::Payments;
use crate::world::{Payer, World, payer};
use days::Event;
use kernel::Day;
use std::collections::{BTreeMap, HashMap, HashSet};
use x12::claim::ClaimBatch;
use x12::{Document, Envelope, Kind};

/// The clearinghouse with its payers, on a simulated day.
#[derive(Debug)]
pub struct Clearinghouse {
    /// What the payers know.
    pub world: World,
    /// What the payers decided.
    pub books: Books,
    /// Files waiting to be fetched.
    pub mailbox: Mailbox,
    /// What shall go wrong.
    pub faults: Faults,
    payments: Payments,
    today: Day,
    control: u32,
    addresses: HashMap<Route, Envelope>,
    interchanges_seen: HashSet<(String, String)>,
    events: BTreeMap<Day, Vec<Event>>,
    audited: HashSet<(&'static str, String)>,
    capitated: BTreeMap<(&'static str, String), (Route, Provider)>,
}

/// An answer given while the asker waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it is.
    pub topic: Topic,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether the connection is to break off in the middle.
    pub cut_off: bool,
    /// How long to wait before answering.
    pub delay: Option<std::time::Duration>,
}

impl Clearinghouse {
    /// A clearinghouse that opens on the world's first day.
    #[must_use]
    pub fn new(world: World) -> Self {
        let today = world.first_day();
        Self {
            world,
            books: Books::default(),
            mailbox: Mailbox::default(),
            faults: Faults::default(),
            payments: Payments::default(),
            today,
            control: 0,
            addresses: HashMap::new(),
            interchanges_seen: HashSet::new(),
            events: BTreeMap::new(),
            audited: HashSet::new(),
            capitated: BTreeMap::new(),
        }
    }

    /// The simulated day.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.today
    }

    /// Takes in a file. Everything it brings about is put into the mailbox: acknowledgements now, payments later.
    ///
    /// # Errors
    /// When the file does not begin as an interchange, so that nobody can be answered.
    pub fn submit(&mut self, route: &Route, payload_id: Option<&str>, bytes: &[u8]) -> Result<(), Unreadable> {
        let taken = intake::inspect(bytes, self.today)?;
        let Some(first) = taken.interchanges.first() else { return Err(Unreadable) };
        self.addresses.insert(route.clone(), first.envelope.answer(at_noon(self.today), 0));
        let replayed = self.replayed(&taken);
        let acknowledgements =
            if replayed { taken.refused_as_duplicates() } else { taken.interchange_acknowledgements };
        if !acknowledgements.is_empty() {
            let printed = self.envelope(route).print_interchange_acknowledgements(&acknowledgements);
            self.post((route, Topic::Ta1), payload_id, printed);
        }
        if replayed {
            return Ok(());
        }
        if !taken.group_acknowledgements.is_empty() {
            self.send((route, Topic::Group), payload_id, &taken.group_acknowledgements);
        }
        for transaction in taken.accepted {
            match transaction.kind() {
                Some(Kind::Claims) => {
                    if let Ok(batch) = transaction.read::<ClaimBatch>() {
                        self.take_batch(route, payload_id, &batch);
                    }
                }
                _ => {
                    if let Some((topic, printed)) = self.answer_transaction(route, &transaction) {
                        self.post((route, topic), payload_id, printed);
                    }
                }
            }
        }
        Ok(())
    }

    /// An interchange may come once only from a sender under one control number.
    fn replayed(&mut self, taken: &intake::Inspected) -> bool {
        let mut replayed = false;
        for interchange in &taken.interchanges {
            let key = (interchange.envelope.sender.value.clone(), interchange.control.clone());
            replayed |= !self.interchanges_seen.insert(key);
        }
        replayed
    }

    fn take_batch(&mut self, route: &Route, payload_id: Option<&str>, batch: &ClaimBatch) {
        let mut outcomes: Vec<(Claim, Accepted)> = Vec::with_capacity(batch.claims.len());
        for claim in claims(batch) {
            let outcome = match front_end::refusal(&self.world, &claim, self.today) {
                Some(refusal) => Err(refusal),
                None => {
                    let payer = payer(&claim.payer).expect("the front end refuses unknown payers");
                    Ok(self.take_claim(route, payer, claim.clone()))
                }
            };
            outcomes.push((claim, outcome));
        }
        let trace = format!("CA{:09}", self.control + 1);
        let acknowledged = acknowledgement(batch, self.today, &trace, &outcomes);
        self.send((route, Topic::Claims), payload_id, &[acknowledged]);
    }

    /// Passes a claim to its payer, who decides at once and pays in its own time. Gives the payer's number for it.
    fn take_claim(&mut self, route: &Route, payer: &'static Payer, mut claim: Claim) -> String {
        let due = self.today.plus_days(payer.pays_after_days + self.pends_days(payer, &claim));
        if claim.frequency != Frequency::Original {
            let original = claim.original.clone().unwrap_or_default();
            match self.books.reverse(&original) {
                Some(stood) => {
                    let reversal = (stood.claim, stood.decision.reversed(), stood.received);
                    self.payments.schedule(due, (route.clone(), payer), reversal);
                    if claim.frequency == Frequency::Void {
                        return original;
                    }
                }
                None => claim.original = None,
            }
        }
        self.adjudicate(route, payer, claim, due)
    }

    fn adjudicate(&mut self, route: &Route, payer: &'static Payer, claim: Claim, due: Day) -> String {
        let number = self.books.next_control(payer.prefix, self.today);
        let received = self.today;
        let (who, decision) = decide((&self.world, &self.books), payer, &claim, (received, number.clone()));
        let capitated = decision.lines.iter().any(|line| line.adjustments.iter().any(|a| a.reason == "24"));
        if capitated {
            let practice = (payer.id, claim.billing.npi.clone());
            self.capitated.insert(practice, (route.clone(), claim.billing.clone()));
        }
        self.payments.schedule(due, (route.clone(), payer), (claim.clone(), decision.clone(), received));
        self.books.decide(Decided { claim, who, decision, received, due, trace: None, reversed: false });
        number
    }

    fn pends_days(&self, payer: &Payer, claim: &Claim) -> i32 {
        self.world.member(payer.id, &claim.subscriber.member_id).map_or(0, |member| member.pends_days())
    }

    fn send<D: Document>(&mut self, to: (&Route, Topic), payload_id: Option<&str>, documents: &[D]) {
        let printed = self.envelope(to.0).print(documents);
        self.post(to, payload_id, printed);
    }

    fn post(&mut self, to: (&Route, Topic), payload_id: Option<&str>, printed: Vec<u8>) {
        self.mailbox.post(self.today, to, (payload_id, printed), &mut self.faults);
    }

    /// The envelope of the next answer on a route: back to whoever wrote last, under a new control number.
    fn envelope(&mut self, route: &Route) -> Envelope {
        self.control += 1;
        let sent = at_noon(self.today);
        let known = self.addresses.get(route).cloned();
        let fresh = || Envelope::new("CLEARINGHOUSE1", &route.submitter, sent, self.control);
        let base = known.unwrap_or_else(fresh);
        Envelope { sent, control: self.control, group_control: self.control, acknowledgement_requested: false, ..base }
    }
}
