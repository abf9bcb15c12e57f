//! The patient banner: who this page is about, identical everywhere.

use super::{Icon, Photo, Pill, Tone, wording};
use kernel::{Day, Money};
use maud::{Markup, Render, html};

/// What is known of the allergies: "none" and "never asked" are not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allergies {
    /// Nobody asked yet.
    NotAsked,
    /// Asked, and there are none.
    NoneKnown,
    /// There were some; none of them is active.
    NoneNow,
    /// These.
    To(Vec<String>),
    /// Not for this role to see: nothing is said.
    NotShown,
}

/// Who the page is about. Made from the registry's card by one function, so that no page differs.
#[derive(Clone, Debug)]
pub struct Banner {
    name: String,
    chart: String,
    born: Day,
    today: Day,
    mrn: String,
    called: Option<String>,
    sex: Option<String>,
    photo: Option<String>,
    allergies: Allergies,
    alerts: Vec<Pill>,
    balance: Money,
    coverage: Option<String>,
}

impl Banner {
    /// The two identifiers and the number: name, date of birth, MRN; `chart` is where the name leads.
    pub fn new(
        name: impl Into<String>,
        born: Day,
        today: Day,
        mrn: impl Into<String>,
        chart: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            chart: chart.into(),
            born,
            today,
            mrn: mrn.into(),
            called: None,
            sex: None,
            photo: None,
            allergies: Allergies::NotAsked,
            alerts: Vec::new(),
            balance: Money::ZERO,
            coverage: None,
        }
    }

    /// The name that the patient wants to hear.
    #[must_use]
    pub fn called(self, called: impl Into<String>) -> Self {
        Self { called: Some(called.into()), ..self }
    }

    /// Sex as on record, in a word.
    #[must_use]
    pub fn sex(self, sex: impl Into<String>) -> Self {
        Self { sex: Some(sex.into()), ..self }
    }

    /// Where the photo is.
    #[must_use]
    pub fn photo(self, at: impl Into<String>) -> Self {
        Self { photo: Some(at.into()), ..self }
    }

    /// What is known of the allergies.
    #[must_use]
    pub fn allergies(self, allergies: Allergies) -> Self {
        Self { allergies, ..self }
    }

    /// Something everybody must see: an interpreter, a fall risk, a restricted chart.
    #[must_use]
    pub fn alert(mut self, alert: Pill) -> Self {
        self.alerts.push(alert);
        self
    }

    /// What the patient owes.
    #[must_use]
    pub fn balance(self, balance: Money) -> Self {
        Self { balance, ..self }
    }

    /// The first coverage in a few words; none is self-pay.
    #[must_use]
    pub fn coverage(self, coverage: impl Into<String>) -> Self {
        Self { coverage: Some(coverage.into()), ..self }
    }

    fn allergy_pill(&self) -> Option<Pill> {
        Some(match &self.allergies {
            Allergies::NotShown => return None,
            Allergies::NotAsked => Pill::new(Tone::Warn, "Allergies not asked"),
            Allergies::NoneKnown => Pill::new(Tone::Quiet, "No known allergies").icon(Icon::Check),
            Allergies::NoneNow => Pill::new(Tone::Quiet, "No active allergies"),
            Allergies::To(list) => {
                let shown = list.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
                let rest = list.len().saturating_sub(3);
                let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
                Pill::new(Tone::Bad, format!("Allergic: {shown}{more}"))
            }
        })
    }
}

impl Render for Banner {
    fn render(&self) -> Markup {
        let photo = Photo::of(&self.name);
        html! {
            section.banner aria-label="Patient" {
                @match &self.photo { Some(at) => (photo.at(at.as_str())), None => (photo) }
                div.banner-who {
                    p.banner-name {
                        a href=(self.chart) { (self.name) }
                        @if let Some(called) = &self.called { span.banner-called { "goes by " (called) } }
                    }
                    dl.banner-facts {
                        div { dt { "Born" } dd { (wording::digits(self.born)) " · " (wording::age(self.born, self.today)) } }
                        @if let Some(sex) = &self.sex { div { dt { "Sex" } dd { (sex) } } }
                        div { dt { "MRN" } dd.digits { (self.mrn) } }
                    }
                }
                div.banner-alerts { @if let Some(pill) = self.allergy_pill() { (pill) } @for alert in &self.alerts { (alert) } }
                dl.banner-money {
                    div { dt { "Coverage" } dd { (self.coverage.as_deref().unwrap_or("Self-pay")) } }
                    div { dt { "Balance" } dd.owes[self.balance > Money::ZERO] { (self.balance) } }
                }
            }
        }
    }
}
