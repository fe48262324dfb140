package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.FileCopy.Source;
import io.lastwords.model.examination.MarkerSearch;
import io.lastwords.model.examination.ScriptFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file as an examination finds it: a dynamic 64-bit program for this host, unless told otherwise. */
final class CopyBuilder {
    private long size = 471_480;
    private String digest = "sha256:5d41402abc4b2a76b9719d911017c592ae2b3f6a";
    private Source source = Source.IMAGE;
    private int mode = 0755;
    private int uid;
    private @Nullable Instant modified = Instant.parse("2026-11-20T10:00:00Z");
    private @Nullable Content content = Content.ELF;
    private long searched = -1;
    private final List<MarkerSearch> markers = new ArrayList<>();
    private @Nullable ScriptFacts script;
    private String machine = "x86_64";
    private @Nullable String interpreter = "/lib64/ld-linux-x86-64.so.2";
    private Existence interpreterExistence = Existence.FILE;
    private final List<ElfFacts.Library> libraries = new ArrayList<>();
    private final List<ElfFacts.VersionNeed> versions = new ArrayList<>();
    private long segmentsEnd = -1;
    private long sectionsEnd = -1;
    private long codeBytes = -1;
    private boolean stripped;
    private ElfFacts.Language language = ElfFacts.Language.RUST;
    private ElfFacts.@Nullable MainSymbol main = new ElfFacts.MainSymbol("backend::main", 1_312);
    private List<String> isa = List.of();
    private ElfFacts.@Nullable SourcePaths sources = new ElfFacts.SourcePaths(7, List.of("src/main.rs"), 40);
    private List<String> stdio = List.of();
    private List<String> exits = List.of();

    /** A program of Rust as cargo builds it. */
    static CopyBuilder rust() {
        return new CopyBuilder();
    }

    /** What cargo makes of {@code fn main() {}}. */
    static CopyBuilder rustStub() {
        var stub = new CopyBuilder();
        stub.size = 438_768;
        stub.digest = "sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
        stub.main = new ElfFacts.MainSymbol("backend::main", 1);
        stub.sources = new ElfFacts.SourcePaths(0, List.of(), 0);
        return stub;
    }

    static CopyBuilder c(long mainSize, String... stdio) {
        var program = new CopyBuilder();
        program.size = 16_000;
        program.language = ElfFacts.Language.C;
        program.main = new ElfFacts.MainSymbol("main", mainSize);
        program.sources = new ElfFacts.SourcePaths(0, List.of(), 0);
        program.stdio = List.of(stdio);
        return program;
    }

    static CopyBuilder go(long mainSize) {
        var program = new CopyBuilder();
        program.size = 1_900_000;
        program.language = ElfFacts.Language.GO;
        program.main = new ElfFacts.MainSymbol("main.main", mainSize);
        program.interpreter = null;
        return program;
    }

    /** Bytes that are no ELF. */
    static CopyBuilder of(Content content, long size) {
        var file = new CopyBuilder();
        file.content = content;
        file.size = size;
        return file;
    }

    /** A shell script, with what a reader of its text would find. */
    static CopyBuilder script(String text) {
        var file = of(Content.SCRIPT, text.length());
        file.script = Scripts.read(text);
        return file;
    }

    CopyBuilder size(long bytes) {
        size = bytes;
        return this;
    }

    CopyBuilder digest(String hex) {
        digest = "sha256:" + hex;
        return this;
    }

    CopyBuilder source(Source from) {
        source = from;
        return this;
    }

    CopyBuilder mode(int bits) {
        mode = bits;
        return this;
    }

    CopyBuilder uid(int owner) {
        uid = owner;
        return this;
    }

    CopyBuilder modified(String time) {
        modified = Instant.parse(time);
        return this;
    }

    CopyBuilder searched(long bytes) {
        searched = bytes;
        return this;
    }

    CopyBuilder marker(String marker, boolean found) {
        markers.add(new MarkerSearch(marker, marker, false, found));
        return this;
    }

    CopyBuilder machine(String name) {
        machine = name;
        return this;
    }

    CopyBuilder stripped() {
        stripped = true;
        main = null;
        return this;
    }

    CopyBuilder main(String name, long bytes) {
        main = new ElfFacts.MainSymbol(name, bytes);
        return this;
    }

    CopyBuilder sources(int own, int dependencies) {
        sources = new ElfFacts.SourcePaths(own, own == 0 ? List.of() : List.of("src/main.rs"), dependencies);
        return this;
    }

    CopyBuilder codeBytes(long bytes) {
        codeBytes = bytes;
        return this;
    }

    CopyBuilder exits(String... functions) {
        exits = List.of(functions);
        return this;
    }

    CopyBuilder isa(String... levels) {
        isa = List.of(levels);
        return this;
    }

    CopyBuilder segmentsEnd(long offset) {
        segmentsEnd = offset;
        return this;
    }

    CopyBuilder sectionsEnd(long offset) {
        sectionsEnd = offset;
        return this;
    }

    CopyBuilder loader(String path, Existence existence) {
        interpreter = path;
        interpreterExistence = existence;
        return this;
    }

    CopyBuilder library(String name, @Nullable String foundAt, boolean all) {
        libraries.add(new ElfFacts.Library(name, foundAt, "/app/backend", all));
        return this;
    }

    CopyBuilder version(String family, String highest, String offered, String... missing) {
        versions.add(new ElfFacts.VersionNeed("libc.so.6", family, highest, offered, List.of(missing)));
        return this;
    }

    CopyBuilder scriptFacts(ScriptFacts facts) {
        script = facts;
        return this;
    }

    FileCopy build() {
        return new FileCopy(
                Existence.FILE,
                null,
                null,
                List.of(),
                "",
                source,
                size,
                mode,
                uid,
                0,
                modified,
                digest,
                content == Content.ELF ? "7f454c4602010100" : "",
                content,
                searched < 0 ? size : searched,
                markers,
                content == Content.ELF ? elf() : null,
                script);
    }

    private ElfFacts elf() {
        return new ElfFacts(
                64,
                true,
                machine,
                "dyn",
                interpreter,
                interpreter == null ? null : interpreterExistence,
                List.of(),
                libraries,
                versions,
                segmentsEnd < 0 ? size - 4_000 : segmentsEnd,
                sectionsEnd < 0 ? size : sectionsEnd,
                size,
                stripped,
                language,
                "by its sections",
                main,
                isa,
                sources,
                codeBytes < 0 ? size / 2 : codeBytes,
                stdio,
                exits,
                List.of());
    }
}
