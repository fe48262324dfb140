// gcc: -fno-builtin -L. -lnewer
#include <stdio.h>

double fmod(double x, double y);

int main(void) {
    printf("balance: %f\n", fmod(42, 5));
    return 0;
}
