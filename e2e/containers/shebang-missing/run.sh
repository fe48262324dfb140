#!/bin/bash
set -euo pipefail
echo "Starting the exporter"
exec sleep infinity
