//! What the practice takes for late cancellations and no-shows.

use crate::answer::{Answer, form_faults, incomplete};
use crate::kit::{Button, Card, Facts, Faults, Field, Form, PageHead, Width, side_by_side};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use front_office::follow_up::{FeeKind, FeeRule, FeeRules, SetFeeRule};
use kernel::{Money, Problem};
use maud::{Markup, Render, html};
use office::Permission;
use serde::Deserialize;

const TITLE: &str = "Fees for missed appointments";

/// What stands in the form of one kind.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    kind: String,
    amount: String,
    within_hours: String,
}

impl Typed {
    fn of(kind: FeeKind, rule: Option<&FeeRule>) -> Self {
        Self {
            kind: kind.word().to_owned(),
            amount: rule.map(|rule| rule.amount.to_string()).unwrap_or_default(),
            within_hours: rule.map_or_else(|| "24".to_owned(), |rule| rule.within_hours.to_string()),
        }
    }

    fn deed(&self, kind: FeeKind) -> Result<SetFeeRule, Faults> {
        let mut faults = Faults::none();
        let amount = match self.amount.trim() {
            "" => Ok(None),
            text => text
                .parse::<Money>()
                .map(Some)
                .map_err(|_| faults.add("amount", "Enter an amount like 25 or 25.50; nothing where no fee is taken.")),
        };
        let within_hours = match kind {
            FeeKind::NoShow => Ok(0),
            FeeKind::LateCancel => self.within_hours.trim().parse().map_err(|_| {
                faults.add("within_hours", "Enter the hours of notice, like 24.");
            }),
        };
        match (amount, within_hours) {
            (Ok(amount), Ok(within_hours)) => Ok(SetFeeRule { kind, within_hours, amount }),
            _ => Err(faults),
        }
    }
}

/// `GET /fees`
pub(super) async fn show(staff: Staff) -> Answer {
    let body = body(&staff, None).await?;
    staff.show(TITLE, body)
}

/// `POST /fees`: one kind at a time; without an amount nothing is taken.
pub(super) async fn set(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    let kind = FeeKind::from_word(&typed.kind).ok_or_else(incomplete)?;
    let faults = match typed.deed(kind) {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(()) if deed.amount.is_none() => return Ok(staff.go_saying("/fees", "No fee is taken any more.")),
            Ok(()) => return Ok(staff.go_saying("/fees", "The fee is set. It holds from now on.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    let body = body(&staff, Some((kind, &typed, faults))).await?;
    staff.page(TITLE, body).again().answer()
}

async fn body(staff: &Staff, again: Option<(FeeKind, &Typed, Faults)>) -> Result<Markup, Problem> {
    let rules = staff.ask(FeeRules).await?.0;
    let card = |kind: FeeKind| {
        let rule = rules.iter().find(|rule| rule.kind == kind);
        let form = match &again {
            Some((same, typed, faults)) if *same == kind => form(staff, kind, typed, faults.clone()),
            _ => form(staff, kind, &Typed::of(kind, rule), Faults::none()),
        };
        let facts = Facts::new().fact("Taken now", in_words(kind, rule));
        Card::new(kind.title(), html! { (facts) @if staff.may(Permission::ManagePractice) { (form) } })
    };
    Ok(html! {
        (PageHead::new(TITLE))
        (tabs(staff, "/fees"))
        p { "A fee is made only where the patient is the reason, never for illness or for what the office did. It goes by itself "
            "when the appointment is brought back, and can be waived on the appointment." }
        div.two-columns { (card(FeeKind::LateCancel)) (card(FeeKind::NoShow)) }
    })
}

fn in_words(kind: FeeKind, rule: Option<&FeeRule>) -> String {
    match (kind, rule) {
        (_, None) => "Nothing".to_owned(),
        (FeeKind::NoShow, Some(rule)) => rule.amount.to_string(),
        (FeeKind::LateCancel, Some(rule)) => {
            format!("{}, within {} hours of the appointment", rule.amount, rule.within_hours)
        }
    }
}

fn form(staff: &Staff, kind: FeeKind, typed: &Typed, faults: Faults) -> Markup {
    let named = |name: &str| format!("{}-{name}", kind.word());
    let amount = Field::text("amount", "Amount")
        .id(named("amount"))
        .value(&typed.amount)
        .fault(faults.of("amount"))
        .width(Width::Short)
        .hint("In dollars; empty takes nothing")
        .optional();
    let hours = Field::number("within_hours", "Hours before the appointment")
        .id(named("within_hours"))
        .value(&typed.within_hours)
        .fault(faults.of("within_hours"))
        .width(Width::Few)
        .hint("A cancellation is late from then on");
    let fields = html! {
        input type="hidden" name="kind" value=(kind.word());
        (side_by_side(html! { (amount) @if kind == FeeKind::LateCancel { (hours) } }))
    };
    let words = match kind {
        FeeKind::LateCancel => "Set the fee for late cancellations",
        FeeKind::NoShow => "Set the fee for no-shows",
    };
    Form::post("/fees", &staff.seal()).body(fields).button(Button::plain(words)).render()
}
