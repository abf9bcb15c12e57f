//! The builder: every field of a draft with its words, in order; each press keeps the draft and shows it again.

use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, Icon, Notice, Tone, Width, side_by_side};
use crate::staff::Staff;
use front_office::forms::{
    FieldKind, FieldWords, FormBody, FormDraft, FormField, FormId, FormSheet, MissingWords, Need, SpanishWording,
};
use front_office::intake::ConsentKind;
use maud::{Markup, html};
use serde::Deserialize;

/// Everything that stands in the builder. The six lists go together, one entry for each field.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct TypedDraft {
    pub(super) version: String,
    pub(super) title: String,
    spanish_title: String,
    consent_kind: String,
    valid_days: String,
    kind: Vec<String>,
    label: Vec<String>,
    need: Vec<String>,
    choices: Vec<String>,
    spanish: Vec<String>,
    spanish_choices: Vec<String>,
    /// The button that was pressed: `keep`, `add text`, `up 3`, `remove 3`.
    pub(super) press: String,
}

impl TypedDraft {
    pub(super) fn on_record(sheet: &FormSheet) -> Self {
        let fields = &sheet.draft.body.fields;
        Self {
            version: sheet.version.to_string(),
            title: sheet.draft.title.clone(),
            spanish_title: sheet.draft.spanish_title.clone(),
            consent_kind: sheet.draft.consent_kind.map(|kind| kind.word().to_owned()).unwrap_or_default(),
            valid_days: sheet.draft.valid_days.map(|days| days.to_string()).unwrap_or_default(),
            kind: fields.iter().map(|field| field.kind.word().to_owned()).collect(),
            label: fields.iter().map(|field| field.label.clone()).collect(),
            need: fields.iter().map(|field| field.need.word().to_owned()).collect(),
            choices: fields.iter().map(|field| field.choices.join("\n")).collect(),
            spanish: fields.iter().map(|field| field.spanish.label.clone()).collect(),
            spanish_choices: fields.iter().map(|field| field.spanish.choices.join("\n")).collect(),
            press: String::new(),
        }
    }

    fn fields(&self) -> Vec<FormField> {
        let at = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let lines = |text: String| -> Vec<String> {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let field = |(number, kind): (usize, &String)| FormField {
            kind: FieldKind::from_word(kind).unwrap_or(FieldKind::Paragraph),
            label: at(&self.label, number).replace("\r\n", "\n"),
            need: Need::from_word(&at(&self.need, number)).unwrap_or(Need::Needed),
            choices: lines(at(&self.choices, number)),
            spanish: FieldWords {
                label: at(&self.spanish, number).replace("\r\n", "\n"),
                choices: lines(at(&self.spanish_choices, number)),
            },
        };
        self.kind.iter().enumerate().map(field).collect()
    }

    /// The draft after the press.
    pub(super) fn draft(&self) -> Result<FormDraft, Faults> {
        let mut fields = self.fields();
        let (verb, what) = self.press.split_once(' ').unwrap_or((self.press.as_str(), ""));
        let at: Option<usize> = what.parse().ok().filter(|at| *at < fields.len());
        match (verb, at, FieldKind::from_word(what)) {
            ("add", _, Some(kind)) => {
                let label = if kind == FieldKind::Signature { "Signature".to_owned() } else { String::new() };
                let (need, spanish) = (Need::Needed, FieldWords::default());
                fields.push(FormField { kind, label, need, choices: Vec::new(), spanish });
            }
            ("up", Some(at), _) if at > 0 => fields.swap(at, at - 1),
            ("remove", Some(at), _) => drop(fields.remove(at)),
            _ => {}
        }
        let days = self.valid_days.trim();
        let valid_days = if days.is_empty() { None } else { days.parse::<i64>().ok() };
        if valid_days.is_none() && !days.is_empty() {
            let mut faults = Faults::none();
            faults.add("valid_days", "Enter a number of days, or nothing.");
            return Err(faults);
        }
        Ok(FormDraft {
            title: self.title.clone(),
            spanish_title: self.spanish_title.clone(),
            consent_kind: ConsentKind::from_word(&self.consent_kind),
            valid_days,
            body: FormBody { fields },
        })
    }

    /// The builder.
    pub(super) fn shown(&self, staff: &Staff, form: FormId, faults: &Faults) -> Form {
        let none = Choice::new("", "No consent of the check-in");
        let kinds = ConsentKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.title()));
        let kinds: Vec<Choice> = std::iter::once(none).chain(kinds).collect();
        let fields = self.fields();
        let body = html! {
            input type="hidden" name="version" value=(self.version);
            (side_by_side(html! {
                (Field::text("title", "Title").value(&self.title).fault(faults.of("title")))
                (Field::text("spanish_title", "Title in Spanish").value(&self.spanish_title).fault(faults.of("spanish_title")).optional())
            }))
            (side_by_side(html! {
                (Field::select("consent_kind", "Stands for", kinds).value(&self.consent_kind))
                (Field::number("valid_days", "Days a signature holds").value(&self.valid_days).fault(faults.of("valid_days")).optional())
            }))
            div.built-fields id="fields" tabindex="-1" {
                @for (at, field) in fields.iter().enumerate() { (one(at, field)) }
            }
            p { "Add: " }
            div.form-buttons {
                @for kind in FieldKind::ALL {
                    (Button::plain(kind.title()).icon(Icon::Plus).sends("press", format!("add {}", kind.word())))
                }
            }
        };
        Form::post(format!("/forms/{form}"), &staff.seal())
            .faults(faults.clone())
            .body(body)
            .button(Button::main("Keep the draft").sends("press", "keep"))
            .button(Button::bare("All forms").goes("/forms"))
    }
}

