package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
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

    @Test
    void readsTheFirstLineOfTheScriptItself() {
        var facts = container("/app/entrypoint.sh")
                .died(1, "exec /app/entrypoint.sh: no such file or directory\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\r\nset -e\r\n"));

        assertThat(answer(facts)).isEqualTo("crlf-script");
        assertThat(likely(cause, facts).evidence())
                .contains(
                        "the first line of /app/entrypoint.sh ends with a carriage return: \"#!/bin/sh\\r\"",
                        "2 of its 2 lines end with CR LF");
        assertThat(likely(cause, facts).fix().getFirst()).startsWith("sed -i 's/\\r$//' entrypoint.sh");
    }

    @Test
    void readsAScriptThatAShellWasGiven() {
        var facts = container("sh", "/app/entrypoint.sh")
                .died(2, "/app/entrypoint.sh: 2: set: Illegal option -\n")
                .examined(ExaminationBuilder.empty()
                        .then(
                                CommandStep.Kind.SCRIPT,
                                "/app/entrypoint.sh",
                                "arguments",
                                CopyBuilder.script("#!/bin/sh\r\nset -e\r\n")));

        assertThat(answer(facts)).isEqualTo("crlf-script");
    }

    @Test
    void isSilentOfAScriptWithPlainLines() {
        var facts = container("/app/entrypoint.sh")
                .died(1, "exec /app/entrypoint.sh: no such file or directory\n")
                .examined(ExaminationBuilder.script("#!/bin/sh\nset -e\n"));

        assertThat(silent(cause, facts)).isTrue();
    }
}
