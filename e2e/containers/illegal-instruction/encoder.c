/* Built with instructions that this host's processor does not have: ud2 stands for all of them. */
#include <stdio.h>

int main(void) {
    fprintf(stderr, "encoder: using the fast path\n");
    __asm__ volatile("ud2");
    return 0;
}
