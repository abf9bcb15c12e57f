//! The house rule about who may see whom, checked over `cargo metadata`.
//!
//! kernel ← office ← registry ← departments ← workflows ← interfaces ← app. Standards see only the kernel. A department
//! never imports a department; they meet in workflows. What tests need is seen only by tests.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// Edges against the rule that we keep on purpose. One that is gone must leave this list too.
const EXCEPTIONS: &[Exception] = &[Exception {
    from: "web",
    to: "web_assets",
    because: "the pages' own scripts and styles, in a crate of their own so that node runs only when they change",
}];

/// An edge against the rule, with its reason.
#[derive(Debug, Clone, Copy)]
struct Exception {
    from: &'static str,
    to: &'static str,
    #[expect(dead_code, reason = "the reason is for whoever reads the list")]
    because: &'static str,
}

/// Where a crate stands in the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Floor {
    Kernel,
    Standard,
    Office,
    Registry,
    Department,
    Workflow,
    Interface,
    App,
    /// A program of another company, played for training and tests: it knows the standards and nothing of our office.
    Stranger,
    Testing,
    Automation,
}

impl Floor {
    /// The floor of a crate by its folder; none for a folder that the house does not know.
    fn of(folder: &str) -> Option<Self> {
        let mut parts = folder.split('/');
        Some(match (parts.next()?, parts.next()) {
            ("foundation", Some("kernel")) => Self::Kernel,
            ("foundation", Some("office")) => Self::Office,
            ("foundation", Some("registry")) => Self::Registry,
            ("standards", Some(_)) => Self::Standard,
            ("departments", Some(_)) => Self::Department,
            ("workflows", _) => Self::Workflow,
            ("interfaces", Some(_)) => Self::Interface,
            ("app", None) => Self::App,
            ("testing", Some("payer_sim")) => Self::Stranger,
            ("testing", Some(_)) => Self::Testing,
            ("xtask", None) => Self::Automation,
            _ => return None,
        })
    }

    /// Whether code on this floor may use a crate on another.
    fn sees(self, other: Self) -> bool {
        use Floor::{
            App, Automation, Department, Interface, Kernel, Office, Registry, Standard, Stranger, Testing, Workflow,
        };
        match self {
            Kernel => false,
            Standard | Office => other == Kernel,
            Stranger => matches!(other, Kernel | Standard),
            Registry => matches!(other, Kernel | Office),
            Department => matches!(other, Kernel | Office | Registry | Standard),
            Workflow => matches!(other, Kernel | Office | Registry | Standard | Department),
            Interface => matches!(other, Kernel | Office | Registry | Standard | Department | Workflow),
            App => !matches!(other, App | Testing | Automation),
            Testing | Automation => other != Automation,
        }
    }
}

/// One crate of the workspace and the workspace crates it uses.
#[derive(Debug)]
pub struct Room {
    name: String,
    folder: String,
    uses: Vec<Use>,
}

#[derive(Debug)]
struct Use {
    to: String,
    only_in_tests: bool,
}

/// Reads the output of `cargo metadata --no-deps --format-version 1`.
pub fn rooms(metadata: &str) -> Result<Vec<Room>, String> {
    let metadata: Value =
        serde_json::from_str(metadata).map_err(|fault| format!("cargo metadata is not JSON: {fault}"))?;
    let root = metadata["workspace_root"].as_str().ok_or("cargo metadata names no workspace root")?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    packages
        .iter()
        .map(|package| room(root, package).ok_or_else(|| format!("cargo metadata lacks a field: {package}")))
        .collect()
}

fn room(root: &str, package: &Value) -> Option<Room> {
    let manifest = Path::new(package["manifest_path"].as_str()?);
    let folder = manifest.parent()?.strip_prefix(root).ok()?.to_str()?.to_owned();
    let ours = package["dependencies"].as_array()?.iter().filter(|used| used["path"].is_string());
    let uses = ours
        .filter_map(|used| Some(Use { to: used["name"].as_str()?.to_owned(), only_in_tests: used["kind"] == "dev" }));
    Some(Room { name: package["name"].as_str()?.to_owned(), folder, uses: uses.collect() })
}

/// Every edge against the rule, as a sentence each.
pub fn faults(rooms: &[Room]) -> Vec<String> {
    faults_beside(rooms, EXCEPTIONS)
}

fn faults_beside(rooms: &[Room], exceptions: &[Exception]) -> Vec<String> {
    let floors: BTreeMap<&str, Option<Floor>> =
        rooms.iter().map(|room| (room.name.as_str(), Floor::of(&room.folder))).collect();
    let mut faults = Vec::new();
    let mut met = Vec::new();
    for room in rooms {
        let Some(from) = Floor::of(&room.folder) else {
            faults.push(format!("{} is in {}, a folder the house does not know.", room.name, room.folder));
            continue;
        };
        for used in &room.uses {
            let Some(Some(to)) = floors.get(used.to.as_str()).copied() else {
                continue;
            };
            if from.sees(to) || (used.only_in_tests && matches!(to, Floor::Testing | Floor::Stranger)) {
                continue;
            }
            match exceptions.iter().find(|exception| exception.from == room.name && exception.to == used.to) {
                Some(exception) => met.push(*exception),
                None => faults.push(format!("{} ({from:?}) may not see {} ({to:?}).", room.name, used.to)),
            }
        }
    }
    let stale = exceptions.iter().filter(|kept| !met.iter().any(|one| one.from == kept.from && one.to == kept.to));
    faults.extend(stale.map(|kept| format!("{} no longer uses {}: strike the exception.", kept.from, kept.to)));
    faults
}

