#!/bin/sh
set -e
echo "Writing the pid file"
echo $$ > /var/run.pid
exec sleep 3600
