#!/bin/bash
nohup sleep 3600 > /dev/null 2>&1 &
echo "worker started with pid $!"
