//! Choosing what goes along: the minimum that the other office needs, section by section and document by document.

use clinical::documents::{OwnerId, attachments, documents, reports};
use front_office::documents::{Category, DocumentsOf};
use front_office::referrals::{OneReferral, Part, PartKind, REFER, ReferralId, SourceId, choose_parts, referral};
use kernel::{Phi, Problem, RawId};
use office::policy::may;
use office::{Act, Command, PatientId, Permission, Query, Reader, Subject, Tx};

/// Documents of each kind that can be chosen at most: the latest.
const OFFERED_MAX: u32 = 40;

/// Something of the record that can go along.
#[derive(Clone, Debug)]
pub struct Choosable {
    /// What it is.
    pub part: Part,
    /// When it is from, as it was told.
    pub at: String,
    /// What else to say of it.
    pub more: &'static str,
}

/// What of a patient's record can go along: for whoever may see the chart its sections and notes, for all others the
/// documents of the office.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn choosable(read: &mut Reader<'_>, patient: PatientId) -> Result<Vec<Choosable>, Problem> {
    let mut all = Vec::new();
    if may(read.who(), Permission::SeeChart) {
        let section = |kind: &PartKind| Choosable {
            part: Part { kind: *kind, source: None, label: Phi::default() },
            at: String::new(),
            more: "as it stands when the packet is made",
        };
        all.extend(PartKind::ALL.iter().filter(|kind| kind.is_section()).map(section));
        for line in documents(read, patient, OFFERED_MAX)? {
            offer(read, &mut all, RawId::from(line.id), line.label, &line.at_text)?;
        }
        for line in reports(read, patient, OFFERED_MAX)? {
            offer(read, &mut all, RawId::from(line.id), line.label, &line.at_text)?;
        }
    }
    for line in (DocumentsOf { patient }).answer(read)? {
        let label = Phi::new(match line.title.reveal().as_str() {
            "" => line.category.title().to_owned(),
            title => title.to_owned(),
        });
        // A scanned identity card says nothing that a consultant needs.
        if line.category != Category::Identity {
            let at = line.dated_on.map(|day| day.to_string()).unwrap_or_default();
            all.push(Choosable { part: Part::document(line.id, label), at, more: line.category.title() });
        }
    }
    Ok(all)
}

/// Offers a note or report of the chart, if its content came along.
fn offer(read: &mut Reader<'_>, all: &mut Vec<Choosable>, id: RawId, label: String, at: &str) -> Result<(), Problem> {
    let brings = attachments(read, OwnerId::from(id))?.iter().any(|file| file.digest.is_some());
    if brings {
        let part = Part { kind: PartKind::ChartDocument, source: Some(SourceId::from(id)), label: Phi::new(label) };
        all.push(Choosable { part, at: clinical::told::shown(at), more: "from the chart" });
    }
    Ok(())
}

/// Chooses what goes along with a referral.
#[derive(Clone, Debug)]
pub struct ChooseParts {
    /// Which referral.
    pub referral: ReferralId,
    /// The version that was seen.
    pub version: i64,
    /// Sections of the chart.
    pub sections: Vec<PartKind>,
    /// Notes of the chart and documents of the office.
    pub documents: Vec<SourceId>,
}

impl Command for ChooseParts {
    const ACT: Act = REFER;
    type Done = ();

    fn subject(&self, read: &mut Reader<'_>) -> Result<Subject, Problem> {
        Ok(Subject::Patient(referral(read, self.referral)?.patient))
    }

    fn perform(&self, tx: &mut Tx<'_>) -> Result<(), Problem> {
        let patient = referral(tx, self.referral)?.patient;
        let offered = choosable(tx, patient)?;
        let chosen = |line: &&Choosable| match line.part.source {
            None => self.sections.contains(&line.part.kind),
            Some(source) => self.documents.contains(&source),
        };
        let mut parts: Vec<Part> = offered.iter().filter(chosen).map(|line| line.part.clone()).collect();
        if parts.len() < self.sections.len() + self.documents.len() {
            let say =
                "Something that was chosen is not in this patient’s record, or not yours to see. Load the page again.";
            return Err(Problem::refused("not_offered", say).at("parts", say));
        }
        if !may(tx.who(), Permission::SeeChart) {
            // What somebody else chose of the chart stays chosen: who may not see it cannot say that it is not needed.
            let before = OneReferral { referral: self.referral }.answer(tx)?.parts;
            parts.extend(before.into_iter().filter(|part| part.kind != PartKind::OfficeDocument));
        }
        choose_parts(tx, self.referral, self.version, &parts)
    }
}
