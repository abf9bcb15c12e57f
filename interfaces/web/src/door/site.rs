//! Working at another site: the choice in the top bar.

use crate::answer::Answer;
use crate::cookie::SITE;
use crate::desk::Desk;
use crate::kit::paths;
use crate::sealed::Sealed;
use crate::staff::{Staff, way_back};
use axum::Router;
use axum::routing::post;
use kernel::Problem;
use serde::Deserialize;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route(paths::SITE, post(choose))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    site: String,
    #[serde(default)]
    back: String,
}

async fn choose(staff: Staff, Sealed { form, .. }: Sealed<Typed>) -> Answer {
    let Some(site) = staff.sites.iter().find(|(site, _)| site.id.to_string() == form.site) else {
        let say = "There is no such site among those you work at.";
        return Err(Problem::not_found("no_such_site", say).into());
    };
    let mut answer = staff.go(way_back(Some(&form.back)));
    SITE.set(&mut answer, staff.desk.transport(), &site.0.id.to_string());
    Ok(answer)
}
