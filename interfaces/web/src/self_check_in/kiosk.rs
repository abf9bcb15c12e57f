//! The kiosk: paired once by a code, then by name and birthday. A browser that is a kiosk reaches nothing else; nor does one
//! that is a wallboard, which is paired in the same way.

pub(crate) use super::patient::machine;
use super::patient::{FORM, Place, last_page, page, seal, status_with};
use crate::answer::{Answer, form_faults};
use crate::cookie::{Cookie, KIOSK, WALLBOARD};
use crate::desk::Desk;
use crate::door::{Caller, Door};
use crate::kit::{Button, Faults, Field, Form};
use crate::patient_words::{Words, words};
use crate::patients::read_birthday;
use crate::sealed::Sealed;
use crate::staff::see_other;
use crate::wallboard::is_of_wallboards;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use front_office::self_check_in::{
    ClearKiosk, FoundAtKiosk, KioskBySecret, KioskPurpose, OpenAtKiosk, PairKiosk, Secret,
};
use kernel::Phi;
use maud::html;
use registry::people::Language;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    code: String,
    family: String,
    born: String,
    /// The language of the page, where somebody chose one; empty where nobody did.
    spoken: String,
    /// The button of the other language, if that was pressed.
    language: String,
}

impl Typed {
    fn chosen(&self) -> Option<Language> {
        Language::from_word(&self.spoken)
    }

    fn words(&self) -> &'static Words {
        words(self.chosen().unwrap_or(Language::English))
    }
}

/// Whether an address is one of the patient's own pages, which know no session of staff.
pub(crate) fn is_of_patients(path: &str) -> bool {
    path == "/kiosk" || path == "/kiosk/code" || path.starts_with("/visit/") || path.starts_with("/r/")
}

/// Leads a screen that asks for anything but its own pages back to its beginning. Stands before every handler.
pub(crate) async fn only(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    match led_back(&desk, &request) {
        Some(to) => see_other(to),
        None => next.run(request).await,
    }
}

fn led_back(desk: &Desk, request: &Request) -> Option<&'static str> {
    let path = request.uri().path();
    let shows = |cookie: Cookie| cookie.of(request.headers(), desk.transport()).is_some_and(|text| !text.is_empty());
    let led = match (shows(WALLBOARD), shows(KIOSK)) {
        (true, _) => (!is_of_wallboards(path)).then_some("/wallboard"),
        (false, true) => (!is_of_patients(path)).then_some("/kiosk"),
        (false, false) => None,
    };
    led.filter(|_| !path.starts_with("/assets/"))
}

/// The secret of the kiosk that asks, if it is one of ours.
async fn secret(desk: &Desk, headers: &HeaderMap) -> Option<Secret> {
    let secret = Secret::presented(KIOSK.of(headers, desk.transport()).filter(|text| !text.is_empty())?);
    let known = KioskBySecret { secret: secret.clone() };
    desk.office().ask(&machine(desk), known).await.is_ok().then_some(secret)
}

/// `GET /kiosk`: clears whatever was open on this screen.
pub(super) async fn welcome(State(desk): State<Desk>, headers: HeaderMap) -> Answer {
    let Some(kiosk) = secret(&desk, &headers).await else {
        let mut answer = unpaired(&desk, Faults::none());
        KIOSK.clear(&mut answer, desk.transport());
        return Ok(answer);
    };
    desk.office().perform(&machine(&desk), ClearKiosk { kiosk }).await?;
    Ok(asks(&desk, &Typed::default(), Faults::none(), None))
}

/// Asks for the code by which a screen becomes what it is registered for.
pub(crate) fn unpaired(desk: &Desk, faults: Faults) -> Response {
    let status = status_with(&faults);
    let form = Form::post("/kiosk/code", &seal(desk))
        .body(html! { (Field::number("code", "Code of this screen").fault(faults.of("code")).starts_here().hint("Eight digits, from the page “Kiosks” of the office manager")) })
        .faults(faults)
        .button(Button::main("Pair this screen"));
    // Whoever pairs a screen is a member of staff.
    last_page(Place::Phone, words(Language::English), "A screen of the office", status, html! { (form) })
}

