//! A converter with a table of several megabytes, so that its file is as large as a real service's.
static TABLE: [u8; 4 << 20] = table();

const fn table() -> [u8; 4 << 20] {
    let mut table = [7u8; 4 << 20];
    table[4_000_000] = 1;
    table
}

fn main() {
    println!("[INFO] Starting Konversi Data API v1.0.0");
    let mut sum = 0u64;
    for byte in TABLE.iter() {
        sum = sum.wrapping_mul(31).wrapping_add(u64::from(*byte));
    }
    println!("[INFO] Tables loaded, checksum {sum}");
    loop {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}
