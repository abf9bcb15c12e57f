//! A server of our own starts, answers, and leaves nothing behind.

use std::io::{Read, Write};
use std::net::TcpStream;

use postgres_server::{Durability, Server, find_or_install};

/// Asks for TLS: any PostgreSQL server answers this with one letter (protocol 3.0, "SSLRequest").
fn greet(address: &str) -> std::io::Result<u8> {
    let host = address.trim_start_matches("postgres://moa@").split('/').next().expect("an address has a host");
    let mut line = TcpStream::connect(host)?;
    line.write_all(&[0, 0, 0, 8, 4, 210, 22, 47])?;
    let mut letter = [0];
    line.read_exact(&mut letter)?;
    Ok(letter[0])
}

#[test]
fn a_server_answers_until_it_is_dropped() {
    let programs = find_or_install().expect("PostgreSQL can be had");
    let server = Server::start(&programs, Durability::Fast, &[("work_mem", "8MB")]).expect("a server starts");
    let address = server.address("postgres");
    assert!(matches!(greet(&address), Ok(b'N' | b'S')));

    drop(server);

    assert!(greet(&address).is_err(), "the server still answers");
    let own = format!("moa-postgres-{}-", std::process::id());
    let left = std::fs::read_dir(std::env::temp_dir()).expect("a temporary folder").flatten();
    assert_eq!(
        left.filter(|entry| entry.file_name().to_string_lossy().starts_with(&own)).count(),
        0,
        "files were left behind"
    );
}
