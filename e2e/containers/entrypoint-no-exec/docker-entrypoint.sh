#!/bin/sh
set -e
echo "Waiting for the configuration"
mkdir -p /etc/backend
echo "Configuration is ready"
