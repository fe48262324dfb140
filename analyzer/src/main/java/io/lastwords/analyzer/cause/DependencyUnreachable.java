package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Something that it needs does not answer, and it gave up. */
final class DependencyUnreachable implements Cause {
    private static final Pattern NAME_UNKNOWN = Pattern.compile(
            "ENOTFOUND|Could not resolve host|host not found in upstream|EAI_AGAIN|Name or service not known|Temporary failure in name resolution|no such host"
                    + "|could not translate host name|UnknownHostException|nodename nor servname|Name does not resolve"
                    + "|failed to lookup address|getaddrinfo failed|getaddrinfo for \\S+ failed|gaierror|Unknown (?:MySQL )?server host|Error -[235] connecting to|server misbehaving");
    private static final Pattern NO_ANSWER = Pattern.compile(
            "ECONNREFUSED|Failed to connect to \\S+ port|ConnectionRefused|Connection refused|ETIMEDOUT|Connection timed out|connect: connection timed out"
                    + "|EHOSTUNREACH|No route to host|ENETUNREACH|Network is unreachable|could not connect to server|(?:can't|cannot|could not) reach (?:the )?(?:database|db|broker|redis|mongo\\w*|postgres\\w*|mysql) ?(?:server)?\\b"
                    + "|Can't connect to (?:local )?(?:(?:MySQL|MariaDB) )?server (?:on|through)|(?:failed|Exception|Error): (?:FATAL: +)?the database system is starting up|MongoServerSelectionError|MongoNetworkError"
                    + "|MongooseServerSelectionError|Communications link failure|could not be established. Node may not be available"
                    + "|NoBrokersAvailable|NoNodeAvailable|No connection could be made|i/o timeout|Connection is not available, request "
                    + "timed out|pool timed out while waiting",
            Pattern.CASE_INSENSITIVE);
    /** Said by what stands before a program, which may start it all the same. */
    private static final Pattern WAITED = Pattern.compile(
            "timeout occurred after waiting \\d+ seconds for |Timeout after \\S+ waiting on dependencies");

    private static final Pattern PEER =
            Pattern.compile("(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH) ([\\w.-]+(?::\\d+)?)"
                    + "|seconds for ([\\w.-]+:\\d+)|upstream \"([\\w.-]+)\"|resolve host: ([\\w.-]+)|Failed to connect to ([\\w.-]+)"
                    + "|dial (?:tcp|udp):? (?:lookup )?([\\w.-]+(?::\\d+)?|\\[[0-9a-f:]+\\]:\\d+)|lookup (?!address )([\\w.-]+)"
                    + "|server at [\"`']([\\w.-]+(?::\\d+)?)[\"`']|host name \"([\\w.-]+)\"|UnknownHostException: ([\\w.-]+)"
                    + "|server (?:on|host) '([\\w.-]+)'|getaddrinfo for ([\\w.-]+)|(?:connect(?:ing|ion)? to|reach) (?:server at |the )?(?:\\w+ )?([\\w-]+(?:\\.[\\w-]+)*:\\d+)"
                    + "|://(?:[^@/\\s]*@)?([\\w.-]+(?::\\d+)?)|\\bhost='([\\w.-]+)'|resolve '([\\w.-]+)'");

    /** What an address is made of whose variable is not set. */
    private static final Pattern UNSET = Pattern.compile("^(?:undefined|null|None|nil|NaN)(?::|$)");

    private static final Pattern ITSELF = Pattern.compile("^(?:localhost|127\\.0\\.0\\.1|::1|\\[::1\\])(?::|$)");
    private static final Pattern LISTENING = Pattern.compile("(?i)\\b(?:bind|listen)");

    @Override
    public CauseName name() {
        return CauseName.DEPENDENCY_UNREACHABLE;
    }

    @Override
    public String says() {
        return "Something that it needs (a database, a broker, another service) does not answer.";
    }

