//! Backup and restore: one command each, and a backup that was not read back is not called one.

use crate::db::{Database, DatabaseKey, Db, Purpose, problem};
use crate::keep::head_file::{read_head, write_head};
use crate::office::{Office, Opening};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use std::path::{Path, PathBuf};
use std::process::Command as Program;

/// A backup that was made and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub file: PathBuf,
    /// How large it is.
    pub bytes: u64,
}

impl Office {
    /// Copies the whole record, as of one moment, into a file of `folder`, and reads it back. Work goes on meanwhile.
    ///
    /// The copy of an encrypted database is encrypted with the same key. On PostgreSQL this runs `pg_dump`.
    /// Blocks; not for async threads.
    ///
    /// # Errors
    /// Broken, in a sentence, when the folder cannot be written, the disk is full or `pg_dump` is missing.
    pub fn backup(&self, folder: &Path) -> Result<Backup, Problem> {
        std::fs::create_dir_all(folder).map_err(|error| cannot("the folder cannot be made", error))?;
        let stamp = self.now().timestamp().strftime("%Y%m%d-%H%M%S").to_string();
        let opening = self.opening();
        // Read before the copy is made: a seal set meanwhile is in the copy, and a head behind the copy's end is no gap.
        let head = opening.head_file.as_deref().and_then(read_head);
        let file = match &opening.database {
            Database::Sqlite(_) => {
                let file = folder.join(format!("moa-{stamp}.db"));
                copy_sqlite(&opening.database, self.database_key().as_ref(), &file)?;
                file
            }
            Database::Postgres(address) => {
                let file = folder.join(format!("moa-{stamp}.pgdump"));
                run(Program::new("pg_dump").args(["--format=custom", "--file"]).arg(&file).arg(address), "pg_dump")?;
                run(Program::new("pg_restore").arg("--list").arg(&file), "pg_restore")?;
                file
            }
        };
        if let Some(head) = head {
            write_head(&file.with_extension("head"), &head)
                .map_err(|error| cannot("the journal's head cannot be noted", error))?;
        }
        let bytes = std::fs::metadata(&file).map_err(|error| cannot("it cannot be read back", error))?.len();
        Ok(Backup { file, bytes })
    }
}

/// Puts a backup in place of a record that is not there. Never writes over one: move it away first.
///
/// # Errors
/// Refused, when a record is there; broken, when the backup cannot be read with this key or the disk is full.
pub fn restore(backup: &Path, into: &Opening) -> Result<(), Problem> {
    match &into.database {
        Database::Sqlite(path) => {
            if path.exists() {
                let say = format!("There is a record at {} already. Move it away, then restore again.", path.display());
                return Err(Problem::refused("record_there", say));
            }
            let key = into.keys.database_key(&into.database);
            check_sqlite(&Database::Sqlite(backup.to_owned()), key.as_ref())?;
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(|error| cannot("the folder cannot be made", error))?;
            }
            let fresh = path.with_extension("restoring");
            std::fs::copy(backup, &fresh).map_err(|error| cannot("the backup cannot be copied", error))?;
            std::fs::rename(&fresh, path).map_err(|error| cannot("the copy cannot be put in place", error))?;
        }
        Database::Postgres(address) => {
            let mut db = into.database.open(None, Purpose::Write)?;
            if table_exists(&mut db)? {
                let say = "There is a record in this database already. Restore into an empty one.";
                return Err(Problem::refused("record_there", say));
            }
            run(
                Program::new("pg_restore").args(["--no-owner", "--exit-on-error", "--dbname"]).arg(address).arg(backup),
                "pg_restore",
            )?;
        }
    }
    let head = read_head(&backup.with_extension("head"));
    if let (Some(head), Some(file)) = (head, &into.head_file) {
        write_head(file, &head).map_err(|error| cannot("the journal's head cannot be noted", error))?;
    }
    Ok(())
}

/// Keeps a copy beside the database before its schema changes (embedded only; a server has its own backups).
pub(crate) fn backup_before_migrating(
    _db: &mut Db,
    database: &Database,
    key: Option<&DatabaseKey>,
    now: Moment,
) -> Result<(), Problem> {
    let Database::Sqlite(path) = database else {
        return Ok(());
    };
    let stamp = now.timestamp().strftime("%Y%m%d-%H%M%S").to_string();
    copy_sqlite(database, key, &path.with_extension(format!("before-{stamp}.db")))
}

fn copy_sqlite(database: &Database, key: Option<&DatabaseKey>, file: &Path) -> Result<(), Problem> {
    let mut db = database.open(key, Purpose::Write)?;
    let target = file.to_str().ok_or_else(|| cannot("its path is not UTF-8", ""))?.replace('\'', "''");
    db.batch_execute(&format!("VACUUM INTO '{target}'"))
        .map_err(|error| cannot("the copy cannot be written", error))?;
    std::fs::File::open(file)
        .and_then(|file| file.sync_all())
        .map_err(|error| cannot("the copy cannot be made durable", error))?;
    check_sqlite(&Database::Sqlite(file.to_owned()), key)
}

fn check_sqlite(database: &Database, key: Option<&DatabaseKey>) -> Result<(), Problem> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        quick_check: String,
    }
    let Database::Sqlite(path) = database else {
        return Ok(());
    };
    if !path.is_file() {
        return Err(Problem::not_found("no_backup", format!("There is no file {}.", path.display())));
    }
    let mut db = database.open(key, Purpose::Read)?;
    let lines: Vec<Line> = diesel::sql_query("PRAGMA quick_check(1)").load(&mut db).map_err(problem)?;
    match lines.first() {
        Some(line) if line.quick_check == "ok" => Ok(()),
        _ => Err(cannot("it is damaged", "quick_check found faults")),
    }
}

fn table_exists(db: &mut Db) -> Result<bool, Problem> {
    #[derive(QueryableByName)]
    struct There {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        there: bool,
    }
    let there: There =
        diesel::sql_query("SELECT to_regclass('journal') IS NOT NULL AS there").get_result(db).map_err(problem)?;
    Ok(there.there)
}

fn run(program: &mut Program, name: &str) -> Result<(), Problem> {
    match program.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(cannot(&format!("{name} failed"), String::from_utf8_lossy(&output.stderr).into_owned())),
        Err(error) => Err(cannot(&format!("{name} could not be started; install PostgreSQL's client programs"), error)),
    }
}

fn cannot(why: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Problem {
    Problem::broken("backup_failed", format!("The backup did not succeed: {why}.")).because(source)
}
