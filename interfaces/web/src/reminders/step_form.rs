//! One step: on what occasion and when, by which way, with which wording; of a visit also for which visits.

use super::rules::no_such;
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Choice, Faults, Field, Form, PageHead, Width, side_by_side};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::{Path, Query};
use communications::reminders::{KeepStep, Occasion, StepFields, StepId, Way, same};
use front_office::scheduling::VisitTypeId;
use maud::{Markup, html};
use serde::Deserialize;
use workflows::reminders::{ReminderRules, RulesAnswer};

const TITLE: &str = "Reminder before a visit";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    /// Empty is: before a visit.
    occasion: String,
    count: String,
    unit: String,
    wording: String,
    way: String,
    risk: String,
    confirmed: String,
    active: String,
    kinds: Vec<String>,
    version: String,
}

impl Typed {
    fn fresh(rules: &RulesAnswer) -> Self {
        Self {
            count: "2".to_owned(),
            unit: "days".to_owned(),
            wording: first_of_visits(rules),
            way: Way::Wish.word().to_owned(),
            confirmed: "no".to_owned(),
            active: "yes".to_owned(),
            ..Self::default()
        }
    }

    /// A fresh step of a recall.
    fn of_recall(rules: &RulesAnswer) -> Self {
        let other = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Recall);
        let wording = other.map(|step| step.fields.wording.to_string()).unwrap_or_default();
        let count = "28".to_owned();
        Self { occasion: Occasion::Recall.word().to_owned(), count, wording, ..Self::fresh(rules) }
    }

    fn occasion(&self) -> Occasion {
        Occasion::from_word(&self.occasion).unwrap_or(Occasion::Visit)
    }

    fn of(fields: &StepFields, version: i64) -> Self {
        let unit = match fields.occasion {
            Occasion::Visit if fields.minutes % 1_440 != 0 => ("hours", 60),
            Occasion::Visit | Occasion::Recall => ("days", 1_440),
            Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => ("minutes", 1),
        };
        let yes = |so: bool| if so { "yes" } else { "no" }.to_owned();
        Self {
            occasion: fields.occasion.word().to_owned(),
            count: (fields.minutes / unit.1).to_string(),
            unit: unit.0.to_owned(),
            wording: fields.wording.to_string(),
            way: fields.way.word().to_owned(),
            risk: fields.risk_from.map(|risk| risk.to_string()).unwrap_or_default(),
            confirmed: yes(fields.also_confirmed),
            active: yes(fields.active),
            kinds: fields.kinds.iter().map(ToString::to_string).collect(),
            version: version.to_string(),
        }
    }

    fn fields(&self) -> Result<StepFields, Faults> {
        let mut faults = Faults::none();
        let occasion = self.occasion();
        let (least, say) = match occasion {
            Occasion::Visit => (1, "Enter how many days or hours before, such as 2."),
            Occasion::Recall => (0, "Enter how many days after, such as 14; 0 is the day on which it is due."),
            Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone => (0, "Enter how many minutes, such as 20."),
        };
        let count = if occasion.is_reply() { Some(0) } else { self.count.trim().parse::<i64>().ok() };
        let count = count.filter(|count| (least..=1_440).contains(count));
        if count.is_none() {
            faults.add("before", say);
        }
        let unit = match (occasion, self.unit.as_str()) {
            (Occasion::Visit, "hours") => 60,
            (Occasion::Visit | Occasion::Recall, _) => 1_440,
            (Occasion::Offer | Occasion::OfferWon | Occasion::OfferGone, _) => 1,
        };
        let wording = self.wording.parse();
        if wording.is_err() {
            faults.add("wording", "Choose what it says.");
        }
        let risk = self.risk.trim();
        let risk_from = if risk.is_empty() { Ok(None) } else { risk.parse().map(Some) };
        if risk_from.is_err() {
            faults.add("risk", "Enter of how many in a hundred, such as 25; or nothing.");
        }
        match (count, wording, risk_from) {
            (Some(count), Ok(wording), Ok(risk_from)) if faults.is_empty() => Ok(StepFields {
                occasion,
                minutes: count * unit,
                wording,
                way: Way::from_word(&self.way).unwrap_or(Way::Wish),
                risk_from,
                also_confirmed: self.confirmed == "yes",
                active: self.active != "no",
                kinds: self.kinds.iter().filter_map(|id| id.parse::<VisitTypeId>().ok()).map(same).collect(),
            }),
            _ => Err(faults),
        }
    }
}

/// The wording that is chosen at first: one that reminds of visits already.
fn first_of_visits(rules: &RulesAnswer) -> String {
    let used = rules.steps.iter().find(|step| step.fields.occasion == Occasion::Visit).map(|step| step.fields.wording);
    let first = rules.wordings.first().map(|wording| wording.id);
    used.or(first).map(|id| id.to_string()).unwrap_or_default()
}

