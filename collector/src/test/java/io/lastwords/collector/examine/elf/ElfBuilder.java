package io.lastwords.collector.examine.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts small ELF files of 64 bits together. */
final class ElfBuilder {
    private record Symbol(String name, long size) {}

    private final List<Symbol> symbols = new ArrayList<>();
    private final List<String> needed = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();
    private String interpreter = "";
    private String comment = "";
    private String runpath = "";
    private int machine = 62;
    private byte[] data = new byte[0];
    private boolean coded;

    ElfBuilder symbol(String name, long size) {
        symbols.add(new Symbol(name, size));
        return this;
    }

    ElfBuilder needs(String... libraries) {
        needed.addAll(List.of(libraries));
        return this;
    }

    /** Versions of the first library. */
    ElfBuilder versions(String... names) {
        versions.addAll(List.of(names));
        return this;
    }

    ElfBuilder interpreter(String path) {
        interpreter = path;
        return this;
    }

    ElfBuilder comment(String text) {
        comment = text;
        return this;
    }

    ElfBuilder runpath(String path) {
        runpath = path;
        return this;
    }

    ElfBuilder machine(int number) {
        machine = number;
        return this;
    }

    ElfBuilder data(String text) {
        data = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** What runs first. */
    ElfBuilder code(String hex) {
        data = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        coded = true;
        return this;
    }

    byte[] build() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[64 + 3 * 56]);
        int interp = body.size();
        body.writeBytes(text(interpreter));
        body.writeBytes(data);
        var strings = new Strings();
        int dynstr = align(body);
        List<Integer> libraries = needed.stream().map(strings::add).toList();
        List<Integer> names = versions.stream().map(strings::add).toList();
        int path = strings.add(runpath);
        body.writeBytes(strings.bytes());
        int verneed = align(body);
        if (!versions.isEmpty()) {
            body.writeBytes(buffer(16)
                    .putShort((short) 1)
                    .putShort((short) versions.size())
                    .putInt(libraries.getFirst())
                    .putInt(16)
                    .putInt(0)
                    .array());
            for (int i = 0; i < names.size(); i++) {
                body.writeBytes(buffer(16)
                        .putInt(0)
                        .putShort((short) 0)
                        .putShort((short) (i + 2))
                        .putInt(names.get(i))
                        .putInt(i == names.size() - 1 ? 0 : 16)
                        .array());
            }
        }
        int dynamic = align(body);
        libraries.forEach(name -> body.writeBytes(entry(1, name)));
        body.writeBytes(entry(5, dynstr));
        if (!runpath.isEmpty()) {
            body.writeBytes(entry(29, path));
        }
        if (!versions.isEmpty()) {
            body.writeBytes(entry(0x6ffffffeL, verneed));
            body.writeBytes(entry(0x6fffffffL, 1));
        }
        body.writeBytes(entry(0, 0));
        int dynamicEnd = body.size();
        return withSections(body, interp, dynamic, dynamicEnd);
    }

    private byte[] withSections(ByteArrayOutputStream body, int interp, int dynamic, int dynamicEnd) {
        int loaded = body.size();
        var strings = new Strings();
        int symtab = align(body);
        body.writeBytes(new byte[24]);
        for (Symbol symbol : symbols) {
            body.writeBytes(buffer(24)
                    .putInt(strings.add(symbol.name()))
                    .put((byte) 0x12)
                    .put((byte) 0)
                    .putShort((short) 1)
                    .putLong(64)
                    .putLong(symbol.size())
                    .array());
        }
        int strtab = body.size();
        body.writeBytes(strings.bytes());
        int commentAt = body.size();
        body.writeBytes(text(comment));
        var names = new Strings();
        int[] named = {names.add(".symtab"), names.add(".strtab"), names.add(".comment"), names.add(".shstrtab")};
        int shstrtab = body.size();
        body.writeBytes(names.bytes());
        int table = align(body);
        body.writeBytes(new byte[64]);
        body.writeBytes(section(named[0], symbols.isEmpty() ? 1 : 2, symtab, strtab - symtab, 2));
        body.writeBytes(section(named[1], 3, strtab, commentAt - strtab, 0));
        body.writeBytes(section(named[2], 1, commentAt, shstrtab - commentAt, 0));
        body.writeBytes(section(named[3], 3, shstrtab, table - shstrtab, 0));
        byte[] file = body.toByteArray();
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        header.putShort((short) 3)
                .putShort((short) machine)
                .putInt(1)
                .putLong(coded ? interp + text(interpreter).length : 64)
                .putLong(64)
                .putLong(table);
        header.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 3);
        header.putShort((short) 64).putShort((short) 5).putShort((short) 4);
        segment(header, 1, 0, loaded);
        segment(header, interpreter.isEmpty() ? 0 : 3, interp, interpreter.length() + 1);
        segment(header, needed.isEmpty() ? 0 : 2, dynamic, dynamicEnd - dynamic);
        return file;
    }

    private static void segment(ByteBuffer to, int type, long offset, long size) {
        to.putInt(type)
                .putInt(5)
                .putLong(offset)
                .putLong(offset)
                .putLong(offset)
                .putLong(size)
                .putLong(size)
                .putLong(8);
    }

    private static byte[] section(int name, int type, long offset, long size, int link) {
        return buffer(64)
                .putInt(name)
                .putInt(type)
                .putLong(0)
                .putLong(0)
                .putLong(offset)
                .putLong(size)
                .putInt(link)
                .putInt(0)
                .putLong(1)
                .putLong(type == 2 ? 24 : 0)
                .array();
    }

    private static byte[] entry(long tag, long value) {
        return buffer(16).putLong(tag).putLong(value).array();
    }

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static int align(ByteArrayOutputStream body) {
        while (body.size() % 8 != 0) {
            body.write(0);
        }
        return body.size();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A string table. */
    private static final class Strings {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Strings() {
            bytes.write(0);
        }

        int add(String text) {
            int at = bytes.size();
            bytes.writeBytes(text(text));
            return at;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
