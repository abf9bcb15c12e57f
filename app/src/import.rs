//! `moa import`: records of other offices, tables of patients and appointments, code sets.

use crate::place::Place;
use crate::say;
use clap::{Subcommand, ValueEnum};
use fhir_r4::{Limits, unpack};
use kernel::{Day, Kind, Problem};
use office::{Actor, Command, Office};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use workflows::import_csv::{
    APPOINTMENT_ROW, Mapping, PATIENT_ROW, RowFate, TRIAL, TableKind, TableReport, TakeInAppointment, TakeInPatient,
    Trial, read_rows,
};
use workflows::import_fhir::{Report, Source, read_file};
use workflows::import_icd10cm::read_release;

/// What to take in. Exit status 0 all taken in, 1 something refused, 2 nothing could be done.
#[derive(Subcommand)]
pub enum Deed {
    /// Take in FHIR R4: bundles, single resources or one resource a line; plain, .gz or .bz2. In folders, hospitals and
    /// practitioners first, then the rest by name.
    Fhir {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Where they come from, in the office's own word: ids of one source are told apart from those of another.
        #[arg(long, default_value = "fhir", value_name = "NAME")]
        source: String,
        /// The report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take in a table of patients, or of coming appointments. A mapping file says which column is what.
    Csv {
        /// What the table holds.
        #[arg(long, value_enum)]
        kind: TableOf,
        /// The mapping file, in TOML: source, key, [columns], [values.FIELD], [fixed].
        #[arg(long, value_name = "FILE")]
        map: PathBuf,
        /// The table: CSV with a head line; comma, semicolon or tab between cells; plain, .gz or .bz2.
        file: PathBuf,
        /// Try every row by all rules, and keep nothing.
        #[arg(long)]
        dry_run: bool,
        /// The report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take in a release of ICD-10-CM: a table with code, billable, description, parent; plain, .gz or .bz2.
    Icd10cm {
        /// The table.
        file: PathBuf,
        /// The first day the release holds.
        #[arg(long, default_value = "2026-04-01", value_name = "DATE")]
        from: Day,
        /// What was done as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableOf {
    /// One patient a row.
    Patients,
    /// One coming appointment a row.
    Appointments,
}

/// Does it.
///
/// # Errors
/// In a sentence that says what to do.
pub async fn run(place: &Place, deed: &Deed) -> Result<ExitCode, Problem> {
    let opened = place.open()?;
    let office = &opened.office;
    let who = office.machine("import");
    let done = match deed {
        Deed::Fhir { paths, source, json } => fhir(office, &who, paths, source, *json).await,
        Deed::Csv { kind, map, file, dry_run, json } => {
            let text = unpack(open(map)?, &Limits::default())?;
            let table = unpack(open(file)?, &Limits::default())?;
            let manner = if *dry_run { Keeping::Nothing } else { Keeping::All };
            csv(office, &who, *kind, &text, &table, manner).await.map(|report| say_table(&report, *json))
        }
        Deed::Icd10cm { file, from, json } => icd10cm(office, &who, file, *from, *json).await,
    };
    office.close();
    done
}

async fn fhir(office: &Office, who: &Actor, paths: &[PathBuf], source: &str, json: bool) -> Result<ExitCode, Problem> {
    let source = Source::named(source)?;
    let report = take_in(office, who, paths, &source).await?;
    if json {
        say(serde_json::to_string_pretty(&report).expect("a report is plain data"));
    } else {
        say(report.to_string().trim_end());
    }
    let refused = report.files_refused > 0 || report.total().refused > 0;
    Ok(if refused { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Takes in files and folders of FHIR, and says what became of every resource. A file that is refused does not stop the
/// others.
///
/// # Errors
/// Not found, where a path is not there; and what is no fault of a file: no permission, a database that fails.
pub async fn take_in(office: &Office, who: &Actor, paths: &[PathBuf], source: &Source) -> Result<Report, Problem> {
    let mut all = Report::default();
    for path in files(paths)? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let report = one_file(office, who, &path, source).await?;
        all.add(&report.of_file(&name));
    }
    Ok(all)
}

async fn one_file(office: &Office, who: &Actor, path: &Path, source: &Source) -> Result<Report, Problem> {
    let limits = Limits::default();
    let read = open(path).and_then(|file| unpack(file, &limits)).and_then(|text| read_file(text, source, &limits));
    let batch = match read {
        Ok(batch) => batch,
        Err(why) => {
            let mut report = Report::default();
            report.refuse_file(why.say());
            return Ok(report);
        }
    };
    let mut report = batch.report;
    let (mut done, mut refused) = (0_usize, 0_usize);
    let mut last = String::new();
    for deed in batch.deeds {
        let if_refused = deed.whose();
        match office.perform(who, deed).await {
            Ok(part) => {
                done += 1;
                report.add(&part);
            }
            Err(why) if matches!(why.kind(), Kind::Invalid | Kind::Conflict) => {
                refused += 1;
                why.say().clone_into(&mut last);
                report.add(&if_refused.refused(&why));
            }
            Err(why) => return Err(why),
        }
    }
    match (done, refused) {
        (0, 1) => report.refuse_file(&last),
        _ => report.files += 1,
    }
    Ok(report)
}

fn open(path: &Path) -> Result<File, Problem> {
    File::open(path).map_err(|why| Problem::not_found("no_file", "This file cannot be opened.").because(why))
}

/// The most files of one import.
const FILES_MAX: usize = 1_000_000;

/// The files in order: those of a folder with hospitals and practitioners first, then by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            if !path.exists() {
                let say = format!("There is nothing at {}.", path.display());
                return Err(Problem::not_found("no_file", say));
            }
            files.push(path.clone());
            continue;
        }
        let unreadable =
            |why| Problem::not_found("no_folder", format!("{} cannot be read.", path.display())).because(why);
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            if file.is_file() && is_fhir(&file) {
                inside.push(file);
            }
        }
        inside.sort_by_key(|file| {
            let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            let first = ["hospital", "organization", "location", "practitioner"].iter().any(|word| name.contains(word));
            (!first, name)
        });
        files.extend(inside);
    }
    if files.len() > FILES_MAX {
        return Err(Problem::invalid(
            "too_many_files",
            "This is more than a million files. Import a folder at a time.",
        ));
    }
    Ok(files)
}

