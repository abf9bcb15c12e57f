//! The transactions this crate knows, with the names the standard gives them.

/// A transaction set as its implementation guide defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 837 professional claims, 005010X222A1.
    Claims,
    /// 837 institutional claims, 005010X223A2. Checked and printed, but without a typed view.
    InstitutionalClaims,
    /// 835 remittance, 005010X221A1.
    Remittance,
    /// 270 eligibility inquiry, 005010X279A1.
    EligibilityInquiry,
    /// 271 eligibility answer, 005010X279A1.
    EligibilityAnswer,
    /// 276 claim status inquiry, 005010X212.
    StatusInquiry,
    /// 277 claim status answer, 005010X212.
    StatusAnswer,
    /// 277 claim acknowledgement, 005010X214.
    ClaimAcknowledgement,
    /// 278 request for review, 005010X217 with BHT02 `13`.
    ReviewRequest,
    /// 278 answer to a request for review, 005010X217 with BHT02 `11`.
    ReviewAnswer,
    /// 999 acknowledgement, 005010X231A1.
    GroupAcknowledgement,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Claims,
        Self::InstitutionalClaims,
        Self::Remittance,
        Self::EligibilityInquiry,
        Self::EligibilityAnswer,
        Self::StatusInquiry,
        Self::StatusAnswer,
        Self::ClaimAcknowledgement,
        Self::ReviewRequest,
        Self::ReviewAnswer,
        Self::GroupAcknowledgement,
    ];

    /// ST01, GS01 and the guide as adopted under HIPAA (GS08, ST03).
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Claims => ("837", "HC", "005010X222A1"),
            Self::InstitutionalClaims => ("837", "HC", "005010X223A2"),
            Self::Remittance => ("835", "HP", "005010X221A1"),
            Self::EligibilityInquiry => ("270", "HS", "005010X279A1"),
            Self::EligibilityAnswer => ("271", "HB", "005010X279A1"),
            Self::StatusInquiry => ("276", "HR", "005010X212"),
            Self::StatusAnswer => ("277", "HN", "005010X212"),
            Self::ClaimAcknowledgement => ("277", "HN", "005010X214"),
            Self::ReviewRequest | Self::ReviewAnswer => ("278", "HI", "005010X217"),
            Self::GroupAcknowledgement => ("999", "FA", "005010X231A1"),
        }
    }

    /// ST01, such as `837`.
    #[must_use]
    pub const fn set(self) -> &'static str {
        self.names().0
    }

    /// GS01, such as `HC`.
    #[must_use]
    pub const fn functional_id(self) -> &'static str {
        self.names().1
    }

    /// GS08 and ST03, such as `005010X222A1`.
    #[must_use]
    pub const fn guide(self) -> &'static str {
        self.names().2
    }

    /// The kind of a transaction by ST01 and its guide (ST03, or GS08 where ST has none), any errata of the guide.
    ///
    /// A 278 is taken for a request; its BHT tells (see [`crate::Transaction`]).
    #[must_use]
    pub fn of(set: &[u8], guide: &[u8]) -> Option<Self> {
        let base = guide.get(..10)?;
        let errata = &guide[10..];
        let plain = errata.is_empty() || (errata.len() == 2 && errata[0] == b'A' && errata[1].is_ascii_digit());
        Self::ALL
            .into_iter()
            .find(|kind| kind.set().as_bytes() == set && &kind.guide().as_bytes()[..10] == base)
            .filter(|_| plain)
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn kinds_are_told_by_set_and_guide_with_any_errata() {
        assert_eq!(Kind::of(b"837", b"005010X222A2"), Some(Kind::Claims));
        assert_eq!(Kind::of(b"277", b"005010X214"), Some(Kind::ClaimAcknowledgement));
        assert_eq!(Kind::of(b"271", b"005010X279"), Some(Kind::EligibilityAnswer));
        assert_eq!(Kind::of(b"271", b"004010X092A1"), None);
        assert_eq!(Kind::of(b"837", b"005010X222ZZ"), None);
        assert_eq!(Kind::of(b"834", b"005010X220A1"), None);
    }
}
