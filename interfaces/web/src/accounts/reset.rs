//! A new first password for somebody who forgot theirs.

use super::{account, change::as_kept};
use crate::answer::Answer;
use crate::door::hashed;
use crate::kit::Faults;
use crate::sealed::Sealed;
use crate::staff::Staff;
use axum::extract::Path;
use office::{AccountId, Password, ResetPassword};
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    password: String,
}

pub(super) async fn reset(staff: Staff, Path(id): Path<AccountId>, Sealed { form, request }: Sealed<Typed>) -> Answer {
    let chosen = match Password::chosen(&form.password) {
        Ok(chosen) => chosen,
        Err(why) => {
            let line = account(&staff, id).await?;
            let faults = [("password", why.say())].into_iter().collect::<Faults>();
            let body = as_kept(&staff, &line, faults);
            return staff.page("Account", body).again().answer();
        }
    };
    let deed = ResetPassword { account: id, password_hash: hashed(chosen).await? };
    staff.perform(request, deed).await?;
    Ok(staff.go_saying("/staff", "The new first password is set. It is changed at the next sign-in."))
}
