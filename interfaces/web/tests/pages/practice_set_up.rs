//! Setting up the practice on its pages: visit types, closures, wait limits, editions of consent forms.

use crate::browser::Browser;
use crate::front_desk::{FrontDesk, MONDAY, says};
use registry::practice::{AddSite, AddStaff, NewSite, Scheduled};
use testkit::{Kind, Practice};

#[test]
fn a_visit_type_is_added_changed_and_no_longer_offered() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let mut ines = Browser::of(practice, &practice.ines);
        let mut form = vec![("name", "Nurse visit"), ("minutes", "soon"), ("for_whom", "any"), ("tone", "leaf")];
        let faulty = ines.post("/visit-types", &form);
        assert_eq!(faulty.status, 422);
        says(&faulty, "steps of five");
        says(&faulty, "value=\"Nurse visit\"");
        form[1] = ("minutes", "15");
        assert_eq!(ines.post("/visit-types", &form).leads(), "/visit-types");
        form[0] = ("name", "Follow-up");
        let taken = ines.post("/visit-types", &form);
        assert_eq!(taken.status, 422);
        says(&taken, "There is a visit type of this name already.");
        let at = format!("/visit-types/{}", desk.follow_up);
        says(&ines.get(&at), "value=\"Follow-up\"");
        let change =
            [("name", "Follow-up"), ("minutes", "25"), ("for_whom", "any"), ("tone", "sky"), ("offered", "no")];
        let change = [&change[..], &[("version", "1")]].concat();
        assert_eq!(ines.post(&at, &change).leads(), "/visit-types");
        assert_eq!(ines.post(&at, &change).status, 409, "somebody changed it meanwhile");
        let mut rosa = Browser::of(practice, &practice.rosa);
        let list = rosa.get("/visit-types");
        says(&list, "Nurse visit");
        says(&list, "No longer offered");
        assert!(!list.body.contains("/visit-types/new"), "who may not add one is not offered it");
        let chidi = practice.patient("Chidi", "Anyanwu", "1984-03-12");
        let booking = rosa.get(&format!("/appointments/new?patient={chidi}"));
        says(&booking, "Nurse visit · 15 min");
        assert!(!booking.body.contains("Follow-up"), "what is no longer offered cannot be chosen");
    });
}

#[test]
fn a_day_is_closed_with_a_word_about_who_is_booked_then_and_opened_again() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        desk.booked(practice.patient("Chidi", "Anyanwu", "1984-03-12"), practice.okafor.staff, 10);
        let okafor = practice.okafor.staff.to_string();
        let mut ines = Browser::of(practice, &practice.ines);
        let mut form =
            vec![("of", okafor.as_str()), ("first", MONDAY), ("from", "09:30"), ("to", ""), ("kind", "training")];
        let faulty = ines.post("/closures", &form);
        assert_eq!(faulty.status, 422);
        says(&faulty, "Enter until when it is closed");
        form[3] = ("to", "11:00");
        assert_eq!(ines.post("/closures", &form).leads(), "/closures");
        let list = ines.get("/closures");
        says(&list, "One appointment stands in it");
        says(&list, "9:30–11:00");
        says(&list, "Training");
        let id = list.body.split("/closures/").find_map(|rest| rest.split_once("/remove").map(|(id, _)| id));
        let remove = format!("/closures/{}/remove", id.expect("the button"));
        let mut rosa = Browser::of(practice, &practice.rosa);
        assert!(!rosa.get("/closures").body.contains("/remove"), "Rosa only looks");
        assert_eq!(rosa.post(&remove, &[]).status, 403);
        assert_eq!(ines.post(&remove, &[]).leads(), "/closures");
        says(&ines.get("/closures"), "No closure is entered");
    });
}

