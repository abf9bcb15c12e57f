//! The account that the server runs under: ours, or an unprivileged one when we are root.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::Absent;

/// An unprivileged account, or none when we already are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Account(Option<(u32, u32)>);

impl Account {
    /// The account to run PostgreSQL under: `postgres` if the machine has it, else `nobody`, when we are root.
    pub(crate) fn choose() -> Result<Self, Absent> {
        if !is_root() {
            return Ok(Self(None));
        }
        let list = std::fs::read_to_string("/etc/passwd")
            .map_err(|fault| Absent(format!("Cannot read /etc/passwd: {fault}.")))?;
        ["postgres", "nobody"].iter().find_map(|name| ids_of(&list, name)).map(|ids| Self(Some(ids))).ok_or_else(|| {
            Absent(
                "PostgreSQL does not run as root, and this machine has neither a postgres nor a nobody account.".into(),
            )
        })
    }

    /// Gives a folder to the account.
    pub(crate) fn own(self, folder: &Path) -> std::io::Result<()> {
        match self.0 {
            Some((user, group)) => chown(folder, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    /// A command that will run under the account.
    pub(crate) fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// User and group number of `name` in a passwd file.
fn ids_of(list: &str, name: &str) -> Option<(u32, u32)> {
    list.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        (user != 0).then_some((user, group))
    })
}

#[cfg(test)]
mod tests {
    use super::ids_of;

    const LIST: &str = "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104:admin:/var/lib:/bin/bash\n";

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        assert_eq!(ids_of(LIST, "postgres"), Some((101, 104)));
        assert_eq!(ids_of(LIST, "postgre"), None);
    }

    #[test]
    fn root_is_never_chosen() {
        assert_eq!(ids_of(LIST, "root"), None);
    }
}
