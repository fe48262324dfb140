#!/bin/sh
cd /tmp
echo "Launching the API on port 8000"
python3 -m http.server 8000 &
