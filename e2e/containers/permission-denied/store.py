print("Opening the store")
with open("/data/store.db", "ab") as store:
    store.write(b"x")
