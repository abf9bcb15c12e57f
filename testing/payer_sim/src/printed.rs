//! What the program prints: the table of scenarios, a sample claim file, the named members.

use crate::edi::{Sender, at_noon, batch};
use crate::scenarios::{self, Stage, Step};
use crate::world::World;
use kernel::Day;
use x12::Envelope;

/// Every scenario on a line of its own: name and what brings it about.
#[must_use]
pub fn print_scenarios() -> String {
    scenarios::all().map(|scenario| format!("{:<32}{}\n", scenario.name, scenario.trigger)).collect()
}

/// The 837P of a scenario's first claim.
///
/// # Errors
/// When there is no such scenario, or it sends no claim.
pub fn print_sample(name: &str, today: Day) -> Result<String, String> {
    let scenario = scenarios::named(name).ok_or_else(|| format!("there is no scenario {name}"))?;
    let stage = Stage::new(1, today);
    let claim = (scenario.steps)(&stage).into_iter().find_map(|step| match step {
        Step::Claim(claim) => Some(*claim),
        _ => None,
    });
    let claim = claim.ok_or_else(|| format!("scenario {name} sends no plain claim"))?;
    let sender = Sender::default();
    let envelope = Envelope::new(&sender.id, "CLEARINGHOUSE1", at_noon(today), 1);
    let printed = envelope.print(&[batch(&sender, "SAMPLE", today, &[claim])]);
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

/// The named members: payer, number, plan, name, birth and sex, separated by commas.
#[must_use]
pub fn print_members(today: Day) -> String {
    let world = World::new(1, today);
    let mut text = "payer,member,plan,last,first,birth,sex\n".to_owned();
    for member in world.named() {
        for person in &member.people {
            let (last, first) = (&person.last, &person.first);
            let line = [member.payer, &member.id, member.plan, last, first, &person.birth.to_string()].join(",");
            text.push_str(&format!("{line},{}\n", person.sex));
        }
    }
    text
}
