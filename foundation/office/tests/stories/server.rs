//! Connections to a server: each stays open from one piece of work to the next, and one that was lost is made anew.

use diesel::sql_types::Integer;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use office::Database;
use std::collections::BTreeSet;
use testkit::registry::people::FindPeople;
use testkit::{Kind, Practice};

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

/// The connections of the office, by the server's process.
#[expect(clippy::disallowed_methods, reason = "looks at the server from outside the office")]
fn connections(practice: &Practice) -> BTreeSet<i32> {
    let Database::Postgres(address) = &practice.scratch().database else { panic!("there is no server") };
    let mut db = PgConnection::establish(address).expect("the server answers");
    let all = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let backends: Vec<Backend> = sql_query(all).load(&mut db).expect("the server tells");
    backends.into_iter().map(|backend| backend.pid).collect()
}

fn work(practice: &Practice, times: usize) {
    for _ in 0..times {
        let find = FindPeople { typed: "ruiz".into(), at_most: 20 };
        practice.ask(&practice.rosa, find).expect("the office answers, and writes down whom it showed");
    }
}

#[test]
fn work_keeps_its_connections_and_outlives_them() {
    let practice = Practice::on(Kind::Postgres);
    let _ana = practice.patient("Ana", "Ruiz", "1990-01-01");
    work(&practice, 5);
    let before = connections(&practice);
    work(&practice, 50);
    assert_eq!(connections(&practice), before, "no connection was made anew");
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    practice.scratch().run(end).expect("the server ends them");
    work(&practice, 50);
    assert!(connections(&practice).is_disjoint(&before), "those that were needed again were made anew");
}
