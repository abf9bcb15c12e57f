//! A certificate made at the start: an authority of our own, and a server certificate it signed.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::sync::Arc;

/// What the HTTPS door shows, and what its visitors must trust.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The authority's certificate in PEM, for visitors to trust.
    pub authority_pem: String,
    /// The door's configuration.
    pub server: Arc<ServerConfig>,
}

/// Makes a certificate for these host names and addresses, good for this process only.
///
/// # Errors
/// When a name is none, or keys cannot be made.
pub fn make_certificate(names: &[String]) -> Result<Certificate, String> {
    let say = |problem: rcgen::Error| format!("no certificate could be made: {problem}");
    let mut authority = CertificateParams::new(Vec::new()).map_err(say)?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, "Moa payer simulation");
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let issuer = CertifiedIssuer::self_signed(authority, KeyPair::generate().map_err(say)?).map_err(say)?;
    let key = KeyPair::generate().map_err(say)?;
    let mut door = CertificateParams::new(names.to_vec()).map_err(say)?;
    door.distinguished_name.push(DnType::CommonName, "moa payer");
    let signed = door.signed_by(&key, &issuer).map_err(say)?;
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let refused = |problem: rustls::Error| format!("the certificate cannot be used: {problem}");
    let mut server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_no_client_auth()
        .with_single_cert(vec![signed.der().clone()], private)
        .map_err(refused)?;
    server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Certificate { authority_pem: issuer.pem(), server: Arc::new(server) })
}
