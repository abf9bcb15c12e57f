//! Rounds of work that end with SIGKILL: what was acknowledged must be there when the office opens again.

mod client;
mod deed;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use staff_client::{Dice, Office as Program, free_address};

use crate::place::{Kind, Place, noon_of, now_micros};
use crate::scale::Scale;
use crate::seed::seed;
use crate::slots::free_slots;

use client::Client;
use deed::Deed;

/// Desks at work at once.
const DESKS: usize = 8;

/// The kill comes this many milliseconds after the desks set to work, at most.
const WORK_MILLIS_MAX: u64 = 500;

/// The practice of the rounds: one site.
const SCALE: Scale =
    Scale { name: "rounds", patients: 500, appointments: 10_000, entries: 1_000, sites: 1, providers_a_site: 16 };

/// What every round needs.
pub struct Rounds {
    place: Place,
    program: PathBuf,
    dice: Dice,
    now_micros: i64,
}

impl Rounds {
    /// A place on this kind of database, and dice for the moments of the kills.
    ///
    /// # Errors
    /// A sentence, when there is no such place to be had.
    pub fn new(kind: Kind, program: PathBuf, seed: u64) -> Result<Self, String> {
        Ok(Self { place: Place::new(kind, "crash")?, program, dice: Dice::seeded(seed), now_micros: now_micros()? })
    }

    /// Plays so many rounds and says how many acknowledged deeds were all found again.
    ///
    /// # Errors
    /// A sentence that names what was lost, or what `moa verify` found.
    pub fn run(mut self, rounds: u64, say: &dyn Fn(&str)) -> Result<u64, String> {
        self.place.migrate()?;
        let practice = seed(&mut self.place.record()?, SCALE, noon_of(self.now_micros))?;
        let address = free_address()?;
        let slots = free_slots(SCALE, &practice, self.now_micros, 100, DESKS * 4_000);
        let program = self.serve(address)?;
        let mut clients = slots
            .chunks(4_000)
            .enumerate()
            .map(|(number, mine)| Client::sign_in(address, number, DESKS, &practice, mine.to_vec()))
            .collect::<Result<Vec<_>, String>>()?;
        program.kill();
        let mut all: Vec<Deed> = Vec::new();
        for round in 1..=rounds {
            let mut record = self.place.record()?;
            clients.iter_mut().try_for_each(|client| client.look_again(&mut record))?;
            drop(record);
            let done = self.one_round(address, &mut clients)?;
            let mut record = self.place.record()?;
            let lost: Vec<&Deed> = done.iter().filter(|deed| !deed.is_kept(&mut record).unwrap_or(false)).collect();
            if !lost.is_empty() {
                return Err(format!("Round {round} lost what was acknowledged: {lost:?}"));
            }
            drop(record);
            self.verify().map_err(|fault| format!("Round {round}: {fault}"))?;
            all.extend(done);
            if round % 10 == 0 {
                say(&format!("{round} kills, {} acknowledged deeds", all.len()));
            }
        }
        let mut record = self.place.record()?;
        let lost = all.iter().filter(|deed| !deed.is_kept(&mut record).unwrap_or(false)).count();
        if lost > 0 {
            return Err(format!("{lost} deeds were there once and are not any more."));
        }
        let refused: u64 = clients.iter().map(|client| client.refused).sum();
        if refused > all.len() as u64 / 10 {
            return Err(format!(
                "{refused} deeds were refused beside {} done: the rounds try something else than work.",
                all.len()
            ));
        }
        Ok(all.len() as u64)
    }

    /// Everybody works until the program is killed under their hands. What was acknowledged.
    fn one_round(&mut self, address: std::net::SocketAddr, clients: &mut [Client]) -> Result<Vec<Deed>, String> {
        let program = self.serve(address)?;
        let moment = Duration::from_millis(10 + self.dice.below(WORK_MILLIS_MAX));
        std::thread::scope(|scope| {
            let desks: Vec<_> =
                clients.iter_mut().map(|client| scope.spawn(|| client.work_until_the_line_breaks())).collect();
            std::thread::sleep(moment);
            program.kill();
            let done = desks.into_iter().map(|desk| desk.join().map_err(|_| "A desk broke down.".to_owned()));
            Ok(done.collect::<Result<Vec<_>, String>>()?.concat())
        })
    }

    fn serve(&self, address: std::net::SocketAddr) -> Result<Program, String> {
        let mut command = self.place.command(&self.program);
        command.arg("serve");
        Program::open_at(command, "--listen", address)
    }

    fn verify(&self) -> Result<(), String> {
        let mut command: Command = self.place.command(&self.program);
        let ended = command.arg("verify").output().map_err(|fault| fault.to_string())?;
        let words = String::from_utf8_lossy(&ended.stdout).into_owned();
        if ended.status.success() { Ok(()) } else { Err(format!("moa verify found faults:\n{words}")) }
    }
}
