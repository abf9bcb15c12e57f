//! The practice's rules: when patients may be reached, what an answer may cancel, the steps and the wordings.

use super::hook::sha256;
use crate::answer::{Answer, form_faults};
use crate::kit::{
    Button, Card, Choice, Column, Empty, Faults, Field, Form, Icon, Notice, PageHead, Pill, Row, Table, Tone, Width,
    side_by_side, wording,
};
use crate::practice::tabs;
use crate::sealed::Sealed;
use crate::staff::Staff;
use communications::reminders::{
    MakeHookToken, Occasion, SetReminderSettings, Settings, Step, StepFields, Way, Wording,
};
use kernel::Problem;
use maud::{Markup, html};
use serde::Deserialize;
use workflows::reminders::{BeginReminders, ReminderRules, RulesAnswer};

const TITLE: &str = "Reminders";

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    from: String,
    until: String,
    answer: String,
    cancel_hours: String,
    version: String,
}

impl Typed {
    fn of(settings: &Settings) -> Self {
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        Self {
            from: clock(settings.hours.from_minute()),
            until: clock(settings.hours.to_minute()),
            answer: if settings.cancel_hours.is_some() { "cancels" } else { "asks" }.to_owned(),
            cancel_hours: settings.cancel_hours.unwrap_or(24).to_string(),
            version: settings.version.to_string(),
        }
    }

