/* A cache that knows no limit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("cache warming up");
    for (;;) {
        char *block = malloc(1 << 20);
        if (block == NULL) {
            return 1;
        }
        memset(block, 1, 1 << 20);
    }
}
