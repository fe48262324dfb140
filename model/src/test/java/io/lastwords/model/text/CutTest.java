package io.lastwords.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {
    private static final String SKULL = "\ud83d\udc80";

    @Test
    void keepsWhatIsShortEnough() {
        assertThat(Cut.at("ab" + SKULL, 4)).isEqualTo("ab" + SKULL);
        assertThat(Cut.at("", 0)).isEmpty();
    }

    @Test
    void neverPartsASurrogatePair() {
        assertThat(Cut.at("ab" + SKULL, 3)).isEqualTo("ab");
        assertThat(Cut.at("ab" + SKULL, 2)).isEqualTo("ab");
        assertThat(Cut.at(SKULL, 1)).isEmpty();
        assertThat(Cut.at(SKULL + SKULL, 2)).isEqualTo(SKULL);
    }
}
