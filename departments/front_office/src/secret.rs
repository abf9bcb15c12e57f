//! Secrets: what a link, a kiosk or a switchboard shows to be let in. Only the hash is kept.

use office::Tx;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// 160 random bits as 40 hexadecimal digits, or whatever a browser presents in their place.
#[derive(Clone)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// What a browser presents; anything may stand in it.
    #[must_use]
    pub const fn presented(text: String) -> Self {
        Self(text)
    }

    /// A fresh one.
    pub(crate) fn fresh(tx: &Tx<'_>) -> Self {
        let bytes = [tx.ten_random_bytes(), tx.ten_random_bytes()].concat();
        Self(bytes.iter().fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }

    /// Eight digits to be typed once into a kiosk.
    pub(crate) fn code(tx: &Tx<'_>) -> Self {
        let bytes = tx.ten_random_bytes();
        let number = bytes.iter().fold(0_u64, |sum, byte| sum.wrapping_mul(257).wrapping_add(u64::from(*byte)));
        Self(format!("{:08}", number % 100_000_000))
    }

    /// The secret itself, to hand out.
    pub(crate) fn text(&self) -> String {
        self.0.clone()
    }

    /// What is kept of it.
    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}
