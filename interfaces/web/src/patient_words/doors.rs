//! The words of the doors: the kiosk's first page, the birthday behind a link, the way out.

use crate::patients::Unread;

super::both!(
    /// What is read before somebody is known.
    Doors {
        welcome: "Welcome. Check in here.", "Bienvenidos. Registre aquí su llegada.";
        family: "Your last name", "Su apellido";
        born: "Your date of birth", "Su fecha de nacimiento";
        begin: "Begin", "Empezar";
        nobody: "We cannot check you in here. Please go to the front desk: they will help you.",
            "Aquí no podemos registrar su llegada. Por favor, pase a la recepción: ahí le ayudarán.";
        family_missing: "Enter your last name.", "Escriba su apellido.";
        born_missing: "Enter the date of birth, like 3/27/1984.",
            "Escriba la fecha de nacimiento, por ejemplo 3/27/1984.";
        born_two_digits: "Enter the year with four digits, like 3/27/1984.",
            "Escriba el año con cuatro números, por ejemplo 3/27/1984.";
        born_no_date: "This is not a date. Enter month / day / year, like 3/27/1984.",
            "Esa fecha no existe. Escriba mes / día / año, por ejemplo 3/27/1984.";
        before_visit: "Before your visit", "Antes de su cita";
        sure_it_is_you: "Check in for your appointment. First we make sure that this is you.",
            "Aquí puede registrarse para su cita. Primero queremos asegurarnos de que es usted.";
        go_on: "Go on", "Continuar";
        wrong_many: "This is not the date we have. You can try {left} more times.",
            "Esa no es la fecha que tenemos. Puede intentarlo {left} veces más.";
        wrong_once: "This is not the date we have. You can try once more.",
            "Esa no es la fecha que tenemos. Puede intentarlo una vez más.";
        wrong_closed: "This is not the date we have. The link is closed now: please call the office.",
            "Esa no es la fecha que tenemos. El enlace ya se cerró: por favor, llame al consultorio.";
        stop: "Stop and clear everything on this screen", "Salir y borrar todo lo que hay en esta pantalla";
        begin_again: "Begin again", "Empezar de nuevo";
    }
);

impl Doors {
    /// Why a typed birthday cannot be read.
    pub(crate) const fn unread(&self, why: Unread) -> &'static str {
        match why {
            Unread::Empty => self.born_missing,
            Unread::TwoDigitYear => self.born_two_digits,
            Unread::NoDate => self.born_no_date,
        }
    }

    /// What a wrong birthday is told; so many tries are left.
    pub(crate) fn wrong(&self, left: i64) -> String {
        match left {
            0 => self.wrong_closed.to_owned(),
            1 => self.wrong_once.to_owned(),
            left => self.wrong_many.replace("{left}", &left.to_string()),
        }
    }
}
