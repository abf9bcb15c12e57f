//! The words around a form that is signed: who signs, the box, what is still blank.

use front_office::forms::{AnswerFault, Capacity};

super::both!(
    /// What stands around the wording of a form.
    Sheet {
        who_signs: "Who signs?", "¿Quién firma?";
        patient: "The patient", "El paciente";
        parent: "A parent", "La madre o el padre";
        guardian: "A guardian named by a court", "Un tutor nombrado por un juez";
        agent: "A health care agent", "La persona nombrada para decidir por el paciente";
        minor_by_law: "The patient, a minor whom the law lets consent",
            "El paciente, menor de edad, si la ley le permite firmar";
        signer: "Name of the person who signs", "Nombre de la persona que firma";
        sign: "Sign", "Firmar";
        not_now: "Not now", "Ahora no";
        yes: "Yes", "Sí";
        no: "No", "No";
        clear: "Clear", "Borrar";
        no_script: "This browser cannot take a signature. Sign on paper instead.",
            "Este navegador no puede tomar su firma. Mejor firme en papel.";
        only_english: "This paper is in English only. If you want help with it, ask at the front desk before you sign.",
            "Este documento está solo en inglés. Si quiere que se lo expliquen en español, pregunte en la recepción antes de firmar.";
        blank: "Answer “{question}”.", "Conteste “{question}”.";
        too_long: "Keep the answer to “{question}” under 1,000 letters.",
            "Su respuesta a “{question}” es muy larga. Use menos de 1,000 letras.";
        not_yes_or_no: "Answer “{question}” with yes or no.", "Conteste “{question}” con sí o no.";
        not_a_choice: "Choose an answer to “{question}”.", "Elija una respuesta para “{question}”.";
        no_date: "Enter a date for “{question}”, like 11/21/2026.",
            "Escriba una fecha para “{question}”, por ejemplo 11/21/2026.";
    }
);

impl Sheet {
    /// In which capacity somebody signs.
    pub(crate) const fn capacity(&self, capacity: Capacity) -> &'static str {
        match capacity {
            Capacity::Patient => self.patient,
            Capacity::Parent => self.parent,
            Capacity::Guardian => self.guardian,
            Capacity::HealthCareAgent => self.agent,
            Capacity::MinorByLaw => self.minor_by_law,
        }
    }

    /// What is wrong with an answer to this question.
    pub(crate) fn answer(&self, fault: AnswerFault, question: &str) -> String {
        let say = match fault {
            AnswerFault::Blank => self.blank,
            AnswerFault::TooLong => self.too_long,
            AnswerFault::NotYesOrNo => self.not_yes_or_no,
            AnswerFault::NotAChoice => self.not_a_choice,
            AnswerFault::NoDate => self.no_date,
        };
        say.replace("{question}", question)
    }
}
