package io.lastwords.analyzer.cause;

import java.util.regex.Pattern;

/** How each language's runtime says that nobody caught an error. */
enum Language {
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
            "^Exception in thread \"|^\\tat [\\w.$/@<>-]{1,300}\\(",
            1,
            "^(?:Exception in thread|Caused by: |(?:[a-z]\\w*\\.)+[A-Z])",
            true,
            ""),
    NODE(
            "Node",
            "an exception",
            "^\\s*throw |^Uncaught |Unhandled 'error' event|UnhandledPromiseRejection|^Node\\.js v\\d|^    at .{1,300}:\\d+:\\d+\\)?$",
            1,
            "^(?:Uncaught )?(?:[A-Z]\\w*)?(?:Error|Exception)\\b.*: |^\\[?UnhandledPromiseRejection",
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
    PERL(
            "Perl",
            "an error",
            "^(?!Use of uninitialized).+ at \\S+ line \\d+(?:, <\\w*> (?:line|chunk) \\d+)?\\.$|^Can't locate \\S+ in @INC",
            255,
            "^(?!Use of uninitialized|BEGIN failed).+ at \\S+ line \\d+(?:, <\\w*> (?:line|chunk) \\d+)?\\.$|^Can't locate \\S+ in @INC",
            false,
            ""),
    /** Where only the end of a long trace is known. */
    OTHER(
            "",
            "an exception",
            "^(?:[\\w.]{1,200}\\.)?[A-Z]\\w*(?:Error|Exception)(?:: |$)|^Unhandled exception: |^\\*\\* \\([A-Z][\\w.]*\\) "
                    + "|^Fatal error: exception |^lua[\\d.jit]*: \\S+:\\d+: |^error: Uncaught (?:\\(in promise\\) )?\\w*Error",
            1,
            "^(?:[\\w.]{1,200}\\.)?[A-Z]\\w*(?:Error|Exception)(?:: |$)",
            true,
            "");

    final String label;
    final String what;
    final String article;
    final Pattern begin;
    final int exitCode;
    final Pattern message;
    final boolean lastOne;
    final String more;

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

    /** Whether a trace begins with this line; Node and Java may say the error itself first, and nothing else. */
    boolean begins(String line) {
        return begin.matcher(line).find()
                || ((this == NODE || this == JAVA) && message.matcher(line).find());
    }
}
