//! What the pieces say by themselves, in the languages of those who read them.

/// The few words that a field, a form or a list of files adds to its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Voice {
    /// After the label of a field that may be left empty.
    pub optional: &'static str,
    /// Before what is wrong with a field, for those who hear it.
    pub problem: &'static str,
    /// Over the list of all that is wrong.
    pub faults: &'static str,
    /// Under a date of birth.
    pub birth: &'static str,
    /// The button that takes a file out of the list.
    pub remove: &'static str,
}

/// What staff read.
pub const ENGLISH: &Voice = &Voice {
    optional: " (optional)",
    problem: "Problem: ",
    faults: "There is a problem",
    birth: "Month / day / year, like 3/27/1984",
    remove: "Remove",
};

/// For patients who read Spanish.
pub const SPANISH: &Voice = &Voice {
    optional: " (opcional)",
    problem: "Corrija esto: ",
    faults: "Falta corregir algo",
    birth: "Mes / día / año, por ejemplo 3/27/1984",
    remove: "Quitar",
};
