//! The office itself: opened once, asked and told everything through `ask` and `perform`.

use crate::actor::Actor;
use crate::clock::{Clock, Dice, SystemClock, SystemDice};
use crate::db::{Database, DatabaseKey, Db, Purpose};
use crate::deed::{Around, Chore, Deed};
use crate::engine::{Desk, Manner, Snapshots, Threads, start_file_readers, start_group_writer, start_pool};
use crate::jobs::{HOUSEKEEPING, JobKind, JobWork, worker};
use crate::journal::{Entry, Follower, Head, JournalKey};
use crate::keep::keys::Keys;
use crate::migrate::{self, Migrated, Migration};
use crate::path::Command;
use crate::sign_in::{Password, SessionCache};
use crate::viewing::Viewings;
use kernel::{Kind, Moment, Problem, RawId};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use tokio::sync::{broadcast, oneshot};

/// What an office needs to open.
#[derive(Clone)]
pub struct Opening {
    /// Where the record is kept.
    pub database: Database,
    /// The office's secrets.
    pub keys: Keys,
    /// Where the journal's head is noted, beside the database.
    pub head_file: Option<PathBuf>,
    /// Every step of the schema, foundation first.
    pub migrations: Vec<Migration>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The dice.
    pub dice: Arc<dyn Dice>,
    /// The kinds of jobs this office does, besides its own housekeeping.
    pub jobs: Vec<JobKind>,
}

impl Opening {
    /// An office with the machine's own clock and dice.
    #[must_use]
    pub fn new(database: Database, keys: Keys, migrations: Vec<Migration>) -> Self {
        let head_file = match &database {
            Database::Sqlite(path) => Some(path.with_extension("head")),
            Database::Postgres(_) => None,
        };
        Self {
            database,
            keys,
            head_file,
            migrations,
            clock: Arc::new(SystemClock),
            dice: Arc::new(SystemDice),
            jobs: Vec::new(),
        }
    }
}

/// The only way to the record. Cheap to clone; the last clone closes it.
#[derive(Clone)]
pub struct Office {
    inner: Arc<Inner>,
}

struct Inner {
    writing: Mutex<Option<Desk>>,
    reading: Mutex<Option<Desk>>,
    threads: Mutex<Threads>,
    opening: Opening,
    /// Where the head is noted; nothing once it was found not to fit the record.
    head_file: Option<PathBuf>,
    sessions: SessionCache,
    viewings: Viewings,
    live: broadcast::Sender<Arc<Entry>>,
    closing: AtomicBool,
    tail: crossbeam_channel::Sender<()>,
    hash_slots: Arc<tokio::sync::Semaphore>,
}

const READERS: usize = 4;
const POSTGRES_WRITERS: usize = 8;
const LIVE_BACKLOG: usize = 4_096;

impl Office {
    /// Opens the record, bringing its schema up to date, and starts the office's threads.
    ///
    /// # Errors
    /// Broken, in a sentence that says what to do: no such server, a wrong key, a newer or damaged record.
    pub fn open(opening: Opening) -> Result<(Self, Migrated), Problem> {
        let key = opening.keys.database_key(&opening.database);
        let mut db = opening.database.open(key.as_ref(), Purpose::Write)?;
        let pending = migrate::pending(&mut db, &opening.migrations)?;
        if !pending.fresh && !pending.applied.is_empty() {
            crate::keep::backup_before_migrating(&mut db, &opening.database, key.as_ref(), opening.clock.now())?;
        }
        let migrated = migrate::apply(&mut db, &opening.migrations, opening.clock.now())?;
        let head_file = trusted_head_file(&mut db, opening.head_file.clone())?;
        let (writing, to_write) = Desk::new();
        let (reading, to_read) = Desk::new();
        let (place, key) = (&opening.database, key.as_ref());
        let threads = match place {
            Database::Sqlite(_) => {
                let snapshots = Arc::new(Snapshots::default());
                let mut threads = start_file_readers(place, key, READERS, &to_read, &snapshots)?;
                let beside = place.open(key, Purpose::Write)?;
                threads.extend(start_group_writer(db, beside, to_write, snapshots)?);
                threads
            }
            Database::Postgres(_) => {
                drop(db);
                let mut threads = start_pool(place, key, Manner::Reading, READERS, &to_read)?;
                threads.extend(start_pool(place, key, Manner::Writing, POSTGRES_WRITERS, &to_write)?);
                threads
            }
        };
        let (tail, pokes) = crossbeam_channel::bounded(1);
        let office = Self {
            inner: Arc::new(Inner {
                writing: Mutex::new(Some(writing)),
                reading: Mutex::new(Some(reading)),
                threads: Mutex::new(Threads(threads)),
                head_file,
                opening,
                sessions: SessionCache::default(),
                viewings: Viewings::default(),
                live: broadcast::channel(LIVE_BACKLOG).0,
                closing: AtomicBool::new(false),
                tail,
                hash_slots: Arc::new(tokio::sync::Semaphore::new(2)),
            }),
        };
        crate::tail::start(&office, pokes);
        crate::tail::start_jobs(&office);
        Ok((office, migrated))
    }

