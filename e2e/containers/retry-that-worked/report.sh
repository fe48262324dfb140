#!/bin/sh
for i in 1 2 3; do
  echo "database not ready: connection refused (attempt $i)"
done
echo "connected to database after 3 attempts"
echo "error: report template corrupt: checksum mismatch" >&2
exit 4
