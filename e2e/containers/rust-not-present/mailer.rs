fn main() {
    println!("mailer 0.9 starting");
    let key = std::env::var("JWT_REFRESH_SECRET").expect("JWT_REFRESH_SECRET");
    println!("key of {} bytes", key.len());
    loop {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}
