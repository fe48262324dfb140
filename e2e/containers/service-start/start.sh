#!/bin/sh
set -e
echo "Starting the web server"
service nginx start
echo "Web server started"
