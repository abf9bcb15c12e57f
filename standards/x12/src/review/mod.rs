//! Prior authorization, 278 (005010X217): a request for review and the answer.

mod read;
mod write;

use jiff::civil::Date;

use crate::Decimal;
use crate::eligibility::Rejection;
use crate::parties::{Dated, Header, Member, Party, Procedure, Reference, Trace};

/// One 278 transaction; BHT02 `13` is a request, `11` an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// BHT.
    pub header: Header,
    /// Loop 2010A, entity `X3`: who decides.
    pub reviewer: Party,
    /// Loop 2010B, entity `1P` or `FA`: who asks.
    pub requester: Party,
    /// AAA on the levels of the reviewer and the requester.
    pub rejections: Vec<Rejection>,
    /// Loop 2010C.
    pub subscriber: Member,
    /// Loop 2010D.
    pub dependent: Option<Member>,
    /// AAA on the level of the subscriber or dependent.
    pub member_rejections: Vec<Rejection>,
    /// Loops 2000E, the events asked for.
    pub events: Vec<Event>,
}

/// A patient event (loop 2000E).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// TRN.
    pub traces: Vec<Trace>,
    /// AAA.
    pub rejections: Vec<Rejection>,
    /// UM.
    pub request: ReviewRequest,
    /// HCR, in an answer.
    pub decision: Option<Decision>,
    /// REF: `BB` authorization number, `NT` administrative reference.
    pub references: Vec<Reference>,
    /// DTP: `AAH` event, `435` admission, `472` …
    pub dates: Vec<Dated>,
    /// HI: diagnoses.
    pub diagnoses: Vec<Reference>,
    /// HSD01/02: kind and number of visits, days, …
    pub delivery: Option<(String, Decimal)>,
    /// MSG.
    pub messages: Vec<String>,
    /// Loops 2010E: `SJ` service provider, `FA` facility, `71` attending, …
    pub providers: Vec<Party>,
    /// Loops 2000F.
    pub services: Vec<Service>,
}

/// What kind of review (UM).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRequest {
    /// UM01: `HS` health services, `AR` admission, `SC` specialty care, `IN` initial medical services reservation.
    pub category: String,
    /// UM02: `I` initial, `R` renewal, `S` revised, `4` extension, …
    pub certification: Option<String>,
    /// UM03, service type.
    pub service_type: Option<String>,
    /// UM04-1, place of service.
    pub place: Option<String>,
    /// UM04-2: `A` or `B`, what list the place is from.
    pub place_qualifier: Option<String>,
    /// UM06, level of urgency.
    pub urgency: Option<String>,
}

/// What was decided (HCR).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// HCR01: `A1` certified in total, `A2` partially, `A3` not certified, `A4` pended, `A6` modified, `CT`, `NA`.
    pub action: String,
    /// HCR02, the authorization number.
    pub number: Option<String>,
    /// HCR03, reason.
    pub reason: Option<String>,
}

/// One service asked for (loop 2000F).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// TRN.
    pub traces: Vec<Trace>,
    /// AAA.
    pub rejections: Vec<Rejection>,
    /// UM, when it differs from the event's.
    pub request: Option<ReviewRequest>,
    /// HCR.
    pub decision: Option<Decision>,
    /// REF.
    pub references: Vec<Reference>,
    /// DTP `472`.
    pub dates: Vec<Dated>,
    /// SV1: the procedure.
    pub procedure: Option<Procedure>,
    /// SV103: unit.
    pub unit: Option<String>,
    /// SV104: quantity.
    pub quantity: Option<Decimal>,
    /// HSD01/02.
    pub delivery: Option<(String, Decimal)>,
    /// MSG.
    pub messages: Vec<String>,
    /// Loops 2010F.
    pub providers: Vec<Party>,
}

impl Review {
    /// Whether this is the answer (BHT02 `11`) rather than the request.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        self.header.purpose == "11"
    }

    /// First and last day an answer's certification covers, where stated (DTP `AAH`, `472`, `435`).
    #[must_use]
    pub fn event_day(&self) -> Option<Date> {
        let event = self.events.first()?;
        event.dates.iter().find(|d| matches!(d.qualifier.as_str(), "AAH" | "472" | "435")).map(|d| d.when.first())
    }
}
