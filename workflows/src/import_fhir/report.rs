//! The report of an import: what became of every resource.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How many resources of one type fared how. Every one that was read is kept whole, kept as its source, or refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Read from the files.
    pub read: u32,
    /// Kept whole, and became records of the chart or the card file.
    pub whole: u32,
    /// Kept only as their source.
    pub source_only: u32,
    /// Refused; nothing of them is kept.
    pub refused: u32,
    /// Of those kept: new.
    pub added: u32,
    /// Of those kept: here before with another content.
    pub changed: u32,
    /// Of those kept: here before just so.
    pub unchanged: u32,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.read += other.read;
        self.whole += other.whole;
        self.source_only += other.source_only;
        self.refused += other.refused;
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
    }
}

/// A resource or a file that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Which file; the name only.
    #[serde(default)]
    pub file: String,
    /// Which resource of the file, from 1; 0 where the whole file was refused.
    pub place: usize,
    /// Its resource type, if it could be read.
    pub kind: String,
    /// Why, in a sentence without anything of the patient's.
    pub why: String,
}

/// The most refusals that are listed one by one; all of them are counted.
const REFUSALS_LISTED_MAX: usize = 1_000;

/// What became of every resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Files that were taken in, at least in part.
    pub files: u32,
    /// Files that were refused as a whole.
    pub files_refused: u32,
    /// By resource type.
    pub kinds: BTreeMap<String, Tally>,
    /// Why resources of a type are kept only as their source.
    pub source_only: BTreeMap<String, String>,
    /// What was refused, and why; at most a thousand.
    pub refusals: Vec<Refusal>,
    /// Policies entered because claims or coverages told of them.
    pub coverages: u32,
}

impl Report {
    /// Adds another report to this one.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.files_refused += other.files_refused;
        self.coverages += other.coverages;
        for (kind, tally) in &other.kinds {
            self.kinds.entry(kind.clone()).or_default().add(tally);
        }
        for (kind, why) in &other.source_only {
            self.source_only.insert(kind.clone(), why.clone());
        }
        let room = REFUSALS_LISTED_MAX.saturating_sub(self.refusals.len());
        self.refusals.extend(other.refusals.iter().take(room).cloned());
    }

    /// Notes that a whole file was refused.
    pub fn refuse_file(&mut self, why: &str) {
        self.files_refused += 1;
        self.refusals.push(Refusal { file: String::new(), place: 0, kind: String::new(), why: why.to_owned() });
    }

    /// Notes that one resource was refused; it has been counted as read.
    pub(super) fn refuse(&mut self, kind: &str, place: usize, why: String) {
        self.kinds.entry(kind.to_owned()).or_default().refused += 1;
        if self.refusals.len() < REFUSALS_LISTED_MAX {
            self.refusals.push(Refusal { file: String::new(), place, kind: kind.to_owned(), why });
        }
    }

    /// Puts the name of the file to the refusals that have none.
    #[must_use]
    pub fn of_file(mut self, name: &str) -> Self {
        for refusal in self.refusals.iter_mut().filter(|refusal| refusal.file.is_empty()) {
            name.clone_into(&mut refusal.file);
        }
        self
    }

    /// All types together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.kinds.values().for_each(|tally| total.add(tally));
        total
    }
}

impl fmt::Display for Report {
    /// A table for the person who imports.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} files taken in, {} refused.", self.files, self.files_refused)?;
        let heads = ["read", "whole", "source only", "refused", "new", "changed", "unchanged"];
        write!(f, "{:28}", "")?;
        heads.iter().try_for_each(|head| write!(f, "{head:>12}"))?;
        writeln!(f)?;
        let total = self.total();
        for (kind, tally) in self.kinds.iter().map(|(kind, tally)| (kind.as_str(), tally)).chain([("all", &total)]) {
            let kind = if kind.is_empty() { "(no type)" } else { kind };
            write!(f, "{kind:28}")?;
            let counts = [
                tally.read,
                tally.whole,
                tally.source_only,
                tally.refused,
                tally.added,
                tally.changed,
                tally.unchanged,
            ];
            counts.iter().try_for_each(|count| write!(f, "{count:>12}"))?;
            writeln!(f)?;
        }
        writeln!(f, "{} policies entered from claims and coverages.", self.coverages)?;
        for (kind, why) in &self.source_only {
            writeln!(f, "Source only, {kind}: {why}")?;
        }
        for refusal in &self.refusals {
            let place = if refusal.place == 0 { String::new() } else { format!(", resource {}", refusal.place) };
            writeln!(f, "Refused, {}{place} {}: {}", refusal.file, refusal.kind, refusal.why)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, Tally};

    #[test]
    fn reports_add_up_and_keep_the_file_of_each_refusal() {
        let mut first = Report { files: 1, ..Report::default() };
        first.kinds.insert("Patient".to_owned(), Tally { read: 2, whole: 1, ..Tally::default() });
        first.refuse("Patient", 7, "Patient.birthDate is missing.".to_owned());
        let mut second = Report::default();
        second.refuse_file("This file is empty.");
        let mut all = Report::default();
        all.add(&first.of_file("a.json"));
        all.add(&second.of_file("b.json"));
        assert_eq!(all.total(), Tally { read: 2, whole: 1, refused: 1, ..Tally::default() });
        let files: Vec<&str> = all.refusals.iter().map(|refusal| refusal.file.as_str()).collect();
        assert_eq!(files, ["a.json", "b.json"]);
        assert!(all.to_string().contains("Refused, a.json, resource 7 Patient: Patient.birthDate is missing."));
    }
}
