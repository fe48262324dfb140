package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The engine could not set up the container's log driver. */
final class LogDriverFailed implements Cause {
    private static final Pattern DRIVER = Pattern.compile(
            "failed to initialize logging driver: .*|no log driver named .*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public CauseName name() {
        return CauseName.LOG_DRIVER_FAILED;
    }

    @Override
    public String says() {
        return "Its log driver cannot be set up, so the engine does not start it.";
    }

    @Override
    public String when() {
        return "the engine says `failed to initialize logging driver`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed == null) {
            return Optional.empty();
        }
        var found = DRIVER.matcher(failed.error());
        if (!found.find()) {
            return Optional.empty();
        }
        var deployment = new Deployment(facts.settings());
        String driver = facts.settings().logDriver();
        return Optional.of(new Verdict.Likely(
                0.97,
                deployment.subject() + " cannot start: the engine cannot reach or set up its log driver " + driver
                        + ".",
                List.of("the engine said: " + Quote.of(found.group()), "its log driver is " + driver),
                List.of(
                        deployment.inspect("{{json .HostConfig.LogConfig}}"),
                        "bring the log receiver up, as seen from the host (not from the container's network)",
                        deployment.edit(
                                "logging.options mode: non-blocking helps later on, not at the start; json-file or "
                                        + "local as logging.driver always starts",
                                "--log-driver local always starts"),
                        deployment.up())));
    }
}