fn form(staff: &Staff, rules: &RulesAnswer, to: &str, typed: &Typed, faults: Faults) -> Markup {
    if typed.occasion() != Occasion::Visit {
        return other_form(staff, rules, to, typed, faults);
    }
    let wordings = rules.wordings.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str())).collect();
    let kinds = rules.visit_types.iter().filter(|kind| kind.active || typed.kinds.contains(&kind.id.to_string()));
    let kinds = kinds.map(|kind| Choice::new(kind.id.to_string(), kind.name.as_str())).collect();
    let ways = vec![
        Choice::new("wish", "By what the patient wants"),
        Choice::new("call", "By a call, if the patient can be called"),
    ];
    let confirmed = vec![Choice::new("no", "No, not again"), Choice::new("yes", "Yes, all the same")];
    let active = vec![Choice::new("yes", "In use"), Choice::new("no", "Out of use")];
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        (side_by_side(html! {
            (Field::number("count", "How long before").id("before").value(&typed.count).fault(faults.of("before")).width(Width::Few).starts_here())
            (Field::select("unit", "Unit", vec![Choice::new("days", "days"), Choice::new("hours", "hours")]).value(&typed.unit).width(Width::Short))
        }))
        (Field::select("wording", "What it says", wordings).value(&typed.wording).fault(faults.of("wording")))
        (Field::radios("way", "By which way", ways).value(&typed.way))
        (Field::checks("kinds", "Only for these visits", kinds, typed.kinds.clone()).optional().hint("None ticked: for every visit"))
        (Field::number("risk", "Only where so many of 100 are missed").value(&typed.risk).fault(faults.of("risk")).width(Width::Few).optional()
            .hint("Nothing: for everybody. The risk is learned from the practice’s own past; it reminds, and never refuses."))
        (Field::radios("confirmed", "Also to those who have confirmed?", confirmed).value(&typed.confirmed))
        (Field::radios("active", "Is it in use?", active).value(&typed.active))
    };
    let form = Form::post(to, &staff.seal()).faults(faults).body(fields);
    html! {
        (PageHead::new(TITLE).back("/reminders/rules", "Reminders"))
        (form.button(Button::main("Save")).button(Button::bare("Cancel").goes("/reminders/rules")))
    }
}

/// The form of a step about a freed time or a recall.
fn other_form(staff: &Staff, rules: &RulesAnswer, to: &str, typed: &Typed, faults: Faults) -> Markup {
    let occasion = typed.occasion();
    let wordings = rules.wordings.iter().map(|one| Choice::new(one.id.to_string(), one.name.as_str())).collect();
    let (label, hint) = match occasion {
        Occasion::Recall => ("Days after it is due", "0 is the day itself. It goes out at ten in the morning."),
        _ => ("Minutes from one patient to the next", "0: all to whom the time is offered are told at once."),
    };
    let active = match occasion {
        Occasion::Offer => vec![
            Choice::new("no", "Only when staff send it, in place of a call"),
            Choice::new("yes", "By itself, as soon as a time is free"),
        ],
        _ => vec![Choice::new("yes", "In use"), Choice::new("no", "Out of use")],
    };
    let question = if occasion == Occasion::Offer { "When does it go out?" } else { "Is it in use?" };
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        input type="hidden" name="occasion" value=(occasion.word());
        @if !occasion.is_reply() {
            (Field::number("count", label).id("before").value(&typed.count).fault(faults.of("before")).width(Width::Few).hint(hint).starts_here())
        }
        (Field::select("wording", "What it says", wordings).value(&typed.wording).fault(faults.of("wording")))
        (Field::radios("active", question, active).value(&typed.active))
    };
    let form = Form::post(to, &staff.seal()).faults(faults).body(fields);
    html! {
        (PageHead::new(occasion.title()).back("/reminders/rules", "Reminders"))
        (form.button(Button::main("Save")).button(Button::bare("Cancel").goes("/reminders/rules")))
    }
}

/// Which kind of step.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    occasion: String,
}

/// `GET /reminders/steps/new`
pub(super) async fn begin(staff: Staff, Query(wanted): Query<Wanted>) -> Answer {
    let rules = staff.ask(ReminderRules).await?.0;
    let recall = wanted.occasion == Occasion::Recall.word();
    let typed = if recall { Typed::of_recall(&rules) } else { Typed::fresh(&rules) };
    staff.show(TITLE, form(&staff, &rules, "/reminders/steps", &typed, Faults::none()))
}

/// `POST /reminders/steps`
pub(super) async fn add(staff: Staff, Sealed { form: typed, request }: Sealed<Typed>) -> Answer {
    keep(&staff, None, "/reminders/steps", &typed, request).await
}

/// `GET /reminders/steps/{step}`
pub(super) async fn show(staff: Staff, Path(step): Path<StepId>) -> Answer {
    let rules = staff.ask(ReminderRules).await?.0;
    let found = rules.steps.iter().find(|one| one.id == step).ok_or_else(|| no_such("message"))?;
    let typed = Typed::of(&found.fields, found.version);
    staff.show(TITLE, form(&staff, &rules, &format!("/reminders/steps/{step}"), &typed, Faults::none()))
}

/// `POST /reminders/steps/{step}`
pub(super) async fn change(
    staff: Staff,
    Path(step): Path<StepId>,
    Sealed { form: typed, request }: Sealed<Typed>,
) -> Answer {
    let changes = Some((step, typed.version.parse().unwrap_or(0)));
    keep(&staff, changes, &format!("/reminders/steps/{step}"), &typed, request).await
}

async fn keep(
    staff: &Staff,
    changes: Option<(StepId, i64)>,
    to: &str,
    typed: &Typed,
    request: kernel::RawId,
) -> Answer {
    let faults = match typed.fields() {
        Ok(fields) => match staff.perform(request, KeepStep { changes, fields }).await {
            Ok(_) => return Ok(staff.go_saying("/reminders/rules", "The message is saved.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    let rules = staff.ask(ReminderRules).await?.0;
    staff.page(TITLE, form(staff, &rules, to, typed, faults)).again().answer()
}
