//! The people and places of the demo: two sites, six providers, somebody in every role. All made up.

use super::Made;
use front_office::intake::{ConsentKind, EarlierSignatures, SetConsentEdition};
use front_office::phone::AddPhoneLine;
use front_office::scheduling::{SetProviderHours, VisitTypes, WeeklyHours};
use kernel::{Day, Problem};
use office::{Actor, AddAccount, FirstPassword, Office, Password, Role, SiteId, Sites};
use registry::practice::{
    AddRoom, AddSite, AddStaff, FoundPractice, NewRoom, NewSite, RoomPurpose, Scheduled, SitesOfPractice, StaffId,
};
use workflows::first_day::BeginPractice;
use workflows::take_on::TakeOn;

/// Everybody's password in the demo.
pub const PASSWORD: &str = "moa demo practice";

/// What stands on the consent forms of the demo.
pub const EDITION: &str = "2026-01";

/// Somebody who signs in: sign-in name, given and family name, credential, NPI, role, the site they see patients at.
pub struct Part {
    /// What they type to sign in.
    pub login: &'static str,
    given: &'static str,
    family: &'static str,
    credential: &'static str,
    npi: Option<&'static str>,
    /// What they are.
    pub role: Role,
    /// 0 or 1 for those who see patients at a site; nothing for the others.
    sees_at: Option<usize>,
}

