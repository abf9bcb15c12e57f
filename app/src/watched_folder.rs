//! A watched folder: what a scanner or a fax program puts there is taken in as documents, each file once.
//!
//! A file that was taken in goes to `taken/`, one that is refused to `refused/` with a sentence beside it. A file is touched only
//! once it has stopped growing. If Moa ends between taking in and moving, the next look meets the same bytes and moves them.

use front_office::documents::{Category, DocumentSource, TakeInDocument};
use kernel::{Kind, Phi, Problem};
use office::{Actor, Office};
use papers::PAPER_BYTES_MAX;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(3);
/// Files taken in at one look.
const FILES_A_LOOK: usize = 50;

/// A folder that is looked at again and again.
pub struct WatchedFolder {
    folder: PathBuf,
    office: Office,
    machine: Actor,
    seen: HashMap<PathBuf, (u64, SystemTime)>,
}

/// What one look did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Files that became documents.
    pub taken: usize,
    /// Files that were refused.
    pub refused: usize,
}

impl WatchedFolder {
    /// The folder, with its places for what was taken in and what was refused.
    ///
    /// # Errors
    /// Broken, when the places cannot be made.
    pub fn of(office: Office, folder: &Path) -> Result<Self, Problem> {
        for place in ["taken", "refused"] {
            fs::create_dir_all(folder.join(place)).map_err(|why| {
                let say = format!("Moa cannot write into the watched folder {}.", folder.display());
                Problem::broken("no_watched_folder", say).because(why)
            })?;
        }
        let machine = office.machine("watched-folder");
        Ok(Self { folder: folder.to_owned(), office, machine, seen: HashMap::new() })
    }

    /// Looks until the program ends.
    pub async fn watch(mut self) {
        loop {
            if let Err(why) = self.look().await {
                tracing::error!(code = why.code(), "the watched folder could not be looked at");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Looks once. A file is taken in when it is as it was at the look before.
    ///
    /// # Errors
    /// Broken, when the folder cannot be read; whatever the office says, when it cannot keep anything now.
    pub async fn look(&mut self) -> Result<Look, Problem> {
        let found = self.found().map_err(unreadable)?;
        let before = std::mem::replace(&mut self.seen, found.iter().cloned().collect());
        let still: Vec<PathBuf> =
            found.into_iter().filter(|(path, now)| before.get(path) == Some(now)).map(|(path, _)| path).collect();
        let mut look = Look::default();
        for path in still.into_iter().take(FILES_A_LOOK) {
            match self.take_in(&path).await {
                Ok(()) => {
                    put(&path, &self.folder.join("taken")).map_err(unreadable)?;
                    look.taken += 1;
                }
                Err(why) if why.kind() == Kind::Invalid => {
                    let refused = put(&path, &self.folder.join("refused")).map_err(unreadable)?;
                    let mut note = refused.into_os_string();
                    note.push(".txt");
                    fs::write(note, format!("{}\n", why.say())).map_err(unreadable)?;
                    look.refused += 1;
                }
                // One that cannot be read keeps nobody else waiting; it is tried again at the next look.
                Err(why) if why.code() == "watched_folder_failed" => {
                    tracing::error!(code = why.code(), "a file of the watched folder cannot be read");
                }
                // The office cannot keep it now; the file stays for the next look.
                Err(why) => return Err(why),
            }
        }
        Ok(look)
    }

    /// Plain files, by name, each with its size and the moment of its last change. Hidden and half-written names wait.
    fn found(&self) -> io::Result<Vec<(PathBuf, (u64, SystemTime))>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Not through a link: it could lead out of the folder.
            let about = entry.path().symlink_metadata()?;
            let waits = name.starts_with('.') || name.ends_with(".part") || name.ends_with(".tmp");
            if about.is_file() && !waits {
                all.push((entry.path(), (about.len(), about.modified()?)));
            }
        }
        all.sort();
        Ok(all)
    }

    async fn take_in(&self, path: &Path) -> Result<(), Problem> {
        let (at, name) = (path.to_owned(), path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        let read = tokio::task::spawn_blocking(move || {
            let mut bytes = Vec::new();
            let most = u64::try_from(PAPER_BYTES_MAX).unwrap_or(u64::MAX) + 1;
            File::open(at).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(unreadable)?;
            papers::read(bytes)
        });
        // A reader that broke down did so over this very file.
        let paper = read.await.map_err(|_| {
            Problem::invalid("paper_damaged", "This file cannot be read. Scan it again, or ask for it once more.")
        })??;
        let deed = TakeInDocument {
            patient: None,
            category: Category::Other,
            title: Phi::default(),
            file_name: Phi::new(name),
            source: DocumentSource::WatchedFolder,
            dated_on: None,
            reviewer: None,
            papers: vec![paper],
        };
        self.office.perform(&self.machine, deed).await.map(|_| ())
    }
}

/// Moves a file, beside one of the same name rather than over it.
fn put(file: &Path, into: &Path) -> io::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut to = into.join(&name);
    let mut number = 2;
    while to.exists() {
        to = into.join(format!("{number}-{name}"));
        number += 1;
    }
    fs::rename(file, &to)?;
    Ok(to)
}

fn unreadable(why: io::Error) -> Problem {
    Problem::broken("watched_folder_failed", "The watched folder cannot be read or written.").because(why)
}
