//! The files a visitor of the SFTP door sees: one folder, no way out of it, uploads invisible until they are whole.

use russh_sftp::protocol::{Attrs, Data, File as Entry, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode};
use russh_sftp::server::Handler;
use std::collections::HashMap;
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Most files and folders a visitor may have open.
const OPEN_MAX: usize = 64;
/// Most bytes given in one answer.
const READ_BYTES_MAX: u32 = 128 * 1024;
/// Largest file a visitor may leave.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// A visitor's view of their folder.
pub struct Files {
    root: PathBuf,
    open: HashMap<String, Opened>,
    count: u64,
}

enum Opened {
    Reading(File),
    Writing { file: File, hidden: PathBuf, whole: PathBuf },
    Listing(Option<Vec<Entry>>),
}

impl Files {
    /// The view of this folder.
    pub fn new(root: PathBuf) -> Self {
        Self { root, open: HashMap::new(), count: 0 }
    }

    /// Where a path of the visitor's lies; `..` stops at the visitor's root.
    fn place(&self, path: &str) -> PathBuf {
        self.root.join(plain(path))
    }

    fn keep(&mut self, id: u32, opened: Opened) -> Result<Handle, StatusCode> {
        if self.open.len() >= OPEN_MAX {
            return Err(StatusCode::Failure);
        }
        self.count += 1;
        let handle = self.count.to_string();
        self.open.insert(handle.clone(), opened);
        Ok(Handle { id, handle })
    }

    fn attributes(&self, id: u32, path: &str) -> Result<Attrs, StatusCode> {
        let found = std::fs::metadata(self.place(path)).map_err(|problem| code(&problem))?;
        Ok(Attrs { id, attrs: FileAttributes::from(&found) })
    }
}

/// A visitor's path without leading slash, `.` and `..`.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn code(problem: &std::io::Error) -> StatusCode {
    match problem.kind() {
        ErrorKind::NotFound => StatusCode::NoSuchFile,
        ErrorKind::PermissionDenied => StatusCode::PermissionDenied,
        _ => StatusCode::Failure,
    }
}

fn done(id: u32) -> Status {
    Status { id, status_code: StatusCode::Ok, error_message: "Ok".to_owned(), language_tag: "en-US".to_owned() }
}

/// An upload that was never finished leaves nothing behind.
impl Drop for Files {
    fn drop(&mut self) {
        for opened in self.open.values() {
            if let Opened::Writing { hidden, .. } = opened {
                let _ = std::fs::remove_file(hidden);
            }
        }
    }
}

fn list(folder: &Path) -> Result<Vec<Entry>, StatusCode> {
    let entries = std::fs::read_dir(folder).map_err(|problem| code(&problem))?;
    let mut found: Vec<Entry> = entries
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .filter_map(|entry| {
            let attributes = FileAttributes::from(&entry.metadata().ok()?);
            Some(Entry::new(entry.file_name().to_string_lossy(), attributes))
        })
        .collect();
    found.sort_by(|a, b| a.filename.cmp(&b.filename));
    Ok(found)
}

impl Handler for Files {
    type Error = StatusCode;

    fn unimplemented(&self) -> StatusCode {
        StatusCode::OpUnsupported
    }

    async fn open(&mut self, id: u32, path: String, flags: OpenFlags, _: FileAttributes) -> Result<Handle, StatusCode> {
        let place = self.place(&path);
        if !flags.contains(OpenFlags::WRITE) {
            let file = File::open(&place).map_err(|problem| code(&problem))?;
            return self.keep(id, Opened::Reading(file));
        }
        let name = place.file_name().ok_or(StatusCode::Failure)?.to_string_lossy();
        let hidden = place.with_file_name(format!(".{name}.{}.part", self.count));
        let file = File::create(&hidden).map_err(|problem| code(&problem))?;
        self.keep(id, Opened::Writing { file, hidden, whole: place })
    }

