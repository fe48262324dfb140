package io.lastwords.notifier.delivery;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.topic.Sha256;
import io.lastwords.notifier.notice.Notice;
import io.lastwords.notifier.template.Occasion;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is asked to send.
 *
 * @param receiver the receiver's name
 * @param why why it is sent
 * @param about one incident; several are a digest
 * @param last what the receiver was last told about the same incident
 * @param together how many incidents end with this one, which were told together
 * @param test whether it is only a test
 */
public record Message(
        String receiver,
        Delivery.Notice why,
        List<Diagnosis> about,
        @Nullable Delivery last,
        int together,
        boolean test) {
    /** Which notice the first one of an incident is. */
    public static final String FIRST = "0";

    public Message {
        about = List.copyOf(about);
        about.forEach(diagnosis -> Objects.requireNonNull(diagnosis.incident(), "incident"));
    }

    /** About one incident. */
    public Message(String receiver, Delivery.Notice why, Diagnosis diagnosis, @Nullable Delivery last, boolean test) {
        this(receiver, why, List.of(diagnosis), last, 1, test);
    }

    /** The only one, or the first of a digest. */
    public Diagnosis diagnosis() {
        return about.getFirst();
    }

    public String incident() {
        return Objects.requireNonNull(diagnosis().incident());
    }

    /** What the notices of one thread have in common: the incident, or the digest that it was told in. */
    public String thread() {
        return Objects.requireNonNullElse(digest(), incident());
    }

    /** The digest that this is, or that the incident was told in; null where it was told alone. */
    public @Nullable String digest() {
        if (last != null && last.digest() != null) {
            return last.digest();
        }
        return about.size() > 1 ? id(about) : null;
    }

    /** The same for the same incidents, so that what is sent again after a kill can be known for the same. */
    private static String id(List<Diagnosis> about) {
        return "digest-"
                + Sha256.shortHex(about.stream()
                        .map(diagnosis -> Objects.requireNonNull(diagnosis.incident()))
                        .sorted()
                        .map(incident -> incident + '\0')
                        .collect(Collectors.joining()));
    }

    /**
     * Which notice of the incident this is: {@link #FIRST}, else why it is sent, and what it follows and when that was
     * told. It stays the same when the notice is sent again after a kill, even where a newer revision is at hand by then;
     * a state that is told again and again has another each time.
     */
    public String which() {
        return last == null
                ? FIRST
                : last.revision() + "-" + why + "-" + last.time().toEpochMilli();
    }

    /** Whether the first message of the thread is to show this now; a digest's is about others too. */
    public boolean mendsTheFirst() {
        return digest() == null || about.size() > 1 || why == Delivery.Notice.RESOLVED;
    }

    /** What a template is filled with. */
    public Occasion occasion() {
        return new Occasion(notice(), why, about, test);
    }

    /** The same with how things stand in place of the news. */
    public Occasion stateOccasion() {
        return new Occasion(state(), why, about, test);
    }

    /** How things stand, whatever was told before. */
    public Notice state() {
        return about.size() > 1 || together > 1 ? notice() : Notice.of(diagnosis());
    }

    /** The notice as sentences. */
    public Notice notice() {
        if (about.size() > 1) {
            return Notice.ofMany(about, why == Delivery.Notice.REPEATED);
        }
        var diagnosis = diagnosis();
        var notice = switch (why) {
            case OPENED -> Notice.of(diagnosis);
            case CAUSE_CHANGED -> last == null ? Notice.of(diagnosis) : Notice.ofChange(diagnosis, last.cause());
            case REPEATED -> Notice.ofRepeat(diagnosis);
            case UPDATED -> Notice.ofUpdate(diagnosis);
            case RESOLVED -> together > 1 ? Notice.ofEnd(diagnosis, together) : Notice.of(diagnosis);
        };
        return test ? notice.asTest() : notice;
    }
}
