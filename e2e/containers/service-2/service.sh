#!/bin/sh
echo "orders 1.1 starting"
echo "orders: schema 7, ready"
exec sleep 3600
