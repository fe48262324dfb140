package io.lastwords.analyzer.core;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lastwords.model.diagnosis.Diagnosis;
import java.time.Instant;

/** What one workload or one host tells those who look at several. Goes over a topic of the analyzer's own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = News.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = News.Left.class, name = "left"),
    @JsonSubTypes.Type(value = News.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = News.Restarted.class, name = "restarted"),
    @JsonSubTypes.Type(value = News.Tick.class, name = "tick")
})
public sealed interface News {
    /** The key of all news of hosts. */
    String HOSTS = "hosts";

    /**
     * News and where it goes.
     *
     * @param key a fingerprint's digest, or {@link #HOSTS}
     */
    record Addressed(String key, News news) {}

    /** A workload's incident is one of these now. */
    record Joined(Diagnosis diagnosis) implements News {}

    /** It is none of these any more: resolved, or of another cause. */
    record Left(Diagnosis diagnosis) implements News {}

    /** A host's collector lives. */
    record Heard(String host, Instant time) implements News {}

    /** A host's engine was down and is back. */
    record Restarted(String host, Instant time, Instant from) implements News {}

    /** Time passes and Kafka answers, whether or not any host is heard. */
    record Tick() implements News {}
}
