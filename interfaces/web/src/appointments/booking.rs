//! What stands in the booking form, and the deed that it becomes.

use crate::booking_questions::{Chosen, given, moved};
use crate::kit::Faults;
use crate::staff::Staff;
use front_office::booking_questions::GivenAnswers;
use front_office::scheduling::{BookAppointment, BookSeries, BookingChoices, DoubleBookAppointment, HoursRule, Place};
use jiff::civil::Time;
use kernel::{Day, Phi, Problem};
use registry::practice::{Site, StaffId};
use serde::Deserialize;

/// Everything that stands in the form; also what a free time of the schedule brings along in its address.
#[derive(Clone, Debug, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub patient: String,
    pub visit_type: String,
    pub provider: String,
    pub day: String,
    pub time: String,
    pub room: String,
    pub reason: String,
    pub outside: String,
    pub over: String,
    pub double_reason: String,
    /// Which button was pressed: `find`, or a suggestion as `provider|day|time`.
    pub find: String,
    pub take: String,
    /// Whether the button that holds the time was pressed.
    pub hold: String,
    /// The held time that is let go, where the button for it was pressed.
    pub let_go: String,
    /// What the patient would like.
    pub part: String,
    pub days: Vec<String>,
    pub same_day: String,
    /// A series: every so many weeks, so many in all.
    pub every_weeks: String,
    pub times: String,
    /// When the patient was last seen here before Moa.
    pub seen_on: String,
    pub back: String,
    /// The referral to us for which it is booked.
    pub referral: String,
    /// The site to which the questions led; that worked at, where nothing is said.
    pub site: String,
    /// Where the questions stand, and the answer that was pressed.
    pub asked_edition: String,
    pub asked_path: String,
    pub answer: String,
}

/// The deed: an appointment, or one over another on purpose.
pub(super) enum Booking {
    Plain(BookAppointment),
    Over(DoubleBookAppointment),
    Series(BookSeries),
}

