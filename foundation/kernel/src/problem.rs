//! Problems: everything that can go wrong, in one closed set of kinds, with a sentence for the desk.

use std::error::Error;
use std::fmt;

/// What kind of problem it is. Interfaces map kinds, once, to HTTP statuses, FHIR issues and HL7 acknowledgements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// What was asked for makes no sense as it was typed or sent.
    Invalid,
    /// It makes sense, and a rule or a missing permission forbids it.
    Refused,
    /// It does not exist, or may not be seen, which is the same.
    NotFound,
    /// Somebody else was faster: the record changed, or the place is taken.
    Conflict,
    /// Too much at once; the same request may go through later.
    Busy,
    /// Moa or its machine failed; nobody at the desk can mend it.
    Broken,
}

/// Why something was not done.
///
/// `code` is stable and for programs; `say` is a sentence for the person at the desk. Neither ever carries a patient's
/// data. Fields at fault are named in `fields`, so that a form can show each beside its input.
#[derive(Debug)]
pub struct Problem {
    kind: Kind,
    code: &'static str,
    say: String,
    fields: Vec<(&'static str, String)>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $make:ident: $kind:ident;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $make(code: &'static str, say: impl Into<String>) -> Self {
            Self { kind: Kind::$kind, code, say: say.into(), fields: Vec::new(), source: None }
        }
    )*};
}

impl Problem {
    kinds! {
        /// See [`Kind::Invalid`].
        invalid: Invalid;
        /// See [`Kind::Refused`].
        refused: Refused;
        /// See [`Kind::NotFound`].
        not_found: NotFound;
        /// See [`Kind::Conflict`].
        conflict: Conflict;
        /// See [`Kind::Busy`].
        busy: Busy;
        /// See [`Kind::Broken`].
        broken: Broken;
    }

    /// Adds the error underneath, for the log.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Names a field of the form that is at fault, and what to do about it.
    #[must_use]
    pub fn at(mut self, field: &'static str, say: impl Into<String>) -> Self {
        self.fields.push((field, say.into()));
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The stable code, such as `slot_taken`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The sentence for the desk.
    #[must_use]
    pub fn say(&self) -> &str {
        &self.say
    }

    /// The fields at fault, each with its sentence.
    #[must_use]
    pub fn fields(&self) -> &[(&'static str, String)] {
        &self.fields
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say)
    }
}

impl Error for Problem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn Error + 'static))
    }
}
