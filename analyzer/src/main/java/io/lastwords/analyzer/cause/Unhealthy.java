package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import io.lastwords.model.diagnosis.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** It runs, and its health check says no. The check's own words tell whether the check or the service is at fault. */
final class Unhealthy implements Cause {
    private static final Pattern NO_TOOL = Pattern.compile(
            "(?:: |^)\"?([\\w./-]+)\"?: (?:not found|command not found|executable file not found|No such file or directory)"
                    + "|exec: \"([^\"]+)\": (?:executable file not found|stat )");
    private static final Pattern TIMEOUT = Pattern.compile("Health check exceeded timeout");
    private static final Pattern REFUSED =
            Pattern.compile("Connection refused|ECONNREFUSED|Failed to connect|Cannot assign requested address");
    private static final Pattern STATUS =
            Pattern.compile("(?:returned error: |HTTP/1\\.[01]\"? |HTTP Error |status:? )(\\d{3})");

    @Override
    public CauseName name() {
        return CauseName.UNHEALTHY;
    }

    @Override
    public String says() {
        return "It runs, but its health check fails; the check's words say why.";
    }

    @Override
    public String when() {
        return "the engine reports unhealthy; less surely where the container also ends by itself";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var health = facts.health();
        if (health == null || !facts.has(Symptom.UNHEALTHY)) {
            return Optional.empty();
        }
        boolean dies = facts.has(Symptom.RESTART_LOOP)
                || facts.has(Symptom.START_FAILED)
                || facts.has(Symptom.EXIT_NONZERO)
                || facts.has(Symptom.EXIT_ZERO);
        var deployment = new Deployment(facts.settings());
        String check = facts.settings().healthcheck();
        var evidence = new ArrayList<String>();
        evidence.add(health.failingStreak() + " checks in a row failed");
        if (check != null) {
            evidence.add("the check is " + Quote.of(check));
        }
        evidence.add(
                health.output().isBlank() ? "the check wrote nothing" : "the check said " + Quote.of(health.output()));
        String name = facts.settings().name();
        var fix = new ArrayList<String>();
        fix.add(deployment.inspect("{{json .State.Health.Log}}"));
        if (check != null && !health.output().isBlank()) {
            fix.add("docker exec " + name + " sh -c '" + check.replace("'", "'\\''") + "'   # the check by hand");
        }
        fix.addAll(advice(health.output(), deployment));
        return Optional.of(new Verdict.Likely(
                dies ? 0.4 : 0.9, deployment.subject() + " runs, but " + reason(health.output()), evidence, fix));
    }

    private static String reason(String output) {
        var tool = NO_TOOL.matcher(output);
        if (tool.find()) {
            return "its health check cannot run: the image has no " + tool(tool.group(1), tool.group(2)) + ".";
        }
        if (TIMEOUT.matcher(output).find()) {
            return "its health check takes too long.";
        }
        if (REFUSED.matcher(output).find()) {
            return "nothing listens where its health check knocks.";
        }
        var status = STATUS.matcher(output);
        return status.find() ? "it answers its health check with " + status.group(1) + "." : "its health check fails.";
    }

    private static List<String> advice(String output, Deployment deployment) {
        var tool = NO_TOOL.matcher(output);
        if (tool.find()) {
            String name = tool(tool.group(1), tool.group(2));
            return List.of(
                    "install " + name
                            + " in the image, or write the check with what is in it (wget, the program itself)",
                    deployment.rebuild());
        }
        if (TIMEOUT.matcher(output).find()) {
            return List.of(deployment.edit(
                    "healthcheck.timeout: longer, start_period: as long as it needs to start",
                    "--health-timeout longer, --health-start-period as long as it needs to start"));
        }
        if (REFUSED.matcher(output).find()) {
            return List.of(
                    "docker exec " + deployment.settings().name()
                            + " cat /proc/net/tcp   # which ports listen (state 0A, hexadecimal)",
                    deployment.edit(
                            "healthcheck.test: with the right port, start_period: as long as it needs to start",
                            "--health-cmd with the right port, --health-start-period as long as it needs to start"));
        }
        return List.of(deployment.logs());
    }

    private static String tool(@Nullable String shell, String engine) {
        return shell != null ? shell : engine;
    }
}
