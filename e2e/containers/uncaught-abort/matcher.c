#include <stdlib.h>

static char *volatile name;

int main(void) {
    name = malloc(24);
    free(name);
    free(name);
    return 0;
}
