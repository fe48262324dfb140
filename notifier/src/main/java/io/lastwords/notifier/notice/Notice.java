package io.lastwords.notifier.notice;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as sentences, in the order in which somebody woken at night needs them: what dies, where and how often;
 * the cause and how sure that is; what proves it; what mends it; the last words; the small print. Free of any channel's
 * markup, and all of it is cleaned by {@link Plain} and bounded: a channel escapes for itself and may cut further.
 *
 * @param mood what colour or sign fits
 * @param title a few words, for a header or a subject
 * @param name the workload as people call it: PROJECT/SERVICE or the container's name
 * @param host where it runs
 * @param happened goes after 'NAME on HOST', without a full stop
 * @param facts further sentences
 * @param cause the first cause, null for a healthy container; a resolved incident's is told in the facts
 * @param evidence sentences
 * @param ruledOut sentences
 * @param fix commands or edits, each of one or more lines; empty once resolved
 * @param lastWords the last lines, oldest first; empty once resolved
 * @param answers what the reader can do about the notice itself
 * @param footer incident, image, container, since when
 */
public record Notice(
        Mood mood,
        String title,
        String name,
        String host,
        String happened,
        List<String> facts,
        @Nullable Cause cause,
        List<String> evidence,
        List<String> ruledOut,
        List<String> fix,
        List<Diagnosis.Line> lastWords,
        List<Answer> answers,
        List<String> footer) {

    /** What the title of a test begins with. */
    public static final String TEST_TITLE = "Test, nothing died: ";

    /** The first fact of a test. */
    public static final String TEST_FACT = "This is a test of Lastwords: nothing died, and there is nothing to do.";

    /** What sign or colour a channel gives it. */
    public enum Mood {
        CRITICAL,
        WARNING,
        GOOD
    }

    /**
     * The answer.
     *
     * @param label the word of the vocabulary
     * @param confidence in a word and in per cent
     * @param summary one sentence
     * @param others the next best, in one sentence; empty where there is none
     */
    public record Cause(String label, String confidence, String summary, String others) {}

    /**
     * Something that the reader can tell Lastwords.
     *
     * @param what it does, in a few words, without a colon
     * @param command to be copied into a shell, on one line
     */
    public record Answer(String what, String command) {}

    public Notice {
        facts = List.copyOf(facts);
        evidence = List.copyOf(evidence);
        ruledOut = List.copyOf(ruledOut);
        fix = List.copyOf(fix);
        lastWords = List.copyOf(lastWords);
        answers = List.copyOf(answers);
        footer = List.copyOf(footer);
    }

    /** The notice of a diagnosis as it stands: open, resolved or healthy. */
    public static Notice of(Diagnosis diagnosis) {
        return switch (diagnosis.status()) {
            case OPEN -> Notices.open(diagnosis, null);
            case RESOLVED -> Notices.resolved(diagnosis);
            case HEALTHY -> Notices.healthy(diagnosis);
        };
    }

    /** The notice to somebody who was told another cause before. */
    public static Notice ofChange(Diagnosis diagnosis, String causeBefore) {
        return Notices.open(diagnosis, Plain.line(causeBefore, 80));
    }

    /** The notice of several incidents at once; each of them is one sentence of its evidence. */
    public static Notice ofMany(List<Diagnosis> diagnoses, boolean again) {
        return Digests.of(diagnoses, again);
    }

    /** The notice that the last of several, which were told together, has ended. */
    public static Notice ofEnd(Diagnosis last, int together) {
        return Digests.ended(last, together);
    }

    /** The notice of what was told before and is still open. */
    public static Notice ofRepeat(Diagnosis diagnosis) {
        var notice = of(diagnosis);
        return notice.with(notice.mood(), "Still: " + notice.title(), "It is told again, since nothing has changed.");
    }

    /** The notice to somebody who was told of fewer, or of more, that a fleet's incident stands for. */
    public static Notice ofUpdate(Diagnosis diagnosis) {
        var notice = of(diagnosis);
        return notice.with(notice.mood(), "Now " + notice.title(), "Others have joined, or have recovered.");
    }

    /** What stands over {@link #evidence}: a digest has a sentence for each of its incidents there. */
    public String evidenceTitle() {
        return cause == null ? "What has happened" : "Evidence";
    }

    /** What stands over {@link #fix}: nothing mends what is not explained. */
    public String fixTitle() {
        return unexplained() ? "Where to look" : "What mends it";
    }

    /** Whether no cause is known. */
    public boolean unexplained() {
        return cause != null && cause.label().equals(CauseName.UNEXPLAINED.label());
    }

    /** The first sentence, without markup: what dies, where, how often. */
    public String headline() {
        return Wording.sentence(name + " on " + host + " " + happened);
    }

    /** The same, clearly marked as a test: nothing died. */
    public Notice asTest() {
        return with(Mood.GOOD, TEST_TITLE + title, TEST_FACT);
    }

    private Notice with(Mood otherMood, String otherTitle, String fact) {
        var more = new ArrayList<String>();
        more.add(fact);
        more.addAll(facts);
        return new Notice(
                otherMood,
                otherTitle,
                name,
                host,
                happened,
                more,
                cause,
                evidence,
                ruledOut,
                fix,
                lastWords,
                answers,
                footer);
    }
}
