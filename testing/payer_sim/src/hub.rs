//! The hub: one clearinghouse behind all doors, who may come in, and the folders.

use crate::clearinghouse::{Clearinghouse, Unreadable};
use crate::mailbox::{Channel, Route};
use crate::world::World;
use kernel::Day;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// Largest file taken in through any door, in bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// How a hub is set up.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The world's seed.
    pub seed: u64,
    /// The first simulated day.
    pub first_day: Day,
    /// Who may come in: names and passwords.
    pub submitters: BTreeMap<String, String>,
    /// Where each submitter has a folder with `inbound` and `outbound`.
    pub folders: Option<PathBuf>,
}

/// The clearinghouse behind the doors.
#[derive(Debug)]
pub struct Hub {
    setting: Setting,
    house: Mutex<Clearinghouse>,
}

impl Hub {
    /// A hub with a fresh world; makes the submitters' folders.
    ///
    /// # Errors
    /// When the folders cannot be made.
    pub fn open(setting: Setting) -> std::io::Result<Self> {
        if let Some(folders) = &setting.folders {
            for name in setting.submitters.keys().filter(|name| is_plain(name)) {
                for folder in ["inbound", "outbound", "refused"] {
                    std::fs::create_dir_all(folders.join(name).join(folder))?;
                }
            }
        }
        let house = Mutex::new(Clearinghouse::new(World::new(setting.seed, setting.first_day)));
        Ok(Self { setting, house })
    }

    /// The clearinghouse, alone.
    ///
    /// # Panics
    /// When another thread panicked while it held the clearinghouse: its books cannot be trusted any more.
    pub fn house(&self) -> MutexGuard<'_, Clearinghouse> {
        self.house.lock().expect("no thread panicked inside the clearinghouse")
    }

    /// Begins again with a fresh world: forgets all claims, files and faults.
    pub fn reset(&self) {
        *self.house() = Clearinghouse::new(World::new(self.setting.seed, self.setting.first_day));
    }

    /// Whether this name and password may come in.
    #[must_use]
    pub fn admits(&self, name: &str, password: &str) -> bool {
        self.setting.submitters.get(name).is_some_and(|known| known == password)
    }

    /// The folder of a submitter, where folders are served.
    #[must_use]
    pub fn folder(&self, submitter: &str) -> Option<PathBuf> {
        let known = self.setting.submitters.contains_key(submitter) && is_plain(submitter);
        self.setting.folders.as_ref().filter(|_| known).map(|folders| folders.join(submitter))
    }

    /// The names of all submitters.
    pub fn submitters(&self) -> impl Iterator<Item = &str> {
        self.setting.submitters.keys().map(String::as_str)
    }

    /// Takes in a file that was left in a submitter's folder.
    ///
    /// # Errors
    /// When nobody can be answered.
    pub fn submit_from_folder(&self, submitter: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        let route = Route { submitter: submitter.to_owned(), channel: Channel::Folder };
        self.house().submit(&route, None, bytes)
    }

    /// Writes what waits for the submitters' folders into them, whole files only.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn fill_folders(&self) -> std::io::Result<()> {
        loop {
            let next = {
                let mut house = self.house();
                let today = house.today();
                house.mailbox.fetch(today, |letter| letter.route.channel == Channel::Folder)
            };
            let Some(letter) = next else { return Ok(()) };
            if let Some(folder) = self.folder(&letter.route.submitter) {
                write_whole(&folder.join("outbound"), &letter.name, &letter.bytes)?;
            }
        }
    }
}

/// Writes a file under a hidden name and then gives it its own, so that nobody reads half of it.
///
/// # Errors
/// When it cannot be written or renamed.
pub fn write_whole(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let hidden = folder.join(format!(".{name}.part"));
    std::fs::write(&hidden, bytes)?;
    std::fs::rename(hidden, folder.join(name))
}

/// A submitter's name that can also be a folder's name.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
