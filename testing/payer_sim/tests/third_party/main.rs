//! Everything the payers send, past checkers that others wrote: pyx12 and linuxforhealth-x12.
//!
//! The judges fetch them (`testing/x12_judges`).

#[path = "../doors/office.rs"]
mod office;
#[path = "../doors/played.rs"]
mod played;
#[path = "../doors/story.rs"]
mod story;

use office::{Office, TODAY};
use payer_sim::scenarios::{Stage, all};
use std::path::Path;
use x12_judges::{Judges, Objection};

/// Accepted 999s and 277CAs that are checked; the others are like them but for numbers, and pyx12 takes its time.
const ALIKE_MAX: usize = 5;

/// What linuxforhealth-x12 0.57.0 objects to although the guide allows it, with the reason.
const LINUXFORHEALTH_FAULTS: &[(&str, &str)] = &[(
    "hl_segment -> hierarchical_child_code unexpected value; permitted: '1'",
    "a 271 that refuses the payer itself (AAA in loop 2100A) has no child, so HL04 is 0; the model knows only 1",
)];

#[tokio::test(flavor = "multi_thread")]
async fn others_accept_what_the_payers_send() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("payer_files");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let (mut for_pyx12, mut for_linuxforhealth, mut alike) = (Vec::new(), Vec::new(), 0);
    for (number, (name, file)) in files().await.into_iter().enumerate() {
        let set = transaction_set(&file);
        let path = folder.join(format!("{number:04}_{name}_{}.edi", set.replace('*', "_")));
        std::fs::write(&path, &file).expect("written");
        match set.as_str() {
            "277*005010X214" | "999" if is_plain_acceptance(&file) && alike == ALIKE_MAX => {}
            "837" | "835" | "277*005010X214" | "999" => {
                alike += usize::from(set != "837" && set != "835" && is_plain_acceptance(&file));
                for_pyx12.push(path);
            }
            "270" | "271" | "276" | "277" => {
                std::fs::write(&path, around_faults(&file)).expect("written");
                for_linuxforhealth.push(path);
            }
            // Neither knows the 278 of 005010X217, nor a lone TA1; our own checker sees to those.
            "278" | "TA1" => {}
            other => panic!("{name} made a {other}"),
        }
    }
    assert!(for_pyx12.len() > 200 && for_linuxforhealth.len() > 20, "{} {}", for_pyx12.len(), for_linuxforhealth.len());
    let mut wrong = judges().pyx12(&for_pyx12);
    wrong.extend(judges().linuxforhealth(&for_linuxforhealth).into_iter().filter(|said| !is_known(said)));
    assert_eq!(wrong, []);
}

/// Every file of every scenario but those that were spoiled on purpose, with its scenario's name.
async fn files() -> Vec<(&'static str, Vec<u8>)> {
    let office = Office::open().await;
    let stage = Stage::new(7, TODAY.parse().expect("a day"));
    let mut files = Vec::new();
    for scenario in all() {
        let played = played::play(&office, &stage, scenario).await;
        files.extend(played.files.into_iter().map(|file| (scenario.name, file)));
    }
    files
}

/// ST01 of the file's first transaction, with the guide where ST01 does not tell; `TA1` where there is none.
fn transaction_set(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file);
    let Some(st) = text.lines().find(|line| line.starts_with("ST*")) else { return "TA1".to_owned() };
    let set: String = st[3..].chars().take(3).collect();
    if st.contains("005010X214") { format!("{set}*005010X214") } else { set }
}

/// An acknowledgement that refuses nothing.
fn is_plain_acceptance(file: &[u8]) -> bool {
    let text = String::from_utf8_lossy(file);
    text.contains("AK9*A*") || (text.contains("STC*A2:20") && !text.contains("*U*"))
}

/// A copy that linuxforhealth-x12 0.57.0 can read, so that everything else in it is still checked:
/// - EB09, a kind of quantity such as VS, is typed as a number there: those EB segments are left out;
/// - the reasons allowed in AAA of loop 2100C are those of loop 2100B there: a member's refusal says 15 instead.
fn around_faults(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file);
    let mut segments: Vec<String> = text.lines().map(str::to_owned).collect();
    segments.retain(|segment| !(segment.starts_with("EB*F*") && segment.contains("*VS*")));
    let in_member = segments.iter().position(|segment| segment.starts_with("NM1*IL*")).unwrap_or(segments.len());
    for segment in segments.iter_mut().skip(in_member).filter(|segment| segment.starts_with("AAA*")) {
        let follow_up = segment.split('*').next_back().unwrap_or_default().to_owned();
        *segment = format!("AAA*Y**15*{follow_up}");
    }
    let st = segments.iter().position(|segment| segment.starts_with("ST*")).expect("a transaction");
    let se = segments.iter().position(|segment| segment.starts_with("SE*")).expect("its end");
    segments[se] = format!("SE*{}*0001~", se - st + 1);
    segments.join("\n") + "\n"
}

fn judges() -> Judges {
    Judges::summon(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

fn is_known(objection: &Objection) -> bool {
    LINUXFORHEALTH_FAULTS.iter().any(|(words, _)| objection.words.contains(words))
}

#[test]
fn a_spoiled_file_would_be_objected_to() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("payer_spoiled");
    std::fs::create_dir_all(&folder).expect("a folder");
    let sample = payer_sim::print_sample("copay", TODAY.parse().expect("a day")).expect("a sample");
    let paths = [folder.join("good.edi"), folder.join("spoiled.edi")];
    std::fs::write(&paths[0], &sample).expect("written");
    std::fs::write(&paths[1], sample.replace("SBR*P*", "SBR*9*")).expect("written");
    let wrong = judges().pyx12(&paths);
    assert!(!wrong.is_empty() && wrong.iter().all(|said| said.file == paths[1]), "{wrong:?}");
}
