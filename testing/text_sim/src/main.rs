//! `moa-text-gateway`: a text gateway that takes messages and sends none.

use clap::Parser;
use std::io::Write;
use std::net::SocketAddr;
use text_sim::TextGateway;

/// A text gateway that takes messages by the protocol of docs/reminders.md, shows them at GET /messages, and sends none.
#[derive(Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8077")]
    listen: SocketAddr,
    /// The token that it asks for.
    #[arg(long, default_value = "a token for training")]
    token: String,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let gateway = TextGateway::start(arguments.listen, &arguments.token).await?;
    // Nobody may be reading.
    let _ = writeln!(std::io::stdout(), "The text gateway takes messages at {}", gateway.url());
    tokio::signal::ctrl_c().await
}
