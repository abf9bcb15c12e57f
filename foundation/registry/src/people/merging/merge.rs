//! Moves everything that points at one chart to another, and back.

use super::MergeId;
use super::pointers::Pointer;
use super::standing::{standing_merge, survivors};
use super::tables::patient_merge;
use crate::people::PeopleFact;
use crate::people::duplicates::{Decision, decided};
use crate::people::tables::patient;
use diesel::prelude::*;
use diesel::sql_types::Binary;
use kernel::Problem;
use office::{PatientId, Pen, Reader, Tx};

/// A merge that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The chart that went.
    pub gone: PatientId,
    /// The chart that stays.
    pub survivor: PatientId,
}

/// What belongs to something that belongs to something is not followed further.
const GENERATIONS_MAX: usize = 6;

/// Moves everything from one chart to another, and notes each row.
///
/// # Errors
/// Invalid, when it is one chart; conflict, when either was merged into another already; not found.
pub fn merge(tx: &mut Tx<'_>, gone: PatientId, survivor: PatientId, moving: &[Pointer]) -> Result<Merge, Problem> {
    tx.hold(&[gone.into(), survivor.into()])?;
    check(tx, gone, survivor)?;
    let merge = Merge { id: tx.id(), gone, survivor };
    let (now, who) = (tx.now(), tx.who().account());
    tx.write(PeopleFact::MergedAway { patient: gone, survivor, merge: merge.id });
    let mut pen = tx.write(PeopleFact::Merged { patient: survivor, gone, merge: merge.id });
    let row = (
        patient_merge::id.eq(merge.id),
        patient_merge::gone.eq(gone),
        patient_merge::survivor.eq(survivor),
        patient_merge::merged_at.eq(now),
        patient_merge::account.eq(who),
    );
    pen.insert(patient_merge::table, row)?;
    decided(&mut pen, gone, survivor, Decision::Merged)?;
    for pointer in moving {
        note(&mut pen, &merge, pointer)?;
        point(&mut pen, &merge, pointer, survivor, gone)?;
    }
    Ok(merge)
}

/// Parts two charts: what the merge moved, and is still there, goes back, and with it what belongs to it: an appointment's
/// visit, its fee, a picture of a card. What else was added since stays with the survivor.
///
/// # Errors
/// Conflict, when the merge does not stand any more; refused, while the survivor itself is merged into another.
pub fn part(tx: &mut Tx<'_>, id: MergeId, moving: &[Pointer]) -> Result<Merge, Problem> {
    let merge = standing_merge(tx, id)?;
    tx.hold(&[merge.gone.into(), merge.survivor.into()])?;
    if survivors(tx, &[merge.survivor])?.contains_key(&merge.survivor) {
        let say = "The chart that it was merged into was merged into another since. Separate that one first.";
        return Err(Problem::refused("merged_on", say));
    }
    let (now, who) = (tx.now(), tx.who().account());
    tx.write(PeopleFact::PartedFrom { patient: merge.gone, survivor: merge.survivor, merge: id });
    let mut pen = tx.write(PeopleFact::Parted { patient: merge.survivor, gone: merge.gone, merge: id });
    let target = patient_merge::table.filter(patient_merge::id.eq(id).and(patient_merge::parted_at.is_null()));
    pen.change(
        diesel::update(target).set((patient_merge::parted_at.eq(Some(now)), patient_merge::parted_by.eq(Some(who)))),
    )?;
    decided(&mut pen, merge.gone, merge.survivor, Decision::Apart)?;
    for pointer in moving {
        point(&mut pen, &merge, pointer, merge.gone, merge.survivor)?;
    }
    for _ in 0..GENERATIONS_MAX {
        let mut followed = 0;
        for pointer in moving {
            followed += follow(&mut pen, &merge, pointer)?;
        }
        if followed == 0 {
            break;
        }
    }
    Ok(merge)
}

