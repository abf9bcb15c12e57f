//! The kit's specimens: what they say is kept as snapshots, and what every page must keep to is checked.

use web::kit::{Specimen, specimen};

/// The page without the content hashes of the assets, a tag to a line.
fn page(which: Specimen) -> String {
    let mut text = specimen(which).into_string();
    for asset in web_assets::all() {
        text = text.replace(asset.path, &format!("/assets/{}", asset.name));
    }
    text.replace("><", ">\n<")
}

#[test]
fn the_specimens_stay_as_they_are() {
    for which in [Specimen::Pieces, Specimen::Board, Specimen::CheckIn, Specimen::Register, Specimen::SignIn] {
        insta::assert_snapshot!(which.name(), page(which));
    }
}

#[test]
fn no_page_carries_inline_script_or_style() {
    for which in Specimen::ALL {
        let page = page(which);
        for inline in [" style=", "<style", " onclick=", " hx-on", "javascript:", "js:"] {
            assert!(!page.contains(inline), "{} carries {inline}", which.name());
        }
        assert!(!page.contains("<script>"), "{} carries an inline script", which.name());
    }
}

#[test]
fn every_form_that_changes_something_is_sealed() {
    for which in Specimen::ALL {
        for form in page(which).split("<form ").skip(1).filter(|form| form.contains("method=\"post\"")) {
            let form = form.split("</form>").next().unwrap();
            assert!(form.contains("name=\"csrf\"") && form.contains("name=\"request_id\""), "{}: {form}", which.name());
        }
    }
}

#[test]
fn no_id_stands_twice_on_a_page_and_every_reference_leads_somewhere() {
    for which in Specimen::ALL {
        let page = page(which);
        let values = |attribute: &str| -> Vec<String> {
            let opening = format!(" {attribute}=\"");
            let values = page.split(&opening).skip(1).map(|rest| rest.split('"').next().unwrap());
            values.flat_map(str::split_whitespace).map(str::to_owned).collect()
        };
        let mut ids = values("id");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        // The dialog's own fragment stands on the page of pieces for the eye.
        assert_eq!(ids.len(), all, "{} has an id twice", which.name());
        for reference in ["for", "aria-describedby", "aria-controls"].iter().flat_map(|attribute| values(attribute)) {
            assert!(ids.contains(&reference), "{}: nothing has the id {reference}", which.name());
        }
    }
}
