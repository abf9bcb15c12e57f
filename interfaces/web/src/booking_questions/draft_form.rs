//! The builder: every question of the draft with its answers and where each leads; each press keeps the draft and shows it
//! again.

use crate::kit::{Button, Choice, Faults, Field, Fieldset, Form, Icon, Width, side_by_side};
use crate::staff::Staff;
use front_office::booking_questions::{
    ANSWERS_MAX, ANSWERS_MIN, BookThis, HandOver, Leads, NotHere, PossibleAnswer, Question, QuestionsBody,
};
use front_office::scheduling::VisitType;
use maud::{Markup, html};
use registry::practice::StaffLine;

/// What outcomes can be made of.
pub(super) struct Offer {
    pub(super) visit_types: Vec<VisitType>,
    pub(super) providers: Vec<StaffLine>,
}

/// Everything that stands in the builder, field by field.
#[derive(Clone, Default)]
pub(super) struct TypedQuestions {
    pub(super) version: i64,
    pub(super) body: QuestionsBody,
    /// The button that was pressed: `keep`, `question`, `answer 2`, `drop 2 3`, `up 2`, `remove 2`.
    pub(super) press: String,
}

/// What was sent under a name that stands once in the form.
fn once<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
}

/// What was sent under a name, in the order of the form.
fn all<'p>(pairs: &'p [(String, String)], name: &str) -> Vec<&'p str> {
    pairs.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
}

fn blank(key: u32) -> Question {
    Question { key, asks: String::new(), answers: vec![PossibleAnswer::default(); ANSWERS_MIN] }
}

/// A key that no question has.
fn free_key(questions: &[Question]) -> u32 {
    (1..).find(|key| questions.iter().all(|question| question.key != *key)).unwrap_or(u32::MAX)
}

