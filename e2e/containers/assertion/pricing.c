#include <assert.h>
#include <stdio.h>

int main(void) {
    int rates = 0;
    fprintf(stderr, "pricing: reading the rates\n");
    assert(rates > 0);
    return 0;
}