fn asks(desk: &Desk, typed: &Typed, faults: Faults, say: Option<&str>) -> Response {
    let words = typed.words();
    let (said, status) = (&words.doors, status_with(&faults));
    let family = Field::text("family", said.family).voice(words.voice);
    let born = Field::birth("born", said.born).voice(words.voice).hint(words.voice.birth);
    let form = Form::post("/kiosk", &seal(desk))
        .id(FORM)
        .voice(words.voice)
        .body(html! {
            input type="hidden" name="spoken" value=(typed.spoken);
            (family.value(&typed.family).fault(faults.of("family")).starts_here())
            (born.value(&typed.born).fault(faults.of("born")))
        })
        .faults(faults)
        .button(Button::main(said.begin));
    let body = html! { @if let Some(say) = say { p role="alert" { strong { (say) } } } (form) };
    page(Place::Kiosk, words, said.welcome, status, body)
}

/// `POST /kiosk/code`
pub(super) async fn pair(
    State(desk): State<Desk>,
    Caller(address): Caller,
    Sealed { form, .. }: Sealed<Typed>,
) -> Answer {
    let now = desk.office().now();
    if !desk.attempts().may_try(Door::Kiosk, address, now) {
        let say = "There were too many wrong codes from this network. Wait five minutes, then try again.";
        return Ok(unpaired(&desk, [("code", say)].into_iter().collect()));
    }
    let code = Secret::presented(form.code.chars().filter(char::is_ascii_digit).collect());
    match desk.office().perform(&machine(&desk), PairKiosk { code }).await {
        Ok(paired) => {
            let (to, cookie, other) = match paired.purpose {
                KioskPurpose::CheckIn => ("/kiosk", KIOSK, WALLBOARD),
                KioskPurpose::Wallboard => ("/wallboard", WALLBOARD, KIOSK),
            };
            let mut answer = see_other(to);
            cookie.keep(&mut answer, desk.transport(), &paired.secret);
            other.clear(&mut answer, desk.transport());
            Ok(answer)
        }
        Err(why) => {
            desk.attempts().failed(Door::Kiosk, address, now);
            Ok(unpaired(&desk, form_faults(why)?))
        }
    }
}

/// `POST /kiosk`: by name and birthday to the check-in of today.
pub(super) async fn start(State(desk): State<Desk>, headers: HeaderMap, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let Some(kiosk) = secret(&desk, &headers).await else { return Ok(see_other("/kiosk")) };
    if let Some(language) = Language::from_word(&form.language) {
        let typed = Typed { spoken: language.word().to_owned(), ..form };
        return Ok(asks(&desk, &typed, Faults::none(), None));
    }
    let said = &form.words().doors;
    let mut faults = Faults::none();
    if form.family.trim().is_empty() {
        faults.add("family", said.family_missing);
    }
    let born = read_birthday(&form.born);
    if let Err(why) = born {
        faults.add("born", said.unread(why));
    }
    let (Ok(born), true) = (born, faults.is_empty()) else { return Ok(asks(&desk, &form, faults, None)) };
    let (family, born) = (Phi::new(form.family.clone()), Phi::new(born));
    let open = OpenAtKiosk { kiosk, family, born, language: form.chosen() };
    match desk.office().perform(&machine(&desk), open).await? {
        FoundAtKiosk::Open(secret) => Ok(see_other(&format!("/visit/{secret}/details"))),
        FoundAtKiosk::Nobody => {
            let again = Typed { spoken: form.spoken.clone(), ..Typed::default() };
            Ok(asks(&desk, &again, Faults::none(), Some(said.nobody)))
        }
    }
}
