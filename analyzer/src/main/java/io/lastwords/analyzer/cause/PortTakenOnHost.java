package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host's port that the container publishes belongs to somebody else. */
final class PortTakenOnHost implements Cause {
    private static final Pattern ENGINE = Pattern.compile(
            "external connectivity|userland proxy|rootlessport|cannot listen on the|ports are not available|host port");
    private static final Pattern TAKEN = Pattern.compile(
            "port is already allocated|address already in use|EADDRINUSE|Only one usage of each socket address");
    private static final Pattern PORT = Pattern.compile(
            "(?:Bind for|listen (?:tcp|udp)[46]?|host port for|exposing port (?:TCP|UDP)) \\S*?:(\\d{1,5})\\b");

    @Override
    public CauseName name() {
        return CauseName.PORT_TAKEN_ON_HOST;
    }

    @Override
    public String says() {
        return "The host's port that it publishes is taken.";
    }

    @Override
    public String when() {
        return "the engine refuses the start with `port is already allocated` or `address already in use`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        var failed = facts.failedStart();
        if (failed == null
                || !ENGINE.matcher(failed.error()).find()
                || !TAKEN.matcher(failed.error()).find()) {
            return Optional.empty();
        }
        var deployment = new Deployment(facts.settings());
        var found = PORT.matcher(failed.error());
        String port = found.find() ? found.group(1) : "";
        var evidence = new ArrayList<String>();
        evidence.add("the engine said: " + Quote.of(ending(failed.error())));
        if (!facts.settings().ports().isEmpty()) {
            evidence.add("it publishes " + String.join(", ", facts.settings().ports()));
        }
        var fix = new ArrayList<String>();
        if (!port.isEmpty()) {
            fix.add("docker ps --filter publish=" + port + "   # a container that holds it");
            fix.add("sudo ss -lntup 'sport = :" + port + "'   # any other program");
        }
        fix.add(deployment.edit("another host port under ports", "-p with another host port"));
        fix.add(deployment.up());
        return Optional.of(new Verdict.Likely(
                0.97,
                deployment.subject() + " cannot start: " + (port.isEmpty() ? "a port" : "port " + port)
                        + " of the host is already taken.",
                evidence,
                fix));
    }

    /** From the endpoint on: what comes before is the engine's path to it. */
    private static String ending(String error) {
        int endpoint = error.indexOf("): ");
        return endpoint < 0 ? error : error.substring(endpoint + 3);
    }
}
