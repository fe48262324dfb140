package io.lastwords.analyzer.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Programs that go to the background by themselves, and what keeps them in front.
 *
 * @param program its name, as a person says it
 * @param foreground the command that stays
 */
record Daemons(String program, String foreground) {
    private static final Pattern SERVICE = Pattern.compile(
            "(?:^|[\\s/])(?:service\\s+([\\w.-]+)\\s+(?:re)?start|(?:etc/)?init\\.d/([\\w.-]+)\\s+(?:re)?start|systemctl\\s+(?:re)?start\\s+([\\w.-]+))\\b");
    private static final Pattern ASKED = Pattern.compile(
            "\\s--?daemon(?:ize)?(?:[= ](?:yes|true|on))?(?=\\s|$)|\\s--fork(?=\\s|$)|\\s--background(?=\\s|$)");
    /** What only tells or tests something, and ends. */
    private static final Pattern ENDS =
            Pattern.compile("\\s-(?:t|v|V|h|T|-version|-help|-test|S|l|M)(?=\\s|$)|\\s-s\\s");

    private static final Map<String, Rule> RULES = Map.ofEntries(
            rule("nginx", "daemon +off", "nginx -g 'daemon off;'"),
            rule("apache2", "-DFOREGROUND|-D +FOREGROUND|-X", "apache2ctl -D FOREGROUND"),
            rule("httpd", "-DFOREGROUND|-D +FOREGROUND|-X|-f\\b", "httpd -DFOREGROUND"),
            rule("apachectl", "FOREGROUND", "apachectl -D FOREGROUND"),
            rule("apache2ctl", "FOREGROUND", "apache2ctl -D FOREGROUND"),
            rule("sshd", "-\\w*[Dd]\\b", "/usr/sbin/sshd -D -e"),
            rule("supervisord", "-\\w*n\\b|--nodaemon", "supervisord -n"),
            rule("crond", "-\\w*[fnd]\\b", "crond -f"),
            rule("cron", "-\\w*f\\b", "cron -f"),
            rule("lighttpd", "-\\w*D\\b", "lighttpd -D -f /etc/lighttpd/lighttpd.conf"),
            rule("rsyslogd", "-\\w*n\\b", "rsyslogd -n"),
            rule("dnsmasq", "-\\w*[kd]\\b|--keep-in-foreground|--no-daemon", "dnsmasq -k"),
            rule("named", "-\\w*[fg]\\b", "named -g"),
            rule("squid", "-\\w*N", "squid -N"),
            rule("unbound", "-\\w*d\\b", "unbound -d"),
            rule("exim", "-bdf", "exim -bdf"),
            rule("pg_ctl", "(?!)", "postgres -D the data folder"),
            rule("smbd", "-\\w*[Fi]\\b|--foreground", "smbd -F --no-process-group"));

    /** An option that usually keeps a daemon in front, or makes it tell something and end. */
    private static final Pattern IN_FRONT = Pattern.compile(
            "(?i)\\s-{1,2}(?:[dfnx]\\b|no-?(?:daemon|fork|detach|background)|\\w*-?foreground|debug|daemon(?:ize)?[= ](?:no|off|false)"
                    + "|help|version|usage|test|check|config-?test)");

    private record Rule(Pattern stays, String foreground) {}

    private static Map.Entry<String, Rule> rule(String program, String stays, String foreground) {
        return Map.entry(program, new Rule(Pattern.compile(stays), foreground));
    }

    /** Whether it may be one of those that go to the background unless told otherwise, and nobody told it. */
    static boolean mayBe(String program, List<String> args) {
        String line = program + " " + String.join(" ", args);
        return !RULES.containsKey(Figures.base(program))
                && !ENDS.matcher(line).find()
                && !IN_FRONT.matcher(line).find();
    }

    /** Whether this command line leaves its work to a process in the background. */
    static Optional<Daemons> of(String program, List<String> args) {
        String line = (program + " " + String.join(" ", args)).strip();
        var service = SERVICE.matcher(line);
        if (service.find()) {
            String name = service.group(1) != null
                    ? service.group(1)
                    : service.group(2) != null ? service.group(2) : service.group(3);
            Rule rule = RULES.get(name.equals("ssh") ? "sshd" : name);
            return Optional.of(new Daemons(
                    service.group().strip(),
                    rule == null ? name + " with its option for the foreground" : rule.foreground()));
        }
        if (ENDS.matcher(line).find()) {
            return Optional.empty();
        }
        var asked = ASKED.matcher(line);
        if (asked.find()) {
            return Optional.of(new Daemons(line, line.replace(asked.group(), "")));
        }
        Rule rule = RULES.get(Figures.base(program));
        return rule == null || rule.stays().matcher(line).find()
                ? Optional.empty()
                : Optional.of(new Daemons(line, rule.foreground()));
    }
}
