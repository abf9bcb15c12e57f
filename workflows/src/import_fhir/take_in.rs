//! Taking in one group of resources: one transaction, all or nothing.

use super::coverage::policies;
use super::outside::party;
use super::person::person;
use super::prepare::{About, Item, Source, Within};
use super::records::{Around, part};
use super::report::Report;
use clinical::chart::{ChartFact, Holdings, Part};
use clinical::outside::PartyKind;
use clinical::received::{self, Arrival, Extent, PieceId};
use fhir_r4::records::{Patient, PractitionerRole, Record};
use kernel::{Problem, RawId};
use office::{Act, Command, PatientId, Permission, Reader, Subject, Tx};
use registry::coverages::{KeepCoverage, coverages_of, note_coverage};
use registry::people::{CorrectDemographics, person as person_here, register};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Taking in records of another office.
pub const IMPORT_FHIR: Act = Act::new("import.fhir", Permission::ImportRecords);

/// Takes in one group of resources: a bundle, or what a file holds of one patient.
pub struct TakeIn {
    source: Source,
    whole: bool,
    items: Vec<Item>,
    within: Arc<Within>,
}

/// The resources of a group: type and place of each.
pub struct Held(Vec<(String, usize)>);

impl Held {
    /// The report of the group where it was refused as a whole.
    #[must_use]
    pub fn refused(&self, why: &Problem) -> Report {
        let mut report = Report::default();
        for (kind, place) in &self.0 {
            report.refuse(kind, *place, why.say().to_owned());
        }
        report
    }
}

/// An item with what is known of it.
struct Known<'a> {
    item: &'a Item,
    arrival: Arrival,
    patient: Option<PatientId>,
}

impl TakeIn {
    pub(super) const fn of(source: Source, whole: bool, items: Vec<Item>, within: Arc<Within>) -> Self {
        Self { source, whole, items, within }
    }

    /// Which resources it holds, to report them where it is refused as a whole.
    #[must_use]
    pub fn whose(&self) -> Held {
        Held(self.items.iter().map(|item| (item.piece.kind.clone(), item.place)).collect())
    }

    /// How many resources it takes in.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it takes in nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Command for TakeIn {
    const ACT: Act = IMPORT_FHIR;
    type Done = Report;

    fn subject(&self, _read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Office)
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<Report, Problem> {
        let mut report = Report::default();
        let patients = self.patients(tx)?;
        let known = self.known(tx, &patients, &mut report)?;
        let mut by_patient: BTreeMap<Option<PatientId>, Vec<&Known<'_>>> = BTreeMap::new();
        for one in &known {
            by_patient.entry(one.patient).or_default().push(one);
            let tally = report.kinds.entry(one.item.piece.kind.clone()).or_default();
            match one.item.piece.extent {
                Extent::Whole => tally.whole += 1,
                Extent::SourceOnly => tally.source_only += 1,
            }
            match one.arrival {
                Arrival::New => tally.added += 1,
                Arrival::Changed(_) => tally.changed += 1,
                Arrival::Unchanged => tally.unchanged += 1,
            }
        }
        for (patient, items) in by_patient {
            match patient {
                Some(patient) => {
                    self.keep_chart(tx, patient, &items)?;
                    report.coverages += self.keep_policies(tx, patient, &items)?;
                }
                None => self.keep_outside(tx, &items)?,
            }
        }
        Ok(report)
    }
}

impl TakeIn {
    /// The patients of this group: registered now, corrected now, or here already.
    fn patients(&self, tx: &mut Tx<'_>) -> Result<HashMap<PieceId, PatientId>, Problem> {
        let mut patients = HashMap::new();
        for item in &self.items {
            let Some(Record::Patient(patient)) = &item.record else { continue };
            let refused = |why: Problem| {
                let say = format!("Resource {}: {}", item.place, why.say());
                Problem::invalid("fhir_patient", say).because(why)
            };
            let id = match received::arrival(tx, &item.piece)? {
                Arrival::New => Self::register(tx, patient).map_err(refused)?,
                Arrival::Unchanged => Self::here(tx, item.piece.id)?,
                Arrival::Changed(_) => {
                    let id = Self::here(tx, item.piece.id)?;
                    Self::correct(tx, id, patient).map_err(refused)?;
                    id
                }
            };
            patients.insert(item.piece.id, id);
        }
        Ok(patients)
    }

