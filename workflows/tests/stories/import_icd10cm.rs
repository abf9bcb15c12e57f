//! Releases of ICD-10-CM, and which code held on a day of service.

use fhir_r4::{Limits, unpack};
use kernel::{Day, Kind, Problem};
use office::{Act, NoPatients, Permission, Query, Reader, Subject};
use registry::code_sets::{CodeSet, CodesFrom, HoldsOn, holds_on};
use testkit::{Kind as On, Practice};
use workflows::import_icd10cm::read_release;

struct Holds(&'static str, Day);

impl Query for Holds {
    const ACT: Act = Act::new("test.holds", Permission::OwnAccount);
    type Answer = NoPatients<HoldsOn>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<NoPatients<HoldsOn>, Problem> {
        holds_on(read, CodeSet::Icd10Cm, self.0, self.1).map(NoPatients)
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

fn holds(practice: &Practice, code: &'static str, on: &str) -> &'static str {
    match practice.ask(&practice.cora.actor, Holds(code, day(on))).expect("an answer").0 {
        HoldsOn::Yes(_) => "yes",
        HoldsOn::OnlyGroups(_) => "only groups",
        HoldsOn::OnOtherDays(_) => "on other days",
        HoldsOn::NoSuchCode => "no such code",
        HoldsOn::NoRelease => "no release",
    }
}

const SPRING: &str = "code,billable,description,parent\nE11,0,Type 2 diabetes mellitus,\nE1165,1,With hyperglycemia,E11\nZ001,1,Old words,\nZ002,1,Leaves,\n";
const AUTUMN: &str = "code,billable,description,parent\nE11,0,Type 2 diabetes mellitus,\nE1165,1,With hyperglycemia,E11\nZ001,1,New words,\nZ003,1,Comes,\n";

#[test]
fn a_code_holds_from_the_release_that_brings_it_to_the_one_that_leaves_it_out() {
    Practice::each(|practice| {
        assert_eq!(holds(practice, "E11.65", "2026-05-01"), "no release");
        let load = |table: &str, from: &str| {
            practice.perform(&practice.ines.actor, read_release(table, day(from)).expect("a release"))
        };
        assert_eq!(load(SPRING, "2026-04-01").expect("loaded").added, 4);
        assert_eq!(load(SPRING, "2026-04-01").expect("again").unchanged, 4);
        let done = load(AUTUMN, "2026-10-01").expect("loaded");
        assert_eq!((done.added, done.changed, done.unchanged, done.ended), (1, 1, 2, 1));
        for (code, on, so) in [
            ("e11.65", "2026-05-01", "yes"),
            ("E11", "2026-05-01", "only groups"),
            ("E11.65", "2026-03-31", "no release"),
            ("Z00.2", "2026-09-30", "yes"),
            ("Z00.2", "2026-10-01", "on other days"),
            ("Z00.3", "2026-09-30", "on other days"),
            ("Z00.3", "2026-10-01", "yes"),
            ("Q99.9", "2026-10-01", "no such code"),
        ] {
            assert_eq!(holds(practice, code, on), so, "{code} on {on}");
        }
        let from = |on: &str| CodesFrom { code_set: CodeSet::Icd10Cm, typed: "z00".to_owned(), day: day(on) };
        let listed = practice.ask(&practice.rosa.actor, from("2026-10-01")).expect("a list").0;
        let listed: Vec<(&str, &str)> =
            listed.iter().map(|line| (line.written.as_str(), line.label.as_str())).collect();
        assert_eq!(listed, [("Z00.1", "New words"), ("Z00.3", "Comes")]);
        assert_eq!(load(SPRING, "2026-04-01").expect_err("out of order").kind(), Kind::Refused);
    });
}

#[test]
fn the_release_of_april_2026_is_read_whole() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/icd10cm/icd10cm_2026-04-01.csv.gz");
    let table = unpack(std::fs::File::open(path).expect("the table"), &Limits::default()).expect("a text");
    let release = read_release(&table, day("2026-04-01")).expect("a release");
    assert_eq!((release.codes.len(), release.codes.iter().filter(|code| code.billable).count()), (98186, 74719));
    let practice = Practice::on(On::Sqlite);
    assert_eq!(practice.perform(&practice.ines.actor, release).expect("loaded").added, 98_186);
    assert_eq!(holds(&practice, "E11.65", "2026-04-01"), "yes");
    assert_eq!(holds(&practice, "E11.6", "2026-04-01"), "only groups");
}
