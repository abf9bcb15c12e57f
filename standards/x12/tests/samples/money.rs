//! Claims and remittances.

use jiff::civil::date;
use x12::claim::{Claim, ClaimBatch, Drug, LineAdjudication, OtherCoverage, RelatedCauses, ServiceLine, Subscriber};
use x12::parties::{Adjustment, Amount, Dated, Name, Party, Procedure, Reference, Trace, When};
use x12::remittance::{BankAccount, ClaimPayment, LinePayment, Payment, ProviderAdjustment, Remittance};
use x12::{Decimal, parties::Member};

use super::{address, cents, contact, header, home, lucia, maria, payer, physician, practice, today};

fn line(code: &str, charge: i64, pointers: &[u8]) -> ServiceLine {
    ServiceLine {
        procedure: Procedure::hcpcs(code, &[]),
        charge: cents(charge),
        unit: "UN".to_owned(),
        quantity: Decimal::ONE,
        place_of_service: None,
        pointers: pointers.to_vec(),
        emergency: false,
        service: When::Day(date(2026, 11, 2)),
        dates: Vec::new(),
        references: vec![Reference::new("6R", &format!("{code}-1"))],
        notes: Vec::new(),
        drug: None,
        providers: Vec::new(),
        adjudications: Vec::new(),
    }
}

/// An office visit of Maria's with a laboratory test.
pub fn visit() -> Claim {
    let mut billing = practice("85").at(address("100 MAIN ST", "SPRINGFIELD", "IL", "627010001"));
    billing = billing.with_reference("EI", "123456789");
    billing.taxonomy = Some("207Q00000X".to_owned());
    let mut member = maria();
    member.party = member.party.at(home());
    member.relationship = Some("18".to_owned());
    let mut rendering = physician("82");
    rendering.taxonomy = Some("207Q00000X".to_owned());
    Claim {
        billing,
        pay_to: None,
        subscriber: Subscriber {
            member,
            responsibility: "P".to_owned(),
            group_number: Some("GRP100".to_owned()),
            group_name: None,
            insurance_type: None,
            filing_indicator: Some("CI".to_owned()),
        },
        payer: payer(),
        patient: None,
        number: "PCN-0001".to_owned(),
        charge: cents(18500),
        place_of_service: "11".to_owned(),
        frequency: "1".to_owned(),
        provider_signature: true,
        assignment: "A".to_owned(),
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        signature_source: None,
        related_causes: None,
        delay_reason: None,
        dates: Vec::new(),
        amounts: Vec::new(),
        references: Vec::new(),
        notes: Vec::new(),
        diagnoses: vec![Reference::new("ABK", "E119"), Reference::new("ABF", "I10")],
        providers: vec![rendering],
        other_coverages: Vec::new(),
        lines: vec![line("99214", 15000, &[1, 2]), line("83036", 3500, &[1])],
    }
}

/// Lucia's visit on her mother's coverage, after a fall, paid in part at the desk.
pub fn dependent() -> Claim {
    let mut patient = lucia("QC");
    patient.party = patient.party.at(home());
    let mut claim = visit();
    claim.subscriber.member = Member { party: maria().party, ..Member::default() };
    Claim {
        patient: Some(patient),
        number: "PCN-0002".to_owned(),
        amounts: vec![Amount::new("F5", cents(2500))],
        related_causes: Some(RelatedCauses { causes: vec!["OA".to_owned()], state: None, country: None }),
        dates: vec![Dated::day("439", date(2026, 10, 31))],
        references: vec![Reference::new("G1", "AUTH77")],
        notes: vec![Reference::new("ADD", "FELL FROM A SWING")],
        ..claim
    }
}

/// A replacement with a drug given.
pub fn replacement() -> Claim {
    let mut drug = line("J1100", 4000, &[1]);
    drug.drug = Some(Drug { ndc: "00517490125".to_owned(), quantity: Decimal::new(15, 1), unit: "ML".to_owned() });
    Claim {
        number: "PCN-0003".to_owned(),
        charge: cents(4000),
        frequency: "7".to_owned(),
        references: vec![Reference::new("F8", "ACME0003")],
        lines: vec![drug],
        ..visit()
    }
}

/// A claim to the secondary payer after the primary has paid.
pub fn secondary() -> Claim {
    let mut claim = visit();
    claim.number = "PCN-0004".to_owned();
    claim.charge = cents(15000);
    claim.subscriber.responsibility = "S".to_owned();
    let mut first = maria();
    first.relationship = Some("18".to_owned());
    claim.other_coverages = vec![OtherCoverage {
        subscriber: Subscriber {
            member: Member { birth: None, sex: None, ..first },
            responsibility: "P".to_owned(),
            filing_indicator: Some("CI".to_owned()),
            ..Subscriber::default()
        },
        amounts: vec![Amount::new("D", cents(8000)), Amount::new("EAF", cents(3000))],
        benefits_assigned: "Y".to_owned(),
        release: "Y".to_owned(),
        payer: Party::new("PR", Name::organization("FIRST HEALTH")).with_id("PI", "FIRST1"),
        ..OtherCoverage::default()
    }];
    let mut billed = line("99214", 15000, &[1]);
    billed.adjudications = vec![LineAdjudication {
        payer: "FIRST1".to_owned(),
        paid: cents(8000),
        procedure: Procedure::hcpcs("99214", &[]),
        units: Decimal::ONE,
        adjustments: vec![Adjustment::new("CO", "45", cents(4000)), Adjustment::new("PR", "2", cents(3000))],
        adjudicated: date(2026, 11, 10),
        remaining_liability: Some(cents(3000)),
    }];
    claim.lines = vec![billed];
    claim
}

