//! The demo's year, told to the office deed by deed, at the times at which they would have been done.

use super::Made;
use super::calls::{self, Calls};
use super::cast::EDITION;
use super::chance::Chance;
use super::clock::DemoClock;
use super::people::NEW_EVERY;
use super::plan::{Fate, Planned};
use super::referrals::{Deed, Referrals};
use front_office::intake::{
    CoverageReview, DemographicsReview, IdentityProof, PaymentNote, REQUIRED_CONSENTS, SignConsent, SignedHow, Tick,
    Ticked,
};
use front_office::patient_flow::{Advance, Arrive, AssignRoom, CheckOut, Status, VisitId};
use front_office::scheduling::{
    AppointmentId, BookAppointment, CancelAppointment, CancelReason, ConfirmAppointment, ForWhom, HoursRule,
    MarkNoShow, Place, VisitType,
};
use jiff::tz::TimeZone;
use kernel::{Day, Kind, Moment, Money, Phi, Problem};
use office::{Office, PatientId};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use workflows::check_in::FinishCheckIn;

/// A deed of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Book,
    Cancel,
    Confirm,
    NoShow,
    Arrive,
    CheckIn,
    Room,
    Ready,
    Provider,
    ToDesk,
    CheckOut,
    Refer(Deed),
    Phone(calls::Deed),
}

/// How far an appointment of the plan has come.
#[derive(Clone, Copy, Default)]
struct Come {
    appointment: Option<(AppointmentId, i64)>,
    visit: Option<(VisitId, i64)>,
}

/// Everything that the deeds need, shared by those that are done at once.
struct Telling {
    office: Office,
    made: Made,
    patients: Vec<PatientId>,
    plan: Vec<Planned>,
    come: Mutex<Vec<Come>>,
    signed: Mutex<HashSet<PatientId>>,
    referrals: Referrals,
    calls: Calls,
}

/// What is to be told.
pub struct Plan {
    /// The appointments of the year.
    pub appointments: Vec<Planned>,
    /// The calls of the last month.
    pub calls: Calls,
}

/// Days before the demo's day in which patients are checked in with all five ticks; before that only the way is told.
const TICKED_DAYS: i32 = 6;
/// Reasons people give, in their words.
const REASONS: &[&str] = &[
    "Blood pressure",
    "Cough for a week",
    "Diabetes check",
    "Back pain",
    "Yearly check",
    "Rash on the arm",
    "Refill",
    "Knee pain",
];

/// Tells the plan up to `until`, in the order of the year.
///
/// # Errors
/// What the office says, but for a booking that lost its time.
pub async fn tell(
    office: &Office,
    clock: &DemoClock,
    made: Made,
    patients: Vec<PatientId>,
    Plan { appointments: plan, calls }: Plan,
    (zone, today, until): (TimeZone, Day, Moment),
) -> Result<usize, Problem> {
    let begin = office.now();
    let mut steps: BTreeMap<Moment, Vec<(Step, usize)>> = BTreeMap::new();
    for (number, planned) in plan.iter().enumerate() {
        for (at, step) in steps_of(planned, &zone, today) {
            let at = at.max(begin);
            if at <= until || step == Step::Book {
                steps.entry(at.min(until)).or_default().push((step, number));
            }
        }
    }
    let referrals = Referrals::deeds(&zone, today).into_iter().map(|(at, deed)| (at, Step::Refer(deed)));
    for (at, step) in referrals.chain(calls.deeds().map(|(at, deed)| (at, Step::Phone(deed)))) {
        if at >= begin && at <= until {
            steps.entry(at).or_default().push((step, 0));
        }
    }
    let come = Mutex::new(vec![Come::default(); plan.len()]);
    let telling = Telling {
        office: office.clone(),
        made,
        patients,
        plan,
        come,
        signed: Mutex::new(HashSet::new()),
        referrals: Referrals::new(),
        calls,
    };
    let telling = Arc::new(telling);
    let mut told = 0;
    for (at, mut now) in steps {
        clock.set(at);
        now.sort_unstable();
        told += now.len();
        for group in now.chunk_by(|one, other| one.0 == other.0) {
            let mut deeds = JoinSet::new();
            for (step, number) in group.iter().copied() {
                deeds.spawn(telling.clone().one(step, number));
            }
            while let Some(done) = deeds.join_next().await {
                done.map_err(|why| Problem::broken("demo", "The demo's year could not be told.").because(why))??;
            }
        }
    }
    Ok(told)
}

