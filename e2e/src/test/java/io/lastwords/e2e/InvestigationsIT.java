package io.lastwords.e2e;

import io.lastwords.e2e.stage.Container;
import io.lastwords.e2e.stage.Containers;
import io.lastwords.e2e.stage.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five investigations that took people hours or days, rebuilt as the containers they were about. */
final class InvestigationsIT {
    private static final String MARKER = "lastwords.marker==== MAIN FUNCTION START ===";

    @TempDir
    Path sources;

    @Test
    void eachOfTheFiveInvestigationsHasItsSymptoms() throws IOException {
        Files.createDirectory(sources.resolve("src"));
        Files.writeString(sources.resolve("src/main.rs"), "fn main() {}\n");
        try (var verdicts = Verdicts.open()) {
            verdicts.check(
                    new Expectation(
                            "000 truncated binary",
                            "truncated-binary",
                            139,
                            List.of("restart-loop", "exit-nonzero", "killed-by-signal", "silent", "short-run"),
                            looping("truncated-binary")),
                    new Expectation(
                            "000 stub binary",
                            "stub-binary",
                            0,
                            List.of("restart-loop", "exit-zero", "silent", "short-run"),
                            looping("stub-binary")),
                    new Expectation(
                            "001 stub with a marker",
                            "stub-binary",
                            0,
                            List.of("restart-loop", "exit-zero", "silent", "marker-missing"),
                            looping("stub-binary", "--label", MARKER)),
                    new Expectation(
                            "002 mount over /app",
                            "executable-hidden-by-mount",
                            127,
                            List.of("start-failed"),
                            containers -> containers.startFailing(
                                    "hidden-by-mount",
                                    List.of("--restart", "always", "-v", sources + ":/app"),
                                    Images.image("hidden-by-mount"))),
                    new Expectation(
                            "003 failed to bind",
                            "address-in-use",
                            101,
                            List.of("restart-loop", "exit-nonzero"),
                            InvestigationsIT::besideAHolderOfItsPort),
                    new Expectation(
                            "004 silent after its banner",
                            "stub-binary",
                            0,
                            List.of("restart-loop", "exit-zero", "marker-missing"),
                            looping("silent-binary", "--label", MARKER)),
                    new Expectation(
                            "004 refusal never flushed",
                            "unflushed-output",
                            1,
                            List.of("restart-loop", "exit-nonzero", "marker-missing"),
                            looping("refused-environment", "--label", MARKER)));
        }
    }

    private static Function<Containers, Container> looping(String image, String... options) {
        return containers -> {
            var all = new ArrayList<>(List.of("--restart", "unless-stopped"));
            all.addAll(List.of(options));
            return containers.start(image + options.length, all, Images.image(image));
        };
    }

    private static Container besideAHolderOfItsPort(Containers containers) {
        var holder = containers.start("holder", List.of(), "busybox:latest", "httpd", "-f", "-p", "3000");
        return containers.start(
                "failed-to-bind",
                List.of("--restart", "always", "--network", "container:" + holder.name()),
                Images.image("failed-to-bind"));
    }
}
