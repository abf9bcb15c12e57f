//! Equipment: what is held together with a provider because there are fewer of it than of providers.

use super::facts::FrameFact;
use super::tables::{EquipmentRow, equipment};
use super::{EquipmentId, MANAGE_EQUIPMENT, SEE_EQUIPMENT};
use diesel::prelude::*;
use kernel::Problem;
use office::{Act, Command, NoPatients, Query, Reader, SiteId, Subject, Tx};
use registry::practice::today_at;

/// More pieces than this at one site are not listed.
const PIECES_MAX: u32 = 200;
/// More pieces than this over all sites are not looked through.
const PIECES_IN_ALL_MAX: u32 = 5_000;

kernel::code!(
    /// What a piece of equipment is.
    EquipmentKind {
        /// Electrocardiograph.
        Ecg = "ecg",
        /// Ultrasound.
        Ultrasound = "ultrasound",
        /// Spirometer.
        Spirometer = "spirometer",
        /// X-ray.
        XRay = "x_ray",
        /// Colposcope.
        Colposcope = "colposcope",
        /// Cryotherapy.
        Cryotherapy = "cryotherapy",
        /// Electrosurgery.
        Electrosurgery = "electrosurgery",
        /// Audiometer.
        Audiometer = "audiometer",
        /// Retinal camera.
        RetinalCamera = "retinal_camera",
        /// An interpreter on a screen.
        InterpreterScreen = "interpreter_screen",
        /// Something else.
        Other = "other",
    }
);

impl EquipmentKind {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Ecg => "ECG",
            Self::Ultrasound => "Ultrasound",
            Self::Spirometer => "Spirometer",
            Self::XRay => "X-ray",
            Self::Colposcope => "Colposcope",
            Self::Cryotherapy => "Cryotherapy",
            Self::Electrosurgery => "Electrosurgery",
            Self::Audiometer => "Audiometer",
            Self::RetinalCamera => "Retinal camera",
            Self::InterpreterScreen => "Interpreter on a screen",
            Self::Other => "Other equipment",
        }
    }
}

/// A piece of equipment in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentLine {
    /// Its id.
    pub id: EquipmentId,
    /// Where it stands.
    pub site: SiteId,
    /// What the office calls it: `ECG 2`.
    pub name: String,
    /// What it is.
    pub kind: EquipmentKind,
}

/// Adds a piece of equipment to a site.
#[derive(Clone, Debug)]
pub struct AddEquipment {
    /// Where it stands.
    pub site: SiteId,
    /// What the office calls it.
    pub name: String,
    /// What it is.
    pub kind: EquipmentKind,
}

impl Command for AddEquipment {
    const ACT: Act = MANAGE_EQUIPMENT;
    type Done = EquipmentId;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<EquipmentId, Problem> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            let say = "Enter what this piece is called, in up to 60 letters.";
            return Err(Problem::invalid("no_name", say).at("name", say));
        }
        let taken = equipment::table.filter(equipment::site.eq(self.site).and(equipment::name.eq(name)));
        let taken: Option<EquipmentId> = tx.maybe(taken.select(equipment::id))?;
        if taken.is_some() {
            let say = "There is a piece of this name at this site already.";
            return Err(Problem::conflict("name_taken", say).at("name", say));
        }
        let id: EquipmentId = tx.id();
        let row = EquipmentRow { id, site: self.site, name: name.to_owned(), kind: self.kind, closed_on: None };
        tx.write(FrameFact::EquipmentKept { equipment: id, site: self.site }).insert(equipment::table, &row)?;
        Ok(id)
    }
}

/// Takes a piece of equipment out of use. Time that it holds already stays held.
#[derive(Clone, Copy, Debug)]
pub struct CloseEquipment {
    /// Which.
    pub equipment: EquipmentId,
}

impl CloseEquipment {
    fn row(&self, read: &mut Reader<'_>) -> Result<EquipmentRow, Problem> {
        let query = equipment::table.filter(equipment::id.eq(self.equipment)).select(EquipmentRow::as_select());
        read.one(query, "piece of equipment")
    }
}

impl Command for CloseEquipment {
    const ACT: Act = MANAGE_EQUIPMENT;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.row(read)?.site))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let row = self.row(tx)?;
        let today = today_at(tx, row.site)?;
        let fact = FrameFact::EquipmentKept { equipment: row.id, site: row.site };
        let target = equipment::table.filter(equipment::id.eq(row.id).and(equipment::closed_on.is_null()));
        tx.write(fact).change(diesel::update(target).set(equipment::closed_on.eq(Some(today))))?;
        Ok(())
    }
}

/// The equipment in use at a site, by name.
#[derive(Clone, Copy, Debug)]
pub struct EquipmentOf {
    /// Where.
    pub site: SiteId,
}

impl Query for EquipmentOf {
    const ACT: Act = SEE_EQUIPMENT;
    type Answer = NoPatients<Vec<EquipmentLine>>;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Site(self.site))
    }

    fn answer(&self, read: &mut Reader<'_>) -> Result<Self::Answer, Problem> {
        let mut lines = equipment_at(read, &[self.site])?;
        lines.truncate(usize::try_from(PIECES_MAX).unwrap_or(usize::MAX));
        Ok(NoPatients(lines))
    }
}

/// The equipment in use at these sites, by name.
pub(super) fn equipment_at(read: &mut Reader<'_>, sites: &[SiteId]) -> Result<Vec<EquipmentLine>, Problem> {
    let query = equipment::table
        .filter(equipment::site.eq_any(sites).and(equipment::closed_on.is_null()))
        .order((equipment::name, equipment::id))
        .select(EquipmentRow::as_select());
    let rows: Vec<EquipmentRow> = read.list(query, PIECES_IN_ALL_MAX)?;
    let line = |row: EquipmentRow| EquipmentLine { id: row.id, site: row.site, name: row.name, kind: row.kind };
    Ok(rows.into_iter().map(line).collect())
}
