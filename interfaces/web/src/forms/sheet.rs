//! A form as a patient reads, fills in and signs it: in one language, for staff with the English beside it.

use crate::answer::{Fault, form_faults, incomplete};
use crate::kit::{Choice, Faults, Field};
use crate::patient_words::{Words, told, words};
use front_office::forms::{
    AnswerFault, Answers, Capacity, FieldKind, FilledIn, FormBody, FormField, FormId, Need, Strokes,
};
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
            language: self.read_in().ok_or_else(incomplete)?,
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

    /// The language in which it stood on the page that was sent.
    pub(crate) fn read_in(&self) -> Option<Language> {
        Language::from_word(self.word("read_in"))
    }

    /// The language whose button was pressed.
    pub(crate) fn pressed(&self) -> Option<Language> {
        Language::from_word(self.word("language"))
    }
}

/// What stands beside the wording that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing: a patient reads alone.
    Nothing,
    /// The English, for staff who stand by.
    English,
}

/// A form on the screen.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// What stands in it.
    pub(crate) body: &'a FormBody,
    /// In which language it is read.
    pub(crate) language: Language,
    /// The words around it.
    pub(crate) words: &'static Words,
    /// What stands beside it.
    pub(crate) beside: Beside,
}

impl<'a> Reading<'a> {
    /// A form in a language, with the words around it in the same, as staff show it to somebody.
    pub(crate) fn shown_by_staff(body: &'a FormBody, language: Language) -> Self {
        Self { body, language, words: words(language), beside: Beside::English }
    }

    /// The language of the wording, where the words around it are in another.
    pub(crate) fn lang(self) -> Option<&'static str> {
        (self.language != self.words.language).then_some(self.language.word())
    }

    /// Some English that stands beside the same in Spanish.
    pub(crate) fn beside(self, english: &str) -> Markup {
        let stands = self.beside == Beside::English && self.language != Language::English;
        html! { @if stands { p.beside lang=(Language::English.word()) { (english) } } }
    }

    /// The fields of the form in their order, the signature among them, and in which language they stand here.
    pub(crate) fn fields(self, typed: &TypedSheet, faults: &Faults) -> Markup {
        html! {
            input type="hidden" name="read_in" value=(self.language.word());
            @for (at, field) in self.body.fields.iter().enumerate() { (self.one(at, field, typed, faults)) }
        }
    }

    fn one(self, at: usize, field: &FormField, typed: &TypedSheet, faults: &Faults) -> Markup {
        let name = format!("answer-{at}");
        let label = field.label_in(self.language);
        let said = &self.words.sheet;
        let control = match field.kind {
            FieldKind::Paragraph => {
                return html! { (paragraphs(label, self.lang())) (self.beside(&field.label)) };
            }
            FieldKind::Signature => return html! { (self.signature(label, faults)) (self.beside(&field.label)) },
            FieldKind::Text => Field::text(&name, label),
            FieldKind::Date => Field::date(&name, label),
            FieldKind::YesNo => {
                Field::radios(&name, label, vec![Choice::new("yes", said.yes), Choice::new("no", said.no)])
            }
            FieldKind::Choice => {
                let choices = field.choices_in(self.language).map(|(kept, read)| Choice::new(kept, read));
                Field::radios(&name, label, choices.collect())
            }
        };
        let control =
            control.lang(self.lang()).voice(self.words.voice).value(typed.word(&name)).fault(faults.of(&name));
        let english = match field.kind {
            FieldKind::Choice => format!("{} – {}", field.label, field.choices.join(" / ")),
            _ => field.label.clone(),
        };
        html! {
            @if field.need == Need::Optional { (control.optional()) } @else { (control) }
            (self.beside(&english))
        }
    }

    /// The box in which it is signed. What was drawn goes with the form as strokes; a faulty form asks for it again, because a
    /// signature belongs under what is signed.
    fn signature(self, label: &str, faults: &Faults) -> Markup {
        let fault = faults.of("signature");
        let said = &self.words.sheet;
        html! {
            div.field.is-faulty[fault.is_some()] {
                span.label id="signature-label" lang=[self.lang()] { (label) }
                @if let Some(fault) = fault {
                    p.fault id="signature-fault" { span.sr-only { (self.words.voice.problem) } (fault) }
                }
                div.signature data-signature {
                    canvas id="signature" width="1000" height="300" tabindex="0" role="img" aria-labelledby="signature-label" {}
                    input type="hidden" name="signature" value="";
                    button.button.bare type="button" data-clear { (said.clear) }
                }
                noscript { p { (said.no_script) } }
            }
        }
    }

    /// What is wrong with what was filled in, in the words of whoever reads.
    ///
    /// # Errors
    /// The problem, when the form cannot mend it.
    pub(crate) fn faults(self, typed: &TypedSheet, why: Problem) -> Result<Faults, Fault> {
        let wrong = self.body.answer_faults(&typed.answers());
        if why.code() == "form_blank" && !wrong.is_empty() {
            let asked = |at: usize| self.body.fields[at].asked(self.language);
            let said = |(at, fault): (usize, AnswerFault)| {
                (format!("answer-{at}"), self.words.sheet.answer(fault, &asked(at)))
            };
            return Ok(wrong.into_iter().map(said).collect());
        }
        let say = told(self.words.language, &why);
        let fields: Vec<&'static str> = why.fields().iter().map(|(field, _)| *field).collect();
        form_faults(why)?;
        Ok(fields.into_iter().map(|field| (field, say)).collect())
    }
}

/// A text of several paragraphs.
pub(super) fn paragraphs(text: &str, lang: Option<&str>) -> Markup {
    html! { @for part in text.split("\n\n") { p.sheet-words lang=[lang] { (part) } } }
}

/// Both languages by their own names. The other one is a button that sends the form of this id, so that nothing typed is lost.
pub(crate) fn language_switch(form: &str, now: Language) -> Markup {
    html! {
        div.language-switch role="group" aria-label="Language / Idioma" {
            // Enter in a field presses the first button of its form, which must not be the one that changes the language.
            button.sr-only form=(form) tabindex="-1" aria-hidden="true" {}
            @for one in Language::ALL {
                @if *one == now { span.language-now aria-current="true" lang=(one.word()) { (one.own_name()) } }
                @else { button.button.bare form=(form) name="language" value=(one.word()) lang=(one.word()) { (one.own_name()) } }
            }
        }
    }
}
