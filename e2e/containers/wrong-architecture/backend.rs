use std::net::TcpListener;

fn main() {
    let listener = TcpListener::bind("0.0.0.0:3000").expect("Failed to bind to address");
    println!("Server running on 0.0.0.0:3000");
    for stream in listener.incoming() {
        drop(stream);
    }
}
