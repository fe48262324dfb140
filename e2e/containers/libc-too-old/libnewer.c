// gcc: -fno-builtin -Wl,-soname,libm.so.6 -Wl,--version-script=newer.map
/* Stands for the newer libm at link time: fmod has this version since glibc 2.38. */
double fmod(double x, double y) {
    return x - y;
}
