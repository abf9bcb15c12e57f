//! What the browser gets: one style sheet, one script, one early script and the mark, carried in the binary.
//!
//! Every file has its content hash in its path, so it may be cached for ever, and is kept plain and packed. The sources
//! are in `browser/`; `build.rs` bundles them with esbuild.

/// One file for the browser.
#[derive(Debug)]
pub struct Asset {
    /// Its name without the hash: `moa.css`.
    pub name: &'static str,
    /// Where the pages ask for it: `/assets/moa-2XKQ7A.css`.
    pub path: &'static str,
    /// Its bytes.
    pub plain: &'static [u8],
    /// Its bytes, packed with brotli.
    pub brotli: &'static [u8],
    /// Its bytes, packed with gzip.
    pub gzip: &'static [u8],
}

/// The `Cache-Control` of every asset: its path changes when its bytes do.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// The policy under which every page of the kit works: nothing inline, nothing from elsewhere.
///
/// `img-src data:` and `blob:` are for photos and signatures that were taken on the page and not sent yet; `frame-src` is for
/// documents, which the browser's own viewer shows.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'; manifest-src 'self'";

include!(concat!(env!("OUT_DIR"), "/table.rs"));

impl Asset {
    /// The `Content-Type`.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        }
    }

    /// The smallest form that a browser with this `Accept-Encoding` takes, and its `Content-Encoding`.
    #[must_use]
    pub fn for_accepted(&self, accept_encoding: &str) -> (Option<&'static str>, &'static [u8]) {
        let takes = |wanted: &str| {
            accept_encoding.split(',').any(|offer| {
                let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
                name.trim() == wanted && !matches!(weight.trim(), "q=0" | "q=0.0")
            })
        };
        if takes("br") {
            (Some("br"), self.brotli)
        } else if takes("gzip") {
            (Some("gzip"), self.gzip)
        } else {
            (None, self.plain)
        }
    }
}

/// Every asset.
#[must_use]
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The asset that a browser asks for at this path, as in `/assets/moa-2XKQ7A.css`.
#[must_use]
pub fn at(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// Where the asset of this name is: `path_of("moa.css")`.
///
/// # Panics
/// When `browser/` has no such file, which is a mistake in the program.
#[must_use]
pub fn path_of(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).expect("the pages name only assets that are bundled").path
}

#[cfg(test)]
mod tests {
    use super::{all, at, path_of};

    #[test]
    fn every_file_of_the_shell_is_there_under_its_hash() {
        for name in ["moa.css", "moa.js", "early.js", "mark.svg"] {
            let asset = at(path_of(name)).unwrap();
            assert_eq!(asset.name, name);
            assert!(asset.plain.len() > 50, "{name} is empty");
            assert!(asset.path.len() > "/assets/".len() + name.len() + 6, "{name} has no hash in {}", asset.path);
        }
    }

    #[test]
    fn the_smallest_accepted_form_is_sent() {
        let style = at(path_of("moa.css")).unwrap();
        assert_eq!(style.for_accepted("gzip, deflate, br").0, Some("br"));
        assert_eq!(style.for_accepted("gzip;q=0.8").0, Some("gzip"));
        assert_eq!(style.for_accepted("br;q=0, identity"), (None, style.plain));
        assert!(style.brotli.len() < style.gzip.len() && style.gzip.len() < style.plain.len());
    }

    #[test]
    fn all_that_a_page_loads_stays_small() {
        let packed: usize = all().iter().map(|asset| asset.brotli.len()).sum();
        assert!(packed < 60_000, "the pages load {packed} bytes");
    }

    #[test]
    fn nothing_is_fetched_from_elsewhere_and_nothing_is_evaluated() {
        for asset in all() {
            let text = std::str::from_utf8(asset.plain).unwrap();
            assert!(!text.contains("@import"), "{} imports", asset.name);
            assert!(!text.contains("url(http"), "{} loads from elsewhere", asset.name);
        }
    }
}
