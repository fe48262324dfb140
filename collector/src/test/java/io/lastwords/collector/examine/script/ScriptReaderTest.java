package io.lastwords.collector.examine.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.mask.Masker;
import io.lastwords.model.examination.Existence;
import io.lastwords.model.examination.ScriptFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReaderTest {
    private static final Masker MASKER = Masker.of(List.of("DB_PASSWORD=correct-horse"));

    private static ScriptFacts facts(String text) {
        return new ScriptReader(text.getBytes(StandardCharsets.UTF_8), true).facts(MASKER, Existence.FILE);
    }

    @Test
    void seesTheScriptThatNeverRunsItsCommand() {
        ScriptFacts facts = facts("""
                #!/bin/sh
                set -e
                # exec "$@" comes later
                echo "waiting for the database"
                """);

        assertThat(facts.exec()).isFalse();
        assertThat(facts.passesArguments()).isNull();
        assertThat(facts.lastLine()).isEqualTo("echo \"waiting for the database\"");
        assertThat(facts.interpreter()).isEqualTo("/bin/sh");
    }

    @Test
    void seesTheScriptThatHandsOver() {
        ScriptFacts facts = facts("#!/usr/bin/env bash\nif [ \"$1\" = web ]; then\n  exec gosu app \"$@\"\nfi\n");

        assertThat(facts.execsItsArguments()).isTrue();
        assertThat(facts.execLine()).isEqualTo("exec gosu app \"$@\"");
        assertThat(facts.passesArguments()).isEqualTo("\"$@\"");
        assertThat(facts.interpreterWords()).containsExactly("bash");
        assertThat(new ScriptReader("#!/usr/bin/env -S python3 -u\n".getBytes(StandardCharsets.UTF_8), true).program())
                .contains("python3");
    }

    @Test
    void looksAtArgumentsThatAreOnlyComparedAsNotPassedOn() {
        assertThat(facts("#!/bin/sh\nfor a in \"$@\"; do echo; done\n").passesArguments())
                .isNull();
    }

    @Test
    void countsCarriageReturns() {
        ScriptFacts facts = facts("#!/bin/sh\r\nexec \"$@\"\r\n");

        assertThat(facts.crlfFirst()).isTrue();
        assertThat(facts.crlfLines()).isEqualTo(2);
        assertThat(facts.interpreter()).isEqualTo("/bin/sh");
        assertThat(facts.firstLine()).isEqualTo("#!/bin/sh\\r");
        assertThat(facts("#!/bin/sh\necho a\r\n").crlfFirst()).isFalse();
    }

    @Test
    void seesAByteOrderMarkAndAMissingShebang() {
        assertThat(facts("\ufeff#!/bin/sh\n").byteOrderMark()).isTrue();
        assertThat(facts("echo hello\n").interpreter()).isNull();
    }

    @Test
    void seesACommandInTheBackground() {
        assertThat(facts("#!/bin/sh\n/app/server --port 80 &\n").background()).isTrue();
        ScriptFacts waits = facts("#!/bin/sh\n/app/server &\nwait\n");
        assertThat(waits.waits()).isTrue();
        assertThat(waits.background()).isFalse();
        assertThat(facts("#!/bin/sh\na && b\n").background()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service nginx start",
                "/usr/sbin/service cron start",
                "/etc/init.d/postgresql start",
                "nginx",
                "exec /usr/sbin/nginx -c /etc/nginx.conf",
                "apachectl start",
                "php-fpm8.2 -R",
                "redis-server --daemonize yes",
                "/usr/sbin/sshd"
            })
    void knowsWhatGoesToTheBackground(String line) {
        assertThat(facts("#!/bin/sh\n" + line + "\n").daemons()).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx -g 'daemon off;'",
                "exec nginx -g \"daemon off;\"",
                "nginx -t",
                "php-fpm -F",
                "/usr/sbin/sshd -D -e",
                "apache2ctl -D FOREGROUND",
                "service-runner --port 80",
                "echo service nginx"
            })
    void knowsWhatStaysInTheForeground(String line) {
        assertThat(facts("#!/bin/sh\n" + line + "\n").daemons()).isEmpty();
    }

    @Test
    void masksWhatItShows() {
        ScriptFacts facts = facts("#!/bin/sh\nexec /app --password=correct-horse\n");

        assertThat(facts.toString()).doesNotContain("correct-horse");
        assertThat(facts.text()).contains("***");
    }

    @Test
    void leavesHereDocumentsOutAndPutsContinuedLinesTogether() {
        ScriptFacts facts = facts("#!/bin/sh\ncat <<EOF\nexec no\nEOF\nexec \\\n  /app/web\n");

        assertThat(facts.execLine()).startsWith("exec").endsWith("/app/web");
        assertThat(facts.lastLine()).isEqualTo(facts.execLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo started",
                "echo \"pid $!\"\nexit 0",
                "PID=$!\necho $PID > /run/pid\ndisown",
                "printf 'up\\n'"
            })
    void seesACommandBehindATrivialEnd(String end) {
        assertThat(facts("#!/bin/sh\n/app/server --port 80 &\n" + end + "\n").daemons())
                .containsExactly("/app/server --port 80 &");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tail -f /var/log/app",
                "sleep infinity",
                "exec /app/main",
                "wait",
                "echo a; /app/main",
                "while :; do sleep 1; done"
            })
    void leavesACommandBeforeALastingEndAlone(String end) {
        assertThat(facts("#!/bin/sh\n/app/sidecar &\n" + end + "\n").daemons()).isEmpty();
    }
}
