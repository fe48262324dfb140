package io.lastwords.collector.logs;

import java.util.ArrayDeque;

/**
 * How large a regular expression gets once its counted repetitions are written out, which is how it is compiled: a label
 * of twenty characters, such as {@code ((a{1000}){1000}){1000}}, would take all memory there is. An estimate, for what
 * is well-formed.
 */
final class Expansion {
    private final String expression;
    private final ArrayDeque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;

    private Expansion(String expression) {
        this.expression = expression;
    }

    /** In instructions, about; saturates. */
    static long of(String expression) {
        var expansion = new Expansion(expression);
        expansion.scan();
        return expansion.size;
    }

    private void scan() {
        int at = 0;
        while (at < expression.length()) {
            char c = expression.charAt(at);
            at++;
            switch (c) {
                case '\\' -> {
                    at++;
                    atom(1);
                }
                case '[' -> {
                    at = afterClass(at);
                    atom(1);
                }
                case '(' -> {
                    outer.push(size);
                    size = 0;
                }
                case ')' -> {
                    long group = size + 1;
                    size = outer.isEmpty() ? 0 : outer.pop();
                    atom(group);
                }
                case '{' -> at = repeated(at);
                default -> atom(1);
            }
        }
    }

    private void atom(long instructions) {
        last = instructions;
        size = Math.min(size + last, Integer.MAX_VALUE);
    }

    private int afterClass(int from) {
        int at = from + 1; // a bracket that comes first is one of the class
        while (at < expression.length() && expression.charAt(at) != ']') {
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int repeated(int from) {
        int end = expression.indexOf('}', from);
        String count = end < 0 ? "" : expression.substring(from, end);
        if (!count.matches("\\d{1,4}(,\\d{0,4})?")) {
            atom(1);
            return from;
        }
        String most = count.substring(count.indexOf(',') + 1);
        long times = Math.max(1, Long.parseLong(most.isEmpty() ? count.replace(",", "") : most));
        size -= last;
        atom(Math.min(last * times, Integer.MAX_VALUE));
        return end + 1;
    }
}
