import os
import socket

print("connecting to the database at 127.0.0.1:5432")
socket.create_connection(("127.0.0.1", 5432), timeout=5)
print("connected")
os.read(0, 1)
