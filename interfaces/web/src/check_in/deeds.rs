//! The deeds of the check-in page: tick, untick, sign, finish. Each shows the page again as it stands then.

use super::page::page;
use crate::answer::{Answer, form_faults};
use crate::kit::Faults;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::intake::{
    ConsentKind, CoverageReview, DemographicsReview, IdentityProof, PaymentNote, ProveByLicence, SignConsent,
    SignedHow, Tick, TickName, Ticked, Untick,
};
use front_office::patient_flow::VisitId;
use kernel::{Money, Phi, Problem};
use office::PatientId;
use serde::Deserialize;
use workflows::check_in::{CheckInPage, FinishCheckIn};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    tick: String,
    how: String,
    note: String,
    amount: String,
    kind: String,
    edition: String,
    patient: String,
    version: String,
    licence: String,
}

fn reload() -> Problem {
    Problem::invalid("unreadable_tick", "This cannot be ticked like that. Load the page again.")
}

impl Typed {
    fn ticked(&self) -> Result<Ticked, Problem> {
        let how = self.how.as_str();
        match TickName::from_word(&self.tick).ok_or_else(reload)? {
            TickName::Identity => IdentityProof::from_word(how).map(Ticked::Identity).ok_or_else(reload),
            TickName::Demographics => DemographicsReview::from_word(how).map(Ticked::Demographics).ok_or_else(reload),
            TickName::Coverage => CoverageReview::from_word(how).map(Ticked::Coverage).ok_or_else(reload),
            TickName::Consents => Ok(Ticked::Consents),
            TickName::Payment if how == "nothing_due" => Ok(Ticked::Payment(PaymentNote::NothingDue)),
            TickName::Payment => {
                let say = "Enter an amount in dollars and cents, like 25 or 25.00, or say that nothing is due.";
                let amount: Money =
                    self.amount.parse().map_err(|_| Problem::invalid("bad_amount", say).at("amount", say))?;
                Ok(Ticked::Payment(PaymentNote::Due(amount)))
            }
        }
    }
}

/// The page again after a deed: at what comes next, or with what was wrong.
async fn shown(staff: &Staff, visit: VisitId, done: Result<(), Problem>) -> Answer {
    match done {
        Ok(()) => {
            let next = staff.ask(CheckInPage { visit }).await?.state.missing().first().copied();
            let place = next.map_or_else(|| "finish".to_owned(), |tick| format!("tick-{}", tick.word()));
            Ok(staff.go(&format!("/visits/{visit}/check-in#{place}")))
        }
        Err(why) => page(staff, visit, &form_faults(why)?).await?.again().answer(),
    }
}

/// `POST /visits/{visit}/check-in/ticks`
pub(super) async fn tick(staff: Staff, Path(visit): Path<VisitId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let done = match form.ticked() {
        Ok(what) => staff.perform(request, Tick { visit, what, note: Phi::new(form.note.clone()) }).await,
        Err(why) => Err(why),
    };
    shown(&staff, visit, done).await
}

/// `POST /visits/{visit}/check-in/licence`: what a scanner typed.
pub(super) async fn licence(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let done = staff.perform(request, ProveByLicence { visit, scanned: Phi::new(form.licence) }).await;
    shown(&staff, visit, done).await
}

/// `POST /visits/{visit}/check-in/unticks`
pub(super) async fn untick(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let tick = TickName::from_word(&form.tick).ok_or_else(reload)?;
    let done = staff.perform(request, Untick { visit, tick }).await;
    shown(&staff, visit, done).await
}

/// `POST /visits/{visit}/check-in/consents`
pub(super) async fn sign(staff: Staff, Path(visit): Path<VisitId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let kind = ConsentKind::from_word(&form.kind).ok_or_else(reload)?;
    let how = SignedHow::from_word(&form.how).ok_or_else(reload)?;
    let patient: PatientId = form.patient.parse().map_err(|_| reload())?;
    let deed = SignConsent { patient, kind, edition: form.edition.clone(), how, expires_on: None };
    let done = staff.perform(request, deed).await.map(|_| ());
    shown(&staff, visit, done).await
}

/// `POST /visits/{visit}/check-in`
pub(super) async fn finish(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let version = form.version.parse().map_err(|_| reload())?;
    match staff.perform(request, FinishCheckIn { visit, version }).await {
        Ok(()) => Ok(staff.go_saying("/board", "Checked in. The patient is waiting to be called.")),
        Err(why) if why.code() == "ticks_missing" => {
            let mut faults = Faults::none();
            faults.add("version", why.say());
            page(&staff, visit, &faults).await?.again().answer()
        }
        Err(why) => Err(why.into()),
    }
}