fn is_fhir(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain = name.strip_suffix(".bz2").or_else(|| name.strip_suffix(".gz")).unwrap_or(&name);
    [".json", ".ndjson", ".jsonl"].iter().any(|ending| plain.ends_with(ending))
}

async fn icd10cm(office: &Office, who: &Actor, file: &Path, from: Day, json: bool) -> Result<ExitCode, Problem> {
    let table = unpack(open(file)?, &Limits::default())?;
    let loaded = office.perform(who, read_release(&table, from)?).await?;
    if json {
        say(serde_json::to_string(&loaded).expect("what was done is plain data"));
    } else {
        say(format!(
            "ICD-10-CM from {from}: {} codes; {} new, {} changed, {} unchanged, {} ended.",
            loaded.codes, loaded.added, loaded.changed, loaded.unchanged, loaded.ended
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// What is kept of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Every row that the rules allow.
    All,
    /// Nothing: every row is tried.
    Nothing,
}

/// Takes in a table, row by row; a row that is refused does not stop the others.
///
/// # Errors
/// Invalid, where the mapping or the table as a whole will not do; and what is no fault of a row.
pub async fn csv(
    office: &Office,
    who: &Actor,
    kind: TableOf,
    mapping: &str,
    table: &str,
    keeping: Keeping,
) -> Result<TableReport, Problem> {
    let mut report = TableReport { trial: keeping == Keeping::Nothing, ..TableReport::default() };
    let (kind, known_by) = match kind {
        TableOf::Patients => (TableKind::Patients, PATIENT_ROW),
        TableOf::Appointments => (TableKind::Appointments, APPOINTMENT_ROW),
    };
    for row in read_rows(table, &Mapping::read(mapping, kind)?, known_by)? {
        let line = row.number;
        let done = match kind {
            TableKind::Patients => one_row(office, who, TakeInPatient(row), keeping).await,
            TableKind::Appointments => one_row(office, who, TakeInAppointment(row), keeping).await,
        };
        match done {
            Ok(fate) => report.note(fate),
            Err(why)
                if matches!(why.kind(), Kind::Invalid | Kind::Conflict | Kind::Refused)
                    && why.code() != "not_permitted" =>
            {
                report.refuse(line, why.say());
            }
            Err(why) => return Err(why),
        }
    }
    Ok(report)
}

async fn one_row<C>(office: &Office, who: &Actor, deed: C, keeping: Keeping) -> Result<RowFate, Problem>
where
    C: Command<Done = RowFate>,
{
    match keeping {
        Keeping::All => office.perform(who, deed).await,
        Keeping::Nothing => match office.perform(who, Trial(deed)).await {
            Err(why) if why.code() == TRIAL => {
                Ok(serde_json::from_str(why.say()).expect("a trial that went well tells what became of the row"))
            }
            Err(why) => Err(why),
            Ok(()) => Err(Problem::broken("trial_kept", "A trial kept something, which is a fault of Moa.")),
        },
    }
}

fn say_table(report: &TableReport, json: bool) -> ExitCode {
    if json {
        say(serde_json::to_string_pretty(report).expect("a report is plain data"));
    } else {
        say(report.to_string().trim_end());
    }
    if report.refused > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
}
