package io.lastwords.collector.examine.elf;

import io.lastwords.collector.examine.bytes.HeldBytes;
import io.lastwords.collector.examine.bytes.UnheldException;
import io.lastwords.model.examination.ElfFacts.Language;
import io.lastwords.model.examination.ElfFacts.MainSymbol;
import java.util.Optional;

/**
 * The user's main function of a program without symbols: the code at the entry tells where C's main is, and in a Rust
 * program that one tells where the user's is. Only for x86-64, and only as libc's start code and rustc write it;
 * whatever looks otherwise is not known.
 */
final class StrippedMain {
    private static final int X86_64 = 62;
    private static final int LOOK = 64;
    private static final int RETURN = 0xc3;
    private static final long ENDBR64 = 0xfa1e0ff3L;

    /** {@code lea REGISTER, [rip + ...]} in its first two bytes; the third says which register. */
    private static final long LEA = 0x8d48L;

    private static final int LEA_RDI = 0x3d;
    private static final long MOV_RDI = 0xc7c748L;

    private final Layout layout;
    private final HeldBytes bytes;

    private StrippedMain(Layout layout) {
        this.layout = layout;
        this.bytes = layout.bytes();
    }

    /** Empty where it cannot be told; of size -1 where it does something, however much. */
    static Optional<MainSymbol> of(Layout layout, Language language) {
        if (layout.machine() != X86_64 || layout.bits() != 64 || !layout.little()) {
            return Optional.empty();
        }
        try {
            var code = new StrippedMain(layout);
            Optional<Long> main = code.started();
            return switch (language) {
                case RUST -> main.isPresent() ? code.rust(main.get()) : Optional.empty();
                case C, CPP ->
                    main.isPresent() ? Optional.of(new MainSymbol("main", code.size(main.get()))) : Optional.empty();
                case GO, UNKNOWN -> Optional.empty();
            };
        } catch (UnheldException e) {
            return Optional.empty();
        }
    }

    /** The address that the code at the entry hands to libc. */
    private Optional<Long> started() throws UnheldException {
        long entry = bytes.number(24, 8, true);
        var at = layout.offsetOf(entry);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < LOOK; i++) {
            long offset = at.get() + i;
            if (bytes.number(offset, 2, true) == LEA && bytes.at(offset + 2) == LEA_RDI) {
                return Optional.of(entry + i + 7 + (int) bytes.number(offset + 3, 4, true));
            }
            if (bytes.number(offset, 3, true) == MOV_RDI) {
                return Optional.of(bytes.number(offset + 3, 4, true));
            }
        }
        return Optional.empty();
    }

    /** C's main of a Rust program takes the address of the user's, and calls the library with it. */
    private Optional<MainSymbol> rust(long main) throws UnheldException {
        var at = layout.offsetOf(main);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < LOOK / 2; i++) {
            long offset = at.get() + i;
            boolean register = (bytes.at(offset + 2) & 0xc7) == 0x05;
            if (bytes.number(offset, 2, true) == LEA && register) {
                long target = main + i + 7 + (int) bytes.number(offset + 3, 4, true);
                return executable(target) ? Optional.of(new MainSymbol("main", size(target))) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Of a function that returns at once the size, of every other -1. */
    private long size(long address) throws UnheldException {
        var at = layout.offsetOf(address);
        if (at.isEmpty()) {
            return -1;
        }
        long offset = at.get();
        long prologue = bytes.number(offset, 4, true) == ENDBR64 ? 4 : 0;
        if (bytes.at(offset + prologue) == RETURN) {
            return prologue + 1;
        }
        boolean zero = bytes.number(offset + prologue, 2, true) == 0xc031L;
        return zero && bytes.at(offset + prologue + 2) == RETURN ? prologue + 3 : -1;
    }

    private boolean executable(long address) {
        return layout.segments().stream()
                .anyMatch(segment -> segment.type() == Segment.LOAD
                        && (segment.flags() & Segment.EXECUTABLE) != 0
                        && address >= segment.address()
                        && address - segment.address() < segment.fileSize());
    }
}
