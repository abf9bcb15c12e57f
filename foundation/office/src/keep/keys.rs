//! Keys: one office key of 32 bytes, from which the database's and the journal's are made.

use crate::db::{Database, DatabaseKey};
use crate::journal::JournalKey;
use hmac::{Hmac, KeyInit, Mac};
use kernel::Problem;
use sha2::Sha256;

/// The office's secrets. Whoever has lost the office key has lost an encrypted record.
#[derive(Clone)]
pub struct Keys {
    master: [u8; 32],
    encryption: Encryption,
}

/// Whether the embedded database is encrypted at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// By SQLCipher, with a key made from the office key.
    AtRest,
    /// Not by Moa: on PostgreSQL, and in builds without the feature `sqlcipher`.
    None,
}

impl Encryption {
    /// At rest where this build can.
    #[must_use]
    pub const fn where_possible() -> Self {
        if cfg!(feature = "sqlcipher") { Self::AtRest } else { Self::None }
    }
}

impl Keys {
    /// Keys from the office key.
    #[must_use]
    pub const fn new(master: [u8; 32], encryption: Encryption) -> Self {
        Self { master, encryption }
    }

    /// A fresh office key, as it is written to its file: 64 hexadecimal digits.
    #[must_use]
    pub fn fresh_master() -> String {
        let mut bytes = [0; 32];
        #[expect(clippy::disallowed_methods, reason = "a secret is thrown by the system itself, not by counted dice")]
        getrandom::fill(&mut bytes).expect("the operating system gives randomness");
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads an office key as it is written in its file or in `MOA_KEY`.
    ///
    /// # Errors
    /// Invalid, when it is not 64 hexadecimal digits.
    pub fn read_master(text: &str) -> Result<[u8; 32], Problem> {
        let text = text.trim();
        let mut master = [0; 32];
        let digits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !digits {
            return Err(Problem::invalid(
                "bad_key",
                "The office key is not 64 hexadecimal digits. Check MOA_KEY or the key file.",
            ));
        }
        for (at, byte) in master.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).expect("checked above");
        }
        Ok(master)
    }

    pub(crate) fn journal_key(&self) -> JournalKey {
        JournalKey(self.derive(b"moa journal 1"))
    }

    pub(crate) fn database_key(&self, database: &Database) -> Option<DatabaseKey> {
        let encrypted = self.encryption == Encryption::AtRest && matches!(database, Database::Sqlite(_));
        encrypted.then(|| DatabaseKey(self.derive(b"moa database 1")))
    }

    fn derive(&self, purpose: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.master).expect("HMAC takes a key of any length");
        mac.update(purpose);
        mac.finalize().into_bytes().into()
    }
}
