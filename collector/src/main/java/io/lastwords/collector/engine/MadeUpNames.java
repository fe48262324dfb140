package io.lastwords.collector.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows the names that an engine makes up for a container that was given none: an adjective, an underscore, a surname
 * and, where that was taken, a digit. Decided by the engine's own words, so that a user's {@code my_app} is none.
 */
final class MadeUpNames {
    private static final Pattern FORM = Pattern.compile("([a-z]+)_([a-z]+)[0-9]?");
    private static final Set<String> ADJECTIVES = new HashSet<>();
    private static final Set<String> SURNAMES = new HashSet<>();

    static {
        read();
    }

    private MadeUpNames() {}

    static boolean contains(String name) {
        var form = FORM.matcher(name);
        return form.matches() && ADJECTIVES.contains(form.group(1)) && SURNAMES.contains(form.group(2));
    }

    private static void read() {
        var resource = Objects.requireNonNull(
                MadeUpNames.class.getResourceAsStream("made-up-names.txt"), "made-up-names.txt is not in the jar");
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            Set<String> part = ADJECTIVES;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    part = SURNAMES;
                } else if (!line.startsWith("#")) {
                    part.addAll(Set.of(line.split(" ", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
