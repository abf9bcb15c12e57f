//! The things of the test practice that stand in the addresses and forms of the walk.

use super::ana::Ana;
use crate::front_desk::FrontDesk;
use crate::phone::Telephone;
use testkit::Practice;

/// Things of the test practice that stand in addresses and forms.
pub struct Things(Vec<(&'static str, String)>);

impl Things {
    pub fn of(practice: &Practice) -> Self {
        let ana = Ana::of(practice);
        let desk = FrontDesk::of(practice);
        super::urgent_care::turned_on(practice);
        let visit = desk.chidi_arrived();
        let appointment = desk.booked(ana.patient, practice.lin.staff, 9);
        let closure = desk.closed("2026-12-25");
        let phone = Telephone::of(practice);
        let calls = desk.somebody_to_call();
        let referred = super::referrals::Referred::of(practice, ana.patient);
        let lifted = desk.booked(practice.patient("Liv", "Lifted", "1988-02-03"), practice.lin.staff, 16);
        let reminders = crate::reminders::Reminded::of(practice, lifted);
        let (kiosk, self_check_in) = super::ana::at_the_kiosk(practice, appointment);
        Self(vec![
            ("{lifted}", lifted.to_string()),
            ("{equipment}", desk.ecg().to_string()),
            ("{entry}", calls.entry.to_string()),
            ("{offer}", calls.offer.to_string()),
            ("{cancelled}", calls.cancelled.to_string()),
            ("{rule}", calls.rule.to_string()),
            ("{secret}", "0".repeat(40)),
            ("{kiosk}", kiosk),
            ("{self_check_in}", self_check_in),
            ("{office}", referred.office),
            ("{referral}", referred.referral),
            ("{packet}", referred.packet),
            ("{delivery}", referred.delivery),
            ("{inbound}", referred.inbound),
            ("{site}", practice.site.to_string()),
            ("{patient}", ana.patient.to_string()),
            ("{coverage}", ana.coverage),
            ("{alert}", ana.alert),
            ("{field}", "allergies".to_owned()),
            ("{section}", "allergies".to_owned()),
            ("{history}", ana.history),
            ("{owner}", ana.document),
            ("{document}", ana.scan),
            ("{form}", ana.form),
            ("{signed}", ana.signed),
            ("{side}", "front".to_owned()),
            ("{case}", ana.case),
            ("{position}", "1".to_owned()),
            ("{account}", practice.rosa.account.to_string()),
            ("{staff}", practice.rosa.staff.to_string()),
            ("{visit}", visit.to_string()),
            ("{appointment}", appointment.to_string()),
            ("{visit_type}", desk.follow_up.to_string()),
            ("{closure}", closure.to_string()),
            ("{call}", phone.call.to_string()),
            ("{call_back}", phone.call_back.to_string()),
            ("{set}", phone.set.to_string()),
            ("{line}", phone.line.to_string()),
            ("{answer}", reminders.answer),
            ("{message}", reminders.message),
            ("{step}", reminders.step),
            ("{wording}", reminders.wording),
            ("{kind}", "treatment".to_owned()),
            ("{provider}", practice.okafor.staff.to_string()),
            ("{room}", practice.rooms[3].id.to_string()),
        ])
    }

    /// The text with every thing filled in; `{id}` is what the word before it names.
    pub fn fill(&self, text: &str) -> String {
        let text = text.replace("/accounts/{id}", "/accounts/{account}").replace("/staff/{id}", "/staff/{staff}");
        let text = text.replace("/to-rebook/{appointment}", "/to-rebook/{cancelled}");
        let text = text
            .replace("/appointments/{appointment}/lift", "/appointments/{lifted}/lift")
            .replace("/appointments/{appointment}/leave", "/appointments/{lifted}/leave");
        self.0.iter().fold(text, |text, (name, value)| text.replace(name, value))
    }
}
