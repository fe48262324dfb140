package io.lastwords.cli.story;

import io.lastwords.model.diagnosis.Delivery;
import io.lastwords.model.diagnosis.Diagnosis;
import io.lastwords.model.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident from its opening to its end, or to now.
 *
 * @param revisions at least one, the last one at the end
 * @param happenings in the order of their times
 * @param members where it stands for several incidents: those, as they are now
 * @param verdict what a person said of it; null where nobody did
 */
public record Story(
        List<Diagnosis> revisions,
        List<Happening> happenings,
        List<Diagnosis> members,
        @Nullable Verdict verdict) {
    public Story {
        revisions = List.copyOf(revisions);
        happenings = List.copyOf(happenings);
        members = List.copyOf(members);
    }

    /** Puts together what each topic has, whatever its order. */
    public static Story of(
            List<Diagnosis> revisions,
            List<Happening> journal,
            List<Delivery> deliveries,
            List<Diagnosis> members,
            @Nullable Verdict verdict) {
        var happenings = new ArrayList<Happening>(journal);
        news(revisions).forEach(revision -> happenings.add(new Happening.Said(revision)));
        deliveries.forEach(delivery -> happenings.add(new Happening.Told(delivery)));
        // a stable sort: of one time, what happened comes before what was said of it
        happenings.sort(Comparator.comparing(Happening::time));
        return new Story(revisions, happenings, members, verdict);
    }

    /** How it stands. */
    public Diagnosis now() {
        return revisions.getLast();
    }

    /** The last word while it was open, which knows most. */
    public Optional<Diagnosis> lastOpen() {
        return revisions.reversed().stream()
                .filter(revision -> revision.status() == Diagnosis.Status.OPEN)
                .findFirst();
    }

    /** The deaths that it counts and that are not among what happened: the journal does not have them any more. */
    public long lost() {
        long told = happenings.stream()
                .filter(one -> one instanceof Happening.Died || one instanceof Happening.NotStarted)
                .count();
        return now().workload() == null ? 0 : Math.max(0, now().runs().count() - told);
    }

    /** The revisions that say something else than the one before, for a person: each death is a revision. */
    private static List<Diagnosis> news(List<Diagnosis> revisions) {
        var news = new ArrayList<Diagnosis>();
        for (var revision : revisions) {
            if (news.isEmpty() || !same(news.getLast(), revision)) {
                news.add(revision);
            }
        }
        return news;
    }

    private static boolean same(Diagnosis one, Diagnosis other) {
        var cause = one.causes().getFirst();
        var otherCause = other.causes().getFirst();
        return one.status() == other.status()
                && one.severity() == other.severity()
                && cause.cause().equals(otherCause.cause())
                && Math.round(cause.confidence() * 100) == Math.round(otherCause.confidence() * 100);
    }
}
