package io.lastwords.analyzer.cause;

import io.lastwords.model.examination.ElfFacts;
import io.lastwords.model.examination.Examination;
import io.lastwords.model.examination.ExaminedFile;
import io.lastwords.model.examination.FileCopy;
import io.lastwords.model.examination.ImageFacts;
import io.lastwords.model.examination.MarkerSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tells a stub from a small honest program: each sign by itself may be chance. The size of the file is none of
 * them, save against another build of the same program.
 *
 * @param strongest the probability by the best sign alone, in a program that ends at once without a word
 * @param signs a sentence each, the best first
 * @param empty whether the user's main function itself is seen to do nothing
 */
record StubSigns(double strongest, List<String> signs, boolean empty) {
    /**
     * Sizes of a main function that only returns 0, as rustc and gcc make it: {@code ret}; {@code xor eax, eax; ret},
     * also after {@code endbr64}. One that only jumps to the real one has 5, 8 or 9.
     */
    private static final Set<Long> X86_EMPTY = Set.of(1L, 3L, 7L);

    /** The same with a frame, unoptimised; a frame around one call has as many. */
    private static final Set<Long> X86_FRAMED = Set.of(11L, 15L);

    /** The code of a whole dynamic C program of which nothing is its own: 317 to 325 bytes were seen. */
    private static final long START_UP_CODE = 330;

    /** The same as the first in words of 4 bytes; one word alone may be a jump as well. */
    private static final long OTHERS_EMPTY = 8;

