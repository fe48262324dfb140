// gcc: -L. -lcharts
#include <stdio.h>

int charts_draw(int points);

int main(void) {
    printf("drawn: %d\n", charts_draw(21));
    return 0;
}
