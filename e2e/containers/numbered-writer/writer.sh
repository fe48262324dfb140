#!/bin/sh
# writer.sh LINES PAUSE_MICROSECONDS EXIT_CODE: numbers its runs and, in each, its lines.
run=$(($(cat /run-number 2>/dev/null || echo 0) + 1))
echo "$run" > /run-number
line=0
while [ "$line" -lt "$1" ]; do
    line=$((line + 1))
    echo "run $run line $line"
    [ "$2" -gt 0 ] && usleep "$2"
done
exit "$3"
