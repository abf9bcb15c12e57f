//! The payer that answers: a program of its own, `moa-payer`, that knows nothing of this office. `moa payer` starts it.

use kernel::Problem;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Becomes `moa-payer`, which lies beside `moa`, with these words; comes back only with the reason why it could not.
pub fn become_payer(words: &[OsString]) -> Problem {
    let beside = std::env::current_exe().map(|program| program.with_file_name("moa-payer"));
    let (program, why) = match beside {
        Ok(program) if program.is_file() => {
            let failed = Command::new(&program).args(words).exec();
            (program, failed)
        }
        Ok(program) => (program, std::io::ErrorKind::NotFound.into()),
        Err(why) => ("moa-payer".into(), why),
    };
    let say =
        format!("The payer cannot be started from {}. Build it: cargo build --package payer_sim", program.display());
    Problem::not_found("no_payer", say).because(why)
}
