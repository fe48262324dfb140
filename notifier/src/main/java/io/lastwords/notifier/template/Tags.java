package io.lastwords.notifier.template;

import io.lastwords.notifier.template.Field.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a template's tags, each where it stands: that sections are closed, that every name is one which means something
 * there, and that no list is within a list, which keeps what comes out bounded. The engine itself would find a wrong name
 * only when the notice is due, and only on the branch that it takes.
 */
final class Tags {
    private static final Set<String> ITEM = Set.of(".", "this");
    private static final Set<String> FLAGS = Set.of("-first", "-last");
    private static final String INDEX = "-index";

    /**
     * An open section.
     *
     * @param of what names in it mean first; null where they mean what they mean around it
     */
    private record Section(String name, int line, @Nullable Meaning of) {}

    /** What a name stands for. */
    private record Meaning(Shape shape, List<String> inner) {
        boolean isList() {
            return shape == Shape.TEXTS || shape == Shape.GROUPS;
        }
    }

    private final String source;
    private final Deque<Section> open = new ArrayDeque<>();

    private Tags(String source) {
        this.source = source;
    }

    static void check(String source) {
        new Tags(source).check();
    }

    private void check() {
        int at = source.indexOf("{{");
        while (at >= 0) {
            String close = source.startsWith("{{{", at) ? "}}}" : "}}";
            int begin = at + close.length();
            int end = source.indexOf(close, begin);
            int line = 1
                    + (int) source.substring(0, at)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (end < 0) {
                throw new InvalidTemplateException(line, "'{{' is not followed by '" + close + "'");
            }
            String tag = source.substring(begin, end).strip();
            if (close.length() == 3) {
                variable(tag, line);
            } else {
                tag(tag, line);
            }
            at = source.indexOf("{{", end + close.length());
        }
        var left = open.peek();
        if (left != null) {
            throw new InvalidTemplateException(
                    left.line(), "'" + left.name() + "' is opened, and not closed by {{/" + left.name() + "}}");
        }
    }

    private void tag(String tag, int line) {
        String rest = tag.isEmpty() ? "" : tag.substring(1).strip();
        switch (tag.isEmpty() ? ' ' : tag.charAt(0)) {
            case '!' -> {}
            case '#' -> {
                var of = section(rest, line);
                if (isList(of) && open.stream().map(Section::of).anyMatch(Tags::isList)) {
                    throw new InvalidTemplateException(line, "'" + rest + "' is a list within a list");
                }
                open.push(new Section(rest, line, of));
            }
            case '^' -> {
                var of = section(rest, line);
                if (of != null && of.shape() == Shape.WORK) {
                    throw new InvalidTemplateException(line, "'" + rest + "' has no contrary");
                }
                open.push(new Section(rest, line, null));
            }
            case '/' -> close(rest, line);
            case '&' -> variable(rest, line);
            case '>', '<', '=', '$' ->
                throw new InvalidTemplateException(
                        line, "{{" + tag + "}} is no tag here: there are {{x}}, {{#x}}, {{^x}}, {{/x}} and {{! }}");
            default -> variable(tag, line);
        }
    }

    private void close(String name, int line) {
        var section = open.poll();
        if (section == null) {
            throw new InvalidTemplateException(line, "'" + name + "' is closed, and was not opened");
        }
        if (!section.name().equals(name)) {
            throw new InvalidTemplateException(
                    line,
                    "'" + name + "' is closed where '" + section.name() + "' of line " + section.line() + " is open");
        }
    }

    /** What names within it mean first. */
    private @Nullable Meaning section(String name, int line) {
        if (FLAGS.contains(name)) {
            requireList(name, line);
            return null;
        }
        if (ITEM.contains(name) || name.equals(INDEX)) {
            throw new InvalidTemplateException(line, "'" + name + "' is no section: write {{" + name + "}}");
        }
        return find(name, line);
    }

    private void variable(String name, int line) {
        if (ITEM.contains(name)) {
            var around = around();
            if (around == null || !around.inner().isEmpty()) {
                throw new InvalidTemplateException(
                        line, "'" + name + "' is a text of the list around it, and here is none");
            }
            return;
        }
        if (name.equals(INDEX) || FLAGS.contains(name)) {
            requireList(name, line);
            return;
        }
        var meaning = find(name, line);
        switch (meaning.shape()) {
            case TEXT -> {}
            case TEXTS ->
                throw new InvalidTemplateException(
                        line, "'%1$s' is a list: write {{#%1$s}}{{.}}{{/%1$s}}".formatted(name));
            case GROUP, GROUPS -> {
                String first = meaning.inner().getFirst();
                throw new InvalidTemplateException(
                        line, "'%1$s' is no text: write {{#%1$s}}{{%2$s}}{{/%1$s}}".formatted(name, first));
            }
            case WORK ->
                throw new InvalidTemplateException(
                        line, "'%1$s' is a section: write {{#%1$s}}...{{/%1$s}}".formatted(name));
        }
    }

    private void requireList(String name, int line) {
        if (!isList(around())) {
            throw new InvalidTemplateException(line, "'" + name + "' tells of the list around it, and here is none");
        }
    }

    private static boolean isList(@Nullable Meaning meaning) {
        return meaning != null && meaning.isList();
    }

    /** What a name means first here. */
    private @Nullable Meaning around() {
        return open.stream()
                .flatMap(section -> Stream.ofNullable(section.of()))
                .filter(meaning -> meaning.shape() != Shape.WORK)
                .findFirst()
                .orElse(null);
    }

    private Meaning find(String name, int line) {
        if (inner().anyMatch(name::equals)) {
            return new Meaning(Shape.TEXT, List.of());
        }
        int dot = name.indexOf('.');
        var group = Field.of(name.substring(0, Math.max(dot, 0)));
        if (group.isPresent()
                && group.get().shape() == Shape.GROUP
                && group.get().inner().contains(name.substring(dot + 1))) {
            return new Meaning(Shape.TEXT, List.of());
        }
        return Field.of(name)
                .map(field -> new Meaning(field.shape(), field.inner()))
                .orElseThrow(() -> new InvalidTemplateException(
                        line,
                        "there is no field '" + name + "'",
                        name,
                        Stream.concat(inner(), Field.names().stream()).toList()));
    }

    /** The names of the groups around. */
    private Stream<String> inner() {
        return open.stream()
                .flatMap(section -> Stream.ofNullable(section.of()))
                .flatMap(meaning -> meaning.inner().stream());
    }
}