fn check(read: &mut Reader<'_>, gone: PatientId, survivor: PatientId) -> Result<(), Problem> {
    if gone == survivor {
        return Err(Problem::invalid("one_chart", "This is one and the same chart."));
    }
    for one in [gone, survivor] {
        let _there: PatientId = read.one(patient::table.filter(patient::id.eq(one)).select(patient::id), "patient")?;
    }
    if survivors(read, &[gone, survivor])?.is_empty() {
        return Ok(());
    }
    let say = "One of these charts was merged into another already. Open it by its name, and look again.";
    Err(Problem::conflict("merged_already", say))
}

/// The rest of a row's primary key as text, to know it again.
fn key(pointer: &Pointer, of: &str) -> String {
    let parts: Vec<String> = pointer.words.iter().map(|name| format!("CAST({of}.{name} AS TEXT)")).collect();
    if parts.is_empty() { "''".to_owned() } else { parts.join(" || '/' || ") }
}

/// Notes which rows will move. A row that the survivor has already stays where it is.
fn note(pen: &mut Pen<'_, '_>, merge: &Merge, pointer: &Pointer) -> Result<(), Problem> {
    let Pointer { table, column, .. } = pointer;
    let id = pointer.ids.first().map_or_else(|| format!("t.{column}"), |id| format!("t.{id}"));
    let has = |key: &Vec<String>| {
        let same: String = key.iter().map(|name| format!(" AND o.{name} = t.{name}")).collect();
        format!(" AND NOT EXISTS (SELECT 1 FROM {table} AS o WHERE o.{column} = $3{same})")
    };
    let free: String = pointer.uniques.iter().map(has).collect();
    let key = key(pointer, "t");
    let text = format!(
        "INSERT INTO merge_moved (merge, pointer, row_id, row_key) \
         SELECT $1, '{table}.{column}', {id}, {key} FROM {table} AS t WHERE t.{column} = $2 AND t.{column} <> $3{free}"
    );
    let statement = diesel::sql_query(text)
        .bind::<Binary, _>(merge.id)
        .bind::<Binary, _>(merge.gone)
        .bind::<Binary, _>(merge.survivor);
    pen.run(statement).map(|_| ())
}

/// Points the noted rows from one chart to the other.
fn point(
    pen: &mut Pen<'_, '_>,
    merge: &Merge,
    pointer: &Pointer,
    to: PatientId,
    from: PatientId,
) -> Result<(), Problem> {
    let Pointer { table, column, .. } = pointer;
    let same_id = pointer.ids.first().map_or_else(String::new, |id| format!(" AND m.row_id = {table}.{id}"));
    let key = key(pointer, table);
    let text = format!(
        "UPDATE {table} SET {column} = $1 WHERE {column} = $2 AND EXISTS (SELECT 1 FROM merge_moved AS m \
         WHERE m.merge = $3 AND m.pointer = '{table}.{column}'{same_id} AND m.row_key = {key})"
    );
    let statement = diesel::sql_query(text).bind::<Binary, _>(to).bind::<Binary, _>(from).bind::<Binary, _>(merge.id);
    pen.run(statement).map(|_| ())
}

/// Sends rows that were made since the merge after what they belong to, and says how many.
fn follow(pen: &mut Pen<'_, '_>, merge: &Merge, pointer: &Pointer) -> Result<usize, Problem> {
    let Pointer { table, column, .. } = pointer;
    let taken = |key: &Vec<String>| {
        let same: String = key.iter().map(|name| format!(" AND o.{name} = {table}.{name}")).collect();
        format!(" AND NOT EXISTS (SELECT 1 FROM {table} AS o WHERE o.{column} = $1{same})")
    };
    let free: String = pointer.uniques.iter().map(taken).collect();
    let mut followed = 0;
    for parent in &pointer.parents {
        let text = format!(
            "UPDATE {table} SET {column} = $1 WHERE {column} = $2 AND {} IN (SELECT p.id FROM {} AS p WHERE p.{} = $1){free}",
            parent.by, parent.table, parent.column
        );
        let statement = diesel::sql_query(text).bind::<Binary, _>(merge.gone).bind::<Binary, _>(merge.survivor);
        followed += pen.run(statement)?;
    }
    Ok(followed)
}
