//! Links: what opens a patient's page about one visit, until the visit.

use super::MessageId;
use super::tables::message_link;
use diesel::prelude::*;
use kernel::{Moment, Problem};
use office::{Pen, Reader, Tx};
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// 160 random bits as 40 hexadecimal digits, or whatever a browser presents in their place.
#[derive(Clone)]
pub struct LinkSecret(String);

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // A string always takes what is written to it.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl LinkSecret {
    /// What a browser presents; anything may stand in it.
    #[must_use]
    pub const fn presented(text: String) -> Self {
        Self(text)
    }

    fn fresh(tx: &Tx<'_>) -> Self {
        Self(hex(&[tx.ten_random_bytes(), tx.ten_random_bytes()].concat()))
    }

    fn sha256(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// What stands in the link.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A secret for a message, about to be written with [`keep`].
pub(super) fn fresh(tx: &Tx<'_>) -> LinkSecret {
    LinkSecret::fresh(tx)
}

/// Keeps the hash of a secret.
pub(super) fn keep(
    pen: &mut Pen<'_, '_>,
    secret: &LinkSecret,
    message: MessageId,
    expires_at: Moment,
) -> Result<(), Problem> {
    let row = (
        message_link::secret_sha256.eq(secret.sha256()),
        message_link::message.eq(message),
        message_link::expires_at.eq(expires_at),
    );
    pen.insert(message_link::table, row)?;
    Ok(())
}

/// The address of the page behind a secret.
#[must_use]
pub fn link_to(public_address: &str, secret: &LinkSecret) -> String {
    format!("{}/r/{}", public_address.trim_end_matches('/'), secret.0)
}

/// The message that a secret opens now.
///
/// # Errors
/// Not found, in the same words whether it never was or has run out.
pub fn message_of_link(read: &mut Reader<'_>, secret: &LinkSecret) -> Result<MessageId, Problem> {
    let now = read.now();
    let open = message_link::table
        .filter(message_link::secret_sha256.eq(secret.sha256()).and(message_link::expires_at.gt(now)))
        .select(message_link::message);
    let found: Option<MessageId> = read.maybe(open)?;
    found.ok_or_else(|| {
        let say = "This link is not open any more. Please call the office. / Este enlace ya no sirve. Por favor llame al consultorio.";
        Problem::not_found("link_closed", say)
    })
}
