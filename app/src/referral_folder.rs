//! The folder of referrals: where packets wait for another program, such as an e-fax, and where its receipts and electronic
//! referrals come from.
//!
//! In `out/` each packet is two files, `<delivery>.pdf` and `<delivery>.json`, written under another name first and then
//! renamed, so that nobody takes half of one. The program puts `<delivery>.receipt` into `receipts/`: its first line is what
//! proves the delivery; one that begins with `failed` says why it failed. FHIR referrals to us are put into `in/`. What was
//! taken goes to `taken/` beside it; what is refused goes to `refused/` with a sentence.

use front_office::referrals::{
    Channel, DeliveryFiles, DeliveryId, DeliveryLine, DeliveryState, NoteDelivery, QueuedDeliveries,
};
use kernel::{Kind, Phi, Problem};
use office::{Actor, Office};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use workflows::refer_in::TakeInReferral;

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(5);
/// Bytes of one file at most.
const FILE_BYTES_MAX: u64 = 32 << 20;
/// Files taken at one look.
const FILES_A_LOOK: usize = 50;

/// A folder through which packets go and referrals come.
pub struct ReferralFolder {
    folder: PathBuf,
    office: Office,
    machine: Actor,
    /// Size and last change of each file at the look before: one is taken when it has stopped growing.
    seen: HashMap<PathBuf, (u64, SystemTime)>,
}

/// What one look did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Packets that were put into the folder.
    pub handed_over: usize,
    /// Receipts that were noted.
    pub receipts: usize,
    /// Referrals to us that were taken in.
    pub taken_in: usize,
    /// Files that were refused.
    pub refused: usize,
}

impl ReferralFolder {
    /// The folder, with its places.
    ///
    /// # Errors
    /// Broken, when the places cannot be made.
    pub fn of(office: Office, folder: &Path) -> Result<Self, Problem> {
        for place in ["out", "in/taken", "in/refused", "receipts/taken", "receipts/refused"] {
            fs::create_dir_all(folder.join(place)).map_err(|why| {
                let say = format!("Moa cannot write into the folder of referrals {}.", folder.display());
                Problem::broken("no_referral_folder", say).because(why)
            })?;
        }
        let machine = office.machine("referral-folder");
        Ok(Self { folder: folder.to_owned(), office, machine, seen: HashMap::new() })
    }

