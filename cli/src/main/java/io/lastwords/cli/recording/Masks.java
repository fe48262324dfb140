package io.lastwords.cli.recording;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is masked by what: the same thing always by the same mask, numbered in the order in which things are found. */
final class Masks {
    /** Addresses that are documentation's own, which reach nobody. */
    private static final String[] NETS = {"192.0.2.", "198.51.100.", "203.0.113."};

    private final Map<String, String> masks = new LinkedHashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private @Nullable Pattern pattern;

    /** Of what kind a thing is. */
    enum Kind {
        HOST,
        ENGINE,
        NAME,
        REGISTRY,
        VOLUME,
        PATH,
        USER,
        MAIL,
        IPV4,
        IPV6,
        MAC
    }

    /** Something to mask from now on, unless it tells nobody anything. */
    void add(Kind kind, @Nullable String thing) {
        if (thing == null || Words.common(thing) || masks.containsKey(thing)) {
            return;
        }
        int number = counts.merge(kind, 1, Integer::sum);
        masks.put(thing, mask(kind, number));
        pattern = null;
    }

    private static String mask(Kind kind, int number) {
        return switch (kind) {
            case HOST, ENGINE, NAME, VOLUME, USER -> kind.name().toLowerCase(Locale.ROOT) + "-" + number;
            case REGISTRY -> "registry-" + number + ".example";
            case PATH -> "/srv/path-" + number;
            case MAIL -> "user-" + number + "@example.org";
            case IPV4 -> NETS[number / 254 % NETS.length] + (number % 254 + 1);
            case IPV6 -> "2001:db8::" + Integer.toHexString(number);
            case MAC -> "02:00:00:00:%02x:%02x".formatted(number / 256 % 256, number % 256);
        };
    }

    /** A text with all that was added masked in it: whole words, the longest first. */
    String apply(String text) {
        if (masks.isEmpty() || text.isEmpty()) {
            return text;
        }
        if (pattern == null) {
            pattern = Pattern.compile("(?<![A-Za-z0-9_])(?:"
                    + masks.keySet().stream()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("|"))
                    + ")(?![A-Za-z0-9_])");
        }
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(masks.getOrDefault(found.group(), "")));
    }
}
