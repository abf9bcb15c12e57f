//! A question many tests ask.

use payer_sim::edi::at_noon;
use payer_sim::scenarios::{PRACTICE_NPI, Stage, questions};
use x12::Envelope;

/// A 270 about a member of Acme, all service types, today.
pub fn inquiry_file(stage: &Stage, member_id: &str, control: u32) -> Vec<u8> {
    let insured = stage.insured("ACME1", member_id);
    let asked = questions::eligibility(stage.today, ("ACME1", PRACTICE_NPI), (&insured, None), stage.today);
    Envelope::new("PRACTICE000001", "CLEARINGHOUSE1", at_noon(stage.today), control).print(&[asked])
}