    /// Looks until the program ends.
    pub async fn watch(mut self) {
        loop {
            if let Err(why) = self.look().await {
                tracing::error!(code = why.code(), "the folder of referrals could not be looked at");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks once: hands over what waits, notes receipts, takes referrals in. A file is taken when it is as it was at the look
    /// before.
    ///
    /// # Errors
    /// Broken, when the folder cannot be read or written; whatever the office says, when it cannot keep anything now.
    pub async fn look(&mut self) -> Result<Look, Problem> {
        let mut look = Look::default();
        let receipts = self.found("receipts", "receipt").map_err(failed)?;
        let inbound = self.found("in", "json").map_err(failed)?;
        let now: HashMap<_, _> = receipts.iter().chain(&inbound).cloned().collect();
        let before = std::mem::replace(&mut self.seen, now);
        let still = |all: Vec<(PathBuf, (u64, SystemTime))>| {
            let lain = all.into_iter().filter(|(path, now)| before.get(path) == Some(now)).map(|(path, _)| path);
            lain.take(FILES_A_LOOK).collect::<Vec<_>>()
        };
        let (receipts, inbound) = (still(receipts), still(inbound));
        let queued = QueuedDeliveries { channel: Channel::Folder, state: DeliveryState::Queued };
        for line in self.office.ask(&self.machine, queued).await?.lines {
            self.hand_over(&line).await?;
            look.handed_over += 1;
        }
        for path in receipts {
            match self.receipt(&path).await {
                Ok(()) => look.receipts += 1,
                Err(why) => look.refused += refused(&path, why)?,
            }
        }
        for path in inbound {
            match self.take_in(&path).await {
                Ok(()) => look.taken_in += 1,
                Err(why) => look.refused += refused(&path, why)?,
            }
        }
        Ok(look)
    }

    async fn hand_over(&self, line: &DeliveryLine) -> Result<(), Problem> {
        let files = self.office.ask(&self.machine, DeliveryFiles { delivery: line.id }).await?;
        let out = self.folder.join("out");
        let name = line.id.to_string();
        // The PDF last: whoever takes it finds the other beside it.
        whole(&out, &format!("{name}.json"), files.packet.fhir.reveal()).map_err(failed)?;
        whole(&out, &format!("{name}.pdf"), files.packet.pdf.reveal()).map_err(failed)?;
        let evidence = Phi::new(format!("out/{name}.pdf"));
        self.note(line.id, line.version, DeliveryState::HandedOver, evidence).await
    }

    async fn note(
        &self,
        delivery: DeliveryId,
        version: i64,
        state: DeliveryState,
        evidence: Phi<String>,
    ) -> Result<(), Problem> {
        self.office.perform(&self.machine, NoteDelivery { delivery, version, state, evidence }).await
    }

    async fn receipt(&self, path: &Path) -> Result<(), Problem> {
        let delivery = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
        let unknown = || Problem::invalid("no_such_delivery", "No delivery of this name left through this folder.");
        let delivery: DeliveryId = delivery.ok_or_else(unknown)?;
        let files = self.office.ask(&self.machine, DeliveryFiles { delivery }).await.map_err(|_| unknown())?;
        let text = String::from_utf8_lossy(&read(path).map_err(failed)?).into_owned();
        let first: String = text.lines().next().unwrap_or_default().trim().chars().take(200).collect();
        if first.is_empty() {
            return Err(Problem::invalid(
                "empty_receipt",
                "This receipt is empty: its first line says what proves it.",
            ));
        }
        let state =
            if first.to_lowercase().starts_with("failed") { DeliveryState::Failed } else { DeliveryState::Delivered };
        self.note(delivery, files.line.version, state, Phi::new(first)).await?;
        put(path, "taken").map(drop).map_err(failed)
    }

    async fn take_in(&self, path: &Path) -> Result<(), Problem> {
        let text = String::from_utf8(read(path).map_err(failed)?)
            .map_err(|_| Problem::invalid("not_text", "This file is not text in UTF-8, so it is no FHIR referral."))?;
        self.office.perform(&self.machine, TakeInReferral { site: None, source: Phi::new(text) }).await?;
        put(path, "taken").map(drop).map_err(failed)
    }

    /// Plain files of this ending, by name, each with its size and the moment of its last change.
    fn found(&self, place: &str, ending: &str) -> io::Result<Vec<(PathBuf, (u64, SystemTime))>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(self.folder.join(place))? {
            let path = entry?.path();
            // Not through a link: it could lead out of the folder.
            let about = path.symlink_metadata()?;
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if about.is_file() && !hidden && path.extension().is_some_and(|own| own == ending) {
                all.push((path, (about.len(), about.modified()?)));
            }
        }
        all.sort();
        Ok(all)
    }
}

/// Writes a file so that it is there whole or not at all.
fn whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let half = folder.join(format!(".{name}.part"));
    let mut file = File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(half, folder.join(name))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Moves a file into a place beside it, next to one of the same name rather than over it.
fn put(file: &Path, place: &str) -> io::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let into = file.parent().unwrap_or(Path::new("")).join(place);
    let mut to = into.join(&name);
    let mut number = 2;
    while to.exists() {
        to = into.join(format!("{number}-{name}"));
        number += 1;
    }
    fs::rename(file, &to)?;
    Ok(to)
}

/// Puts a file aside with the sentence why; what the office cannot keep now stays for the next look.
fn refused(path: &Path, why: Problem) -> Result<usize, Problem> {
    if matches!(why.kind(), Kind::Busy | Kind::Broken) {
        return Err(why);
    }
    let mut note = put(path, "refused").map_err(failed)?.into_os_string();
    note.push(".txt");
    fs::write(note, format!("{}\n", why.say())).map_err(failed)?;
    Ok(1)
}

fn failed(why: io::Error) -> Problem {
    Problem::broken("referral_folder_failed", "The folder of referrals cannot be read or written.").because(why)
}
