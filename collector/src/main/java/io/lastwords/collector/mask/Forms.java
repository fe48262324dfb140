package io.lastwords.collector.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * Secrets that show by their form. Each begins with a fixed text, so that a line is searched once for all of them; what
 * follows has to fit too, since ordinary text must stay. Each looks no further than its own characters go.
 */
final class Forms {
    /** How far a URL's password may reach where it holds a slash. */
    private static final int MAX_PASSWORD = 512;

    /** A JWT's head says how it is signed, and is short. */
    private static final int MAX_JWT_HEAD = 4096;

    private static final byte[] PRIVATE_KEY = "PRIVATE KEY".getBytes(US_ASCII);
    static final byte[] BEGIN = "-----BEGIN ".getBytes(US_ASCII);
    static final byte[] END = "-----END".getBytes(US_ASCII);
    private static final byte[] AUTHORIZATION = "uthorization".getBytes(US_ASCII);

    /** Looks at a text in which {@code prefix} begins at {@code at}; returns the secret's end, or -1 where it is none. */
    private interface Look {
        int end(byte[] b, int from, int at, int to, Spans into);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Form(byte[] prefix, Look look) {}

    private static final List<Form> ALL = List.of(
            new Form(bytes("://"), Forms::url),
            new Form(bytes("earer "), Forms::bearer),
            new Form(bytes("EARER "), Forms::bearer),
            new Form(bytes("asic "), Forms::basic),
            new Form(bytes("eyJ"), Forms::jwt),
            new Form(bytes("-----BEGIN "), Forms::privateKey),
            exactly("AKIA", Chars.ALNUM, 16),
            exactly("ASIA", Chars.ALNUM, 16),
            assigned("ecret_access_key", Chars.BASE64, 40),
            assigned("ECRET_ACCESS_KEY", Chars.BASE64, 40),
            assigned("ecretAccessKey", Chars.BASE64, 40),
            assigned("ession_token", Chars.BASE64, 100),
            assigned("ESSION_TOKEN", Chars.BASE64, 100),
            assigned("essionToken", Chars.BASE64, 100),
            assigned("AccountKey", Chars.BASE64, 40),
            atLeast("ghp_", Chars.ALNUM, 30),
            atLeast("gho_", Chars.ALNUM, 30),
            atLeast("ghu_", Chars.ALNUM, 30),
            atLeast("ghs_", Chars.ALNUM, 30),
            atLeast("ghr_", Chars.ALNUM, 30),
            atLeast("github_pat_", Chars.WORD, 22),
            atLeast("glpat-", Chars.NAME, 20),
            atLeast("xoxa-", Chars.DASHED, 10),
            atLeast("xoxb-", Chars.DASHED, 10),
            atLeast("xoxe-", Chars.DASHED, 10),
            atLeast("xoxp-", Chars.DASHED, 10),
            atLeast("xoxr-", Chars.DASHED, 10),
            atLeast("xoxs-", Chars.DASHED, 10),
            atLeast("xapp-", Chars.DASHED, 10),
            new Form(bytes("hooks.slack.com/"), Forms::slackHook),
            atLeast("AIza", Chars.NAME, 35),
            atLeast("ya29.", Chars.NAME, 20),
            atLeast("GOCSPX-", Chars.NAME, 20),
            atLeast("sk_live_", Chars.ALNUM, 16),
            atLeast("rk_live_", Chars.ALNUM, 16),
            atLeast("sk_test_", Chars.ALNUM, 16),
            atLeast("rk_test_", Chars.ALNUM, 16),
            atLeast("whsec_", Chars.BASE64, 20),
            atLeast("npm_", Chars.ALNUM, 36),
            atLeast("pypi-AgE", Chars.NAME, 50),
            atLeast("dckr_pat_", Chars.NAME, 20),
            atLeast("dop_v1_", Chars.ALNUM, 60),
            atLeast("shpat_", Chars.ALNUM, 32),
            atLeast("hvs.", Chars.NAME, 24),
            atLeast("hf_", Chars.ALNUM, 30),
            atLeast("sk-ant-", Chars.NAME, 20),
            atLeast("sk-proj-", Chars.NAME, 20),
            atLeast("sk-", Chars.ALNUM, 40),
            atLeast("AGE-SECRET-KEY-1", Chars.ALNUM, 50));

    /** By first byte: which of them to try. */
    private static final Form[][] BY_FIRST = byFirst();

    private Forms() {}

    static void trigger(Beginnings beginnings) {
        ALL.forEach(form -> beginnings.add(form.prefix()));
    }

    /** Where the secret that begins or is announced here ends, added to the spans; -1 where there is none. */
    static int find(byte[] b, int from, int at, int to, Spans into) {
        if (b[at] < 0) {
            return -1;
        }
        for (Form form : BY_FIRST[b[at]]) {
            if (startsWith(b, at, to, form.prefix())) {
                int end = form.look().end(b, from, at, to, into);
                if (end >= 0) {
                    return end;
                }
            }
        }
        return -1;
    }

    private static Form[][] byFirst() {
        var table = new Form[128][];
        for (int c = 0; c < table.length; c++) {
            int first = c;
            table[c] = ALL.stream().filter(form -> form.prefix()[0] == first).toArray(Form[]::new);
        }
        return table;
    }

    private static Form atLeast(String prefix, Chars chars, int least) {
        byte[] bytes = bytes(prefix);
        return new Form(bytes, (b, from, at, to, into) -> {
            int end = chars.end(b, at + bytes.length, to);
            return end - at - bytes.length >= least && begins(b, from, at) ? add(into, at, at, end) : -1;
        });
    }

