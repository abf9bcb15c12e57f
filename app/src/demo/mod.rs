//! `moa demo`: a practice of two sites with a year behind it and half a day done, made at the first start and kept.
//!
//! Everything in it was done through the office, deed by deed, by people who signed in; nothing was written around it.

mod calls;
mod cast;
mod chance;
mod clock;
mod people;
mod plan;
mod referrals;
mod reminders;
mod year;

use crate::import::take_in;
use crate::place::Place;
use crate::say;
use crate::serve::{Serving, told_to_stop};
use calls::Calls;
use cast::{CAST, PASSWORD, Provider, found};
use chance::Chance;
use clap::Args;
use clock::DemoClock;
use front_office::scheduling::VisitType;
use jiff::tz::TimeZone;
use kernel::{Day, Moment, Problem};
use office::{Actor, Clock, Office, PatientId, SiteId, SystemClock};
use plan::{Scope, plan};
use registry::people::FindPeople;
use registry::practice::RoomId;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use web::Transport;
use workflows::import_fhir::Source;
use year::Plan;

/// Both sites keep this time.
pub(crate) const ZONE: &str = "America/New_York";
/// The demo goes on from here: 10:40 in the morning.
const MINUTE_OF_DAY: i16 = 640;
/// Made-up patients beside the imported ones.
const PATIENTS: usize = 420;
/// Days of history, and days booked ahead.
const DAYS_BEHIND: i32 = 365;
const DAYS_AHEAD: i32 = 35;
const SEED: u64 = 20_261_121;

/// How the demo is made and served.
#[derive(Args, Clone, Debug)]
pub struct Manner {
    /// Where to listen.
    #[arg(long, env = "MOA_LISTEN", default_value = "127.0.0.1:7070", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// FHIR files whose patients are taken in.
    #[arg(long, default_value = "data/synthea", value_name = "FOLDER")]
    pub records: PathBuf,
    /// Days of history; fewer are made sooner.
    #[arg(long, default_value_t = DAYS_BEHIND, value_name = "DAYS")]
    pub days: i32,
    /// Make the practice, and stop.
    #[arg(long)]
    pub make_only: bool,
}

/// A practice that was founded for the demo.
pub(crate) struct Made {
    pub sites: [SiteId; 2],
    pub rooms: [Vec<RoomId>; 2],
    pub providers: Vec<Provider>,
    pub visit_types: Vec<VisitType>,
    pub desk: Actor,
    pub floor: Actor,
    /// The token of each site's line, with which its telephone rings.
    pub lines: [String; 2],
}

/// Makes the demo's practice if it is not there, and serves it.
///
/// # Errors
/// In a sentence that says what to do.
pub async fn run(place: &Place, manner: &Manner) -> Result<(), Problem> {
    let time_file = place.data.join("demo.time");
    let fresh = !time_file.exists();
    if fresh && place.has_record() {
        let say = format!(
            "There is a record in {} that is not a demo, or one that was not finished. Name another folder with --data.",
            place.data.display()
        );
        return Err(Problem::refused("not_a_demo", say));
    }
    place.prepare()?;
    let zone = TimeZone::get(ZONE)
        .map_err(|why| Problem::broken("no_zone", "The demo's time zone is missing.").because(why))?;
    let today = working_day(&zone);
    let resumed = if fresh { None } else { read_time(&time_file) };
    let until = Moment::from_civil(today.civil().at(0, 0, 0, 0), &zone) + minutes(MINUTE_OF_DAY);
    let clock = Arc::new(DemoClock::at(resumed.unwrap_or(until)));
    let mut opening = place.opening()?;
    opening.clock = clock.clone();
    let (office, _) = Office::open(opening)?;
    if fresh {
        make(&office, &clock, manner, &zone, (today, until)).await?;
        keep_time(&time_file, until)?;
    }
    if manner.make_only {
        tokio::task::spawn_blocking(move || office.close()).await.map_err(failed)?;
        return Ok(());
    }
    clock.let_go();
    serve(office, &clock, manner, &time_file).await
}

