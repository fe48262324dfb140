package io.lastwords.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void isWhatEverybodyElseMakesOfTheSameText() {
        assertThat(Sha256.hex("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.shortHex("ä")).hasSize(16).isEqualTo(Sha256.hex("ä").substring(0, 16));
    }
}
