package io.lastwords.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalIT {
    @Test
    void readsEachLineOfBothLogsOnce() throws Exception {
        assertThat(Rehearsal.readLogs()).isEqualTo(2 * Rehearsal.LINES);
    }
}
