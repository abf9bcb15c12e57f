//! Shapes: which elements a resource or data type of R4 has, how often, and of which types; read from `shapes.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Element {
    /// The element's name, without the `[x]` of a choice.
    pub name: &'static str,
    /// It may be of several types, one of which is part of its name in JSON: `valueQuantity`.
    pub choice: bool,
    pub required: bool,
    pub many: bool,
    pub types: Vec<&'static str>,
}

/// The elements of a type, in the order of the specification.
pub(crate) type Shape = Vec<Element>;

static SHAPES: LazyLock<HashMap<&'static str, Shape>> = LazyLock::new(|| {
    let mut shapes: HashMap<&str, Shape> = HashMap::new();
    let mut current = "";
    for line in include_str!("shapes.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix(' ') {
            Some(line) => shapes.entry(current).or_default().push(element(line)),
            None => current = line,
        }
    }
    shapes
});

fn element(line: &'static str) -> Element {
    let mut words = line.split(' ');
    let name = words.next().unwrap_or_default();
    let times = words.next().unwrap_or_default();
    let plain = name.strip_suffix("[x]");
    Element {
        name: plain.unwrap_or(name),
        choice: plain.is_some(),
        required: times.starts_with('1'),
        many: times.ends_with('*'),
        types: words.collect(),
    }
}

/// The shape of a type; nothing for a resource that Moa keeps without looking into it, and for primitives.
pub(crate) fn shape(of: &str) -> Option<&'static Shape> {
    SHAPES.get(of)
}

/// The element that a JSON name stands for, and its type there.
pub(crate) fn find(shape: &'static Shape, name: &str) -> Option<(&'static Element, &'static str)> {
    shape.iter().find_map(|element| {
        if !element.choice {
            return (element.name == name).then(|| (element, *element.types.first().unwrap_or(&"")));
        }
        let ending = name.strip_prefix(element.name)?;
        let typed = element.types.iter().find(|typed| is_capitalised(ending, typed))?;
        Some((element, *typed))
    })
}

fn is_capitalised(ending: &str, typed: &str) -> bool {
    ending.len() == typed.len()
        && ending.as_bytes()[1..] == typed.as_bytes()[1..]
        && ending.as_bytes()[0] == typed.as_bytes()[0].to_ascii_uppercase()
}

/// Every resource type of R4 (4.0.1, 2019); any other `resourceType` is not FHIR R4.
pub(crate) const RESOURCES: &str = " Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment \
    AppointmentResponse AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement \
    CarePlan CareTeam CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem \
    Communication CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage \
    CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric \
    DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis \
    Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable \
    ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse \
    HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation ImplementationGuide \
    InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Media Medication MedicationAdministration \
    MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement MedicinalProduct \
    MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication \
    MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged \
    MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition MessageHeader MolecularSequence \
    NamingSystem NutritionOrder Observation ObservationDefinition OperationDefinition OperationOutcome Organization \
    OrganizationAffiliation Parameters Patient PaymentNotice PaymentReconciliation Person PlanDefinition Practitioner \
    PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup \
    ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject RiskAssessment RiskEvidenceSynthesis \
    Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition StructureDefinition StructureMap \
    Subscription Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein SubstanceReferenceInformation \
    SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task TerminologyCapabilities TestReport \
    TestScript ValueSet VerificationResult VisionPrescription ";

/// Whether R4 has a resource type of that name.
pub(crate) fn is_resource(name: &str) -> bool {
    !name.is_empty() && !name.contains(' ') && RESOURCES.contains(&format!(" {name} "))
}

#[cfg(test)]
mod tests {
    use super::{find, is_resource, shape};

    #[test]
    fn a_choice_is_found_by_its_type() {
        let observation = shape("Observation").expect("in the table");
        let (element, typed) = find(observation, "valueCodeableConcept").expect("a choice");
        assert_eq!((element.name, typed), ("value", "CodeableConcept"));
        assert!(find(observation, "valueAddress").is_none());
        assert!(find(observation, "value").is_none());
    }

    #[test]
    fn every_type_in_the_table_is_a_shape_or_a_primitive() {
        for (name, shape) in super::SHAPES.iter() {
            for typed in shape.iter().flat_map(|element| &element.types) {
                let known =
                    super::shape(typed).is_some() || crate::primitives::is_primitive(typed) || *typed == "Resource";
                assert!(known, "{name}: {typed}");
            }
        }
    }

    #[test]
    fn names_of_resources_are_whole_words() {
        assert!(is_resource("Patient"));
        assert!(!is_resource("Pat"));
        assert!(!is_resource("Patient Person"));
        assert!(!is_resource(""));
    }
}
