#!/bin/sh
set -e
echo "Preparing the data folder"
mkdir -p /var/lib/ledger
exec "$@"
