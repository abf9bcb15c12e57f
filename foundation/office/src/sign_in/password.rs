//! Passwords and PINs: argon2id (RFC 9106, 2021), never stored, never shown.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Problem;
use std::fmt;

/// A password as it was typed.
#[derive(Clone)]
pub struct Password(String);

/// A PIN as it was typed: four to eight digits, for fast re-entry into a locked session of one's own.
#[derive(Clone)]
pub struct Pin(String);

/// The shortest password taken; length is what counts (NIST SP 800-63B §5.1.1, 2017).
pub const PASSWORD_LENGTH_MIN: usize = 12;
const PASSWORD_LENGTH_MAX: usize = 256;

/// 19 MiB, two passes, one lane: OWASP's smallest recommended set (Password Storage Cheat Sheet, 2023).
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("the parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(secret: &str) -> String {
    let hash = argon2id().hash_password(secret.as_bytes()).expect("argon2id hashes any secret of this length");
    hash.to_string()
}

fn holds(secret: &str, hash: &str) -> bool {
    argon2::PasswordHash::new(hash).is_ok_and(|hash| argon2id().verify_password(secret.as_bytes(), &hash).is_ok())
}

impl Password {
    /// What somebody typed, to be compared with what is stored.
    #[must_use]
    pub const fn typed(text: String) -> Self {
        Self(text)
    }

    /// A password that somebody wants to have from now on.
    ///
    /// # Errors
    /// Invalid, when it is too short, too long or a single repeated character.
    pub fn chosen(text: &str) -> Result<Self, Problem> {
        let say = if text.chars().count() < PASSWORD_LENGTH_MIN {
            format!(
                "Choose a password of at least {PASSWORD_LENGTH_MIN} characters. A few words in a row are easy to keep in mind."
            )
        } else if text.len() > PASSWORD_LENGTH_MAX {
            format!("Choose a password of at most {PASSWORD_LENGTH_MAX} characters.")
        } else if text.chars().all(|c| text.starts_with(c)) {
            "Choose a password that is not one character repeated.".to_owned()
        } else {
            return Ok(Self(text.to_owned()));
        };
        Err(Problem::invalid("weak_password", say.clone()).at("password", say))
    }

    /// The hash to store. Slow on purpose: tens of milliseconds and 19 MiB.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.0)
    }

    /// Whether it is the password behind this hash.
    #[must_use]
    pub fn holds(&self, stored: &str) -> bool {
        holds(&self.0, stored)
    }
}

impl Pin {
    /// What somebody typed.
    #[must_use]
    pub const fn typed(text: String) -> Self {
        Self(text)
    }

    /// A PIN that somebody wants to have.
    ///
    /// # Errors
    /// Invalid, when it is not four to eight digits, or all the same, or a plain run such as 1234.
    pub fn chosen(text: &str) -> Result<Self, Problem> {
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && (4..=8).contains(&text.len());
        let steps: Vec<i16> =
            text.bytes().zip(text.bytes().skip(1)).map(|(a, b)| i16::from(b) - i16::from(a)).collect();
        let run = steps.iter().all(|step| *step == 0)
            || steps.iter().all(|step| *step == 1)
            || steps.iter().all(|step| *step == -1);
        if !digits || run {
            let say = "Choose four to eight digits that are not all the same and not a run such as 1234.";
            return Err(Problem::invalid("weak_pin", say).at("pin", say));
        }
        Ok(Self(text.to_owned()))
    }

    /// The hash to store.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.0)
    }

    /// Whether it is the PIN behind this hash.
    #[must_use]
    pub fn holds(&self, stored: &str) -> bool {
        holds(&self.0, stored)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(█████)")
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(█████)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Password, Pin};

    #[test]
    fn a_password_holds_for_its_own_hash_only() {
        let chosen = Password::chosen("correct horse battery").expect("long enough");
        let stored = chosen.hash();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(chosen.holds(&stored));
        assert!(!Password::typed("correct horse batterx".to_owned()).holds(&stored));
        assert!(!chosen.holds("not a hash"));
    }

    #[test]
    fn weak_ones_are_refused_with_a_sentence() {
        for weak in ["short", "aaaaaaaaaaaaaaaa", &"long".repeat(100)] {
            assert!(Password::chosen(weak).is_err(), "{weak}");
        }
        for weak in ["123", "1234", "9876", "7777", "12a4", "123456789"] {
            assert!(Pin::chosen(weak).is_err(), "{weak}");
        }
        assert!(Pin::chosen("4071").is_ok());
    }
}
