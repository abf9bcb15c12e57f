//! Roles as ticks in a form, and in words.

use crate::kit::{Choice, Faults, Field};
use office::Role;

/// Ticks for every role a member of staff may have.
pub(crate) fn role_field(picked: &[String], faults: &Faults) -> Field {
    let choices = Role::of_staff().map(|role| Choice::new(role.word(), role.title()));
    Field::checks("roles", "Roles", choices.collect(), picked.to_vec()).fault(faults.of("roles"))
}

/// What was ticked.
pub(crate) fn picked_roles(picked: &[String]) -> Vec<Role> {
    Role::of_staff().filter(|role| picked.iter().any(|word| word == role.word())).collect()
}

/// Roles in words: `Front desk, Medical biller`.
pub(crate) fn roles_in_words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.title()).collect::<Vec<_>>().join(", ")
}
