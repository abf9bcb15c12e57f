//! From a file to deeds: resources are read, packed and known by where they came from, before any transaction begins.

use super::report::Report;
use super::take_in::TakeIn;
use clinical::received::{Extent, NewPiece, PieceId};
use fhir_r4::records::Record;
use fhir_r4::{Content, File, Limits, Packing, Received, Reference, Target};
use kernel::{Problem, RawId};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write as _;

/// Where files come from, in the office's own word for it: `st-vincent`. The ids of one source are told apart from those
/// of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

impl Source {
    /// A source by its name.
    ///
    /// # Errors
    /// Invalid, where the name is not 1 to 60 letters, digits, points and hyphens.
    pub fn named(name: &str) -> Result<Self, Problem> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if !(1..=60).contains(&name.len()) || !name.chars().all(plain) {
            let say = "The name of a source is 1 to 60 letters, digits, points and hyphens: st-vincent.";
            return Err(Problem::invalid("bad_source", say));
        }
        Ok(Self(name.to_owned()))
    }

    /// The id of a piece from this source.
    pub(crate) fn piece(&self, kind: &str, id: &str) -> PieceId {
        let mut hash = Sha256::new();
        for part in ["moa piece", &self.0, kind, id] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        RawId::from_bytes(first_sixteen(&hash.finalize())).into()
    }

    pub(crate) fn name(&self) -> &str {
        &self.0
    }
}

pub(super) fn first_sixteen(hash: &[u8]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes
}

/// One resource on its way in.
pub(super) struct Item {
    pub place: usize,
    pub piece: NewPiece,
    pub about: About,
    pub record: Option<Record>,
}

/// Whom a resource is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The patient of that piece.
    Patient(PieceId),
    /// Nobody in particular.
    Nobody,
    /// A patient whom nobody here can tell from what the resource says.
    Untold,
}

/// The deeds of a file, and what was refused before them.
pub struct Batch {
    /// Each is one transaction.
    pub deeds: Vec<TakeIn>,
    /// What was refused while reading.
    pub report: Report,
}

/// Names and ids by which the resources of one file point to each other.
#[derive(Default)]
pub(super) struct Within {
    /// Full URL to resource type and id.
    pub entries: HashMap<String, (String, String)>,
    /// What providers, organizations and places of the file are called.
    pub names: HashMap<(String, String), String>,
    /// Which medicine the medications of the file are.
    pub medicines: HashMap<(String, String), fhir_r4::Concept>,
}

impl Within {
    /// Type and id of what a reference points to.
    pub fn resolve(&self, reference: &Reference) -> Option<(String, String)> {
        match reference.target.as_ref()? {
            Target::Entry(url) => self.entries.get(url).cloned(),
            Target::Resource { kind, id } => Some((kind.clone(), id.clone())),
            Target::Search { .. } | Target::Contained(_) | Target::Elsewhere(_) => None,
        }
    }
}

/// Reads a file and cuts it into deeds.
///
/// # Errors
/// Invalid, in one sentence, where the file is no sound FHIR R4, or where one resource of a bundle that is to be taken
/// whole is not.
pub fn read_file(text: String, source: &Source, limits: &Limits) -> Result<Batch, Problem> {
    let file = File::cut(text, limits)?;
    let whole = file.packing() == Packing::Whole;
    let mut report = Report::default();
    let mut within = Within::default();
    let mut sound = Vec::with_capacity(file.len());
    let mut seen = HashSet::new();
    for mut received in file.resources() {
        report.kinds.entry(received.kind.clone()).or_default().read += 1;
        let source_id = source_id(&received);
        let why = match &received.content {
            Content::Refused(problem) => Some(problem.say().to_owned()),
            _ if !seen.insert((received.kind.clone(), source_id.clone())) => {
                Some("A resource of this type and id stands in this file twice.".to_owned())
            }
            _ => None,
        };
        if let Some(why) = why {
            if whole {
                let say =
                    format!("Nothing of this bundle was taken in, because of its entry {}: {why}", received.place);
                return Err(Problem::invalid("fhir_unsound", say));
            }
            report.refuse(&received.kind, received.place, why);
            continue;
        }
        note(&mut within, &received, &source_id);
        let packed = packed(received.source.reveal());
        let digest = Sha256::digest(received.source.reveal().as_bytes()).to_vec();
        received.source = kernel::Phi::default();
        sound.push((received, source_id, digest, packed));
    }
    let within = std::sync::Arc::new(within);
    let mut items = Vec::with_capacity(sound.len());
    for (received, source_id, digest, content) in sound {
        let about = about(source, &within, &received, &source_id);
        let (record, extent) = record(received.content, &received.kind, &mut report);
        let id = source.piece(&received.kind, &source_id);
        let kind = received.kind;
        let piece = NewPiece { id, source: source.0.clone(), kind, source_id, extent, digest, content };
        items.push(Item { place: received.place, piece, about, record });
    }
    let groups = if whole { vec![items] } else { by_patient(items) };
    let deeds = groups.into_iter().filter(|items| !items.is_empty());
    let deeds = deeds.map(|items| TakeIn::of(source.clone(), whole, items, within.clone())).collect();
    Ok(Batch { deeds, report })
}

