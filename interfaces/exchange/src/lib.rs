//! Exchange: what goes out of the house by network. It hands over what the office planned and notes what became of it; what is
//! said, to whom and when the office decides.

mod config;
mod mail;
mod outbox;
mod packets;
mod text;

pub use config::Posting;
pub use outbox::{Outbox, Round};
pub use packets::PacketPost;

/// What a server said to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Handed {
    /// It took it.
    Over,
    /// It did not, and may later.
    Again,
    /// It never will.
    Never,
}
