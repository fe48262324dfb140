#!/bin/sh
echo "working"
exit 3
