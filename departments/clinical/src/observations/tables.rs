//! The table of observations.

use super::ObservationId;
use crate::encounters::EncounterId;
use crate::record::record;
use kernel::Phi;

record! {
    /// A measurement, answer or finding; or one part of a panel.
    Observation in observation: ObservationId {
        /// At which visit.
        encounter: Option<EncounterId> = [Nullable<Binary>],
        /// The panel it is a part of.
        panel: Option<ObservationId> = [Nullable<Binary>],
        /// Which part of the panel, from 1; 0 where it stands alone.
        position: i64 = [BigInt],
        /// When it was true of the patient, for order (see [`crate::told`]).
        at_key: i64 = [BigInt],
        /// When it was true of the patient.
        at_text: String = [Text],
        /// `vital-signs`, `laboratory`, `survey`, `social-history`, `imaging`, `exam`.
        category: String = [Text],
        /// The code system, mostly LOINC.
        code_system: String = [Text],
        /// The code.
        code: String = [Text],
        /// In words.
        label: String = [Text],
        /// `final`, `preliminary`, `corrected`, `entered-in-error` and others.
        status: String = [Text],
        /// `<`, `<=`, `>=`, `>` before the number.
        comparator: String = [Text],
        /// The number with the digits it came with; empty where the value is words.
        number: String = [Text],
        /// The unit as it is shown.
        unit: String = [Text],
        /// The unit's UCUM code.
        unit_code: String = [Text],
        /// The value where it is no single number.
        words: Phi<String> = [Text],
        /// Why there is no value.
        absent: String = [Text],
        /// `N`, `H`, `L`, `HH`, `A` and others (HL7 v3 `ObservationInterpretation`).
        interpretation: String = [Text],
        /// The lower end of what is to be expected.
        range_low: String = [Text],
        /// The upper end of what is to be expected.
        range_high: String = [Text],
        /// What is to be expected, in words.
        range_text: String = [Text],
        /// Where in the body.
        body_site: String = [Text],
        /// How.
        method: String = [Text],
        /// Who answers for it.
        performer: Phi<String> = [Text],
        /// Remarks.
        note: Phi<String> = [Text],
    }
}
