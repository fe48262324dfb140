#!/bin/sh
set -e
echo "starting backend"
exec "$@"
