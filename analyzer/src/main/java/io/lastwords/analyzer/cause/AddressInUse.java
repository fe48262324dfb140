package io.lastwords.analyzer.cause;

import io.lastwords.model.diagnosis.CauseName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** It could not listen: its address belongs to another process. */
final class AddressInUse implements Cause {
    private static final Pattern CERTAIN = Pattern.compile(
            "EADDRINUSE|AddrInUse|Address already in use|Only one usage of each socket address"
                    + "|port \\d+ (?:was|is) already (?:in use|being used)|bind\\(\\) to \\S+ failed \\(98:|Connection in use: \\(",
            Pattern.CASE_INSENSITIVE);
    /** Most who say only this mean a taken port; the others lack a permission or name an address that is not theirs. */
    private static final Pattern BIND = Pattern.compile(
            "(?:fail(?:ed|ure)?(?: to)?|could not|cannot|can't|unable to|error) (?:bind|binding|listen|listening)"
                    + "(?: (?:on|to))?(?: the)? (?:tcp |server |socket |http |IPv[46] )*(?:address|addr|port|socket|listener|\\S+:\\d{1,5}\\b)"
                    + "|could not create (?:any TCP/IP sockets|listen socket)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OTHER_REASON = Pattern.compile(
            "permission ?denied|EACCES|cannot assign requested|EADDRNOTAVAIL|AddrNotAvailable|invalid|not known|not supported|parse",
            Pattern.CASE_INSENSITIVE);
    /** What only follows from a reason that was told before. */
    private static final Pattern FOLLOWS =
            Pattern.compile("could not create|Failed listening", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT =
            Pattern.compile("(?:(?:::|\\]|[\\d.]{7,15}|localhost|\\*):|\\bport:? |', )(\\d{2,5})\\b");

    @Override
    public CauseName name() {
        return CauseName.ADDRESS_IN_USE;
    }

    @Override
    public String says() {
        return "It could not listen: the address is in use by another process.";
    }

    @Override
    public String when() {
        return "it ends with `Address already in use` (EADDRINUSE); less surely with no more than `Failed to bind to "
                + "address`";
    }

    @Override
    public Optional<Verdict> judge(Facts facts, Epilogue epilogue) {
        return epilogue.ran().flatMap(words -> {
            var certain = words.find(CERTAIN);
            var bind = words.find(BIND);
            // the last of several sockets may be told of after the reason
            double sure = certain.isPresent()
                            && bind.filter(said -> FOLLOWS.matcher(said.line()).find())
                                    .isPresent()
                    ? 0.9
                    : words.has(OTHER_REASON) ? 0 : 0.65;
            double told = certain.map(said -> said.confidence(0.95)).orElse(0.0);
            return bind.filter(said -> said.confidence(sure) > told)
                    .map(said -> opinion(facts, words, said, said.confidence(sure)))
                    .or(() -> certain.map(said -> opinion(facts, words, said, told)));
        });
    }

    private static Verdict opinion(Facts facts, Epilogue words, Epilogue.Said said, double confidence) {
        var deployment = new Deployment(facts.settings());
        boolean host = facts.settings().networkMode().equals("host");
        boolean shared = facts.settings().networkMode().startsWith("container:");
        String port = port(words, said);
        var evidence = new ArrayList<String>();
        evidence.add("it wrote " + said.quote());
        evidence.add("exit code " + words.exitCode());
        if (!words.has(CERTAIN)) {
            evidence.add("the reason is not in its words; a taken address is the usual one");
        }
        evidence.add(
                host
                        ? "it uses the host's network, so any program on the host may hold the port"
                        : shared
                                ? "it shares the network of another container, which may hold the port"
                                : "its network is its own: the other process is in the same container, or it binds "
                                        + "twice");
        var fix = new ArrayList<String>();
        String filter = port.isEmpty() ? "" : " 'sport = :" + port + "'";
        if (host) {
            fix.add("sudo ss -lntup" + filter + "   # on the host: who holds it");
            fix.add("stop that program, or give " + deployment.subject() + " another port");
        } else {
            fix.add("docker run --rm -it --entrypoint sh " + facts.settings().image()
                    + "   # start the entrypoint's parts by hand: which one listens first?");
            fix.add("let the entrypoint start the server once, or give the second one another port");
        }
        fix.add(deployment.up());
        return new Verdict.Likely(
                confidence,
                deployment.subject() + " could not listen" + (port.isEmpty() ? "" : " on port " + port)
                        + ": the address is " + (words.has(CERTAIN) ? "" : "probably ") + "in use by another process.",
                evidence,
                fix);
    }

    private static String port(Epilogue words, Epilogue.Said said) {
        for (String text : List.of(said.line(), words.error() ? String.join("\n", words.texts()) : "")) {
            var found = PORT.matcher(text);
            if (found.find()) {
                return found.group(1);
            }
        }
        return "";
    }
}
