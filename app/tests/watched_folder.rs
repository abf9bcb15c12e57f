//! The watched folder: each file once, whole files only, and what is refused says why.

use app::watched_folder::{Look, WatchedFolder};
use front_office::documents::{Inbox, Tray};
use std::fs;
use testkit::papers::{pdf_bytes, png_bytes};
use testkit::{Kind, Practice};

#[test]
fn files_are_taken_in_once_and_refused_ones_say_why() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let practice = Practice::on(kind);
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mut watched = WatchedFolder::of(practice.office.clone(), folder.path()).expect("a folder of ours");
        let mut look = || practice.block_on(watched.look()).expect("a look");
        let waiting = || practice.ask(&practice.rosa, Inbox { tray: Tray::ToMatch }).expect("a tray").len();
        fs::write(at("fax.pdf"), pdf_bytes(&["a letter"], "")).expect("a file");
        fs::write(at("scan.tif"), b"II*\0nothing").expect("a file");
        fs::write(at("later.pdf.part"), b"%PDF").expect("a file that is still written");
        std::os::unix::fs::symlink("/etc/hostname", at("way-out.pdf")).expect("a link");
        assert_eq!(look(), Look::default(), "they may still be growing");
        assert_eq!(look(), Look { taken: 1, refused: 1 });
        assert_eq!(waiting(), 1);
        assert!(at("taken/fax.pdf").exists() && at("refused/scan.tif").exists() && at("later.pdf.part").exists());
        let why = fs::read_to_string(at("refused/scan.tif.txt")).expect("a sentence");
        assert!(why.contains("Set the scanner to PDF"), "{why}");
        // As after a power cut between taking in and moving: the same bytes lie there again.
        fs::write(at("fax.pdf"), pdf_bytes(&["a letter"], "")).expect("a file");
        look();
        assert_eq!(look().taken, 1, "it is moved");
        assert_eq!(waiting(), 1, "and no second document is made");
        assert!(at("taken/2-fax.pdf").exists(), "beside the first, not over it");
        fs::write(at("photo.png"), png_bytes()).expect("a file");
        look();
        assert_eq!((look().taken, waiting()), (1, 2));
    }
}
