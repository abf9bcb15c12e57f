//! A practice's own people as members: enrolled from a file or one by one, so that training uses known names.

use crate::world::{Member, PLANS, Person, World, payer};
use kernel::Day;
use serde::{Deserialize, Serialize};

/// A file of enrolments: `[[member]]` tables in TOML.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Roster {
    /// The members.
    #[serde(default)]
    pub member: Vec<Enrolment>,
}

/// Somebody to be covered.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// The payer's identifier, such as `ACME1`.
    pub payer: String,
    /// The member number.
    pub id: String,
    /// The code of the plan, such as `GOLD`.
    pub plan: String,
    /// Last name.
    pub last: String,
    /// First name.
    pub first: String,
    /// Date of birth.
    pub birth: Day,
    /// `F`, `M` or `U`.
    pub sex: char,
    /// First day covered; three years before the world's first day when left out.
    pub from: Option<Day>,
    /// Last day covered.
    pub to: Option<Day>,
    /// Those covered through them.
    #[serde(default)]
    pub dependents: Vec<Dependent>,
}

/// Somebody covered through another.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Dependent {
    /// Last name.
    pub last: String,
    /// First name.
    pub first: String,
    /// Date of birth.
    pub birth: Day,
    /// `F`, `M` or `U`.
    pub sex: char,
    /// Whether spouse; otherwise a child.
    #[serde(default)]
    pub spouse: bool,
}

/// Enrols somebody.
///
/// # Errors
/// When the world has no such payer or plan.
pub fn enrol(world: &mut World, asked: &Enrolment) -> Result<(), String> {
    let payer = payer(&asked.payer).ok_or_else(|| format!("there is no payer {}", asked.payer))?;
    let plan =
        PLANS.iter().find(|plan| plan.code == asked.plan).ok_or_else(|| format!("there is no plan {}", asked.plan))?;
    let person = |last: &str, first: &str, birth, sex, relationship| Person {
        last: last.to_uppercase(),
        first: first.to_uppercase(),
        birth,
        sex,
        relationship,
        died: None,
    };
    let mut people = vec![person(&asked.last, &asked.first, asked.birth, asked.sex, "18")];
    people.extend(asked.dependents.iter().map(|dependent| {
        let relationship = if dependent.spouse { "01" } else { "19" };
        person(&dependent.last, &dependent.first, dependent.birth, dependent.sex, relationship)
    }));
    world.enrol(Member {
        payer: payer.id,
        id: asked.id.clone(),
        plan: plan.code,
        group: "GRP500",
        people,
        from: asked.from.unwrap_or_else(|| world.first_day().plus_days(-1_095)),
        to: asked.to,
        traits: Vec::new(),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Roster, enrol};
    use crate::world::World;

    #[test]
    fn a_roster_file_enrols_its_people() {
        let text = "[[member]]\npayer = \"ACME1\"\nid = \"ACM7\"\nplan = \"GOLD\"\nlast = \"Mendez\"\nfirst = \"Rosa\"\n\
                    birth = \"1990-05-01\"\nsex = \"F\"\n[[member.dependents]]\nlast = \"Mendez\"\nfirst = \"Leo\"\n\
                    birth = \"2020-05-01\"\nsex = \"M\"\n";
        let roster: Roster = toml::from_str(text).expect("a roster");
        let mut world = World::new(1, "2026-11-20".parse().expect("a day"));
        enrol(&mut world, &roster.member[0]).expect("enrolled");
        let member = world.member("ACME1", "ACM7").expect("known");
        assert_eq!(member.person("Leo", None), Some(1));
    }

    #[test]
    fn unknown_payers_and_plans_are_refused() {
        let text = "[[member]]\npayer = \"NOPE\"\nid = \"1\"\nplan = \"GOLD\"\nlast = \"A\"\nfirst = \"B\"\n\
                    birth = \"1990-05-01\"\nsex = \"F\"\n";
        let roster: Roster = toml::from_str(text).expect("a roster");
        let mut world = World::new(1, "2026-11-20".parse().expect("a day"));
        assert!(enrol(&mut world, &roster.member[0]).is_err());
    }
}
