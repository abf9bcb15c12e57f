//! The doors: CAQH CORE over HTTPS, SFTP, watched folders, and the training desk's own door.

pub mod admin;
mod certificate;
mod core;
mod envelope;
pub mod folder;
pub mod https;
mod mime;
pub mod sftp;
mod sftp_files;
mod soap;
mod wsdl;

pub use certificate::{Certificate, make_certificate};
pub use envelope::{Envelope, Operation};

/// Envelopes in MIME form-data, for those who speak to these doors.
pub mod form {
    pub use super::mime::{parameter, read, write};
}