#[test]
fn the_office_sets_its_own_wait_limits_and_the_board_keeps_to_them() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        desk.chidi_arrived();
        let mut ines = Browser::of(practice, &practice.ines);
        let page = ines.get("/wait-limits");
        says(&page, "name=\"stay-too-long\"");
        let usual = [
            ("arrived-long", "5"),
            ("arrived-too-long", "10"),
            ("checking_in-long", "10"),
            ("checking_in-too-long", "20"),
            ("waiting-long", "15"),
            ("waiting-too-long", "30"),
            ("roomed-long", "15"),
            ("roomed-too-long", "25"),
            ("ready_for_provider-long", "10"),
            ("ready_for_provider-too-long", "20"),
            ("with_provider-long", "30"),
            ("with_provider-too-long", "60"),
            ("checking_out-long", "10"),
            ("checking_out-too-long", "20"),
        ];
        let wrong = [&usual[..], &[("stay-long", "40"), ("stay-too-long", "30")]].concat();
        let faulty = ines.post("/wait-limits", &wrong);
        assert_eq!(faulty.status, 422);
        says(&faulty, "Too long cannot come before long.");
        let right = [&usual[..], &[("stay-long", "40"), ("stay-too-long", "55")]].concat();
        assert_eq!(ines.post("/wait-limits", &right).leads(), "/wait-limits");
        says(&Browser::of(practice, &practice.rosa).get("/board"), "data-long=\"40\" data-too-long=\"55\"");
    });
}

#[test]
fn a_new_edition_of_a_form_is_what_the_desk_hands_out() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let visit = desk.chidi_arrived();
    let mut ines = Browser::of(&practice, &practice.ines);
    let blank = ines.post("/consent-editions/treatment", &[("edition", " "), ("earlier", "hold")]);
    assert_eq!(blank.status, 422);
    says(&blank, "Enter the edition that stands on the form");
    let set = ines.post("/consent-editions/treatment", &[("edition", "2027-01"), ("earlier", "ask_again")]);
    assert_eq!(set.leads(), "/consent-editions");
    says(&ines.get("/consent-editions"), "Edition 2027-01");
    assert_eq!(ines.post("/consent-editions/nonsense", &[("edition", "1")]).status, 404);
    let mut rosa = Browser::of(&practice, &practice.rosa);
    let page = rosa.get(&format!("/visits/{visit}/check-in"));
    says(&page, "Consent to treatment, edition 2027-01");
    says(&page, "Notice of privacy practices, edition 1");
}

#[test]
fn a_form_that_only_offers_choices_shows_no_patient() {
    Practice::each(|practice| {
        let desk = FrontDesk::of(practice);
        let visit = desk.chidi_arrived();
        let other = practice.patient("Amara", "Silva", "1990-01-02");
        desk.booked(other, practice.lin.staff, 10);
        let mut rosa = Browser::of(practice, &practice.rosa);
        let somebody = practice.patient("Jo", "Third", "1970-01-02");
        for at in [
            format!("/appointments/new?patient={somebody}"),
            format!("/walk-ins/new?patient={somebody}"),
            format!("/visits/{visit}/room?version=1&back=/board"),
            "/hours".to_owned(),
        ] {
            assert_eq!(rosa.get(&at).status, 200, "{at}");
        }
        let mut priya = Browser::of(practice, &practice.priya);
        let page = priya.get(&format!("/access-review/{other}")).body;
        assert!(!page.contains("schedule.see") && !page.contains("visits.see_board"), "Amara was not shown: {page}");
    });
}

/// The setting is the practice's: whoever saves it at one site does not take away the providers of another.
#[test]
fn what_a_visit_needs_names_the_providers_of_every_site() {
    let practice = Practice::on(Kind::Sqlite);
    let desk = FrontDesk::of(&practice);
    let place = NewSite {
        name: "Harbor".to_owned(),
        zone: "America/New_York".to_owned(),
        street: "1 Pier".to_owned(),
        city: "Portland".to_owned(),
        state: "ME".to_owned(),
        postal_code: "04101".to_owned(),
        phone: "2075550100".to_owned(),
    };
    let harbor = practice.perform(&practice.ines, AddSite(place)).expect("another site");
    let hale = AddStaff {
        account: None,
        given: "Hana".to_owned(),
        family: "Hale".to_owned(),
        credential: "MD".to_owned(),
        npi: None,
        scheduled: Scheduled::Yes,
        sites: vec![harbor],
    };
    let hale = practice.perform(&practice.ines, hale).expect("a provider there").to_string();
    let mut ines = Browser::of(&practice, &practice.ines);
    let at = format!("/visit-types/{}", desk.follow_up);
    let page = ines.get(&at).body;
    assert!(page.contains(&format!("value=\"{hale}\"")), "she can be ticked at the other site too");
}