/// A batch of claims.
pub fn batch(claims: Vec<Claim>) -> ClaimBatch {
    let mut submitter = Party::new("41", Name::organization("RIVERBEND FAMILY MEDICINE")).with_id("46", "SUB0001");
    submitter.contacts = vec![contact("IC", "BILLING OFFICE", "5555550100")];
    ClaimBatch {
        header: header("00", "BATCH0001", Some("CH")),
        submitter,
        receiver: Party::new("40", Name::organization("CLEARINGHOUSE ONE")).with_id("46", "CLEARINGHOUSE1"),
        claims,
    }
}

fn paid_line(code: &str, charge: i64, paid: i64, adjustments: Vec<Adjustment>) -> LinePayment {
    LinePayment {
        procedure: Procedure::hcpcs(code, &[]),
        charge: cents(charge),
        paid: cents(paid),
        units: Some(Decimal::ONE),
        dates: vec![Dated::day("472", date(2026, 11, 2))],
        adjustments,
        references: vec![Reference::new("6R", &format!("{code}-1"))],
        amounts: vec![Amount::new("B6", cents(charge - 3760))],
        ..LinePayment::default()
    }
}

fn claim_payment(number: &str, status: &str, sign: i64) -> ClaimPayment {
    let adjustments =
        vec![Adjustment::new("CO", "45", cents(3760 * sign)), Adjustment::new("PR", "3", cents(2500 * sign))];
    ClaimPayment {
        number: number.to_owned(),
        status: status.to_owned(),
        charge: cents(15000 * sign),
        paid: cents(8740 * sign),
        patient_responsibility: (sign > 0).then(|| cents(2500)),
        filing_indicator: "12".to_owned(),
        payer_control: "ACME0001".to_owned(),
        facility: Some("11".to_owned()),
        frequency: Some("1".to_owned()),
        patient: Party::new("QC", Name::person("ALVAREZ", "MARIA")).with_id("MI", "MBR0001234"),
        parties: vec![physician("82")],
        dates: vec![Dated::day("232", date(2026, 11, 2)), Dated::day("050", date(2026, 11, 10))],
        lines: vec![paid_line("99214", 15000 * sign, 8740 * sign, adjustments)],
        ..ClaimPayment::default()
    }
}

fn remittance(amount: i64, claims: Vec<ClaimPayment>, provider_adjustments: Vec<ProviderAdjustment>) -> Remittance {
    let account = |bank: &str, account: &str| BankAccount {
        bank_qualifier: "01".to_owned(),
        bank: bank.to_owned(),
        account_qualifier: "DA".to_owned(),
        account: account.to_owned(),
    };
    let mut from = payer().at(address("500 PAYER PLAZA", "CHICAGO", "IL", "60601"));
    from.id = Some(Reference::new("XV", "ACME1"));
    from.contacts = vec![contact("BL", "EDI SUPPORT", "8005550199")];
    Remittance {
        payment: Payment {
            handling: "I".to_owned(),
            amount: cents(amount),
            direction: "C".to_owned(),
            method: "ACH".to_owned(),
            format: Some("CCP".to_owned()),
            from: Some(account("071000013", "9988776655")),
            originator: Some("1512345678".to_owned()),
            originator_detail: None,
            to: Some(account("071000505", "1122334455")),
            date: today(),
        },
        trace: Trace::new("1", "EFT0000001", Some("1512345678")),
        receiver_id: None,
        produced: Some(today()),
        payer: from,
        payee: practice("PE").with_reference("TJ", "123456789"),
        claims,
        provider_adjustments,
    }
}

/// A payment, a reversal with its correction, a denial, and a recovery of an overpayment.
pub fn remittances() -> Vec<Remittance> {
    let mut denied = claim_payment("PCN-0003", "4", 1);
    (denied.paid, denied.patient_responsibility) = (cents(0), None);
    denied.lines = vec![paid_line("99214", 15000, 0, vec![Adjustment::new("CO", "197", cents(15000))])];
    denied.lines[0].remarks = vec!["N54".to_owned()];
    let mut corrected = claim_payment("PCN-0001", "1", 1);
    corrected.payer_control = "ACME0001A".to_owned();
    let recovery = ProviderAdjustment {
        provider: "1234567893".to_owned(),
        fiscal_year_end: date(2026, 12, 31),
        reason: "WO".to_owned(),
        reference: Some("ACME0000999".to_owned()),
        amount: cents(4000),
    };
    vec![
        remittance(8740, vec![claim_payment("PCN-0001", "1", 1)], Vec::new()),
        remittance(0, vec![claim_payment("PCN-0001", "22", -1), corrected], Vec::new()),
        remittance(4740, vec![claim_payment("PCN-0002", "1", 1), denied], vec![recovery]),
    ]
}