const fn part(
    login: &'static str,
    (given, family, credential): (&'static str, &'static str, &'static str),
    npi: Option<&'static str>,
    role: Role,
    sees_at: Option<usize>,
) -> Part {
    Part { login, given, family, credential, npi, role, sees_at }
}

/// Everybody but the manager, whose sign-in name is `ines`.
pub const CAST: &[Part] = &[
    part("rosa", ("Rosa", "Delgado", ""), None, Role::FrontDesk, None),
    part("sam", ("Sam", "Whitfield", ""), None, Role::FrontDesk, None),
    part("lena", ("Lena", "Ortiz", ""), None, Role::LeadAssistant, None),
    part("tom", ("Tom", "Becker", "CMA"), None, Role::MedicalAssistant, None),
    part("ruth", ("Ruth", "Abara", "RN"), None, Role::Nurse, None),
    part("okafor", ("Chinedu", "Okafor", "MD"), Some("1234567893"), Role::Physician, Some(0)),
    part("hart", ("Miriam", "Hart", "DO"), Some("1000000004"), Role::Physician, Some(0)),
    part("lin", ("Grace", "Lin", "NP"), Some("1987654328"), Role::NursePractitioner, Some(0)),
    part("novak", ("Pat", "Novak", "PA-C"), Some("1000000012"), Role::PhysicianAssistant, Some(0)),
    part("adeyemi", ("Folake", "Adeyemi", "MD"), Some("1000000020"), Role::Physician, Some(1)),
    part("brandt", ("Jonas", "Brandt", "NP"), Some("1000000038"), Role::NursePractitioner, Some(1)),
    part("cora", ("Cora", "Wells", "CPC"), None, Role::Coder, None),
    part("mei", ("Mei", "Tanaka", ""), None, Role::Biller, None),
    part("priya", ("Priya", "Shah", ""), None, Role::PrivacyOfficer, None),
];

/// A provider of the demo.
pub struct Provider {
    /// Their staff record.
    pub staff: StaffId,
    /// 0 or 1.
    pub site: usize,
}

fn site(name: &str, street: &str, phone: &str) -> NewSite {
    NewSite {
        name: name.to_owned(),
        zone: super::ZONE.to_owned(),
        street: street.to_owned(),
        city: "Lakeside".to_owned(),
        state: "NY".to_owned(),
        postal_code: "12345".to_owned(),
        phone: phone.to_owned(),
    }
}

fn rooms(exams: usize) -> Vec<NewRoom> {
    let exam = |number: usize| NewRoom { name: format!("Exam {number}"), purpose: RoomPurpose::Exam };
    let lab = NewRoom { name: "Lab".to_owned(), purpose: RoomPurpose::Laboratory };
    (1..=exams).map(exam).chain([lab]).collect()
}

fn account(login: &str, name: String, role: Role, sites: Sites) -> AddAccount {
    AddAccount {
        login: login.to_owned(),
        name,
        roles: vec![role],
        sites,
        password_hash: Password::typed(PASSWORD.to_owned()).hash(),
        first_password: FirstPassword::Chosen,
    }
}

/// Founds the practice and takes everybody on, with hours from `from` on.
///
/// # Errors
/// What the office says.
pub async fn found(office: &Office, from: Day) -> Result<Made, Problem> {
    let manager = account("ines", "Ines Moreau".to_owned(), Role::OfficeManager, Sites::All);
    let founding = FoundPractice {
        name: "Lakeside Family Medicine".to_owned(),
        npi: Some("1222222220".to_owned()),
        tax_id: None,
        site: site("Lakeside", "12 Shore Road", "5185550100"),
        rooms: rooms(8),
        manager,
    };
    let (first, _) = office.perform(&office.machine("demo"), BeginPractice { founding }).await?;
    let ines = signed_in(office, "ines").await?;
    let second = office.perform(&ines, AddSite(site("Hilltop", "480 Ridge Avenue", "5185550180"))).await?;
    for room in rooms(4) {
        office.perform(&ines, AddRoom { site: second, room }).await?;
    }
    let sites = [first, second];
    let mut providers = Vec::new();
    for part in CAST {
        let staff = take_on(office, &ines, part, &sites).await?;
        if let Some(at) = part.sees_at {
            office.perform(&ines, hours(staff, sites[at], from)).await?;
            providers.push(Provider { staff, site: at });
        }
    }
    for kind in ConsentKind::ALL {
        let (edition, earlier) = (EDITION.to_owned(), EarlierSignatures::Hold);
        office.perform(&ines, SetConsentEdition { kind: *kind, edition, earlier }).await?;
    }
    let with_rooms = office.ask(&ines, SitesOfPractice).await?.0;
    let rooms_of = |id: SiteId| {
        let found = with_rooms.iter().find(|(site, _)| site.id == id);
        found.map(|(_, rooms)| rooms.iter().map(|room| room.id).collect()).unwrap_or_default()
    };
    let line = |site| office.perform(&ines, AddPhoneLine { site, name: "Main line".to_owned() });
    Ok(Made {
        lines: [line(first).await?.token, line(second).await?.token],
        rooms: [rooms_of(first), rooms_of(second)],
        visit_types: office.ask(&ines, VisitTypes).await?.0,
        desk: signed_in(office, "rosa").await?,
        floor: signed_in(office, "tom").await?,
        sites,
        providers,
    })
}

async fn take_on(office: &Office, ines: &Actor, part: &Part, sites: &[SiteId; 2]) -> Result<StaffId, Problem> {
    let at: Vec<SiteId> = part.sees_at.map_or_else(|| sites.to_vec(), |at| vec![sites[at]]);
    let staff = AddStaff {
        account: None,
        given: part.given.to_owned(),
        family: part.family.to_owned(),
        credential: part.credential.to_owned(),
        npi: part.npi.map(str::to_owned),
        scheduled: if part.sees_at.is_some() { Scheduled::Yes } else { Scheduled::No },
        sites: at,
    };
    let name = format!("{} {}", part.given, part.family);
    let account = account(part.login, name, part.role, Sites::Some(sites.to_vec()));
    Ok(office.perform(ines, TakeOn { staff, account: Some(account) }).await?.0)
}

/// Eight to noon and one to five, Monday to Friday.
fn hours(provider: StaffId, site: SiteId, from: Day) -> SetProviderHours {
    let day = |weekday| [(480, 720), (780, 1_020)].map(|(from, to)| WeeklyHours::weekly(weekday, from, to));
    SetProviderHours { provider, site, from, until: None, weekly: (1..=5).flat_map(day).collect() }
}

/// Signs in as anybody would.
///
/// # Errors
/// What the door says.
pub async fn signed_in(office: &Office, login: &str) -> Result<Actor, Problem> {
    Ok(office.sign_in(login, Password::typed(PASSWORD.to_owned())).await?.who)
}
