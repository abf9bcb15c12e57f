//! Reports and documents, with what they bring along.

use crate::datatypes::{Attachment, Concept, Identifier, Period, Read, all, one, phi, text, when};
use crate::json::Json;
use crate::reference::Reference;
use crate::when::When;
use kernel::Phi;

/// A report of a laboratory, of imaging, or a note (`DiagnosticReport`).
#[derive(Debug)]
pub struct Report {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `registered`, `partial`, `preliminary`, `final`, `amended`, `corrected`, `cancelled`, `entered-in-error` and others.
    pub status: String,
    /// Which service: `LAB`, `RAD`, or the LOINC class of a note.
    pub categories: Vec<Concept>,
    /// What it is.
    pub code: Concept,
    /// The patient.
    pub subject: Option<Reference>,
    /// At which visit.
    pub encounter: Option<Reference>,
    /// When what it tells of was true.
    pub effective: Period,
    /// When it was made available.
    pub issued: Option<When>,
    /// Who answers for it.
    pub performers: Vec<Reference>,
    /// The observations in it.
    pub results: Vec<Reference>,
    /// The conclusion in words.
    pub conclusion: Option<Phi<String>>,
    /// The conclusion in codes.
    pub conclusion_codes: Vec<Concept>,
    /// The whole report as the sender shows it.
    pub presented: Vec<Attachment>,
}

impl Read for Report {
    fn read(json: &Json<'_>) -> Self {
        let alone = || Period { start: when(json, "effectiveDateTime"), end: None };
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            categories: all(json, "category"),
            code: one(json, "code").unwrap_or_default(),
            subject: one(json, "subject"),
            encounter: one(json, "encounter"),
            effective: one(json, "effectivePeriod").unwrap_or_else(alone),
            issued: when(json, "issued"),
            performers: all(json, "performer"),
            results: all(json, "result"),
            conclusion: phi(json, "conclusion"),
            conclusion_codes: all(json, "conclusionCode"),
            presented: all(json, "presentedForm"),
        }
    }
}

/// A document, by its description and content.
#[derive(Debug)]
pub struct DocumentReference {
    /// Numbers by which it is known.
    pub identifiers: Vec<Identifier>,
    /// `current`, `superseded`, `entered-in-error`.
    pub status: String,
    /// `preliminary`, `final`, `amended`, `entered-in-error`.
    pub document_status: Option<String>,
    /// What kind of document.
    pub kind: Option<Concept>,
    /// Its categories.
    pub categories: Vec<Concept>,
    /// The patient.
    pub subject: Option<Reference>,
    /// When it was filed.
    pub date: Option<When>,
    /// Who wrote it.
    pub authors: Vec<Reference>,
    /// Who keeps the original.
    pub custodian: Option<Reference>,
    /// What it is about, in words.
    pub description: Option<Phi<String>>,
    /// Its content, in one form or several.
    pub contents: Vec<Attachment>,
    /// At which visits.
    pub encounters: Vec<Reference>,
    /// Which time it tells of.
    pub period: Period,
    /// Documents it replaces, transforms, signs or appends: (`replaces`, which).
    pub relations: Vec<(String, Reference)>,
}

impl Read for DocumentReference {
    fn read(json: &Json<'_>) -> Self {
        let context = json.get("context");
        let relation =
            |item: &Json<'_>| (text(item, "code").unwrap_or_default(), one(item, "target").unwrap_or_default());
        Self {
            identifiers: all(json, "identifier"),
            status: text(json, "status").unwrap_or_default(),
            document_status: text(json, "docStatus"),
            kind: one(json, "type"),
            categories: all(json, "category"),
            subject: one(json, "subject"),
            date: when(json, "date"),
            authors: all(json, "author"),
            custodian: one(json, "custodian"),
            description: phi(json, "description"),
            contents: json.list("content").iter().filter_map(|item| one(item, "attachment")).collect(),
            encounters: context.map(|context| all(context, "encounter")).unwrap_or_default(),
            period: context.and_then(|context| one(context, "period")).unwrap_or_default(),
            relations: json.list("relatesTo").iter().map(relation).collect(),
        }
    }
}
