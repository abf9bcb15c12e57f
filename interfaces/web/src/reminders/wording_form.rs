//! One wording in both languages, with a preview of the edition that is in use.

use super::rules::{no_such, today_in_words};
use crate::answer::{Answer, form_faults};
use crate::kit::{Button, Card, Facts, Faults, Field, Fieldset, Form, PageHead};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use communications::reminders::{
    Filled, KeepWording, Language, Wording, WordingId, Words, said_day, said_time, said_until,
};
use maud::{Markup, html};
use serde::Deserialize;
use workflows::reminders::ReminderRules;

const TITLE: &str = "Wording";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    brief_en: String,
    subject_en: String,
    letter_en: String,
    script_en: String,
    brief_es: String,
    subject_es: String,
    letter_es: String,
    script_es: String,
    edition: String,
}

impl Typed {
    fn of(wording: &Wording) -> Self {
        let (english, spanish) = (wording.english.clone(), wording.spanish.clone());
        Self {
            name: wording.name.clone(),
            brief_en: english.brief,
            subject_en: english.subject,
            letter_en: english.letter,
            script_en: english.script,
            brief_es: spanish.brief,
            subject_es: spanish.subject,
            letter_es: spanish.letter,
            script_es: spanish.script,
            edition: wording.edition.to_string(),
        }
    }

    fn words(&self, language: Language) -> Words {
        let [brief, subject, letter, script] = match language {
            Language::English => [&self.brief_en, &self.subject_en, &self.letter_en, &self.script_en],
            Language::Spanish => [&self.brief_es, &self.subject_es, &self.letter_es, &self.script_es],
        };
        // Browsers send lines with a carriage return.
        let plain = |text: &String| text.replace("\r\n", "\n");
        Words { brief: plain(brief), subject: plain(subject), letter: plain(letter), script: plain(script) }
    }
}

fn form(staff: &Staff, to: &str, typed: &Typed, faults: Faults) -> Markup {
    let in_language = |language: Language| {
        let words = typed.words(language);
        let name = |field: &str| format!("{field}_{}", language.word());
        let field = |field: &str, label: &str, rows: u8, value: &str| {
            let name = name(field);
            Field::lines(&name, label, rows).value(value).fault(faults.of(&name))
        };
        Fieldset::new(
            language.title(),
            html! {
                (field("brief", "Text message", 3, &words.brief).hint("300 letters at most; says how to stop with the word STOP"))
                (field("subject", "Subject of the e-mail", 1, &words.subject))
                (field("letter", "E-mail and letter", 9, &words.letter).hint("{link} is where the patient answers"))
                (field("script", "What whoever calls says", 3, &words.script))
            },
        )
    };
    let fields = html! {
        input type="hidden" name="edition" value=(typed.edition);
        (Field::text("name", "What is it called?").value(&typed.name).fault(faults.of("name")).starts_here())
        p.hint { "These are filled in: {first_name}, {day}, {time}, {site}, {phone}, {link}; until when a freed time is offered, {until}. Why the patient comes and whom they see is not said, nor of a recall any day or time." }
        (in_language(Language::English))
        (in_language(Language::Spanish))
    };
    let form = Form::post(to, &staff.seal()).faults(faults.clone()).body(fields);
    html! { (form.button(Button::main("Save as a new edition")).button(Button::bare("Cancel").goes("/reminders/rules"))) }
}

/// What a made-up patient would read.
fn preview(staff: &Staff, typed: &Typed) -> Markup {
    let (today, _) = today_in_words(staff);
    let (site, phone) = staff.site().map(|site| (site.name.clone(), site.phone.clone())).unwrap_or_default();
    let shown = |language: Language| {
        let words = typed.words(language);
        let filled = Filled {
            first_name: "Ana".into(),
            day: said_day(today.saturating_add(jiff::Span::new().days(2)), language),
            time: said_time(jiff::civil::time(9, 30, 0, 0), language),
            until: said_until(today.at(16, 0, 0, 0), today, language),
            site: site.clone(),
            phone: crate::kit::wording::phone(&phone),
            link: "https://…/r/…".to_owned(),
        };
        let say = |text: &str| filled.into_text(text).into_revealed();
        let brief = say(&words.brief);
        let length = brief.chars().count();
        Card::new(
            format!("As a patient reads it, in {}", language.title()),
            Facts::new()
                .fact(
                    "Text message",
                    html! { span lang=(language.word()) { (brief) } " " span.quiet { "(" (length) " letters)" } },
                )
                .fact("Subject", html! { span lang=(language.word()) { (say(&words.subject)) } })
                .fact(
                    "E-mail and letter",
                    html! { div.wording-preview lang=(language.word()) { (say(&words.letter)) } },
                )
                .fact("Call", html! { span lang=(language.word()) { (say(&words.script)) } }),
        )
    };
    html! { div.two-columns { div { (shown(Language::English)) } div { (shown(Language::Spanish)) } } }
}

fn page(staff: &Staff, to: &str, typed: &Typed, faults: Faults) -> Markup {
    html! {
        (PageHead::new(TITLE).back("/reminders/rules", "Reminders").more("What was sent keeps the edition it was sent in"))
        (preview(staff, typed))
        (form(staff, to, typed, faults))
    }
}

/// `GET /reminders/wordings/new`
pub(super) async fn begin(staff: Staff) -> Answer {
    let rules = staff.ask(ReminderRules).await?.0;
    let typed = rules.wordings.first().map(Typed::of).unwrap_or_default();
    let typed = Typed { name: String::new(), edition: String::new(), ..typed };
    staff.show(TITLE, page(&staff, "/reminders/wordings", &typed, Faults::none()))
}

/// `POST /reminders/wordings`
pub(super) async fn add(staff: Staff, Sealed { form, request }: Sealed<Typed>) -> Answer {
    keep(&staff, None, "/reminders/wordings", &form, request).await
}

/// `GET /reminders/wordings/{wording}`
pub(super) async fn show(staff: Staff, Path(wording): Path<WordingId>) -> Answer {
    let rules = staff.ask(ReminderRules).await?.0;
    let found = rules.wordings.iter().find(|one| one.id == wording).ok_or_else(|| no_such("wording"))?;
    staff.show(TITLE, page(&staff, &format!("/reminders/wordings/{wording}"), &Typed::of(found), Faults::none()))
}

/// `POST /reminders/wordings/{wording}`
pub(super) async fn change(
    staff: Staff,
    Path(wording): Path<WordingId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let changes = Some((wording, form.edition.parse().unwrap_or(0)));
    keep(&staff, changes, &format!("/reminders/wordings/{wording}"), &form, request).await
}

async fn keep(
    staff: &Staff,
    changes: Option<(WordingId, i64)>,
    to: &str,
    typed: &Typed,
    request: kernel::RawId,
) -> Answer {
    let deed = KeepWording {
        changes,
        name: typed.name.clone(),
        english: typed.words(Language::English),
        spanish: typed.words(Language::Spanish),
    };
    match staff.perform(request, deed).await {
        Ok(_) => Ok(staff.go_saying("/reminders/rules", "The wording is saved as a new edition.")),
        Err(why) => {
            let faults = form_faults(why)?;
            staff.page(TITLE, page(staff, to, typed, faults)).again().answer()
        }
    }
}
