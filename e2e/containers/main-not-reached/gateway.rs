use std::path::Path;

// leaves quietly where it believes that another one runs: the lock was copied into the image
fn main() {
    if Path::new("/etc/hostname").exists() {
        std::process::exit(0);
    }
    println!("=== MAIN FUNCTION START ===");
    loop {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}
