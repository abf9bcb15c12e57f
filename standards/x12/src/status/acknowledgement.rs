//! Reads and prints 277CA.

use super::read::status;
use super::write::statuses;
use super::{AcknowledgedClaim, ClaimAcknowledgement, LineAcknowledgement, ProviderAcknowledgement, Tally};
use crate::located::{Located, last, located, required};
use crate::parties::{Party, Trace};
use crate::print::procedure_parts;
use crate::{Document, Kind, Misread, Transaction, Writer};

/// What has been read so far.
#[derive(Default)]
struct Draft {
    header: Option<crate::parties::Header>,
    source: Option<Party>,
    trace: Option<Trace>,
    received: Option<jiff::civil::Date>,
    processed: Option<jiff::civil::Date>,
    receiver: Option<Party>,
    batch: Tally,
    providers: Vec<ProviderAcknowledgement>,
    patient: Party,
}

impl Draft {
    fn segment(&mut self, at: &Located<'_>) -> Result<(), Misread> {
        match (at.loop_id, at.name()) {
            ("", "BHT") => self.header = Some(at.header()?),
            ("2100A", "NM1") => self.source = Some(at.party()),
            ("2200A", "TRN") => self.trace = Some(at.trace()),
            ("2200A", "DTP") if at.segment.element(1) == b"050" => self.received = Some(at.when(2)?.first()),
            ("2200A", "DTP") => self.processed = Some(at.when(2)?.first()),
            ("2100B", "NM1") => self.receiver = Some(at.party()),
            ("2200B", _) => tally(&mut self.batch, at)?,
            ("2000C", "HL") => {
                let (provider, claims) = (Party::default(), Vec::new());
                self.providers.push(ProviderAcknowledgement { provider, tally: None, claims });
            }
            ("2100C", "NM1") => last(&mut self.providers, at)?.provider = at.party(),
            ("2200C", _) => tally(last(&mut self.providers, at)?.tally.get_or_insert_default(), at)?,
            ("2100D", "NM1") => self.patient = at.party(),
            ("2200D", "TRN") => {
                let (patient, number) = (self.patient.clone(), at.text(2));
                let claim = AcknowledgedClaim { patient, number, ..AcknowledgedClaim::default() };
                last(&mut self.providers, at)?.claims.push(claim);
            }
            ("2200D" | "2220D", _) => claim(last(&mut last(&mut self.providers, at)?.claims, at)?, at)?,
            _ => {}
        }
        Ok(())
    }
}

fn tally(tally: &mut Tally, at: &Located<'_>) -> Result<(), Misread> {
    match (at.name(), at.segment.element(1)) {
        ("TRN", _) => tally.trace = at.trace(),
        ("STC", _) => tally.statuses.push(status(at)?),
        ("REF", _) => tally.references.push(at.reference()),
        ("QTY", b"90" | b"QA") => tally.accepted = Some(at.count(2)?),
        ("QTY", _) => tally.rejected = Some(at.count(2)?),
        ("AMT", b"YU") => tally.accepted_amount = Some(at.money(2)?),
        ("AMT", _) => tally.rejected_amount = Some(at.money(2)?),
        _ => {}
    }
    Ok(())
}

fn claim(claim: &mut AcknowledgedClaim, at: &Located<'_>) -> Result<(), Misread> {
    match (at.loop_id, at.name()) {
        ("2200D", "STC") => claim.statuses.push(status(at)?),
        ("2200D", "REF") => claim.references.push(at.reference()),
        ("2200D", "DTP") => claim.service = Some(at.when(2)?),
        ("2220D", "SVC") => claim.lines.push(LineAcknowledgement {
            procedure: at.procedure(1),
            charge: at.money(2)?,
            statuses: Vec::new(),
            references: Vec::new(),
            dates: Vec::new(),
        }),
        ("2220D", name) => {
            let line = last(&mut claim.lines, at)?;
            match name {
                "STC" => line.statuses.push(status(at)?),
                "REF" => line.references.push(at.reference()),
                "DTP" => line.dates.push(at.dtp()?),
                _ => {}
            }
        }
        _ => {}
    }
    Ok(())
}

impl Document for ClaimAcknowledgement {
    fn kind(&self) -> Kind {
        Kind::ClaimAcknowledgement
    }

    fn read(transaction: &Transaction) -> Result<Self, Misread> {
        let mut draft = Draft::default();
        for at in located(transaction, &[Kind::ClaimAcknowledgement])? {
            draft.segment(&at)?;
        }
        Ok(Self {
            header: required(draft.header, "BHT")?,
            source: required(draft.source, "the source (loop 2100A)")?,
            trace: required(draft.trace, "TRN of loop 2200A")?,
            received: required(draft.received, "DTP*050")?,
            processed: required(draft.processed, "DTP*009")?,
            receiver: required(draft.receiver, "the receiver (loop 2100B)")?,
            batch: draft.batch,
            providers: draft.providers,
        })
    }

    fn print(&self, out: &mut Writer) {
        out.header("0085", &self.header);
        out.level(1, None, "20", Some(true));
        out.nm1(&self.source);
        out.trace(&self.trace);
        out.segment("DTP").text("050").text("D8").day(self.received).end();
        out.segment("DTP").text("009").text("D8").day(self.processed).end();
        out.level(2, Some(1), "21", Some(!self.providers.is_empty()));
        out.nm1(&self.receiver);
        print_tally(out, &self.batch, ["90", "AA"]);
        let mut number = 2;
        for provider in &self.providers {
            number += 1;
            let level = out.level(number, Some(2), "19", Some(true));
            out.nm1(&provider.provider);
            if let Some(tally) = &provider.tally {
                print_tally(out, tally, ["QA", "QC"]);
            }
            for of_patient in provider.claims.chunk_by(|a, b| a.patient == b.patient) {
                number += 1;
                out.level(number, Some(level), "PT", None);
                out.nm1(&of_patient[0].patient);
                for theirs in of_patient {
                    print_claim(out, theirs);
                }
            }
        }
    }
}

fn print_tally(out: &mut Writer, tally: &Tally, [accepted, rejected]: [&str; 2]) {
    statuses(out, Some(&tally.trace), &tally.statuses);
    out.references(&tally.references);
    for (qualifier, count) in [(accepted, tally.accepted), (rejected, tally.rejected)] {
        if let Some(count) = count {
            out.segment("QTY").text(qualifier).text(&count.to_string()).end();
        }
    }
    for (qualifier, amount) in [("YU", tally.accepted_amount), ("YY", tally.rejected_amount)] {
        if let Some(amount) = amount {
            out.segment("AMT").text(qualifier).money(amount).end();
        }
    }
}

fn print_claim(out: &mut Writer, claim: &AcknowledgedClaim) {
    statuses(out, Some(&Trace::new("2", &claim.number, None)), &claim.statuses);
    out.references(&claim.references);
    if let Some(service) = claim.service {
        out.segment("DTP").text("472").when(service).end();
    }
    for line in &claim.lines {
        out.segment("SVC").composite(&procedure_parts(&line.procedure)).money(line.charge).end();
        statuses(out, None, &line.statuses);
        out.references(&line.references);
        out.dtps(&line.dates);
    }
}