/// A time of day as people type it: `9:30`, `09:30`, `9:30 am`, `2 pm`, `1430`.
pub(crate) fn time_of(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let (digits, half) = match text.find(|c: char| !c.is_ascii_digit() && c != ':') {
        Some(at) => (text[..at].trim(), text[at..].trim()),
        None => (text.as_str(), ""),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() >= 3 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hour, minute) = (hours.parse::<i8>().ok()?, minutes.parse::<i8>().ok()?);
    let hour = match half.trim_matches('.') {
        "" => hour,
        "am" | "a" | "a.m" if (1..=12).contains(&hour) => hour % 12,
        "pm" | "p" | "p.m" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

impl Typed {
    /// The way back to this form with all that is typed but the reason and the patient: what may stand in an address.
    pub(super) fn address(&self) -> String {
        let plain =
            |text: &str| text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | ':')).collect::<String>();
        let fields = [
            ("visit_type", &self.visit_type),
            ("provider", &self.provider),
            ("day", &self.day),
            ("time", &self.time),
            ("room", &self.room),
        ];
        let given: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", plain(value)))
            .collect();
        if given.is_empty() { "/appointments/new".to_owned() } else { format!("/appointments/new?{}", given.join("&")) }
    }

    /// Takes over the suggestion whose button was pressed.
    pub(super) fn taken(mut self) -> Self {
        let chosen: Vec<String> = self.take.split('|').map(str::to_owned).collect();
        if let [provider, day, time] = chosen.as_slice() {
            (self.provider, self.day, self.time) = (provider.clone(), day.clone(), time.clone());
        }
        self
    }

    /// What the questions may set.
    pub(super) fn chosen(&self) -> Chosen {
        let (visit_type, provider, site) = (self.visit_type.clone(), self.provider.clone(), self.site.clone());
        Chosen { visit_type, provider, site }
    }

    /// The form after the press of an answer, and whether it led to a visit.
    ///
    /// # Errors
    /// Whatever the office says.
    pub(super) async fn answered(mut self, staff: &Staff) -> Result<(Self, bool), Problem> {
        let asked = (self.asked_edition.as_str(), self.asked_path.as_str());
        let moved = moved(staff, asked, &self.answer, self.chosen()).await?;
        (self.asked_edition, self.asked_path) = (moved.edition, moved.path);
        (self.visit_type, self.provider) = (moved.chosen.visit_type, moved.chosen.provider);
        self.site = moved.chosen.site;
        Ok((self, moved.led))
    }

    /// What was answered.
    pub(super) fn given(&self) -> Option<GivenAnswers> {
        given(&self.asked_edition, &self.asked_path)
    }

    /// Where it is booked: the site to which the questions led, or else that worked at.
    ///
    /// # Errors
    /// Not found, when this person works at no open site.
    pub(super) fn at<'s>(&self, staff: &'s Staff) -> Result<&'s Site, Problem> {
        let led = staff.sites.iter().find(|(site, _)| site.id.to_string() == self.site);
        led.map_or_else(|| staff.site(), |(site, _)| Ok(site))
    }

    /// The time that is to be held for the caller, and for how long; or every fault of what is needed for it.
    ///
    /// # Errors
    /// Whatever the office says.
    pub(super) async fn time_to_hold(&self, staff: &Staff) -> Result<Result<(Place, i64), Faults>, Problem> {
        let mut faults = Faults::none();
        let site = self.at(staff)?.id;
        let kinds = staff.ask(BookingChoices { site }).await?.0.visit_types;
        let kind = kinds.iter().find(|kind| kind.id.to_string() == self.visit_type);
        if kind.is_none() {
            faults.add("visit_type", "Choose the kind of visit.");
        }
        let provider = self.provider.parse().map_err(|_| faults.add("provider", "Choose the provider."));
        let day = self.day.parse().map_err(|_| faults.add("day", "Enter the day, like 2026-11-23 or 11/23/2026."));
        let from = time_of(&self.time).ok_or_else(|| faults.add("time", "Enter the time, like 9:30 am or 14:30."));
        Ok(match (kind, provider, day, from) {
            (Some(kind), Ok(provider), Ok(day), Ok(from)) => {
                Ok((Place { site, provider, room: None, day, from }, kind.minutes))
            }
            _ => Err(faults),
        })
    }

    /// The deed, or every fault of the form at once.
    pub(super) fn deed(&self, staff: &Staff) -> Result<Booking, Faults> {
        let mut faults = Faults::none();
        let visit_type = self.visit_type.parse().map_err(|_| faults.add("visit_type", "Choose the kind of visit."));
        let provider: Result<StaffId, ()> =
            self.provider.parse().map_err(|_| faults.add("provider", "Choose the provider."));
        let day: Result<Day, ()> =
            self.day.parse().map_err(|_| faults.add("day", "Enter the day, like 2026-11-23 or 11/23/2026."));
        let from = time_of(&self.time).ok_or_else(|| faults.add("time", "Enter the time, like 9:30 am or 14:30."));
        let patient = self.patient.parse().map_err(|_| faults.add("patient", "Choose the patient."));
        let site = self.at(staff).map(|site| site.id).map_err(|why: Problem| faults.add("provider", why.say()));
        let (Ok(visit_type), Ok(provider), Ok(day), Ok(from), Ok(patient), Ok(site)) =
            (visit_type, provider, day, from, patient, site)
        else {
            return Err(faults);
        };
        let booking = BookAppointment {
            patient,
            at: Place { site, provider, room: self.room.parse().ok(), day, from },
            visit_type,
            minutes: None,
            reason: Phi::new(self.reason.clone()),
            hours: if self.outside == "yes" { HoursRule::OutsideHours } else { HoursRule::WithinHours },
        };
        if self.over == "yes" {
            let reason = Phi::new(self.double_reason.clone());
            return Ok(Booking::Over(DoubleBookAppointment { booking, reason }));
        }
        match (self.every_weeks.parse(), self.times.trim().parse()) {
            (Ok(every_weeks), Ok(times)) => Ok(Booking::Series(BookSeries { first: booking, every_weeks, times })),
            (Ok(_), Err(_)) => {
                faults.add("times", "Enter how many appointments there are in all, from 2 to 52.");
                Err(faults)
            }
            (Err(_), _) => Ok(Booking::Plain(booking)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::time_of;

    #[test]
    fn times_are_read_as_people_type_them() {
        let read = |text: &str| time_of(text).map(|time| time.strftime("%H:%M").to_string());
        for (text, time) in [
            ("9:30", "09:30"),
            ("0930", "09:30"),
            ("9", "09:00"),
            ("2 pm", "14:00"),
            ("12:15am", "00:15"),
            ("1430", "14:30"),
        ] {
            assert_eq!(read(text).as_deref(), Some(time), "{text}");
        }
        for text in ["", "25:00", "9:75", "13 pm", "noon", "9:30 xm"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
