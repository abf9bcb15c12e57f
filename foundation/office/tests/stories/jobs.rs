//! Jobs: done when due, once, and tried again when they fail.

use kernel::{Kind, Problem};
use office::{Act, Command, Fact, HOUSEKEEPING, JobKind, Permission, Reader, Subject, Tx};
use serde::Serialize;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use testkit::Practice;

#[derive(Serialize)]
struct Rang;

impl Fact for Rang {
    fn name(&self) -> &'static str {
        "bell.rang"
    }
}

static STUMBLES: AtomicU32 = AtomicU32::new(0);

fn ring(tx: &mut Tx<'_>, body: &str) -> Result<(), Problem> {
    if body == "stumble" && STUMBLES.fetch_add(1, Ordering::SeqCst) == 0 {
        return Err(Problem::busy("stumbled", "Not now."));
    }
    tx.write(Rang);
    Ok(())
}

/// The test practice knows this kind because its opening lists it.
const BELL: JobKind = JobKind { name: "bell", act: Act::new("bell.ring", Permission::KeepRecord), run: ring };

#[derive(Serialize)]
struct BellOrdered;

impl Fact for BellOrdered {
    fn name(&self) -> &'static str {
        "bell.ordered"
    }
}

struct OrderBell(&'static str);

impl Command for OrderBell {
    const ACT: Act = Act::new("bell.order", Permission::KeepRecord);
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let due = tx.now() + Duration::from_secs(600);
        tx.write(BellOrdered).enqueue(&BELL, self.0, due)?;
        Ok(())
    }
}

fn wait_for_bell(practice: &Practice, wait: Duration) -> bool {
    let mut live = practice.office.live();
    practice.block_on(async {
        loop {
            match tokio::time::timeout(wait, live.recv()).await {
                Ok(Ok(entry)) if entry.fact == "bell.rang" => return true,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
    })
}

#[test]
fn a_job_is_done_when_it_is_due_and_again_after_it_failed() {
    Practice::each_with_jobs(&[BELL], |practice| {
        STUMBLES.store(0, Ordering::SeqCst);
        practice.perform(&practice.ines, OrderBell("stumble")).expect("ordered");
        assert!(!wait_for_bell(practice, Duration::from_millis(1200)), "not before it is due");
        practice.pass_minutes(11);
        assert!(!wait_for_bell(practice, Duration::from_millis(1200)), "the first try fails");
        practice.pass_minutes(5);
        assert!(wait_for_bell(practice, Duration::from_secs(20)), "the second rings");
        assert_eq!(STUMBLES.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn nobody_but_the_record_keepers_may_order_jobs() {
    Practice::each_with_jobs(&[BELL], |practice| {
        let why = practice.perform(&practice.rosa, OrderBell("")).expect_err("not the desk");
        assert_eq!(why.kind(), Kind::Refused);
        assert_eq!(HOUSEKEEPING.name, "office.housekeeping");
    });
}
