package io.lastwords.collector.mask;

/** Sets of ASCII characters that tokens are made of. */
final class Chars {
    static final Chars ALNUM = new Chars("");
    static final Chars WORD = new Chars("_");
    static final Chars NAME = new Chars("_-");
    static final Chars DASHED = new Chars("-");
    static final Chars BASE64 = new Chars("+/=");
    static final Chars TOKEN = new Chars("._~+/=-");

    private final boolean[] set = new boolean[128];

    private Chars(String more) {
        for (char c = '0'; c <= '9'; c++) {
            set[c] = true;
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            set[c] = true;
            set[c + 'a' - 'A'] = true;
        }
        more.chars().forEach(c -> set[c] = true);
    }

    boolean has(byte b) {
        return b >= 0 && set[b];
    }

    /** Where the run of these characters that begins here ends. */
    int end(byte[] b, int at, int to) {
        int i = at;
        while (i < to && has(b[i])) {
            i++;
        }
        return i;
    }
}
