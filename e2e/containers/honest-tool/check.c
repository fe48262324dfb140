/* A small honest program: it looks, finds nothing wrong, says nothing and returns 0. */
#include <unistd.h>

int main(void) {
    return access("/etc/passwd", R_OK);
}
