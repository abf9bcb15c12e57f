//! The PDF417 bar code of a driver’s licence or identity card of the United States or Canada, as a scanner that works like a
//! keyboard types it (AAMVA DL/ID Card Design Standard, 2020, annex D; earlier versions where they name a field otherwise).
//!
//! Scanners differ in what they make of the control characters between the fields, so the header’s offsets are not relied
//! upon: a field is told by its three letters at the beginning of a line. [`read`] never panics, whatever was typed.

mod fields;
mod names;

use fields::Fields;
use kernel::{Day, Phi};

/// Characters of a scan at most; a bar code of this kind holds fewer than 2,000.
pub const SCAN_LETTERS_MAX: usize = 8_000;

/// What a licence says of its holder. Text is empty where the licence does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// The number of the document (DAQ).
    pub number: Phi<String>,
    /// Family name (DCS), in letters as names are written.
    pub family: Phi<String>,
    /// First name (DAC).
    pub given: Phi<String>,
    /// Middle names (DAD).
    pub middle: Phi<String>,
    /// Suffix (DCU), such as `JR`.
    pub suffix: Phi<String>,
    /// Date of birth (DBB).
    pub birth_day: Phi<Day>,
    /// Sex (DBC); nothing where it is not specified.
    pub sex: Option<Sex>,
    /// Street and number (DAG).
    pub street: Phi<String>,
    /// A second line of the street (DAH).
    pub unit: Phi<String>,
    /// City (DAI).
    pub city: Phi<String>,
    /// State or province (DAJ), two letters.
    pub state: Phi<String>,
    /// Postal code (DAK): `60602` or `60602-1234`; Canadian codes as they are.
    pub postal_code: Phi<String>,
    /// The day after which the document is no longer valid (DBA).
    pub expires_on: Option<Day>,
    /// A family or first name was too long for the card and is cut off (DDE, DDF).
    pub cut_off: bool,
}

/// Sex as a licence states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// `1`, or `M` in early versions.
    Male,
    /// `2`, or `F`.
    Female,
    /// `9`: not specified, printed as X.
    NotSpecified,
}

/// Why a scan is no licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing was scanned.
    Empty,
    /// It is the bar code of something else, or only a part of it came through.
    NoLicence,
    /// The licence has no name or no date of birth that can be read.
    Incomplete,
}

impl Unread {
    /// What to do, in a sentence.
    #[must_use]
    pub const fn say(self) -> &'static str {
        match self {
            Self::Empty => "Put the cursor here and scan the bar code on the back of the card.",
            Self::NoLicence => {
                "This is not the bar code of a driver’s licence or state card. Scan the wide one on the back of the card again, \
                 or type what the card says."
            }
            Self::Incomplete => {
                "The bar code came through without the name or the date of birth. Scan it again, or type what the card says."
            }
        }
    }
}

/// Reads what a scanner typed.
///
/// # Errors
/// When it is no licence, or its name or date of birth is missing.
pub fn read(scanned: &str) -> Result<Licence, Unread> {
    if scanned.trim().is_empty() {
        return Err(Unread::Empty);
    }
    if scanned.chars().count() > SCAN_LETTERS_MAX {
        return Err(Unread::NoLicence);
    }
    let fields = Fields::of(scanned).ok_or(Unread::NoLicence)?;
    let name = names::of(&fields).ok_or(Unread::Incomplete)?;
    let birth_day = fields.day("DBB").ok_or(Unread::Incomplete)?;
    let text = |field: &str| Phi::new(fields.text(field).to_owned());
    let written = |field: &str| Phi::new(names::place(fields.text(field)));
    Ok(Licence {
        number: text("DAQ"),
        family: Phi::new(name.family),
        given: Phi::new(name.given),
        middle: Phi::new(name.middle),
        suffix: Phi::new(name.suffix),
        birth_day: Phi::new(birth_day),
        sex: fields.sex(),
        street: written(if fields.has("DAG") { "DAG" } else { "DAL" }),
        unit: written("DAH"),
        city: written(if fields.has("DAI") { "DAI" } else { "DAN" }),
        state: text(if fields.has("DAJ") { "DAJ" } else { "DAO" }),
        postal_code: Phi::new(postal_code(fields.text(if fields.has("DAK") { "DAK" } else { "DAP" }))),
        expires_on: fields.day("DBA"),
        cut_off: ["DDE", "DDF"].iter().any(|field| fields.text(field) == "T"),
    })
}

/// Eleven places, filled up with zeros or blanks: `606020000` is `60602`, `606021234` is `60602-1234`.
fn postal_code(scanned: &str) -> String {
    let plain: String = scanned.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain.len() == 9 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return match plain.split_at(5) {
            (five, "0000") => five.to_owned(),
            (five, four) => format!("{five}-{four}"),
        };
    }
    scanned.trim().to_owned()
}
