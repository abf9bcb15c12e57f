//! The words of a check-in: what is looked over, the pictures of the card, the papers.

use registry::coverages::Relationship;

super::both!(
    /// What is on record and what is asked.
    Details {
        title: "Is this still right?", "¿Sus datos siguen igual?";
        hello: "Hello {name}. Please look this over, and set right what has changed.",
            "Hola, {name}. Por favor, revise sus datos y corrija lo que haya cambiado.";
        reach: "How we reach you", "Cómo comunicarnos con usted";
        mobile: "Mobile phone", "Teléfono celular";
        email: "E-mail", "Correo electrónico";
        street: "Street and number", "Calle y número";
        unit: "Apartment", "Apartamento";
        city: "City", "Ciudad";
        state: "State", "Estado";
        postal_code: "ZIP code", "Código postal";
        insurance: "Insurance, if it has changed", "Seguro médico, si ha cambiado";
        insurance_same: "Leave it empty if your insurance is the same.", "Déjelo en blanco si tiene el mismo seguro.";
        payer: "Insurer", "Compañía de seguros";
        member: "Member number", "Número de miembro";
        group: "Group number", "Número de grupo";
        whose: "Whose insurance is it?", "¿De quién es el seguro?";
        whose_own: "My own", "Mío";
        whose_spouse: "My husband’s or wife’s", "De mi esposo o esposa";
        whose_parent: "My parent’s", "De mi mamá o de mi papá";
        whose_other: "Somebody else’s", "De otra persona";
        subscriber: "Name of that person", "Nombre de esa persona";
        subscriber_hint: "If it is not your own", "Si el seguro no es suyo";
        health: "Your health", "Su salud";
        health_hint: "Tell us what is new, or all of it if this is your first visit.",
            "Díganos qué hay de nuevo. Si es su primera cita, díganos todo.";
        medicines: "Medicines you take", "Medicinas que toma";
        allergies: "Allergies", "Alergias";
        conditions: "Illnesses", "Enfermedades que tiene o ha tenido";
        operations: "Operations", "Operaciones";
        family: "Illnesses in the family", "Enfermedades en su familia";
        mobile_short: "Enter the whole number, with its area code.",
            "Escriba el número completo, con el código de área.";
        email_short: "Enter the whole address, like ana@example.com.",
            "Escriba el correo completo, por ejemplo ana@example.com.";
        member_missing: "Enter both the insurer and the member number, as they stand on the card.",
            "Escriba la compañía de seguros y el número de miembro, como aparecen en la tarjeta.";
        subscriber_missing: "Enter the name of the person whose insurance it is, as it stands on the card.",
            "Escriba el nombre de la persona que tiene el seguro, como aparece en la tarjeta.";
    }
);

super::both!(
    /// The pictures of the insurance card.
    CardPictures {
        title: "Your insurance card", "Su tarjeta del seguro";
        say: "Take a picture of each side of your insurance card, or skip this if you have none or nothing changed.",
            "Tome una foto de cada lado de su tarjeta del seguro. Si no tiene tarjeta, o si nada ha cambiado, puede saltarse este paso.";
        front: "Front of the card", "Frente de la tarjeta";
        back: "Back of the card", "Reverso de la tarjeta";
        send: "Send the pictures", "Enviar las fotos";
        skip: "Skip this", "Saltar este paso";
        have_front: "We have the picture of the front.", "Ya tenemos la foto del frente.";
        have_back: "We have the picture of the back.", "Ya tenemos la foto del reverso.";
    }
);

super::both!(
    /// The list of papers, and sending everything.
    Papers {
        title: "Papers to sign", "Documentos para firmar";
        nothing: "There is nothing to sign.", "No hay nada que firmar.";
        please: "Please read and sign these.", "Por favor, lea y firme estos documentos.";
        signed: "Signed", "Firmado";
        read_and_sign: "Read and sign", "Leer y firmar";
        send: "Send", "Enviar";
        send_from_kiosk: "Send, and tell the desk that I am here", "Enviar y avisar que ya llegué";
        send_from_waiting_room: "Send: I am in the waiting room", "Enviar: ya estoy en la sala de espera";
        thank_you: "Thank you", "Gracias";
        desk_knows: "The desk knows that you are here. Please take a seat; you will be called.",
            "En la recepción ya saben que usted llegó. Tome asiento, por favor; le vamos a llamar.";
        tell_the_desk: "We have it. Please tell the front desk when you arrive.",
            "Ya recibimos todo. Cuando llegue, por favor avise en la recepción.";
    }
);

impl Details {
    /// Whose policy it is, in the patient's words.
    pub(crate) const fn whose_policy(&self, whose: Relationship) -> &'static str {
        match whose {
            Relationship::Itself => self.whose_own,
            Relationship::Spouse => self.whose_spouse,
            Relationship::Child => self.whose_parent,
            Relationship::Other => self.whose_other,
        }
    }
}