/// The sender's id of a resource; one that has none is known by its content.
fn source_id(received: &Received) -> String {
    let urn = || received.full_url.as_deref().and_then(|url| url.strip_prefix("urn:uuid:")).map(str::to_owned);
    received.id.clone().or_else(urn).unwrap_or_else(|| {
        let digest = Sha256::digest(received.source.reveal().as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256-{hex}")
    })
}

/// Packed with zlib, as pieces are kept.
pub(crate) fn packed(text: &str) -> Vec<u8> {
    let mut pack = flate2::write::ZlibEncoder::new(Vec::with_capacity(text.len() / 2), flate2::Compression::fast());
    pack.write_all(text.as_bytes()).and_then(|()| pack.finish()).expect("packing into memory does not fail")
}

/// Notes what others in the file may point to.
fn note(within: &mut Within, received: &Received, source_id: &str) {
    let key = (received.kind.clone(), source_id.to_owned());
    if let Some(url) = &received.full_url {
        within.entries.insert(url.clone(), key.clone());
    }
    let Content::Record(record) = &received.content else { return };
    let name = match record {
        Record::Practitioner(somebody) => somebody.names.first().map(super::tell::provider_name),
        Record::Organization(organization) => organization.name.clone(),
        Record::Location(place) => place.name.clone(),
        Record::Medication(medication) => {
            if let Some(code) = &medication.code {
                within.medicines.insert(key, code.clone());
            }
            return;
        }
        _ => None,
    };
    if let Some(name) = name {
        within.names.insert(key, name);
    }
}

/// Whom a resource is about.
fn about(source: &Source, within: &Within, received: &Received, source_id: &str) -> About {
    if received.kind == "Patient" {
        return About::Patient(source.piece("Patient", source_id));
    }
    let Some(subject) = &received.subject else { return About::Nobody };
    match within.resolve(subject) {
        Some((kind, id)) if kind == "Patient" => About::Patient(source.piece("Patient", &id)),
        Some(_) => About::Nobody,
        None => About::Untold,
    }
}

/// The record that is kept, and how much of the resource that is.
fn record(content: Content, kind: &str, report: &mut Report) -> (Option<Record>, Extent) {
    let why = match content {
        Content::Record(Record::Insured(insured)) => {
            report.source_only.insert(kind.to_owned(), "Who insured the patient then is read from it.".to_owned());
            return (Some(Record::Insured(insured)), Extent::SourceOnly);
        }
        Content::Record(Record::Medication(_)) => "Which medicine it is stands on the orders that point to it.",
        Content::Record(record) => return (Some(record), Extent::Whole),
        Content::SourceOnly(why) => why.say(),
        Content::Refused(_) => "It was refused.",
    };
    report.source_only.insert(kind.to_owned(), why.to_owned());
    (None, Extent::SourceOnly)
}

/// One group for what has no patient, and one for each patient, in the order of the file.
fn by_patient(items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut nobodys = Vec::new();
    let mut order: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    let mut places: HashMap<PieceId, usize> = HashMap::new();
    for item in items {
        match &item.about {
            About::Patient(patient) => {
                let next = places.len();
                let place = *places.entry(*patient).or_insert(next);
                order.entry(place).or_default().push(item);
            }
            About::Nobody | About::Untold => nobodys.push(item),
        }
    }
    std::iter::once(nobodys).chain(order.into_values()).collect()
}
