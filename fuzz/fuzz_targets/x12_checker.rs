//! Any bytes: checking, acknowledging, showing and posting never panic, and an acknowledgement is itself clean.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use x12::commands;
use x12::texts::Texts;

fuzz_target!(|data: &[u8]| {
    let Ok(report) = x12::check(data) else { return };
    assert_eq!(report.errors + report.warnings >= report.findings.len() as u64, true);
    let sent = date(2026, 11, 21).at(8, 30, 0, 0);
    for answer in x12::acknowledge(&report, sent, 1) {
        let printed = answer.print();
        if !printed.is_empty() {
            x12::check(&printed[..]).expect("an acknowledgement can be read");
        }
    }
    drop(commands::show(data, &Texts::default()));
    drop(commands::json(data));
    drop(commands::posting(data));
});
