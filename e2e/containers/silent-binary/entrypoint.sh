#!/bin/sh
set -e
echo "Binary found and executable"
echo "Executing binary with unbuffered output..."
echo "JWT_REFRESH_SECRET is set"
echo "About to execute binary..."
echo "  HOST: 0.0.0.0"
echo "  PORT: 2000"
exec "$@"
