//! The frame: sites, rooms, staff with accounts, providers with hours, visit types.

use crash::record_in_hand::Record;
use office::Password;

use super::{Thing, id};
use crate::scale::Scale;
use crate::sink::{Cell, write as rows};

/// Everybody's password.
pub const PASSWORD: &str = "a password for benchmarks";

/// How many accounts there are at the desks: `desk0`, `desk1` and so on.
pub const LOGINS: u32 = 20;

/// Rooms of a site.
pub(crate) const ROOMS_A_SITE: u32 = 14;

/// Minutes of the day at which providers see patients: 8 to 12 and 13 to 17.40.
pub(crate) const HOURS: [(i64, i64); 2] = [(480, 720), (780, 1_060)];

/// Minutes of every visit.
pub const VISIT_MINUTES: i64 = 20;

/// The minutes of the day at which visits begin.
pub fn starts() -> impl Iterator<Item = i64> {
    HOURS.iter().flat_map(|(from, to)| (*from..*to).step_by(20))
}

/// What the schedule and the load need to know of the frame.
#[derive(Debug, Clone)]
pub struct Practice {
    /// Site ids.
    pub sites: Vec<[u8; 16]>,
    /// Provider ids, site by site.
    pub providers: Vec<[u8; 16]>,
    /// The visit type that nearly all have.
    pub visit_type: [u8; 16],
    /// The accounts at the desks.
    pub accounts: Vec<[u8; 16]>,
}

impl Practice {
    /// The frame of a practice of that size; the same in every run.
    pub fn of(scale: Scale) -> Self {
        Self {
            sites: (0..scale.sites).map(|number| id(Thing::Site, number)).collect(),
            providers: (0..scale.providers()).map(|number| id(Thing::Staff, number)).collect(),
            visit_type: id(Thing::VisitType, 0),
            accounts: (0..LOGINS).map(|number| id(Thing::Account, number)).collect(),
        }
    }

    /// The site of the `number`th provider.
    pub(crate) fn site_of(&self, number: usize) -> [u8; 16] {
        self.sites[number * self.sites.len() / self.providers.len()]
    }
}

pub(super) fn write(record: &mut Record, scale: Scale) -> Result<Practice, String> {
    let made = Practice::of(scale);
    places(record, &made)?;
    accounts(record, &made)?;
    providers(record, &made)?;
    Ok(made)
}

fn places(record: &mut Record, made: &Practice) -> Result<(), String> {
    let practice = vec![id(Thing::Practice, 0).into(), "Benchmark Medical Group".into(), 1.into()];
    rows(record, "practice", "id, name, version", [practice].into_iter())?;
    let site = |(number, site): (usize, &[u8; 16])| -> Vec<Cell> {
        let name = format!("Site {}", number + 1);
        vec![
            (*site).into(),
            name.into(),
            "America/New_York".into(),
            "1 Main Street".into(),
            "Albany".into(),
            "NY".into(),
            "12207".into(),
            "5185550100".into(),
            1.into(),
        ]
    };
    let columns = "id, name, zone, street, city, state, postal_code, phone, version";
    rows(record, "site", columns, made.sites.iter().enumerate().map(site))?;
    let rooms = made.sites.iter().enumerate().flat_map(|(number, site)| {
        (0..ROOMS_A_SITE).map(move |room| -> Vec<Cell> {
            let number = u32::try_from(number).unwrap_or_default() * ROOMS_A_SITE + room;
            vec![
                id(Thing::Room, number).into(),
                (*site).into(),
                format!("Exam {}", room + 1).into(),
                "exam".into(),
                i64::from(room).into(),
            ]
        })
    });
    rows(record, "room", "id, site, name, purpose, position", rooms)?;
    let kinds = [("Follow-up", "sky"), ("New patient", "leaf"), ("Physical", "plum"), ("Procedure", "sand")];
    let types = (0..).zip(kinds).map(|(number, (name, tone))| -> Vec<Cell> {
        vec![
            id(Thing::VisitType, number).into(),
            name.into(),
            VISIT_MINUTES.into(),
            "any".into(),
            tone.into(),
            1.into(),
            1.into(),
        ]
    });
    rows(record, "visit_type", "id, name, minutes, for_whom, tone, active, version", types)?;
    Ok(())
}

fn accounts(record: &mut Record, made: &Practice) -> Result<(), String> {
    let hash = Password::typed(PASSWORD.to_owned()).hash();
    let columns = "id, login, name, roles, every_site, password, must_change, failures, version";
    let account = |(number, account): (usize, &[u8; 16])| -> Vec<Cell> {
        let role = "front_desk medical_assistant lead_assistant";
        vec![
            (*account).into(),
            format!("desk{number}").into(),
            format!("Desk {number}").into(),
            role.into(),
            1.into(),
            hash.clone().into(),
            0.into(),
            0.into(),
            1.into(),
        ]
    };
    rows(record, "account", columns, made.accounts.iter().enumerate().map(account))?;
    Ok(())
}

fn providers(record: &mut Record, made: &Practice) -> Result<(), String> {
    let staff = made.providers.iter().enumerate().map(|(number, staff)| -> Vec<Cell> {
        vec![(*staff).into(), "Dana".into(), format!("Provider{number:02}").into(), "MD".into(), 1.into(), 1.into()]
    });
    rows(record, "staff", "id, given, family, credential, scheduled, version", staff)?;
    let desks = made.accounts.iter().enumerate().map(|(number, account)| -> Vec<Cell> {
        let staff = id(Thing::Staff, 10_000 + u32::try_from(number).unwrap_or_default());
        vec![
            staff.into(),
            (*account).into(),
            "Robin".into(),
            format!("Desk{number:02}").into(),
            "".into(),
            0.into(),
            1.into(),
        ]
    });
    rows(record, "staff", "id, account, given, family, credential, scheduled, version", desks)?;
    let works = made
        .providers
        .iter()
        .enumerate()
        .map(|(number, staff)| -> Vec<Cell> { vec![(*staff).into(), made.site_of(number).into()] });
    rows(record, "staff_site", "staff, site", works)?;
    let mut hours = Vec::new();
    for (number, staff) in made.providers.iter().enumerate() {
        for weekday in 1..=7_i64 {
            for (from, to) in HOURS {
                let at = u32::try_from(hours.len()).unwrap_or_default();
                hours.push(vec![
                    id(Thing::Hours, at).into(),
                    (*staff).into(),
                    made.site_of(number).into(),
                    weekday.into(),
                    from.into(),
                    to.into(),
                    20_200_101.into(),
                ]);
            }
        }
    }
    rows(
        record,
        "provider_hours",
        "id, provider, site, weekday, from_minute, to_minute, valid_from",
        hours.into_iter(),
    )?;
    Ok(())
}