impl TypedQuestions {
    /// What was sent.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let mut body = QuestionsBody::default();
        let mut wanted = Vec::new();
        for (at, (key, asks)) in all(pairs, "key").into_iter().zip(all(pairs, "asks")).enumerate() {
            let Ok(key) = key.parse() else { continue };
            let answers = answers_of(pairs, at, &mut |answer| wanted.push((at, answer)));
            body.questions.push(Question { key, asks: asks.trim().to_owned(), answers });
        }
        // An answer that leads to a new question makes it.
        for (at, answer) in wanted {
            let key = free_key(&body.questions);
            body.questions[at].answers[answer].leads = Leads::Question(key);
            body.questions.push(blank(key));
        }
        let version = once(pairs, "version").parse().unwrap_or(0);
        Self { version, body, press: once(pairs, "press").to_owned() }
    }

    /// What is built after the press, and the question to show.
    pub(super) fn pressed(&self) -> (QuestionsBody, Option<usize>) {
        let mut body = self.body.clone();
        let questions = &mut body.questions;
        let words: Vec<&str> = self.press.split(' ').collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<usize>().ok());
        let place = number(1).filter(|at| *at < questions.len());
        match (words[0], place) {
            ("question", _) => {
                questions.push(blank(free_key(questions)));
                let last = questions.len() - 1;
                return (body, Some(last));
            }
            ("answer", Some(at)) if questions[at].answers.len() < ANSWERS_MAX => {
                questions[at].answers.push(PossibleAnswer::default());
            }
            ("drop", Some(at)) => {
                if let Some(answer) = number(2).filter(|answer| *answer < questions[at].answers.len()) {
                    questions[at].answers.remove(answer);
                }
            }
            ("up", Some(at)) if at > 0 => {
                questions.swap(at, at - 1);
                return (body, Some(at - 1));
            }
            ("remove", Some(at)) => {
                let gone = questions.remove(at).key;
                let mut answers = questions.iter_mut().flat_map(|question| &mut question.answers);
                answers.by_ref().filter(|answer| answer.leads == Leads::Question(gone)).for_each(|answer| {
                    answer.leads = Leads::Nowhere;
                });
                return (body, None);
            }
            _ => return (body, None),
        }
        (body, place)
    }

    /// The builder.
    pub(super) fn shown(&self, staff: &Staff, offer: &Offer, faults: &Faults) -> Form {
        let body = html! {
            input type="hidden" name="version" value=(self.version);
            div.built-fields id="questions" tabindex="-1" {
                @for (at, question) in self.body.questions.iter().enumerate() {
                    div id={ "question-" (at) } tabindex="-1" { (self.one(staff, offer, at, question)) }
                }
            }
        };
        Form::post("/booking-questions", &staff.seal())
            .faults(faults.clone())
            .body(body)
            .button(Button::main("Keep the draft").sends("press", "keep"))
            .button(Button::plain("Add a question").icon(Icon::Plus).sends("press", "question"))
    }

    fn one(&self, staff: &Staff, offer: &Offer, at: usize, question: &Question) -> Markup {
        let about = format!("question {}", at + 1);
        let body = html! {
            input type="hidden" name="key" value=(question.key);
            (Field::text("asks", "What the desk asks").id(format!("asks-{at}")).value(&question.asks).width(Width::Full))
            ol.built-answers {
                @for (place, answer) in question.answers.iter().enumerate() {
                    li { (self.answer(staff, offer, (at, place), answer)) }
                }
            }
            div.row {
                @if question.answers.len() < ANSWERS_MAX {
                    (Button::plain("Add an answer").about(about.as_str()).icon(Icon::Plus).sends("press", format!("answer {at}")))
                }
                @if at > 0 { (Button::bare("Earlier").about(about.as_str()).sends("press", format!("up {at}"))) }
                (Button::bare("Remove the question").about(about.as_str()).sends("press", format!("remove {at}")))
            }
        };
        html! { (Fieldset::new(if at == 0 { "Question 1, asked first".to_owned() } else { format!("Question {}", at + 1) }, body)) }
    }

    /// Where an answer can lead.
    fn ways(&self, offer: &Offer, at: usize, leads: &Leads) -> Vec<Choice> {
        let others = self.body.questions.iter().enumerate().filter(|(place, _)| *place != at);
        let others = others.map(|(place, question)| {
            let words: String = question.asks.chars().take(40).collect();
            Choice::new(format!("question {}", question.key), format!("Question {}: {words}", place + 1))
        });
        let gone = match leads {
            Leads::Book(book) => offer.visit_types.iter().find(|kind| kind.id == book.visit_type && !kind.active),
            _ => None,
        };
        let kinds = offer.visit_types.iter().filter(|kind| kind.active);
        let kinds = kinds.map(|kind| {
            Choice::new(format!("book {}", kind.id), format!("Book: {} · {} min", kind.name, kind.minutes))
        });
        let gone = gone
            .map(|kind| Choice::new(format!("book {}", kind.id), format!("Book: {} (no longer offered)", kind.name)));
        std::iter::once(Choice::new("", "Choose…"))
            .chain(others)
            .chain([Choice::new("new", "A new question")])
            .chain(kinds)
            .chain(gone)
            .chain([Choice::new("not", "Not booked here")])
            .collect()
    }

    fn answer(&self, staff: &Staff, offer: &Offer, (at, place): (usize, usize), answer: &PossibleAnswer) -> Markup {
        let called = format!("question {}, answer {}", at + 1, place + 1);
        let (name, id) = (|what: &str| format!("{what}-{at}"), |what: &str| format!("{what}-{at}-{place}"));
        let leads = Field::select(name("leads"), "Leads to", self.ways(offer, at, &answer.leads)).id(id("leads"));
        html! {
            (side_by_side(html! {
                (Field::text(name("says"), format!("Answer {}", place + 1)).id(id("says")).value(&answer.says))
                (leads.value(written(&answer.leads)))
            }))
            (outcome(staff, offer, (at, place), &answer.leads))
            @if self.body.questions[at].answers.len() > ANSWERS_MIN {
                (Button::bare("Remove").about(called).sends("press", format!("drop {at} {place}")))
            }
        }
    }
}

/// Where an answer leads, as the list sends it.
fn written(leads: &Leads) -> String {
    match leads {
        Leads::Nowhere => String::new(),
        Leads::Question(key) => format!("question {key}"),
        Leads::Book(book) => format!("book {}", book.visit_type),
        Leads::NotHere(_) => "not".to_owned(),
    }
}

