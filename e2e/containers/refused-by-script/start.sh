#!/bin/sh
[ -s /etc/zone.bin ] || { echo "relay: zone table is of another generation"; exit 6; }
exec "$@"
