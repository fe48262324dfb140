package io.lastwords.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
    private static final String ESC = "\u001b";

    @Test
    void takesTerminalSequencesOut() {
        assertThat(Plain.line(
                        ESC + "[1;31merror" + ESC + "[0m: " + ESC + "]8;;http://evil\u0007link" + ESC + "]8;;" + ESC
                                + "\\ end" + ESC + "(B" + ESC + "c!",
                        100))
                .isEqualTo("error: link end!");
    }

    @Test
    void anUnfinishedSequenceCannotSwallowTheNextLine() {
        assertThat(Plain.lines(ESC + "]0;title\nnext", 100)).isEqualTo("\nnext");
        assertThat(Plain.line("a" + ESC, 100)).isEqualTo("a");
        assertThat(Plain.line("a" + ESC + "[", 100)).isEqualTo("a");
        assertThat(Plain.line(ESC + "[31äfter", 100)).isEqualTo("äfter");
    }

    @Test
    void takesOutWhatShowsNothingOrTurnsTextRound() {
        assertThat(Plain.line("a\u0000b\u0008c\u202egnp.exe\u2066d\u200be\ufeff", 100))
                .isEqualTo("abcgnp.exede");
    }

    @Test
    void aLineIsOneLine() {
        assertThat(Plain.line("a\r\nb\u2028c\u0085d\te", 100)).isEqualTo("a  b c d    e");
        assertThat(Plain.lines("a\r\nb", 100)).isEqualTo("a\nb");
    }

    @Test
    void keepsTheIndentationOfAStackTrace() {
        assertThat(Plain.line("    at Main.main(Main.java:1)", 100)).startsWith("    at");
    }

    @Test
    void neverCutsACharacterInHalf() {
        for (int limit = 1; limit < 12; limit++) {
            String cut = Plain.line("a😀b😀c😀d😀", limit);
            assertThat(cut.length()).isLessThanOrEqualTo(limit);
            assertThat(cut.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2)
                    .isZero();
        }
        assertThat(Plain.line("\ud83d!", 10)).isEqualTo("\ufffd!");
    }

    @Test
    void leavesLettersOfEveryScript() {
        assertThat(Plain.line("äß漢字 नमस्ते 👩‍🔧", 100)).isEqualTo("äß漢字 नमस्ते 👩‍🔧");
    }
}
