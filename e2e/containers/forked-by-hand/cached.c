// A daemon of the old kind that does not leave it to libc.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(void) {
    printf("cached: starting\n");
    fflush(stdout);
    if (fork() != 0) {
        exit(0);
    }
    setsid();
    for (;;) {
        pause();
    }
}
