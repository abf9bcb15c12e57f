//! The rules between values, one line a case: a change to a clean file, and the finding it must bring.

use x12::Severity;

use crate::samples::{envelope, money, questions};

/// Checks a file after a change; gives back the codes of its errors and warnings.
fn codes(clean: &[u8], from: &str, to: &str) -> Vec<(Severity, &'static str)> {
    let text = String::from_utf8(clean.to_vec()).unwrap();
    assert_eq!(x12::check(text.as_bytes()).unwrap().findings, [], "{text}");
    assert!(text.contains(from), "nothing to change: {from}\n{text}");
    let report = x12::check(text.replacen(from, to, 1).as_bytes()).unwrap();
    report.findings.iter().map(|f| (f.severity, f.code)).collect()
}

fn expect(clean: &[u8], cases: &[(&str, &str, &str)]) {
    for (from, to, code) in cases {
        let found = codes(clean, from, to);
        assert!(found.contains(&(Severity::Error, code)), "{from} -> {to}: {found:?}");
    }
}

#[test]
fn claims() {
    let visit = envelope().print(&[money::batch(vec![money::visit()])]);
    expect(
        &visit,
        &[
            ("CLM*PCN-0001*185*", "CLM*PCN-0001*186*", "balance-claim"),
            ("CLM*PCN-0001*185*", "CLM*PCN-0001*18x*", "characters"),
            ("***11:B:1*", "***11:B:7*", "payer-control-missing"),
            ("***11:B:1*", "***30:B:1*", "code"),
            ("***11:B:1*", "***11:B:1:9*", "component-too-many"),
            ("***11:B:1*", "***11:B*", "element-missing"),
            ("UN*1***1:2", "UN*1***1:3", "diagnosis-pointer"),
            ("UN*1***1:2", "UN*1***0", "diagnosis-pointer"),
            ("SBR*P*18*", "SBR*P**", "subscriber-patient"),
            ("DMG*D8*19840309*F~\n", "", "subscriber-incomplete"),
            ("DMG*D8*19840309*F", "DMG*D8*20270309*F", "dates-order"),
            ("XX*1987654328", "XX*1987654329", "npi"),
            ("DTP*472*D8*20261102", "DTP*472*RD8*20261102-20261101", "dates-order"),
            ("DTP*472*D8*20261102", "DTP*472*D8*20260231", "date"),
            ("DTP*472*D8*20261102", "DTP*472*RD8*20261102", "date"),
            ("N4*SPRINGFIELD*IL*62704", "N4*SPRINGFIELD*QQ*62704", "code"),
            ("PER*IC*BILLING OFFICE*TE*5555550100", "PER*IC*BILLING OFFICE*TE", "element-condition"),
            ("HL*2*1*22*0", "HL*2*7*22*0", "level-parent"),
            ("HL*2*1*22*0", "HL*3*1*22*0", "level-number"),
            ("BHT*0019*00*", "BHT*0018*00*", "code"),
            ("HI*ABK:E119*ABF:I10", "HI*ABK:E119*ABF:I10^ABF:I11", "element-repeats"),
            ("CLM*PCN-0001", "CLM*", "element-missing"),
            ("SE*", "ST*837*0002*005010X222A1~\nSE*", "transaction-incomplete"),
        ],
    );
}

#[test]
fn secondary_claims() {
    let secondary = envelope().print(&[money::batch(vec![money::secondary()])]);
    expect(
        &secondary,
        &[
            ("SVD*FIRST1*80*", "SVD*FIRST1*81*", "balance-other-line"),
            ("AMT*D*80", "AMT*D*90", "balance-other-payer"),
            ("OI***Y***Y~\n", "", "segment-missing"),
        ],
    );
}

#[test]
fn remittances() {
    let all = envelope().print(&money::remittances());
    expect(
        &all,
        &[
            ("BPR*I*87.4*", "BPR*I*87.5*", "balance-payment"),
            ("CLP*PCN-0001*1*150*87.4*", "CLP*PCN-0001*1*151*87.4*", "balance-claim"),
            ("CLP*PCN-0001*1*150*87.4*", "CLP*PCN-0001*1*151*88.4*", "balance-lines"),
            ("SVC*HC:99214*150*87.4*", "SVC*HC:99214*150*87.41*", "balance-line"),
            (
                "PLB*1234567893*20261231*WO:ACME0000999*40",
                "PLB*1234567893*20261231*WO:ACME0000999*41",
                "balance-payment",
            ),
            ("TRN*1*EFT0000001*1512345678~\n", "", "segment-missing"),
            ("N1*PE*", "N1*ZZ*", "loop-missing"),
        ],
    );
}

#[test]
fn eligibility() {
    expect(
        &envelope().print(&[questions::inquiry()]),
        &[("EQ*30", "EQ", "element-condition"), ("HL*3*2*22*0", "HL*3*2*22*1", "level-children")],
    );
    expect(
        &envelope().print(&[questions::covered()]),
        &[("EB*B*IND", "EB*ZZ*IND", "code"), ("DTP*346*D8*20260101", "DTP*346*D8*20261301", "date")],
    );
}

/// Every segment of a clean file, taken out one by one: the check sees what the guide requires.
#[test]
fn a_missing_segment_does_not_go_unseen() {
    let clean = String::from_utf8(envelope().print(&[money::batch(vec![money::visit()])])).unwrap();
    let lines: Vec<&str> = clean.lines().collect();
    for skip in 0..lines.len() {
        let kept: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, l)| *l).collect();
        let text = kept.join("\n");
        let refused = x12::check(text.as_bytes()).map_or(true, |report| report.errors > 0);
        assert!(refused, "without {} nothing was found", lines[skip]);
    }
}
