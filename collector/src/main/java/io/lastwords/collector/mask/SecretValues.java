package io.lastwords.collector.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The values of those variables whose names say that they are secret, in each form in which a line may show them. */
final class SecretValues {
    /** Characters below which a value is likely an ordinary word too. */
    static final int SHORTEST = 8;

    private static final List<String> NAMES = List.of("PASSWORD", "PASSWD", "TOKEN", "KEY", "SECRET", "CREDENTIAL");

    private SecretValues() {}

    static boolean secretName(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return NAMES.stream().anyMatch(upper::contains);
    }

    static List<byte[]> of(List<String> environment) {
        Set<String> values = new LinkedHashSet<>();
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            if (equals > 0 && secretName(variable.substring(0, equals))) {
                add(variable.substring(equals + 1), values);
            }
        }
        var bytes = new ArrayList<byte[]>();
        values.forEach(value -> bytes.add(value.getBytes(UTF_8)));
        return bytes;
    }

    private static void add(String value, Set<String> into) {
        keep(value, into);
        keep(value.strip(), into);
        keep(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"), into);
        keep(URLEncoder.encode(value, UTF_8), into);
        // a line is searched at a time, so a value of several lines is known by each of them
        value.lines().map(String::strip).forEach(line -> keep(line, into));
    }

    private static void keep(String value, Set<String> into) {
        if (value.codePointCount(0, value.length()) >= SHORTEST) {
            into.add(value);
        }
    }
}
