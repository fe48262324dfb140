// gcc: -static
#include <stdio.h>

int main(void) {
    puts("fixed 1.4.2");
    return 0;
}