fn spanish_id(at: usize) -> String {
    format!("spanish-{at}")
}

fn spanish_choices_id(at: usize) -> String {
    format!("spanish_choices-{at}")
}

/// How far the Spanish has come: each missing piece leads to its place in the builder.
pub(super) fn spanish_so_far(draft: &FormDraft) -> Notice {
    let missing = match draft.spanish() {
        SpanishWording::Nothing => {
            let say = "In English only. Patients who read Spanish are told so. Write the Spanish beside the English to give them theirs.";
            return Notice::new(Tone::Info, say);
        }
        SpanishWording::Whole => return Notice::new(Tone::Good, "In English and Spanish: all of it is written."),
        SpanishWording::Part(missing) => missing,
    };
    let piece = |one: &MissingWords| match one {
        MissingWords::Title => ("spanish_title".to_owned(), "The title".to_owned()),
        MissingWords::Label(at) => (spanish_id(*at), format!("The words of field {}", at + 1)),
        MissingWords::Choices(at) => {
            (spanish_choices_id(*at), format!("As many answers of field {} as in English", at + 1))
        }
    };
    let list = html! {
        ul { @for (id, words) in missing.iter().map(piece) { li { a href={ "#" (id) } { (words) } } } }
    };
    Notice::new(
        Tone::Warn,
        "The Spanish is begun and not whole. Until it is, or is cleared, the draft is not published.",
    )
    .more(list)
}

fn one(at: usize, field: &FormField) -> Markup {
    let need = vec![Choice::new("needed", "Must be filled in"), Choice::new("optional", "May be left blank")];
    let rows = if field.kind == FieldKind::Paragraph { 5 } else { 1 };
    let words = match field.kind {
        FieldKind::Paragraph => "What is to be read",
        FieldKind::Signature => "What the signature says",
        _ => "The question",
    };
    let asks = !matches!(field.kind, FieldKind::Paragraph | FieldKind::Signature);
    let body = html! {
        input type="hidden" name="kind" value=(field.kind.word());
        (side_by_side(html! {
            (Field::lines("label", words, rows).id(format!("label-{at}")).value(&field.label))
            (Field::lines("spanish", "The same in Spanish", rows).id(spanish_id(at)).value(&field.spanish.label).optional())
        }))
        @if asks {
            (Field::select("need", "May it be left blank?", need).id(format!("need-{at}")).value(field.need.word()).width(Width::Medium))
        } @else { input type="hidden" name="need" value="needed"; }
        @if field.kind == FieldKind::Choice {
            (side_by_side(html! {
                (Field::lines("choices", "Answers, one on each line", 3).id(format!("choices-{at}")).value(field.choices.join("\n")))
                (Field::lines("spanish_choices", "The same in Spanish, in the same order", 3).id(spanish_choices_id(at)).value(field.spanish.choices.join("\n")).optional())
            }))
        } @else {
            input type="hidden" name="choices" value="";
            input type="hidden" name="spanish_choices" value="";
        }
        div.row {
            @if at > 0 { (Button::bare("Earlier").about(format!("field {}", at + 1)).sends("press", format!("up {at}"))) }
            (Button::bare("Remove").about(format!("field {}", at + 1)).sends("press", format!("remove {at}")))
        }
    };
    html! { (Fieldset::new(format!("{}. {}", at + 1, field.kind.title()), body)) }
}
