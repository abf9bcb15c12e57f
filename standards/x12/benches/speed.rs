//! How fast an 835 of 20 MB is read and checked, on one core, and in how much memory.
//!
//! `cargo bench -p x12` prints, in one run and of the same file: reading into segments and elements, full checking, peak
//! memory; x12-types, by the crate in `benches/compare`, which stands outside of the workspace because it takes minutes to
//! build; and pyx12, which takes many minutes to check it (`-- --without-pyx12` leaves it out).

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use x12::{Reader, check};
use x12_judges::Judges;

/// Size of the file.
const FILE_BYTES: usize = 20 << 20;
/// Runs of each measure; the fastest counts.
const RUNS: usize = 5;

fn main() {
    let file = large_remittance();
    if std::env::args().any(|a| a == "--only-memory") {
        memory_child(&file);
        return;
    }
    let mb = fs::metadata(&file).expect("the file was just made").len() as f64 / 1e6;
    println!("835 of {mb:.1} MB: {}", file.display());
    let read = fastest(|| read_all(&file));
    println!("read, every element:  {:7.1} MB/s", mb / read.as_secs_f64());
    let checked = fastest(|| check_all(&file));
    println!("full check:           {:7.1} MB/s", mb / checked.as_secs_f64());
    for what in ["read", "check"] {
        println!("peak memory, {what}: {} kB", peak_memory(what));
    }
    x12_types(&file);
    if !std::env::args().any(|a| a == "--without-pyx12") {
        pyx12(&file, mb);
    }
}

/// Time on the processor, so that other work on the machine does not count. The work is done by one thread.
fn fastest(mut run: impl FnMut()) -> Duration {
    let time = |run: &mut dyn FnMut()| {
        let start = on_processor();
        run();
        on_processor() - start
    };
    (0..RUNS).map(|_| time(&mut run)).min().expect("there is at least one run")
}

fn on_processor() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux counts a thread's time");
    let nanoseconds = text.split(' ').next().and_then(|n| n.parse().ok()).expect("the first number is nanoseconds");
    Duration::from_nanos(nanoseconds)
}

/// Reads segments from the file and touches every element.
fn read_all(file: &Path) {
    let mut reader = Reader::new(fs::File::open(file).expect("the file is there"));
    let (mut segments, mut elements, mut bytes) = (0_u64, 0_u64, 0_usize);
    while let Some(segment) = reader.next_segment().expect("the file is X12") {
        segments += 1;
        for element in segment.elements() {
            elements += 1;
            bytes += std::hint::black_box(element).len();
        }
    }
    assert!(segments > 100_000 && elements > segments && bytes > FILE_BYTES / 2);
}

fn check_all(file: &Path) {
    let report = check(fs::File::open(file).expect("the file is there")).expect("the file is X12");
    assert_eq!(report.errors, 0, "{:?}", report.findings.first());
}

/// Peak resident memory of a process of its own that does nothing else.
fn peak_memory(what: &str) -> u64 {
    let program = std::env::current_exe().expect("a running program has a path");
    let output = Command::new(program).args(["--only-memory", what]).output().expect("the program starts itself");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("the child prints a number")
}

fn memory_child(file: &Path) {
    if std::env::args().any(|a| a == "check") {
        check_all(file)
    } else {
        read_all(file)
    }
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells a process its memory");
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("the kernel counts the peak");
    println!("{}", peak.trim().trim_end_matches(" kB"));
}

/// Makes the file: one group of many transactions, each a check with a hundred claims that balance.
fn large_remittance() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remittance_20mb.edi");
    if fs::metadata(&path).is_ok_and(|m| m.len() as usize >= FILE_BYTES) {
        return path;
    }
    let mut out = Vec::with_capacity(FILE_BYTES + (1 << 20));
    out.extend(
        b"ISA*00*          *00*          *ZZ*CLEARINGHOUSE1 *ZZ*RIVERBEND      *261119*0830*^*00501*000000001*0*T*:~\n",
    );
    out.extend(b"GS*HP*CLEARINGHOUSE1*RIVERBEND*20261119*0830*1*X*005010X221A1~\n");
    let mut transactions = 0_u32;
    while out.len() < FILE_BYTES {
        transactions += 1;
        transaction(&mut out, transactions);
    }
    writeln!(out, "GE*{transactions}*1~\nIEA*1*000000001~").expect("memory takes it");
    fs::write(&path, out).expect("the build folder can be written");
    path
}

fn transaction(out: &mut Vec<u8>, number: u32) {
    let claims = 100;
    let header = format!(
        "ST*835*{number:06}~\nBPR*I*{}*C*ACH*CCP*01*071000013*DA*9988776655*1512345678**01*071000505*DA*1122334455*20261116~\n\
         TRN*1*EFT{number:07}*1512345678~\nDTM*405*20261116~\nN1*PR*ACME HEALTH PLAN*XV*ACME1~\nN3*500 PAYER PLAZA~\n\
         N4*CHICAGO*IL*60601~\nPER*BL*EDI SUPPORT*TE*8005550199~\nN1*PE*RIVERBEND FAMILY MEDICINE*XX*1234567893~\n\
         REF*TJ*123456789~\nLX*1~\n",
        claims * 100,
    );
    let mut segments = header.lines().count() + 1;
    out.extend(header.as_bytes());
    for claim in 0..claims {
        let text = format!(
            "CLP*PCN-{number}-{claim}*1*185*100*25*12*ACME{number:06}{claim:03}*11*1~\n\
             NM1*QC*1*ALVAREZ*MARIA****MI*MBR0001234~\nNM1*82*1*NGUYEN*DAVID****XX*1987654328~\nDTM*232*20261102~\n\
             DTM*050*20261110~\nSVC*HC:99214*150*75**1~\nDTM*472*20261102~\nCAS*CO*45*50~\nCAS*PR*3*25~\n\
             REF*6R*{claim}-1~\nAMT*B6*100~\nSVC*HC:83036:QW*35*25**1~\nDTM*472*20261102~\nCAS*CO*45*10~\n\
             REF*6R*{claim}-2~\n",
        );
        segments += text.lines().count();
        out.extend(text.as_bytes());
    }
    writeln!(out, "SE*{segments}*{number:06}~").expect("memory takes it");
}

/// x12-types on the same file, by a program of its own that says what it measured.
fn x12_types(file: &Path) {
    let build_folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("x12-compare");
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/compare/Cargo.toml");
    let mut compare = Command::new(env!("CARGO"));
    compare.args(["run", "--release", "--quiet", "--locked", "--manifest-path"]).arg(manifest);
    compare.arg("--target-dir").arg(build_folder).arg("--").arg(file);
    let status = compare.status().expect("cargo runs, for it runs this");
    assert!(status.success(), "{compare:?}: {status}");
}

/// pyx12's own check of the same file, once.
fn pyx12(file: &Path, mb: f64) {
    let x12valid = Judges::summon(Path::new(env!("CARGO_TARGET_TMPDIR"))).program("x12valid");
    let start = Instant::now();
    // Its exit status says nothing: 4.0.0 ends with 1 even for a file it calls OK.
    let told = Command::new(x12valid).arg(file).output().expect("pyx12 runs");
    let seconds = start.elapsed().as_secs_f64();
    let said = format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    let end = said.trim().lines().next_back().unwrap_or("nothing");
    println!("pyx12, full check:    {:7.2} MB/s ({seconds:.0} s; it said: {end})", mb / seconds);
}