async fn serve(office: Office, clock: &Arc<DemoClock>, manner: &Manner, time_file: &Path) -> Result<(), Problem> {
    let sending = tokio::spawn(reminders::play(office.clone()));
    let serving = Serving::start(office, manner.listen, Transport::Http, None).await?;
    say(format!("\nThe demo is open at http://{}", serving.address));
    say(format!("Sign in as any of these; the password is always: {PASSWORD}\n"));
    say("  ines       Office manager");
    for part in CAST {
        say(format!("  {:10} {}", part.login, part.role.title()));
    }
    say("\nCtrl-C closes it. It goes on from the same minute the next time.");
    let keeper = tokio::spawn(keep_going(clock.clone(), time_file.to_owned()));
    told_to_stop().await;
    keeper.abort();
    sending.abort();
    keep_time(time_file, clock.now())?;
    serving.stop().await
}

/// Notes the demo's time now and then, so that it never goes back.
async fn keep_going(clock: Arc<DemoClock>, file: PathBuf) {
    let mut often = tokio::time::interval(Duration::from_secs(20));
    loop {
        often.tick().await;
        if let Err(why) = keep_time(&file, clock.now()) {
            tracing::warn!(code = why.code(), "the demo's time could not be noted");
        }
    }
}

async fn make(
    office: &Office,
    clock: &DemoClock,
    manner: &Manner,
    zone: &TimeZone,
    (today, until): (Day, Moment),
) -> Result<(), Problem> {
    let begun = Instant::now();
    let first = today.plus_days(-manner.days.clamp(7, 3_650));
    clock.set(Moment::from_civil(first.civil().at(7, 30, 0, 0), zone));
    say("Making a practice with a year behind it. This is done once.");
    let made = found(office, first).await?;
    let mut patients = imported(office, &made.desk, &manner.records).await?;
    let mut chance = Chance::new(SEED);
    patients.extend(people::register(office, &made.desk, PATIENTS, &mut chance).await?);
    reminders::consents(office, &made.desk, &patients, &mut chance).await?;
    say(format!("  {} patients", patients.len()));
    let scope = Scope {
        first,
        today,
        last: today.plus_days(DAYS_AHEAD),
        providers: made.providers.len(),
        patients: patients.len(),
        minutes_of: made.visit_types.iter().map(|kind| kind.minutes).collect(),
    };
    let planned = plan(&scope, &mut chance);
    say(format!("  {} appointments", planned.len()));
    let plan = Plan { appointments: planned, calls: Calls::new(zone, today, &mut Chance::new(SEED)) };
    let told = year::tell(office, clock, made, patients, plan, (zone.clone(), today, until)).await?;
    clock.set(until);
    let reminded = reminders::begin(office, &mut chance).await?;
    say(format!("  {reminded} reminders"));
    say(format!("  {told} deeds, in {} seconds", begun.elapsed().as_secs()));
    Ok(())
}

/// Takes in the FHIR files, if they are there, and says whom they brought.
async fn imported(office: &Office, desk: &Actor, records: &Path) -> Result<Vec<PatientId>, Problem> {
    if !records.is_dir() {
        say(format!("  no records in {}: only made-up patients", records.display()));
        return Ok(Vec::new());
    }
    let source = Source::named("synthea")?;
    take_in(office, &office.machine("import"), &[records.to_owned()], &source).await?;
    let mut found = Vec::new();
    // Everybody was born in one of these years; the search finds people by the beginning of a birthday.
    for year in 1_910..=2_026 {
        let typed = kernel::Phi::new(year.to_string());
        found.extend(office.ask(desk, FindPeople { typed, at_most: 100 }).await?.into_iter().map(|line| line.id));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Today where the sites are, or the Friday before on a weekend.
fn working_day(zone: &TimeZone) -> Day {
    let today: Day = SystemClock.now().civil(zone).date().into();
    let beyond_friday = i32::from(today.weekday().to_monday_zero_offset()) - 4;
    today.plus_days(-beyond_friday.max(0))
}

fn minutes(count: i16) -> Duration {
    Duration::from_secs(u64::from(count.unsigned_abs()) * 60)
}

fn read_time(file: &Path) -> Option<Moment> {
    std::fs::read_to_string(file).ok()?.trim().parse().ok()
}

fn keep_time(file: &Path, moment: Moment) -> Result<(), Problem> {
    std::fs::write(file, moment.to_string()).map_err(|why| {
        Problem::broken("no_time", format!("The demo's time cannot be noted in {}.", file.display())).because(why)
    })
}

fn failed(why: tokio::task::JoinError) -> Problem {
    Problem::broken("demo", "The demo could not be closed.").because(why)
}
