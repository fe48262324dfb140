#!/usr/bin/env python3
print("worker started")
