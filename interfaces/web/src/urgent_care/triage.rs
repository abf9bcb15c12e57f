//! Triage: how urgent it is and why they come, in a dialog over the board.

use crate::answer::{Answer, Fault, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, wording};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::patient_flow::urgent_care::{Level, Triage};
use front_office::patient_flow::{VisitFlow, VisitFlowAnswer, VisitId};
use kernel::{Phi, Problem};
use maud::{Markup, html};
use serde::Deserialize;

const TITLE: &str = "Triage";

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    level: String,
    reason: String,
    seen: String,
}

impl Typed {
    fn of(flow: &VisitFlowAnswer) -> Self {
        let last = flow.triages.last();
        Self {
            level: last.map(|last| last.level.word().to_owned()).unwrap_or_default(),
            reason: flow.line.reason.reveal().clone(),
            seen: last.map_or(0, |last| last.seq).to_string(),
        }
    }

    fn deed(&self, visit: VisitId) -> Result<Triage, Problem> {
        let level = Level::from_word(&self.level).ok_or_else(|| {
            let say = "Choose how urgent it is.";
            Problem::invalid("no_level", say).at("level", say)
        })?;
        let seen = self.seen.parse().map_err(|_| crate::answer::incomplete())?;
        Ok(Triage { visit, seen, level, reason: Phi::new(self.reason.clone()) })
    }
}

/// `GET /visits/{visit}/triage`
pub(super) async fn ask(staff: Staff, Path(visit): Path<VisitId>) -> Answer {
    let flow = staff.ask(VisitFlow { visit }).await?;
    let typed = Typed::of(&flow);
    staff.dialog(TITLE, form(&staff, &flow, &typed, Faults::none()))
}

fn form(staff: &Staff, flow: &VisitFlowAnswer, typed: &Typed, faults: Faults) -> Markup {
    let levels =
        Level::ALL.iter().map(|level| Choice::new(level.word(), level.title()).hint(level.of_whom())).collect();
    let zone = flow.labels.zone(flow.line.site);
    let body = html! {
        input type="hidden" name="seen" value=(typed.seen);
        @if let Some(last) = flow.triages.last() {
            p.quiet { (last.level.title()) " since " (wording::clock(last.at.civil(&zone).time())) ". Each time is kept." }
        }
        (Field::radios("level", "How urgent is it?", levels).value(&typed.level).fault(faults.of("level")).starts_here())
        (Field::text("reason", "Why do they come?").value(&typed.reason).fault(faults.of("reason"))
            .hint("In a few words; at level 1 it can wait"))
    };
    let form = staff.in_place(Form::post(format!("/visits/{}/triage", flow.line.visit), &staff.seal()));
    html! { (form.faults(faults).body(body).button(Button::main("Keep the level"))) }
}

/// `POST /visits/{visit}/triage`
pub(super) async fn keep(
    staff: Staff,
    Path(visit): Path<VisitId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let done = match typed.deed(visit) {
        Ok(deed) => staff.perform(request, deed).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(staff.close_dialog("/board")),
        Err(why) => {
            let faults = form_faults(why)?;
            let flow = staff.ask_again(VisitFlow { visit }).await.map_err(Fault::from)?;
            staff.dialog_again(TITLE, form(&staff, &flow, &typed, faults))
        }
    }
}
