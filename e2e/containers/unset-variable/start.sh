#!/bin/sh
: "${DATABASE_URL:?DATABASE_URL is not set}"
exec sleep 3600
