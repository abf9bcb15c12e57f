//! The named members: one for every situation, so that a scenario can be asked for by a card number.

use super::members::{Member, OtherCoverage, Person, Trait};
use kernel::{Day, Money};

type Row = (&'static str, &'static str, &'static str, (&'static str, &'static str, &'static str, char));

/// Number, payer, plan, and the subscriber's last name, first name, birth and sex.
const ROWS: &[Row] = &[
    ("ACM100001", "ACME1", "GOLD", ("ALVAREZ", "MARIA", "1958-02-14", 'F')),
    ("ACM100002", "ACME1", "SILVER", ("BENSON", "PAUL", "1980-06-02", 'M')),
    ("ACM100003", "ACME1", "SILVER", ("CHEN", "LILY", "1991-11-23", 'F')),
    ("ACM100004", "ACME1", "SILVER", ("DIAZ", "OSCAR", "1977-01-09", 'M')),
    ("ACM100005", "ACME1", "SILVER", ("EVANS", "RUTH", "1965-08-30", 'F')),
    ("ACM100006", "ACME1", "SILVER", ("FOSTER", "GLEN", "1969-03-17", 'M')),
    ("ACM100007", "ACME1", "GOLD", ("GRANT", "NORA", "1988-12-05", 'F')),
    ("ACM100008", "ACME1", "GOLD", ("HILL", "PETER", "1994-04-26", 'M')),
    ("ACM100009", "ACME1", "GOLD", ("IVERSON", "DANA", "1985-07-14", 'F')),
    ("ACM100010", "ACME1", "GOLD", ("JACOBS", "WALTER", "1941-10-31", 'M')),
    ("ACM100011", "ACME1", "GOLD", ("KLEIN", "JUDITH", "1973-05-19", 'F')),
    ("ACM100012", "ACME1", "GOLD", ("LOPEZ", "HECTOR", "1962-09-08", 'M')),
    ("ACM100013", "ACME1", "GOLD", ("MILLER", "JOAN", "1955-02-27", 'F')),
    ("ACM100014", "ACME1", "GOLD", ("NORTH", "ALAN", "1979-06-11", 'M')),
    ("ACM100015", "ACME1", "GOLD", ("OWENS", "TARA", "1990-01-20", 'F')),
    ("ACM100016", "ACME1", "GOLD", ("PRICE", "SEAN", "1991-03-03", 'M')),
    ("ACM100018", "ACME1", "GOLD", ("REED", "CAROL", "1960-12-12", 'F')),
    ("ACM100019", "ACME1", "GOLD", ("STONE", "VICTOR", "1957-04-04", 'M')),
    ("ACM100020", "ACME1", "GOLD", ("TURNER", "EMMA", "1982-10-10", 'F')),
    ("BST200001", "BSTM2", "HMO", ("ABBOTT", "CLAIRE", "1986-02-02", 'F')),
    ("BST200002", "BSTM2", "HMO", ("BRANDT", "ERIC", "1975-07-07", 'M')),
    ("BST200003", "BSTM2", "HMO", ("KLEIN", "JUDITH", "1973-05-19", 'F')),
    ("FSP300001", "FSPB3", "SENIOR", ("CARVER", "EDITH", "1948-08-18", 'F')),
    ("FSP300002", "FSPB3", "SENIOR", ("DALTON", "ROY", "1946-01-25", 'M')),
    ("FSP300003", "FSPB3", "SENIOR", ("STONE", "VICTOR", "1957-04-04", 'M')),
    ("STA400001", "STMA4", "STATE", ("EMERY", "KIM", "1998-03-30", 'F')),
    ("STA400002", "STMA4", "STATE", ("FLORES", "LUIS", "1993-09-15", 'M')),
    ("EVG500001", "EVGS5", "SUPPLEMENT", ("CARVER", "EDITH", "1948-08-18", 'F')),
    ("EVG500002", "EVGS5", "SUPPLEMENT", ("DALTON", "ROY", "1946-01-25", 'M')),
    ("TOR600001", "TORT6", "INDEMNITY", ("GIBBS", "MARTHA", "1970-11-11", 'F')),
    ("GRA700001", "GRAN7", "COMP", ("HOBBS", "NEIL", "1984-05-05", 'M')),
    ("HAR800001", "HARB8", "AUTO", ("INGRAM", "TESS", "1995-06-16", 'F')),
    ("HAR800002", "HARB8", "AUTO", ("JENSEN", "LARS", "1989-02-08", 'M')),
];

