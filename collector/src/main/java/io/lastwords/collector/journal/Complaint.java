package io.lastwords.collector.journal;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that Kafka takes nothing: at once, then twice a minute, and when it is over. */
final class Complaint {
    private static final Logger LOG = LoggerFactory.getLogger(Complaint.class);
    private static final long EVERY = Duration.ofSeconds(30).toNanos();

    private boolean open;
    private long last;

    void about(Exception reason) {
        long now = System.nanoTime();
        if (!open || now - last > EVERY) {
            LOG.atWarn()
                    .addKeyValue("reason", reason.getMessage())
                    .log("Kafka has not taken a transaction; it is sent again, and reading waits meanwhile");
            last = now;
        }
        open = true;
    }

    void over() {
        if (open) {
            LOG.atInfo().log("Kafka takes records again");
        }
        open = false;
    }
}
