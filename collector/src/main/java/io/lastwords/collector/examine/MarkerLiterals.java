package io.lastwords.collector.examine;

import io.lastwords.collector.examine.bytes.Search;
import io.lastwords.model.examination.MarkerSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a marker can be searched for in a program's bytes: a text's whole, of an expression the longest part that
 * must occur as it stands.
 *
 * @param literal empty where no part of at least four characters is certain
 */
record MarkerLiterals(String marker, Optional<String> literal, boolean partial) {
    private static final int SHORTEST = 4;
    private static final String SPECIAL = "[](){}.*+?^$|\\";

    static MarkerLiterals of(String marker) {
        boolean expression = marker.length() > 2 && marker.startsWith("/") && marker.endsWith("/");
        if (!expression) {
            return new MarkerLiterals(marker, Optional.of(marker), false);
        }
        String best = longest(marker.substring(1, marker.length() - 1));
        return new MarkerLiterals(marker, best.length() < SHORTEST ? Optional.empty() : Optional.of(best), true);
    }

    /** Nothing of an expression with alternatives or options in groups is certain. */
    private static String longest(String expression) {
        if (expression.contains("|") || expression.contains("(")) {
            return "";
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean escaped = c == '\\' && i + 1 < expression.length();
            if (depth > 0) {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                i += escaped ? 1 : 0;
            } else if (escaped && (SPECIAL + "/-:\" ").indexOf(expression.charAt(i + 1)) >= 0) {
                part.append(expression.charAt(++i));
            } else if (SPECIAL.indexOf(c) >= 0) {
                boolean optional = c == '*' || c == '?' || c == '{';
                if (optional && !part.isEmpty()) {
                    part.setLength(part.length() - 1);
                }
                parts.add(part.toString());
                part.setLength(0);
                depth = c == '[' || c == '{' ? 1 : 0;
                i += escaped ? 1 : 0;
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.stream().reduce("", (one, other) -> other.length() > one.length() ? other : one);
    }

    List<byte[]> bytes() {
        return literal.map(text -> List.of(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(List.of());
    }

    MarkerSearch result(Search search) {
        boolean found = literal.map(text -> search.found(text.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
        return new MarkerSearch(marker, literal.orElse(null), partial, found);
    }
}
