import os
import sys

print("reading the environment")
if not os.environ.get("DATABASE_URL"):
    print("error: DATABASE_URL is not set", file=sys.stderr)
    sys.exit(1)
