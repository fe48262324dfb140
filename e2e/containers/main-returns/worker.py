import threading


def consume():
    threading.Event().wait()


print("Worker 3.2.0 starting")
print("Subscribed to 4 queues")
threading.Thread(target=consume, daemon=True).start()
print("Worker started, waiting for messages")
