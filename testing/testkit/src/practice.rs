//! The practice: Lakeside Family Medicine, one site in New York, a Monday in November at nine.

use crate::dice::{CountedDice, FrozenClock};
use crate::people::{CAST, Person};
use crate::scratch::{Kind, Scratch};
use argon2::password_hash::PasswordHasher;
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::{Day, Moment, Problem};
use office::{
    AccountId, Actor, AddAccount, Command, Encryption, FirstPassword, JobKind, Keys, Office, Opening, Password,
    PatientId, Query, Role, SiteId, Sites, Standing,
};
use registry::people::{Demographics, RegisterPatient, Sex};
use registry::practice::{
    AddStaff, FoundPractice, NewRoom, NewSite, Room, RoomPurpose, Scheduled, SitesOfPractice, StaffId,
};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A practice in which a story is told.
pub struct Practice {
    /// The office.
    pub office: Office,
    /// Its clock: 2026-11-16, a Monday, 9:00 in New York, until the story moves it.
    pub clock: Arc<FrozenClock>,
    /// The site.
    pub site: SiteId,
    /// Its rooms: Exam 1, Exam 2, Exam 3, Lab.
    pub rooms: Vec<Room>,
    /// The office manager.
    pub ines: Person,
    /// At the desk.
    pub rosa: Person,
    /// A physician.
    pub okafor: Person,
    /// A nurse practitioner.
    pub lin: Person,
    /// A medical assistant.
    pub tom: Person,
    /// A registered nurse.
    pub ruth: Person,
    /// A physician assistant.
    pub pat: Person,
    /// In billing.
    pub mei: Person,
    /// A coder.
    pub cora: Person,
    /// The lead assistant.
    pub lena: Person,
    /// The privacy officer.
    pub priya: Person,
    runtime: tokio::runtime::Runtime,
    scratch: Scratch,
}

/// The office key of every test practice.
const KEY: [u8; 32] = [7; 32];

/// An argon2id hash with the least work there is: eleven people sign in at the start of every story.
fn quick_hash(password: &str) -> String {
    let least = Params::new(Params::MIN_M_COST, Params::MIN_T_COST, 1, None).expect("argon2's own minimum");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, least);
    argon2.hash_password(password.as_bytes()).expect("argon2 hashes a password").to_string()
}

/// One hash for all, because everybody has the same password.
fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| quick_hash(Person::PASSWORD)).clone()
}

