//! A form as a patient reads, fills in and signs it.

use crate::answer::incomplete;
use crate::kit::{Choice, Faults, Field};
use crate::patient_words::Words;
use front_office::forms::{Answers, Capacity, FieldKind, FilledIn, FormBody, FormField, FormId, Need, Strokes};
use kernel::{Phi, Problem};
use maud::{Markup, html};
use registry::people::Language;
use std::collections::HashMap;

/// What was filled in and signed, as the page sent it.
#[derive(Default, Clone)]
pub(crate) struct TypedSheet {
    fields: HashMap<String, String>,
}

impl TypedSheet {
    /// The fields of a form that was sent.
    pub(crate) fn of(fields: HashMap<String, String>) -> Self {
        Self { fields }
    }

    /// One field; empty if it is not there.
    pub(crate) fn word(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// What was filled in, by the number of the field.
    pub(crate) fn answers(&self) -> Answers {
        let answer = |(name, said): (&String, &String)| {
            let at: usize = name.strip_prefix("answer-")?.parse().ok()?;
            Some((at, Phi::new(said.clone())))
        };
        self.fields.iter().filter_map(answer).collect()
    }

    /// The signature.
    pub(crate) fn strokes(&self) -> Result<Strokes, Problem> {
        Strokes::read(self.word("signature"))
    }

    /// All of it, signed with these strokes.
    pub(crate) fn filled_in(&self, form: FormId, strokes: Strokes) -> Result<FilledIn, Problem> {
        Ok(FilledIn {
            form,
            edition: self.word("edition").parse().map_err(|_| incomplete())?,
            answers: self.answers(),
            signer: Phi::new(self.word("signer").to_owned()),
            capacity: self.capacity(),
            strokes,
        })
    }

    /// In which capacity it is signed.
    pub(crate) fn capacity(&self) -> Capacity {
        Capacity::from_word(self.word("capacity")).unwrap_or(Capacity::Patient)
    }
}

/// The fields of a form in their order; the signature among them.
pub(crate) fn sheet_fields(body: &FormBody, words: &Words, typed: &TypedSheet, faults: &Faults) -> Markup {
    html! { @for (at, field) in body.fields.iter().enumerate() { (one(at, field, words, typed, faults)) } }
}

fn one(at: usize, field: &FormField, words: &Words, typed: &TypedSheet, faults: &Faults) -> Markup {
    let name = format!("answer-{at}");
    let label = field.label.as_str();
    let lang = (words.language != Language::English).then_some(Language::English.word());
    let control = match field.kind {
        FieldKind::Paragraph => {
            return html! { @for part in label.split("\n\n") { p.sheet-words lang=[lang] { (part) } } };
        }
        FieldKind::Signature => return signature(label, lang, words, faults),
        FieldKind::Text => Field::text(&name, label),
        FieldKind::Date => Field::date(&name, label),
        FieldKind::YesNo => Field::radios(&name, label, yes_or_no(words)),
        FieldKind::Choice => {
            Field::radios(&name, label, field.choices.iter().map(|choice| Choice::new(choice, choice)).collect())
        }
    };
    let control = control.lang(lang).voice(words.voice).value(typed.word(&name)).fault(faults.of(&name));
    html! { @if field.need == Need::Optional { (control.optional()) } @else { (control) } }
}

fn yes_or_no(words: &Words) -> Vec<Choice> {
    vec![Choice::new("yes", words.sheet.yes), Choice::new("no", words.sheet.no)]
}

/// The box in which it is signed. What was drawn goes with the form as strokes; a faulty form asks for it again, because a
/// signature belongs under what is signed.
fn signature(label: &str, lang: Option<&str>, words: &Words, faults: &Faults) -> Markup {
    let fault = faults.of("signature");
    html! {
        div.field.is-faulty[fault.is_some()] {
            span.label id="signature-label" lang=[lang] { (label) }
            @if let Some(fault) = fault { p.fault id="signature-fault" { span.sr-only { (words.voice.problem) } (fault) } }
            div.signature data-signature {
                canvas id="signature" width="1000" height="300" tabindex="0" role="img" aria-labelledby="signature-label" {}
                input type="hidden" name="signature" value="";
                button.button.bare type="button" data-clear { (words.sheet.clear) }
            }
            noscript { p { (words.sheet.no_script) } }
        }
    }
}
