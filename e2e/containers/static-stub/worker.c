// gcc: -static -O2
int main(void) {
    return 0;
}