impl Practice {
    /// Tells the story on SQLite, then on PostgreSQL.
    pub fn each(story: impl Fn(&Self)) {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            eprintln!("on {kind:?}:");
            story(&Self::on(kind));
        }
    }

    /// As [`Practice::each`], in an office that knows these kinds of jobs.
    pub fn each_with_jobs(jobs: &[JobKind], story: impl Fn(&Self)) {
        for kind in [Kind::Sqlite, Kind::Postgres] {
            eprintln!("on {kind:?}:");
            story(&Self::with_jobs(kind, jobs));
        }
    }

    /// A fresh practice on this kind of database.
    ///
    /// # Panics
    /// When it cannot be founded.
    #[must_use]
    pub fn on(kind: Kind) -> Self {
        Self::with_jobs(kind, &[])
    }

    fn with_jobs(kind: Kind, jobs: &[JobKind]) -> Self {
        let scratch = Scratch::new(kind);
        let morning: Moment = "2026-11-16T14:00:00Z".parse().expect("a moment");
        let clock = Arc::new(FrozenClock::at(morning));
        let (office, _) = Office::open(opening(&scratch, clock.clone(), jobs)).expect("a fresh office opens");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime for the story");
        let (site, manager) = found(&runtime, &office);
        let sign_in = |account, login| person(&runtime, &office, account, login);
        let manager_actor = sign_in(manager, "ines");
        let ines = take_on(&runtime, &office, &manager_actor, site, Some(manager), 0);
        let mut cast = (0..CAST.len())
            .map(|at| take_on(&runtime, &office, &ines.actor, site, None, at))
            .collect::<Vec<_>>()
            .into_iter();
        let mut next = || cast.next().expect("the cast is complete");
        let rooms = runtime.block_on(office.ask(&ines.actor, SitesOfPractice)).expect("the sites").0.remove(0).1;
        Self {
            rosa: next(),
            okafor: next(),
            lin: next(),
            tom: next(),
            ruth: next(),
            pat: next(),
            mei: next(),
            cora: next(),
            lena: next(),
            priya: next(),
            ines,
            office,
            clock,
            site,
            rooms,
            runtime,
            scratch,
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// What the office says.
    pub fn perform<C: Command>(&self, who: &Actor, command: C) -> Result<C::Done, Problem> {
        self.runtime.block_on(self.office.perform(who, command))
    }

    /// Asks.
    ///
    /// # Errors
    /// What the office says.
    pub fn ask<Q: Query>(&self, who: &Actor, query: Q) -> Result<Q::Answer, Problem> {
        self.runtime.block_on(self.office.ask(who, query))
    }

    /// Runs async code of the story, such as many deeds at once.
    pub fn block_on<F: Future>(&self, story: F) -> F::Output {
        self.runtime.block_on(story)
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: u64) {
        self.pass_seconds(minutes * 60);
    }

    /// Lets seconds pass.
    pub fn pass_seconds(&self, seconds: u64) {
        self.clock.pass(Duration::from_secs(seconds));
    }

    /// Registers a patient by name and birthday.
    ///
    /// # Panics
    /// When Rosa cannot register them.
    #[must_use]
    pub fn patient(&self, given: &str, family: &str, born: &str) -> PatientId {
        let born: Day = born.parse().expect("a date");
        let demographics = Demographics::of(family, given, born, Sex::Female);
        let register = RegisterPatient { demographics, identifiers: Vec::new(), relations: Vec::new() };
        self.perform(&self.rosa, register).expect("Rosa registers the patient")
    }

    /// The database of this story.
    #[must_use]
    pub const fn scratch(&self) -> &Scratch {
        &self.scratch
    }

    /// Opens the same record a second time, as another node or after a restart would.
    ///
    /// # Panics
    /// When it does not open.
    #[must_use]
    pub fn open_again(&self) -> Office {
        Office::open(opening(&self.scratch, self.clock.clone(), &[])).expect("the record opens again").0
    }
}

fn opening(scratch: &Scratch, clock: Arc<FrozenClock>, jobs: &[JobKind]) -> Opening {
    // Not encrypted, so that stories can also look at the file from outside.
    let keys = Keys::new(KEY, Encryption::None);
    let mut opening = Opening::new(scratch.database.clone(), keys, workflows::house::migrations());
    opening.head_file = Some(scratch.folder().join("moa.head"));
    opening.jobs = jobs.to_vec();
    opening.clock = clock;
    opening.dice = Arc::new(CountedDice::default());
    opening
}

fn found(runtime: &tokio::runtime::Runtime, office: &Office) -> (SiteId, AccountId) {
    let exam = |name: &str| NewRoom { name: name.to_owned(), purpose: RoomPurpose::Exam };
    let found = FoundPractice {
        name: "Lakeside Family Medicine".to_owned(),
        npi: None,
        tax_id: None,
        site: NewSite {
            name: "Lakeside".to_owned(),
            zone: "America/New_York".to_owned(),
            street: "12 Shore Road".to_owned(),
            city: "Lakeside".to_owned(),
            state: "NY".to_owned(),
            postal_code: "12345".to_owned(),
            phone: "5550100000".to_owned(),
        },
        rooms: vec![
            exam("Exam 1"),
            exam("Exam 2"),
            exam("Exam 3"),
            NewRoom { name: "Lab".to_owned(), purpose: RoomPurpose::Laboratory },
        ],
        manager: account("ines", "Ines Moreau", Role::OfficeManager, Sites::All),
    };
    runtime.block_on(office.perform(&office.machine("setup"), found)).expect("the practice is founded")
}

fn account(login: &str, name: &str, role: Role, sites: Sites) -> AddAccount {
    AddAccount {
        login: login.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        sites,
        password_hash: password_hash(),
        first_password: FirstPassword::Chosen,
    }
}

fn take_on(
    runtime: &tokio::runtime::Runtime,
    office: &Office,
    manager: &Actor,
    site: SiteId,
    existing: Option<AccountId>,
    at: usize,
) -> Person {
    let (login, given, family, credential, npi, role, scheduled) = match existing {
        Some(_) => ("ines", "Ines", "Moreau", "", None, Role::OfficeManager, Scheduled::No),
        None => CAST[at],
    };
    let account_id = existing.unwrap_or_else(|| {
        let add = account(login, &format!("{given} {family}"), role, Sites::Some(vec![site]));
        runtime.block_on(office.perform(manager, add)).expect("an account is opened")
    });
    let add = AddStaff {
        account: Some(account_id),
        given: given.to_owned(),
        family: family.to_owned(),
        credential: credential.to_owned(),
        npi: npi.map(str::to_owned),
        scheduled,
        sites: vec![site],
    };
    let staff: StaffId = runtime.block_on(office.perform(manager, add)).expect("somebody is taken on");
    Person { actor: person(runtime, office, account_id, login), login, staff, account: account_id }
}

/// Signs in for real, because there is no other way to an actor.
fn person(runtime: &tokio::runtime::Runtime, office: &Office, account: AccountId, login: &str) -> Actor {
    let password = Password::typed(Person::PASSWORD.to_owned());
    let entrance = runtime.block_on(office.sign_in(login, password)).expect("the person signs in");
    assert_eq!(entrance.who.account(), account, "the account is the person's own");
    let standing = runtime.block_on(office.recognise(&entrance.token, office::Activity::Person));
    match standing.expect("the session is known") {
        Standing::Open(actor) => actor,
        other => panic!("the session is not open: {other:?}"),
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        self.office.close();
        if std::thread::panicking() {
            return;
        }
        let found = self.office.verify(&workflows::house::checks()).expect("the record can be verified");
        assert!(found.passes(), "the story left the record broken: {found:?}");
    }
}
