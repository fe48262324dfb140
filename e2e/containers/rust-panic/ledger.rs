use std::collections::HashMap;

fn main() {
    println!("ledger starting");
    let accounts: HashMap<&str, i64> = HashMap::new();
    let balance = accounts.get("savings").expect("account 'savings' exists");
    println!("balance {balance}");
}
