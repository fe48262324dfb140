package io.lastwords.collector.logs;

import static io.lastwords.collector.logs.FakeEngine.log;
import static io.lastwords.collector.logs.Frames.T;
import static io.lastwords.collector.logs.Frames.out;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads files only where they are the log, and asks the engine where they are not. */
class FileLogTest {
    private static final Instant DIE = T.plusSeconds(60);

    @TempDir
    Path folder;

    @AutoClose
    private final FakeEngine engine = new FakeEngine();

    private final Journal journal = new Journal();

    FileLogTest() throws IOException {}

    private RunReader reader(LogSource source) {
        return new RunReader(
                source,
                new LoggedContainer("c", false, false, true),
                LogPosition.START,
                new FileEnds(true),
                Journal.PLAIN,
                journal.buffer);
    }

    private static Set<String> told(LogSource source) {
        return Objects.requireNonNull(source.files()).told();
    }

    private void assertAsksTheEngine(LogSource source) throws Exception {
        for (int i = 0; i < 2; i++) {
            engine.answers.add(log(out(T, "asked\n")));
            engine.answers.add(log(out(T, "asked\n")));
            try (var reader = reader(source)) {
                assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);
            }
        }
        assertThat(journal.texts()).containsExactly("asked", "asked");
    }

    private void write(String... lines) throws IOException {
        Path log = folder.resolve("containers/c/c-json.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, String.join("", lines));
        engine.logPath = log.toString();
    }

    private static String line(String text) {
        return "{\"log\":\"" + text + "\",\"stream\":\"stdout\",\"time\":\"" + T + "\"}\n";
    }

    @Test
    void readsTheFileThatTheEngineNames() throws Exception {
        write(line("a\\n"), line("b"));
        var source = engine.source(LogAccess.AUTO);

        assertThat(reader(source).complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "b");
        assertThat(engine.asked).isEmpty();
        assertThat(told(source)).isEmpty();
    }

    @Test
    void asksAnEngineThatDoesNotSayWhereTheLogIs() throws Exception {
        var source = engine.source(LogAccess.FILE);
        assertAsksTheEngine(source);
        assertThat(told(source)).containsExactly("the engine does not say where they are");
    }

    @Test
    void asksWhereTheEnginesFilesAreNotHere() throws Exception {
        engine.logPath = folder.resolve("nowhere/c/c-json.log").toString();
        var source = engine.source(LogAccess.AUTO);
        assertAsksTheEngine(source);
        assertThat(told(source)).containsExactly(folder.resolve("nowhere") + " is not there");
    }

    @Test
    void asksForTheLogOfAnotherDriver() throws Exception {
        engine.logConfig = "{\"Type\":\"local\"}";
        var source = engine.source(LogAccess.AUTO);
        assertAsksTheEngine(source);
        assertThat(told(source)).containsExactly("the log driver local keeps none that can be read");
    }

    @Test
    void opensNothingThatIsNotTheContainersLog() throws Exception {
        write(line("a"));
        engine.logPath =
                Files.copy(Path.of(engine.logPath), folder.resolve("passwd")).toString();
        assertAsksTheEngine(engine.source(LogAccess.FILE));
    }

    @Test
    void asksTheEngineAfterALineThatItsDriverDoesNotWrite() throws Exception {
        write(line("a\\n"), "b\n");
        engine.answers.add(log(out(T, "a\n"), out(T, "b\n")));
        var source = engine.source(LogAccess.FILE);
        var reader = reader(source);

        assertThatThrownBy(() -> reader.complete(DIE)).isInstanceOf(IOException.class);
        assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);

        assertThat(journal.texts()).containsExactly("a", "b");
        assertThat(told(source)).containsExactly("they are not as json-file writes them");
    }

    @Test
    void readsOnWhereTheEngineHasNotYetSeenThatTheProcessHasEnded() throws Exception {
        write(line("a\\n"));
        engine.unseen.set(5);
        engine.running = false;
        var source = engine.source(LogAccess.FILE);
        try (var reader = reader(source)) {
            assertThat(reader.follow(() -> null).outcome()).isEqualTo(FollowResult.Outcome.RUN_ENDED);
            assertThat(reader.complete(DIE)).isEqualTo(Completion.WHOLE);
        }

        assertThat(journal.texts()).containsExactly("a");
        assertThat(engine.asked).isEmpty();
        assertThat(told(source)).isEmpty();
    }

    @Test
    void asksTheEngineWhereProcessesCannotBeSeen() throws Exception {
        write(line("a\\n"));
        engine.unseen.set(Integer.MAX_VALUE);
        engine.running = false;
        var source = engine.source(LogAccess.FILE);
        try (var reader = reader(source)) {
            assertThat(reader.follow(() -> null).outcome()).isEqualTo(FollowResult.Outcome.RUN_ENDED);
        }

        assertThat(engine.asked).isNotEmpty();
        assertThat(told(source))
                .containsExactly(
                        "the containers' processes cannot be seen from here, so that nothing would tell their runs apart");
    }

    @Test
    void asksAnEngineThatMayBeElsewhere() {
        var source = new LogSource(new EngineAddress.Tcp("localhost", 1), LogAccess.AUTO);
        assertThat(source.files()).isNull();
    }
}
