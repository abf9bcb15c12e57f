//! Files by watched folder and by SFTP.

use crate::office::{Office, TODAY};
use crate::story;
use payer_sim::edi::{Sender, at_noon, batch};
use payer_sim::scenarios::Stage;
use russh::client;
use russh_sftp::client::SftpSession;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;

/// A folder of a test's own, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("moa-payer-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn claim_file(control: u32) -> Vec<u8> {
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let claim = stage.claim("ACM100001", &["E119"], &[("99213", 12_500)]);
    let envelope = x12::Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), control);
    envelope.print(&[batch(&Sender::default(), "BATCH0001", stage.today, &[claim])])
}

/// Waits, at most ten seconds, until a folder holds a file with this in its name.
async fn appears(folder: &Path, part: &str) -> PathBuf {
    let give_up = Instant::now() + Duration::from_secs(10);
    loop {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
        let whole = |path: &PathBuf| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            !name.starts_with('.') && name.contains(part)
        };
        if let Some(found) = entries.into_iter().find(whole) {
            return found;
        }
        assert!(Instant::now() < give_up, "no {part} in {}", folder.display());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_left_in_the_folder_is_answered_in_the_folder() {
    let folder = Folder::new("watched");
    let office = Office::open_with(Some(&folder.0)).await;
    let desk = folder.0.join("desk");
    std::fs::write(desk.join("inbound/claims.edi"), claim_file(1)).expect("written");
    std::fs::write(desk.join("inbound/growing.edi.part"), claim_file(2)).expect("written");
    std::fs::write(desk.join("inbound/letter.txt"), "Dear payer").expect("written");
    let accepted = std::fs::read(appears(&desk.join("outbound"), ".999.").await).expect("a 999");
    assert!(story::acknowledgement(&accepted).is_empty());
    appears(&desk.join("outbound"), ".277ca.").await;
    appears(&desk.join("refused"), "letter.txt").await;
    office.days(14).await;
    let paid = std::fs::read(appears(&desk.join("outbound"), ".835.").await).expect("an 835");
    assert_eq!(story::remittance(&paid)[0], "835 ACH 76.20");
    assert!(desk.join("inbound/growing.edi.part").exists(), "a file still growing is left alone");
    assert!(!desk.join("inbound/claims.edi").exists());
}

struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &russh::keys::PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        // The key was made a moment ago by the server of this very test.
        Ok(true)
    }
}

async fn visit(office: &Office, password: &str) -> Result<Option<SftpSession>, russh::Error> {
    let address = office.doors.sftp.expect("an SFTP door");
    let mut session = client::connect(Arc::new(client::Config::default()), address, Trusting).await?;
    if !session.authenticate_password("desk", password).await?.success() {
        return Ok(None);
    }
    let channel = session.channel_open_session().await?;
    channel.request_subsystem(true, "sftp").await?;
    Ok(Some(SftpSession::new(channel.into_stream()).await.expect("an SFTP session")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_put_by_sftp_is_answered_by_sftp() {
    let folder = Folder::new("sftp");
    let office = Office::open_with(Some(&folder.0)).await;
    let files = visit(&office, "secret").await.expect("a connection").expect("let in");
    let mut upload = files.create("inbound/claims.edi").await.expect("created");
    upload.write_all(&claim_file(1)).await.expect("written");
    assert!(std::fs::read_dir(folder.0.join("desk/inbound")).expect("a folder").flatten().count() == 1);
    assert!(!folder.0.join("desk/inbound/claims.edi").exists(), "invisible until it is whole");
    upload.shutdown().await.expect("closed");
    appears(&folder.0.join("desk/outbound"), ".277ca.").await;
    office.days(14).await;
    let listed = files.read_dir("/outbound").await.expect("a listing");
    let mut names: Vec<String> = listed.map(|entry| entry.file_name()).collect();
    names.sort();
    assert_eq!(names, ["00000001.999.edi", "00000002.277ca.edi", "00000003.835.edi"]);
    let paid = files.read("outbound/00000003.835.edi").await.expect("an 835");
    assert_eq!(story::remittance(&paid)[0], "835 ACH 76.20");
    files.remove_file("outbound/00000003.835.edi").await.expect("removed");
    assert!(files.read("outbound/00000003.835.edi").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn sftp_shows_nobody_more_than_their_own_folder() {
    let folder = Folder::new("own");
    let office = Office::open_with(Some(&folder.0)).await;
    assert!(visit(&office, "wrong").await.expect("a connection").is_none());
    std::fs::write(folder.0.join("secret.txt"), "not yours").expect("written");
    let files = visit(&office, "secret").await.expect("a connection").expect("let in");
    assert!(files.read("../secret.txt").await.is_err());
    assert!(files.read("/../../secret.txt").await.is_err());
    assert!(files.symlink("inbound/way", "/etc").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let folder = Folder::new("broken");
    let office = Office::open_with(Some(&folder.0)).await;
    let files = visit(&office, "secret").await.expect("a connection").expect("let in");
    let mut upload = files.create("inbound/claims.edi").await.expect("created");
    upload.write_all(b"ISA*00*").await.expect("written");
    files.close().await.expect("closed");
    drop(upload);
    drop(files);
    office.desk("/faults", r#"{"fault":"down"}"#).await;
    assert!(visit(&office, "secret").await.is_err(), "down for SFTP as well");
    let inbound = folder.0.join("desk/inbound");
    let give_up = Instant::now() + Duration::from_secs(10);
    while std::fs::read_dir(&inbound).expect("a folder").next().is_some() {
        assert!(Instant::now() < give_up, "the broken upload is still there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
