//! Staff: who works here, under which credential and NPI, and at which sites.

use crate::practice::StaffId;
use crate::practice::found::PracticeFact;
use crate::practice::tables::{StaffRow, staff, staff_site};
use diesel::prelude::*;
use kernel::{Day, Problem};
use office::{AccountId, Act, Command, NoPatients, Permission, Query, Reader, SiteId, Subject, Tx};
use std::collections::HashMap;

/// Keeping staff records.
pub const MANAGE_STAFF: Act = Act::new("staff.manage", Permission::ManageStaff);

pub(super) const BAD_NPI: &str =
    "This is not an NPI: it has ten digits, and the last one checks the others. Look for a mistyped digit.";

/// Seeing who works here: everybody who does may.
pub const SEE_STAFF: Act = Act::new("staff.see", Permission::OwnAccount);

const STAFF_MAX: u32 = 1_000;

/// Somebody who works here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    /// Their id.
    pub id: StaffId,
    /// Their account, if they sign in.
    pub account: Option<AccountId>,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// `MD`, `NP`, `PA-C`, `RN`, `CMA`; empty without one.
    pub credential: String,
    /// National provider identifier.
    pub npi: Option<String>,
    /// Whether they see patients on a schedule of their own.
    pub scheduled: bool,
    /// Their last day, once they have left.
    pub ended_on: Option<Day>,
    /// Where they work.
    pub sites: Vec<SiteId>,
    /// For the next change.
    pub version: i64,
}

impl StaffLine {
    /// As colleagues and patients say it: `Dr. Okafor` for physicians, `Mei Tanaka, NP` for others.
    #[must_use]
    pub fn called(&self) -> String {
        called(&self.given, &self.family, &self.credential)
    }
}

fn called(given: &str, family: &str, credential: &str) -> String {
    match credential {
        "MD" | "DO" => format!("Dr. {family}"),
        "" => format!("{given} {family}"),
        credential => format!("{given} {family}, {credential}"),
    }
}

/// Takes somebody on.
#[derive(Clone, Debug)]
pub struct AddStaff {
    /// Their account, if they sign in.
    pub account: Option<AccountId>,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Credential behind the name; may be empty.
    pub credential: String,
    /// National provider identifier, if they have one.
    pub npi: Option<String>,
    /// Whether they see patients on a schedule of their own.
    pub scheduled: Scheduled,
    /// Where they work.
    pub sites: Vec<SiteId>,
}

/// Whether somebody sees patients on a schedule of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheduled {
    /// They are a provider.
    Yes,
    /// They are not.
    No,
}

impl AddStaff {
    fn check(&self) -> Result<(), Problem> {
        if self.family.trim().is_empty() {
            return Err(Problem::invalid("no_name", "Enter the family name.").at("family", "Enter the family name."));
        }
        if self.npi.as_deref().is_some_and(|npi| !kernel::npi_holds(npi)) {
            return Err(Problem::invalid("bad_npi", BAD_NPI).at("npi", BAD_NPI));
        }
        Ok(())
    }
}

impl Command for AddStaff {
    const ACT: Act = MANAGE_STAFF;
    type Done = StaffId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<StaffId, Problem> {
        self.check()?;
        check_npi_is_free(tx, self.npi.as_deref(), None)?;
        let id: StaffId = tx.id();
        let row = StaffRow {
            id,
            account: self.account,
            given: self.given.trim().to_owned(),
            family: self.family.trim().to_owned(),
            credential: self.credential.trim().to_owned(),
            npi: self.npi.clone(),
            scheduled: self.scheduled == Scheduled::Yes,
            ended_on: None,
            version: 1,
        };
        let mut pen = tx.write(PracticeFact::StaffKept { staff: id });
        pen.insert(staff::table, &row)?;
        for site in &self.sites {
            pen.insert(staff_site::table, (staff_site::staff.eq(id), staff_site::site.eq(site)))?;
        }
        Ok(id)
    }
}

/// Corrects a staff record.
#[derive(Clone, Debug)]
pub struct ChangeStaff {
    /// Whose.
    pub staff: StaffId,
    /// The version the manager saw.
    pub version: i64,
    /// As it is from now on.
    pub to: AddStaff,
    /// Their last day, once they leave.
    pub ended_on: Option<Day>,
}

impl Command for ChangeStaff {
    const ACT: Act = MANAGE_STAFF;
    type Done = ();

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        self.to.check()?;
        check_npi_is_free(tx, self.to.npi.as_deref(), Some(self.staff))?;
        let target = staff::table.filter(staff::id.eq(self.staff).and(staff::version.eq(self.version)));
        let mut pen = tx.write(PracticeFact::StaffKept { staff: self.staff });
        pen.change(diesel::update(target).set((
            staff::account.eq(self.to.account),
            staff::given.eq(self.to.given.trim()),
            staff::family.eq(self.to.family.trim()),
            staff::credential.eq(self.to.credential.trim()),
            staff::npi.eq(&self.to.npi),
            staff::scheduled.eq(self.to.scheduled == Scheduled::Yes),
            staff::ended_on.eq(self.ended_on),
            staff::version.eq(self.version + 1),
        )))?;
        pen.run(diesel::delete(staff_site::table.filter(staff_site::staff.eq(self.staff))))?;
        for site in &self.to.sites {
            pen.insert(staff_site::table, (staff_site::staff.eq(self.staff), staff_site::site.eq(site)))?;
        }
        Ok(())
    }
}

