package io.lastwords.analyzer.cause;

import static io.lastwords.analyzer.cause.FactsBuilder.container;
import static io.lastwords.analyzer.cause.Opinions.answer;
import static io.lastwords.analyzer.cause.Opinions.likely;
import static io.lastwords.analyzer.cause.Opinions.ruledOut;
import static io.lastwords.analyzer.cause.Opinions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.model.diagnosis.Symptom;
import org.junit.jupiter.api.Test;

final class OutOfMemoryTest {
    private final OutOfMemory cause = new OutOfMemory();

    @Test
    void isNearlyCertainWithTheEnginesEvent() {
        var facts =
                container().memoryLimit(64 << 20).run(137, run -> run.oomEvent().oomKilled());
        assertThat(answer(facts)).isEqualTo("out-of-memory");
        var opinion = likely(cause, facts);
        assertThat(opinion.confidence()).isGreaterThan(0.95);
        assertThat(opinion.evidence()).contains("its memory limit is 64 MiB");
        assertThat(opinion.fix())
                .anyMatch(line -> line.startsWith("docker update --memory 128m --memory-swap 128m shop-backend-1"));
    }

    @Test
    void saysThatAChildWasKilledWhereTheCodeIsAnother() {
        var opinion = likely(
                cause,
                container()
                        .memoryLimit(30 << 20)
                        .run(4, run -> run.oomKilled().stdout("after 137\n").stderr("Killed\n")));
        assertThat(opinion.summary()).startsWith("The kernel killed a process inside");
        assertThat(opinion.confidence()).isBetween(0.6, 0.85);
    }

    @Test
    void suspectsItBehindAKillThatNobodySent() {
        assertThat(likely(cause, container().memoryLimit(64 << 20).run(137, run -> {}))
                        .confidence())
                .isBetween(0.55, 0.7);
        var unlimited = likely(cause, container().run(137, run -> {}));
        assertThat(unlimited.confidence()).isEqualTo(0.5);
        assertThat(unlimited.summary()).contains("the host ran out of memory");
    }

    /** One event in twenty is lost, and not each of them. */
    @Test
    void doesNotSuspectItWhereNoneOfSeveralKillsHadAnEvent() {
        var facts = container().memoryLimit(256 << 20);
        for (int i = 0; i < 3; i++) {
            facts = facts.run(137, run -> run.stdout("watchdog: no heartbeat for 3 s\n"));
        }
        assertThat(answer(facts)).isEqualTo("unexplained");
        assertThat(likely(cause, facts).evidence()).contains("no oom event came in any of 3 such ends");
    }

    @Test
    void doesNotSayThatNobodySentAKillWhoseTimeNobodySaw() {
        var facts = container().run(137, FactsBuilder.Run::unwitnessed);

        assertThat(answer(facts)).isEqualTo("unexplained");
        assertThat(likely(cause, facts).evidence().getFirst()).contains("who sent the kill is not known");
    }

    @Test
    void isRuledOutWhereSomebodySentTheKill() {
        assertThat(ruledOut(cause, container().run(137, FactsBuilder.Run::signalled)))
                .contains("somebody sent a signal");
    }

    @Test
    void isRuledOutForASilentEnd() {
        assertThat(ruledOut(cause, container().run(0, run -> {}).symptom(Symptom.SILENT)))
                .isEqualTo("no oom event came, and the exit code is 0, not 137");
    }

    @Test
    void believesTheRuntimesOwnWords() {
        assertThat(answer(container("java", "M").died(1, Recorded.JAVA_HEAP))).isEqualTo("out-of-memory");
        assertThat(answer(container("python", "m.py")
                        .died(
                                1,
                                "Traceback (most recent call last):\n  File \"m.py\", line 1, "
                                        + "in <module>\nMemoryError\n")))
                .isEqualTo("out-of-memory");
        var node = container("node", "server.js").died(139, Recorded.NODE_HEAP);
        assertThat(answer(node)).isEqualTo("out-of-memory");
        assertThat(likely(cause, node).fix()).anyMatch(line -> line.contains("--max-old-space-size"));
    }

    @Test
    void leavesThreadsThatCannotBeMadeAlone() {
        assertThat(silent(
                        cause,
                        container("java", "M")
                                .died(
                                        1,
                                        "Exception in thread \"main\" java.lang.OutOfMemoryError: unable "
                                                + "to create native thread\n")))
                .isTrue();
    }

    @Test
    void nodesHeapIsTheReasonWhateverSignalFollows() {
        var words = new StringBuilder(
                "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n");
        for (int i = 1; i <= 16; i++) {
            words.append(
                    "%2d: 0x7f269fb055c%x v8::internal::Heap [/lib/x86_64-linux-gnu/libnode.so.108]\n".formatted(i, i));
        }
        assertThat(answer(container("node", "s.js").died(139, words.toString())))
                .isEqualTo("out-of-memory");
        assertThat(answer(container("node", "s.js").init().died(134, words.toString())))
                .isEqualTo("out-of-memory");
    }
}
