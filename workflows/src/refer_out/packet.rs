//! The packet: one PDF for people and one FHIR document for programs, made of the same letter.

use super::gather::{Enclosed, Gathered, address_lines, subject_of};
use clinical::allergies::{Allergy, NO_KNOWN_ALLERGY};
use clinical::histories::Known;
use clinical::immunizations::Immunization;
use clinical::medications::Medication;
use clinical::observations::Observation;
use clinical::problems::ListedProblem;
use fhir_r4::document::{Attached, Coded, Measured, Party, Policy, Purpose, ReferralDocument, print};
use front_office::referrals::{Diagnosis, Entry, EntryKind, NewPacket, ReferralUrgency};
use kernel::{Moment, Phi, Problem, RawId};
use office::Tx;
use papers::print::{Block, Sheet};
use papers::{Paper, PaperKind};
use registry::coverages::Coverage;
use registry::people::{Interpreter, Person};
use registry::practice::{Site, StaffLine};

/// Everything that stands in a letter to another office.
pub(crate) struct Letter<'a> {
    pub purpose: Purpose,
    pub practice: String,
    pub site: &'a Site,
    pub person: &'a Person,
    pub from: &'a StaffLine,
    /// Who receives it: name, and how they are reached.
    pub to: Party,
    /// What they do; empty where that is not known.
    pub specialty: String,
    pub urgency: ReferralUrgency,
    pub words: Phi<String>,
    pub questions: Phi<String>,
    pub diagnoses: Vec<Diagnosis>,
    pub authorisation: Phi<String>,
    /// What else the authorisation says, in words.
    pub allowed: String,
    pub policies: Vec<Coverage>,
    pub gathered: Gathered,
}

/// An entry of the directory as somebody who receives a letter.
pub(crate) fn parties(entry: &Entry) -> Party {
    let fields = &entry.fields;
    Party {
        is_office: fields.kind == EntryKind::Office,
        name: entry.called(),
        npi: fields.npi.clone(),
        phone: fields.phone.clone(),
        fax: fields.fax.clone(),
        email: fields.email.clone(),
        address: entry.address(front_office::referrals::Channel::Print),
    }
}

/// Makes both files of a packet.
///
/// # Errors
/// Invalid, when a document of it cannot be sent on; broken, when the PDF cannot be made.
pub(crate) fn joined(tx: &mut Tx<'_>, letter: &Letter<'_>) -> Result<NewPacket, Problem> {
    let mut behind = Vec::new();
    let mut pictures = Vec::new();
    for enclosed in &letter.gathered.enclosed {
        match enclosed.paper()? {
            Some(paper) if paper.kind() == PaperKind::Pdf => behind.push(paper),
            Some(paper) => pictures.push((enclosed.title.reveal().clone(), paper)),
            None => {}
        }
    }
    let identifier: RawId = tx.id();
    let pdf = papers::print::print(&sheet(letter, pictures, tx.now()), &behind)?;
    let document = document(letter, identifier, tx.now());
    let printed = print(&document, &mut || uuid(tx.id()));
    Ok(NewPacket { pages: i64::from(pdf.pages()), pdf: pdf.bytes().to_vec(), fhir: printed.json })
}

/// An id with the hyphens that a URN wants (RFC 9562, 2024).
fn uuid(id: RawId) -> String {
    let plain = id.to_string();
    [&plain[..8], &plain[8..12], &plain[12..16], &plain[16..20], &plain[20..]].join("-")
}

fn fact(name: &str, fact: impl Into<String>) -> (String, String) {
    (name.to_owned(), fact.into())
}