    async fn close(&mut self, id: u32, handle: String) -> Result<Status, StatusCode> {
        match self.open.remove(&handle).ok_or(StatusCode::Failure)? {
            Opened::Writing { file, hidden, whole } => {
                drop(file);
                std::fs::rename(hidden, whole).map_err(|problem| code(&problem))?;
            }
            Opened::Reading(_) | Opened::Listing(_) => {}
        }
        Ok(done(id))
    }

    async fn read(&mut self, id: u32, handle: String, offset: u64, len: u32) -> Result<Data, StatusCode> {
        let Some(Opened::Reading(file)) = self.open.get_mut(&handle) else { return Err(StatusCode::Failure) };
        file.seek(SeekFrom::Start(offset)).map_err(|problem| code(&problem))?;
        let mut data = Vec::new();
        let part = file.take(u64::from(len.min(READ_BYTES_MAX)));
        { part }.read_to_end(&mut data).map_err(|problem| code(&problem))?;
        if data.is_empty() { Err(StatusCode::Eof) } else { Ok(Data { id, data }) }
    }

    async fn write(&mut self, id: u32, handle: String, offset: u64, data: Vec<u8>) -> Result<Status, StatusCode> {
        let Some(Opened::Writing { file, .. }) = self.open.get_mut(&handle) else { return Err(StatusCode::Failure) };
        if offset.saturating_add(data.len() as u64) > FILE_BYTES_MAX {
            return Err(StatusCode::Failure);
        }
        file.seek(SeekFrom::Start(offset)).map_err(|problem| code(&problem))?;
        file.write_all(&data).map_err(|problem| code(&problem))?;
        Ok(done(id))
    }

    async fn lstat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        self.attributes(id, &path)
    }

    async fn stat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        self.attributes(id, &path)
    }

    async fn fstat(&mut self, id: u32, handle: String) -> Result<Attrs, StatusCode> {
        let (Opened::Reading(file) | Opened::Writing { file, .. }) =
            self.open.get(&handle).ok_or(StatusCode::Failure)?
        else {
            return Err(StatusCode::Failure);
        };
        let found = file.metadata().map_err(|problem| code(&problem))?;
        Ok(Attrs { id, attrs: FileAttributes::from(&found) })
    }

    async fn setstat(&mut self, id: u32, _: String, _: FileAttributes) -> Result<Status, StatusCode> {
        // Clients set times and modes after an upload; the file may be gone by then, and nothing depends on them.
        Ok(done(id))
    }

    async fn fsetstat(&mut self, id: u32, _: String, _: FileAttributes) -> Result<Status, StatusCode> {
        Ok(done(id))
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, StatusCode> {
        let entries = list(&self.place(&path))?;
        self.keep(id, Opened::Listing(Some(entries)))
    }

    async fn readdir(&mut self, id: u32, handle: String) -> Result<Name, StatusCode> {
        let Some(Opened::Listing(entries)) = self.open.get_mut(&handle) else { return Err(StatusCode::Failure) };
        let files = entries.take().filter(|files| !files.is_empty()).ok_or(StatusCode::Eof)?;
        Ok(Name { id, files })
    }

    async fn remove(&mut self, id: u32, path: String) -> Result<Status, StatusCode> {
        std::fs::remove_file(self.place(&path)).map_err(|problem| code(&problem))?;
        Ok(done(id))
    }

    async fn rename(&mut self, id: u32, from: String, to: String) -> Result<Status, StatusCode> {
        std::fs::rename(self.place(&from), self.place(&to)).map_err(|problem| code(&problem))?;
        Ok(done(id))
    }

    async fn realpath(&mut self, id: u32, path: String) -> Result<Name, StatusCode> {
        Ok(Name { id, files: vec![Entry::dummy(format!("/{}", plain(&path)))] })
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for (path, inside) in [
            ("/inbound/a.edi", "inbound/a.edi"),
            ("../../etc/passwd", "etc/passwd"),
            ("inbound/../../..", ""),
            ("./outbound//b", "outbound/b"),
            (".", ""),
        ] {
            assert_eq!(plain(path), inside, "{path}");
        }
    }
}