/// The steps of one appointment with their times, rounded to five minutes.
fn steps_of(planned: &Planned, zone: &TimeZone, today: Day) -> Vec<(Moment, Step)> {
    let at = |day: Day, minute: i64| Moment::from_civil(day.civil().at(0, 0, 0, 0), zone) + minutes(minute);
    let on = |minute: i64| at(planned.day, minute);
    let start = planned.minute;
    let mut chance = Chance::new(u64::try_from(planned.minute).unwrap_or(0) ^ planned.patient as u64);
    let mut steps = vec![(at(planned.day.plus_days(-planned.ahead), 540 + i64::from(planned.ahead) * 10), Step::Book)];
    if planned.ahead > 2 && planned.fate == Fate::Cancelled {
        steps.push((at(planned.day.plus_days(-2), 600), Step::Cancel));
        return steps;
    }
    if planned.ahead > 2 && chance.percent(60) {
        steps.push((at(planned.day.plus_days(-1), 900), Step::Confirm));
    }
    if planned.fate == Fate::NoShow {
        steps.push((on(1_030), Step::NoShow));
        return steps;
    }
    let late = chance.between(0, 2) * 5;
    steps.push((on(start - planned.early), Step::Arrive));
    if planned.day >= today.plus_days(-TICKED_DAYS) {
        steps.push((on(start - planned.early + 5), Step::CheckIn));
        steps.push((on(start + late + 15), Step::Ready));
        steps.push((on(start + late + planned.minutes + 5), Step::ToDesk));
    }
    steps.push((on(start + late + 10), Step::Room));
    steps.push((on(start + late + 20), Step::Provider));
    steps.push((on(start + late + planned.minutes + 10), Step::CheckOut));
    steps
}

const fn minutes(count: i64) -> Duration {
    Duration::from_secs(count.unsigned_abs() * 60)
}

impl Telling {
    fn come(&self, number: usize) -> Come {
        self.come.lock().expect("nothing panics while it holds this")[number]
    }

    fn note(&self, number: usize, change: impl FnOnce(&mut Come)) {
        change(&mut self.come.lock().expect("nothing panics while it holds this")[number]);
    }

    async fn one(self: Arc<Self>, step: Step, number: usize) -> Result<(), Problem> {
        let done = match step {
            Step::Book => self.book(number).await,
            Step::Cancel | Step::Confirm | Step::NoShow => self.about_the_promise(step, number).await,
            Step::Arrive => self.arrive(number).await,
            Step::CheckIn => self.check_in(number).await,
            Step::Refer(deed) => self.referrals.tell(&self.office, &self.made, &self.patients, deed).await,
            Step::Phone(deed) => self.calls.tell(&self.office, &self.made, deed).await,
            Step::Room | Step::Ready | Step::Provider | Step::ToDesk | Step::CheckOut => self.along(step, number).await,
        };
        match done {
            // Two planned things met: the second one is left out, as it would be in life.
            Err(why) if matches!(why.kind(), Kind::Conflict | Kind::Refused) => Ok(()),
            other => other,
        }
    }

    async fn book(&self, number: usize) -> Result<(), Problem> {
        let planned = &self.plan[number];
        let provider = &self.made.providers[planned.provider];
        let fits = |kind: &VisitType| match kind.for_whom {
            ForWhom::Any => true,
            ForWhom::New => planned.patient.is_multiple_of(NEW_EVERY),
            ForWhom::Established => !planned.patient.is_multiple_of(NEW_EVERY),
        };
        // Whoever the planned kind is not for comes for another one that takes no longer.
        let wanted = &self.made.visit_types[planned.kind];
        let instead = self.made.visit_types.iter().filter(|kind| fits(kind) && kind.minutes <= wanted.minutes);
        let Some(kind) = std::iter::once(wanted).chain(instead).find(|kind| fits(kind)) else { return Ok(()) };
        let booking = BookAppointment {
            patient: self.patients[planned.patient],
            at: Place {
                site: self.made.sites[provider.site],
                provider: provider.staff,
                room: None,
                day: planned.day,
                from: time_at(planned.minute),
            },
            visit_type: kind.id,
            minutes: None,
            reason: Phi::new(REASONS[number % REASONS.len()].to_owned()),
            hours: HoursRule::WithinHours,
        };
        let id = self.office.perform(&self.made.desk, booking).await?;
        self.note(number, |come| come.appointment = Some((id, 1)));
        Ok(())
    }

