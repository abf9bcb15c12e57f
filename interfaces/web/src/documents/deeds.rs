//! What is done with a document: filed, reviewed, set aside.

use super::file_form::TypedFiling;
use super::one::{Beside, page, version};
use crate::answer::{Answer, form_faults};
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use front_office::documents::{DocumentId, ReviewDocument, SetAside};
use kernel::{Phi, Problem};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    version: String,
    remark: String,
    reason: String,
}

/// `POST /documents/{document}`
pub(super) async fn file(
    staff: Staff,
    Path(document): Path<DocumentId>,
    Sealed { form, request }: Sealed<TypedFiling>,
) -> Answer {
    let done = match form.deed(document) {
        Ok(deed) => staff.perform(request, deed).await,
        Err(why) => Err(why),
    };
    match done {
        Ok(()) => Ok(staff.go_saying("/documents", "The document is filed.")),
        Err(why) => {
            let faults = form_faults(why)?;
            let beside = Beside { chosen: form.patient.parse().ok(), typed: Some(form), faults, ..Beside::default() };
            page(&staff, document, beside).await?.again().answer()
        }
    }
}

/// `POST /documents/{document}/review`
pub(super) async fn review(
    staff: Staff,
    Path(document): Path<DocumentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let deed = ReviewDocument { document, version: version(&form.version)?, remark: Phi::new(form.remark.clone()) };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/documents?tray=mine", "Your review is noted.")),
        Err(why) => again(&staff, document, why).await,
    }
}

/// `POST /documents/{document}/set-aside`
pub(super) async fn set_aside(
    staff: Staff,
    Path(document): Path<DocumentId>,
    Sealed { form, request }: Sealed<Typed>,
) -> Answer {
    let deed = SetAside { document, version: version(&form.version)?, reason: Phi::new(form.reason.clone()) };
    match staff.perform(request, deed).await {
        Ok(()) => Ok(staff.go_saying("/documents", "The document is set aside. Filing it brings it back.")),
        Err(why) => again(&staff, document, why).await,
    }
}

async fn again(staff: &Staff, document: DocumentId, why: Problem) -> Answer {
    let faults = form_faults(why)?;
    page(staff, document, Beside { faults, ..Beside::default() }).await?.again().answer()
}