    @Override
    public String when() {
        return "it ends with `Connection refused`, a time-out, or a name that cannot be resolved";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran()
                .flatMap(words -> words.find(NAME_UNKNOWN)
                        .map(said -> opinion(facts, words, said, true))
                        .or(() -> words.find(NO_ANSWER)
                                .filter(said -> !LISTENING.matcher(said.line()).find())
                                .or(() -> words.find(WAITED)
                                        .filter(said ->
                                                said.line().equals(words.texts().getLast())))
                                .map(said -> opinion(facts, words, said, false))));
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said, boolean nameUnknown) {
        var deployment = new Deployment(facts.settings());
        String peer = peer(words, said);
        boolean itself = ITSELF.matcher(peer).find() && !shared(facts);
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + said.quote());
        evidence.add("exit code " + words.exitCode());
        if (!peer.isEmpty()) {
            evidence.add(
                    itself
                            ? "it calls " + peer + ", which inside a container is the container itself, not the host"
                            : "it calls " + peer);
        }
        if (nameUnknown) {
            evidence.add("its network is " + network(facts)
                    + (nameless(facts) ? ": on the default bridge containers do not find each other by name" : ""));
        }
        return new Verdict.Likely(
                said.confidence(0.9),
                deployment.subject() + " gave up: " + what(peer, nameUnknown),
                evidence,
                fix(facts, deployment, peer, itself, nameUnknown));
    }

    /** Whether its network is another's too, so that localhost is not itself alone. */
    private static boolean shared(Facts facts) {
        String mode = facts.settings().networkMode();
        return mode.equals("host") || mode.startsWith("container:");
    }

    /** As docker's commands name it: "default" is only what the engine calls the lack of a wish. */
    private static String network(Facts facts) {
        String mode = facts.settings().networkMode();
        return mode.equals("default") ? "bridge" : mode;
    }

    /** Whether no container's name is known on its network. */
    private static boolean nameless(Facts facts) {
        return network(facts).equals("bridge");
    }

    private static String what(String peer, boolean nameUnknown) {
        if (nameUnknown) {
            return peer.isEmpty()
                    ? "it cannot resolve the name of its peer."
                    : peer + " is a name that it cannot resolve.";
        }
        return (peer.isEmpty() ? "something that it needs" : peer) + " does not answer.";
    }

    private static List<String> fix(
            Facts facts, Deployment deployment, String peer, boolean itself, boolean nameUnknown) {
        String host = peer.replaceFirst(":\\d+$", "");
        if (UNSET.matcher(peer).find()) {
            return List.of(
                    deployment.inspect("{{json .Config.Env}}") + "   # is the variable with its peer's address set?",
                    deployment.up());
        }
        if (nameUnknown && nameless(facts) && !itself && !host.contains(".")) {
            String other = host.isEmpty() ? "<its peer>" : host;
            String network = deployment.edit(
                    "take network_mode: bridge away, from " + other + " too",
                    "--network app, after: docker network create app && docker network connect app " + other);
            return List.of(host.isEmpty() ? "if its peer is a container: " + network : network, deployment.up());
        }
        var fix = new ArrayList<String>();
        if (itself) {
            fix.add("use the service's name (compose) or host.docker.internal instead of " + host
                    + " in the address that " + deployment.subject() + " is given");
            fix.add(deployment.edit(
                    "extra_hosts: [\"host.docker.internal:host-gateway\"], where its peer is on the host",
                    "--add-host host.docker.internal:host-gateway, where its peer is on the host"));
        } else if (nameUnknown) {
            fix.add("docker network inspect " + network(facts)
                    + " -f '{{range .Containers}}{{println .Name}}{{end}}'   # is "
                    + (host.isEmpty() ? "the peer" : host)
                    + " in it?");
        } else {
            fix.add("docker ps -a" + (host.matches("[a-z][\\w-]*") ? " --filter name=" + host : "")
                    + "   # does the peer run, is it ready?");
        }
        if (!itself) {
            fix.add(again(facts, deployment, host));
        }
        fix.add(deployment.up());
        return fix;
    }

    private static String again(Facts facts, Deployment deployment, String host) {
        if (deployment.composed()) {
            return deployment.inCompose("depends_on: " + (host.matches("[a-z][\\w-]*") ? host : "the peer")
                    + " with condition: service_healthy, and a healthcheck there");
        }
        return (facts.settings().autoRemove() ? deployment.recreate() : "docker start " + deployment.subject())
                + "   # once its peer is ready";
    }

    private static String peer(Epilogue words, Epilogue.Said said) {
        String found = peer(said.line());
        if (!found.isEmpty()) {
            return found;
        }
        String more = words.error()
                ? String.join("\n", words.texts())
                : String.join(
                        "\n",
                        words.texts().stream()
                                .filter(line -> NO_ANSWER.matcher(line).find()
                                        || NAME_UNKNOWN.matcher(line).find())
                                .toList());
        return peer(more);
    }

    private static String peer(String text) {
        var found = PEER.matcher(text);
        if (found.find()) {
            for (int i = 1; i <= found.groupCount(); i++) {
                if (found.group(i) != null) {
                    return found.group(i);
                }
            }
        }
        return "";
    }
}
