//! Tables of other programs come in by a mapping, are tried before, and come in once.

use front_office::scheduling::{AddVisitType, ForWhom, TypeTone, UpcomingOf, VisitTypeFields};
use kernel::Phi;
use registry::people::{FindPeople, PersonLine};
use testkit::Practice;
use workflows::import_csv::{
    APPOINTMENT_ROW, Mapping, PATIENT_ROW, RowFate, TRIAL, TableKind, TakeInAppointment, TakeInPatient, Trial,
    read_rows,
};

const PATIENTS: &str = "No;Last;First;DOB;Sex;Cell;Plan\n\
    17;Lindgren;Astrid;14/11/1987;W;(555) 010-2233;Blue Cross\n\
    18;Durrell;Gerald;07/01/1975;M;;\n\
    19;Nobody;;31/02/1990;M;;\n";

const PATIENT_MAP: &str = "source = \"old\"\nkey = \"No\"\nday_first = true\n[columns]\nfamily = \"Last\"\ngiven = \"First\"\n\
    birth_day = \"DOB\"\nsex = \"Sex\"\nmobile = \"Cell\"\npayer = \"Plan\"\n[values.sex]\nW = \"female\"\n";

fn patients(practice: &Practice, table: &str) -> Vec<Result<RowFate, String>> {
    let mapping = Mapping::read(PATIENT_MAP, TableKind::Patients).expect("a mapping");
    let rows = read_rows(table, &mapping, PATIENT_ROW).expect("a table");
    let take_in = |row| practice.perform(&practice.ines.actor, TakeInPatient(row)).map_err(|why| why.say().to_owned());
    rows.into_iter().map(take_in).collect()
}

fn found(practice: &Practice, typed: &str) -> Vec<PersonLine> {
    let typed = Phi::<String>::from(typed);
    practice.ask(&practice.rosa.actor, FindPeople { typed, at_most: 10 }).expect("a search")
}

#[test]
fn a_table_of_patients_comes_in_once_and_a_bad_row_alone_stays_out() {
    Practice::each(|practice| {
        let refused = Err("birth_day is not a date.".to_owned());
        let first = [Ok(RowFate::Added), Ok(RowFate::Added), refused.clone()];
        assert_eq!(patients(practice, PATIENTS), first);
        assert_eq!(patients(practice, PATIENTS), [Ok(RowFate::Unchanged), Ok(RowFate::Unchanged), refused.clone()]);
        let astrid = &found(practice, "lindgren")[0];
        assert_eq!(astrid.birth_day.reveal().to_string(), "1987-11-14");
        assert_eq!(astrid.phone.reveal(), "5550102233");
        let married = PATIENTS.replace("Lindgren", "Ericsson");
        assert_eq!(patients(practice, &married), [Ok(RowFate::Changed), Ok(RowFate::Unchanged), refused]);
        assert_eq!(found(practice, "ericsson")[0].id, astrid.id);
    });
}

#[test]
fn a_trial_meets_the_rules_and_keeps_nothing() {
    Practice::each(|practice| {
        let mapping = Mapping::read(PATIENT_MAP, TableKind::Patients).expect("a mapping");
        let rows = read_rows(PATIENTS, &mapping, PATIENT_ROW).expect("a table");
        let codes: Vec<&str> = rows
            .into_iter()
            .map(|row| practice.perform(&practice.ines.actor, Trial(TakeInPatient(row))).expect_err("undone").code())
            .collect();
        assert_eq!(codes, [TRIAL, TRIAL, "bad_row"]);
        assert!(found(practice, "lindgren").is_empty());
    });
}

#[test]
fn coming_appointments_are_booked_for_the_patients_of_the_same_table() {
    Practice::each(|practice| {
        patients(practice, PATIENTS);
        let kind =
            VisitTypeFields { name: "Follow-up".to_owned(), minutes: 20, for_whom: ForWhom::Any, tone: TypeTone::Sky };
        practice.perform(&practice.ines.actor, AddVisitType(kind)).expect("a visit type");
        let map = "source = \"old\"\nkey = \"Appt\"\n[columns]\npatient = \"No\"\nday = \"Date\"\ntime = \"Time\"\n\
            provider = \"With\"\nvisit_type = \"Type\"\nstatus = \"State\"\n[fixed]\nsite = \"Lakeside\"\n";
        let table = "Appt,No,Date,Time,With,Type,State\n\
            a1,17,12/01/2026,9:30 AM,Dr. Okafor,Follow-up,booked\n\
            a2,18,12/01/2026,9:30 AM,Dr. Okafor,Follow-up,booked\n\
            a3,17,12/02/2026,10:00,Nobody,Follow-up,booked\n\
            a4,99,12/02/2026,10:00,Dr. Okafor,Follow-up,booked\n\
            a5,17,12/02/2026,10:00,Dr. Okafor,Follow-up,cancelled\n";
        let mapping = Mapping::read(map, TableKind::Appointments).expect("a mapping");
        let take_in = || {
            let rows = read_rows(table, &mapping, APPOINTMENT_ROW).expect("a table").into_iter();
            rows.map(|row| practice.perform(&practice.ines.actor, TakeInAppointment(row)).map_err(|why| why.code()))
                .collect::<Vec<_>>()
        };
        let after = [Err("slot_taken"), Err("bad_row"), Err("bad_row"), Err("bad_row")];
        let fates = take_in();
        assert_eq!((fates[0], &fates[1..]), (Ok(RowFate::Added), after.as_slice()));
        assert_eq!(take_in()[0], Ok(RowFate::Unchanged));
        let astrid = found(practice, "lindgren")[0].id;
        let upcoming = practice.ask(&practice.rosa.actor, UpcomingOf { patient: astrid }).expect("the appointments");
        assert_eq!(upcoming.lines.len(), 1);
    });
}
