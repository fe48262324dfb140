// rustc: -C strip=symbols
fn main() {}
