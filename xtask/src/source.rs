//! The project's own source files, as text.

use std::path::Path;

/// Folders that hold nothing of ours.
const NOT_OURS: &[&str] = &["target", "node_modules", "var", "corpus", "artifacts"];

/// How many files the project may have before something is wrong with this walk.
const FILES_MAX: usize = 20_000;

/// A source file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path from the project's root, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// The last part of its name: `rs`, `js`, `css`.
    pub fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// Whether everything in it is test code.
    pub fn is_test(&self) -> bool {
        let in_folder =
            |folder: &str| self.path.starts_with(&format!("{folder}/")) || self.path.contains(&format!("/{folder}/"));
        in_folder("tests") || in_folder("journeys") || in_folder("benches") || in_folder("testing")
    }

    /// Its lines that are code, numbered from 1, each with whether it belongs to a test.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        let mut in_test = self.is_test();
        self.text.lines().enumerate().filter_map(move |(index, line)| {
            let code = line.trim_start();
            in_test |= code.starts_with("#[cfg(test)]");
            (!code.starts_with("//")).then_some((index + 1, line, in_test))
        })
    }
}

/// Every source file of the project, in order of path.
pub fn all(root: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries =
            std::fs::read_dir(&folder).map_err(|fault| format!("{} cannot be read: {fault}", folder.display()))?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            if path.is_dir() {
                if !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if wanted(&name) && sources.len() < FILES_MAX {
                // A file that vanishes or is not text is not source.
                let Ok(text) = std::fs::read_to_string(&path) else {
                    continue;
                };
                let path =
                    path.strip_prefix(root).map_err(|fault| fault.to_string())?.to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

fn wanted(name: &str) -> bool {
    name == "package-lock.json"
        || name.rsplit_once('.').is_some_and(|(_, kind)| matches!(kind, "rs" | "js" | "mjs" | "css" | "md" | "toml"))
}