/// Every named member of a world that begins on `first_day`.
pub fn members(first_day: Day) -> Vec<Member> {
    ROWS.iter().map(|row| member(row, first_day)).collect()
}

fn member(&(id, payer, plan, (last, first, birth, sex)): &Row, first_day: Day) -> Member {
    let year = i16::try_from(first_day.number() / 10_000).expect("a year");
    let person = Person {
        last: last.to_owned(),
        first: first.to_owned(),
        birth: birth.parse().expect("a birthday of the table"),
        sex,
        relationship: "18",
        died: None,
    };
    let mut member = Member {
        payer,
        id: id.to_owned(),
        plan,
        group: "GRP100",
        people: vec![person],
        from: Day::new(year - 3, 1, 1).expect("January first exists"),
        to: None,
        traits: traits(id, first_day),
    };
    match id {
        "ACM100007" => member.to = Some(first_day.plus_days(-100)),
        "ACM100008" => member.from = first_day.plus_days(-10),
        "ACM100009" => member.people.extend(family(first_day)),
        "ACM100010" => member.people[0].died = Some(first_day.plus_days(-40)),
        _ => {}
    }
    member
}

fn family(first_day: Day) -> [Person; 2] {
    let one = |first: &str, birth: Day, sex, relationship| Person {
        last: "IVERSON".to_owned(),
        first: first.to_owned(),
        birth,
        sex,
        relationship,
        died: None,
    };
    let year = i16::try_from(first_day.number() / 10_000).expect("a year");
    [
        one("MARK", Day::new(1984, 3, 9).expect("a day"), 'M', "01"),
        one("LUCY", Day::new(year - 9, 1, 30).expect("a day"), 'F', "19"),
    ]
}

fn traits(id: &str, first_day: Day) -> Vec<Trait> {
    let dollars = |amount: i64| Money::from_cents(amount * 100);
    let other = |payer, member_id, pays_first| Trait::Other(OtherCoverage { payer, member_id, pays_first });
    match id {
        "ACM100003" => vec![Trait::DeductibleUsed(dollars(430)), Trait::OutOfPocketUsed(dollars(430))],
        "ACM100004" => vec![Trait::DeductibleUsed(dollars(500)), Trait::OutOfPocketUsed(dollars(500))],
        "ACM100005" => vec![Trait::DeductibleUsed(dollars(500)), Trait::OutOfPocketUsed(dollars(3_000))],
        "ACM100006" => vec![Trait::DeductibleUsed(dollars(500)), Trait::OutOfPocketUsed(dollars(2_990))],
        "ACM100011" => vec![other("BSTM2", "BST200003", true)],
        "ACM100012" => vec![Trait::TherapyVisitsUsed(20)],
        "ACM100013" => vec![Trait::Audited { after_days: 15, amount: dollars(40) }],
        "ACM100014" => vec![Trait::EndsInRetrospect { after_days: 15 }],
        "ACM100015" => vec![Trait::Procedure { code: "17110", day: first_day.plus_days(-7) }],
        "ACM100018" => vec![Trait::Audited { after_days: 15, amount: dollars(400) }],
        "ACM100019" => vec![other("FSPB3", "FSP300003", false)],
        "ACM100020" => vec![Trait::Pends { days: 60 }],
        "BST200001" => vec![Trait::PrimaryCare("1234567893")],
        "BST200002" => vec![Trait::PrimaryCare("1669472049")],
        "BST200003" => vec![Trait::PrimaryCare("1669472049"), other("ACME1", "ACM100011", false)],
        "FSP300001" => vec![Trait::DeductibleUsed(dollars(240))],
        "FSP300002" => vec![Trait::DeductibleUsed(dollars(240)), other("EVGS5", "EVG500002", false)],
        "FSP300003" => vec![Trait::DeductibleUsed(dollars(240)), other("ACME1", "ACM100019", true)],
        "STA400002" => vec![other("ACME1", "ACM100016", true)],
        "EVG500001" => vec![other("FSPB3", "FSP300001", true)],
        "EVG500002" => vec![other("FSPB3", "FSP300002", true)],
        "HAR800002" => vec![Trait::Exhausted],
        _ => Vec::new(),
    }
}
