//! Where PostgreSQL's programs are on this machine, and how to get them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Absent;
use crate::account::is_root;

/// The folder with `initdb`, `postgres` and `pg_ctl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// The path of one program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Finds PostgreSQL's programs on `PATH` or where Debian, Fedora and Homebrew put them; the newest version wins.
pub fn find() -> Result<Programs, Absent> {
    let on_path =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let mut folders = versioned(Path::new("/usr/lib/postgresql"), "bin");
    folders.extend(on_path);
    folders.extend(versioned(Path::new("/opt/homebrew/opt"), "bin"));
    folders.extend(["/usr/local/pgsql/bin", "/usr/lib64/pgsql/bin"].map(PathBuf::from));
    let complete = |folder: &PathBuf| ["initdb", "postgres", "pg_ctl"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(complete).map(|folder| Programs { folder }).ok_or_else(|| {
        Absent("PostgreSQL is not installed here. Install it (on Debian: apt-get install postgresql) or name a server in MOA_TEST_POSTGRES.".into())
    })
}

/// Finds PostgreSQL, and where we are root on a Debian-like machine and it is missing, installs it first.
pub fn find_or_install() -> Result<Programs, Absent> {
    match find() {
        Err(_) if is_root() && Path::new("/usr/bin/apt-get").exists() => {
            apt_get(&["update", "-q"])?;
            apt_get(&["install", "-q", "-y", "--no-install-recommends", "postgresql"])?;
            find()
        }
        found => found,
    }
}

fn apt_get(arguments: &[&str]) -> Result<(), Absent> {
    let done = Command::new("apt-get")
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|fault| Absent(format!("apt-get did not start: {fault}.")))?;
    if done.success() { Ok(()) } else { Err(Absent(format!("apt-get {} failed ({done}).", arguments.join(" ")))) }
}

/// The `tail` folder of every version under `root`, newest first.
fn versioned(root: &Path, tail: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(root) else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| Some((version_of(entry.file_name().to_str()?)?, entry.path().join(tail))))
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

/// The number in `15` or `postgresql@15`.
fn version_of(name: &str) -> Option<u32> {
    name.strip_prefix("postgresql@").unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn versions_are_numbers_so_that_15_is_newer_than_9() {
        assert_eq!(version_of("15"), Some(15));
        assert_eq!(version_of("postgresql@17"), Some(17));
        assert!(version_of("15") > version_of("9"));
        assert_eq!(version_of("openssl"), None);
    }
}
