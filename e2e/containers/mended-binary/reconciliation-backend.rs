fn main() {
    eprintln!("=== MAIN FUNCTION START ===");
    println!("Backend starting...");
    loop {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}