    private static final long GO_EMPTY = 16;
    private static final int LITERAL = 8;
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)\\bif you (?:can )?(?:see|read) this\\b.{0,20}\\bbuild\\b.{0,12}\\b(?:broke|broken|failed)\\b");

    private static final Pattern DUMMY = Pattern.compile(
            "fn\\s+main\\s*\\(\\s*\\)\\s*\\{\\s*\\}|func\\s+main\\s*\\(\\s*\\)\\s*\\{\\s*\\}|main\\s*\\((?:void)?\\)\\s*\\{\\s*(?:return 0;)?\\s*\\}"
                    + "|touch\\s+\\S*(?:src/(?:main|lib)\\.rs|main\\.go|main\\.c\\w*)\\b|cargo init\\b");

    StubSigns {
        signs = List.copyOf(signs);
    }

    static StubSigns of(Facts facts, Examination exam, Program program, FileCopy copy, ElfFacts elf) {
        var found = new ArrayList<Sign>();
        main(program, elf).ifPresent(found::add);
        marker(copy).ifPresent(found::add);
        placeholder(facts)
                .ifPresent(line -> found.add(
                        new Sign(0.9, "it wrote " + Quote.of(line) + ", the words of a build's placeholder")));
        sources(copy, elf).ifPresent(found::add);
        code(program, elf).ifPresent(found::add);
        var strong = found.stream().mapToDouble(Sign::worth).max().orElse(0);
        history(exam).ifPresent(found::add);
        earlier(facts, exam, program, copy).ifPresent(found::add);
        tagged(program.file(), copy).ifPresent(found::add);
        double more = found.stream()
                .filter(sign -> sign.worth() < strong)
                .mapToDouble(Sign::worth)
                .sum();
        found.sort((one, other) -> Double.compare(other.worth(), one.worth()));
        double all = strong == 0 ? 0.55 * Math.min(1, more) : strong + (1 - strong) * Math.min(0.7, 0.6 * more);
        return new StubSigns(
                all,
                found.stream().map(Sign::words).toList(),
                main(program, elf).isPresent());
    }

    /** What it says of itself, where that is all. */
    static Optional<String> placeholder(Facts facts) {
        return facts.lastRead()
                .filter(run -> run.lines() == 1 && run.lastLines().size() == 1)
                .map(run -> run.lastLines().getFirst().text())
                .filter(line -> PLACEHOLDER.matcher(line).find());
    }

    /** Whether a program's own main function is seen to do nothing. */
    static boolean empty(Program program) {
        return program.elf().flatMap(elf -> main(program, elf)).isPresent();
    }

    private record Sign(double worth, String words) {}

    private static Optional<Sign> main(Program program, ElfFacts elf) {
        var main = elf.main();
        if (main == null || main.size() <= 0) {
            return Optional.empty();
        }
        boolean nothing = elf.machine().equals("x86_64")
                ? X86_EMPTY.contains(main.size()) || (X86_FRAMED.contains(main.size()) && onlyStarts(elf))
                : main.size() <= OTHERS_EMPTY && noSources(elf);
        boolean empty = switch (elf.language()) {
            case RUST -> nothing && (main.name().endsWith("::main") || Boolean.TRUE.equals(elf.stripped()));
            case GO -> main.size() <= GO_EMPTY;
            case C, CPP -> nothing && elf.stdio().isEmpty();
            case UNKNOWN -> nothing && elf.stdio().isEmpty() && noSources(elf);
        };
        return empty
                ? Optional.of(new Sign(
                        0.92,
                        "in " + program.path() + " the function " + main.name() + " has "
                                + Figures.bytes(main.size()).replaceFirst("^1 bytes", "1 byte")
                                + " of code: it returns at once"))
                : Optional.empty();
    }

    /** Whether it has no more code than what the compiler adds to start any program. */
    private static boolean onlyStarts(ElfFacts elf) {
        return elf.language() == ElfFacts.Language.C
                && elf.interpreter() != null
                && elf.codeBytes() > 0
                && elf.codeBytes() <= START_UP_CODE;
    }

    private static Optional<Sign> code(Program program, ElfFacts elf) {
        return elf.main() == null && onlyStarts(elf)
                ? Optional.of(new Sign(
                        0.75,
                        program.path() + " has " + Figures.bytes(elf.codeBytes())
                                + " of code in all: what starts any program, and nothing of its own"))
                : Optional.empty();
    }

    private static boolean noSources(ElfFacts elf) {
        var sources = elf.sources();
        return sources == null || sources.count() == 0;
    }

    private static Optional<Sign> marker(FileCopy copy) {
        return absentMarker(copy)
                .map(search -> new Sign(
                        search.partial() ? 0.65 : 0.75,
                        "the marker " + Quote.of(search.marker()) + " is nowhere in its " + Figures.bytes(copy.size())
                                + (search.partial()
                                        ? " (searched for " + Quote.of(String.valueOf(search.literal())) + ")"
                                        : "")
                                + ": this program can never print it"));
    }

    /** A marker that was searched for in the whole file and is not in it. */
    static Optional<MarkerSearch> absentMarker(FileCopy copy) {
        return copy.searched() < copy.size()
                ? Optional.empty()
                : copy.markers().stream()
                        .filter(search -> !search.found() && literal(search) >= LITERAL)
                        .findFirst();
    }

    private static int literal(MarkerSearch search) {
        String literal = search.literal();
        return literal == null ? 0 : literal.length();
    }

    /** Rust's panics leave the paths of their sources in each program that can fail; a stub has its library's alone. */
    private static Optional<Sign> sources(FileCopy copy, ElfFacts elf) {
        var sources = elf.sources();
        if (sources == null || copy.searched() < copy.size() || sources.count() > 0 || full(elf)) {
            return Optional.empty();
        }
        String none = "no path of a source of the project's own occurs in its bytes";
        return switch (elf.language()) {
            case RUST ->
                Optional.of(
                        sources.dependencies() == 0
                                ? new Sign(0.7, none + ", nor one of a dependency: only the standard library is in it")
                                : new Sign(
                                        0.45,
                                        none + ", only those of " + sources.dependencies() + " files of dependencies"));
            case GO -> Optional.of(new Sign(0.2, none));
            case C, CPP, UNKNOWN -> Optional.empty();
        };
    }

    /** Whether its main function is known to do something. */
    private static boolean full(ElfFacts elf) {
        var main = elf.main();
        return main != null && (main.size() > 80 || main.size() < 0);
    }

    private static Optional<Sign> history(Examination exam) {
        ImageFacts image = exam.image();
        if (image == null) {
            return Optional.empty();
        }
        return image.history().stream()
                .map(ImageFacts.Layer::createdBy)
                .filter(step -> DUMMY.matcher(step).find())
                .findFirst()
                .map(step -> new Sign(0.35, "the image's history has a dummy source: " + Quote.of(step)));
    }

    private static Optional<Sign> earlier(Facts facts, Examination exam, Program program, FileCopy copy) {
        String image = exam.earlierImageId() != null
                ? exam.earlierImageId()
                : facts.before().earlierImageId();
        var known = facts.before().executable(facts.before().healthyImageId(), program.path());
        if (known.isPresent() && larger(known.get().size(), copy.size())) {
            return Optional.of(new Sign(
                    0.5,
                    "in the image that last ran well, "
                            + Figures.digest(known.get().imageId()) + ", it has "
                            + Figures.file(known.get().size(), known.get().digest())));
        }
        FileCopy before = program.file().inEarlier();
        if (before == null || !before.present() || image == null) {
            return Optional.empty();
        }
        if (ExaminedFile.sameBytes(copy, before).orElse(false)) {
            return Optional.of(new Sign(
                    0.15,
                    "the rebuild changed nothing: it has the same bytes in the image before, "
                            + Figures.digest(image)));
        }
        return larger(before.size(), copy.size())
                ? Optional.of(new Sign(
                        0.35, "in the image before, " + Figures.digest(image) + ", it has " + Figures.file(before)))
                : Optional.empty();
    }

    private static Optional<Sign> tagged(ExaminedFile file, FileCopy copy) {
        FileCopy tagged = file.inTagged();
        return tagged != null && tagged.present() && larger(tagged.size(), copy.size())
                ? Optional.of(new Sign(0.3, "in the image that the tag names now it has " + Figures.file(tagged)))
                : Optional.empty();
    }

    /** By more than two builds of the same sources differ. */
    private static boolean larger(long other, long size) {
        return other > size + size / 50;
    }
}
