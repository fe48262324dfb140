package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.examination.Examination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The user or group to run as is not in the image. */
final class InvalidUser implements Cause {
    private static final Pattern UNKNOWN = Pattern.compile(
            "unable to find (user|group) ([^:\\s]+)(?:: no matching entries in (?:passwd|group) file)?");

    /** Of a script's tools. */
    private static final Pattern TOOL = Pattern.compile(
            "(?:chown|chgrp|install|su|sudo): (?:invalid |unknown )?(user|group)(?: spec)?:? *['\"`‘]?([^'\"`’\\s]+)(?:['\"`’]*$| does not exist)");

    @Override
    public CauseName name() {
        return CauseName.INVALID_USER;
    }

    @Override
    public String says() {
        return "The user or group that it is to run as does not exist in the image.";
    }

    @Override
    public String when() {
        return "the engine, gosu or su-exec says `unable to find user`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed != null) {
            var found = UNKNOWN.matcher(failed.error());
            return found.find()
                    ? Optional.of(opinion(facts, found.group(1), found.group(2), found.group(), true, 0.97))
                    : Optional.empty();
        }
        return epilogue.ran()
                .filter(words -> words.exitCode() != 0)
                .flatMap(words -> words.find(UNKNOWN)
                        .map(said -> opinion(
                                facts,
                                said.match().group(1),
                                said.match().group(2),
                                said.line(),
                                true,
                                said.confidence(0.9)))
                        .or(() -> words.find(TOOL).map(said -> ofTool(facts, said))));
    }

    /** It quotes {@code USER:GROUP} as a whole. */
    private static Verdict ofTool(Facts facts, Epilogue.Said said) {
        String kind = said.match().group(1);
        List<String> parts = List.of(said.match().group(2).split(":", -1));
        String who = kind.equals("group") ? parts.getLast() : parts.getFirst();
        return opinion(facts, kind, who, said.line(), false, said.confidence(0.9));
    }

    private static List<String> evidence(Facts facts, String quote, boolean asked) {
        var evidence = new ArrayList<String>();
        evidence.add("the words were: " + Quote.of(quote));
        if (!asked) {
            return evidence;
        }
        evidence.add("it is to run as " + Quote.of(facts.settings().user()));
        var image = facts.examination().map(Examination::image);
        image.ifPresent(of -> evidence.add(
                of.user().equals(facts.settings().user())
                        ? "the image itself asks for this user (USER)"
                        : "the image's own user is " + (of.user().isEmpty() ? "root" : of.user())));
        return evidence;
    }

    /**
     * The answer.
     *
     * @param asked whether it is to run as this one, and no tool of its script names it
     */
    private static Verdict opinion(
            Facts facts, String kind, String who, String quote, boolean asked, double confidence) {
        var deployment = new Deployment(facts.settings());
        String file = kind.equals("user") ? "/etc/passwd" : "/etc/group";
        String add = kind.equals("user") ? "useradd --system " : "groupadd --system ";
        var fix = new ArrayList<String>();
        fix.add("docker run --rm --user 0 --entrypoint cat " + facts.settings().image() + " " + file);
        fix.add("in the Dockerfile" + (asked ? ", before USER" : "") + ": RUN " + add + who);
        if (asked) {
            fix.add(deployment.edit("user: with a name or number that is in it", "--user with one that is in it"));
        }
        fix.add(deployment.rebuild());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + (asked ? " cannot start" : " cannot go on") + ": the image has no " + kind + " "
                        + Quote.bare(who) + ".",
                evidence(facts, quote, asked),
                fix);
    }
}
