package io.lastwords.collector.examine.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.lastwords.collector.examine.files.FileEntry;
import io.lastwords.collector.examine.files.FileTree;
import io.lastwords.collector.examine.files.MapTree;
import io.lastwords.collector.examine.program.Chain.Followed;
import io.lastwords.model.examination.CommandStep.Kind;
import io.lastwords.model.examination.Existence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0};
    private final MapTree files = new MapTree()
            .file("/bin/sh", ELF)
            .file("/usr/bin/tini", ELF)
            .file("/usr/bin/env", ELF)
            .file("/usr/local/bin/gosu", ELF)
            .file("/usr/local/bin/python3", ELF)
            .file("/app/web", ELF);

    private static Followed follow(FileTree files, String workingDir, String... words) {
        return Chain.follow(
                files,
                new Launch(
                        List.of(words),
                        null,
                        null,
                        workingDir,
                        "",
                        Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"),
                        false));
    }

    private Followed follow(String... words) {
        return follow(files, "/app", words);
    }

    private static List<String> paths(Followed chain) {
        return chain.steps().stream().map(Chain.Step::path).toList();
    }

    @Test
    void findsAProgramFromTheWorkingDirectoryAndAlongPath() {
        assertThat(paths(follow("./web"))).containsExactly("/app/web");
        assertThat(paths(follow("python3"))).containsExactly("/usr/local/bin/python3");
        assertThat(paths(follow("../app/./web"))).containsExactly("/app/web");
        Followed missing = follow("nowhere");
        assertThat(paths(missing)).containsExactly("nowhere");
        assertThat(missing.executable()).isZero();
        assertThat(missing.steps().getFirst().located().existence()).isEqualTo(Existence.MISSING);
    }

    @Test
    void goesThroughWrappersAndAnEntrypointScript() {
        files.file(
                "/entrypoint.sh", "#!/bin/sh\nset -e\nif [ \"$1\" = x ]; then exec true; fi\nexec gosu app \"$@\"\n");

        Followed chain = follow("tini", "-g", "--", "/entrypoint.sh", "/app/web", "--port", "80");

        assertThat(paths(chain)).containsExactly("/usr/bin/tini", "/entrypoint.sh", "/usr/local/bin/gosu", "/app/web");
        assertThat(chain.steps().stream().map(Chain.Step::kind))
                .containsExactly(Kind.WRAPPER, Kind.SCRIPT, Kind.WRAPPER, Kind.PROGRAM);
        assertThat(chain.executable()).isEqualTo(3);
        assertThat(chain.steps().getLast().words()).containsExactly("/app/web", "--port", "80");
    }

    @Test
    void staysAtAScriptThatNeverHandsOver() {
        files.file("/entrypoint.sh", "#!/bin/sh\necho ready\n");

        Followed chain = follow("/entrypoint.sh", "/app/web");

        assertThat(paths(chain)).containsExactly("/entrypoint.sh");
        assertThat(chain.executable()).isZero();
    }

    @Test
    void readsAShellsCommandLine() {
        assertThat(paths(follow("/bin/sh", "-c", "cd /app && exec ./web $PORT")))
                .contains("/bin/sh", "/app/web");
        assertThat(paths(follow("sh", "-ec", "echo hello"))).containsExactly("/bin/sh");
        Followed unsure = follow("sh", "-c", "exec $(find / -name web)");
        assertThat(unsure.open()).contains("a command substitution");
    }

    @Test
    void knowsTheFileThatAnInterpreterRuns() {
        files.file("/app/main.py", "print(1)\n").file("/app/run", "#!/usr/bin/env python3\nprint(1)\n");

        Followed chain = follow("python3", "-u", "-X", "dev", "main.py", "--debug");
        assertThat(paths(chain)).containsExactly("/usr/local/bin/python3", "/app/main.py");
        assertThat(chain.steps().get(1).kind()).isEqualTo(Kind.SOURCE);
        assertThat(follow("/app/run").steps().getFirst().kind()).isEqualTo(Kind.SOURCE);
        assertThat(follow("python3", "-m", "http.server").open()).contains("no file");
        assertThat(paths(follow("env", "A=1", "-u", "B", "python3", "main.py")))
                .containsExactly("/usr/bin/env", "/usr/local/bin/python3", "/app/main.py");
    }

    @Test
    void endsWhereScriptsCallEachOtherInACircle() {
        files.file("/a.sh", "#!/bin/sh\nexec /b.sh\n").file("/b.sh", "#!/bin/sh\nexec /a.sh\n");

        Followed chain = follow("/a.sh");

        assertThat(chain.steps()).hasSize(10);
        assertThat(chain.executable()).isEqualTo(-1);
        assertThat(chain.open()).contains("more than 10 steps");
    }

    @Test
    void saysWhatIsInTheWay() {
        files.special("/app/pipe", FileEntry.Kind.FIFO)
                .link("/app/loop", "/app/loop")
                .link("/app/dangling", "/app/gone");

        assertThat(follow("/app/pipe").steps().getFirst().located().existence()).isEqualTo(Existence.SPECIAL);
        assertThat(follow("/app/loop").steps().getFirst().located().existence()).isEqualTo(Existence.LINK_LOOP);
        assertThat(follow("/app/dangling").steps().getFirst().located().missing())
                .isEqualTo("/app/gone");
        assertThat(follow("/no/such/web").steps().getFirst().located().missing())
                .isEqualTo("/no");
        assertThat(follow("/app").steps().getFirst().located().existence()).isEqualTo(Existence.DIRECTORY);
    }
}
