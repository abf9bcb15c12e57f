//! The lists of answers, with the codes of the standards where there is one.

use crate::problems::ListedProblem;

/// SNOMED CT.
pub(super) const SNOMED: &str = "http://snomed.info/sct";
/// ICD-10-CM.
pub(super) const ICD10CM: &str = "http://hl7.org/fhir/sid/icd-10-cm";
/// CVX, the codes of vaccines.
pub(super) const CVX: &str = "http://hl7.org/fhir/sid/cvx";

/// What is stored, and what is read.
pub type Values = &'static [(&'static str, &'static str)];

/// Smoking status (SNOMED CT; value set 2.16.840.1.113883.11.20.9.38, which 45 CFR 170.207(h) of 2015 names).
pub(super) const SMOKING: Values = &[
    ("266919005", "Never smoked"),
    ("8517006", "Former smoker"),
    ("449868002", "Smokes every day"),
    ("428041000124106", "Smokes some days"),
    ("428071000124103", "Heavy smoker"),
    ("428061000124105", "Light smoker"),
    ("77176002", "Smoker, how much is not known"),
    ("266927001", "Not known whether they ever smoked"),
];

pub(super) const HOW_OFTEN: Values = &[
    ("Never", "Never"),
    ("Formerly", "Formerly, not now"),
    ("Monthly or less", "Monthly or less"),
    ("2 to 4 times a month", "2 to 4 times a month"),
    ("2 to 3 times a week", "2 to 3 times a week"),
    ("4 or more times a week", "4 or more times a week"),
    ("Declined to answer", "Declined to answer"),
];

pub(super) const SEVERITIES: Values =
    &[("", "Not known"), ("mild", "Mild"), ("moderate", "Moderate"), ("severe", "Severe")];

/// FHIR R4 `allergy-intolerance-criticality`.
pub(super) const CRITICALITIES: Values =
    &[("", "Not known"), ("low", "Low"), ("high", "High: may endanger life"), ("unable-to-assess", "Cannot be judged")];

pub(super) const ALLERGY_KINDS: Values = &[("", "Not known"), ("allergy", "Allergy"), ("intolerance", "Intolerance")];

pub(super) const ALLERGY_CATEGORIES: Values = &[
    ("", "Not known"),
    ("medication", "Medicine"),
    ("food", "Food"),
    ("environment", "Environment"),
    ("biologic", "Biologic"),
];

pub(super) const ALLERGY_STATUSES: Values = &[("active", "Active"), ("inactive", "Inactive"), ("resolved", "Resolved")];

pub(super) const SURE: Values = &[("confirmed", "Confirmed"), ("unconfirmed", "Not confirmed"), ("refuted", "Refuted")];

/// FHIR R4 `condition-clinical`, those of a problem that stands.
pub(super) const PROBLEM_STATUSES: Values = &[
    ("active", "Active"),
    ("recurrence", "Come back"),
    ("relapse", "Relapse"),
    ("resolved", "Resolved"),
    ("inactive", "Inactive"),
    ("remission", "In remission"),
];

/// Of an illness that is past, or that only the patient tells of.
pub(super) const PAST_STATUSES: Values = &[
    ("resolved", "Resolved"),
    ("inactive", "Inactive"),
    ("remission", "In remission"),
    ("unknown", "Not known whether it stands"),
];

/// FHIR R4 `medication-statement-status`, those that a list needs.
pub(super) const MEDICATION_STATUSES: Values =
    &[("active", "Takes it"), ("on-hold", "Paused"), ("stopped", "Stopped"), ("completed", "Completed")];

pub(super) const SHOT_STATUSES: Values = &[("completed", "Given"), ("not-done", "Not given")];

pub(super) const DONE_STATUSES: Values = &[("completed", "Done"), ("not-done", "Not done")];

pub(super) const YES_NO: Values = &[("", "Not known"), ("yes", "Yes"), ("no", "No")];

/// Relatives (HL7 v3 `RoleCode`, 2014-08-07, family members).
pub const RELATIONS: Values = &[
    ("MTH", "Mother"),
    ("FTH", "Father"),
    ("SIS", "Sister"),
    ("BRO", "Brother"),
    ("DAUC", "Daughter"),
    ("SONC", "Son"),
    ("MGRMTH", "Mother’s mother"),
    ("MGRFTH", "Mother’s father"),
    ("PGRMTH", "Father’s mother"),
    ("PGRFTH", "Father’s father"),
    ("GRPRN", "Grandparent"),
    ("AUNT", "Aunt"),
    ("UNCLE", "Uncle"),
    ("COUSN", "Cousin"),
    ("CHILD", "Child"),
    ("SIB", "Brother or sister"),
    ("FAMMEMB", "Another relative"),
];

kernel::code!(
    /// What is asked about how a patient lives.
    Topic {
        /// Tobacco.
        Tobacco = "tobacco",
        /// Alcohol.
        Alcohol = "alcohol",
        /// Drugs that nobody prescribed.
        Drugs = "drugs",
        /// Work.
        Occupation = "occupation",
        /// With whom and where they live.
        Home = "home",
        /// Exercise.
        Exercise = "exercise",
        /// Food and diet.
        Diet = "diet",
        /// Partners and contraception.
        Sexual = "sexual",
        /// Whether they feel safe at home.
        Safety = "safety",
        /// Anything else.
        Other = "other",
    }
);

impl Topic {
    /// As shown on pages.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Tobacco => "Tobacco",
            Self::Alcohol => "Alcohol",
            Self::Drugs => "Drugs",
            Self::Occupation => "Occupation",
            Self::Home => "Living situation",
            Self::Exercise => "Exercise",
            Self::Diet => "Diet",
            Self::Sexual => "Sexual health",
            Self::Safety => "Safety at home",
            Self::Other => "Other",
        }
    }

    /// The answers to choose from; nothing where it is told in words.
    #[must_use]
    pub const fn answers(self) -> Option<Values> {
        match self {
            Self::Tobacco => Some(SMOKING),
            Self::Alcohol | Self::Drugs => Some(HOW_OFTEN),
            _ => None,
        }
    }

    /// LOINC codes under which other offices tell of it.
    pub(super) const fn loinc(self) -> &'static [&'static str] {
        match self {
            Self::Tobacco => &["72166-2", "39240-7"],
            Self::Alcohol => &["74013-4", "68518-0", "75626-2"],
            Self::Drugs => &["74204-9", "82667-7"],
            Self::Occupation => &["11341-5", "21843-8"],
            Self::Home => &["71802-3", "63512-8"],
            Self::Exercise => &["89574-8", "68515-6"],
            Self::Diet => &["81663-7"],
            Self::Sexual => &["76690-7", "64728-9"],
            Self::Safety => &["76501-6", "93038-8"],
            Self::Other => &[],
        }
    }
}

/// How a stored value reads; itself where it is on no list.
#[must_use]
pub fn label_of(values: Values, value: &str) -> String {
    values.iter().find(|(stored, _)| *stored == value).map_or(value, |(_, label)| label).to_owned()
}

/// Whether a problem is on the list of those that stand.
pub(super) fn is_active(row: &ListedProblem) -> bool {
    matches!(row.clinical_status.as_str(), "" | "active" | "recurrence" | "relapse") && row.abated_text.is_empty()
}
