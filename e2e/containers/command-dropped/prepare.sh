#!/bin/sh
set -e
echo "prepare: the web root is in place"
exec "$@"
