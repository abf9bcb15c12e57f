//! A practice at the clearinghouse's doors: opens a house of its own and speaks CORE to it.

use payer_sim::run::{Doors, Serve, hub, open};
use payer_sim::transport::{Envelope, form};
use std::path::Path;

/// The first day of every test's world.
pub const TODAY: &str = "2026-11-20";

/// A practice with its clearinghouse.
pub struct Office {
    pub doors: Doors,
    pub client: reqwest::Client,
}

impl Office {
    /// Opens a clearinghouse on free ports of the loopback address, without folders.
    pub async fn open() -> Self {
        Self::open_with(None).await
    }

    /// Opens one that also watches folders and serves them by SFTP.
    pub async fn open_with(folders: Option<&Path>) -> Self {
        let any = "127.0.0.1:0".parse().expect("an address");
        let today = TODAY.parse().expect("a day");
        let asked = Serve {
            seed: 7,
            today: Some(today),
            https: any,
            sftp: folders.map(|_| any),
            admin: any,
            folders: folders.map(Path::to_path_buf),
            submitter: vec!["desk:secret".to_owned()],
            authority: None,
            members: None,
            seconds_per_day: None,
        };
        let hub = hub(&asked, today).expect("a hub");
        let doors = open(hub, &asked).await.expect("open doors");
        // Another test of this process may have chosen the provider already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let authority = reqwest::Certificate::from_pem(doors.authority_pem.as_bytes()).expect("a certificate");
        let client = reqwest::Client::builder().tls_certs_only([authority]).build().expect("a client");
        Self { doors, client }
    }

    pub fn address(&self) -> String {
        format!("https://localhost:{}/core", self.doors.https.port())
    }

    /// Sends an envelope in form-data and reads the answer.
    pub async fn send(&self, envelope: &Envelope) -> Envelope {
        self.try_send(envelope).await.expect("an answer")
    }

    pub async fn try_send(&self, envelope: &Envelope) -> Result<Envelope, reqwest::Error> {
        let body = form::write(envelope, "TestPart");
        let kind = "multipart/form-data; boundary=TestPart";
        let answer = self.client.post(self.address()).header("content-type", kind).body(body).send().await?;
        assert!(answer.status().is_success(), "{}", answer.status());
        let kind = answer.headers()["content-type"].to_str().expect("a header").to_owned();
        let boundary = form::parameter(&kind, "boundary").expect("a boundary");
        let body = answer.bytes().await?;
        Ok(form::read(&body, &boundary).expect("an envelope"))
    }

    /// Submits a batch.
    pub async fn submit(&self, payload_type: &str, bytes: &[u8]) -> Envelope {
        self.send(&envelope(payload_type, "Batch", bytes)).await
    }

    /// Fetches the next file of a kind.
    pub async fn fetch(&self, payload_type: &str) -> Option<Vec<u8>> {
        let answer = self.send(&envelope(payload_type, "Batch", b"")).await;
        assert_eq!(answer.error_code, "Success", "{}", answer.error_message);
        (!answer.payload.is_empty()).then_some(answer.payload)
    }

    /// Fetches all files of a kind.
    pub async fn fetch_all(&self, payload_type: &str) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(file) = self.fetch(payload_type).await {
            all.push(file);
        }
        all
    }

    /// Asks in real time.
    pub async fn ask(&self, payload_type: &str, bytes: &[u8]) -> Envelope {
        self.send(&envelope(payload_type, "RealTime", bytes)).await
    }

    /// Posts to the training desk's door.
    pub async fn desk(&self, path: &str, body: &str) {
        let address = format!("http://{}{path}", self.doors.admin);
        let request = self.client.post(address).header("content-type", "application/json").body(body.to_owned());
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    /// Lets days go by.
    pub async fn days(&self, days: u32) {
        self.desk("/days", &format!("{{\"days\":{days}}}")).await;
    }
}

/// An envelope as a practice writes it.
pub fn envelope(payload_type: &str, mode: &str, payload: &[u8]) -> Envelope {
    Envelope {
        payload_type: payload_type.to_owned(),
        processing_mode: mode.to_owned(),
        payload_id: "7a3c1c0e-8a36-4a70-9a6a-1f1d2c3b4a59".to_owned(),
        time_stamp: "2026-11-20T12:00:00Z".to_owned(),
        user_name: "desk".to_owned(),
        password: "secret".to_owned(),
        sender_id: "PRACTICE000001".to_owned(),
        receiver_id: "CLEARINGHOUSE1".to_owned(),
        rule_version: "2.2.0".to_owned(),
        payload: payload.to_vec(),
        ..Envelope::default()
    }
}