    fn deed(&self) -> Result<SetReminderSettings, Faults> {
        let mut faults = Faults::none();
        let mut minute = |field: &'static str, text: &str| {
            let time = crate::appointments::time_of(text);
            if time.is_none() {
                faults.add(field, "Enter the time, like 8:00 am.");
            }
            time.map_or(0, |time| i64::from(time.hour()) * 60 + i64::from(time.minute()))
        };
        let (from_minute, to_minute) = (minute("from", &self.from), minute("until", &self.until));
        let hours = self.cancel_hours.trim().parse::<i64>();
        let cancel_hours = match (self.answer.as_str(), hours) {
            ("asks", _) => None,
            (_, Ok(hours)) => Some(hours),
            (_, Err(_)) => {
                faults.add("cancel_hours", "Enter how many hours before, such as 24.");
                None
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let version = self.version.parse().unwrap_or(0);
        Ok(SetReminderSettings { from_minute, to_minute, cancel_hours, version })
    }
}

/// `GET /reminders/rules`
pub(super) async fn show(staff: Staff) -> Answer {
    let rules = staff.ask(ReminderRules).await?.0;
    let body = body(&staff, &rules, &Typed::of(&rules.settings), Faults::none(), html! {});
    staff.show(TITLE, body)
}

/// `POST /reminders/rules`
pub(super) async fn set(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let faults = match form.deed() {
        Ok(deed) => match staff.perform(request, deed).await {
            Ok(()) => return Ok(staff.go_saying("/reminders/rules", "The rules are set.")),
            Err(why) => form_faults(why)?,
        },
        Err(faults) => faults,
    };
    let rules = staff.ask(ReminderRules).await?.0;
    staff.page(TITLE, body(&staff, &rules, &form, faults, html! {})).again().answer()
}

/// `POST /reminders/rules/usual`
pub(super) async fn begin(staff: Staff, Sealed { request, .. }: Sealed<Typed>) -> Answer {
    staff.perform(request, BeginReminders).await?;
    Ok(staff.go_saying("/reminders/rules", "The usual reminders are set up. Change them as you like."))
}

/// `POST /reminders/rules/token`: the only time that the token is seen.
pub(super) async fn token(staff: Staff, Sealed { request, .. }: Sealed<Typed>) -> Answer {
    // Two fresh ids: 160 bits that nobody guesses.
    let token = format!("{}{}", staff.desk.request_id(), staff.desk.request_id());
    staff.perform(request, MakeHookToken { token_sha256: sha256(&token) }).await?;
    let once = Notice::new(Tone::Good, "The token is made. Copy it now: it is not shown again.").more(html! {
        p { code.digits { (token) } }
        p { "Let the text gateway send answers to " code { "POST " (super::HOOK) } " with the header "
            code { "Authorization: Bearer …" } "." }
    });
    let rules = staff.ask(ReminderRules).await?.0;
    let body = body(&staff, &rules, &Typed::of(&rules.settings), Faults::none(), html! { (once) });
    staff.show(TITLE, body)
}

fn body(staff: &Staff, rules: &RulesAnswer, typed: &Typed, faults: Faults, once: Markup) -> Markup {
    let add = Button::plain("Add a reminder").icon(Icon::Plus).goes("/reminders/steps/new").key('n');
    let again =
        Button::plain("Add a message of a recall").icon(Icon::Plus).goes("/reminders/steps/new?occasion=recall");
    let write = Button::plain("Write another").icon(Icon::Plus).goes("/reminders/wordings/new");
    let wordings = rules.wordings.iter().map(wording_row).collect();
    html! {
        (PageHead::new(TITLE).more("When and how patients are written to"))
        (tabs(staff, "/reminders/rules"))
        (once)
        (Card::new("Reminders before a visit", steps(staff, rules)).deed(add).to_the_edge())
        (Card::new("Freed times and recalls", others(rules)).deed(again).to_the_edge())
        (Card::new("Wordings", Table::new("Wordings", ["Wording", "Edition", "Text message in English"].map(Column::words).into(), wordings)
            .or(Empty::new(Icon::Edit, "There is no wording yet."))).deed(write).to_the_edge())
        (Card::new("Hours and answers", settings_form(staff, typed, faults)))
        (Card::new("Ways out of the house", ways(staff, &rules.settings)))
    }
}

fn steps(staff: &Staff, rules: &RulesAnswer) -> Table {
    let columns = ["When", "Says", "By", "For", "In use"].map(Column::words).into();
    let row = |step: &Step| {
        let fields = &step.fields;
        let wording = rules.wordings.iter().find(|one| one.id == fields.wording).map_or("", |one| one.name.as_str());
        let kinds: Vec<&str> = rules
            .visit_types
            .iter()
            .filter(|kind| fields.kinds.contains(&communications::reminders::same(kind.id)))
            .map(|kind| kind.name.as_str())
            .collect();
        let whom = match (kinds.is_empty(), fields.risk_from) {
            (true, None) => "Every visit".to_owned(),
            (false, None) => kinds.join(", "),
            (true, Some(risk)) => format!("Visits of which {risk} of 100 are missed"),
            (false, Some(risk)) => format!("{}, of which {risk} of 100 are missed", kinds.join(", ")),
        };
        Row::new(vec![
            html! { (before(fields.minutes)) },
            html! { (wording) },
            html! { @match fields.way { Way::Wish => "What the patient wants", Way::Call => "A call" } },
            html! { (whom) @if !fields.also_confirmed { span.quiet { ", not once they have confirmed" } } },
            html! { @if fields.active { (Pill::new(Tone::Good, "In use")) } @else { (Pill::new(Tone::Quiet, "Out of use")) } },
        ])
        .leads(format!("/reminders/steps/{}", step.id))
    };
    let of_visits = rules.steps.iter().filter(|step| step.fields.occasion == Occasion::Visit);
    let usual = Button::plain("Begin with the usual ones").posts("/reminders/rules/usual", &staff.seal());
    let none = Empty::new(Icon::Bell, "Nobody is reminded yet.").next(usual);
    Table::new("Reminders before a visit", columns, of_visits.map(row).collect()).or(none)
}

/// What goes out about freed times and recalls, and whether it does by itself.
fn others(rules: &RulesAnswer) -> Table {
    let columns = ["Occasion", "When", "Says", "In use"].map(Column::words).into();
    let row = |step: &Step| {
        let fields = &step.fields;
        let wording = rules.wordings.iter().find(|one| one.id == fields.wording).map_or("", |one| one.name.as_str());
        let (on, off) = match fields.occasion {
            Occasion::Offer => ("By itself", "Only when staff send it"),
            _ => ("In use", "Out of use"),
        };
        Row::new(vec![
            html! { (fields.occasion.title()) },
            html! { (moment_of(fields)) },
            html! { (wording) },
            html! { @if fields.active { (Pill::new(Tone::Good, on)) } @else { (Pill::new(Tone::Quiet, off)) } },
        ])
        .leads(format!("/reminders/steps/{}", step.id))
    };
    let mut shown: Vec<&Step> = rules.steps.iter().filter(|step| step.fields.occasion != Occasion::Visit).collect();
    shown.sort_by_key(|step| (step.fields.occasion, step.fields.minutes));
    let none = "These messages are set up when Moa next looks for what is to be sent, within minutes.";
    Table::new("Freed times and recalls", columns, shown.into_iter().map(row).collect())
        .or(Empty::new(Icon::Message, none))
}

fn moment_of(fields: &StepFields) -> String {
    let days = fields.minutes / 1_440;
    match (fields.occasion, fields.minutes) {
        (Occasion::Recall, 0) => "When it is due".to_owned(),
        (Occasion::Recall, _) if days == 1 => "A day after it is due".to_owned(),
        (Occasion::Recall, _) => format!("{days} days after it is due"),
        (Occasion::Offer, 0) => "To all who are offered it at once".to_owned(),
        (Occasion::Offer, minutes) => format!("To one after the other, {minutes} minutes apart"),
        (Occasion::Visit, minutes) => before(minutes),
        (Occasion::OfferWon | Occasion::OfferGone, _) => "At once, to whoever answered by text".to_owned(),
    }
}

/// `2 days before`.
pub(super) fn before(minutes: i64) -> String {
    let (count, unit) = match minutes {
        _ if minutes % 1_440 == 0 => (minutes / 1_440, "day"),
        _ if minutes % 60 == 0 => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    };
    format!("{count} {unit}{} before", if count == 1 { "" } else { "s" })
}

fn wording_row(wording: &Wording) -> Row {
    Row::new(vec![html! { (wording.name) }, html! { (wording.edition) }, html! { (wording.english.brief) }])
        .leads(format!("/reminders/wordings/{}", wording.id))
}

fn settings_form(staff: &Staff, typed: &Typed, faults: Faults) -> Markup {
    let answers = vec![
        Choice::new("cancels", "It cancels the visit, if that is so many hours off"),
        Choice::new("asks", "It asks: somebody of the office calls back"),
    ];
    let fields = html! {
        input type="hidden" name="version" value=(typed.version);
        (side_by_side(html! {
            (Field::time("from", "Nobody is reached before").value(&typed.from).fault(faults.of("from")))
            (Field::time("until", "or after").value(&typed.until).fault(faults.of("until")))
        }))
        p.hint { "By the clock of the site. The law allows 8:00 am to 9:00 pm." }
        (Field::radios("answer", "What does “I cannot come” do?", answers).value(&typed.answer))
        (Field::number("cancel_hours", "Hours before the visit").value(&typed.cancel_hours).fault(faults.of("cancel_hours")).width(Width::Few))
    };
    let form = Form::post("/reminders/rules", &staff.seal()).faults(faults).body(fields);
    html! { (form.button(Button::main("Set the rules"))) }
}

fn ways(staff: &Staff, settings: &Settings) -> Markup {
    let way = |works: bool| if works { Pill::new(Tone::Good, "Set up") } else { Pill::new(Tone::Quiet, "Not set up") };
    let words = if settings.has_hook { "Make a new token" } else { "Make a token" };
    html! {
        ul.plain-list {
            li.split { span { "Text messages by a gateway " (way(settings.ways.text)) } }
            li.split { span { "E-mail by a mail server " (way(settings.ways.mail)) } }
            li.split { span { "Answers by text come back with a token " (way(settings.has_hook)) }
                (Button::plain(words).posts("/reminders/rules/token", &staff.seal())) }
        }
        p.hint { "Gateway and server are set when Moa is started: see docs/reminders.md. Without them patients are called and written to." }
    }
}

/// What was sent without a step or wording that is known.
pub(super) fn no_such(what: &str) -> Problem {
    Problem::not_found("not_found", format!("There is no such {what}."))
}

/// A time of day in minutes, for previews.
pub(super) fn today_in_words(staff: &Staff) -> (jiff::civil::Date, String) {
    let zone = staff.site().map_or(jiff::tz::TimeZone::UTC, |site| site.zone.clone());
    let date = staff.desk.office().now().civil(&zone).date();
    (date, wording::in_full(date.into()))
}
