//! The booking transaction on the raw drivers: the same rows read and written as the office does, and nothing else.

use std::time::{Duration, Instant};

use crash::record_in_hand::Record;
use kernel::RawId;
use postgres::types::ToSql;
use rusqlite::OptionalExtension;

use crate::seed::Practice;
use crate::sink::Cell;
use crate::slots::Slot;

/// A statement with `$1`-style parameters, as both drivers can be brought to take it.
struct Step {
    sql: &'static str,
    values: Vec<Cell>,
}

/// The statements of one booking, in the office's order: what was asked before, what may be booked where, what is in the
/// way; then the appointment, the time it holds, its history, the journal, and the answer for a second click.
fn steps(practice: &Practice, slot: &Slot) -> Vec<Step> {
    let id = |thing: u8| {
        let mut random = [thing; 10];
        random[2..].copy_from_slice(&slot.number.to_be_bytes());
        *RawId::from_parts(4_102_444_800_000, random).as_bytes()
    };
    let (appointment, request) = (id(1), id(2));
    let (site, provider, account) = (slot.site, slot.provider, practice.accounts[0]);
    let (from, to) = (slot.starts_at, slot.ends_at());
    let body =
        format!(r#"{{"appointment":"{}","at":{{"starts_at":{from},"ends_at":{to}}}}}"#, RawId::from_bytes(appointment));
    let step = |sql, values| Step { sql, values };
    vec![
        step("SELECT actor, act, done FROM request WHERE id = $1", vec![request.into()]),
        step("SELECT name, minutes, for_whom, active FROM visit_type WHERE id = $1", vec![practice.visit_type.into()]),
        step("SELECT name, zone FROM site WHERE id = $1", vec![site.into()]),
        step(
            "SELECT weekday, from_minute, to_minute, valid_from, valid_until FROM provider_hours WHERE provider = $1 AND site = $2",
            vec![provider.into(), site.into()],
        ),
        step("SELECT site, provider, from_minute, to_minute FROM closure WHERE day = $1", vec![slot.day.into()]),
        step(
            "SELECT appointment, resource, starts_at, ends_at FROM held_time WHERE resource = $1 AND starts_at > $2 AND starts_at < $3 AND ends_at > $4",
            vec![provider.into(), (from - 86_400_000_000).into(), to.into(), from.into()],
        ),
        step(
            "INSERT INTO appointment (id, site, provider, patient, visit_type, starts_at, ends_at, day, standing, reason, booked_by, booked_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'booked', 'Raw', $9, $10, 1)",
            vec![
                appointment.into(),
                site.into(),
                provider.into(),
                slot.patient.into(),
                practice.visit_type.into(),
                from.into(),
                to.into(),
                slot.day.into(),
                account.into(),
                from.into(),
            ],
        ),
        step(
            "INSERT INTO held_time (appointment, resource, starts_at, ends_at, on_purpose) VALUES ($1, $2, $3, $4, FALSE)",
            vec![appointment.into(), provider.into(), from.into(), to.into()],
        ),
        step(
            "INSERT INTO appointment_history (appointment, version, at, account, deed, site, provider, starts_at, ends_at, standing) \
             VALUES ($1, 1, $2, $3, 'booked', $4, $5, $6, $7, 'booked')",
            vec![appointment.into(), from.into(), account.into(), site.into(), provider.into(), from.into(), to.into()],
        ),
        step(
            "INSERT INTO journal (at, outcome, act, fact, actor, site, patient, request, body) \
             VALUES ($1, 'done', 'appointments.book', 'appointment.booked', $2, $3, $4, $5, $6)",
            vec![from.into(), account.into(), site.into(), slot.patient.into(), request.into(), body.into()],
        ),
        step("INSERT INTO journal_patient (patient, seq) VALUES ($1, {seq})", vec![slot.patient.into()]),
        step(
            "INSERT INTO request (id, at, actor, act, done) VALUES ($1, $2, $3, 'appointments.book', $4)",
            vec![request.into(), from.into(), account.into(), RawId::from_bytes(appointment).to_string().into()],
        ),
    ]
}

/// Books these slots one after the other on SQLite, `group` in each durable commit.
///
/// # Errors
/// The database's own words.
pub fn book_in_file(
    record: &mut Record,
    practice: &Practice,
    slots: &[Slot],
    group: usize,
) -> Result<Duration, String> {
    let Record::File(file) = record else { return Err("This is not a file.".into()) };
    let fault = |fault: rusqlite::Error| fault.to_string();
    file.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536")
        .map_err(fault)?;
    file.set_prepared_statement_cache_capacity(64);
    let begun = Instant::now();
    for together in slots.chunks(group) {
        file.execute_batch("BEGIN IMMEDIATE").map_err(fault)?;
        for step in together.iter().flat_map(|slot| steps(practice, slot)) {
            let sql = step.sql.replace('$', "?").replace("{seq}", "last_insert_rowid()");
            let mut statement = file.prepare_cached(&sql).map_err(fault)?;
            let values = rusqlite::params_from_iter(step.values);
            if sql.starts_with("SELECT") {
                statement.query_row(values, |_| Ok(())).optional().map_err(fault)?;
            } else {
                statement.execute(values).map_err(fault)?;
            }
        }
        file.execute_batch("COMMIT").map_err(fault)?;
    }
    Ok(begun.elapsed())
}

/// Books these slots on PostgreSQL, shared among so many connections.
///
/// # Errors
/// The database's own words.
pub fn book_on_server(address: &str, practice: &Practice, slots: &[Slot], clients: usize) -> Result<Duration, String> {
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let share = slots.len().div_ceil(clients);
        let desks: Vec<_> =
            slots.chunks(share).map(|mine| scope.spawn(move || book_at_one_desk(address, practice, mine))).collect();
        desks.into_iter().try_for_each(|desk| desk.join().map_err(|_| "A desk broke down.".to_owned())?)
    })?;
    Ok(begun.elapsed())
}

fn book_at_one_desk(address: &str, practice: &Practice, slots: &[Slot]) -> Result<(), String> {
    let fault = |fault: postgres::Error| fault.to_string();
    let mut server = postgres::Client::connect(address, postgres::NoTls).map_err(fault)?;
    let mut prepared = std::collections::HashMap::new();
    for slot in slots {
        let mut booking = server.transaction().map_err(fault)?;
        let key = i64::from_be_bytes(slot.provider[8..].try_into().expect("half of sixteen bytes"));
        booking.query("SELECT pg_advisory_xact_lock($1)", &[&key]).map_err(fault)?;
        for step in steps(practice, slot) {
            if !prepared.contains_key(step.sql) {
                let sql = step.sql.replace("{seq}", "currval(pg_get_serial_sequence('journal', 'seq'))");
                prepared.insert(step.sql, booking.prepare(&sql).map_err(fault)?);
            }
            let values: Vec<Box<dyn ToSql + Sync>> = step.values.into_iter().map(boxed).collect();
            let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
            booking.query(&prepared[step.sql], &values).map_err(fault)?;
        }
        booking.commit().map_err(fault)?;
    }
    Ok(())
}

fn boxed(cell: Cell) -> Box<dyn ToSql + Sync> {
    match cell {
        Cell::Null => Box::new(None::<i64>),
        Cell::Number(number) => Box::new(number),
        Cell::Words(words) => Box::new(words),
        Cell::Id(id) => Box::new(id.to_vec()),
    }
}
