//! Writes the kit's specimens as files, with the assets beside them, for the browser journeys and for the eye:
//! `cargo run --package web --example specimens -- FOLDER`.

use std::path::PathBuf;
use std::{env, fs, io};
use web::kit::{Specimen, specimen};

fn main() -> io::Result<()> {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("name the folder to write the specimens to"));
    };
    fs::create_dir_all(folder.join("assets"))?;
    for which in Specimen::ALL {
        fs::write(folder.join(format!("{}.html", which.name())), specimen(which).into_string())?;
    }
    for asset in web_assets::all() {
        fs::write(folder.join(&asset.path[1..]), asset.plain)?;
    }
    fs::write(folder.join("policy.txt"), web_assets::CONTENT_SECURITY_POLICY)
}