/// What belongs to an outcome: with whom, where, and a sentence; or what is said instead.
fn outcome(staff: &Staff, offer: &Offer, (at, place): (usize, usize), leads: &Leads) -> Markup {
    let (name, id) = (|what: &str| format!("{what}-{at}"), |what: &str| format!("{what}-{at}-{place}"));
    let none = || html! { input type="hidden" name=(name("tell")) value=""; input type="hidden" name=(name("hand")) value=""; };
    match leads {
        Leads::Nowhere | Leads::Question(_) => html! { (none()) input type="hidden" name=(name("at")) value=""; },
        Leads::Book(book) => {
            let anywhere = std::iter::once(Choice::new("", "Any site"));
            let sites = staff.sites.iter().map(|(site, _)| Choice::new(site.id.to_string(), &site.name));
            let providers =
                offer.providers.iter().map(|line| Choice::new(line.id.to_string(), line.called())).collect();
            let picked = book.providers.iter().map(ToString::to_string).collect();
            let called: Vec<String> = offer
                .providers
                .iter()
                .filter(|line| book.providers.contains(&line.id))
                .map(StaffLine::called)
                .collect();
            let with = if called.is_empty() { "whoever does this kind of visit".to_owned() } else { called.join(", ") };
            html! {
                input type="hidden" name=(name("hand")) value="";
                (side_by_side(html! {
                    (Field::text(name("tell"), "Tell the patient").id(id("tell")).value(&book.tell).optional().hint("Such as: Please eat nothing for eight hours before."))
                    (Field::select(name("at"), "At", anywhere.chain(sites).collect()).id(id("at")).value(book.site.map(|site| site.to_string()).unwrap_or_default()).width(Width::Short))
                }))
                details.folded {
                    summary { "With " (with) }
                    (Field::checks(id("with"), "Only with these providers", providers, picked).optional().hint("None ticked: with whoever does this kind of visit"))
                }
            }
        }
        Leads::NotHere(other) => {
            let hands = HandOver::ALL.iter().map(|hand| Choice::new(hand.word(), hand.title())).collect();
            html! {
                input type="hidden" name=(name("at")) value="";
                (side_by_side(html! {
                    (Field::text(name("tell"), "What the desk says instead").id(id("tell")).value(&other.say))
                    (Field::select(name("hand"), "Hands over to", hands).id(id("hand")).value(other.hand_over.word()))
                }))
            }
        }
    }
}

/// The answers of one question, as they were sent; those that lead to a new question are told.
fn answers_of(pairs: &[(String, String)], at: usize, new: &mut dyn FnMut(usize)) -> Vec<PossibleAnswer> {
    let list = |what: &str| all(pairs, &format!("{what}-{at}"));
    let (says, leads, tell, hand, site) = (list("says"), list("leads"), list("tell"), list("hand"), list("at"));
    let text = |list: &[&str], place: usize| list.get(place).map_or("", |text| text.trim()).to_owned();
    let mut answers = Vec::new();
    for (place, says) in says.iter().enumerate() {
        let way = text(&leads, place);
        let (verb, what) = way.split_once(' ').unwrap_or((way.as_str(), ""));
        let book = |visit_type| {
            Leads::Book(BookThis {
                visit_type,
                providers: all(pairs, &format!("with-{at}-{place}")).iter().filter_map(|id| id.parse().ok()).collect(),
                site: text(&site, place).parse().ok(),
                tell: text(&tell, place),
            })
        };
        let leads = match verb {
            "question" => what.parse().map_or(Leads::Nowhere, Leads::Question),
            "book" => what.parse().map_or(Leads::Nowhere, book),
            "not" => Leads::NotHere(NotHere {
                say: text(&tell, place),
                hand_over: HandOver::from_word(&text(&hand, place)).unwrap_or(HandOver::Nobody),
            }),
            _ => Leads::Nowhere,
        };
        if verb == "new" {
            new(place);
        }
        answers.push(PossibleAnswer { says: says.trim().to_owned(), leads });
    }
    answers
}