/// What is printed for people.
fn sheet(letter: &Letter<'_>, pictures: Vec<(String, Paper)>, now: Moment) -> Sheet {
    let who = &letter.person.demographics;
    let name = [&who.given, &who.middle, &who.family, &who.suffix];
    let name: Vec<&str> = name.into_iter().map(|part| part.reveal().as_str()).filter(|part| !part.is_empty()).collect();
    let name = name.join(" ");
    let day = now.civil(&letter.site.zone).strftime("%B %-d, %Y").to_string();
    let title = title(letter);
    let mut blocks = vec![
        Block::Head(letter.practice.clone()),
        Block::Words(format!(
            "{}, {}, {} {} {} · {}",
            letter.site.name,
            letter.site.street,
            letter.site.city,
            letter.site.state,
            letter.site.postal_code,
            letter.site.phone
        )),
        Block::Heading(format!("{title} · {day}")),
        Block::Facts(vec![
            fact("To", letter.to.name.clone()),
            fact("Specialty", letter.specialty.clone()),
            fact("Address", letter.to.address.clone()),
            fact("Telephone", letter.to.phone.clone()),
            fact("Fax", letter.to.fax.clone()),
            fact("From", format!("{} (NPI {})", letter.from.called(), letter.from.npi.as_deref().unwrap_or("none"))),
            fact("Urgency", letter.urgency.title()),
        ]),
        Block::Heading("Patient".to_owned()),
        Block::Facts(patient_facts(letter, &name)),
    ];
    blocks.push(Block::Heading(if letter.purpose == Purpose::Referral { "Reason" } else { "Report" }.to_owned()));
    blocks.push(Block::Words(letter.words.reveal().clone()));
    if !letter.diagnoses.is_empty() {
        blocks.push(Block::Heading("Diagnoses".to_owned()));
        let line = |line: &Diagnosis| format!("{} {}", line.code.reveal(), line.label.reveal());
        blocks.push(Block::Lines(letter.diagnoses.iter().map(line).collect()));
    }
    if !letter.questions.reveal().is_empty() {
        blocks.push(Block::Heading("Questions".to_owned()));
        blocks.push(Block::Words(letter.questions.reveal().clone()));
    }
    insurance(letter, &mut blocks);
    record(&letter.gathered, &mut blocks);
    for enclosed in &letter.gathered.enclosed {
        if let Some(words) = enclosed.words() {
            blocks.push(Block::Heading(enclosed.title.reveal().clone()));
            blocks.push(Block::Words(words));
        }
    }
    blocks.extend(pictures.into_iter().map(|(called, paper)| Block::Picture(called, paper)));
    let born = who.birth_day.reveal();
    Sheet { title: title.to_owned(), foot: format!("{name}, born {born}, MRN {}", letter.person.mrn.reveal()), blocks }
}

