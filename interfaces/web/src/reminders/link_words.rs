//! What the page behind a link says, in both languages.

use communications::reminders::Language;

/// Everything that the page says.
pub(super) struct Words {
    pub title: &'static str,
    pub at: &'static str,
    pub asks: &'static str,
    pub come: &'static str,
    pub not_come: &'static str,
    pub call_me: &'static str,
    pub sure: &'static str,
    pub sure_cancel: &'static str,
    pub sure_ask: &'static str,
    pub back: &'static str,
    pub confirmed: &'static str,
    pub cancelled: &'static str,
    pub cancel_asked: &'static str,
    pub will_call: &'static str,
    pub changed: &'static str,
    pub or_call: &'static str,
    pub other_language: &'static str,
}

const ENGLISH: Words = Words {
    title: "Your visit",
    at: "at",
    asks: "Will you come?",
    come: "Yes, I will come",
    not_come: "I cannot come",
    call_me: "Please call me",
    sure: "Cancel your visit?",
    sure_cancel: "Yes, cancel my visit",
    sure_ask: "Yes, tell the office",
    back: "No, go back",
    confirmed: "Thank you. You are expected.",
    cancelled: "Your visit is cancelled. Call us for another time.",
    cancel_asked: "Thank you for telling us. Somebody will call you. Until then your visit stands.",
    will_call: "Somebody will call you.",
    changed: "This visit has changed. Please call us.",
    or_call: "Or call us at",
    other_language: "En español",
};

const SPANISH: Words = Words {
    title: "Su cita",
    at: "a las",
    asks: "¿Vendrá usted?",
    come: "Sí, vendré",
    not_come: "No puedo venir",
    call_me: "Por favor llámenme",
    sure: "¿Cancelar su cita?",
    sure_cancel: "Sí, cancelar mi cita",
    sure_ask: "Sí, avisar al consultorio",
    back: "No, volver",
    confirmed: "Gracias. Le esperamos.",
    cancelled: "Su cita está cancelada. Llámenos para pedir otra.",
    cancel_asked: "Gracias por avisarnos. Le llamaremos. Hasta entonces su cita sigue en pie.",
    will_call: "Le llamaremos.",
    changed: "Esta cita ha cambiado. Por favor llámenos.",
    or_call: "O llámenos al",
    other_language: "In English",
};

/// What it says in this language.
pub(super) const fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Spanish => &SPANISH,
    }
}
