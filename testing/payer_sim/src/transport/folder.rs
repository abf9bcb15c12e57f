//! Watched folders: what is left in `inbound` is taken in, what is made for the submitter appears in `outbound`.

use crate::hub::{FILE_BYTES_MAX, Hub};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How often the folders are looked at.
const LOOK_MILLISECONDS: u64 = 100;
/// Most files taken from a folder in one look.
const FILES_PER_LOOK_MAX: usize = 1_000;

/// Watches all submitters' folders until the task is dropped.
///
/// A file is taken in when it has not grown between two looks; names that begin with a dot or end in `.tmp`, `.part` or
/// `.filepart` are left alone. A file that cannot be answered is moved to `refused`.
pub async fn watch(hub: Arc<Hub>) {
    let mut seen: HashMap<PathBuf, u64> = HashMap::new();
    loop {
        tokio::time::sleep(Duration::from_millis(LOOK_MILLISECONDS)).await;
        let house = Arc::clone(&hub);
        let before = std::mem::take(&mut seen);
        let look = tokio::task::spawn_blocking(move || look(&house, &before)).await;
        seen = look.unwrap_or_default();
    }
}

fn look(hub: &Hub, before: &HashMap<PathBuf, u64>) -> HashMap<PathBuf, u64> {
    let mut growing = HashMap::new();
    for submitter in hub.submitters() {
        let Some(folder) = hub.folder(submitter) else { continue };
        for (path, size) in waiting(&folder.join("inbound")) {
            if before.get(&path) == Some(&size) {
                take(hub, submitter, &folder, &path, size);
            } else {
                growing.insert(path, size);
            }
        }
    }
    // What cannot be written now is tried again at the next look.
    let _ = hub.fill_folders();
    growing
}

fn waiting(inbound: &Path) -> Vec<(PathBuf, u64)> {
    let Ok(entries) = std::fs::read_dir(inbound) else { return Vec::new() };
    let mut files: Vec<(PathBuf, u64)> = entries
        .flatten()
        .filter(|entry| is_whole(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| Some((entry.path(), entry.metadata().ok().filter(std::fs::Metadata::is_file)?.len())))
        .take(FILES_PER_LOOK_MAX)
        .collect();
    files.sort();
    files
}

fn is_whole(name: &str) -> bool {
    !name.starts_with('.') && ![".tmp", ".part", ".filepart"].iter().any(|ending| name.ends_with(ending))
}

fn take(hub: &Hub, submitter: &str, folder: &Path, path: &Path, size: u64) {
    let fits = usize::try_from(size).is_ok_and(|size| size <= FILE_BYTES_MAX);
    let taken = fits && std::fs::read(path).is_ok_and(|bytes| hub.submit_from_folder(submitter, &bytes).is_ok());
    let name = path.file_name().unwrap_or_default();
    // Whether taken or refused, the file leaves the folder; one that will not go is refused as a replay next time.
    let _ = if taken { std::fs::remove_file(path) } else { std::fs::rename(path, folder.join("refused").join(name)) };
}
