//! The crate as a caller uses it: files in, records or one clear sentence out.

mod cases;
mod hostile;
mod mapping;
mod synthea;

use fhir_r4::{File, Limits, Received, unpack};
use kernel::{Kind, Problem};
use std::path::{Path, PathBuf};

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)
}

fn cut(bytes: &[u8]) -> Result<File, Problem> {
    cut_within(bytes, &Limits::default())
}

fn cut_within(bytes: &[u8], limits: &Limits) -> Result<File, Problem> {
    unpack(bytes, limits).and_then(|text| File::cut(text, limits))
}

fn open(path: &Path) -> Result<File, Problem> {
    cut(&std::fs::read(path).expect("a file of the test data"))
}

fn single(json: &str) -> Received {
    cut(json.as_bytes()).expect("a file").resources().next().expect("a resource")
}

fn refusal(result: Result<File, Problem>) -> String {
    let problem = result.expect_err("a refusal");
    assert_eq!(problem.kind(), Kind::Invalid);
    problem.say().to_owned()
}
