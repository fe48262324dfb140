#!/bin/sh
set -e
cd /app
exec sleep infinity