fn check_npi_is_free(tx: &mut Tx<'_>, npi: Option<&str>, but: Option<StaffId>) -> Result<(), Problem> {
    let Some(npi) = npi else { return Ok(()) };
    let holder: Option<StaffId> = tx.maybe(staff::table.filter(staff::npi.eq(npi)).select(staff::id))?;
    if holder.is_some() && holder != but {
        let say = "Somebody else here has this NPI.";
        return Err(Problem::conflict("npi_taken", say).at("npi", say));
    }
    Ok(())
}

fn lines(read: &mut Reader<'_>, rows: Vec<StaffRow>) -> Result<Vec<StaffLine>, Problem> {
    let ids: Vec<StaffId> = rows.iter().map(|row| row.id).collect();
    let query = staff_site::table.filter(staff_site::staff.eq_any(&ids)).select((staff_site::staff, staff_site::site));
    let pairs: Vec<(StaffId, SiteId)> = read.list(query, STAFF_MAX * 20)?;
    let mut sites: HashMap<StaffId, Vec<SiteId>> = HashMap::new();
    for (who, site) in pairs {
        sites.entry(who).or_default().push(site);
    }
    let line = |row: StaffRow| StaffLine {
        sites: sites.remove(&row.id).unwrap_or_default(),
        id: row.id,
        account: row.account,
        given: row.given,
        family: row.family,
        credential: row.credential,
        npi: row.npi,
        scheduled: row.scheduled,
        ended_on: row.ended_on,
        version: row.version,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The providers who see patients at a site, by name.
///
/// # Errors
/// Broken, when the database fails.
pub fn providers_at(read: &mut Reader<'_>, site: SiteId) -> Result<Vec<StaffLine>, Problem> {
    let query = staff::table
        .inner_join(staff_site::table.on(staff_site::staff.eq(staff::id)))
        .filter(staff_site::site.eq(site).and(staff::scheduled.eq(true)).and(staff::ended_on.is_null()))
        .order((staff::family, staff::given))
        .select(StaffRow::as_select());
    let rows: Vec<StaffRow> = read.list(query, STAFF_MAX)?;
    lines(read, rows)
}

/// What every provider is called, for schedules and boards: also of those who have left.
///
/// # Errors
/// Broken, when the database fails.
pub fn provider_names(read: &mut Reader<'_>) -> Result<HashMap<StaffId, String>, Problem> {
    let rows: Vec<NameCells> = read.list(staff::table.filter(staff::scheduled.eq(true)).select(NAMES), STAFF_MAX)?;
    Ok(names(rows))
}

type NameCells = (StaffId, String, String, String);
const NAMES: (staff::id, staff::given, staff::family, staff::credential) =
    (staff::id, staff::given, staff::family, staff::credential);

fn names(rows: Vec<NameCells>) -> HashMap<StaffId, String> {
    rows.into_iter().map(|(id, given, family, credential)| (id, called(&given, &family, &credential))).collect()
}

/// What these members of staff are called.
///
/// # Errors
/// Broken, when the database fails.
pub fn staff_names(read: &mut Reader<'_>, ids: &[StaffId]) -> Result<HashMap<StaffId, String>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<NameCells> = read.list(staff::table.filter(staff::id.eq_any(ids)).select(NAMES), STAFF_MAX)?;
    Ok(names(rows))
}

/// One member of staff.
///
/// # Errors
/// Not found.
pub fn staff_member(read: &mut Reader<'_>, id: StaffId) -> Result<StaffLine, Problem> {
    let row: StaffRow =
        read.one(staff::table.filter(staff::id.eq(id)).select(StaffRow::as_select()), "member of staff")?;
    lines(read, vec![row])?.pop().ok_or_else(|| Problem::not_found("not_found", "There is no such member of staff."))
}

/// The staff record behind an account, if there is one.
///
/// # Errors
/// Broken, when the database fails.
pub fn staff_of_account(read: &mut Reader<'_>, account: AccountId) -> Result<Option<StaffLine>, Problem> {
    let row: Option<StaffRow> =
        read.maybe(staff::table.filter(staff::account.eq(account)).select(StaffRow::as_select()))?;
    Ok(lines(read, row.into_iter().collect())?.pop())
}

/// Everybody who works here, for the manager.
#[derive(Clone, Copy, Debug)]
pub struct StaffOfPractice;

impl Query for StaffOfPractice {
    const ACT: Act = SEE_STAFF;
    type Answer = NoPatients<Vec<StaffLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let query = staff::table.order((staff::family, staff::given)).select(StaffRow::as_select());
        let rows: Vec<StaffRow> = read.list(query, STAFF_MAX)?;
        lines(read, rows).map(NoPatients)
    }
}
