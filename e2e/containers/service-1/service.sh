#!/bin/sh
echo "orders 1.0 starting"
echo "orders: schema 7 is not known to this release"
exit 70
