package io.lastwords.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void isAsLongAsItsShareInEighthsOfACell() {
        assertThat(Bar.of(100, 100, 4)).isEqualTo("████");
        assertThat(Bar.of(50, 100, 4)).isEqualTo("██  ");
        assertThat(Bar.of(59, 100, 4)).isEqualTo("██▍ ");
    }

    @Test
    void showsWhateverIsThereAtAll() {
        assertThat(Bar.of(1, 1_000_000_000, 4)).isEqualTo("▏   ");
        assertThat(Bar.of(0, 0, 4)).isEqualTo("▏   ");
    }

    @Test
    void neverGoesOverItsCells() {
        assertThat(Bar.of(300, 100, 4)).isEqualTo("████");
    }
}
