//! Bundles the browser side with esbuild and writes the table of assets that `lib.rs` includes.
//!
//! Needs Node 18 or later with npm on the machine that builds; nothing of it is needed to run Moa.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    for path in ["browser", "build.mjs", "package.json", "package-lock.json", ".npmrc"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let bundle = out.join("assets");
    if bundle.exists() {
        fs::remove_dir_all(&bundle).expect("the last bundle can be removed");
    }
    install(&here);
    run(Command::new("node").arg("build.mjs").arg(&bundle).current_dir(&here), "node");
    let table = table(&bundle);
    fs::write(out.join("table.rs"), table).expect("the table of assets can be written");
}

/// Installs what the lock file names, when it is not there or is older than the lock file.
fn install(here: &Path) {
    let changed = |path: PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
    let installed = changed(here.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < changed(here.join("package-lock.json")) {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(here), "npm");
    }
}

/// Runs a program of Node and stops the build with a sentence when it is missing or fails.
fn run(command: &mut Command, program: &str) {
    match command.output() {
        Err(problem) => panic!(
            "Moa's pages are bundled with Node, but `{program}` could not be started ({problem}). \
             Install Node 18 or later with npm, see that `node --version` and `npm --version` answer, and build again."
        ),
        Ok(done) if !done.status.success() => panic!(
            "`{program}` did not succeed in interfaces/web_assets:\n{}\n{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        ),
        Ok(_) => {}
    }
}

/// One line of Rust for each bundled file; `NAME-HASH.EXT` is known by `NAME.EXT`.
fn table(bundle: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(bundle)
        .expect("esbuild made the bundle")
        .map(|entry| entry.expect("the bundle can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    names.sort();
    let mut table = String::from("pub(crate) static ASSETS: &[Asset] = &[\n");
    for file in &names {
        let (stem, extension) = file.rsplit_once('.').expect("a bundled file has an extension");
        let name = format!("{}.{extension}", stem.rsplit_once('-').expect("a bundled file carries its hash").0);
        let path = bundle.join(file);
        writeln!(
            table,
            "Asset {{ name: {name:?}, path: \"/assets/{file}\", plain: include_bytes!({path:?}), \
             brotli: include_bytes!({:?}), gzip: include_bytes!({:?}) }},",
            bundle.join(format!("{file}.br")),
            bundle.join(format!("{file}.gz")),
        )
        .expect("a String takes all that is written to it");
    }
    table.push_str("];\n");
    table
}
