/* A daemon of the old kind: it puts itself into the background. */
#include <stdio.h>
#include <unistd.h>

int main(void) {
    fprintf(stderr, "queued 2.4.1 starting\n");
    if (daemon(0, 0) != 0) {
        perror("daemon");
        return 1;
    }
    for (;;) {
        pause();
    }
}
