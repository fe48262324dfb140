import sys
import traceback

try:
    int("x")
except ValueError:
    traceback.print_exc()
print("skipped 1 bad row", file=sys.stderr)
print("quota of the day reached", file=sys.stderr)
sys.exit(20)
