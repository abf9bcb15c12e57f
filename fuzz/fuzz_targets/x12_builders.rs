//! Documents out of any texts and numbers: printing never panics, no value breaks out of its element, and what is
//! printed reads back with as many claims and lines as were put in.

#![no_main]

use jiff::civil::{Date, date};
use kernel::Money;
use libfuzzer_sys::fuzz_target;
use x12::parties::{Adjustment, Name, Party, Procedure, Reference, Trace};
use x12::remittance::{ClaimPayment, LinePayment, Payment, ProviderAdjustment, Remittance};
use x12::{Decimal, Envelope, open};

struct Feed<'d>(&'d [u8]);

impl Feed<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 24).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn money(&mut self) -> Money {
        let bytes = [self.byte(), self.byte(), self.byte(), self.byte(), self.byte()];
        let cents = bytes.iter().fold(0_i64, |n, b| n * 256 + i64::from(*b));
        Money::from_cents(if bytes[0] % 2 == 0 { cents } else { -cents })
    }

    fn day(&mut self) -> Date {
        date(1990 + i16::from(self.byte() % 60), 1 + (self.byte() % 12) as i8, 1 + (self.byte() % 28) as i8)
    }

    fn party(&mut self, entity: &str) -> Party {
        let name = if self.byte() % 2 == 0 { Name::person(&self.text(), &self.text()) } else { Name::organization(&self.text()) };
        let party = Party::new(entity, name);
        if self.byte() % 2 == 0 { party.with_id(&self.text(), &self.text()) } else { party }
    }

    fn adjustments(&mut self) -> Vec<Adjustment> {
        (0..self.byte() % 9).map(|_| Adjustment::new(&self.text(), &self.text(), self.money())).collect()
    }

    fn line(&mut self) -> LinePayment {
        LinePayment {
            procedure: Procedure::hcpcs(&self.text(), &[]),
            charge: self.money(),
            paid: self.money(),
            units: Some(Decimal::new(i64::from(self.byte()), self.byte() % 20)),
            adjustments: self.adjustments(),
            remarks: vec![self.text()],
            references: vec![Reference::new("6R", &self.text())],
            ..LinePayment::default()
        }
    }

    fn claim(&mut self) -> ClaimPayment {
        ClaimPayment {
            number: self.text(),
            status: self.text(),
            charge: self.money(),
            paid: self.money(),
            filing_indicator: self.text(),
            payer_control: self.text(),
            adjustments: self.adjustments(),
            patient: self.party("QC"),
            lines: (0..self.byte() % 4).map(|_| self.line()).collect(),
            ..ClaimPayment::default()
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let mut feed = Feed(data);
    let payment = Payment {
        handling: feed.text(),
        amount: feed.money(),
        direction: "C".into(),
        method: feed.text(),
        format: None,
        from: None,
        originator: Some(feed.text()),
        originator_detail: None,
        to: None,
        date: feed.day(),
    };
    let remittance = Remittance {
        payment,
        trace: Trace::new("1", &feed.text(), None),
        receiver_id: None,
        produced: None,
        payer: Party::new("PR", Name::organization(&feed.text())),
        payee: Party::new("PE", Name::organization(&feed.text())),
        claims: (0..feed.byte() % 4).map(|_| feed.claim()).collect(),
        provider_adjustments: (0..feed.byte() % 8)
            .map(|_| ProviderAdjustment {
                provider: feed.text(),
                fiscal_year_end: feed.day(),
                reason: "WO".into(),
                reference: Some(feed.text()),
                amount: feed.money(),
            })
            .collect(),
    };
    let sent = date(2026, 11, 21).at(8, 30, 0, 0);
    let mut envelope = Envelope::new(&feed.text(), &feed.text(), sent, u32::from(feed.byte()));
    envelope.line_end = if feed.byte() % 2 == 0 { "" } else { "\n" };
    let printed = envelope.print(std::slice::from_ref(&remittance));
    let opened = open(&printed).expect("what was printed can be opened");
    let read: Remittance = opened[0].groups[0].transactions[0].read().expect("what was printed can be read");
    assert_eq!(read.claims.len(), remittance.claims.len());
    for (read, put) in read.claims.iter().zip(&remittance.claims) {
        assert_eq!((read.charge, read.paid, read.lines.len()), (put.charge, put.paid, put.lines.len()));
    }
    assert_eq!(read.payment.amount, remittance.payment.amount);
    drop(x12::check(&printed[..]));
});
