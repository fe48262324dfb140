#!/bin/sh
# writer.sh LINES PAUSE_MICROSECONDS EXIT_CODE [both]: numbers its runs and, in each, its lines. With both, each line goes
# to stderr too, and every tenth is longer than a piece of the engine's and written in two halves, a pause between them.
run=$(($(cat /run-number 2>/dev/null || echo 0) + 1))
echo "$run" > /run-number
line=0
while [ "$line" -lt "$1" ]; do
    line=$((line + 1))
    words="run $run line $line"
    if [ "${4:-}" = both ]; then
        echo "$words" >&2
        if [ $((line % 10)) -eq 0 ]; then
            printf '%s ' "$words"
            head -c 20000 /dev/zero | tr '\0' x
            usleep "$2"
            words=" and the rest"
        fi
    fi
    echo "$words"
    [ "$2" -gt 0 ] && usleep "$2"
done
exit "$3"
