package io.lastwords.model.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics that make up Lastwords' public data, with the settings that they are created with. */
public final class Topics {
    public static final String JOURNAL = "lastwords.journal";
    public static final String POSITIONS = "lastwords.positions";
    public static final String RUNS = "lastwords.runs";
    public static final String DIAGNOSES = "lastwords.diagnoses";
    public static final String DELIVERIES = "lastwords.deliveries";
    public static final String SILENCES = "lastwords.silences";
    public static final String VERDICTS = "lastwords.verdicts";
    public static final String DEAD_LETTERS = "lastwords.dead-letters";

    /** No record is larger than this once serialised: Kafka's own default limit is 1 MiB. */
    public static final int MAX_RECORD_BYTES = 900_000;

    /**
     * So many records are taken from Kafka at a time: each may be of {@link #MAX_RECORD_BYTES}, and a few kilobytes that a
     * broker sends may hold hundreds of them, where a container repeats itself.
     */
    public static final int MAX_POLL_RECORDS = 20;

    private static final String WEEK_MILLIS = String.valueOf(7L * 24 * 3600 * 1000);
    private static final String MONTH_MILLIS = String.valueOf(30L * 24 * 3600 * 1000);
    private static final String FIVE_GIB = String.valueOf(5L << 30);

    /**
     * A topic and the settings it is created with.
     *
     * @param settings Kafka's topic settings
     */
    public record Topic(String name, Map<String, String> settings) {
        public Topic {
            settings = Map.copyOf(settings);
        }
    }

    private Topics() {}

    /**
     * Every topic, with retention in time and bytes such that the disk stays bounded. Each record bears the broker's time:
     * whoever writes may have a clock that is wrong, and a broker refuses times of an hour ahead of its own.
     */
    public static List<Topic> all() {
        return List.of(
                topic(
                        JOURNAL,
                        Map.of(
                                "retention.ms",
                                WEEK_MILLIS,
                                "retention.bytes",
                                FIVE_GIB,
                                "segment.bytes",
                                String.valueOf(128 << 20))),
                topic(POSITIONS, compacted()),
                topic(
                        RUNS,
                        Map.of(
                                "retention.ms",
                                WEEK_MILLIS,
                                "retention.bytes",
                                String.valueOf(256 << 20),
                                "segment.bytes",
                                String.valueOf(32 << 20))),
                topic(
                        DIAGNOSES,
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "min.compaction.lag.ms",
                                WEEK_MILLIS,
                                "segment.bytes",
                                String.valueOf(32 << 20))),
                topic(DELIVERIES, compacted()),
                topic(SILENCES, compacted()),
                topic(VERDICTS, compacted()),
                topic(
                        DEAD_LETTERS,
                        Map.of(
                                "retention.ms",
                                MONTH_MILLIS,
                                "retention.bytes",
                                String.valueOf(256 << 20),
                                "segment.bytes",
                                String.valueOf(32 << 20))));
    }

    private static Topic topic(String name, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("message.timestamp.type", "LogAppendTime");
        return new Topic(name, settings);
    }

    private static Map<String, String> compacted() {
        return Map.of("cleanup.policy", "compact", "segment.bytes", String.valueOf(16 << 20));
    }
}