    /// Does it: begin, subject, policy, perform, journal, commit. Returns when it is durable.
    ///
    /// # Errors
    /// Whatever the policy, the rules of the command or the database say; then nothing was changed.
    pub async fn perform<C: Command>(&self, who: &Actor, command: C) -> Result<C::Done, Problem> {
        self.deed(who, command, None).await
    }

    /// Does it once: the same request id again gets the first answer.
    ///
    /// # Errors
    /// As [`Office::perform`]; invalid, when the id was used for something else.
    pub async fn perform_once<C: Command>(&self, who: &Actor, request: RawId, command: C) -> Result<C::Done, Problem> {
        self.deed(who, command, Some(request)).await
    }

    async fn deed<C: Command>(&self, who: &Actor, command: C, request: Option<RawId>) -> Result<C::Done, Problem> {
        let (reply, answer) = oneshot::channel();
        let deed = Deed { around: self.around(who), command, request, outcome: None, subject: None, reply };
        self.write_desk()?.hand_in(Box::new(deed));
        let done = answer.await.map_err(|_| closed())?;
        self.poke();
        log_problem(C::ACT.name, done.as_ref().err());
        done
    }

    /// A machine of the office, by its stable name: `import`, `setup`, `demo`.
    #[must_use]
    pub fn machine(&self, name: &'static str) -> Actor {
        Actor::machine(name)
    }

    /// Every journal entry from now on, as it settles; a receiver that falls behind is told so and looks again.
    #[must_use]
    pub fn live(&self) -> broadcast::Receiver<Arc<Entry>> {
        self.inner.live.subscribe()
    }

    /// Starts a follower on a thread of its own; it goes on from where it left off.
    pub fn follow(&self, follower: Box<dyn Follower>) {
        crate::tail::start_follower(self, follower);
    }