    private static Form exactly(String prefix, Chars chars, int count) {
        byte[] bytes = bytes(prefix);
        return new Form(bytes, (b, from, at, to, into) -> {
            int end = chars.end(b, at + bytes.length, Math.min(to, at + bytes.length + count + 1));
            return end - at - bytes.length == count && begins(b, from, at) ? add(into, at, at, end) : -1;
        });
    }

    /** A name, then quotes, colon or equals sign, then the secret. */
    private static Form assigned(String name, Chars chars, int least) {
        byte[] bytes = bytes(name);
        return new Form(bytes, (b, from, at, to, into) -> {
            int start = at + bytes.length;
            while (start < to && start < at + bytes.length + 8 && " \t\"'\\:=>".indexOf(b[start]) >= 0) {
                start++;
            }
            int end = chars.end(b, start, to);
            return start > at + bytes.length && end - start >= least ? add(into, at, start, end) : -1;
        });
    }

    private static int url(byte[] b, int from, int at, int to, Spans into) {
        if (at == from || !Chars.ALNUM.has(b[at - 1])) {
            return -1;
        }
        int user = at + 3;
        int colon = -1;
        int sign = -1;
        int i = user;
        for (; i < to && i < user + MAX_PASSWORD && !endsAuthority(b[i]); i++) {
            if (b[i] == ':' && colon < 0) {
                colon = i;
            } else if (b[i] == '@') {
                sign = i;
            }
        }
        if (sign < 0 && colon >= 0 && b[user] != '[' && !digits(b, colon + 1, i)) {
            // no port: perhaps a password with a slash in it
            for (; i < to && i < user + MAX_PASSWORD && !endsText(b[i]); i++) {
                if (b[i] == '@') {
                    sign = i;
                    break;
                }
            }
        }
        if (colon < 0 || sign <= colon + 1) {
            return -1;
        }
        // a token may stand for the user, and a mere word for the password
        for (int token = user; token < colon; token++) {
            token = Math.max(token, find(b, from, token, colon, into));
        }
        return add(into, at, colon + 1, sign);
    }

    private static boolean endsAuthority(byte c) {
        return c == '/' || c == '?' || c == '#' || endsText(c);
    }

    private static boolean endsText(byte c) {
        return (c >= 0 && c <= ' ') || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\\';
    }

    private static boolean digits(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] < '0' || b[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int bearer(byte[] b, int from, int at, int to, Spans into) {
        if (at == from || (b[at - 1] | 0x20) != 'b') {
            return -1;
        }
        int start = at + "earer ".length();
        int end = Chars.TOKEN.end(b, start, to);
        return random(b, start, end) ? add(into, at, start, end) : -1;
    }

    private static int basic(byte[] b, int from, int at, int to, Spans into) {
        int start = at + "asic ".length();
        int end = Chars.BASE64.end(b, start, to);
        boolean header = indexOf(b, Math.max(from, at - 24), at, AUTHORIZATION) >= 0;
        return header && end - start >= 8 ? add(into, at, start, end) : -1;
    }

    /** Whether this looks made by chance and not written by a person: a word after 'Bearer' must stay. */
    private static boolean random(byte[] b, int start, int end) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = start; i < end; i++) {
            digit |= b[i] >= '0' && b[i] <= '9';
            upper |= b[i] >= 'A' && b[i] <= 'Z';
            lower |= b[i] >= 'a' && b[i] <= 'z';
        }
        return end - start >= 8 && (digit || (end - start >= 20 && upper && lower));
    }

    private static int jwt(byte[] b, int from, int at, int to, Spans into) {
        if (!begins(b, from, at)) {
            return -1;
        }
        int head = Chars.NAME.end(b, at, Math.min(to, at + MAX_JWT_HEAD));
        if (head - at < 10 || head >= to || b[head] != '.') {
            return -1;
        }
        int end = Chars.NAME.end(b, head + 1, to);
        if (end - head < 10) {
            return -1;
        }
        for (int part = 0; part < 3 && end < to && b[end] == '.'; part++) {
            end = Chars.NAME.end(b, end + 1, to);
        }
        return add(into, at, at, end);
    }

    private static int slackHook(byte[] b, int from, int at, int to, Spans into) {
        int start = at + "hooks.slack.com/".length();
        int end = start;
        while (end < to && (Chars.NAME.has(b[end]) || b[end] == '/')) {
            end++;
        }
        return end - start >= 20 ? add(into, at, start, end) : -1;
    }

    private static int privateKey(byte[] b, int from, int at, int to, Spans into) {
        int name = at + "-----BEGIN ".length();
        int key = indexOf(b, name, Math.min(to, name + 40), PRIVATE_KEY);
        if (key < 0) {
            return -1;
        }
        int last = indexOf(b, key, to, END);
        return add(into, at, at, last < 0 ? to : endOfEnd(b, last, to));
    }

    /** Where the line that ends a key ends: after the dashes that close it. */
    static int endOfEnd(byte[] b, int at, int to) {
        int i = at + END.length;
        while (i < to && (Chars.ALNUM.has(b[i]) || b[i] == ' ')) {
            i++;
        }
        while (i < to && b[i] == '-') {
            i++;
        }
        return i;
    }

    private static int add(Spans into, int reach, int start, int end) {
        into.add(reach, start, end);
        return end;
    }

    /** Whether no word goes on here: the byte before is none of a word, or an escaped newline or tab. */
    private static boolean begins(byte[] b, int from, int at) {
        if (at == from || !Chars.WORD.has(b[at - 1])) {
            return true;
        }
        return at - 1 > from && b[at - 2] == '\\' && "nrt".indexOf(b[at - 1]) >= 0;
    }

    static int indexOf(byte[] b, int from, int to, byte[] wanted) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (startsWith(b, i, to, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] b, int at, int to, byte[] wanted) {
        if (to - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (b[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
