package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.examination.CommandStep;
import io.lastwords.model.examination.FileCopy.Content;
import io.lastwords.model.examination.OutputRuntime;
import org.junit.jupiter.api.Test;

final class NothingToDoTest {
    private final NothingToDo cause = new NothingToDo();

    private static FactsBuilder node(String output) {
        return container("node", "/app/server.js")
                .looped(0, output)
                .examined(ExaminationBuilder.empty()
                        .then(CommandStep.Kind.SOURCE, "/app/server.js", "arguments", CopyBuilder.of(Content.TEXT, 900))
                        .runtime(OutputRuntime.Kind.NODE, "node", null));
    }

    @Test
    void knowsAServerThatNothingKeepsAlive() {
        var facts = node("loading config\nserver started\n");

        assertThat(answer(facts)).isEqualTo("nothing-to-do");
        assertThat(likely(cause, facts).evidence())
                .contains("Node ends by itself when no server, timer or socket is open");
        assertThat(likely(cause, facts).fix().getFirst()).contains("server.listen");
    }

    @Test
    void leavesJobsErrorsAndEndingsAlone() {
        assertThat(silent(cause, node("started\nall done\n"))).isTrue();
        assertThat(silent(cause, node("starting\nfailed to load\n"))).isTrue();
        assertThat(silent(cause, container("/app/migrate").looped(0, "migrations loaded\n")))
                .isTrue();
        assertThat(silent(cause, container().looped(1, "server started\n"))).isTrue();
    }

    @Test
    void onlyHintsWithoutAnExamination() {
        assertThat(answer(container("node", "server.js").looped(0, "server started\n")))
                .isEqualTo("unexplained");
    }
}
