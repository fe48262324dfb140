#!/bin/sh
echo "server starting"
sleep 3600
