//! Prints what all transactions share: parties, dates, references, procedures.

use crate::Writer;
use crate::parties::{Adjustment, Amount, Contact, Dated, Header, Member, Name, Party, Procedure, Reference, Trace};

impl Writer {
    /// NM1.
    pub(crate) fn nm1(&mut self, party: &Party) {
        let mut nm1 = self.segment("NM1");
        nm1.text(&party.entity);
        match &party.name {
            Name::Person { last, first, middle, suffix } => {
                nm1.text("1").text(last).optional(first.as_deref()).optional(middle.as_deref());
                nm1.skip().optional(suffix.as_deref());
            }
            Name::Organization(name) => {
                nm1.text("2").text(name).skips(4);
            }
        }
        if let Some(id) = &party.id {
            nm1.text(&id.qualifier).text(&id.value);
        }
        nm1.end();
    }

    /// N3 and N4.
    pub(crate) fn address(&mut self, party: &Party) {
        let Some(address) = &party.address else { return };
        if !address.line1.is_empty() {
            self.segment("N3").text(&address.line1).optional(address.line2.as_deref()).end();
        }
        let mut n4 = self.segment("N4");
        n4.text(&address.city).optional(address.state.as_deref());
        n4.optional(address.zip.as_deref()).optional(address.country.as_deref()).end();
    }

    /// REF, one for each.
    pub(crate) fn references(&mut self, list: &[Reference]) {
        for reference in list {
            self.segment("REF").text(&reference.qualifier).text(&reference.value).end();
        }
    }

    /// PER, one for each.
    pub(crate) fn contacts(&mut self, list: &[Contact]) {
        for contact in list {
            let mut per = self.segment("PER");
            per.text(&contact.function).optional(contact.name.as_deref());
            for number in contact.numbers.iter().take(3) {
                per.text(&number.qualifier).text(&number.value);
            }
            per.end();
        }
    }

    /// PRV with the taxonomy code, when there is one.
    pub(crate) fn taxonomy(&mut self, role: &str, party: &Party) {
        if let Some(code) = &party.taxonomy {
            self.segment("PRV").text(role).text("PXC").text(code).end();
        }
    }

    /// NM1, REF, N3, N4, PER, PRV: the order of 270, 271 and 278.
    pub(crate) fn party(&mut self, party: &Party, role: &str) {
        self.nm1(party);
        self.references(&party.references);
        self.address(party);
        self.contacts(&party.contacts);
        self.taxonomy(role, party);
    }

    /// DMG, when birth date or sex are known.
    pub(crate) fn birth(&mut self, member: &Member) {
        if member.birth.is_none() && member.sex.is_none() {
            return;
        }
        let format = member.birth.map(|_| "D8");
        self.segment("DMG").optional(format).optional_day(member.birth).optional(member.sex.as_deref()).end();
    }

    /// DTP, one for each.
    pub(crate) fn dtps(&mut self, list: &[Dated]) {
        for dated in list {
            self.segment("DTP").text(&dated.qualifier).when(dated.when).end();
        }
    }

    /// DTM, one for each; a span as its first day.
    pub(crate) fn dtms(&mut self, list: &[Dated]) {
        for dated in list {
            self.segment("DTM").text(&dated.qualifier).day(dated.when.first()).end();
        }
    }

    /// AMT, one for each.
    pub(crate) fn amounts(&mut self, list: &[Amount]) {
        for amount in list {
            self.segment("AMT").text(&amount.qualifier).money(amount.amount).end();
        }
    }

    /// TRN.
    pub(crate) fn trace(&mut self, trace: &Trace) {
        let mut trn = self.segment("TRN");
        trn.text(&trace.kind).text(&trace.number);
        trn.optional(trace.origin.as_deref()).optional(trace.detail.as_deref()).end();
    }

    /// CAS: neighbours of the same group share a segment, six at most.
    pub(crate) fn adjustments(&mut self, list: &[Adjustment]) {
        for same_group in list.chunk_by(|a, b| a.group == b.group) {
            for six in same_group.chunks(6) {
                let mut cas = self.segment("CAS");
                cas.text(&six[0].group);
                for adjustment in six {
                    cas.text(&adjustment.reason).money(adjustment.amount);
                    cas.optional_decimal(adjustment.quantity);
                }
                cas.end();
            }
        }
    }

    /// BHT.
    pub(crate) fn header(&mut self, structure: &str, header: &Header) {
        let mut bht = self.segment("BHT");
        bht.text(structure).text(&header.purpose).text(&header.reference).day(header.day);
        bht.optional_time(header.time).optional(header.kind.as_deref()).end();
    }

    /// HL. Gives back its number.
    pub(crate) fn level(&mut self, number: u32, parent: Option<u32>, code: &str, has_children: Option<bool>) -> u32 {
        let mut hl = self.segment("HL");
        hl.text(&number.to_string()).text(&parent.map(|p| p.to_string()).unwrap_or_default()).text(code);
        if let Some(has_children) = has_children {
            hl.text(if has_children { "1" } else { "0" });
        }
        hl.end();
        number
    }
}

/// The components of a procedure composite.
pub(crate) fn procedure_parts(procedure: &Procedure) -> Vec<String> {
    let mut parts = vec![procedure.qualifier.clone(), procedure.code.clone()];
    parts.extend((0..4).map(|at| procedure.modifiers.get(at).cloned().unwrap_or_default()));
    parts.push(procedure.description.clone().unwrap_or_default());
    parts
}
