//! A row of a table of coming appointments.

use super::IMPORT_CSV;
use super::patients::{PATIENT_ROW, keep_row};
use super::report::RowFate;
use super::table::Row;
use clinical::received::{self, Arrival};
use front_office::scheduling::{BookAppointment, BookAsPromised, HoursRule, Place, visit_types};
use jiff::civil::Time;
use kernel::{Phi, Problem};
use office::{Act, Command, PatientId, Reader, SiteId, Subject, Tx};
use registry::practice::{StaffId, all_sites, providers_at};

/// What the rows of such tables are known by.
pub const APPOINTMENT_ROW: &str = "csv:appointment";

/// Words for an appointment that still stands.
const STANDING: [&str; 6] = ["", "booked", "scheduled", "confirmed", "pending", "active"];

/// Books the appointment of a row, for a patient that came in from the same source. Its time may lie outside the
/// provider's hours, because it was promised before those were entered here.
pub struct TakeInAppointment(pub Row);

impl Command for TakeInAppointment {
    const ACT: Act = IMPORT_CSV;
    type Done = RowFate;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<RowFate, Problem> {
        let row = &self.0;
        match received::arrival(tx, &row.piece)? {
            Arrival::Unchanged => return Ok(RowFate::Unchanged),
            Arrival::Changed(_) => {
                let say = "This appointment came in before and is another in the table now. Change it on the schedule.";
                return Err(Problem::conflict("csv_changed", say));
            }
            Arrival::New => {}
        }
        if !STANDING.contains(&row.field("status").to_lowercase().as_str()) {
            let say = "Only appointments that still stand are taken in; the status of this one says that it does not.";
            return Err(Problem::invalid("bad_row", say));
        }
        let patient = patient(tx, row)?;
        let booking = booking(tx, row, patient)?;
        BookAsPromised(booking).perform(tx)?;
        keep_row(tx, row, patient, RowFate::Added)?;
        Ok(RowFate::Added)
    }
}

fn bad(say: impl Into<String>) -> Problem {
    Problem::invalid("bad_row", say)
}

/// The patient whose row came in from the same source under this key; or whose resource did.
fn patient(tx: &mut Tx<'_>, row: &Row) -> Result<PatientId, Problem> {
    for kind in [PATIENT_ROW, "Patient"] {
        if let Some(patient) = received::patient_of(tx, row.source.piece(kind, row.field("patient")))? {
            return Ok(patient);
        }
    }
    Err(bad("No patient came in from this source under this key. Take in the table of patients first."))
}

fn booking(tx: &mut Tx<'_>, row: &Row, patient: PatientId) -> Result<BookAppointment, Problem> {
    let site = site(tx, row.field("site"))?;
    let provider = provider(tx, site, row.field("provider"))?;
    let name = row.field("visit_type").to_lowercase();
    let types = visit_types(tx)?;
    let visit_type = types.iter().find(|kind| kind.active && kind.name.to_lowercase() == name);
    let minutes = match row.field("minutes") {
        "" => None,
        minutes => Some(minutes.parse().map_err(|_| bad("minutes is not a whole number."))?),
    };
    Ok(BookAppointment {
        patient,
        at: Place {
            site,
            provider,
            room: None,
            day: row.day("day")?.ok_or_else(|| bad("day is empty."))?,
            from: time(row.field("time")).ok_or_else(|| bad("time is not a time of day, like 9:30 AM or 14:05."))?,
        },
        visit_type: visit_type.ok_or_else(|| bad("There is no visit type of this name here that can be booked."))?.id,
        minutes,
        reason: Phi::from(row.field("reason")),
        hours: HoursRule::OutsideHours,
    })
}

fn site(tx: &mut Tx<'_>, name: &str) -> Result<SiteId, Problem> {
    let sites = all_sites(tx)?;
    let found = sites.iter().find(|site| site.name.eq_ignore_ascii_case(name));
    found.map(|site| site.id).ok_or_else(|| bad("There is no site of this name here."))
}

/// The provider by NPI, or by a name as people write it: `Okafor`, `Dr. Okafor`, `Okafor, Chidi`, `Chidi Okafor`.
fn provider(tx: &mut Tx<'_>, site: SiteId, word: &str) -> Result<StaffId, Problem> {
    let wanted = word.to_lowercase();
    let providers = providers_at(tx, site)?;
    let mut fits = providers.iter().filter(|line| {
        let (given, family) = (line.given.to_lowercase(), line.family.to_lowercase());
        let names =
            [line.called().to_lowercase(), family.clone(), format!("{family}, {given}"), format!("{given} {family}")];
        line.npi.as_deref() == Some(word) || names.contains(&wanted)
    });
    match (fits.next(), fits.next()) {
        (Some(line), None) => Ok(line.id),
        (Some(_), Some(_)) => Err(bad("Several providers of this site go by this name. Use the NPI.")),
        (None, _) => Err(bad("No provider of this name or NPI sees patients at this site.")),
    }
}

/// `9:30`, `09:30`, `9:30 AM`, `2:05pm`, `14:05:00`.
fn time(text: &str) -> Option<Time> {
    let lower = text.trim().to_lowercase();
    let (digits, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(digits), _) => (digits.trim(), Some(0)),
        (_, Some(digits)) => (digits.trim(), Some(12)),
        _ => (lower.as_str(), None),
    };
    let mut parts = digits.split(':');
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next().unwrap_or("0").parse().ok()?;
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_read_as_tables_write_them() {
        for (text, read) in [
            ("9:30", "09:30:00"),
            ("9:30 AM", "09:30:00"),
            ("12:05 am", "00:05:00"),
            ("12:05PM", "12:05:00"),
            ("2pm", "14:00:00"),
            ("14:05:00", "14:05:00"),
        ] {
            assert_eq!(time(text).map(|time| time.to_string()).as_deref(), Some(read), "{text}");
        }
        for text in ["", "25:00", "13:00 pm", "noon", "9:60"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
