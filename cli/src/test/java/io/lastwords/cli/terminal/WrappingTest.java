package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void breaksAtSpaces() {
        assertThat(Wrapping.words("one two three", 7)).containsExactly("one two", "three");
    }

    @Test
    void keepsTheSpacesThatALineBeginsWith() {
        assertThat(Wrapping.words("    at Main.java:3", 12)).containsExactly("    at", "Main.java:3");
    }

    @Test
    void cutsAWordThatFitsNowhere() {
        assertThat(Wrapping.words("see abcdefghij now", 4)).containsExactly("see", "abcd", "efgh", "ij", "now");
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        assertThat(Wrapping.hard("😀😀😀", 2)).containsExactly("😀😀", "😀");
    }

    @Test
    void keepsAnEmptyLine() {
        assertThat(Wrapping.words("", 4)).containsExactly("");
        assertThat(Wrapping.hard("", 4)).containsExactly("");
    }
}
