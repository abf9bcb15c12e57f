//! What is done about a call-back: taken on, tried in vain, done.

use crate::answer::{Answer, incomplete};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::phone::{CallBackDeed, CallBackId, CallBackOutcome, WorkOnCallBack};
use kernel::Problem;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    outcome: String,
}

impl Typed {
    fn work(&self, call_back: CallBackId, deed: CallBackDeed) -> Result<WorkOnCallBack, Problem> {
        let version = self.version.parse().map_err(|_| incomplete())?;
        Ok(WorkOnCallBack { call_back, version, deed })
    }
}

/// `POST /call-backs/{call_back}/take`
pub(super) async fn take(
    staff: Staff,
    Path(call_back): Path<CallBackId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, form.work(call_back, CallBackDeed::Take)?).await?;
    Ok(staff.go("/calls"))
}

/// `POST /call-backs/{call_back}/tried`
pub(super) async fn tried(
    staff: Staff,
    Path(call_back): Path<CallBackId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    staff.perform(request, form.work(call_back, CallBackDeed::TryInVain)?).await?;
    Ok(staff.go_saying("/calls", "Noted. It is due again in half an hour."))
}

/// `POST /call-backs/{call_back}/done`
pub(super) async fn done(
    staff: Staff,
    Path(call_back): Path<CallBackId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let outcome = CallBackOutcome::from_word(&form.outcome)
        .ok_or_else(|| Problem::invalid("no_outcome", "Say what became of it."))?;
    staff.perform(request, form.work(call_back, CallBackDeed::Finish(outcome))?).await?;
    Ok(staff.go_saying("/calls", "The call-back is done."))
}
