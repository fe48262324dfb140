/* 400 lines of 49 bytes through stdio, then an exit that flushes nothing. */
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int i = 0; i < 400; i++) {
        printf("importing record %08d of the customers' table.\n", i);
    }
    _exit(0);
}
