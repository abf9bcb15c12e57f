//! What is known of an appointment before its day, as numbers a model can weigh.

use jiff::civil::Weekday;

/// What is known of an appointment before its day. What is not known is left out, and then counts for nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Circumstances<'a> {
    /// Days between the booking and the appointment.
    pub lead_days: i64,
    /// Appointments of the same patient before this one that were kept or missed.
    pub earlier: u32,
    /// Those of them that were missed.
    pub missed: u32,
    /// Hour of the day.
    pub hour: i64,
    /// Day of the week.
    pub weekday: Weekday,
    /// What kind of visit.
    pub visit_type: &'a str,
    /// Age in years.
    pub age: Option<i64>,
    /// Who pays.
    pub payer: Option<&'a str>,
    /// Way to the office in kilometres.
    pub distance_km: Option<f64>,
    /// Whether the patient is seen by video or telephone.
    pub remote: Option<bool>,
    /// Whether a reminder went out.
    pub reminded: Option<bool>,
    /// Whether the patient said that they will come.
    pub confirmed: Option<bool>,
}

/// A number by which an appointment is weighed. Names with `=` are either so or not; others are quantities, and one that
/// is not known counts as the mean.
pub(super) type Feature = (String, f64);

/// Lead times beyond this say nothing more.
const LEAD_DAYS_MAX: f64 = 90.0;
/// A patient not known yet counts as one who missed one in fourteen of this many appointments: what practices lose in all.
const UNKNOWN_WEIGHT: f64 = 4.0;
const UNKNOWN_RATE: f64 = 0.07;

impl<'a> Circumstances<'a> {
    /// A kind of visit on a day of the week, of which nothing else is known.
    #[must_use]
    pub const fn of(visit_type: &'a str, weekday: Weekday) -> Self {
        Self {
            lead_days: 0,
            earlier: 0,
            missed: 0,
            hour: 0,
            weekday,
            visit_type,
            age: None,
            payer: None,
            distance_km: None,
            remote: None,
            reminded: None,
            confirmed: None,
        }
    }
}

impl Circumstances<'_> {
    /// The numbers of this appointment.
    pub(super) fn features(&self) -> Vec<Feature> {
        let lead = (self.lead_days.max(0) as f64).min(LEAD_DAYS_MAX);
        let grown = lead.ln_1p();
        let (earlier, missed) = (f64::from(self.earlier), f64::from(self.missed.min(self.earlier)));
        let rate = (missed + UNKNOWN_RATE * UNKNOWN_WEIGHT) / (earlier + UNKNOWN_WEIGHT);
        let mut features: Vec<Feature> = vec![
            ("lead".to_owned(), lead / 30.0),
            ("lead_grown".to_owned(), grown),
            ("lead_grown_squared".to_owned(), grown * grown),
            ("missed_rate".to_owned(), rate),
            ("missed".to_owned(), missed.min(5.0)),
            ("earlier".to_owned(), earlier.min(10.0)),
        ];
        let mut either = |name: &str, so: bool| features.push((format!("{name}=yes"), f64::from(u8::from(so))));
        either("ever_missed", self.missed > 0);
        either("same_day", self.lead_days <= 0);
        either("first_hour", self.hour <= 8);
        either("monday", self.weekday == Weekday::Monday);
        either("friday", self.weekday == Weekday::Friday);
        either("remote", self.remote == Some(true));
        either("reminded", self.reminded == Some(true));
        either("confirmed", self.confirmed == Some(true));
        if let Some(age) = self.age {
            either("child", age < 18);
            either("young", (18..30).contains(&age));
            either("old", age >= 65);
            features.push(("age".to_owned(), age.clamp(0, 100) as f64 / 20.0));
        }
        if let Some(distance) = self.distance_km.filter(|distance| distance.is_finite()) {
            let distance = distance.clamp(0.0, 60.0) / 10.0;
            features.push(("distance".to_owned(), distance));
            features.push(("distance_in_person".to_owned(), if self.remote == Some(true) { 0.0 } else { distance }));
        }
        features.push((format!("visit_type={}", self.visit_type), 1.0));
        features.extend(self.payer.map(|payer| (format!("payer={payer}"), 1.0)));
        features
    }

    /// What stands out about it, in words for the desk: only what the patient did and when it was booked, never who they are.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut words = Vec::new();
        match (self.missed, self.earlier) {
            (0, 0) => words.push("No earlier appointments here".to_owned()),
            (0, 1) => words.push("Kept the one before".to_owned()),
            (0, earlier) => words.push(format!("Kept all of the last {earlier}")),
            (1, 1) => words.push("Missed the one before".to_owned()),
            (missed, earlier) => words.push(format!("Missed {missed} of the last {earlier}")),
        }
        match self.lead_days {
            ..=0 => words.push("booked for the same day".to_owned()),
            1 => words.push("booked a day ahead".to_owned()),
            days => words.push(format!("booked {days} days ahead")),
        }
        words.extend((self.confirmed == Some(true)).then(|| "confirmed".to_owned()));
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::Circumstances;
    use jiff::civil::Weekday;

    const CASE: Circumstances<'static> = Circumstances {
        lead_days: 60,
        earlier: 5,
        missed: 3,
        hour: 10,
        ..Circumstances::of("Follow-up", Weekday::Tuesday)
    };

    #[test]
    fn the_desk_reads_what_the_patient_did_and_when_it_was_booked() {
        assert_eq!(CASE.in_words(), "Missed 3 of the last 5, booked 60 days ahead");
        let first = Circumstances { earlier: 0, missed: 0, lead_days: 0, confirmed: Some(true), ..CASE };
        assert_eq!(first.in_words(), "No earlier appointments here, booked for the same day, confirmed");
    }

    #[test]
    fn every_number_is_finite_whatever_is_known() {
        for case in [
            CASE,
            Circumstances { lead_days: -3, earlier: 0, missed: 9, distance_km: Some(f64::NAN), ..CASE },
            Circumstances { lead_days: i64::MAX, age: Some(-1), distance_km: Some(1e300), ..CASE },
        ] {
            assert!(case.features().iter().all(|(_, value)| value.is_finite()), "{case:?}");
        }
    }
}