    fn register(tx: &mut Tx<'_>, patient: &Patient) -> Result<PatientId, Problem> {
        register(tx, &person(patient)?).map_err(|why| match why.code() {
            "already_there" => {
                let say = "A number of this patient, such as a record or social security number, belongs to a patient who \
                           is here already. Compare the two before taking this one in.";
                Problem::conflict("fhir_known", say).because(why)
            }
            _ => why,
        })
    }

    fn here(tx: &mut Tx<'_>, piece: PieceId) -> Result<PatientId, Problem> {
        received::patient_of(tx, piece)?.ok_or_else(|| {
            Problem::broken("import_patient_lost", "A patient that was taken in is not in the card file.")
        })
    }

    /// What the sender corrected; what only this office knows (a note, an interpreter) stays.
    fn correct(tx: &mut Tx<'_>, id: PatientId, patient: &Patient) -> Result<(), Problem> {
        let mut to = person(patient)?.demographics;
        let now = person_here(tx, id)?;
        to.note = now.demographics.note.clone();
        to.interpreter = now.demographics.interpreter;
        to.pronouns = now.demographics.pronouns.clone();
        CorrectDemographics { patient: id, version: now.version, to }.perform(tx)
    }

    /// Each resource with whether it is new and whose it is; what has no patient here is refused.
    fn known(
        &self,
        tx: &mut Tx<'_>,
        patients: &HashMap<PieceId, PatientId>,
        report: &mut Report,
    ) -> Result<Vec<Known<'_>>, Problem> {
        let only = match patients.values().next() {
            Some(patient) if self.whole && patients.len() == 1 => Some(*patient),
            _ => None,
        };
        let mut known = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let patient = match &item.about {
                About::Patient(piece) => match patients.get(piece) {
                    Some(patient) => Ok(Some(*patient)),
                    None => received::patient_of(tx, *piece)?
                        .map(Some)
                        .ok_or("Its patient is not here. Take in the patient from the same source first."),
                },
                // In a bundle about one patient, what names nobody (a medicine, a provenance) belongs to that record.
                About::Nobody => Ok(only.filter(|_| item.piece.extent == Extent::SourceOnly)),
                About::Untold => Err("It does not say which patient it is about in a way that can be followed."),
            };
            match patient {
                Ok(patient) => known.push(Known { item, arrival: received::arrival(tx, &item.piece)?, patient }),
                Err(why) if self.whole => {
                    return Err(Problem::invalid("fhir_no_patient", format!("Resource {}: {why}", item.place)));
                }
                Err(why) => report.refuse(&item.piece.kind, item.place, why.to_owned()),
            }
        }
        Ok(known)
    }

    /// Puts what is new or changed into one patient's chart.
    fn keep_chart(&self, tx: &mut Tx<'_>, patient: PatientId, items: &[&Known<'_>]) -> Result<(), Problem> {
        let (mut added, mut changed) = (BTreeMap::<String, u32>::new(), BTreeMap::<String, u32>::new());
        for one in items {
            match one.arrival {
                Arrival::New => *added.entry(one.item.piece.kind.clone()).or_default() += 1,
                Arrival::Changed(_) => *changed.entry(one.item.piece.kind.clone()).or_default() += 1,
                Arrival::Unchanged => {}
            }
        }
        if added.is_empty() && changed.is_empty() {
            return Ok(());
        }
        let mut holdings = Holdings::of(tx, patient)?;
        let befores = Self::befores(tx, items)?;
        let now = tx.now();
        let mut pen = tx.write(ChartFact::Received { patient, source: self.source.name().to_owned(), added, changed });
        for (one, before) in items.iter().zip(befores).filter(|(one, _)| one.arrival != Arrival::Unchanged) {
            let was_here = before.is_some();
            received::keep(&mut pen, before, &one.item.piece, Some(patient), now)?;
            let Some(part) = self.part(one.item, patient) else { continue };
            if was_here {
                part.forget(&mut pen)?;
            }
            part.keep(&mut pen, &mut holdings)?;
        }
        Ok(())
    }

    fn befores(tx: &mut Tx<'_>, items: &[&Known<'_>]) -> Result<Vec<Option<received::Before>>, Problem> {
        let before = |one: &&Known<'_>| match one.arrival {
            Arrival::Changed(_) => received::before(tx, one.item.piece.id),
            Arrival::New | Arrival::Unchanged => Ok(None),
        };
        items.iter().map(before).collect()
    }

    fn part(&self, item: &Item, patient: PatientId) -> Option<Part> {
        let around = Around { source: &self.source, within: &self.within, patient, id: RawId::from(item.piece.id) };
        part(&around, item.record.as_ref()?)
    }

    /// Keeps what has no patient: providers and places, and pieces that name nobody.
    fn keep_outside(&self, tx: &mut Tx<'_>, items: &[&Known<'_>]) -> Result<(), Problem> {
        let mut kept = BTreeMap::<String, u32>::new();
        for one in items.iter().filter(|one| one.arrival != Arrival::Unchanged) {
            *kept.entry(one.item.piece.kind.clone()).or_default() += 1;
        }
        if kept.is_empty() {
            return Ok(());
        }
        let befores = Self::befores(tx, items)?;
        let now = tx.now();
        let mut pen = tx.write(ChartFact::OutsideReceived { source: self.source.name().to_owned(), kept });
        for (one, before) in items.iter().zip(befores).filter(|(one, _)| one.arrival != Arrival::Unchanged) {
            received::keep(&mut pen, before, &one.item.piece, None, now)?;
            let Some(record) = &one.item.record else { continue };
            if let Some(party) = party(&self.source, &self.within, RawId::from(one.item.piece.id), record) {
                clinical::outside::keep(&mut pen, &party.row, &party.numbers)?;
            }
        }
        for one in items.iter().filter(|one| one.arrival != Arrival::Unchanged) {
            if let Some(Record::PractitionerRole(role)) = &one.item.record {
                self.assign(tx, role)?;
            }
        }
        Ok(())
    }

    /// Notes what a provider does and where, on the provider.
    fn assign(&self, tx: &mut Tx<'_>, role: &PractitionerRole) -> Result<(), Problem> {
        let mut party = |kind: PartyKind, reference: Option<&fhir_r4::Reference>| {
            let Some(reference) = reference else { return Ok(None) };
            if let Some((name, id)) = self.within.resolve(reference) {
                return Ok(Some(RawId::from(self.source.piece(&name, &id)).into()));
            }
            let number = reference
                .identifier
                .as_ref()
                .and_then(|number| Some((number.system.as_ref()?, number.value.as_ref()?)));
            match number {
                Some((system, value)) => clinical::outside::known_as(tx, kind, system, value.reveal()),
                None => Ok(None),
            }
        };
        let who = party(PartyKind::Provider, role.practitioner.as_ref())?;
        let works_at = party(PartyKind::Place, role.locations.first())?;
        let belongs_to = party(PartyKind::Organization, role.organization.as_ref())?;
        let Some(who) = who else { return Ok(()) };
        let specialty = super::tell::label(role.specialties.first().or(role.roles.first()));
        let fact = ChartFact::OutsideReceived { source: self.source.name().to_owned(), kept: BTreeMap::new() };
        clinical::outside::assign(&mut tx.write(fact), who, &specialty, works_at, belongs_to)
    }

    /// Enters the policies that claims and coverages tell of and that are not entered yet. Says how many.
    fn keep_policies(&self, tx: &mut Tx<'_>, patient: PatientId, items: &[&Known<'_>]) -> Result<u32, Problem> {
        let (mut coverages, mut insured, mut news) = (Vec::new(), Vec::new(), false);
        for one in items {
            match &one.item.record {
                Some(Record::Coverage(coverage)) => coverages.push(&**coverage),
                Some(Record::Insured(claim)) => insured.push(&**claim),
                _ => continue,
            }
            news |= one.arrival != Arrival::Unchanged;
        }
        if !news {
            return Ok(0);
        }
        let here = coverages_of(tx, patient)?;
        let mut entered = 0;
        for card in policies(&self.within, &coverages, &insured) {
            let same = |have: &registry::coverages::Coverage| {
                have.card.payer == card.payer.trim() && have.card.starts_on == card.starts_on
            };
            if !here.iter().any(same) {
                note_coverage(tx, &KeepCoverage { patient, corrects: None, card })?;
                entered += 1;
            }
        }
        Ok(entered)
    }
}
