//! The wallboard: what a screen on the wall shows of the day, without a name: how many wait, who runs late, and each waiting
//! visit by the code that its patient was told.
//!
//! The screen is registered and paired as a kiosk is (see `self_check_in`), and reaches nothing but its own page.

mod on_the_wall;
mod paces;
mod settings;
pub(crate) mod tables;

pub use on_the_wall::{OnTheWall, WallCode, WallQueue, WallState, WallboardSeen};
pub use paces::{Pace, WallProvider};
pub use settings::{Look, SetWallboard, WallboardOf, WallboardShows};

use office::{Act, Permission};

/// A screen on the wall at work, as a machine of the office.
pub const SEE_WALLBOARD: Act = Act::new("wallboard.see", Permission::SeeSchedule);
/// Choosing what the wallboards of a site show.
pub const SET_WALLBOARD: Act = Act::new("wallboard.set", Permission::ManagePractice);