const fn title(letter: &Letter<'_>) -> &'static str {
    match letter.purpose {
        Purpose::Referral => "Referral",
        Purpose::Report => "Report on a referral",
    }
}

fn patient_facts(letter: &Letter<'_>, name: &str) -> Vec<(String, String)> {
    let who = &letter.person.demographics;
    let phones = [&who.contacts.mobile, &who.contacts.home, &who.contacts.work];
    let phones: Vec<&str> =
        phones.into_iter().map(|phone| phone.reveal().as_str()).filter(|phone| !phone.is_empty()).collect();
    let language = match who.interpreter {
        Interpreter::Needed => format!("{}, needs an interpreter", who.language),
        Interpreter::NotNeeded => who.language.clone(),
    };
    vec![
        fact("Name", name),
        fact("Called", who.preferred.reveal().clone()),
        fact("Born", who.birth_day.reveal().to_string()),
        fact("Sex", who.sex.word()),
        fact("MRN", letter.person.mrn.reveal().clone()),
        fact("Telephone", phones.join(", ")),
        fact("E-mail", who.contacts.email.reveal().clone()),
        fact("Address", address_lines(who)),
        fact("Language", language),
    ]
}

fn insurance(letter: &Letter<'_>, blocks: &mut Vec<Block>) {
    let authorised = !letter.authorisation.reveal().is_empty() || !letter.allowed.is_empty();
    if letter.policies.is_empty() && !authorised {
        return;
    }
    blocks.push(Block::Heading("Insurance".to_owned()));
    let policy = |coverage: &Coverage| {
        let card = &coverage.card;
        let mut words =
            format!("{}. {} {}, member {}", card.priority, card.payer, card.plan, card.member_number.reveal());
        if !card.group_number.reveal().is_empty() {
            words.push_str(&format!(", group {}", card.group_number.reveal()));
        }
        if !card.subscriber_name.reveal().is_empty() {
            words.push_str(&format!(", subscriber {}", card.subscriber_name.reveal()));
        }
        words
    };
    blocks.push(Block::Lines(letter.policies.iter().map(policy).collect()));
    blocks.push(Block::Facts(vec![
        fact("Authorisation", letter.authorisation.reveal().clone()),
        fact("It allows", letter.allowed.clone()),
    ]));
}

fn said(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn range(value: &Observation) -> String {
    match (value.range_text.as_str(), value.range_low.as_str(), value.range_high.as_str()) {
        ("", "", "") => String::new(),
        ("", low, high) => format!("expected {low}–{high}"),
        (text, ..) => format!("expected {text}"),
    }
}

/// The sections of the chart that go along.
fn record(all: &Gathered, blocks: &mut Vec<Block>) {
    let shown = clinical::told::shown;
    let problems = all.problems.iter().map(|line| said(&[&line.label, &line.code, &shown(&line.at_text)])).collect();
    let medications =
        all.medications.iter().map(|line| said(&[&line.label, line.dosage.reveal(), &shown(&line.at_text)])).collect();
    let mut allergies: Vec<String> = all
        .allergies
        .iter()
        .map(|line| said(&[&line.label, line.reactions.reveal(), &line.severity, &line.criticality]))
        .collect();
    match all.allergies_known {
        Some(Known::None(_)) => allergies.push("No known allergies".to_owned()),
        Some(Known::NotAsked) => allergies.push("Nobody has asked about allergies yet".to_owned()),
        Some(Known::Listed) | None => {}
    }
    let laboratory = all
        .laboratory
        .iter()
        .map(|line| {
            let beyond = if line.is_abnormal() { "outside the range" } else { "" };
            said(&[&shown(&line.at_text), &line.label, &line.value(), &range(line), beyond])
        })
        .collect();
    let immunizations = all.immunizations.iter().map(|line| said(&[&shown(&line.at_text), &line.label])).collect();
    let sections: [(&str, Vec<String>); 5] = [
        ("Problem list", problems),
        ("Medicines taken now", medications),
        ("Allergies", allergies),
        ("Latest laboratory values", laboratory),
        ("Vaccinations", immunizations),
    ];
    for (heading, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.push(Block::Lines(lines));
    }
}

/// What is sent for programs.
fn document(letter: &Letter<'_>, identifier: RawId, now: Moment) -> ReferralDocument {
    let all = &letter.gathered;
    let service = match letter.specialty.as_str() {
        "" => "Referral".to_owned(),
        specialty => format!("Referral to {specialty}"),
    };
    let problem = |line: &ListedProblem| coded(&line.code_system, &line.code, &line.label, "", &line.at_text);
    let medicine =
        |line: &Medication| coded(&line.code_system, &line.code, &line.label, line.dosage.reveal(), &line.at_text);
    let allergy =
        |line: &Allergy| coded(&line.code_system, &line.code, &line.label, line.reactions.reveal(), &line.at_text);
    let no_allergy = matches!(all.allergies_known, Some(Known::None(_)));
    let no_allergy = no_allergy.then(|| coded("http://snomed.info/sct", NO_KNOWN_ALLERGY, "No known allergy", "", ""));
    let vaccine = |line: &Immunization| coded(&line.code_system, &line.code, &line.label, "", &line.at_text);
    let diagnosis = |line: &Diagnosis| coded("", line.code.reveal(), line.label.reveal(), "", "");
    let file = |file: &Enclosed| Attached {
        title: file.title.reveal().clone(),
        media_type: file.media_type.clone(),
        bytes: file.bytes.reveal().clone(),
    };
    let (sender, author) = ours(letter);
    ReferralDocument {
        purpose: letter.purpose,
        identifier: format!("urn:uuid:{}", uuid(identifier)),
        made_at: now.to_string(),
        title: title(letter).to_owned(),
        patient: subject_of(letter.person),
        author,
        sender,
        recipient: letter.to.clone(),
        priority: letter.urgency.word().to_owned(),
        service,
        words: letter.words.reveal().clone(),
        questions: letter.questions.reveal().clone(),
        authorisation: letter.authorisation.reveal().clone(),
        diagnoses: letter.diagnoses.iter().map(diagnosis).collect(),
        policies: letter.policies.iter().map(policy).collect(),
        problems: all.problems.iter().map(problem).collect(),
        medications: all.medications.iter().map(medicine).collect(),
        allergies: all.allergies.iter().map(allergy).chain(no_allergy).collect(),
        results: all.laboratory.iter().map(measured).collect(),
        immunizations: all.immunizations.iter().map(vaccine).collect(),
        files: all.enclosed.iter().map(file).collect(),
    }
}

fn coded(system: &str, code: &str, label: &str, more: &str, at: &str) -> Coded {
    Coded {
        system: system.to_owned(),
        code: code.to_owned(),
        label: label.to_owned(),
        more: more.to_owned(),
        at: at.to_owned(),
    }
}

/// The practice, and who writes for it.
fn ours(letter: &Letter<'_>) -> (Party, Party) {
    let place = letter.site;
    let practice = Party {
        is_office: true,
        name: letter.practice.clone(),
        phone: place.phone.clone(),
        address: format!("{}, {} {} {}", place.street, place.city, place.state, place.postal_code),
        ..Party::default()
    };
    let author = Party {
        name: letter.from.called(),
        npi: letter.from.npi.clone().unwrap_or_default(),
        phone: place.phone.clone(),
        ..Party::default()
    };
    (practice, author)
}

fn policy(coverage: &Coverage) -> Policy {
    let card = &coverage.card;
    Policy {
        payer: card.payer.clone(),
        plan: card.plan.clone(),
        member: card.member_number.reveal().clone(),
        group: card.group_number.reveal().clone(),
        order: card.priority,
        relationship: card.relationship.word().to_owned(),
    }
}

fn measured(line: &Observation) -> Measured {
    Measured {
        what: Coded {
            system: line.code_system.clone(),
            code: line.code.clone(),
            label: line.label.clone(),
            more: String::new(),
            at: line.at_text.clone(),
        },
        number: if line.comparator.is_empty() { line.number.clone() } else { String::new() },
        unit: line.unit.clone(),
        words: line.value(),
    }
}
