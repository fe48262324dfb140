package io.lastwords.cli.terminal;

/** The few colours that are used; each leaves its text alone where there is no colour. */
enum Paint {
    RED("31;1"),
    YELLOW("33;1"),
    GREEN("32;1"),
    BOLD("1"),
    COMMAND("36"),
    FAINT("2"),
    ERROR_STREAM("31");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text, Screen screen) {
        return screen.colour() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
