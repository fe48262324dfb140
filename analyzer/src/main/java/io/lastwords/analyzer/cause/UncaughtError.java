package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An error that nobody caught ended it; its own message says more than any guess. */
final class UncaughtError implements Cause {
    @Override
    public CauseName name() {
        return CauseName.UNCAUGHT_ERROR;
    }

    @Override
    public String says() {
        return "A panic or an exception that nobody caught ended it.";
    }

    @Override
    public String when() {
        return "its last words are a Rust or Go panic, a Python traceback, or a Java, Node, Ruby, .NET or PHP exception";
    }

    @Override
    public boolean general() {
        return true;
    }

    @Override
    public Optional<Verdict> judge(Facts facts) {
        return Epilogue.of(facts).flatMap(words -> {
            for (Language language : Language.values()) {
                var begin = words.find(language.begin);
                if (begin.isPresent()) {
                    return Optional.of(opinion(facts, words, language, begin.get()));
                }
            }
            return Optional.empty();
        });
    }

    private static Verdict opinion(Facts facts, Epilogue words, Language language, Epilogue.Said begin) {
        int exitCode = words.run().exitCode();
        double base = exitCode == language.exitCode ? 0.92 : 0.8;
        List<String> trace = trace(words, language);
        String message = message(trace, language);
        var evidence = new ArrayList<String>();
        evidence.add("its last words begin with " + Quote.of(trace.getFirst()));
        if (!message.equals(trace.getFirst())) {
            evidence.add("the error is " + Quote.of(message));
        }
        evidence.add("exit code " + exitCode
                + (exitCode == language.exitCode && !language.label.isEmpty()
                        ? ", as " + language.label + " ends after " + language.what
                        : ""));
        var deployment = new Deployment(facts.settings());
        var fix = new ArrayList<String>();
        fix.add(deployment.logs());
        if (!language.more.isEmpty()
                && !facts.settings().environment().contains(language.more.split("=", 2)[0])) {
            fix.add(deployment.edit("under environment, set " + language.more, "-e " + language.more));
        }
        return new Verdict.Likely(
                begin.confidence(base),
                deployment.subject() + " died of " + language.article + " that nobody caught: " + Quote.bare(message),
                evidence,
                fix);
    }

    private static List<String> trace(Epilogue words, Language language) {
        List<String> texts = words.texts();
        int from = 0;
        while (!language.begin.matcher(texts.get(from)).find()) {
            from++;
        }
        return texts.subList(from, texts.size());
    }

    /** The error itself: the first or the last line of its form from the beginning of the trace on. */
    private static String message(List<String> trace, Language language) {
        var lines = trace.stream()
                .filter(line -> language.message.matcher(line).find())
                .toList();
        if (lines.isEmpty()) {
            return trace.getFirst();
        }
        return language.lastOne ? lines.getLast() : lines.getFirst();
    }

    /** How each language's runtime says it. */
    private enum Language {
        RUST(
                "Rust",
                "a panic",
                "^thread '.*' (?:\\(\\d+\\) )?panicked at ",
                101,
                "^(?!thread '|note: |stack backtrace)\\S",
                false,
                "RUST_BACKTRACE=1"),
        GO("Go", "a panic", "^(?:panic: |fatal error: )", 2, "^(?:panic: |fatal error: )", false, "GOTRACEBACK=all"),
        PYTHON(
                "Python",
                "an exception",
                "^Traceback \\(most recent call last\\)",
                1,
                "^[A-Za-z_][\\w.]*(?:: |$)",
                true,
                ""),
        JAVA(
                "Java",
                "an exception",
                "^Exception in thread \"|^(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error)\\b",
                1,
                "^(?:Exception in thread|Caused by: |(?:[a-z]\\w*\\.)+[A-Z])",
                true,
                ""),
        NODE(
                "Node",
                "an exception",
                "^\\s*throw |^Uncaught |Unhandled 'error' event|UnhandledPromiseRejection|^Node\\.js v\\d",
                1,
                "^(?:Uncaught )?(?:\\[?[A-Z]\\w*(?:Error|Exception)|Error)\\b.*: ?",
                false,
                ""),
        RUBY(
                "Ruby",
                "an exception",
                "^\\S+\\.rb:\\d+:in .*\\(\\w*(?:Error|Exception|::\\w+)\\)$",
                1,
                "\\(\\w*Error\\)$",
                false,
                ""),
        DOTNET(".NET", "an exception", "^Unhandled exception\\. ", 134, "^Unhandled exception\\. ", false, ""),
        PHP("PHP", "an error", "PHP Fatal error: |^Fatal error: Uncaught ", 255, "Fatal error: ", false, ""),
        /** Where only the end of a long trace is known. */
        OTHER(
                "",
                "an exception",
                "^(?:[\\w.]{1,200}\\.)?[A-Z]\\w*(?:Error|Exception)(?:: |$)",
                1,
                "^(?:[\\w.]{1,200}\\.)?[A-Z]\\w*(?:Error|Exception)(?:: |$)",
                true,
                "");

        private final String label;
        private final String what;
        private final String article;
        private final Pattern begin;
        private final int exitCode;
        private final Pattern message;
        private final boolean lastOne;
        private final String more;

        Language(String label, String what, String begin, int exitCode, String message, boolean lastOne, String more) {
            this.label = label;
            this.what = what;
            int space = what.indexOf(' ');
            this.article = label.isEmpty() ? what : "a " + label + what.substring(space);
            this.begin = Pattern.compile(begin);
            this.exitCode = exitCode;
            this.message = Pattern.compile(message);
            this.lastOne = lastOne;
            this.more = more;
        }
    }
}
