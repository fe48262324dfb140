package io.lastwords.cli.replay;

import io.lastwords.cli.failure.Failure;
import io.lastwords.cli.kafka.TopicRecord;
import io.lastwords.cli.recording.Header;
import io.lastwords.cli.recording.Recording;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one incident's recording needs of a journal: all of its workload's records, up to the end of the incident. */
public final class Extract {
    private final String workload;
    private final @Nullable String incident;
    private final Duration recoverAfter;
    private final Playback playback;
    private final List<Recording.Entry> entries = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private boolean over;

    /**
     * Begins.
     *
     * @param incident null for a workload that is well: then all that there is
     */
    public Extract(String workload, @Nullable String incident, Duration recoverAfter) {
        this.workload = workload;
        this.incident = incident;
        this.recoverAfter = recoverAfter;
        this.playback = new Playback(recoverAfter, Selection.all(), null);
    }

    /** Takes the journal's next record, whoever's it is. */
    public void take(TopicRecord taken) {
        byte[] value = taken.value();
        if (over || value == null || !taken.key().equals(workload)) {
            return;
        }
        if (playback.take(taken)) {
            entries.add(new Recording.Entry(workload, line(value)));
            first = first == null ? taken.appended() : first;
            last = taken.appended();
            over = playback.latest()
                    .filter(said ->
                            Objects.equals(said.incident(), incident) && said.status() == Diagnosis.Status.RESOLVED)
                    .isPresent();
        }
    }

    /** Within JSON's strings there are no line breaks, and between its fields nobody needs them. */
    private static String line(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
    }

    /**
     * Puts it together.
     *
     * @param recorded what the topics say of any incidents
     * @param fromTheFirst whether the journal was read from its very first record
     * @throws Failure where the journal has nothing of it
     */
    public Recording recording(
            String madeBy,
            String title,
            List<Header.Said> recorded,
            @Nullable String expected,
            @Nullable Verdict verdict,
            boolean fromTheFirst)
            throws Failure {
        if (entries.isEmpty()) {
            throw new Failure("the journal has nothing left of " + workload);
        }
        var missing = new ArrayList<>(playback.lacked(fromTheFirst));
        var found = playback.said().stream().map(Diagnosis::incident).collect(Collectors.toSet());
        if (incident != null && !found.contains(incident)) {
            missing.add(workload + ": the journal does not reach back to the beginning of incident " + incident
                    + ", which is diagnosed under another name");
        }
        var header = new Header(
                Header.SCHEMA,
                Header.TYPE,
                madeBy,
                title,
                incident,
                workload,
                first,
                last,
                Math.max(1, recoverAfter.toSeconds()),
                false,
                missing,
                recorded.stream()
                        .filter(said -> found.contains(said.incident())
                                || said.incident().equals(incident))
                        .sorted(Comparator.comparing(Header.Said::incident))
                        .toList(),
                expected,
                verdict);
        return new Recording("", header, entries);
    }
}
