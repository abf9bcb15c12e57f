//! Forms: what the practice gives to read, fill in and sign. Built in the browser, published in editions that never change,
//! signed on the screen by the patient or by whoever may sign for them.
//!
//! A form may stand for a consent that the check-in asks for; then publishing it hands out its edition, and signing it is the
//! consent. A form with anything needed left blank, or with no real signature, is not signed at all.

mod body;
mod facts;
mod keep_draft;
mod of_patient;
mod publish;
mod shelf;
mod sign;
mod strokes;
pub(crate) mod tables;
mod withdraw;
mod wording;

pub use body::{AnswerFault, Answers, FieldKind, FormBody, FormField, Need};
pub use keep_draft::{FormDraft, KeepDraft, RetireForm};
pub use of_patient::{FormForPatient, FormStanding, FormToSign, FormsFor, SheetToSign, SignedForm, SignedSheet};
pub use publish::PublishForm;
pub use shelf::{FormLine, FormSheet, Forms, OneForm};
pub(crate) use sign::sign_form;
pub use sign::{Capacity, FilledIn, SignForm};
pub use strokes::Strokes;
pub use withdraw::{
    ConsentRecord, ConsentRecordAnswer, TakenBack, WithdrawSigned, Withdrawal, WithdrawalId, WithdrawnHow, taken_back,
    withdrawals_of,
};
pub use wording::{FieldWords, MissingWords, SpanishWording};

use office::{Act, Permission};

/// Seeing the forms of the practice and their drafts.
pub const SEE_FORMS: Act = Act::new("forms.see", Permission::ManagePractice);
/// Building and publishing them.
pub const MANAGE_FORMS: Act = Act::new("forms.manage", Permission::ManagePractice);
/// Seeing what a patient has signed and has to sign.
pub const SEE_SIGNED: Act = Act::new("forms.see_signed", Permission::SeeDocuments);
/// Letting a patient sign.
pub const SIGN_FORM: Act = Act::new("forms.sign", Permission::CheckIn);

kernel::id!(
    /// A form of the practice.
    FormId
);
kernel::id!(
    /// A form that somebody signed.
    SignedId
);
