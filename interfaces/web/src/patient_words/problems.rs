//! What went wrong, in words for a patient: by the code of the problem, because its own sentence is for the desk.

use axum::http::StatusCode;
use kernel::Problem;
use registry::people::Language;

super::both!(
    /// Over what went wrong.
    Problems {
        not_allowed: "Not allowed", "No se permite";
        not_found: "Not found", "No se encontró";
        has_changed: "This has changed", "Esto ha cambiado";
        one_moment: "One moment", "Un momento";
        failed: "Something failed", "Algo falló";
        did_not_work: "This did not work", "No se pudo hacer";
        ask_the_desk: "This did not work. Please ask at the front desk, or call the office.",
            "No se pudo hacer. Por favor, pregunte en la recepción o llame al consultorio.";
    }
);

impl Problems {
    /// What stands over a problem of this status.
    pub(crate) fn title(&self, status: StatusCode) -> &'static str {
        match status {
            StatusCode::FORBIDDEN => self.not_allowed,
            StatusCode::NOT_FOUND => self.not_found,
            StatusCode::CONFLICT => self.has_changed,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => self.one_moment,
            StatusCode::INTERNAL_SERVER_ERROR => self.failed,
            _ => self.did_not_work,
        }
    }
}

/// Every problem that a patient may meet: its code, in English, in Spanish.
pub(super) const TOLD: &[(&str, &str, &str)] = &[
    // The doors.
    (
        "link_closed",
        "This link is not open any more. Please go to the front desk, or call the office.",
        "Este enlace ya no está abierto. Por favor, pase a la recepción o llame al consultorio.",
    ),
    ("not_confirmed", "Enter your date of birth first.", "Primero escriba su fecha de nacimiento."),
    (
        "kiosk_waits",
        "This kiosk takes a short break. Please go to the front desk.",
        "Esta pantalla está en una pausa corta. Por favor, pase a la recepción.",
    ),
    // What is entered.
    (
        "too_long",
        "Please keep each answer under 2,000 letters.",
        "Por favor, use menos de 2,000 letras en cada respuesta.",
    ),
    ("no_picture", "Take a picture of each side of the card.", "Tome una foto de cada lado de la tarjeta."),
    ("paper_empty", "This picture is empty. Take it once more.", "Esta foto está vacía. Tómela otra vez."),
    (
        "paper_kind",
        "This is no picture that we can read. Take it once more, or send it as JPEG or PNG.",
        "No podemos leer este archivo. Tome la foto otra vez o mándela como JPEG o PNG.",
    ),
    (
        "paper_too_large",
        "This picture is too large. Take it once more, a little smaller.",
        "Esta foto es demasiado grande. Tómela otra vez, un poco más chica.",
    ),
    (
        "paper_damaged",
        "This picture did not arrive whole. Take it once more.",
        "Esta foto no llegó completa. Tómela otra vez.",
    ),
    (
        "paper_locked",
        "This file is locked. Take a picture of the card instead.",
        "Este archivo está protegido. Mejor tome una foto de la tarjeta.",
    ),
    (
        "paper_bomb",
        "This file is too large. Take a picture of the card instead.",
        "Este archivo es demasiado grande. Mejor tome una foto de la tarjeta.",
    ),
    ("too_many_files", "Send one picture of each side.", "Mande una foto de cada lado."),
    // The papers.
    (
        "form_not_in_use",
        "This paper is not used any more. Go back to the list of papers.",
        "Este documento ya no se usa. Vuelva a la lista de documentos.",
    ),
    (
        "form_changed",
        "This paper has changed meanwhile. Go back, read it again, and sign it then.",
        "Este documento cambió mientras usted lo leía. Regrese, léalo otra vez y entonces fírmelo.",
    ),
    (
        "not_in_spanish",
        "This paper has changed meanwhile. Go back, and read it again.",
        "Este documento cambió y ahora está solo en inglés. Regrese y ábralo otra vez.",
    ),
    ("no_signer", "Enter the name of the person who signs.", "Escriba el nombre de la persona que firma."),
    (
        "signer_is_minor",
        "The patient is under 18: a parent or guardian signs, or say that the law lets a minor consent to this.",
        "El paciente tiene menos de 18 años: debe firmar su madre, su padre o su tutor. Si la ley le permite firmar, elija esa respuesta.",
    ),
    (
        "signer_is_of_age",
        "The patient is of age: they sign themselves, or a guardian or health care agent does.",
        "El paciente ya es mayor de edad: debe firmar en persona, o su tutor, o la persona nombrada para decidir por él.",
    ),
    (
        "not_signed",
        "Sign in the box, with a finger, a pen or the mouse.",
        "Firme en el recuadro, con el dedo, una pluma o el ratón.",
    ),
    (
        "merged_away",
        "The office must look at your chart first. Please go to the front desk.",
        "Primero tenemos que revisar su expediente. Por favor, pase a la recepción.",
    ),
    // Sending.
    (
        "not_booked",
        "This appointment does not stand any more. Please go to the front desk.",
        "Esta cita ya no sigue en pie. Por favor, pase a la recepción.",
    ),
    (
        "not_today",
        "Your appointment is not today. Please go to the front desk.",
        "Su cita no es hoy. Por favor, pase a la recepción.",
    ),
    (
        "already_arrived",
        "The desk knows already that you are here. Please take a seat.",
        "En la recepción ya saben que usted llegó. Tome asiento, por favor.",
    ),
    // The way there.
    ("too_large", "What you sent is too large.", "Lo que mandó es demasiado grande."),
    (
        "unreadable",
        "What you sent did not arrive whole. Go back and try once more.",
        "Lo que mandó no llegó completo. Regrese e inténtelo otra vez.",
    ),
    (
        "incomplete",
        "What you sent did not arrive whole. Go back and try once more.",
        "Lo que mandó no llegó completo. Regrese e inténtelo otra vez.",
    ),
    (
        "forged",
        "This page is too old. Go back, open it again, and try once more.",
        "Esta página ya es muy vieja. Regrese, ábrala otra vez e inténtelo de nuevo.",
    ),
    ("no_such_page", "There is no such page.", "Esta página no existe."),
    ("not_found", "There is nothing here any more.", "Aquí ya no hay nada."),
    ("too_slow", "This took too long. Try once more.", "Esto tardó demasiado. Inténtelo otra vez."),
    (
        "office_busy",
        "Too much is going on at once. Try again in a moment.",
        "Hay mucha gente al mismo tiempo. Inténtelo otra vez en un momento.",
    ),
    (
        "do_again",
        "Too much is going on at once. Try again in a moment.",
        "Hay mucha gente al mismo tiempo. Inténtelo otra vez en un momento.",
    ),
    (
        "database_busy",
        "Too much is going on at once. Try again in a moment.",
        "Hay mucha gente al mismo tiempo. Inténtelo otra vez en un momento.",
    ),
    (
        "office_closed",
        "The computer of the office is starting again. Try again in a moment.",
        "La computadora del consultorio se está reiniciando. Inténtelo otra vez en un momento.",
    ),
];

/// What went wrong, for a patient: nobody who reads Spanish is told an English sentence.
pub(crate) fn told(language: Language, why: &Problem) -> &'static str {
    let known = TOLD.iter().find(|(code, ..)| *code == why.code());
    match (known, language) {
        (Some((_, english, _)), Language::English) => english,
        (Some((.., spanish)), Language::Spanish) => spanish,
        (None, language) => super::words(language).problems.ask_the_desk,
    }
}
