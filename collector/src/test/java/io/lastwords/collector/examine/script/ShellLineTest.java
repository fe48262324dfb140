package io.lastwords.collector.examine.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellLineTest {
    private static final Map<String, String> VARIABLES = Map.of("PORT", "8080", "EMPTY", "");

    private static ShellLine line(String text, String... arguments) {
        return ShellLine.of(text, List.of(arguments), VARIABLES::get);
    }

    @Test
    void takesTheLastCommandApart() {
        assertThat(line("cd /app && exec ./web --name 'a b' --port=\"$PORT\" > /log 2>&1")
                        .words())
                .containsExactly("./web", "--name", "a b", "--port=8080");
        assertThat(line("A=1 B=2 ./web").words()).containsExactly("./web");
        assertThat(line("./web ${LEVEL:-info}").words()).containsExactly("./web", "info");
        assertThat(line("./web # or not").words()).containsExactly("./web");
    }

    @Test
    void putsTheArgumentsIn() {
        ShellLine handed = line("exec gosu app \"$@\"", "redis-server", "--save", "");
        assertThat(handed.words()).containsExactly("gosu", "app", "redis-server", "--save", "");
        assertThat(handed.exec()).isTrue();
        assertThat(handed.open()).isNull();
        assertThat(line("exec \"$@\"").words()).isEmpty();
        assertThat(line("exec \"$1\" -x", "/bin/a").words()).containsExactly("/bin/a", "-x");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThat(line("exec $JAVA -jar x.jar").open()).isEqualTo("$JAVA");
        assertThat(line("exec `which web`").open()).isEqualTo("a command substitution");
        assertThat(line("exec $(which web)").open()).isEqualTo("a command substitution");
        assertThat(line("echo 'no end").open()).isEqualTo("a quote that does not end");
        assertThat(line("./web | tee log").open()).isEqualTo("a pipe");
    }
}
