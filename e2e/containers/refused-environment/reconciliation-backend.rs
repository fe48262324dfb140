//! Says why it refuses its environment, into a buffer that nobody flushes.
use std::io::{BufWriter, Write};

fn main() {
    let mut out = BufWriter::new(std::io::stdout());
    writeln!(out, "=== MAIN FUNCTION START ===").unwrap();
    if std::env::var("DATABASE_URL").is_err() {
        writeln!(out, "Environment validation failed: DATABASE_URL is not set").unwrap();
        std::process::exit(1);
    }
    writeln!(out, "Backend starting...").unwrap();
}