#[cfg(test)]
mod tests {
    use super::{Exception, Room, Use, faults_beside, rooms};

    fn room(folder: &str, uses: &[&str], in_tests: &[&str]) -> Room {
        let make = |only_in_tests| move |to: &&str| Use { to: (*to).to_owned(), only_in_tests };
        let uses = uses.iter().map(make(false)).chain(in_tests.iter().map(make(true))).collect();
        Room {
            name: folder.rsplit('/').next().expect("a folder has a name").to_owned(),
            folder: folder.to_owned(),
            uses,
        }
    }

    fn house() -> Vec<Room> {
        vec![
            room("foundation/kernel", &[], &[]),
            room("foundation/office", &["kernel"], &["testkit"]),
            room("foundation/registry", &["kernel", "office"], &[]),
            room("standards/x12", &["kernel"], &[]),
            room("departments/billing", &["registry", "x12"], &[]),
            room("departments/clinical", &["registry"], &["testkit"]),
            room("workflows", &["billing", "clinical"], &[]),
            room("interfaces/web", &["workflows", "billing"], &[]),
            room("app", &["web", "workflows"], &[]),
            room("testing/testkit", &["workflows"], &[]),
        ]
    }

    fn faults_with(changed: Room) -> Vec<String> {
        let mut house = house();
        house.retain(|room| room.name != changed.name);
        house.push(changed);
        faults_beside(&house, &[])
    }

    #[test]
    fn the_house_as_designed_stands() {
        assert_eq!(faults_beside(&house(), &[]), Vec::<String>::new());
    }

    #[test]
    fn a_department_never_imports_a_department() {
        let found = faults_with(room("departments/billing", &["clinical"], &[]));
        assert_eq!(found, ["billing (Department) may not see clinical (Department)."]);
        assert_eq!(faults_with(room("departments/billing", &[], &["clinical"])).len(), 1, "not even in its tests");
    }

    #[test]
    fn standards_see_only_the_kernel() {
        assert_eq!(faults_with(room("standards/x12", &["office"], &[])).len(), 1);
        assert_eq!(faults_with(room("standards/hl7v2", &["x12"], &[])).len(), 1);
    }

    #[test]
    fn the_played_payer_knows_nothing_of_our_office() {
        assert_eq!(faults_with(room("testing/payer_sim", &["x12", "kernel"], &[])).len(), 0);
        assert_eq!(faults_with(room("testing/payer_sim", &["registry"], &[])).len(), 1);
    }

    #[test]
    fn nobody_looks_up() {
        assert_eq!(faults_with(room("foundation/office", &["registry"], &[])).len(), 1);
        assert_eq!(faults_with(room("workflows", &["web"], &[])).len(), 1);
        assert_eq!(faults_with(room("foundation/kernel", &["office"], &[])).len(), 1);
    }

    #[test]
    fn what_tests_need_is_seen_only_by_tests() {
        assert_eq!(faults_with(room("app", &["testkit"], &[])).len(), 1);
        assert_eq!(faults_with(room("app", &[], &["testkit"])).len(), 0);
    }

    #[test]
    fn an_unknown_folder_is_a_fault() {
        assert_eq!(
            faults_with(room("misc/glue", &[], &[])),
            ["glue is in misc/glue, a folder the house does not know."]
        );
    }

    #[test]
    fn an_exception_allows_its_edge_and_must_go_with_it() {
        let kept = [Exception { from: "app", to: "testkit", because: "a reason" }];
        let mut house = house();
        assert_eq!(faults_beside(&house, &kept), ["app no longer uses testkit: strike the exception."]);
        house.retain(|room| room.name != "app");
        house.push(room("app", &["testkit"], &[]));
        assert_eq!(faults_beside(&house, &kept), Vec::<String>::new());
    }

    #[test]
    fn cargo_metadata_is_read() {
        let metadata = r#"{"workspace_root":"/moa","packages":[{"name":"office","manifest_path":"/moa/foundation/office/Cargo.toml",
            "dependencies":[{"name":"kernel","path":"/moa/foundation/kernel","kind":null},{"name":"serde","kind":null},
            {"name":"testkit","path":"/moa/testing/testkit","kind":"dev"}]}]}"#;
        let rooms = rooms(metadata).expect("it is metadata");
        assert_eq!(rooms[0].folder, "foundation/office");
        let uses: Vec<_> = rooms[0].uses.iter().map(|used| (used.to.as_str(), used.only_in_tests)).collect();
        assert_eq!(uses, [("kernel", false), ("testkit", true)]);
    }
}
