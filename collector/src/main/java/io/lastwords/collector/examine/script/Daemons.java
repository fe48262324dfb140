package io.lastwords.collector.examine.script;

import java.util.regex.Pattern;

/** Commands that go to the background by themselves, and what would keep them in the foreground. */
final class Daemons {
    private static final Pattern STARTS = Pattern.compile("^(?:exec +)?(?:sudo +)?(?:"
            + "(?:/usr/sbin/|/sbin/)?service +\\S+ +(?:re)?start"
            + "|/etc/init\\.d/\\S+ +(?:re)?start"
            + "|(?:rc-service|systemctl) .*start"
            + "|\\S*(?:apachectl|apache2ctl|pg_ctl|pg_ctlcluster|postfix|lighttpd-angel)\\b.* start\\b"
            + "|nohup .*&$"
            + "|start-stop-daemon .*(?:--background|-b\\b)"
            + "|.* (?:--daemonize(?:=| +)yes|--daemon|--daemonize\\b(?! no)|-detached)(?: |$).*"
            + ")");
    private static final Pattern NGINX =
            Pattern.compile("^(?:exec +)?(?:\\S*/)?nginx(?= |$)(?!.*daemon +off)(?!.* -[tvVs])");
    private static final Pattern OTHERS = Pattern.compile("^(?:exec +)?(?:\\S*/)?(?:"
            + "php-fpm[\\d.]*(?: |$)(?!.*(?:-F|--nodaemonize))"
            + "|sshd(?: |$)(?!.*-\\w*D)"
            + "|cron(?: |$)(?!.*-\\w*f)"
            + "|crond(?: |$)(?!.*-\\w*[fn])"
            + "|(?:httpd|apache2)(?: |$)(?!.*(?:FOREGROUND|NO_DETACH|-X))"
            + "|supervisord(?: |$)(?!.*(?:-\\w*n|--nodaemon))"
            + "|memcached .*-d(?: |$)"
            + "|haproxy .*-D(?: |$)"
            + "|gunicorn .*-D(?: |$)"
            + ")");

    private Daemons() {}

    /** Whether a line starts something that then runs on without it. */
    static boolean starts(String line) {
        return STARTS.matcher(line).find()
                || NGINX.matcher(line).find()
                || OTHERS.matcher(line).find();
    }
}