    /// The present moment by the office's clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.inner.opening.clock.now()
    }

    /// A fresh id, such as for a form's request.
    #[must_use]
    pub fn fresh_id<T: From<RawId>>(&self) -> T {
        RawId::from_parts(self.now().unix_millis(), self.inner.opening.dice.ten_bytes()).into()
    }

    /// Closes: waits for what was handed in, seals the journal, joins the threads. Idempotent.
    pub fn close(&self) {
        self.inner.closing.store(true, Ordering::SeqCst);
        self.poke();
        let office = self.clone();
        // On a thread of its own, because whoever closes may stand on an async one, where waiting is forbidden.
        drop(std::thread::spawn(move || crate::tail::seal_to_the_end(&office)).join());
        self.inner.writing.lock().expect("a desk's lock is held for a moment only").take();
        self.inner.reading.lock().expect("a desk's lock is held for a moment only").take();
        self.inner.threads.lock().expect("the threads' lock is held while closing only").join();
    }

    pub(crate) async fn look<T, F>(&self, chore: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T, Problem> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.read_desk()?.hand_in(Box::new(Chore::of(chore, reply)));
        answer.await.map_err(|_| closed())?
    }

    pub(crate) async fn chore<T, F>(&self, chore: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T, Problem> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.write_desk()?.hand_in(Box::new(Chore::of(chore, reply)));
        let done = answer.await.map_err(|_| closed())?;
        self.poke();
        done
    }

    /// Does one due job, if there is one; says whether there was.
    pub(crate) fn do_one_job(&self) -> Result<bool, Problem> {
        let (reply, answer) = oneshot::channel();
        let kinds = [&[HOUSEKEEPING], self.inner.opening.jobs.as_slice()].concat();
        let work = JobWork { around: self.around(&worker()), kinds, taken: None, failure: None, reply };
        self.write_desk()?.hand_in(Box::new(work));
        let done = answer.blocking_recv().map_err(|_| closed())?;
        self.poke();
        done
    }

    /// Writes what no question can see: seals, cursors, the housekeeper's call.
    pub(crate) fn chore_blocking<T, F>(&self, chore: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T, Problem> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.write_desk()?.hand_in(Box::new(Chore::of(chore, reply).unseen()));
        answer.blocking_recv().map_err(|_| closed())?
    }

    pub(crate) fn look_blocking<T, F>(&self, chore: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T, Problem> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.read_desk()?.hand_in(Box::new(Chore::of(chore, reply)));
        answer.blocking_recv().map_err(|_| closed())?
    }

    /// Runs what is slow on purpose (password hashes) beside the async threads, two at a time.
    pub(crate) async fn slow<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let slot = self.inner.hash_slots.clone().acquire_owned().await;
        let done = tokio::task::spawn_blocking(work).await;
        drop(slot);
        done.map_err(|_| closed())
    }

    /// The hash that is checked when nobody has the name, so that it takes as long.
    pub(crate) fn nobodys_hash(&self) -> &'static str {
        static HASH: OnceLock<String> = OnceLock::new();
        HASH.get_or_init(|| Password::typed("nobody has this password".to_owned()).hash())
    }

    pub(crate) fn viewings(&self) -> &Viewings {
        &self.inner.viewings
    }

    pub(crate) fn sessions(&self) -> &SessionCache {
        &self.inner.sessions
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.inner.opening.clock
    }

    pub(crate) fn opening(&self) -> &Opening {
        &self.inner.opening
    }

    pub(crate) fn journal_key(&self) -> JournalKey {
        self.inner.opening.keys.journal_key()
    }

    pub(crate) fn database_key(&self) -> Option<DatabaseKey> {
        self.inner.opening.keys.database_key(&self.inner.opening.database)
    }

    pub(crate) fn closing(&self) -> bool {
        self.inner.closing.load(Ordering::SeqCst)
    }

    pub(crate) fn broadcast(&self, entry: Entry) {
        // Nobody may be listening; that is no fault.
        drop(self.inner.live.send(Arc::new(entry)));
    }

    pub(crate) fn note_head(&self, head: &Head) {
        if let Some(path) = &self.inner.head_file
            && let Err(error) = crate::keep::write_head(path, head)
        {
            tracing::error!(%error, "the journal's head could not be noted beside the database");
        }
    }

    fn poke(&self) {
        // Full means that the tail is about to look anyway.
        let _ = self.inner.tail.try_send(());
    }

    pub(crate) fn around(&self, who: &Actor) -> Around {
        let opening = &self.inner.opening;
        Around { who: who.clone(), clock: opening.clock.clone(), dice: opening.dice.clone() }
    }

    pub(crate) fn write_desk(&self) -> Result<Desk, Problem> {
        self.inner.writing.lock().expect("a desk's lock is held for a moment only").clone().ok_or_else(closed)
    }

    pub(crate) fn read_desk(&self) -> Result<Desk, Problem> {
        self.inner.reading.lock().expect("a desk's lock is held for a moment only").clone().ok_or_else(closed)
    }
}

/// The head file, unless the record does not hold the seal noted there: then it is evidence, and stays as it is for
/// `moa verify` to compare.
fn trusted_head_file(db: &mut Db, file: Option<PathBuf>) -> Result<Option<PathBuf>, Problem> {
    let Some(noted) = file.as_deref().and_then(crate::keep::read_head) else { return Ok(file) };
    if crate::journal::noted_seal_stands(db, &noted)? {
        return Ok(file);
    }
    tracing::error!(seal = noted.seal, "the journal does not hold the seal noted beside the database; run moa verify");
    Ok(None)
}

pub(crate) fn closed() -> Problem {
    Problem::busy("office_closed", "Moa is closing. Try again in a moment.")
}

/// A machine's failure is logged here, where it is answered; what a rule refused is in the journal.
pub(crate) fn log_problem(act: &'static str, why: Option<&Problem>) {
    if let Some(why) = why
        && why.kind() == Kind::Broken
    {
        let source = std::error::Error::source(why).map(ToString::to_string);
        tracing::error!(act, code = why.code(), source, "an act failed");
    }
}