    async fn about_the_promise(&self, step: Step, number: usize) -> Result<(), Problem> {
        let Some((appointment, version)) = self.come(number).appointment else { return Ok(()) };
        let desk = &self.made.desk;
        match step {
            Step::Cancel => {
                let reasons = [CancelReason::PatientAsked, CancelReason::PatientBusy, CancelReason::PatientIll];
                let reason = reasons[number % reasons.len()];
                self.office.perform(desk, CancelAppointment { appointment, version, reason }).await?;
            }
            Step::Confirm => {
                self.office.perform(desk, ConfirmAppointment { appointment, version }).await?;
            }
            _ => {
                self.office.perform(desk, MarkNoShow { appointment, version }).await?;
            }
        }
        self.note(number, |come| come.appointment = Some((appointment, version + 1)));
        Ok(())
    }

    async fn arrive(&self, number: usize) -> Result<(), Problem> {
        let Some((appointment, _)) = self.come(number).appointment else { return Ok(()) };
        let visit = self.office.perform(&self.made.desk, Arrive { appointment }).await?;
        self.note(number, |come| come.visit = Some((visit, 1)));
        Ok(())
    }

    async fn check_in(&self, number: usize) -> Result<(), Problem> {
        let Some((visit, version)) = self.come(number).visit else { return Ok(()) };
        let (desk, patient) = (&self.made.desk, self.patients[self.plan[number].patient]);
        let first_time = self.signed.lock().expect("nothing panics while it holds this").insert(patient);
        if first_time {
            for kind in REQUIRED_CONSENTS {
                let (kind, edition, how) = (*kind, EDITION.to_owned(), SignedHow::OnScreen);
                let sign = SignConsent { patient, kind, edition, how, expires_on: None };
                self.office.perform(desk, sign).await?;
            }
        }
        let due =
            if number.is_multiple_of(3) { PaymentNote::NothingDue } else { PaymentNote::Due(Money::from_cents(2_500)) };
        let ticks = [
            Ticked::Identity(IdentityProof::DriverLicence),
            Ticked::Demographics(DemographicsReview::Confirmed),
            Ticked::Coverage(CoverageReview::CardSeen),
            Ticked::Consents,
            Ticked::Payment(due),
        ];
        for what in ticks {
            self.office.perform(desk, Tick { visit, what, note: Phi::default() }).await?;
        }
        // The first tick began the check-in, which is a version of its own.
        self.office.perform(desk, FinishCheckIn { visit, version: version + 1 }).await?;
        self.note(number, |come| come.visit = Some((visit, version + 2)));
        Ok(())
    }

    async fn along(&self, step: Step, number: usize) -> Result<(), Problem> {
        let Some((visit, version)) = self.come(number).visit else { return Ok(()) };
        let planned = &self.plan[number];
        let provider = &self.made.providers[planned.provider];
        let floor = &self.made.floor;
        let advance = |to| Advance { visit, version, to };
        let version = match step {
            Step::Room => {
                let first =
                    self.made.providers[..planned.provider].iter().filter(|one| one.site == provider.site).count();
                let rooms = &self.made.rooms[provider.site];
                let room = rooms[(first * 2 + planned.room) % rooms.len()];
                self.office.perform(floor, AssignRoom { visit, version, room }).await?
            }
            Step::Ready => self.office.perform(floor, advance(Status::ReadyForProvider)).await?,
            Step::Provider => self.office.perform(floor, advance(Status::WithProvider)).await?,
            Step::ToDesk => self.office.perform(floor, advance(Status::CheckingOut)).await?,
            _ => self.office.perform(&self.made.desk, CheckOut { visit, version }).await?,
        };
        self.note(number, |come| come.visit = Some((visit, version)));
        Ok(())
    }
}

fn time_at(minute: i64) -> jiff::civil::Time {
    let part = |number: i64| i8::try_from(number).unwrap_or(0);
    jiff::civil::Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or(jiff::civil::Time::midnight())
}
