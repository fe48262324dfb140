package io.lastwords.collector.examine.elf;

/** A section header. */
record Section(String name, int type, long address, long offset, long size, int link) {
    static final int SYMTAB = 2;
    static final int NOTE = 7;
    static final int NOBITS = 8;
    static final int DYNSYM = 11;

    long end() {
        return type == NOBITS ? 0 : Sums.end(offset, size);
    }
}
