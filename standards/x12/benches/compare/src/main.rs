//! How fast x12-types reads an 835: `cargo run --release -- FILE`, with the file that `cargo bench -p x12` makes.
//!
//! x12-types reads one transmission with one group whole, from memory, and checks nothing. It has the separators `*`
//! and `~` fixed, so line ends are taken out of the file first; that is not counted.

use std::time::Duration;

use x12_types::util::Parser;
use x12_types::v005010::{_835, Transmission};

fn main() {
    let file = std::env::args().nth(1).expect("the file to read is named");
    let text = std::fs::read_to_string(&file).expect("the file is there").replace('\n', "");
    let mb = text.len() as f64 / 1e6;
    let start = on_processor();
    match Transmission::<_835>::parse(&text) {
        Ok((rest, transmission)) => {
            let seconds = (on_processor() - start).as_secs_f64();
            std::hint::black_box(&transmission);
            println!("x12-types, read:      {:7.1} MB/s ({} bytes left over)", mb / seconds, rest.len());
        }
        Err(error) => {
            let seconds = (on_processor() - start).as_secs_f64();
            let error: String = error.to_string().chars().take(120).collect();
            println!("x12-types, read:      failed after {seconds:.1} s: {error}");
        }
    }
}

/// Time on the processor, so that other work on the machine does not count.
fn on_processor() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux counts a thread's time");
    let nanoseconds = text.split(' ').next().and_then(|n| n.parse().ok()).expect("the first number is nanoseconds");
    Duration::from_nanos(nanoseconds)
}
