package io.lastwords.collector.examine.elf;

import java.util.List;
import java.util.Map;

/** Names of machines in the kernel's words, and where their loaders look by default. */
final class Machines {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(3, "i686"),
            Map.entry(8, "mips"),
            Map.entry(20, "ppc"),
            Map.entry(21, "ppc64"),
            Map.entry(22, "s390x"),
            Map.entry(40, "armv7l"),
            Map.entry(62, "x86_64"),
            Map.entry(183, "aarch64"),
            Map.entry(243, "riscv64"),
            Map.entry(258, "loongarch64"));
    private static final Map<String, String> MULTIARCH = Map.of(
            "x86_64", "x86_64-linux-gnu",
            "aarch64", "aarch64-linux-gnu",
            "armv7l", "arm-linux-gnueabihf",
            "i686", "i386-linux-gnu",
            "ppc64le", "powerpc64le-linux-gnu",
            "s390x", "s390x-linux-gnu",
            "riscv64", "riscv64-linux-gnu");

    private Machines() {}

    static String name(int machine, boolean little, int bits) {
        String name = NAMES.get(machine);
        if (name == null) {
            return machine < 0 ? "" : "e_machine " + machine;
        }
        if (name.equals("ppc64") && little) {
            return "ppc64le";
        }
        if (name.equals("mips")) {
            return "mips" + (bits == 64 ? "64" : "") + (little ? "el" : "");
        }
        return name.equals("riscv64") && bits == 32 ? "riscv32" : name;
    }

    static String type(int type) {
        return switch (type) {
            case 1 -> "rel";
            case 2 -> "exec";
            case 3 -> "dyn";
            case 4 -> "core";
            default -> type < 0 ? "" : "e_type " + type;
        };
    }

    /** The folders that glibc's or musl's loader looks in when nothing says otherwise, Debian's and Red Hat's. */
    static List<String> defaultFolders(String machine, boolean musl, int bits) {
        if (musl) {
            return List.of("/lib", "/usr/local/lib", "/usr/lib");
        }
        String wide = bits == 64 ? "64" : "";
        String triple = MULTIARCH.get(machine);
        if (triple == null) {
            return List.of("/lib" + wide, "/usr/lib" + wide, "/lib", "/usr/lib");
        }
        return List.of("/lib/" + triple, "/usr/lib/" + triple, "/lib" + wide, "/usr/lib" + wide, "/lib", "/usr/lib");
    }
}
