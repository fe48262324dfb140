package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CrlfScriptTest {
    private final CrlfScript cause = new CrlfScript();

    @Test
    void seesTheCarriageReturnInEachForm() {
        for (String words : new String[] {
            "/usr/bin/env: ‘bash\\r’: No such file or directory\n/usr/bin/env: use -[v]S to pass options in shebang lines\n",
            "env: can't execute 'bash\r': No such file or directory\n",
            "/bin/bash: ./x.sh: /bin/bash^M: bad interpreter: No such file or directory\n",
            "c5.sh: line 2: cd: $'/tmp\\r': No such file or directory\n",
            "c5.sh: line 1: set: -\r: invalid option\n"
        }) {
            assertThat(answer(container("/app/x.sh").died(127, words)))
                    .as(words)
                    .isEqualTo("crlf-script");
        }
    }

    @Test
    void staysSilentWithoutOne() {
        assertThat(silent(cause, container("/app/x.sh").died(127, "/usr/bin/env: ‘bash’: No such file or directory\n")))
                .isTrue();
        assertThat(silent(cause, container("/app/x.sh").died(1, "exec /app/x.sh: no such file or directory\n")))
                .isTrue();
    }
}
